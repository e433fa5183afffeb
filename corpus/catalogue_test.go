package corpus

import (
	"errors"
	"slices"
	"testing"
)

func TestEntryValidate(t *testing.T) {
	good := func() Entry {
		return Entry{ID: "list/7", Parties: []Party{{Name: "Turkey", Country: "TUR"}, {Name: "Benelux"}}, Signed: "1964-08"}
	}
	e := good()
	if err := e.Validate(); err != nil || e.Catalogue() != "list" {
		t.Errorf("have %v, %q", err, e.Catalogue())
	}
	for name, spoil := range map[string]func(*Entry){
		"id":      func(e *Entry) { e.ID = "7" },
		"party":   func(e *Entry) { e.Parties = e.Parties[:1] },
		"country": func(e *Entry) { e.Parties[0].Country = "ZZ9" },
		"name":    func(e *Entry) { e.Parties[0].Name = "" },
		"date":    func(e *Entry) { e.Signed = "1964-13" },
	} {
		e := good()
		spoil(&e)
		if err := e.Validate(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: have %v", name, err)
		}
	}
}

func TestCountriesOfAgreement(t *testing.T) {
	a := &Agreement{Corridor: Corridor{Origin: []string{"TUR", "Workers' Union"}, Destination: []string{"NLD", "TUR"}}}
	if have := a.Countries(); !slices.Equal(have, []string{"NLD", "TUR"}) {
		t.Errorf("by corridor: have %v", have)
	}
	a.Parties = []Party{{Name: "Morocco", Country: "MAR"}, {Name: "Netherlands", Country: "NLD"}}
	if have := a.Countries(); !slices.Equal(have, []string{"MAR", "NLD"}) {
		t.Errorf("by parties: have %v", have)
	}
}
