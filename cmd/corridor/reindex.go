package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

func (p *program) reindexCommand() *cli.Command {
	return &cli.Command{
		Name:  "reindex",
		Usage: "build the search index of the repository anew",
		Description: example("The index is derived from the records and stands beside them, in the folder STORE.index, which may be deleted at any time. "+
			"It follows the records by itself: searches bring it up to date first. This command is for when it is suspected of being wrong. "+
			"Searches go on meanwhile and see the new index when it is whole.", "corridor reindex --store corridor.db", "corridor reindex --index typesense"),
		Flags: []cli.Flag{p.storeFlag(), p.indexFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.reindex(c, k) })
		},
	}
}

func (p *program) reindex(c *cli.Context, k *store.Keeper) error {
	if _, err := k.Rebuild(c.Context); err != nil {
		return err
	}
	state, err := k.Index.State(c.Context)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s with %s in %s\n", counted(state.Agreements, "agreement"), counted(state.Clauses, "clause"), p.indexPlace(c))
	return nil
}
