package site

import (
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// comparePage chooses what to set side by side.
type comparePage struct {
	List   []store.Summary
	Chosen []store.Summary
	Form   form
	Union  bool
	Action string
	Pages  pages
	Rubric string
}

// compare sets two to twelve agreements side by side, or lets the reader choose them.
func (s *Site) compare(v *visit) error {
	ids, err := v.comparedIDs()
	if err != nil {
		return err
	}
	if len(ids) < reports.CompareMin || v.q.Get("choose") != "" {
		return v.chooseCompared(ids)
	}
	c, r, err := v.comparison(ids)
	if err != nil {
		return err
	}
	all := v.q.Get("all") != ""
	f := v.newForm("/compare", v.rubricField(r), v.themeField(r),
		v.choice("order", v.t.S("Order"), v.q.Get("order"), option{Value: "", Name: v.t.S("as chosen")}, option{Value: "date", Name: v.t.S("oldest first")}, option{Value: "strength", Name: v.t.S("strongest first")}),
		field{Kind: "check", Name: "all", Label: v.t.S("rows without a difference too"), On: all})
	for _, id := range ids {
		f.Hidden = append(f.Hidden, option{Value: "id", Name: id})
	}
	a := command("compare", "--rubric", r.ID).with("theme", v.q.Get("theme")).with("order", v.q.Get("order"))
	if !all {
		a = append(a, "--differences")
	}
	for _, m := range c.Agreements {
		a = append(a, m.ID)
	}
	return v.present(shown{report: c, name: "comparison-" + r.ID, args: a, here: "/compare", view: "comparison.html",
		page: reportPage{Form: f, Note: v.with("choose", "1")}})
}

// comparedIDs are those of ?id=, or of a corridor: ?origin= and ?destination=.
func (v *visit) comparedIDs() ([]string, error) {
	ids := v.list("id")
	if len(ids) > reports.CompareMax {
		return nil, fmt.Errorf("%d agreements: %w: at most %d stand side by side", len(ids), corpus.ErrInvalid, reports.CompareMax)
	}
	if len(ids) > 0 || v.q.Get("choose") != "" || v.q.Get("origin") == "" || v.q.Get("destination") == "" {
		return ids, nil
	}
	h, err := v.shelf(v.ctx())
	if err != nil {
		return nil, err
	}
	keep, err := v.chooser()
	if err != nil {
		return nil, err
	}
	for _, m := range h.list {
		if keep(m) {
			ids = append(ids, m.ID)
		}
	}
	return ids[:min(len(ids), reports.CompareMax)], nil
}

// comparison makes the report. Without a rubric asked for, the agreements must be of one sort.
func (v *visit) comparison(ids []string) (c reports.Comparison, r *rubric.Rubric, err error) {
	var texts []*holding
	for _, id := range ids {
		a, err := v.open(v.ctx(), id)
		if err != nil {
			return c, nil, err
		}
		texts = append(texts, a)
	}
	if r, err = v.rubric(v.Library.For(texts[0].Kind.Value)); err != nil {
		return c, nil, err
	}
	order, err := oneOf("order", v.q.Get("order"), reports.AsGiven, reports.ByDate, reports.ByStrength)
	if err != nil {
		return c, nil, err
	}
	var in []reports.ComparedInput
	for _, a := range texts {
		in = append(in, a.compared(r))
	}
	c, err = reports.NewComparison(r, in, reports.ComparisonOptions{Differences: v.q.Get("all") == "", Themes: v.list("theme"), Order: order})
	return c, r, err
}

// chooseCompared lists agreements to tick.
func (v *visit) chooseCompared(ids []string) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	p := comparePage{Action: "/compare", Rubric: v.q.Get("rubric")}
	for _, id := range ids {
		m, err := h.find(id)
		if err != nil {
			return err
		}
		p.Chosen = append(p.Chosen, m)
	}
	keep, err := v.chooser()
	if err != nil {
		return err
	}
	page, err := v.number("page", 1, 1, 1_000_000)
	if err != nil {
		return err
	}
	var list []store.Summary
	for _, m := range slices.Backward(h.list) {
		if keep(m) && !slices.ContainsFunc(p.Chosen, func(c store.Summary) bool { return c.ID == m.ID }) {
			list = append(list, m)
		}
	}
	offset := (page - 1) * maxPageSize
	p.List, p.Pages = list[min(offset, len(list)):min(offset+maxPageSize, len(list))], v.pages(len(list), offset, maxPageSize)
	p.Form = v.newForm("/compare", append([]field{
		{Kind: "text", Name: "origin", Label: v.t.S("Country of origin"), Value: v.q.Get("origin")},
		{Kind: "text", Name: "destination", Label: v.t.S("Country of destination"), Value: v.q.Get("destination")}, v.kindField()}, v.yearFields()...)...)
	p.Form.Hidden = []option{{Value: "choose", Name: "1"}}
	p.Form.Submit = v.t.S("List these")
	for _, m := range p.Chosen {
		p.Form.Hidden = append(p.Form.Hidden, option{Value: "id", Name: m.ID})
	}
	return v.page("compare.html", shell{Title: v.t.S("Set agreements side by side"), Here: "/compare", Data: p})
}
