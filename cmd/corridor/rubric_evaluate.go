package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

func (p *program) rubricEvaluateCommand() *cli.Command {
	return &cli.Command{
		Name:  "evaluate",
		Usage: "measure a rater against a folder of agreements with codes",
		Description: example("The folder holds index.csv, gold.csv, human.csv and texts/. Agreement is given as precision, recall, F1, Cohen's kappa and "+
			"Gwet's AC1, with intervals by bootstrap over texts.", "corridor rubric evaluate --gold ../shared/gold --rubric cw2022 --errors",
			"corridor rubric evaluate --clauses clauses.csv --format json"),
		Flags: append([]cli.Flag{
			&cli.PathFlag{Name: "gold", Usage: "`FOLDER` of agreements with codes"},
			clausesFlag(),
			rubricFlag("measure under these `RUBRICS`, set apart by commas (default: all)"),
			&cli.IntFlag{Name: "cross-validate", Usage: "learn the confidence from `K-1` of K folds of the texts, and measure it on the other"},
			&cli.BoolFlag{Name: "errors", Usage: "list every decision that differs from the codes, with both passages"},
			formatFlag(), outFlag(), langFlag(), quietFlag(),
		}, slices.Concat(readingFlags(), p.raterFlags("rater to measure"))...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if c.Path("clauses") != "" {
				if c.String("rater") != "rules" {
					return usagef(c, "a clause set measures the rules alone; give a folder with --gold")
				}
				return p.rubricClauses(c)
			}
			if c.Path("gold") == "" {
				return usagef(c, "give the folder with --gold, or a clause set with --clauses")
			}
			return p.rubricEvaluate(c)
		},
	}
}

func (p *program) rubricEvaluate(c *cli.Context) error {
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	if b.model, err = p.modelRater(c, b.lib); err != nil {
		return err
	}
	rubrics := b.asked
	if rubrics == nil {
		rubrics = b.lib.Rubrics
	}
	dir := c.Path("gold")
	gold, err := rubric.ReadGold(os.DirFS(dir))
	if err != nil {
		return fmt.Errorf("%s: %w", dir, fileError("read", dir, err))
	}
	texts, err := p.goldTexts(c, dir, gold)
	if err != nil {
		return err
	}
	rater, bar := p.measuring(c, b, gold, len(rubrics))
	defer bar.end()
	ev, err := rubric.Evaluate(c.Context, rubric.EvaluateInput{
		Name: filepath.Base(filepath.Clean(dir)), Gold: gold, Agreements: texts, Rater: rater, Rubrics: rubrics, Folds: c.Int("cross-validate"),
		Screen: func(a *corpus.Agreement) bool { return b.rules.Screen(a).InScope },
	})
	if err != nil {
		return err
	}
	if !c.Bool("errors") {
		ev.Errors = nil
	}
	return p.writeReport(c, measured{ev})
}

// goldTexts reads the texts of a gold folder as any other file is read. One that cannot be read is a fault.
func (p *program) goldTexts(c *cli.Context, dir string, gold *rubric.Gold) (map[string]*corpus.Agreement, error) {
	type text struct {
		id  string
		a   *corpus.Agreement
		err error
	}
	opt, err := p.reading(c)
	if err != nil {
		return nil, err
	}
	bar := p.progress(c.Bool("quiet"), "read", len(gold.Texts))
	defer bar.end()
	out := map[string]*corpus.Agreement{}
	for t := range inOrder(c.Context, runtime.GOMAXPROCS(0), gold.Texts, func(ctx context.Context, g rubric.GoldText) text {
		a, err := p.readAgreement(ctx, filepath.Join(dir, filepath.FromSlash(g.File)), opt)
		return text{g.ID, a, err}
	}) {
		if t.err != nil {
			return nil, t.err
		}
		out[t.id] = t.a
		bar.step()
	}
	return out, c.Context.Err()
}
