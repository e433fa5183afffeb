package site

import (
	"corridor/reports"
	"corridor/rubric"
)

// published sets the repository beside the figures of the ILO's review of 2015.
func (s *Site) published(v *visit) error {
	reading, err := v.reading()
	if err != nil {
		return err
	}
	rubrics, err := reports.PublishedRubrics("box11", v.Library)
	if err != nil {
		return err
	}
	rows, err := v.ratedRows(rubrics...)
	if err != nil {
		return err
	}
	report, err := reports.NewBeside("box11", v.Library, rows, reports.CoverageOptions{By: reports.ByRegion, Reading: reading, Rater: v.q.Get("rater")})
	if err != nil {
		return err
	}
	raters, err := v.raterField()
	if err != nil {
		return err
	}
	return v.present(shown{report: report, name: "coverage-box11", here: "/coverage",
		args: command("coverage", "--table", "box11", "--reading", string(reading)).with("rater", v.q.Get("rater")),
		page: reportPage{Tabs: v.coverageTabs("/coverage/published"), Form: v.newForm("/coverage/published", v.readingField(reading), raters)}})
}

// trend shows shares over the years.
func (s *Site) trend(v *visit) error {
	report, r, err := v.trendReport()
	if err != nil {
		return err
	}
	o := report.Options
	raters, err := v.raterField()
	if err != nil {
		return err
	}
	criteria := []option{{Name: v.t.S("every theme")}}
	for _, c := range r.Criteria {
		criteria = append(criteria, option{Value: c.ID, Name: v.t.S(c.Title)})
	}
	f := v.newForm("/trend", append([]field{v.rubricField(r), v.choice("criterion", v.t.S("Line"), v.q.Get("criterion"), criteria...),
		v.choice("step", v.t.S("Period"), v.q.Get("step"), option{Value: "", Name: v.t.S("decades")}, option{Value: "5", Name: v.t.S("five years")}, option{Value: "1", Name: v.t.S("years")}),
		v.readingField(o.Reading), raters, v.kindField()}, v.yearFields()...)...)
	a := command("trend", "--rubric", r.ID, "--reading", string(o.Reading)).with("criterion", v.q.Get("criterion")).with("step", v.q.Get("step")).
		withNumber("from", o.From).withNumber("to", o.To).with("kind", v.q.Get("kind")).with("rater", o.Rater)
	return v.present(shown{report: report, name: "trend-" + r.ID, here: "/coverage", args: a, page: reportPage{Tabs: v.coverageTabs("/trend"), Form: f}})
}

// corridorsPage is the map, the matrix and the list of corridors.
func (s *Site) corridorsPage(v *visit) error {
	report, err := v.corridorReport()
	if err != nil {
		return err
	}
	o := report.Options
	a := command("map").withNumber("from", o.From).withNumber("to", o.To).with("kind", v.q.Get("kind"))
	return v.present(shown{report: report, name: "corridors", here: "/corridors", args: a,
		page: reportPage{Tabs: v.coverageTabs("/corridors"), Form: v.newForm("/corridors", append(v.yearFields(), v.kindField())...)}})
}

// trendReport counts what the address asks for.
func (v *visit) trendReport() (report reports.Trend, r *rubric.Rubric, err error) {
	if r, err = v.coverageRubric("box11"); err != nil {
		return report, nil, err
	}
	o := reports.TrendOptions{Criteria: v.list("criterion"), Rater: v.q.Get("rater")}
	if o.Step, err = v.number("step", 10, 1, 20); err != nil {
		return report, nil, err
	}
	if o.Reading, err = v.reading(); err != nil {
		return report, nil, err
	}
	if o.From, o.To, err = v.years(); err != nil {
		return report, nil, err
	}
	if o.Kinds, err = v.kinds(); err != nil {
		return report, nil, err
	}
	if len(o.Criteria) > 0 && r.Criterion(o.Criteria[0]) == nil {
		o.Criteria = nil // the form was left on a criterion of another rubric
	}
	rows, err := v.ratedRows(r)
	if err != nil {
		return report, nil, err
	}
	report, err = reports.NewTrend(r, rows, o)
	return report, r, err
}

func (v *visit) corridorReport() (report reports.Corridors, err error) {
	var o reports.CorridorOptions
	if o.From, o.To, err = v.years(); err != nil {
		return report, err
	}
	if o.Kinds, err = v.kinds(); err != nil {
		return report, err
	}
	h, err := v.shelf(v.ctx())
	if err != nil {
		return report, err
	}
	sources, err := h.corridors(v.ctx())
	return reports.NewCorridors(sources, o), err
}

// blank shows what is not there.
func (s *Site) blank(v *visit) error {
	r, err := v.coverageRubric("box11")
	if err != nil {
		return err
	}
	var o reports.BlankOptions
	if o.Since, err = v.number("since", v.Now().Year()-10, 1, 9999); err != nil {
		return err
	}
	if o.Stock, err = v.number("stock", reports.DefaultStock, 1, 1000); err != nil {
		return err
	}
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	rows, err := h.under(v.ctx(), r)
	if err != nil {
		return err
	}
	sources, err := h.corridors(v.ctx())
	if err != nil {
		return err
	}
	report, err := reports.NewBlankSpots(r, rows, sources, o)
	if err != nil {
		return err
	}
	number := func(name, label string, n int) field {
		return field{Kind: "number", Name: name, Label: label, Value: args(nil).withNumber(name, n).last()}
	}
	return v.present(shown{report: report, name: "blank", here: "/coverage",
		args: command("blank", "--rubric", r.ID).withNumber("since", o.Since).withNumber("stock", o.Stock),
		page: reportPage{Tabs: v.coverageTabs("/blank"), Form: v.newForm("/blank", v.rubricField(r), number("since", v.t.S("None since"), o.Since), number("stock", v.t.S("Agreements of a corridor, at least"), o.Stock))}})
}

// last is the last argument.
func (a args) last() string {
	if len(a) == 0 {
		return ""
	}
	return a[len(a)-1]
}
