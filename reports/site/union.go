package site

import (
	"slices"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

// unionPage is the desk of those who compare agreements between unions.
type unionPage struct {
	Agreements []unionLine
	Compare    string // of the first ones side by side
	Corridors  []unionCorridor
}

type unionLine struct {
	Row    reports.CoverageRow
	Title  string
	Score  string
	Strict string
}

// unionCorridor is a corridor with agreements of both sorts.
type unionCorridor struct {
	Corridor    corpus.Corridor
	Unions      []string
	Governments []string // ids
	Gap         string   // of the latest agreement between the governments
	Compare     string   // of all of them
}

// unions lists agreements between trade unions, and what the governments of the same corridors have signed.
func (s *Site) unions(v *visit) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	r := v.Library.For(corpus.KindUnion)
	rows, err := h.under(v.ctx(), r)
	if err != nil {
		return err
	}
	var p unionPage
	var ids []string
	for i, m := range h.list {
		if m.Kind != corpus.KindUnion {
			continue
		}
		ids = append(ids, m.ID)
		p.Agreements = append(p.Agreements, unionLineOf(rows[i], m))
		p.addCorridor(h, m)
	}
	if len(ids) >= reports.CompareMin {
		p.Compare = compareHref(ids[:min(len(ids), reports.CompareMax)]) + "&rubric=" + r.ID
	}
	return v.page("unions.html", shell{Title: v.t.S("Union desk"), Here: "/unions", Lead: v.t.S("Agreements between trade unions side by side, and what the governments of the same corridors have signed"), Data: p})
}

// unionLineOf sums up an agreement under the union rubric.
func unionLineOf(row reports.CoverageRow, m store.Summary) unionLine {
	var broad, strict reports.Share
	for _, f := range row.Findings {
		if f.Level.Value() < 0 || f.Level.String() == "n/a" {
			continue
		}
		broad.N++
		strict.N++
		if f.Level.Broad() {
			broad.K++
		}
		if f.Level.Strict() {
			strict.K++
		}
	}
	return unionLine{Row: row, Title: reports.Shorten(m.Title, 120), Score: broad.Percent() + " " + broad.Of(), Strict: strict.Percent() + " " + strict.Of()}
}

// addCorridor finds what the governments of a union agreement's corridor have signed.
func (p *unionPage) addCorridor(h *shelf, m store.Summary) {
	name := m.Corridor.String()
	if i := slices.IndexFunc(p.Corridors, func(c unionCorridor) bool { return c.Corridor.String() == name }); i >= 0 {
		p.Corridors[i].Unions = append(p.Corridors[i].Unions, m.ID)
		return
	}
	c := unionCorridor{Corridor: m.Corridor, Unions: []string{m.ID}}
	for _, other := range h.list { // oldest first
		if other.Kind != corpus.KindUnion && sameCorridor(m.Corridor, other.Corridor) {
			c.Governments = append(c.Governments, other.ID)
			c.Gap = agreementHref(other.ID) + "/gap?rubric=box11"
		}
	}
	if len(c.Governments) > 0 {
		c.Compare = compareHref(append([]string{m.ID}, c.Governments[:min(len(c.Governments), reports.CompareMax-1)]...)) + "&rubric=cw2022"
	}
	p.Corridors = append(p.Corridors, c)
}

// sameCorridor reports whether two agreements tie the same countries, in either direction.
func sameCorridor(a, b corpus.Corridor) bool {
	meets := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	return meets(a.Origin, b.Origin) && meets(a.Destination, b.Destination) || meets(a.Origin, b.Destination) && meets(a.Destination, b.Origin)
}
