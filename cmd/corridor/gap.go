package main

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) gapCommand() *cli.Command {
	return &cli.Command{
		Name:      "gap",
		Usage:     "say what a draft lacks, the most pressing first, with the strongest precedents of the repository",
		ArgsUsage: "FILE|ID",
		Description: example("The draft is a file, which is not stored, or the id of a held agreement. Peers and precedents come from the repository; without one the "+
			"gaps are ranked by need alone. The rule of the ranking is printed with the report.",
			"corridor gap draft.docx --rubric cw2022 --theme recruitment --out gaps.docx"),
		Flags: append([]cli.Flag{
			rubricFlag("the `RUBRIC` to hold the draft against"),
			&cli.StringSliceFlag{Name: "theme", Usage: "only these `THEMES`"},
			&cli.StringSliceFlag{Name: "weight", Usage: "weight of a criterion: `ID=NUMBER`, 1 where none is given"},
			&cli.IntFlag{Name: "precedents", Usage: "at most `N` precedents for each gap", Value: reports.DefaultPrecedents},
			&cli.IntFlag{Name: "limit", Usage: "only the first `N` gaps"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag(),
		}, slices.Concat(readingFlags(), filterFlags())...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the draft"); err != nil {
				return err
			}
			return p.withDesk(c, func(d *desk) error { return p.gap(c, d) })
		},
	}
}

func (p *program) gap(c *cli.Context, d *desk) error {
	o, err := gapOptions(c)
	if err != nil {
		return err
	}
	texts, err := d.coded(c.Context, c.Args().Slice(), d.bench.lib.Rubrics)
	if err != nil {
		return err
	}
	if len(texts) > 1 {
		return usagef(c, "%s holds %d agreements: name one", c.Args().First(), len(texts))
	}
	r, err := d.oneRubric(c, texts)
	if err != nil {
		return err
	}
	in := reports.GapInput{Agreement: texts[0].agreement, Rubric: r, Findings: texts[0].under(r).Findings, Options: o}
	s, err := d.repository(c)
	if err != nil {
		return err
	}
	if s != nil {
		if in.Rows, err = peerRows(c, s, r); err != nil {
			return err
		}
		in.Open = func(id string) (*corpus.Agreement, []rubric.Resolved, error) {
			return reports.OpenCoded(c.Context, s, id, r)
		}
	}
	report, err := reports.NewGap(in)
	if err != nil {
		return err
	}
	return p.writeReport(c, report)
}

// repository opens the store of the command when there is one; a store that was named must be there.
func (d *desk) repository(c *cli.Context) (*store.Store, error) {
	if d.store == nil {
		if _, err := os.Stat(c.Path("store")); err != nil && !c.IsSet("store") {
			return nil, nil
		}
		var err error
		if d.store, err = d.open(); err != nil {
			return nil, err
		}
	}
	return d.store, nil
}

// peerRows gathers the agreements that the flags choose, with what counts of them.
func peerRows(c *cli.Context, s *store.Store, r *rubric.Rubric) ([]reports.CoverageRow, error) {
	list, _, err := filtered(c, s)
	if err != nil {
		return nil, err
	}
	return reports.GatherRows(c.Context, s, r, list)
}

func gapOptions(c *cli.Context) (reports.GapOptions, error) {
	o := reports.GapOptions{Themes: c.StringSlice("theme"), Precedents: c.Int("precedents"), Limit: c.Int("limit")}
	for _, w := range c.StringSlice("weight") {
		id, value, _ := strings.Cut(w, "=")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return o, usagef(c, "--weight %q: write ID=NUMBER, such as cw.passport=2", w)
		}
		if o.Weights == nil {
			o.Weights = map[string]float64{}
		}
		o.Weights[id] = v
	}
	return o, nil
}
