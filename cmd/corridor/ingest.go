package main

import (
	"slices"

	"github.com/urfave/cli/v2"
)

func (p *program) ingestCommand() *cli.Command {
	return &cli.Command{
		Name:      "ingest",
		Usage:     "read files into the repository and code them under every rubric",
		ArgsUsage: "FILE|DIR|-…",
		Description: example("Reads PDF, scans, Word, ODF, HTML, Markdown, text, messages and ZIP archives, told apart by their content; - is standard input. Folders are "+
			"walked; hidden files and files that stand beside agreements (read-me files, .yaml, .json, .csv, .db) are passed over in them. A file that cannot be "+
			"read is named and accounted for, and the rest goes on. Every document is kept whole or not at all. What this version of the program has read before, in "+
			"the same way, is not read again: a run that was ended goes on where it stopped.", "corridor ingest agreements/ memo.pdf --store corridor.db", "corridor ingest --from-manifest catalogue.csv --fetch"),
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "again", Usage: "read again what was read before; the newer reading of a text takes the place of the older"},
			p.storeFlag(), quietFlag(),
		}, slices.Concat(manifestFlags(), readingFlags())...),
		Subcommands: []*cli.Command{p.ingestEvaluateCommand()},
		Action: func(c *cli.Context) error {
			switch {
			case c.IsSet("from-manifest"):
				if err := wantArgs(c, 0, 0, ""); err != nil {
					return err
				}
				return p.fromManifest(c)
			case c.Bool("fetch"):
				return usagef(c, "--fetch goes with --from-manifest")
			}
			if err := wantArgs(c, 1, -1, "the files or folders to ingest"); err != nil {
				return err
			}
			files, passed := inputsOf(c.Args().Slice())
			return p.ingestInto(c, c.Path("store"), files, passed)
		},
	}
}

// ingestInto ingests the files into the store at path, which is made when there is none.
func (p *program) ingestInto(c *cli.Context, path string, files []input, passed int) error {
	return p.withIntake(c, path, func(in *intake) error { return in.run(c, files, passed) })
}

// withIntake opens the store at path for a run of ingest, and closes it after.
func (p *program) withIntake(c *cli.Context, path string, f func(*intake) error) error {
	s, err := p.makeStore(c.Context, path)
	if err != nil {
		return err
	}
	in, err := p.newIntake(c, s)
	if err == nil {
		err = f(in)
	}
	if e := s.Close(); err == nil {
		err = e
	}
	return err
}
