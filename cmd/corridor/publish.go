package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/store"
)

func (p *program) publishCommand() *cli.Command {
	return &cli.Command{
		Name:      "publish",
		Usage:     "say how much of agreements may leave the repository",
		ArgsUsage: "ID…",
		Description: example("full is text and all; metadata is what was read from the text and found in it, without the text and its quotes; private is nothing, not even that the "+
			"agreement is held. Exports with --public, searches with --public and pages for others keep to it; on your own machine you see everything. Every "+
			"agreement is full until you say otherwise.", "corridor publish 3f9a12 77be04 --level private", "corridor list --public"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "level", Usage: "full, metadata or private"},
			p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, -1, "the ids of agreements"); err != nil {
				return err
			}
			level, err := store.ParsePublication(c.String("level"))
			if err != nil {
				return usagef(c, "--level: %v", err)
			}
			return p.changeStore(c, func(s *store.Store) error { return p.publish(c.Context, s, c.Args().Slice(), level) })
		},
	}
}

// publish sets the level of each agreement; one that is not found is named, and the others are done.
func (p *program) publish(ctx context.Context, s *store.Store, ids []string, level store.Publication) error {
	failed := 0
	for _, id := range ids {
		before, err := s.Publish(ctx, id, level)
		switch {
		case err != nil && len(ids) == 1 || err != nil && !known(err):
			return err
		case err != nil:
			failed++
			fmt.Fprintln(p.stderr, "corridor: "+oneLine(err))
		case before == level:
			fmt.Fprintf(p.stdout, "%s  %s already\n", id, level)
		default:
			fmt.Fprintf(p.stdout, "%s  %s, was %s\n", id, level, before)
		}
	}
	return outcomeOf(failed, len(ids))
}
