package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

// replaceFlag lets a command write over a file that is there.
func replaceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "replace", Usage: "take the place of the file that is there"}
}

func (p *program) backupCommand() *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy the whole repository to one file, while others go on using it",
		ArgsUsage: "FILE",
		Description: example("The file holds the records, the journal and every original, as they were at one moment; it is a repository itself, which \"corridor verify "+
			"--store FILE\" checks. It is there whole or not at all. The head of the journal that is printed names all that it holds: note it elsewhere, and hand it to verify.",
			"corridor backup monday.db --store corridor.db"),
		Flags: []cli.Flag{replaceFlag(), p.storeFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the file to write"); err != nil {
				return err
			}
			return withStore(c, func(s *store.Store) error { return p.backup(c, s) }, p.telling(c))
		},
	}
}

func (p *program) backup(c *cli.Context, s *store.Store) error {
	head, err := s.Backup(c.Context, c.Args().First(), c.Bool("replace"))
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s holds the repository at head %s\n", c.Args().First(), head)
	return nil
}
