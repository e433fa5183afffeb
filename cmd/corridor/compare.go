package main

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) compareCommand() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "set two to twelve agreements side by side, criterion by criterion, with the passages",
		ArgsUsage: "FILE|ID…",
		Description: example("Agreements are files or ids. Without any, the filters choose them from the repository: the history of a corridor is --origin, --destination and --order date.",
			"corridor compare 3f9a12 77c0de draft.docx --differences", "corridor compare --origin NPL --destination QAT --order date --out corridor.xlsx"),
		Flags: append([]cli.Flag{
			rubricFlag("the `RUBRIC` to compare under"),
			&cli.BoolFlag{Name: "differences", Aliases: []string{"d"}, Usage: "only criteria on which the agreements differ"},
			&cli.StringSliceFlag{Name: "theme", Usage: "only these `THEMES`"},
			&cli.StringSliceFlag{Name: "criterion", Usage: "only these criteria: `IDS`"},
			&cli.StringFlag{Name: "order", Usage: "order of the columns: given, date or strength", Value: string(reports.AsGiven)},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag(),
		}, slices.Concat(readingFlags(), filterFlags(), saveFlags("comparison"))...),
		Action: func(c *cli.Context) error {
			if c.IsSet("saved") && c.NArg() > 0 {
				return usagef(c, "--saved names the agreements: give no others")
			}
			return p.withDesk(c, func(d *desk) error { return p.compare(c, d) })
		},
	}
}

func (p *program) compare(c *cli.Context, d *desk) error {
	texts, err := d.chosen(c, reports.CompareMax)
	if err != nil {
		return err
	}
	if err := d.keepComparison(c, texts); err != nil {
		return err
	}
	r, err := d.oneRubric(c, texts)
	if err != nil {
		return err
	}
	report, err := reports.NewComparison(r, under(texts, r), reports.ComparisonOptions{Differences: c.Bool("differences"), Themes: c.StringSlice("theme"),
		Criteria: c.StringSlice("criterion"), Order: reports.ColumnOrder(c.String("order"))})
	if err != nil {
		return err
	}
	return p.writeReport(c, report)
}

// keepComparison keeps the agreements under the name of --save, if there is one; all of them must be held.
func (d *desk) keepComparison(c *cli.Context, texts []codedText) error {
	if c.String("save") == "" {
		return nil
	}
	s, err := d.held(c)
	if err != nil {
		return err
	}
	v := store.Saved{Kind: store.SavedComparison}
	for _, t := range texts {
		v.Agreements = append(v.Agreements, t.agreement.ID)
	}
	return d.p.keep(c, s, v)
}

// held is the repository, which must be there.
func (d *desk) held(c *cli.Context) (*store.Store, error) {
	s, err := d.repository(c)
	if err == nil && s == nil {
		s, err = d.open()
	}
	return s, err
}

// chosen is the agreements of the arguments, or without any those that the filters choose.
func (d *desk) chosen(c *cli.Context, most int) ([]codedText, error) {
	names := c.Args().Slice()
	if len(names) == 0 {
		s, err := d.held(c)
		if err != nil {
			return nil, err
		}
		if c.IsSet("saved") {
			v, err := d.p.recall(c, s, store.SavedComparison)
			if err != nil {
				return nil, err
			}
			return d.coded(c.Context, v.Agreements, d.bench.lib.Rubrics)
		}
		list, _, err := filtered(c, s)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || len(list) > most {
			return nil, fmt.Errorf("%s: %w: the filters choose %d agreements, name 1 to %d", c.Command.Name, corpus.ErrInvalid, len(list), most)
		}
		for _, m := range list {
			names = append(names, m.ID)
		}
	}
	return d.coded(c.Context, names, d.bench.lib.Rubrics)
}

func (p *program) clausesCommand() *cli.Command {
	return &cli.Command{
		Name:      "clauses",
		Usage:     "list every passage of the repository on one criterion",
		ArgsUsage: "CRITERION",
		Description: example("All passport clauses in MOUs between Asia and the Gulf since 2005 is one command. Contrary clauses stand first, then the strongest.",
			"corridor clauses cw.passport --origin-region asia --destination-region gcc --kind MOU --from 2005"),
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "absent", Usage: "list agreements without such a passage too"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		}, filterFlags()...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the id of a criterion"); err != nil {
				return err
			}
			return p.clauses(c)
		},
	}
}

func (p *program) clauses(c *cli.Context) error {
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	r, err := rubricOf(lib, c.Args().First())
	if err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		list, said, err := filtered(c, s)
		if err != nil {
			return err
		}
		in := reports.ClausesInput{Rubric: r, Criterion: c.Args().First(), Filter: said, Absent: c.Bool("absent")}
		rows, err := reports.GatherRows(c.Context, s, r, list)
		if err != nil {
			return err
		}
		if !in.Absent {
			rows, in.Silent = reports.SplitByPassage(rows, in.Criterion)
		}
		if in.Items, err = reports.OpenAll(c.Context, s, rows, r); err != nil {
			return err
		}
		report, err := reports.NewClauses(in)
		if err != nil {
			return err
		}
		return p.writeReport(c, report)
	})
}

// rubricOf is the rubric that has the criterion.
func rubricOf(lib *rubric.Library, criterion string) (*rubric.Rubric, error) {
	if r := lib.Of(criterion); r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("criterion %q: %w: \"corridor rubric show RUBRIC\" lists the ids", criterion, corpus.ErrNotFound)
}
