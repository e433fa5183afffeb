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

func (g rubricPage) Document(t reports.Tongue) reports.Document {
	table := reports.Table{Caption: t.S("Criteria"), Columns: []reports.Column{{Title: t.S("Criterion")}, {Title: t.S("Title"), Grow: 2}, {Title: t.S("Definition"), Grow: 4}}}
	for _, theme := range g.Themes() {
		group := reports.Group{Title: reports.Sentence(t.S(theme))}
		for _, c := range g.Criteria {
			if c.Theme == theme {
				group.Rows = append(group.Rows, row(reports.Code(c.ID), reports.Plain(t.S(c.Title)), reports.Plain(definition(t, &c))))
			}
		}
		table.Groups = append(table.Groups, group)
	}
	return reports.Document{Kind: t.S("Rubric"), Title: t.S(g.Title), Lead: g.Ref() + " · " + t.Said(g.Source), Blocks: []reports.Block{table}}
}

// definition is what a criterion asks; for a derived one, what it follows from.
func definition(t reports.Tongue, c *rubric.Criterion) string {
	asks := t.S(c.Definition)
	if c.Derived() {
		return strings.TrimSpace(asks + " " + t.S("Highest of: %s", strings.Join(c.From, ", ")))
	}
	return asks
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

func (g criterionPage) Document(t reports.Tongue) reports.Document {
	var facts reports.Facts
	for _, f := range [][2]string{{t.S("Criterion"), g.ID}, {t.S("Theme"), t.S(g.Theme)}, {t.S("Applies to"), t.S(string(g.Applies))}, {t.S("Asks"), definition(t, g.Criterion)},
		{t.S("Counts"), t.S(g.Counts)}, {t.S("Does not count"), t.S(g.DoesNotCount)}, {t.S("Source"), t.Said(g.Source)}} {
		if f[1] != "" {
			facts = append(facts, reports.Fact{Term: f[0], Body: []reports.Inline{reports.Plain(f[1])}})
		}
	}
	d := reports.Document{Kind: t.S("Criterion"), Title: t.S(g.Title), Lead: g.Rubric, Blocks: []reports.Block{facts}}
	return withTables(d, examplesTable(t, t.S("Counts"), g.Match), examplesTable(t, t.S("Does not count"), g.NoMatch))
}

func examplesTable(t reports.Tongue, caption string, list []rubric.Example) reports.Table {
	table := reports.Table{Caption: caption, Columns: []reports.Column{{Title: t.S("Level")}, {Title: t.S("Language")}, {Title: t.S("Example"), Grow: 1}}}
	var rows [][]reports.Cell
	for _, e := range list {
		rows = append(rows, row(reports.Mark{Level: e.Level, Name: t.S(e.Level.String())}, reports.Plain(e.Language), reports.Plain(e.Text)))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
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
