package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write everything to a new folder, in open formats",
		ArgsUsage: "DIR",
		Description: example("JSON Lines for programs, CSV for spreadsheets, dictionary.csv that says what every column means, the texts, the originals, and SHA256SUMS over all "+
			"of it. \"corridor import export DIR\" makes the same repository again. With --public the folder holds what may be handed on: nothing of private agreements, "+
			"no text and no original of those that are metadata-only, no journal, and nothing that users saved.",
			"corridor export everything/ --store corridor.db", "corridor export open-data/ --public"),
		Flags: []cli.Flag{&cli.BoolFlag{Name: "public", Usage: "only what may be handed on"}, p.storeFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the new folder"); err != nil {
				return err
			}
			return withStore(c, func(s *store.Store) error { return p.export(c, s) }, p.telling(c))
		},
	}
}

func (p *program) export(c *cli.Context, s *store.Store) error {
	m, err := s.Export(c.Context, c.Args().First(), !c.Bool("public"))
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s holds %s, %s, %s and %s", c.Args().First(), counted(m.Rows["agreements"], "agreement"), counted(m.Texts, "text"),
		counted(m.Originals, "original"), counted(m.Rows["assessments"], "assessment"))
	if m.Complete {
		fmt.Fprintf(p.stdout, ", at head %s", m.Head)
	}
	fmt.Fprintln(p.stdout)
	return nil
}
