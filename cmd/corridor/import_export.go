package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

func (p *program) importExportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "make a repository from a complete export",
		ArgsUsage: "DIR",
		Description: example("The new repository has the same records under the same journal, so that another export of it is the same byte for byte. Every file is held against "+
			"its hash, and the repository is verified before it counts. One that is there is kept, unless --replace says that the export takes its place.",
			"corridor import export everything/ --store corridor.db"),
		Flags: []cli.Flag{replaceFlag(), p.storeFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the folder of the export"); err != nil {
				return err
			}
			dir := c.Args().First()
			if err := isFolder(dir); err != nil {
				return err
			}
			v, err := store.Import(c.Context, os.DirFS(dir), c.Path("store"), c.Bool("replace"), p.telling(c))
			return p.filled(v, err)
		},
	}
}
