package site

import (
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// coveragePage is the heat map, each cell leading to the agreements behind it.
type coveragePage struct {
	reportPage
	Table reports.Coverage
	Lines []coverageTheme
}

type coverageTheme struct {
	Theme string
	Lines []coverageLine
}

type coverageLine struct {
	reports.CoverageLine
	Cells []coverageCell
}

type coverageCell struct {
	reports.CoverageCell
	Percent, Of, CI string
	Shade           int
	Href            string // of the agreements that are counted as yes
	Group           string
}

// coverage is the heat map of criteria by region, kind, decade or language.
func (s *Site) coverage(v *visit) error {
	table, r, err := v.coverageTable()
	if err != nil {
		return err
	}
	o := table.Options
	a := command("coverage", "--rubric", r.ID, "--by", string(o.By), "--reading", string(o.Reading)).with("region-of", string(o.Attribution)).
		withNumber("from", o.From).withNumber("to", o.To).with("kind", v.q.Get("kind")).with("rater", o.Rater)
	x := shown{report: table, name: "coverage-" + r.ID, args: a, here: "/coverage", page: reportPage{Tabs: v.coverageTabs("/coverage")}}
	if v.q.Get("format") != "" {
		return v.download(x)
	}
	part, err := reports.Fragment(table, v.t, reports.Links{})
	if err != nil {
		return err
	}
	f, err := v.coverageForm(r, o)
	if err != nil {
		return err
	}
	p := coveragePage{reportPage: reportPage{Part: part, Form: f, Tabs: x.page.Tabs, Files: v.files(), Command: reports.NewManifest(table, v.Tool, a).Command()}, Table: table}
	for _, line := range table.Criteria {
		p.add(v, line)
	}
	return v.page("coverage.html", shell{Title: part.Title, Kind: part.Kind, Lead: part.Lead, Here: "/coverage", Wide: true, Data: p})
}

// add puts a line under its theme.
func (p *coveragePage) add(v *visit, line reports.CoverageLine) {
	theme := reports.Sentence(v.t.S(line.Theme))
	if n := len(p.Lines); n == 0 || p.Lines[n-1].Theme != theme {
		p.Lines = append(p.Lines, coverageTheme{Theme: theme})
	}
	out := coverageLine{CoverageLine: line}
	for i, c := range line.Cells {
		out.Cells = append(out.Cells, p.cell(v, line, c, p.Table.Groups[i]))
	}
	out.Cells = append(out.Cells, p.cell(v, line, line.Total, reports.CoverageGroup{Name: "all"}))
	last := &p.Lines[len(p.Lines)-1]
	last.Lines = append(last.Lines, out)
}

func (p *coveragePage) cell(v *visit, line reports.CoverageLine, c reports.CoverageCell, g reports.CoverageGroup) coverageCell {
	s := reports.Share{K: c.K, N: c.N}
	out := coverageCell{CoverageCell: c, Percent: s.Percent(), Of: s.Of(), Group: v.t.S(g.Name)}
	if c.N > 0 {
		out.Shade = min(5, 1+int(s.Float()*5))
		out.CI = c.CI95.String()
	}
	if c.K > 0 && p.Table.Options.Rater == "" {
		out.Href = p.behind(line.Criterion, g)
	}
	return out
}

// behind leads to the agreements that a cell counts as yes; "" where a search cannot say the group.
func (p *coveragePage) behind(criterion string, g reports.CoverageGroup) string {
	o := p.Table.Options
	q := "has:" + criterion + ">=weak"
	if o.Reading == reports.Strict {
		q = "has:" + criterion + "=operative"
	}
	switch {
	case g.Code == "":
	case o.By == reports.ByKind:
		q += " kind:" + g.Code
	case o.By == reports.ByLanguage:
		q += " language:" + g.Code
	case o.By == reports.ByDecade && strings.HasSuffix(g.Code, "0s"):
		decade := strings.TrimSuffix(g.Code, "0s")
		q += " year:" + decade + "0.." + decade + "9"
	case o.By == reports.ByRegion && corpus.KnownRegion(g.Code):
		switch o.Attribution {
		case reports.OfDestination:
			q += ` destination:"` + g.Code + `"`
		case reports.OfEither:
			q += " region:" + g.Code
		default:
			q += ` origin:"` + g.Code + `"`
		}
	default:
		return ""
	}
	if o.From > 0 || o.To > 0 {
		q += " year:" + yearEnd(o.From) + ".." + yearEnd(o.To)
	}
	return searchHref(q, "by", string(store.Agreements))
}

// coverageTable counts what the address asks for.
func (v *visit) coverageTable() (table reports.Coverage, r *rubric.Rubric, err error) {
	if r, err = v.coverageRubric("r086"); err != nil {
		return table, nil, err
	}
	o := reports.CoverageOptions{Rater: v.q.Get("rater"), Regions: v.list("region")}
	if o.By, err = oneOf("by", v.q.Get("by"), reports.ByRegion, reports.ByDecade, reports.ByKind, reports.ByLanguage); err != nil {
		return table, nil, err
	}
	if o.By == reports.ByRegion {
		if o.Attribution, err = oneOf("region-of", v.q.Get("region-of"), reports.OfOrigin, reports.OfDestination, reports.OfEither); err != nil {
			return table, nil, err
		}
	}
	if o.Reading, err = v.reading(); err != nil {
		return table, nil, err
	}
	if o.From, o.To, err = v.years(); err != nil {
		return table, nil, err
	}
	if o.Kinds, err = v.kinds(); err != nil {
		return table, nil, err
	}
	rows, err := v.ratedRows(r)
	if err != nil {
		return table, nil, err
	}
	table, err = reports.NewCoverage(r, rows, o)
	return table, r, err
}

// coverageRubric is the rubric asked for; with a rater and none asked for, the first under which it has coded.
func (v *visit) coverageRubric(fallback string) (*rubric.Rubric, error) {
	rater := v.q.Get("rater")
	if rater == "" || v.q.Get("rubric") != "" {
		other, err := v.Library.Rubric(fallback)
		if err != nil {
			return nil, err
		}
		return v.rubric(other)
	}
	under, err := reports.RatedUnder(v.ctx(), v.Store, rater)
	if err != nil {
		return nil, err
	}
	return v.Library.Rubric(under[0])
}

// ratedRows are the findings that count, or with ?rater= what one rater alone found.
func (v *visit) ratedRows(rubrics ...*rubric.Rubric) (rows []reports.CoverageRow, err error) {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return nil, err
	}
	if rater := v.q.Get("rater"); rater != "" {
		return reports.GatherRaterRows(v.ctx(), v.Store, h.list, rater, rubrics...)
	}
	return reports.Across(rubrics, func(r *rubric.Rubric) ([]reports.CoverageRow, error) { return h.under(v.ctx(), r) })
}

