package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

func TestDatesIn(t *testing.T) {
	for _, c := range []struct {
		text string
		want corpus.Date
	}{
		{"Done at The Hague on 19 August 1964", "1964-08-19"},
		{"this twenty-first day of July two thousand and fifteen", "2015-07-21"},
		{"this 6th day of November 2012", "2012-11-06"},
		{"on the 28th May, 1959", "1959-05-28"},
		{"on January 18, 2011", "2011-01-18"},
		{"on the twenty-fifth of June of two thousand and two", "2002-06-25"},
		{"on 19 Rabi al-Thani 1435 H, corresponding to 19 February 2014", "2014-02-19"},
		{"nineteen hundred and sixty-four, the fourth of May nineteen sixty-four", "1964-05-04"},
		{"le dix-neuf août mil neuf cent soixante-quatre", "1964-08-19"},
		{"le 1er mars 1988", "1988-03-01"},
		{"le vingt-deux février deux mille treize", "2013-02-22"},
		{"le trois octobre mil neuf cent quatre-vingt-six", "1986-10-03"},
		{"a los dieciséis días del mes de febrero de mil novecientos noventa y ocho", "1998-02-16"},
		{"a los veintiún días del mes de abril de 2004", "2004-04-21"},
		{"a los treinta y un días del mes de agosto de dos mil veintiuno", "2021-08-31"},
		{"am 2. März 1961", "1961-03-02"},
		{"am elften Juni zweitausendzwölf", "2012-06-11"},
		{"am einundzwanzigsten November neunzehnhundertsechs", "1906-11-21"},
		{"am 21. November neunzehnhundertsechs", "1906-11-21"},
		{"de 14 mei 1969", "1969-05-14"},
		{"de zesde augustus negentienhonderd zestig", "1960-08-06"},
		{"Brussel, 14.05.1969", "1969-05-14"},
		{"signed 2014-03-21", "2014-03-21"},
		{"19 August of no year", ""},
		{"on 31 February 1999", ""},
	} {
		var have corpus.Date
		if d := datesIn(c.text, corpus.Span{End: len(c.text)}); len(d) > 0 {
			have = d[0].date
		}
		if have != c.want {
			t.Errorf("%q: have %q, want %q", c.text, have, c.want)
		}
	}
}

// sample builds an agreement around a title and some articles.
func sample(title, parties, articles, closing string) string {
	return title + "\n\n" + parties + "\n\n" + articles + "\n\n" + closing + "\n"
}

