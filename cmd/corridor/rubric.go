package main

import "github.com/urfave/cli/v2"

func (p *program) rubricCommand() *cli.Command {
	return &cli.Command{
		Name:        "rubric",
		Usage:       "list, show, check, measure and compare the rubrics",
		Description: example("A rubric is a versioned list of criteria. It never changes in place.", "corridor rubric list"),
		Subcommands: []*cli.Command{p.rubricListCommand(), p.rubricShowCommand(), p.rubricCheckCommand(), p.rubricEvaluateCommand(), p.rubricDiffCommand()},
		Action:      unknownCommand,
	}
}
