package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

func (p *program) rubricShowCommand() *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       "show what a rubric or one of its criteria asks",
		ArgsUsage:   "RUBRIC|CRITERION",
		Description: example("A criterion is shown with what counts, what does not, and examples of both.", "corridor rubric show r086", "corridor rubric show cw.passport"),
		Flags:       []cli.Flag{formatFlag(), outFlag(), langFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "a rubric or a criterion"); err != nil {
				return err
			}
			lib, err := rubric.Builtin()
			if err != nil {
				return err
			}
			v, err := shown(lib, c.Args().First())
			if err != nil {
				return err
			}
			return p.writeReport(c, v)
		},
	}
}

// shown is the report of a rubric, or of a rubric cut down to one criterion.
func shown(lib *rubric.Library, name string) (reports.Report, error) {
	if r, err := lib.Rubric(name); err == nil {
		return rubricPage{Rubric: r}, nil
	}
	for _, r := range lib.Rubrics {
		if c := r.Criterion(name); c != nil {
			return criterionPage{Rubric: r.Ref(), Criterion: c, Match: c.Match, NoMatch: c.NoMatch}, nil
		}
	}
	return nil, fmt.Errorf("%q is no rubric and no criterion: %w (see corridor rubric list)", name, corpus.ErrNotFound)
}

// rubricPage shows the criteria of a rubric theme by theme.
type rubricPage struct{ *rubric.Rubric }

func (g rubricPage) Document(reports.Tongue) reports.Document {
	t := reports.Table{Caption: "Criteria", Columns: []reports.Column{{Title: "Criterion"}, {Title: "Title", Grow: 2}, {Title: "Definition", Grow: 4}}}
	for _, theme := range g.Themes() {
		group := reports.Group{Title: theme}
		for _, c := range g.Criteria {
			if c.Theme == theme {
				group.Rows = append(group.Rows, row(reports.Code(c.ID), reports.Plain(c.Title), reports.Plain(definition(&c))))
			}
		}
		t.Groups = append(t.Groups, group)
	}
	return reports.Document{Kind: "Rubric", Title: g.Title, Lead: g.Ref() + " · " + g.Source, Blocks: []reports.Block{t}}
}

// definition is what a criterion asks; for a derived one, what it follows from.
func definition(c *rubric.Criterion) string {
	if c.Derived() {
		return strings.TrimSpace(c.Definition + " Highest of: " + strings.Join(c.From, ", "))
	}
	return c.Definition
}

func (g rubricPage) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "criteria", Columns: []string{"rubric", "criterion", "theme", "title", "applies", "definition", "from"}}
	for _, c := range g.Criteria {
		s.Rows = append(s.Rows, []any{g.Ref(), c.ID, c.Theme, c.Title, string(c.Applies), c.Definition, strings.Join(c.From, " ")})
	}
	return s
}

// criterionPage shows one criterion with its examples.
type criterionPage struct {
	Rubric string `json:"rubric"`
	*rubric.Criterion
	Match   []rubric.Example `json:"match,omitempty"`
	NoMatch []rubric.Example `json:"no_match,omitempty"`
}

func (g criterionPage) Document(reports.Tongue) reports.Document {
	var facts reports.Facts
	for _, f := range [][2]string{{"Criterion", g.ID}, {"Theme", g.Theme}, {"Applies to", string(g.Applies)}, {"Asks", definition(g.Criterion)},
		{"Counts", g.Counts}, {"Does not count", g.DoesNotCount}, {"Source", g.Source}} {
		if f[1] != "" {
			facts = append(facts, reports.Fact{Term: f[0], Body: []reports.Inline{reports.Plain(f[1])}})
		}
	}
	d := reports.Document{Kind: "Criterion", Title: g.Title, Lead: g.Rubric, Blocks: []reports.Block{facts}}
	return withTables(d, examplesTable("Counts", g.Match), examplesTable("Does not count", g.NoMatch))
}

func examplesTable(caption string, list []rubric.Example) reports.Table {
	t := reports.Table{Caption: caption, Columns: []reports.Column{{Title: "Level"}, {Title: "Language"}, {Title: "Example", Grow: 1}}}
	var rows [][]reports.Cell
	for _, e := range list {
		rows = append(rows, row(reports.Mark{Level: e.Level}, reports.Plain(e.Language), reports.Plain(e.Text)))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

func (g criterionPage) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "examples", Columns: []string{"criterion", "counts", "level", "language", "text"}}
	add := func(counts bool, list []rubric.Example) {
		for _, e := range list {
			s.Rows = append(s.Rows, []any{g.ID, counts, e.Level.String(), e.Language, e.Text})
		}
	}
	add(true, g.Match)
	add(false, g.NoMatch)
	return s
}