func readSample(t *testing.T, text string) *corpus.Agreement {
	t.Helper()
	a, err := Read(context.Background(), "sample.txt", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const (
	agreedEN = "Have agreed as follows:"
	threeEN  = "Article 1\n\nWorkers are free.\n\nArticle 2\n\nThe wage is paid to the worker each month by the employer.\n\nArticle 3\n\nThis Agreement shall remain in force for five years and shall be renewed automatically."
	doneEN   = "Done at Lisbon on 4 May 1999, in two originals."
)

func TestKindOfTitle(t *testing.T) {
	for _, c := range []struct {
		title string
		want  corpus.Kind
	}{
		{"AGREEMENT BETWEEN PORTUGAL AND FRANCE ON THE RECRUITMENT OF WORKERS", corpus.KindBLA},
		{"Accord de main-d'œuvre entre la France et le Portugal", corpus.KindBLA},
		{"Convenio entre España y Francia sobre contratación de trabajadores", corpus.KindBLA},
		{"Abkommen zwischen Deutschland und Portugal über die Vermittlung von Arbeitnehmern", corpus.KindBLA},
		{"Overeenkomst tussen Nederland en Marokko betreffende de werving van werknemers", corpus.KindBLA},
		{"MEMORANDUM OF UNDERSTANDING BETWEEN NEPAL AND QATAR ON THE RECRUITMENT OF WORKERS", corpus.KindMOU},
		{"MEMORANDO DE ENTENDIMIENTO ENTRE MÉXICO Y CANADÁ SOBRE TRABAJADORES AGRÍCOLAS", corpus.KindMOU},
		{"AGREEMENT ON SOCIAL SECURITY BETWEEN CANADA AND INDIA", corpus.KindSSA},
		{"Convention de sécurité sociale entre la France et le Maroc", corpus.KindSSA},
		{"Abkommen zwischen der Schweiz und Spanien über soziale Sicherheit", corpus.KindSSA},
		{"AGREEMENT BETWEEN THE MINISTRY OF SOCIAL SECURITY OF INDIA AND THE MINISTRY OF LABOUR OF QATAR ON DOMESTIC WORKERS", corpus.KindBLA},
		{"Accord relatif à l'échange de jeunes professionnels entre la France et la Tunisie", corpus.KindTrainee},
		{"Vereinbarung über den Austausch von Stagiaires zwischen der Schweiz und Kanada", corpus.KindTrainee},
		{"CONVENIO DE MIGRACIÓN ENTRE ARGENTINA Y PERÚ", corpus.KindResidence},
		{"ACUERDO SOBRE RESIDENCIA PARA NACIONALES ENTRE ARGENTINA Y BRASIL", corpus.KindResidence},
		{"Additional Protocol to the Agreement on Workers between Portugal and France", corpus.KindProtocol},
		{"Avenant à l'accord de main-d'œuvre entre la France et le Mali", corpus.KindProtocol},
		{"AGREEMENT BETWEEN PORTUGAL AND GHANA ON THE PROTECTION OF INVESTMENTS", corpus.KindOther},
		{"Auslieferungsvertrag zwischen der Schweiz und Portugal", corpus.KindOther},
		{"Culturele Overeenkomst tussen Nederland en Marokko", corpus.KindOther},
	} {
		a := readSample(t, sample(c.title, agreedEN, threeEN, doneEN))
		if a.Kind.Value != c.want {
			t.Errorf("%s: have %s, want %s", c.title, a.Kind.Value, c.want)
		}
	}
}

func TestPartiesAndCorridor(t *testing.T) {
	for _, c := range []struct{ name, title, preamble, article, want string }{
		{"workers in", "Agreement between Turkey and the Netherlands on the recruitment of Turkish workers in the Netherlands", agreedEN, "Workers travel.", "TUR → NLD"},
		{"from", "Agreement on labour between Nepal and Qatar", "The Government of Nepal and the Government of Qatar have agreed as follows:", "Workers from Nepal may be employed in Qatar.", "NPL → QAT"},
		{"sending party", "Agreement on manpower", "The Government of Qatar (hereinafter \"the Receiving Party\") and the Government of Nepal (hereinafter \"the Sending Party\") have agreed as follows:", "Costs are shared.", "NPL → QAT"},
		{"french", "Accord entre la France et le Portugal sur l'emploi de travailleurs portugais en France", "Sont convenus de ce qui suit:", "Les travailleurs portugais sont logés.", "PRT → FRA"},
		{"spanish", "Acuerdo entre España y Marruecos sobre mano de obra", "Acuerdan lo siguiente:", "Los trabajadores marroquíes serán contratados por empleadores españoles para trabajar en España.", "MAR → ESP"},
		{"german", "Vereinbarung zwischen der Schweiz und Spanien über die Vermittlung spanischer Arbeitskräfte, die in der Schweiz beschäftigt werden", "haben Folgendes vereinbart:", "Die spanischen Arbeitskräfte erhalten einen Vertrag.", "ESP → CHE"},
		{"dutch", "Overeenkomst tussen Nederland en Marokko betreffende de tewerkstelling van Marokkaanse werknemers in Nederland", "zijn als volgt overeengekomen:", "De Marokkaanse werknemers krijgen een contract.", "MAR → NLD"},
		{"invented", "Agreement between the Republic of Marenza and the Kingdom of Quorvia on workers", "The Republic of Marenza and the Kingdom of Quorvia have agreed as follows:", "Marenzan workers may work in Quorvia.", "Republic of Marenza → Kingdom of Quorvia"},
		{"both ways", "Labour treaty between France and the Netherlands", agreedEN, "Nationals of either Party may work in the territory of the other. Workers of either country are paid like nationals of the other Party.", "FRA ↔ NLD"},
		{"pensions", "Agreement on social security between Canada and India", agreedEN, "It applies to pensions.", "CAN ↔ IND"},
	} {
		articles := "Article 1\n\n" + c.article + "\n\nArticle 2\n\nThe contract of the worker is in writing.\n\nArticle 3\n\nIt enters into force on signature."
		a := readSample(t, sample(c.title, c.preamble, articles, doneEN))
		if have := a.Corridor.String(); have != c.want {
			t.Errorf("%s: have %s, want %s (%+v)", c.name, have, c.want, a.Parties)
		}
	}
}

func TestUnionParties(t *testing.T) {
	a := readSample(t, sample("AGREEMENT ON JOINT ACTION between THE TRADE UNION CONGRESS OF GHANA (TUC) and THE GENERAL FEDERATION OF JORDANIAN TRADE UNIONS", "The two organisations have resolved as follows.",
		"1. Workers from Ghana who come to Jordan are received as members.\n\n2. No worker pays for a job.\n\n3. Both unions meet each year.\n\n4. It takes effect on signature.", doneEN))
	var have []string
	for _, p := range a.Parties {
		have = append(have, p.Name+"/"+p.Country+"/"+string(p.Role))
	}
	want := []string{"TRADE UNION CONGRESS OF GHANA/GHA/origin", "GENERAL FEDERATION OF JORDANIAN TRADE UNIONS/JOR/destination"}
	if diff := cmp.Diff(want, have); diff != "" || a.Kind.Value != corpus.KindUnion {
		t.Errorf("kind %s\n%s", a.Kind.Value, diff)
	}
}

func TestTerm(t *testing.T) {
	for _, c := range []struct {
		clause  string
		months  int
		renewal corpus.Renewal
	}{
		{"This Agreement shall remain in force for five years and shall be renewed automatically unless denounced six months before its end.", 60, corpus.RenewalTacit},
		{"This Memorandum is valid for two (2) years. It may be extended by exchange of letters.", 24, corpus.RenewalAgreement},
		{"This Agreement enters into force thirty days after signature, for eighteen months.", 18, corpus.RenewalNone},
		{"This Agreement is concluded for an indefinite period.", 0, corpus.RenewalNone},
		{"Le présent Accord est conclu pour une durée d'un an et sera renouvelé par tacite reconduction.", 12, corpus.RenewalTacit},
		{"El presente Convenio tendrá una duración de cinco años, prorrogables automáticamente.", 60, corpus.RenewalTacit},
		{"Dieses Abkommen gilt für die Dauer von zwei Jahren und verlängert sich stillschweigend um ein Jahr.", 24, corpus.RenewalTacit},
		{"Deze Overeenkomst is gesloten voor de tijd van een jaar en wordt stilzwijgend verlengd.", 12, corpus.RenewalTacit},
	} {
		text := sample("Agreement between Portugal and France on workers", agreedEN, "Article 1\n\nWorkers are free.\n\nArticle 2\n\nPaid.\n\nArticle 3\n\n"+c.clause, doneEN)
		a := readSample(t, text)
		if a.Duration.Value.Months != c.months || a.Renewal.Value != c.renewal || a.Duration.Confidence == 0 {
			t.Errorf("%q: have %d %q", c.clause, a.Duration.Value.Months, a.Renewal.Value)
		}
	}
}

func TestPlaceTitleFamily(t *testing.T) {
	text := sample("Agreement between Portugal and France on workers", agreedEN, strings.Replace(threeEN, "Workers are free.", "Workers are free. ", 1)+" It replaces the Convention on Labour signed on 3 March 1950.", "Done in duplicate at New Delhi, this 6th day of November 2012.")
	a := readSample(t, text)
	if a.Place.Value != "New Delhi" || a.Place.Span.Of(a.Text) != "New Delhi" || a.Signed.Value != "2012-11-06" {
		t.Errorf("place %q, signed %q", a.Place.Value, a.Signed.Value)
	}
	if a.Title.Value != "Agreement between Portugal and France on workers" || a.Title.Span.Of(a.Text) != a.Title.Value {
		t.Errorf("title %q", a.Title.Value)
	}
	if len(a.Family) != 1 || a.Family[0].Kind != corpus.Replaces || a.Family[0].To != "Convention on Labour signed on 3 March 1950" {
		t.Errorf("family %+v", a.Family)
	}
}

func TestDetectLanguage(t *testing.T) {
	for lang, text := range map[string]string{
		"en":  "The employer shall bear the cost of the journey of the worker to the place of work and of the return.",
		"fr":  "L'employeur prend à sa charge les frais de voyage du travailleur jusqu'au lieu de travail et ceux du retour.",
		"es":  "El empleador pagará los gastos de viaje del trabajador hasta el lugar de trabajo y los del regreso a su país.",
		"de":  "Der Arbeitgeber trägt die Kosten der Reise des Arbeitnehmers zum Ort der Beschäftigung und die der Rückreise.",
		"nl":  "De werkgever draagt de kosten van de reis van de werknemer naar de plaats van het werk en die van de terugreis.",
		"und": "1 2 3",
	} {
		if have := detectLanguage(text); have != lang {
			t.Errorf("%s: have %s", lang, have)
		}
	}
}
