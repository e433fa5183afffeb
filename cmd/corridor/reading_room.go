package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// withDesk runs f with a desk for the command: files are read and coded, ids looked up.
func (p *program) withDesk(c *cli.Context, f func(*desk) error) error {
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	d, err := p.newDesk(c, b)
	if err != nil {
		return err
	}
	return errors.Join(f(d), d.close())
}

// coded reads or looks up agreements, each coded under the rubrics: those held, and the rules' where none is held.
func (d *desk) coded(ctx context.Context, args []string, rubrics []*rubric.Rubric) (out []codedText, err error) {
	subjects, err := d.subjects(args)
	if err != nil {
		return nil, err
	}
	for _, s := range subjects {
		texts, held, err := d.load(ctx, s)
		if err != nil {
			return nil, err
		}
		for _, a := range texts {
			all, err := d.complete(ctx, a, held, rubrics)
			if err != nil {
				return nil, err
			}
			out = append(out, codedText{a, all})
		}
	}
	return out, nil
}

// codedText is an agreement with every assessment of it.
type codedText struct {
	agreement *corpus.Agreement
	all       []*rubric.Assessment
}

// under is the agreement with the findings that count under a rubric.
func (t codedText) under(r *rubric.Rubric) reports.ComparedInput {
	return reports.ComparedInput{Agreement: t.agreement, Findings: rubric.Resolve(t.all, r, rubric.DefaultOrder)}
}

func under(texts []codedText, r *rubric.Rubric) (out []reports.ComparedInput) {
	for _, t := range texts {
		out = append(out, t.under(r))
	}
	return out
}

// oneRubric is the rubric of --rubric, or the one that suits the agreements, which must then be of one sort.
func (d *desk) oneRubric(c *cli.Context, texts []codedText) (*rubric.Rubric, error) {
	if len(d.bench.asked) > 1 {
		return nil, usagef(c, "give one rubric")
	}
	if len(d.bench.asked) == 1 {
		return d.bench.asked[0], nil
	}
	r := d.bench.rubricsFor(texts[0].agreement.Kind.Value)[0]
	for _, t := range texts[1:] {
		if other := d.bench.rubricsFor(t.agreement.Kind.Value)[0]; other != r {
			return nil, usagef(c, "%s and %s are coded under different rubrics: name one with --rubric", texts[0].agreement.Kind.Value, t.agreement.Kind.Value)
		}
	}
	return r, nil
}

// storeFilter are the flags that choose agreements of the repository.
func filterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "origin", Usage: "only of this country of origin: alpha-3 `CODE` or name"},
		&cli.StringFlag{Name: "destination", Usage: "only of this country of destination: alpha-3 `CODE` or name"},
		&cli.StringFlag{Name: "origin-region", Usage: "only where an origin lies in this `REGION`"},
		&cli.StringFlag{Name: "destination-region", Usage: "only where a destination lies in this `REGION`"},
		&cli.StringFlag{Name: "kind", Usage: "only of this `KIND`"},
		&cli.StringFlag{Name: "language", Usage: "only in this language: `CODE`"},
		&cli.IntFlag{Name: "from", Usage: "only signed in this `YEAR` or later"},
		&cli.IntFlag{Name: "to", Usage: "only signed in this `YEAR` or before"},
	}
}

// filtered lists the agreements that the flags choose, and says in words what was chosen.
func filtered(c *cli.Context, s *store.Store) (list []store.Summary, said []string, err error) {
	f := store.Filter{Origin: corpus.CodeOf(c.String("origin")), Destination: corpus.CodeOf(c.String("destination")), Language: c.String("language"), From: c.Int("from"), To: c.Int("to")}
	if c.IsSet("kind") {
		if f.Kind, err = corpus.ParseKind(c.String("kind")); err != nil {
			return nil, nil, usagef(c, "%v", err)
		}
	}
	for _, name := range []string{"origin", "destination", "origin-region", "destination-region", "kind", "language", "from", "to"} {
		if c.IsSet(name) {
			said = append(said, fmt.Sprintf("%s %v", name, c.Value(name)))
		}
	}
	all, err := s.List(c.Context, f)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range []string{"origin-region", "destination-region"} {
		if c.IsSet(name) && !corpus.KnownRegion(c.String(name)) {
			return nil, nil, usagef(c, "--%s: no region %q", name, c.String(name))
		}
	}
	for _, m := range all {
		if corpus.AnyInRegion(m.Corridor.Origin, c.String("origin-region")) && corpus.AnyInRegion(m.Corridor.Destination, c.String("destination-region")) {
			list = append(list, m)
		}
	}
	return list, said, nil
}
