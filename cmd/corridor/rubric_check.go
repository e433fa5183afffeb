package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

func (p *program) rubricCheckCommand() *cli.Command {
	return &cli.Command{
		Name:        "check",
		Usage:       "prove the rubrics by their own examples",
		Description: example("Every criterion carries examples that must match and false friends that must not. Each that fails is named as file:line:col.", "corridor rubric check"),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			lib, err := rubric.Builtin()
			if err != nil {
				return err
			}
			return p.rubricCheck(c, lib)
		},
	}
}

func (p *program) rubricCheck(c *cli.Context, lib *rubric.Library) error {
	wrong := lib.CheckExamples(c.Context)
	for _, err := range wrong {
		fmt.Fprintln(p.stderr, err)
	}
	criteria, examples := 0, 0
	for _, r := range lib.Rubrics {
		criteria += len(r.Criteria)
		for _, c := range r.Criteria {
			examples += len(c.Match) + len(c.NoMatch)
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d of %d examples fail: %w", len(wrong), examples, corpus.ErrInvalid)
	}
	fmt.Fprintf(p.stdout, "%d rubrics, %d criteria, %d examples: all as they say\n", len(lib.Rubrics), criteria, examples)
	return nil
}
