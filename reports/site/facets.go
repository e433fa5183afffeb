package site

import (
	"net/url"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

// chosenFacet is a condition and the address without it.
type chosenFacet struct{ Condition, Name, Without string }

// facetBox is one field with its values, each leading to the narrower search.
type facetBox struct {
	Field  store.Field
	Name   string
	Values []facetLink
	More   int
	Open   bool
}

type facetLink struct {
	Name, Href string
	Hits       int
}

// facetsShown are the fields that the search page counts.
var facetsShown = []store.Field{store.FieldOrigin, store.FieldDestination, store.FieldRegion, store.FieldKind, store.FieldLanguage,
	store.FieldSector, store.FieldTheme, store.FieldEvidence, store.FieldHas, store.FieldYear}

// facetValues is how many values of a field are shown.
const facetValues = 12

// facetBox lists the values of a field that are not chosen yet.
func (v *visit) facetBox(f store.Facet) facetBox {
	box := facetBox{Field: f.Field, Name: reports.Sentence(v.t.S(facetTitles[f.Field])), More: f.More}
	for _, value := range f.Values {
		condition := string(f.Field) + ":" + quoted(value.Value)
		if criterion, level, ok := strings.Cut(value.Value, ":"); ok { // has:cw.passport=operative
			condition = string(f.Field) + ":" + criterion + "=" + level
		}
		if slices.Contains(v.q["f"], condition) || value.Value == "" {
			continue
		}
		box.Values = append(box.Values, facetLink{facetName(v.t, f.Field, value.Value), v.adding("f", condition), value.Hits})
	}
	box.Open = f.Field == store.FieldOrigin || f.Field == store.FieldDestination || f.Field == store.FieldKind
	return box
}

// facetTitles are the fields in words.
var facetTitles = map[store.Field]string{
	store.FieldOrigin: "country of origin", store.FieldDestination: "country of destination", store.FieldRegion: "region", store.FieldKind: "kind",
	store.FieldLanguage: "language", store.FieldSector: "sector", store.FieldTheme: "theme of the clause", store.FieldEvidence: "what the clause is evidence of",
	store.FieldHas: "what the agreement provides", store.FieldYear: "year of signature",
}

// quoted sets a value in quotation marks when it is more than one word of letters and digits.
func quoted(s string) string {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			return `"` + strings.ReplaceAll(s, `"`, "") + `"`
		}
	}
	return s
}

// facetName names a value of a field.
func facetName(t reports.Tongue, f store.Field, value string) string {
	switch f {
	case store.FieldOrigin, store.FieldDestination, store.FieldCountry:
		return t.Country(value)
	case store.FieldLanguage:
		return reports.Sentence(t.Language(value))
	case store.FieldRegion:
		for _, r := range corpus.Regions() {
			if r.Code == value {
				return t.S(r.Name)
			}
		}
	case store.FieldHas, store.FieldEvidence:
		if criterion, level, ok := strings.Cut(value, ":"); ok {
			return criterion + ": " + t.S(level)
		}
	}
	return reports.Sentence(t.S(value))
}

// conditionName names a chosen condition: "Country of origin: Nepal".
func (v *visit) conditionName(field, value string) string {
	title := facetTitles[store.Field(field)]
	if title == "" {
		title = field
	}
	return reports.Sentence(v.t.S(title)) + ": " + facetName(v.t, store.Field(field), strings.Trim(strings.Replace(value, "=", ":", 1), `"`))
}

// adding is the address with one more value, from the first page.
func (v *visit) adding(name, value string) string {
	q := cloned(v.q)
	q.Add(name, value)
	return v.r.URL.Path + "?" + q.Encode()
}

// without is the address with one value less, from the first page.
func (v *visit) without(name, value string) string {
	q := cloned(v.q)
	q[name] = slices.DeleteFunc(slices.Clone(q[name]), func(s string) bool { return s == value })
	return v.r.URL.Path + "?" + q.Encode()
}

func cloned(q url.Values) url.Values {
	out := url.Values{}
	for k, list := range q {
		if k != "page" && k != "lang" {
			out[k] = slices.Clone(list)
		}
	}
	return out
}
