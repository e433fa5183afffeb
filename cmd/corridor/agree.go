package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/reports"
	"corridor/store"
)

func (p *program) agreeCommand() *cli.Command {
	return &cli.Command{
		Name:  "agree",
		Usage: "measure how far raters agree, and list where they do not",
		Description: example("Compares the latest codings of raters over the held agreements that two of them coded: per cent, Cohen's and Fleiss' kappa, "+
			"Krippendorff's alpha, Gwet's AC1 and AC2, with n and bootstrap intervals, a confusion table for two raters, and every disagreement with the "+
			"passages that each rests on. An imported coding counts for the held text that its entry is linked to. A data set that codes yes or no has no "+
			"levels: it is compared in the broad reading, and in the strict one with its yes as a yes.",
			"corridor agree --raters rules,person:ana --rubric r086 --by theme",
			"corridor agree --raters rules,chilton-woda-2022 --reading strict --format html --out agree.html"),
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "raters", Usage: "two `RATERS` or more, set apart by commas"},
			rubricFlag("over the criteria of these `RUBRICS` (default: all, without those that follow from others)"),
			&cli.StringFlag{Name: "by", Usage: "figures by criterion, theme, language or region (of the origin)", Value: string(reports.AgreeByCriterion)},
			&cli.StringFlag{Name: "reading", Usage: "what is compared: levels, broad or strict", DefaultText: "levels, or broad for raters without levels"},
			&cli.BoolFlag{Name: "disagreements", Usage: "as CSV, list the disagreements instead of the figures"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if len(c.StringSlice("raters")) < 2 {
				return usagef(c, "name two raters or more: --raters A,B")
			}
			if _, err := formatOf(c); err != nil {
				return err
			}
			return p.agree(c)
		},
	}
}

func (p *program) agree(c *cli.Context) error {
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	in := reports.ConcordanceInput{Reading: c.String("reading"), By: reports.AgreeBy(c.String("by")), Rubrics: b.asked, Derived: b.asked != nil}
	if b.asked == nil {
		in.Rubrics = b.lib.Rubrics
	}
	for _, name := range c.StringSlice("raters") {
		in.Raters = append(in.Raters, strings.TrimSpace(name))
	}
	return withStore(c, func(s *store.Store) error {
		for _, rater := range in.Raters {
			if _, err := reports.RatedUnder(c.Context, s, rater); err != nil {
				return err
			}
		}
		if err := reports.GatherCodes(c.Context, s, &in); err != nil {
			return err
		}
		report, err := reports.NewConcordance(in)
		if err != nil {
			return err
		}
		report.DisputeSheet = c.Bool("disagreements")
		return p.writeReport(c, report)
	})
}
