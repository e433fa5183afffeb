package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/store"
)

// decision is what a user says two agreements are to each other.
type decision struct {
	id, other string
	kind      corpus.RelationKind // "" is whatever is held between them
	state     store.RelationState
	why       string
	offered   bool // there must be an offer
}

// decisionOf is what the flags decide, or nil when they only ask.
func (p *program) decisionOf(c *cli.Context) (*decision, error) {
	d := &decision{id: c.Args().First(), other: c.Args().Get(1), state: store.Accepted, why: c.String("why"), offered: c.IsSet("accept")}
	name, said := c.String("add"), 0
	for _, flag := range []string{"add", "accept", "refuse"} {
		if c.IsSet(flag) {
			said++
		}
	}
	switch {
	case said > 1:
		return nil, usagef(c, "--add, --accept and --refuse do not go together")
	case said == 0 && c.Bool("offers"):
		return nil, wantArgs(c, 0, 1, "")
	case said == 0:
		return nil, wantArgs(c, 1, 1, "the id of the agreement, or --offers")
	case c.Bool("refuse"):
		d.state = store.Rejected
	case d.offered:
		name = c.String("accept")
	}
	if err := wantArgs(c, 2, 2, "the ids of both agreements"); err != nil {
		return nil, err
	}
	if d.why == "" {
		d.why = "said by " + p.user
	}
	if d.state == store.Rejected {
		return d, nil
	}
	kind, err := corpus.ParseRelationKind(name)
	if err != nil {
		return nil, usagef(c, "%v", err)
	}
	d.kind = kind
	return d, nil
}

// carryOut writes the decision into the store.
func (d *decision) carryOut(ctx context.Context, s *store.Store) error {
	a, err := s.Agreement(ctx, d.id)
	if err != nil {
		return err
	}
	b, err := s.Agreement(ctx, d.other)
	if err != nil {
		return err
	}
	r := store.Relation{Agreement: a.ID, Kind: d.kind, Other: b.ID, State: d.state, Why: d.why}
	if d.offered || d.state == store.Rejected {
		held, err := d.between(ctx, s, a.ID, b.ID)
		if err != nil {
			return err
		}
		if d.kind == "" { // as it stands
			r.Agreement, r.Kind, r.Other = held.Agreement, held.Kind, held.Other
		}
	}
	_, err = s.Relate(ctx, r)
	return err
}

// between finds what is held between two agreements: the offer first.
func (d *decision) between(ctx context.Context, s *store.Store, a, b string) (found store.Relation, err error) {
	list, err := s.Family(ctx, a)
	if err != nil {
		return found, err
	}
	for _, r := range list {
		if r.Agreement != b && r.Other != b {
			continue
		}
		if r.State == store.Offered {
			return r, nil
		}
		found = r
	}
	if found.Kind == "" || d.offered {
		return found, fmt.Errorf("nothing is offered between %.12s and %.12s: %w; use --add", a, b, corpus.ErrNotFound)
	}
	return found, nil
}
