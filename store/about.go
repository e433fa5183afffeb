package store

import (
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// About is what an index holds of an agreement as a whole.
type About struct {
	Summary
	Parties  []string // names as printed
	Sectors  []string
	Scopes   []string
	Codings  []Coding // the level found for each criterion that was assessed, in the order of the rubrics
	Strength float64  // mean strength of the codings that apply, [0, 1]
}

// Sides lists the parties on a side, or on both, once each.
func (a *About) Sides(role Role) (out []string) {
	switch role {
	case OriginRole:
		return a.Corridor.Origin
	case DestinationRole:
		return a.Corridor.Destination
	}
	for _, c := range slices.Concat(a.Corridor.Origin, a.Corridor.Destination) {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// Values lists the values of a field of the agreement, as its facet writes them; fields of clauses have none here.
func (a *About) Values(f Field) []string {
	switch f {
	case FieldOrigin, FieldDestination, FieldCountry:
		return a.Sides(Role(f))
	case FieldRegion:
		return a.regions()
	case FieldYear:
		return present(yearOf(a.Signed))
	case FieldKind:
		return present(string(a.Kind))
	case FieldLanguage:
		return present(a.Language)
	case FieldSector:
		return a.Sectors
	case FieldScope:
		return a.Scopes
	case FieldHas:
		return codingValues(a.Codings)
	}
	return nil
}

// yearOf is the year as it is written, "" when it is not known.
func yearOf(d corpus.Date) string {
	if len(d) < 4 {
		return ""
	}
	return string(d[:4])
}

func present(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (a *About) regions() (out []string) {
	for _, c := range a.Sides(AnyRole) {
		for _, r := range corpus.RegionsOf(c) {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// codingValues writes codings as facets do. What cannot apply is left out.
func codingValues(codings []Coding) (out []string) {
	for _, c := range codings {
		if c.Level != rubric.NA {
			out = append(out, c.Value())
		}
	}
	return out
}

// Value writes a coding as facets do: "cw.passport:operative".
func (c Coding) Value() string { return c.Criterion + ":" + c.Level.String() }
