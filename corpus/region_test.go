package corpus

import (
	"slices"
	"testing"
)

func TestEveryCountryHasOnePrincipalRegion(t *testing.T) {
	principal := []string{"africa", "asia-arab", "europe", "americas", "pacific"}
	for _, c := range Countries() {
		found := 0
		for _, r := range principal {
			if InRegion(c.Code, r) {
				found++
			}
		}
		of := RegionsOf(c.Code)
		if found != 1 || of[0] != PrincipalRegion(c.Code) || !slices.Contains(principal, of[0]) {
			t.Errorf("%s: %d principal regions, regions %v", c.Code, found, of)
		}
	}
}

func TestRegionMembersExist(t *testing.T) {
	for code := range geoRegions().of {
		if _, err := CountryByCode(code); err != nil {
			t.Error(err)
		}
	}
}

func TestGroupingsAreComplete(t *testing.T) {
	want := map[string]int{"asean": 11, "gcc": 6, "ecowas": 12, "sadc": 16, "eu": 27, "mercosur": 5, "caricom": 15, "saarc": 8, "pif": 18}
	for _, r := range Regions() {
		if r.Grouping != (want[r.Code] > 0) {
			t.Errorf("%s: grouping %v", r.Code, r.Grouping)
		}
		have := 0
		for _, c := range Countries() {
			if InRegion(c.Code, r.Code) {
				have++
				if r.Grouping && (c.Former || c.Specimen) {
					t.Errorf("%s is in %s", c.Code, r.Code)
				}
			}
		}
		if r.Grouping && have != want[r.Code] {
			t.Errorf("%s: want %d members, have %d", r.Code, want[r.Code], have)
		}
	}
}

func TestRegionsOf(t *testing.T) {
	for code, want := range map[string][]string{
		"QAT": {"asia-arab", "arab", "gcc"},
		"PHL": {"asia-arab", "asia", "asean"},
		"tls": {"asia-arab", "asia", "asean"},
		"MAR": {"africa"},
		"MLI": {"africa"},
		"KAZ": {"europe", "europe-americas"},
		"BOL": {"americas", "europe-americas", "mercosur"},
		"FJI": {"pacific", "pif"},
		"DDR": {"europe", "europe-americas"},
		"XZU": {"asia-arab", "arab"},
		"ZZZ": nil,
	} {
		if have := RegionsOf(code); !slices.Equal(have, want) {
			t.Errorf("RegionsOf(%s)\n-want %v\n+have %v", code, want, have)
		}
	}
	if PrincipalRegion("ZZZ") != "" || InRegion("ZZZ", "africa") || !InRegion("tur", "europe") {
		t.Error("unknown or small codes")
	}
}