func (v *visit) coverageForm(r *rubric.Rubric, o reports.CoverageOptions) (form, error) {
	raters, err := v.raterField()
	if err != nil {
		return form{}, err
	}
	return v.newForm("/coverage", append([]field{v.rubricField(r),
		v.choice("by", v.t.S("Columns"), string(o.By), option{Value: "region", Name: v.t.S("region")}, option{Value: "decade", Name: v.t.S("decade")},
			option{Value: "kind", Name: v.t.S("kind")}, option{Value: "language", Name: v.t.S("language")}),
		v.choice("region-of", v.t.S("Region of"), string(o.Attribution), option{Value: "origin", Name: v.t.S("origin")}, option{Value: "destination", Name: v.t.S("destination")},
			option{Value: "either", Name: v.t.S("origin or destination")}),
		v.readingField(o.Reading), raters, v.kindField()}, v.yearFields()...)...), nil
}

func (v *visit) raterField() (field, error) {
	all, err := v.Store.Raters(v.ctx())
	if err != nil {
		return field{}, err
	}
	options := []option{{Name: v.t.S("the codings that count")}}
	seen := map[string]bool{}
	for _, r := range all {
		if !seen[r.Rater] {
			seen[r.Rater] = true
			options = append(options, option{Value: r.Rater, Name: r.Rater})
		}
	}
	return v.choice("rater", v.t.S("Rater"), v.q.Get("rater"), options...), nil
}

// coverageTabs are the pages of a region's researcher.
func (v *visit) coverageTabs(here string) []menuEntry {
	out := []menuEntry{{Path: "/coverage", Name: v.t.S("Heat map")}, {Path: "/coverage/published", Name: v.t.S("Beside published figures")}, {Path: "/trend", Name: v.t.S("Trend")},
		{Path: "/corridors", Name: v.t.S("Corridors and map")}, {Path: "/blank", Name: v.t.S("Blank spots")}}
	for i := range out {
		out[i].Here = out[i].Path == here
	}
	return out
}
