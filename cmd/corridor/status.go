package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

func (p *program) statusCommand() *cli.Command {
	return &cli.Command{
		Name:  "status",
		Usage: "account for all that was given to the repository and all that it holds",
		Description: example("Every file that was ever given is in exactly one state: ingested, duplicate-of an agreement that was held, no-text-layer, failed "+
			"or withheld. Totals are counted apart from their parts; one that does not add up is named, and the exit code is 5. The index is fresh, stale "+
			"(agreements have come or changed since) or missing; the next search mends it.",
			"corridor status --store corridor.db", "corridor status --files failed", "corridor status --files all --format csv"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "files", Usage: "list the files in this `STATE`, or all: " + strings.Join(stateNames(), ", ")},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), p.indexFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.status(c, k) })
		},
	}
}

func stateNames() (out []string) {
	for _, s := range store.States() {
		out = append(out, string(s))
	}
	return out
}

func (p *program) status(c *cli.Context, k *store.Keeper) error {
	st, err := k.Store.Status(c.Context)
	if err != nil {
		return err
	}
	out := reports.Accounting{Status: st}
	if out.Index, err = k.Standing(c.Context); err != nil {
		return err
	}
	if state := c.String("files"); state != "" {
		files, err := k.Store.Files(c.Context)
		if err != nil {
			return err
		}
		if out.List, err = filesIn(files, state); err != nil {
			return usagef(c, "--files: %v", err)
		}
	}
	if err := p.writeReport(c, out); err != nil {
		return err
	}
	if len(st.Unsound) > 0 {
		return fmt.Errorf("%w: totals do not add up; run \"corridor verify\"", corpus.ErrInvalid)
	}
	return nil
}

// filesIn are the files in a state; "all" is every file.
func filesIn(files []store.File, state string) ([]store.File, error) {
	if state == "all" {
		return append([]store.File{}, files...), nil
	}
	out := []store.File{}
	for _, f := range files {
		if string(f.State) == state {
			out = append(out, f)
		}
	}
	for _, name := range stateNames() {
		if name == state {
			return out, nil
		}
	}
	return nil, fmt.Errorf("no state %q: all, or one of %s", state, strings.Join(stateNames(), ", "))
}
