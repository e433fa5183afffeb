package corpus

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/biter777/countries"

	"corridor/corpus/sharedtest"
)

// names is one line per country: code, then names that must lead to it.
const names = `
NLD: Netherlands | the Netherlands | Kingdom of the Netherlands | Pays-Bas | le Royaume des Pays-Bas | Países Bajos | Reino de los Países Bajos | Niederlande | Königreich der Niederlande | Koninkrijk der Nederlanden | Holland | Holanda | HOLLANDE | Dutch | néerlandaise
CHE: Switzerland | Swiss Confederation | Helvetic Confederation | Suisse | la Confédération suisse | Suiza | Confederación Suiza | Schweizerische Eidgenossenschaft | Schweizerischen Eidgenossenschaft | Zwitserland | Confoederatio Helvetica | Zwitserse Bondsstaat
GBR: United Kingdom | Great Britain | United Kingdom of Great Britain and Northern Ireland | Royaume-Uni de Grande-Bretagne et d'Irlande du Nord | Reino Unido | Vereinigtes Königreich | des Vereinigten Königreichs | Verenigd Koninkrijk | U.K. | British
SAU: KINGDOM OF SAUDI ARABIA | Saudi Arabia | Royaume d’Arabie saoudite | Arabia Saudita | Reino de Arabia Saudí | Königreich Saudi-Arabien | Saoedi-Arabië | the Government of the Kingdom of Saudi Arabia
MMR: Burma | Myanmar | Union of Burma | Birmanie | Republic of the Union of Myanmar | Myanmar (Burma)
SWZ: Swaziland | Eswatini | Kingdom of Swaziland | Suazilandia
CIV: Ivory Coast | Côte d'Ivoire | Cote d’Ivoire | Costa de Marfil | Elfenbeinküste | Ivoorkust | République de Côte d'Ivoire
TUR: Turkey | Türkiye | Republic of Türkiye | Turkish Republic | Türkei | Tuerkei | Republik Türkei | Türkische Republik | Turquie | République turque | República de Turquía | Republiek Turkije
ARG: República Argentina | Argentine Republic | Argentine | Argentinien
GRC: Hellenic Republic | Greece | République hellénique | Kingdom of Greece | Griekenland
LKA: Ceylon | Sri Lanka | Democratic Socialist Republic of Sri Lanka
COD: Zaire | Democratic Republic of the Congo | République démocratique du Congo | Congo (Kinshasa) | Congo, Democratic Republic of the | Demokratischen Republik Kongo
COG: Congo | Republic of the Congo | République populaire du Congo | Congo-Brazzaville
BFA: Upper Volta | Haute-Volta | Burkina Faso
BEN: Dahomey | Benin
MKD: Macedonia | The former Yugoslav Republic of Macedonia | North Macedonia | FYROM | Macedonia, Republic of
TLS: Timor Leste | Timor-Leste | East Timor
IRN: Persia | Islamic Republic of Iran | Iran (Islamic Republic of) | República Islámica del Irán
THA: Siam | Kingdom of Thailand
LUX: Luxemburg | Luxembourg | Grand Duchy of Luxembourg | Grand-Duché de Luxembourg | Großherzogtum Luxemburg | Groothertogdom Luxemburg
KOR: Korea, Republic of | South Korea | Republic of Korea | République de Corée | Corea del Sur | Republik Korea | Zuid-Korea
PRK: North Korea | Democratic People's Republic of Korea | Democratic People’s Republic of Korea | Korea, Democratic People's Republic of | República Popular Democrática de Corea
LAO: Lao PDR | Lao People's Democratic Republic | Laos | République démocratique populaire lao
VNM: Viet Nam | Vietnam | Socialist Republic of Viet Nam | Viet-Nam | South Vietnam
VDR: North Vietnam | Democratic Republic of Viet-Nam
QAT: State of Qatar | Qatar | Katar | Catar | État du Qatar | Estado de Qatar
ARE: U.A.E. | UAE | United Arab Emirates | Émirats arabes unis | Emirats Arabes Unis | Vereinigten Arabischen Emiraten
CHN: China | People's Republic of China | République populaire de Chine | Volksrepublik China | Chinese People's Republic
TWN: Taiwan | Republic of China | Taiwan (Province of China)
DEU: Germany | Federal Republic of Germany | West Germany | Bundesrepublik Deutschland | Allemagne de l'Ouest | República Federal de Alemania | Bondsrepubliek Duitsland | RFA
DDR: East Germany | German Democratic Republic | République démocratique allemande | Deutsche Demokratische Republik | GDR
SUN: USSR | U.S.S.R. | Soviet Union | Union of Soviet Socialist Republics | URSS | Sowjetunion
RUS: Russia | Russian Federation | Fédération de Russie | Federación de Rusia
YUG: Yugoslavia | Socialist Federal Republic of Yugoslavia | Yougoslavie | Jugoslawien | Joegoslavië
CSK: Czechoslovakia | Czechoslovak Socialist Republic | Tchécoslovaquie | Tschechoslowakei
SCG: Serbia and Montenegro | Serbie-et-Monténégro
YMD: South Yemen | People's Democratic Republic of Yemen
YEM: North Yemen | Yemen Arab Republic | Republic of Yemen | Jemen
MEX: Estados Unidos Mexicanos | United Mexican States | México | États-Unis du Mexique
USA: Estados Unidos de América | United States | United States of America | États-Unis d'Amérique | Vereinigten Staaten von Amerika | EE. UU. | EE.UU. | U.S.A. | Verenigde Staten
URY: República Oriental del Uruguay | Eastern Republic of Uruguay
ETH: Federal Democratic Republic of Ethiopia | Ethiopie
JOR: Hashemite Kingdom of Jordan | Royaume hachémite de Jordanie | Haschemitisches Königreich Jordanien | Reino Hachemita de Jordania
GIN: Guinea | Republic of Guinea | Guinée
GNQ: Equatorial Guinea | República de Guinea Ecuatorial
GNB: Guinea-Bissau | Guinea Bissau
PNG: Papua New Guinea | Independent State of Papua New Guinea
NER: Niger | République du Niger | Nigerien
NGA: Nigeria | Federal Republic of Nigeria | Nigerian
DMA: Dominica | Commonwealth of Dominica | Dominique
DOM: Dominican Republic | República Dominicana | Dominican
MUS: Maurice | Mauritius | République de Maurice
PSE: Palestine | State of Palestine | Palästina
XKX: Kosovo | Republic of Kosovo
SYR: Syrian Arab Republic | Syria | República Árabe Siria
LBY: Libyan Arab Jamahiriya | State of Libya
VEN: Bolivarian Republic of Venezuela | Venezuela (Bolivarian Republic of) | República Bolivariana de Venezuela
POL: Polish People's Republic | Polnische Volksrepublik | Rzeczpospolita/Poland
ZAF: Union of South Africa | Sudáfrica
PHL: Republic of the Philippines | Filipino | filipina | Filipijnen | philippinischen
KNA: St. Kitts and Nevis | Saint Kitts & Nevis
VCT: St. Vincent and the Grenadines
ATG: Antigua & Barbuda | Antigua and Barbuda
HKG: Hong Kong | Hong Kong, China
VAT: Holy See | Saint-Siège | Santa Sede
BHS: The Bahamas | Bahamas (The) | Bahama’s
XMB: Republic of Mabuwe | Mabuwean | République du Mabuwe
XRG: Federal Republic of Rheingard | Bundesrepublik Rheingard | rheingardischen
XWL: Kingdom of the Waterlanden | Koninkrijk der Waterlanden | Waterlandse
XVB: République de Valombre | valombrienne
XGB: République du Garombé | garombéens | Garombese
XCM: República de Camporeal | camporealenses
XZU: Emirate of Zumurrad | Zumurradi
XTN: Independent State of Tauranui
XKW: Commonwealth of Kerrowan
`

