package site

import (
	"maps"
	"slices"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// homePage is what is inside, and where to go.
type homePage struct {
	Agreements int
	Corridors  int
	First      int // year of signature
	Last       int
	Catalogue  int // entries of catalogues without a held text
	Coded      int // agreements with a coding
	Languages  []option
	Latest     []store.Summary
	Rubrics    []*rubric.Rubric
}

// latestShown is how many agreements the first page lists.
const latestShown = 6

// home is the first page.
func (s *Site) home(v *visit) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	p := homePage{Agreements: len(h.list), Rubrics: v.Library.Rubrics}
	pairs, languages := map[string]bool{}, map[string]int{}
	for _, m := range h.list {
		if m.Corridor.Known() {
			pairs[m.Corridor.String()] = true
		}
		languages[m.Language]++
		if y := m.Signed.Year(); y > 0 {
			p.First, p.Last = least(p.First, y), max(p.Last, y)
		}
	}
	p.Corridors = len(pairs)
	for _, code := range slices.Sorted(maps.Keys(languages)) {
		p.Languages = append(p.Languages, option{Value: code, Name: reports.Sentence(v.t.Language(code))})
	}
	rows, err := h.under(v.ctx(), v.Library.For(corpus.KindBLA))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if len(r.Findings) > 0 {
			p.Coded++
		}
	}
	sources, err := h.corridors(v.ctx())
	if err != nil {
		return err
	}
	p.Catalogue = len(sources) - len(h.list)
	p.Latest = slices.Clone(h.list[max(0, len(h.list)-latestShown):])
	slices.Reverse(p.Latest)
	return v.page("home.html", shell{Title: v.t.S("What labour agreements provide, with proof"), Data: p})
}

// least is the smaller year; 0 is none yet.
func least(a, b int) int {
	if a == 0 || b < a {
		return b
	}
	return a
}
