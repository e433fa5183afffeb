package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

func (p *program) rubricCheckCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "prove the rubrics by their own examples",
		ArgsUsage: "[FOLDER]",
		Description: example("Every criterion carries examples that must match and false friends that must not. Whatever is wrong is named as "+
			"file:line:col. With a folder, rubrics of your own (RUBRIC/rubric.yaml, criteria beside it, concepts in lexicon/) are checked "+
			"beside the built-in ones.", "corridor rubric check", "corridor rubric check my-rubrics"),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 1, ""); err != nil {
				return err
			}
			lib, err := loadRubrics(c)
			if err != nil {
				return err
			}
			return p.rubricCheck(c, lib)
		},
	}
}

// loadRubrics loads the built-in rubrics, and those of a folder when one is given.
func loadRubrics(c *cli.Context) (*rubric.Library, error) {
	dir := c.Args().First()
	if dir == "" {
		return rubric.Builtin()
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, fileError("read", dir, err)
	}
	lib, err := rubric.Load(c.Context, os.DirFS(dir))
	if err != nil && strings.Contains(err.Error(), "\n") {
		return nil, fmt.Errorf("%s: %w:\n  %s", dir, corpus.ErrInvalid, strings.ReplaceAll(err.Error(), "\n", "\n  "))
	}
	return lib, err
}

func (p *program) rubricCheck(c *cli.Context, lib *rubric.Library) error {
	criteria, examples := 0, 0
	for _, r := range lib.Rubrics {
		criteria += len(r.Criteria)
		for _, c := range r.Criteria {
			examples += len(c.Match) + len(c.NoMatch)
		}
	}
	if wrong := lib.CheckExamples(c.Context); len(wrong) > 0 {
		fmt.Fprintln(p.stderr, errors.Join(wrong...))
		return fmt.Errorf("%d of %d examples fail: %w", len(wrong), examples, corpus.ErrInvalid)
	}
	fmt.Fprintf(p.stdout, "%d rubrics, %d criteria, %d examples: all as they say\n", len(lib.Rubrics), criteria, examples)
	return nil
}
