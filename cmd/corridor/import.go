package main

import (
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

// importTool names the reader of outside data sets in assessments; it changes when what is read can change.
const importTool = "import/1"

func (p *program) importCommand() *cli.Command {
	return &cli.Command{
		Name:  "import",
		Usage: "take in outside catalogues with their codings, or a whole export",
		Description: example("A catalogue lists agreements whose texts need not be held, and may say how people coded them. An export is a whole repository.",
			"corridor import chilton-woda DIR", "corridor import export DIR --store new.db"),
		Subcommands: []*cli.Command{p.importChiltonWodaCommand(), p.importExportCommand()},
		Action:      unknownCommand,
	}
}

func (p *program) importChiltonWodaCommand() *cli.Command {
	return &cli.Command{
		Name:      "chilton-woda",
		Usage:     "import your copy of the data set of Chilton and Woda (2022)",
		ArgsUsage: "DIR",
		Description: example("DIR holds formation.csv (agreements signed since 1945) and coding.csv (34 yes/no variables of those that were coded). Every "+
			"agreement becomes an entry of the catalogue chilton-woda-2022, every coded one an assessment by the rater of that name under cw2022: yes is kept "+
			"as weak, because the data set has no levels, and 101 or blank is missing. Entries are linked to held texts by parties and date. The files are "+
			"taken whole or not at all; commas, semicolons or tabs, a byte order mark and any line ends will do. Importing again changes nothing.\n\n"+
			"Cite as: Adam Chilton and Bartosz Woda, The Expanding Universe of Bilateral Labor Agreements, Theoretical Inquiries in Law, 2022.",
			"corridor import chilton-woda ~/data/chilton-woda-2022", "corridor coverage --rater chilton-woda-2022 --by region --from 1990"),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "list", Usage: "list every entry with the text it stands for, or why there is none"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the folder of formation.csv and coding.csv"); err != nil {
				return err
			}
			if _, err := formatOf(c); err != nil {
				return err
			}
			return p.importChiltonWoda(c, c.Args().First())
		},
	}
}

func (p *program) importChiltonWoda(c *cli.Context, dir string) error {
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	r, err := lib.Rubric("cw2022")
	if err != nil {
		return err
	}
	if err := isFolder(dir); err != nil {
		return err
	}
	set, err := rubric.ReadChiltonWoda(os.DirFS(dir), r, importTool, p.now())
	if err != nil {
		return fmt.Errorf("import %s: %w", dir, err)
	}
	return p.importSet(c, set)
}

// isFolder refuses a path that is no folder.
func isFolder(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return fileError("read", dir, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("read %s: %w: it is no folder", dir, corpus.ErrInvalid)
	}
	return nil
}

// importSet puts a data set into the store, which is made when there is none, and says what became of it.
func (p *program) importSet(c *cli.Context, set *rubric.Dataset) (err error) {
	s, err := p.makeStore(c.Context, c.Path("store"))
	if err != nil {
		return err
	}
	defer func() {
		if e := s.Close(); err == nil {
			err = e
		}
	}()
	added, err := s.PutCatalogue(c.Context, set)
	if err != nil {
		return err
	}
	placed, err := s.Placements(c.Context, set.Name)
	if err != nil {
		return err
	}
	return p.writeReport(c, newImported(set, added, placed, c.Bool("list")))
}
