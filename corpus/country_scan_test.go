package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// scanned writes mentions as "text=CODE", with ~ before the code of a demonym.
func scanned(text string) string {
	var out []string
	for _, m := range ScanCountries(text) {
		mark := "="
		if m.Demonym {
			mark = "=~"
		}
		out = append(out, m.Span.Of(text)+mark+m.Code)
	}
	return strings.Join(out, "; ")
}

func TestScanCountries(t *testing.T) {
	for text, want := range map[string]string{
		// Forms of state and neighbours.
		"Agreement between the Government of the Kingdom of Saudi Arabia and the Republic of the Philippines": "Kingdom of Saudi Arabia=SAU; Republic of the Philippines=PHL",
		"AGREEMENT BETWEEN THE HASHEMITE KINGDOM OF JORDAN AND NEPAL":                                         "HASHEMITE KINGDOM OF JORDAN=JOR; NEPAL=NPL",
		"entre la République française et le royaume du Maroc":                                                "République française=FRA; royaume du Maroc=MAR",
		"entre la República Argentina y los Estados Unidos Mexicanos":                                         "República Argentina=ARG; Estados Unidos Mexicanos=MEX",
		"zwischen der Bundesrepublik Deutschland und der Türkischen Republik":                                 "Bundesrepublik Deutschland=DEU; Türkischen Republik=TUR",
		"tussen het Koninkrijk der Nederlanden en het Koninkrijk Marokko":                                     "Koninkrijk der Nederlanden=NLD; Koninkrijk Marokko=MAR",
		"the Syrian Arab Republic, the Polish People's Republic":                                              "Syrian Arab Republic=SYR; Polish People's Republic=POL",
		"the State of Qatar and each State of employment":                                                     "State of Qatar=QAT",
		"in the territory of France":                                                                          "France=FRA",
		"the Federal Republic of\nGermany":                                                                    "Federal Republic of\nGermany=DEU",
		"Republic of\n\nTurkey":                                                                               "Turkey=TUR",
		// Longest match.
		"Guinea, Equatorial Guinea, Guinea-Bissau and Papua New Guinea":            "Guinea=GIN; Equatorial Guinea=GNQ; Guinea-Bissau=GNB; Papua New Guinea=PNG",
		"Niger and Nigeria; the Dominican Republic and Dominica":                   "Niger=NER; Nigeria=NGA; Dominican Republic=DOM; Dominica=DMA",
		"Congo and the Democratic Republic of the Congo":                           "Congo=COG; Democratic Republic of the Congo=COD",
		"la république démocratique du Congo":                                      "république démocratique du Congo=COD",
		"Korea; Democratic People’s Republic of Korea; Republic of Korea":          "Korea=KOR; Democratic People’s Republic of Korea=PRK; Republic of Korea=KOR",
		"the People's Republic of China":                                           "People's Republic of China=CHN",
		"United Kingdom of Great Britain and Northern Ireland":                     "United Kingdom of Great Britain and Northern Ireland=GBR",
		"British Virgin Islands, the Virgin Islands":                               "British Virgin Islands=VGB",
		"Serbia and Montenegro":                                                    "Serbia and Montenegro=SCG",
		"Papua New Guinean nurses":                                                 "Papua New Guinean=~PNG",
		"St. Lucia. Grenada":                                                       "St. Lucia=LCA; Grenada=GRD",
		"Turkey, Republic of Moldova":                                              "Turkey=TUR; Republic of Moldova=MDA",
		"German Democratic Republic; the Socialist Federal Republic of Yugoslavia": "German Democratic Republic=DDR; Socialist Federal Republic of Yugoslavia=YUG",
		// Words that only look like countries.
		"turkey and chile pepper on china plates, a jersey, guinea pigs":                                "",
		"Organization of American States; Organización de los Estados Americanos; Latin American":       "",
		"the Indian Ocean, New Mexico, New Jersey, the Gulf of Guinea, San Salvador":                    "",
		"Geneva Convention, a Swiss franc, US$ 20, US dollars":                                          "",
		"to polish the floors; the german text":                                                         "",
		"LET US AGREE":                                                                                  "",
		"Réunion de la commission mixte. Maurice Dupont, Dominique Martin, à Granada":                   "",
		"le Gouvernement de la République de Maurice":                                                   "République de Maurice=MUS",
		"Confederación Nacional de Granada":                                                             "",
		"Swiss Federation of Trade Unions":                                                              "Swiss=~CHE",
		"Mali2 and Chadwick, Omani-like":                                                                "Omani=~OMN",
		"los fines del presente acuerdo; este Acuerdo. Este Convenio":                                   "",
		"Prince Edward Island; the Islands; Done at Santo Domingo; Aden; die Bundesrepublik":            "",
		"of the United States and of the United States; de Verenigde Staten of van de Verenigde Staten": "United States=USA; United States=USA; Verenigde Staten=USA; Verenigde Staten=USA",
		"the Netherlands; à la Dominique; in El Salvador; Groot Hertogdom Luxemburg":                    "Netherlands=NLD; Dominique=DMA; El Salvador=SLV; Groot Hertogdom Luxemburg=LUX",
		"der Regierung der Bundesrepublik Nigeria":                                                      "Bundesrepublik Nigeria=NGA",
		"Confédération française du travail; Confederación Española":                                    "française=~FRA; Española=~ESP",
		"Antigua and Barbuda, Trinidad & Tobago":                                                        "Antigua and Barbuda=ATG; Trinidad & Tobago=TTO",
		// Demonyms.
		"les travailleurs turcs et la travailleuse turque, une ouvrière marocaine":  "turcs=~TUR; turque=~TUR; marocaine=~MAR",
		"los trabajadores españoles, la empresa alemana y la legislación argentina": "españoles=~ESP; alemana=~DEU; argentina=~ARG",
		"türkische Arbeitnehmer, den philippinischen Pflegekräften, ein Türke":      "türkische=~TUR; philippinischen=~PHL; Türke=~TUR",
		"Nederlandse werkgevers en Marokkaanse werknemers":                          "Nederlandse=~NLD; Marokkaanse=~MAR",
		"Filipino nurses, Turkish workers, New Zealanders":                          "Filipino=~PHL; Turkish=~TUR; New Zealanders=~NZL",
		"la commission mixte franco-algérienne et l'accord anglo-saxon":             "franco=~FRA; algérienne=~DZA",
		"the US authorities, the U.S.A. and the U.A.E.":                             "US=USA; U.S.A.=USA; U.A.E.=ARE",
		"Qatar's law; l'Espagne; Deutschlands Recht; Pays-Bas":                      "Qatar=QAT; Espagne=ESP; Deutschlands=DEU; Pays-Bas=NLD",
		// Specimen states.
		"the Republic of Mabuwe, the State of Qabariyah and Lunthaian workers":       "Republic of Mabuwe=XMB; State of Qabariyah=XQB; Lunthaian=~XLT",
		"die Bundesrepublik Rheingard und garombische Arbeitnehmer":                  "Bundesrepublik Rheingard=XRG; garombische=~XGB",
		"het Koninkrijk der Waterlanden en Vestraanse, Waterlandse werkgevers":       "Koninkrijk der Waterlanden=XWL; Waterlandse=~XWL",
		"la République de Valombre, les travailleurs garombéens; los camporealenses": "République de Valombre=XVB; garombéens=~XGB; camporealenses=~XCM",
		"Nepa\u0301l and Co\u0302te d'Ivoire in decomposed form":                     "Nepa\u0301l=NPL; Co\u0302te d'Ivoire=CIV",
	} {
		if have := scanned(text); have != want {
			t.Errorf("%q\n-want %s\n+have %s", text, want, have)
		}
	}
}