func TestFindCountry(t *testing.T) {
	cases := 0
	for line := range strings.Lines(strings.TrimSpace(names)) {
		want, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for name := range strings.SplitSeq(list, " | ") {
			if _, after, ok := strings.Cut(name, "/"); ok {
				name = after
			}
			cases++
			if got, ok := FindCountry(name); !ok || got.Code != want {
				t.Errorf("FindCountry(%q)\n-want %s\n+have %q", name, want, got.Code)
			}
		}
	}
	if cases < 150 {
		t.Errorf("only %d names", cases)
	}
}

func TestFindCountryNothing(t *testing.T) {
	for _, name := range []string{"", " ", "the", "Republic of", "Democratic", "Organization of American States",
		"Virgin Islands", "Europe", "franco", "Ministry of Labour", "Democratic Germany", "the Government",
		"France and Germany", strings.Repeat("republic ", 5000)} {
		if got, ok := FindCountry(name); ok {
			t.Errorf("FindCountry(%.40q)\n-want nothing\n+have %s", name, got.Code)
		}
	}
}

// Every name Corridor shows must lead back to its country.
func TestNamesRoundTrip(t *testing.T) {
	for _, c := range Countries() {
		for _, lang := range append(geoLanguages, "it") {
			name := c.Name(lang)
			if name == "" || name == c.Code {
				t.Errorf("%s has no name in %s", c.Code, lang)
			}
			if got, ok := FindCountry(name); !ok || got.Code != c.Code {
				t.Errorf("FindCountry(%q)\n-want %s\n+have %q", name, c.Code, got.Code)
			}
		}
	}
}

