package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/reports"
	"corridor/rubric"
)

func (p *program) rubricListCommand() *cli.Command {
	return &cli.Command{
		Name:        "list",
		Usage:       "list the rubrics",
		Description: example("Names every rubric with its version and source.", "corridor rubric list --format json"),
		Flags:       []cli.Flag{formatFlag(), outFlag(), langFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			lib, err := rubric.Builtin()
			if err != nil {
				return err
			}
			return p.writeReport(c, newShelf(lib))
		},
	}
}

// shelf is the report of all rubrics.
type shelf struct {
	Rubrics []shelved `json:"rubrics"`
}

// shelved is one rubric of the shelf.
type shelved struct {
	Ref      string   `json:"ref"`
	Title    string   `json:"title"`
	Criteria int      `json:"criteria"`
	Derived  int      `json:"derived"` // of these, how many follow from others
	Themes   []string `json:"themes"`
	Source   string   `json:"source"`
}

func newShelf(lib *rubric.Library) shelf {
	var out shelf
	for _, r := range lib.Rubrics {
		s := shelved{Ref: r.Ref(), Title: r.Title, Criteria: len(r.Criteria), Themes: r.Themes(), Source: r.Source}
		for i := range r.Criteria {
			if r.Criteria[i].Derived() {
				s.Derived++
			}
		}
		out.Rubrics = append(out.Rubrics, s)
	}
	return out
}

func (s shelf) Document(t reports.Tongue) reports.Document {
	table := reports.Table{Caption: t.S("Rubrics"), Columns: []reports.Column{
		{Title: t.S("Rubric")}, {Title: t.S("Title"), Grow: 2}, {Title: t.S("Criteria"), Right: true}, {Title: t.S("Source"), Grow: 3}}}
	var rows [][]reports.Cell
	for _, r := range s.Rubrics {
		rows = append(rows, row(reports.Code(r.Ref), reports.Plain(t.S(r.Title)), reports.Plain(fmt.Sprint(r.Criteria)), reports.Plain(t.Said(r.Source))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return reports.Document{Kind: t.S("Rubrics"), Title: t.S("Rubrics"), Blocks: []reports.Block{table}}
}

func (s shelf) Sheet() reports.Sheet {
	out := reports.Sheet{Name: "rubrics", Columns: []string{"ref", "title", "criteria", "derived", "source"}}
	for _, r := range s.Rubrics {
		out.Rows = append(out.Rows, []any{r.Ref, r.Title, r.Criteria, r.Derived, r.Source})
	}
	return out
}