func FuzzScanCountries(f *testing.F) {
	for _, seed := range []string{"", "the Republic of Türkiye", "U.S.A.", "État du Qatar\xff, Republic of", "republic of the ", "Korea, Republic of (", "Co\u0302te d’Ivoire", "US", "franco-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, m := range ScanCountries(text) {
			if m.Span.Start < at || m.Span.Empty() || m.Span.End > len(text) {
				t.Fatalf("%+v after byte %d of %d", m, at, len(text))
			}
			at = m.Span.End
			if !utf8.RuneStart(text[m.Span.Start]) || at < len(text) && !utf8.RuneStart(text[at]) && utf8.ValidString(text) {
				t.Fatalf("%+v cuts a rune of %q", m, text)
			}
			if _, err := CountryByCode(m.Code); err != nil {
				t.Fatal(err)
			}
		}
		FindCountry(text)
	})
}

// Hostile texts must cost no more per byte than others; the benchmark shows the rate of both.
func BenchmarkScanCountries(b *testing.B) {
	plain := "The Government of the Republic of the Philippines shall ensure that Filipino workers who are employed in the " +
		"territory of the State of Qatar keep their passports. El Gobierno de la República Argentina informará a las autoridades. "
	for name, unit := range map[string]string{"plain": plain, "hostile": "republic of the democratic people's "} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				ScanCountries(text)
			}
		})
	}
}

// The index is built on first use; this is what the first caller pays.
func BenchmarkCountryIndex(b *testing.B) {
	for b.Loop() {
		buildGeoIndex()
	}
}
