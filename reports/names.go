package reports

import (
	"strings"

	"corridor/corpus"
)

// Side is one end of a corridor, named for reading.
type Side struct {
	Code string `json:"code,omitempty"` // alpha-3, or "" for a name that is no known state
	Name string `json:"name"`
}

func (s Side) String() string {
	if s.Code == "" {
		return s.Name
	}
	return s.Name + " (" + s.Code + ")"
}

func sidesOf(sides []string) []Side {
	var out []Side
	for _, s := range sides {
		side := Side{Name: squeeze(s)}
		if c, ok := countryOf(s); ok {
			side = Side{Code: c.Code, Name: c.Name("en")}
		}
		out = append(out, side)
	}
	return out
}

// countryOf finds the country of a corridor's side, which holds an alpha-3 code or a name as printed.
// Only three capital letters are taken for a code, so that a short name is not.
func countryOf(side string) (corpus.Country, bool) {
	if len(side) != 3 || strings.ToUpper(side) != side {
		return corpus.Country{}, false
	}
	c, err := corpus.CountryByCode(side)
	return c, err == nil
}

// corridor writes a corridor with names: "Nepal (NPL) → Qatar (QAT)".
func (t Tongue) corridor(origin, destination []Side, reciprocal bool) string {
	if reciprocal {
		return t.sides(origin, " ↔ ")
	}
	return t.sides(origin, " + ") + " → " + t.sides(destination, " + ")
}

func (t Tongue) sides(sides []Side, sep string) string {
	if len(sides) == 0 {
		return t.S("not known")
	}
	var names []string
	for _, s := range sides {
		if s.Code != "" {
			s.Name = t.Country(s.Code)
		}
		names = append(names, s.String())
	}
	return strings.Join(names, sep)
}

var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"}

// DateName writes a date in English as "21 March 2005", "March 2005" or "2005"; "" when unknown.
func DateName(d corpus.Date) string { return Tongue{}.Date(d) }

// languageName writes a language in English: "French".
func languageName(tag string) string { return Tongue{}.Language(tag) }

// Sentence raises the first letter.
func Sentence(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
