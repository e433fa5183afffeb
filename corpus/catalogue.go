package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// Entry is an agreement that an outside catalogue lists and whose text need not be held. Catalogues
// rarely say which party sends and which receives, so an entry has parties and no corridor.
type Entry struct {
	ID       string            `json:"id"` // the catalogue and the number there: "chilton-woda-2022/217"
	Title    string            `json:"title,omitempty"`
	Parties  []Party           `json:"parties"` // in the catalogue's order, which means nothing
	Signed   Date              `json:"signed,omitempty"`
	Language string            `json:"language,omitempty"` // of the text that was coded, or of the only copy
	Copies   []string          `json:"copies,omitempty"`   // languages in which the catalogue knows a copy
	Facts    map[string]string `json:"facts,omitempty"`    // what else the catalogue says, by its own names
}

// Catalogue is the name of the catalogue: the id up to its slash.
func (e *Entry) Catalogue() string {
	name, _, _ := strings.Cut(e.ID, "/")
	return name
}

// Countries lists the parties' codes, sorted and once each; a party that is no known state has none.
func (e *Entry) Countries() []string { return partyCountries(e.Parties) }

// Countries lists the codes of the parties, or of the corridor's ends when the parties have none,
// sorted and once each.
func (a *Agreement) Countries() []string {
	if out := partyCountries(a.Parties); len(out) > 0 {
		return out
	}
	var out []string
	for _, side := range append(slices.Clone(a.Corridor.Origin), a.Corridor.Destination...) {
		if c, err := CountryByCode(side); err == nil && c.Code == side {
			out = append(out, side)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func partyCountries(parties []Party) []string {
	var out []string
	for _, p := range parties {
		if p.Country != "" {
			out = append(out, p.Country)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Validate holds the rules of an entry. It wraps ErrInvalid.
func (e *Entry) Validate() error {
	catalogue, number, ok := strings.Cut(e.ID, "/")
	if !ok || catalogue == "" || number == "" {
		return fmt.Errorf("entry %q: %w: its id is CATALOGUE/NUMBER", e.ID, ErrInvalid)
	}
	if len(e.Parties) < 2 {
		return fmt.Errorf("entry %s: %w: it needs two parties", e.ID, ErrInvalid)
	}
	for _, p := range e.Parties {
		if _, err := CountryByCode(p.Country); p.Name == "" || (p.Country != "" && err != nil) {
			return fmt.Errorf("entry %s: %w: party %q with country %q", e.ID, ErrInvalid, p.Name, p.Country)
		}
	}
	if e.Signed != "" {
		if _, err := ParseDate(string(e.Signed)); err != nil {
			return fmt.Errorf("entry %s: %w", e.ID, err)
		}
	}
	return nil
}
