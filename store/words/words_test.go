package words

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	for given, want := range map[string]string{
		"MEMORÁNDUM": "memorandum", "Straße": "strasse", "cœur": "coeur", "plain": "plain", "ﬁn": "fin", "İstanbul": "istanbul",
		"ΑΡΘΡΟΣ": "αρθροσ", "Догово\u0301р": "договор", "العُمّال": "العمال", "إتفاقيّة": "اتفاقيه", "هجرةٌ": "هجره", "٢٠١٤": "2014", "२०१४": "2014", "២០១៤": "2014",
		"श्रमिकहरू": "सरमिकहरु", "रोजगारी": "रोजगारि", "កម្មករ": "កម្មករ", "한국": "한국",
	} {
		if have := Fold(given); have != want {
			t.Errorf("%s: %q, want %q", given, have, want)
		}
	}
}

func TestScan(t *testing.T) {
	for given, want := range map[string]string{
		"The employer's duty, pre-departure.": "The:the employer:employer s:s duty:duty pre:pre departure:departure",
		"L’employeur né 3°":                   "L:l employeur:employeur né:ne 3:3",
		"Article 7(1)(a)":                     "Article:article 7:7 1:1 a:a",
		"नेपाली कामदार":                       "नेपाली:नेपालि कामदार:कामदार",
		"និយោជក passport":                     "និ:និ យោ:យោ ជ:ជ ក:ក passport:passport",
		"ကမ္ဘာ":                               "က:က မ္ဘာ:မ္ဘာ",
		"劳动者 2014":                            "劳:劳 动:动 者:者 2014:2014",
		"نقل العمّال":                         "نقل:نقل العمّال:العمال",
		"— … ،":                               "",
		"\u0301a\xffb":                        "a:a b:b",
	} {
		var have []string
		for _, tok := range Scan(nil, given) {
			have = append(have, given[tok.Start:tok.End]+":"+tok.Word)
		}
		if diff := cmp.Diff(want, strings.Join(have, " ")); diff != "" {
			t.Errorf("%s: -want +have\n%s", given, diff)
		}
	}
	long := strings.Repeat("x", 3*maxWord+5)
	if have := Scan(nil, long); len(have) != 4 || have[3].End != len(long) {
		t.Errorf("a long word: %d tokens", len(have))
	}
}

// TestStems holds that forms of one word meet.
func TestStems(t *testing.T) {
	for _, c := range []struct{ lang, forms string }{
		{"en", "passport passports"}, {"en", "employer employers employed employing"}, {"en", "recruitment recruitments recruit"}, {"en", "policies policy"},
		{"fr", "travailleur travailleurs"}, {"fr", "employé employés employées"}, {"fr", "recrutement recruter"}, {"fr", "réunion réunions"},
		{"es", "trabajador trabajadores trabajadoras"}, {"es", "repatriación repatriaciones"}, {"es", "contratos contrato"},
		{"de", "Vertrag Vertrages Vertrags"}, {"de", "Arbeitgeber Arbeitgebern"}, {"de", "Reisepass Reisepasses"},
		{"nl", "werkgever werkgevers"}, {"nl", "arbeider arbeiders"}, {"nl", "overeenkomst overeenkomsten"},
		{"ar", "عامل العامل والعامل"}, {"ar", "اتفاقية الاتفاقية اتفاقيات"},
		{"ne", "कामदार कामदारहरू कामदारहरूको कामदारलाई"},
	} {
		s := StemmerFor(c.lang)
		stems := map[string]bool{}
		for form := range strings.FieldsSeq(c.forms) {
			stem := s.Stem(Fold(form))
			stems[stem] = true
			found := false
			for _, candidate := range Stems(Fold(form)) {
				found = found || candidate == stem
			}
			if !found {
				t.Errorf("%s %s: %q is not among %q", c.lang, form, stem, Stems(Fold(form)))
			}
		}
		if len(stems) != 1 {
			t.Errorf("%s %s: %v", c.lang, c.forms, stems)
		}
	}
	if have := StemmerFor("tl").Stem("manggagawa"); have != "manggagawa" {
		t.Errorf("no stemmer: %s", have)
	}
}

func TestSecond(t *testing.T) {
	s := StemmerFor("ar")
	for word, want := range map[string]string{"بجواز": s.Stem("جواز"), "لجنة": "", "عامل": "", "passport": ""} {
		if have := s.Second(Fold(word)); have != want {
			t.Errorf("%s: %q, want %q", word, have, want)
		}
	}
	if StemmerFor("en").Stem("mare") == StemmerFor("es").Stem("mare") {
		t.Error("stems of two languages meet")
	}
}

func TestSmall(t *testing.T) {
	for _, c := range []struct{ lang, small, kept string }{
		{"en", "the of and by", "shall state fee passport"}, {"fr", "le des aux par", "frais état"}, {"es", "de los para", "estado pago"},
		{"de", "der und von", "Lohn"}, {"nl", "het een van", "loon"}, {"ar", "من في", "عقد"},
	} {
		for w := range strings.FieldsSeq(c.small) {
			if !Small(c.lang, Fold(w)) || !SmallAnywhere(Fold(w)) {
				t.Errorf("%s %s is small", c.lang, w)
			}
		}
		for w := range strings.FieldsSeq(c.kept) {
			if Small(c.lang, Fold(w)) {
				t.Errorf("%s %s is not small", c.lang, w)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"passport", "passport", 0}, {"pasport", "passport", 1}, {"passpotr", "passport", 1}, {"pazzport", "passport", 2}, {"employer", "employee", 1},
		{"abc", "xyz", 3}, {"", "ab", 2}, {"recrutment", "recruitment", 1}, {"عامل", "عمال", 1}} {
		if have := Distance(c.a, c.b, 2); have != c.want {
			t.Errorf("%s %s: %d, want %d", c.a, c.b, have, c.want)
		}
		if have := Distance(c.b, c.a, 2); have != c.want {
			t.Errorf("%s %s: %d, want %d", c.b, c.a, have, c.want)
		}
	}
	for word, want := range map[string]int{"fees": 0, "wages": 1, "contract": 2, "employe": 1, "عامل": 0} {
		if have := Typos(word); have != want {
			t.Errorf("%s: %d typos, want %d", word, have, want)
		}
	}
	if have := Nearest("destinaton", []string{"origin", "destination"}); have != "destination" {
		t.Errorf("nearest %q", have)
	}
	if have := Nearest("xyz", []string{"origin", "destination"}); have != "" {
		t.Errorf("nearest %q", have)
	}
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The employer shall not keep the passport of the worker, nor any other paper; Article 7 applies. ", 100)
	b.SetBytes(int64(len(text)))
	var tokens []Token
	for b.Loop() {
		tokens = Scan(tokens[:0], text)
	}
	b.ReportMetric(float64(len(tokens)), "tokens")
}

func FuzzScan(f *testing.F) {
	f.Add("The employer’s “passport” العمّال កម្មករ कामदारहरूको \xff\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range Scan(nil, text) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) || tok.Word == "" {
				t.Fatalf("%q: %+v after %d", text, tok, end)
			}
			end = tok.End
			for _, lang := range []string{"en", "fr", "es", "de", "nl", "ar", "ne"} {
				if StemmerFor(lang).Stem(tok.Word) == "" {
					t.Fatalf("%q: %s has no stem of %q", text, lang, tok.Word)
				}
			}
			if again := Fold(tok.Word); again != tok.Word {
				t.Fatalf("%q folds to %q and then to %q", text[tok.Start:tok.End], tok.Word, again)
			}
		}
		_ = fmt.Sprint(Words(text))
	})
}
