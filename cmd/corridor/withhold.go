package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/store"
)

func (p *program) withholdCommand() *cli.Command {
	return &cli.Command{
		Name:      "withhold",
		Usage:     "account for files that are kept out on purpose, without reading them",
		ArgsUsage: "FILE|DIR…",
		Description: example("Only the name, the size and the SHA-256 of a file go into the repository, with your reason, your name and the time: status and every accounting "+
			"count it as withheld, and ingest passes over it from then on, under any name of its folder. Its text is neither read nor kept. --lift takes that back and ingests the "+
			"files. An agreement that is held already is kept from others by publish --level private.",
			`corridor withhold drafts/round-3.docx --because "under negotiation until March"`, "corridor withhold --lift drafts/round-3.docx"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "because", Usage: "why: `TEXT` that stands beside the file in every account"},
			&cli.BoolFlag{Name: "lift", Usage: "withhold no longer: ingest the files"},
			p.storeFlag(), quietFlag(),
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, -1, "the files to withhold"); err != nil {
				return err
			}
			files, passed := inputsOf(c.Args().Slice())
			why := strings.TrimSpace(c.String("because"))
			switch {
			case c.Bool("lift") && why != "":
				return usagef(c, "--because goes with withholding, and not with --lift")
			case c.Bool("lift"):
				return p.lift(c, files, passed)
			case why == "":
				return usagef(c, "say why, with --because")
			}
			return p.withhold(c, files, why)
		},
	}
}

// withhold accounts for each file; one that cannot be is named, and the others are done.
func (p *program) withhold(c *cli.Context, files []input, why string) error {
	s, err := p.makeStore(c.Context, c.Path("store"))
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		if err = p.withholdOne(c.Context, s, file, why+" ("+p.user+")"); err == nil {
			continue
		}
		if len(files) == 1 || !known(err) {
			break
		}
		failed++
		fmt.Fprintln(p.stderr, "corridor: "+oneLine(named(file.path, err)))
		err = nil
	}
	return errors.Join(err, s.Close(), outcomeOf(failed, len(files)))
}

func (p *program) withholdOne(ctx context.Context, s *store.Store, file input, why string) error {
	data, err := p.read(file)
	if err != nil {
		return err
	}
	f := store.File{Name: file.name, SHA256: hashOf(data), Bytes: int64(len(data)), State: store.StateWithheld, Reason: why, Time: p.now()}
	if err := s.Withhold(ctx, f); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s  withheld\n", file.name)
	return nil
}

// lift ingests files that are withheld. Any other is left alone, and named.
func (p *program) lift(c *cli.Context, files []input, passed int) error {
	return p.withIntake(c, c.Path("store"), func(in *intake) error {
		lifted := in.secret
		in.secret = nil
		for i, file := range files {
			data, err := p.read(file)
			if _, ok := lifted[hashOf(data)]; err == nil && !ok {
				files[i].err = fmt.Errorf("%w: it is not withheld", corpus.ErrConflict)
			}
		}
		return in.run(c, files, passed)
	})
}

// withheldFiles lists what is kept out on purpose, by the hash of its bytes. Bytes that were ingested since, under
// another of their names, are not.
func withheldFiles(ctx context.Context, s *store.Store) (map[string]store.File, error) {
	files, err := s.Files(ctx)
	out, read := map[string]store.File{}, map[string]bool{}
	for _, f := range files {
		if f.State == store.StateWithheld {
			out[f.SHA256] = f
		}
		read[f.SHA256] = read[f.SHA256] || f.Agreement != ""
	}
	maps.DeleteFunc(out, func(sha string, _ store.File) bool { return read[sha] })
	return out, err
}
