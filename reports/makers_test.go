package reports_test

import (
	"context"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// makers make each report from the store, as its command does.
func (x *repository) makers() map[string]func() (reports.Report, error) {
	return map[string]func() (reports.Report, error){
		"scorecard": x.scorecard, "gap": x.gap, "comparison": x.comparison, "checklist": x.checklist, "round": x.round, "clauses": x.clauses,
		"coverage":          x.coverage(reports.CoverageOptions{Attribution: reports.OfEither}),
		"coverage-corridor": x.coverage(reports.CoverageOptions{By: reports.ByCorridor, Rows: reports.Themes}),
		"coverage-rater":    x.coverage(reports.CoverageOptions{By: reports.ByRater}),
		"trend":             x.trend, "corridors": x.corridors, "blank": x.blank, "agree": x.agree,
		"beside": x.beside, "found": x.found, "alike": x.alike, "rescore": x.rescore, "accounting": x.accounting,
	}
}

func (x *repository) scorecard() (reports.Report, error) {
	a, findings, err := x.open(x.id[0])
	if err != nil {
		return nil, err
	}
	rows, err := x.rows()
	card := reports.NewScorecard(a, x.r, findings)
	card.Peers = reports.NewPeers(reports.SummaryOf(a), x.r, findings, rows)
	return card, err
}

func (x *repository) gap() (reports.Report, error) {
	a, findings, err := x.open(x.id[0])
	if err != nil {
		return nil, err
	}
	rows, err := x.rows()
	if err != nil {
		return nil, err
	}
	return reports.NewGap(reports.GapInput{Agreement: a, Rubric: x.r, Findings: findings, Rows: rows, Open: x.open})
}

func (x *repository) coverage(o reports.CoverageOptions) func() (reports.Report, error) {
	return func() (reports.Report, error) {
		gather := reports.GatherRows
		if o.By == reports.ByRater {
			gather = reports.GatherByRater
		}
		list, err := x.store.List(context.Background(), store.Filter{})
		if err != nil {
			return nil, err
		}
		rows, err := gather(context.Background(), x.store, x.r, list)
		if err != nil {
			return nil, err
		}
		return reports.NewCoverage(x.r, rows, o)
	}
}

func (x *repository) trend() (reports.Report, error) {
	rows, err := x.rows()
	if err != nil {
		return nil, err
	}
	return reports.NewTrend(x.r, rows, reports.TrendOptions{})
}

func (x *repository) sources() ([]reports.CorridorSource, error) {
	list, err := x.store.List(context.Background(), store.Filter{})
	if err != nil {
		return nil, err
	}
	return reports.GatherSources(context.Background(), x.store, list)
}

func (x *repository) corridors() (reports.Report, error) {
	sources, err := x.sources()
	return reports.NewCorridors(sources, reports.CorridorOptions{}), err
}

func (x *repository) blank() (reports.Report, error) {
	sources, err := x.sources()
	if err != nil {
		return nil, err
	}
	rows, err := x.rows()
	if err != nil {
		return nil, err
	}
	return reports.NewBlankSpots(x.r, rows, sources, reports.BlankOptions{Since: 2000, Stock: 3, Share: 0.1})
}

func (x *repository) comparison() (reports.Report, error) {
	in, err := x.inputs(12)
	if err != nil {
		return nil, err
	}
	return reports.NewComparison(x.r, in, reports.ComparisonOptions{})
}

func (x *repository) clauses() (reports.Report, error) {
	rows, err := x.rows()
	if err != nil {
		return nil, err
	}
	in := reports.ClausesInput{Rubric: x.r, Criterion: "cw.passport"}
	speak, silent := reports.SplitByPassage(rows, in.Criterion)
	in.Silent = silent
	if in.Items, err = reports.OpenAll(context.Background(), x.store, speak, x.r); err != nil {
		return nil, err
	}
	return reports.NewClauses(in)
}

// inputs opens the first agreements of the list; 0 is all.
func (x *repository) inputs(limit int) ([]reports.ComparedInput, error) {
	list, err := x.store.List(context.Background(), store.Filter{Limit: limit})
	if err != nil {
		return nil, err
	}
	var rows []reports.CoverageRow
	for _, m := range list {
		rows = append(rows, reports.CoverageRow{Agreement: reports.SummaryOfHeld(m)})
	}
	return reports.OpenAll(context.Background(), x.store, rows, x.r)
}

func (x *repository) checklist() (reports.Report, error) {
	a, findings, err := x.open(x.id[0])
	under := func(*rubric.Rubric) reports.ComparedInput {
		return reports.ComparedInput{Agreement: a, Findings: findings}
	}
	return reports.NewChecklist("Draft", []*rubric.Rubric{x.r}, []reports.ChecklistInput{{Agreement: a, Under: under}}), err
}

func (x *repository) round() (reports.Report, error) {
	a, findings, err := x.open(x.id[0])
	if err != nil {
		return nil, err
	}
	b, others, err := x.open(x.id[1])
	return reports.NewRound(x.r, reports.ComparedInput{Agreement: a, Findings: findings}, reports.ComparedInput{Agreement: b, Findings: others}), err
}

// agree compares the rules with the person who codes every hundredth agreement.
func (x *repository) agree() (reports.Report, error) {
	in := reports.ConcordanceInput{Raters: []string{"rules", "person:ana"}, Rubrics: []*rubric.Rubric{x.r}}
	if err := reports.GatherCodes(context.Background(), x.store, &in); err != nil {
		return nil, err
	}
	return reports.NewConcordance(in)
}

func (x *repository) beside() (reports.Report, error) {
	rubrics, err := reports.PublishedRubrics("box11", x.lib)
	if err != nil {
		return nil, err
	}
	list, err := x.store.List(context.Background(), store.Filter{})
	if err != nil {
		return nil, err
	}
	rows, err := reports.Across(rubrics, func(r *rubric.Rubric) ([]reports.CoverageRow, error) {
		return reports.GatherRows(context.Background(), x.store, r, list)
	})
	if err != nil {
		return nil, err
	}
	return reports.NewBeside("box11", x.lib, rows, reports.CoverageOptions{})
}

// hits are as an index gives them: an article of each of the first agreements. How fast an index finds them is
// measured where it is.
func (x *repository) hits(q *store.Query) (out []store.Hit, err error) {
	list, err := x.store.List(context.Background(), store.Filter{Limit: store.DefaultHits})
	marker := store.NewMarker(q, nil)
	for i, m := range list {
		a, err := x.store.Agreement(context.Background(), m.ID)
		if err != nil {
			return nil, err
		}
		c := a.Clauses()[i]
		h := store.Hit{Agreement: m, Clause: &store.Clause{Number: i, Path: c.Path, Part: corpus.SegBody, Span: c.Span}, Score: float64(40 - i)}
		h.Marks, h.Snippet = marker.Mark(a.Text, *h.Clause, a.Language)
		out = append(out, h)
	}
	return out, err
}

func (x *repository) found() (reports.Report, error) {
	q, err := store.ParseQuery("article OR w17", store.Vocabulary{})
	if err != nil {
		return nil, err
	}
	hits, err := x.hits(q)
	if err != nil {
		return nil, err
	}
	res := &store.Results{By: store.Clauses, Total: 2 * len(hits), Agreements: len(hits), Hits: hits}
	return reports.NewFound(context.Background(), store.Request{Query: q, Limit: len(hits)}, res, x.store)
}

func (x *repository) alike() (reports.Report, error) {
	hits, err := x.hits(nil)
	if err != nil {
		return nil, err
	}
	return reports.NewAlike(context.Background(), reports.LikePassage{Text: "w1 w2 w3"}, nil, hits, x.store)
}

// rescore compares what the rules have found with the same, some codings lowered: how fast the rules code is
// measured where they are.
func (x *repository) rescore() (reports.Report, error) {
	lib := &rubric.Library{Rubrics: []*rubric.Rubric{x.r}}
	out := reports.NewRescorer(lib, lib)
	in, err := x.inputs(0)
	for _, one := range in {
		was, is := &rubric.Assessment{Rubric: x.r.Ref()}, &rubric.Assessment{Rubric: x.r.Ref()}
		for i, f := range one.Findings {
			was.Findings = append(was.Findings, f.Finding)
			if one.Agreement.ID[i%32]%7 == 0 {
				f.Finding = rubric.Finding{Criterion: f.Criterion}
			}
			is.Findings = append(is.Findings, f.Finding)
		}
		out.Add(one.Agreement, []*rubric.Assessment{was}, []*rubric.Assessment{is})
	}
	return out.Rescore(), err
}

func (x *repository) accounting() (reports.Report, error) {
	status, err := x.store.Status(context.Background())
	if err != nil {
		return nil, err
	}
	status.Store, status.Head = "s.db", store.Head{} // the journal tells in which order things came
	files, err := x.store.Files(context.Background())
	slices.SortFunc(files, func(a, b store.File) int { return strings.Compare(a.Name, b.Name) })
	return reports.Accounting{Status: status, List: files}, err
}
