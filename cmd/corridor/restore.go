package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

func (p *program) restoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "restore",
		Usage:     "put a backup in the place of the repository",
		ArgsUsage: "FILE",
		Description: example("The copy is verified before it counts, and the backup is only read. A repository that is there is kept, unless --replace says that the backup "+
			"takes its place; nobody may use it then.", "corridor restore monday.db --store corridor.db", "corridor restore monday.db --replace"),
		Flags: []cli.Flag{replaceFlag(), p.storeFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the backup"); err != nil {
				return err
			}
			v, err := store.Restore(c.Context, c.Args().First(), c.Path("store"), c.Bool("replace"), p.telling(c))
			return p.filled(v, err)
		},
	}
}

// filled says what a repository holds that was made from a backup or an export.
func (p *program) filled(v *store.Verification, err error) error {
	if err != nil {
		return err
	}
	n := map[string]int{}
	for _, k := range v.Counts {
		n[k.Object] = k.Checked
	}
	fmt.Fprintf(p.stdout, "%s holds %s, %s and %s, verified, at head %s\n", v.Store, counted(n["agreement"], "agreement"),
		counted(n["original"], "original"), counted(n["assessment"], "assessment"), v.Head)
	return nil
}
