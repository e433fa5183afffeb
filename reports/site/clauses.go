package site

import (
	"fmt"
	"net/url"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// clauses lists every passage on one criterion.
func (s *Site) clauses(v *visit) error {
	report, r, err := v.clauseList()
	if err != nil {
		return err
	}
	f := v.newForm("/clauses/"+url.PathEscape(report.Criterion), append([]field{v.kindField(),
		{Kind: "text", Name: "origin", Label: v.t.S("Country of origin"), Value: v.q.Get("origin")},
		{Kind: "text", Name: "destination", Label: v.t.S("Country of destination"), Value: v.q.Get("destination")},
		v.regionField("origin-region", v.t.S("Region of origin")), v.regionField("destination-region", v.t.S("Region of destination"))}, v.yearFields()...)...)
	a := command("clauses")
	for _, name := range clauseFilters {
		a = a.with(name, v.q.Get(name))
	}
	return v.present(shown{report: report, name: "clauses-" + report.Criterion, here: "/search", args: append(a, report.Criterion),
		page: reportPage{Form: f, Note: v.t.S("Rubric: %s", v.t.S(r.Title))}})
}

var clauseFilters = []string{"origin", "destination", "origin-region", "destination-region", "kind", "language", "from", "to"}

func (v *visit) clauseList() (report reports.Clauses, r *rubric.Rubric, err error) {
	id := v.r.PathValue("criterion")
	if r = v.Library.Of(id); r == nil {
		return report, nil, fmt.Errorf("criterion %q: %w", id, corpus.ErrNotFound)
	}
	rows, err := v.chosenRows(r)
	if err != nil {
		return report, nil, err
	}
	var said []string
	for _, name := range clauseFilters {
		if value := v.q.Get(name); value != "" {
			said = append(said, name+" "+value)
		}
	}
	in := reports.ClausesInput{Rubric: r, Criterion: id, Filter: said}
	speak, silent := reports.SplitByPassage(rows, id)
	in.Silent = silent
	for _, row := range speak {
		a, err := v.openUnder(v.ctx(), row.Agreement.ID, r)
		if err != nil {
			return report, nil, err
		}
		in.Items = append(in.Items, a.compared(r))
	}
	report, err = reports.NewClauses(in)
	return report, r, err
}

func (v *visit) regionField(name, label string) field {
	options := []option{{Name: v.t.S("everywhere")}}
	for _, r := range corpus.Regions() {
		options = append(options, option{Value: r.Code, Name: v.t.S(r.Name)})
	}
	return v.choice(name, label, v.q.Get(name), options...)
}
