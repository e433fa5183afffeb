package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// clausesFlag names a clause set; rubricClauses measures the rules on it.
func clausesFlag() cli.Flag {
	return &cli.PathFlag{Name: "clauses", Usage: "measure on single clauses instead: a CSV `FILE` with columns criterion, language, level (0, 1, 2 or contrary) and text; - is standard input"}
}

// rubricClauses codes each clause on its own, as if it stood in the body of an agreement.
func (p *program) rubricClauses(c *cli.Context) error {
	if c.IsSet("gold") {
		return usagef(c, "give --gold or --clauses, not both")
	}
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	cases, err := p.clauseCases(c.Path("clauses"), b.lib)
	if err != nil {
		return err
	}
	if b.asked != nil {
		cases = slices.DeleteFunc(cases, func(k rubric.ClauseCase) bool {
			return !slices.ContainsFunc(b.asked, func(r *rubric.Rubric) bool { return r.Criterion(k.Criterion) != nil })
		})
	}
	if len(cases) == 0 {
		return fmt.Errorf("%s: %w: there is no clause to code", c.Path("clauses"), corpus.ErrInvalid)
	}
	rep, err := b.rules.EvaluateClauses(c.Context, cases)
	if err != nil {
		return err
	}
	return p.writeReport(c, clauseSet{Clauses: rep, name: filepath.Base(c.Path("clauses"))})
}

// clauseCases reads a clause set from a file or from standard input.
func (p *program) clauseCases(path string, lib *rubric.Library) ([]rubric.ClauseCase, error) {
	if path == "-" {
		return lib.ReadClauses("standard input", p.stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError("read", path, err)
	}
	cases, err := lib.ReadClauses(path, f)
	if e := f.Close(); err == nil {
		err = e
	}
	return cases, err
}

// clauseSet is the report of a clause set.
type clauseSet struct {
	Clauses *rubric.ClauseReport `json:"clauses"`
	name    string
}

func (s clauseSet) Document(reports.Tongue) reports.Document {
	r := s.Clauses
	d := reports.Document{
		Kind: "Evaluation", Title: "rules against " + s.name, Lead: counted(r.N, "clause"),
		Blocks: []reports.Block{reports.Figures{
			{Label: "exact", Value: num(r.Exact), Note: fmt.Sprintf("%d of %d at exactly the level", r.N-len(r.Errors), r.N)},
			{Label: "kappa (broad)", Value: num(r.Broad.Kappa), Note: "95 % " + interval(r.Broad.CI95)},
			{Label: "F1 (broad)", Value: num(r.Broad.F1), Note: fmt.Sprintf("precision %s, recall %s", num(r.Broad.Precision), num(r.Broad.Recall))},
		}},
	}
	return withTables(d, clauseTable("By language", r.ByLanguage), clauseTable("By criterion", r.ByCriterion), s.wrong())
}

func clauseTable(caption string, by map[string]rubric.ClauseFigure) reports.Table {
	t := reports.Table{Caption: caption, Style: reports.Numbers, Columns: []reports.Column{{Title: "Group", Grow: 1}, {Title: "n", Right: true}, {Title: "exact", Right: true}}}
	var rows [][]reports.Cell
	for _, key := range slices.Sorted(maps.Keys(by)) {
		rows = append(rows, row(reports.Code(key), reports.Plain(fmt.Sprint(by[key].N)), reports.Plain(num(by[key].Exact))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// wrong lists every clause that comes out at another level.
func (s clauseSet) wrong() reports.Table {
	t := reports.Table{Caption: "Differences", Style: reports.Passages, Columns: []reports.Column{
		{Title: "Line and criterion"}, {Title: "Want"}, {Title: "Have"}, {Title: "Clause and reason", Grow: 1}}}
	var rows [][]reports.Cell
	for _, e := range s.Clauses.Errors {
		rows = append(rows, row(reports.Plain(fmt.Sprintf("%d %s %s", e.Line, e.Criterion, e.Language)), reports.Mark{Level: e.Want}, reports.Mark{Level: e.Have},
			reports.Plain(shorten(line(e.Text), 200)+" — "+e.Reason)))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// Sheet is one row a clause that comes out at another level, after one row a criterion.
func (s clauseSet) Sheet() reports.Sheet {
	out := reports.Sheet{Name: "clauses", Columns: []string{"criterion", "n", "exact", "line", "language", "want", "have", "reason", "text"}}
	for _, key := range slices.Sorted(maps.Keys(s.Clauses.ByCriterion)) {
		f := s.Clauses.ByCriterion[key]
		out.Rows = append(out.Rows, []any{key, f.N, defined(f.Exact), nil, nil, nil, nil, nil, nil})
	}
	for _, e := range s.Clauses.Errors {
		out.Rows = append(out.Rows, []any{e.Criterion, nil, nil, e.Line, e.Language, e.Want.String(), e.Have.String(), e.Reason, strings.TrimSpace(e.Text)})
	}
	return out
}
