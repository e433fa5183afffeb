package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/reports"
)

// errLoss: a round lost or weakened codings, and the caller asked to fail then.
var errLoss = errors.New("the new version loses")

func (p *program) roundCommand() *cli.Command {
	return &cli.Command{
		Name:      "round",
		Usage:     "compare two versions of an agreement: a redline, and what the change did to every coding",
		ArgsUsage: "OLD NEW",
		Description: example("Each version is a file, which is not stored, or the id of a held agreement. Clauses are followed when they move. With --fail-on-loss "+
			"the exit code is 3 when a coding was lost or weakened, so that the check can stand in a pipeline; the report is written all the same.",
			"corridor round round-3.docx round-4.docx --rubric r086 --fail-on-loss --out changes.html"),
		Flags: append([]cli.Flag{
			rubricFlag("the `RUBRIC` under which both are coded"),
			&cli.BoolFlag{Name: "fail-on-loss", Usage: "exit with code 3 when a coding was lost or weakened"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag(),
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 2, 2, "the old and the new version"); err != nil {
				return err
			}
			return p.withDesk(c, func(d *desk) error { return p.round(c, d) })
		},
	}
}

func (p *program) round(c *cli.Context, d *desk) error {
	texts, err := d.coded(c.Context, c.Args().Slice(), d.bench.lib.Rubrics)
	if err != nil {
		return err
	}
	if len(texts) != 2 {
		return usagef(c, "the files hold %d agreements: name two versions of one", len(texts))
	}
	r, err := d.oneRubric(c, texts)
	if err != nil {
		return err
	}
	report := reports.NewRound(r, texts[0].under(r), texts[1].under(r))
	if err := p.writeReport(c, report); err != nil {
		return err
	}
	if c.Bool("fail-on-loss") && report.Loses() {
		return fmt.Errorf("%w: %d codings lost, %d weakened", errLoss, report.Counts.Lost, report.Counts.Weakened)
	}
	return nil
}
