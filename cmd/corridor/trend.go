package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) trendCommand() *cli.Command {
	return &cli.Command{
		Name:  "trend",
		Usage: "show how the share of agreements with a theme or a criterion moves over the years, with intervals",
		Description: example("Counts by year of signature. Without --criterion each theme is a line: an agreement counts when it provides one criterion of it at least.",
			"corridor trend --rubric cw2022 --criterion cw.passport,cw.prot_equal --step 5 --out trend.html", "corridor trend --rubric cw2022 --rater chilton-woda-2022"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "rubric", Aliases: []string{"r"}, Usage: "count under this `RUBRIC`", Value: "box11"},
			&cli.StringSliceFlag{Name: "criterion", Usage: "a line for each of these criteria: `IDS`"},
			&cli.IntFlag{Name: "step", Usage: "`YEARS` in a period: 1, 5, 10 or 20", Value: 10},
			&cli.StringFlag{Name: "reading", Usage: "broad (weak and operative are yes) or strict (operative alone)", Value: string(reports.Broad)},
			&cli.IntFlag{Name: "from", Usage: "signed in this `YEAR` or later"},
			&cli.IntFlag{Name: "to", Usage: "signed in this `YEAR` or before"},
			&cli.StringSliceFlag{Name: "kind", Usage: "only agreements of these `KINDS`"},
			&cli.StringFlag{Name: "rater", Usage: "count what this `RATER` alone found", DefaultText: "the findings that count"},
			&cli.IntFlag{Name: "min-n", Usage: "mark cells on fewer agreements as thin", Value: reports.DefaultMinN},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.trend(c)
		},
	}
}

func (p *program) trend(c *cli.Context) error {
	kinds, err := kindsOf(c)
	if err != nil {
		return err
	}
	return p.overRepository(c, func(s *store.Store, r *rubric.Rubric) (reports.Report, error) {
		rows, err := countedRows(c, s, r)
		if err != nil {
			return nil, err
		}
		return reports.NewTrend(r, rows, reports.TrendOptions{Step: c.Int("step"), Reading: reports.Reading(c.String("reading")), Criteria: c.StringSlice("criterion"),
			From: c.Int("from"), To: c.Int("to"), Kinds: kinds, MinN: c.Int("min-n"), Rater: c.String("rater")})
	})
}

// overRepository writes a report over the repository under the rubric of the command.
func (p *program) overRepository(c *cli.Context, make func(*store.Store, *rubric.Rubric) (reports.Report, error)) error {
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	if _, err := lib.Rubric(c.String("rubric")); err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		r, err := coverageRubric(c, s, lib)
		if err != nil {
			return err
		}
		report, err := make(s, r)
		if err != nil {
			return err
		}
		return p.writeReport(c, report)
	})
}

func kindsOf(c *cli.Context) (out []corpus.Kind, err error) {
	return parsedAll(c, "kind", corpus.ParseKind)
}

func (p *program) mapCommand() *cli.Command {
	return &cli.Command{
		Name:  "map",
		Usage: "show who has agreements with whom: a world map, a matrix of regions, corridors and countries",
		Description: example("Counts held texts and the entries of imported catalogues; an entry that stands for a held text is counted once. The map is part of the HTML; every format has the tables.",
			"corridor map --from 1990 --out corridors.html"),
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "from", Usage: "signed in this `YEAR` or later"},
			&cli.IntFlag{Name: "to", Usage: "signed in this `YEAR` or before"},
			&cli.StringSliceFlag{Name: "kind", Usage: "only held agreements of these `KINDS`"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			kinds, err := kindsOf(c)
			if err != nil {
				return err
			}
			return withStore(c, func(s *store.Store) error {
				sources, err := corridorSources(c.Context, s)
				if err != nil {
					return err
				}
				return p.writeReport(c, reports.NewCorridors(sources, reports.CorridorOptions{From: c.Int("from"), To: c.Int("to"), Kinds: kinds}))
			})
		},
	}
}

// corridorSources are the held texts, and the entries of catalogues that stand for none of them.
func corridorSources(ctx context.Context, s *store.Store) ([]reports.CorridorSource, error) {
	list, err := s.List(ctx, store.Filter{})
	if err != nil {
		return nil, err
	}
	return reports.GatherSources(ctx, s, list)
}

func (p *program) blankCommand() *cli.Command {
	return &cli.Command{
		Name:  "blank",
		Usage: "show what is not there: corridors without a new agreement, criteria that few provide, regions thin in the sample",
		Description: example("A corridor is blank when it has a stock of agreements and none since a year; a criterion when at most a share of the held agreements provides it, "+
			"broad reading; a region when few texts of it are held.", "corridor blank --since 2010 --stock 4 --share 5"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "rubric", Aliases: []string{"r"}, Usage: "look for criteria of this `RUBRIC`", Value: "box11"},
			&cli.IntFlag{Name: "since", Usage: "corridors without an agreement in this `YEAR` or later", DefaultText: "ten years ago"},
			&cli.IntFlag{Name: "stock", Usage: "corridors with `N` agreements or more", Value: reports.DefaultStock},
			&cli.Float64Flag{Name: "share", Usage: "criteria that at most this `SHARE` of agreements provides, in per cent", Value: 0},
			&cli.IntFlag{Name: "min-n", Usage: "regions with fewer than `N` held texts", Value: reports.DefaultMinN},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.blank(c)
		},
	}
}

func (p *program) blank(c *cli.Context) error {
	o := reports.BlankOptions{Stock: c.Int("stock"), Since: c.Int("since"), Share: c.Float64("share") / 100, MinN: c.Int("min-n")}
	if !c.IsSet("since") {
		o.Since = p.now().Year() - 10
		p.line = append(p.line[:1:1], append([]string{"--since", fmt.Sprint(o.Since)}, p.line[1:]...)...) // so that the report can be made again
	}
	return p.overRepository(c, func(s *store.Store, r *rubric.Rubric) (reports.Report, error) {
		rows, err := coverageRows(c, s, r)
		if err != nil {
			return nil, err
		}
		sources, err := corridorSources(c.Context, s)
		if err != nil {
			return nil, err
		}
		return reports.NewBlankSpots(r, rows, sources, o)
	})
}
