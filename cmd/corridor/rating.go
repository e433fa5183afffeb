package main

import (
	"context"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

func rubricFlag(usage string) cli.Flag {
	return &cli.StringSliceFlag{Name: "rubric", Aliases: []string{"r"}, Usage: usage}
}

// bench is the raters with the rubrics asked for.
type bench struct {
	rules *rubric.RulesRater
	model *rubric.ModelRater // codes in the place of the rules when it is there
	asked []*rubric.Rubric   // nil: the one that suits the agreement
	lib   *rubric.Library
	now   func() time.Time
}

// newBench loads the built-in rubrics and finds those of --rubric; "all" is every one.
func (p *program) newBench(c *cli.Context) (*bench, error) {
	lib, err := rubric.Builtin()
	if err != nil {
		return nil, err
	}
	b := &bench{rules: rubric.NewRules(lib), lib: lib, now: p.now}
	for _, name := range c.StringSlice("rubric") {
		if name = strings.TrimSpace(name); name == "all" {
			b.asked = lib.Rubrics
			return b, nil
		}
		r, err := lib.Rubric(name)
		if err != nil {
			return nil, err
		}
		b.asked = append(b.asked, r)
	}
	return b, nil
}

// rubricsFor are the rubrics that an agreement is scored under: those asked for, or else the first that is
// written for its kind: agreements between trade unions have their own.
func (b *bench) rubricsFor(k corpus.Kind) []*rubric.Rubric {
	if b.asked != nil {
		return b.asked
	}
	return []*rubric.Rubric{b.lib.For(k)}
}

// rate codes an agreement under the rubrics together, and says when.
func (b *bench) rate(ctx context.Context, a *corpus.Agreement, rubrics []*rubric.Rubric) ([]*rubric.Assessment, error) {
	rateAll := b.rules.RateAll
	if b.model != nil {
		rateAll = b.model.RateAll
	}
	out, err := rateAll(ctx, a, rubrics...)
	for _, as := range out {
		as.Time = b.now()
	}
	return out, err
}