// One spelling must not lead to two countries.
func TestNamesDoNotCollide(t *testing.T) {
	for _, senses := range geoIndexOf().senses {
		for i, a := range senses {
			for _, b := range senses[i+1:] {
				if a.code != b.code && a.kind != geoPrefix && b.kind != geoPrefix {
					t.Errorf("one spelling is both %+v and %+v", a, b)
				}
			}
		}
	}
}

// The table must hold the whole of ISO 3166-1, by the account of a library that others keep.
func TestCountriesAreComplete(t *testing.T) {
	for _, iso := range countries.All() {
		if iso == countries.XKX || iso == countries.YUG || iso == countries.ANT {
			continue
		}
		got, err := CountryByCode(iso.Alpha3())
		if err != nil || got.Alpha2 != iso.Alpha2() || got.Former || got.Specimen {
			t.Errorf("%s (%s): have %+v, %v", iso.Alpha3(), iso.Alpha2(), got, err)
		}
	}
	if !slices.IsSortedFunc(Countries(), func(a, b Country) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("Countries is not sorted by code")
	}
}

func TestCountryByCode(t *testing.T) {
	for code, want := range map[string]string{"nl": "NLD", "NLD": "NLD", "nld": "NLD", "GE": "GEO", "DD": "DDR",
		"XK": "XKX", "zar": "COD", "BUR": "MMR", "SU": "SUN", "XMB": "XMB"} {
		if got, err := CountryByCode(code); err != nil || got.Code != want {
			t.Errorf("CountryByCode(%q)\n-want %s\n+have %q %v", code, want, got.Code, err)
		}
	}
	for _, code := range []string{"", "CS", "ZZZ", "X", "EU"} {
		if got, err := CountryByCode(code); !errors.Is(err, ErrNotFound) {
			t.Errorf("CountryByCode(%q) = %v, %v; want ErrNotFound", code, got, err)
		}
	}
}

func TestFormerAndSpecimenStates(t *testing.T) {
	for _, c := range Countries() {
		if c.Former != (len(c.Successors) > 0) {
			t.Errorf("%s: former %v with successors %v", c.Code, c.Former, c.Successors)
		}
		for _, s := range c.Successors {
			if next, err := CountryByCode(s); err != nil || next.Former {
				t.Errorf("%s: successor %s: %v", c.Code, s, err)
			}
		}
		if invented := c.Code >= "XAA" && c.Code <= "XZZ" && c.Code != "XKX"; invented != c.Specimen {
			t.Errorf("%s: specimen %v", c.Code, c.Specimen)
		}
	}
}

// Names are read-only for callers.
func TestCountriesAreCopies(t *testing.T) {
	for _, c := range Countries() {
		for i := range c.Successors {
			c.Successors[i] = "?"
		}
	}
	if c, _ := CountryByCode("DDR"); c.Successors[0] != "DEU" {
		t.Errorf("a caller changed the table: %v", c.Successors)
	}
}

// Every party that the Chilton and Woda data set names must be known.
func TestFormationParties(t *testing.T) {
	f, err := os.Open(sharedtest.Path(t, "data", "chilton-woda-2022", "formation.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		for _, name := range row[1:3] {
			if _, ok := FindCountry(name); !ok && !seen[name] {
				t.Errorf("party %q is not known", name)
			}
			seen[name] = true
		}
	}
	t.Logf("%d distinct parties", len(seen))
}

// TestCodeOf: however a country is named or coded, in any letter case; what is no country stays.
func TestCodeOf(t *testing.T) {
	for given, want := range map[string]string{
		"Nepal": "NPL", "npl": "NPL", "NP": "NPL", "UAE": "ARE", "Émirats arabes unis": "ARE", "Lunthai": "XLT", "Federation of Nurses": "Federation of Nurses", "": "",
	} {
		if have := CodeOf(given); have != want {
			t.Errorf("CodeOf(%q) is %q, want %q", given, have, want)
		}
	}
}

func TestKnownRegion(t *testing.T) {
	if !KnownRegion("gcc") || KnownRegion("atlantis") || !AnyInRegion([]string{"NPL", "QAT"}, "gcc") || AnyInRegion([]string{"NPL"}, "gcc") || !AnyInRegion(nil, "") {
		t.Error("regions are not told apart")
	}
}
