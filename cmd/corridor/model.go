package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/rubric"
)

// modelSettings is what the environment says of a language model.
type modelSettings struct {
	name, url string // when --model and --model-url are not given
	key       string // from the environment alone: a command line is seen by others
}

// raterFlags choose who codes.
func (p *program) raterFlags(usage string) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "rater", Usage: usage + ": rules, or model (sends the text to --model-url)", Value: "rules"},
		&cli.StringFlag{Name: "model", Usage: "`NAME` of the language model", Value: p.model.name, DefaultText: "$CORRIDOR_MODEL"},
		&cli.StringFlag{Name: "model-url", Usage: "`ADDRESS` of its OpenAI-compatible endpoint: https://HOST/v1, or http:// on this machine; the key is read from $CORRIDOR_MODEL_KEY",
			Value: p.model.url, DefaultText: "$CORRIDOR_MODEL_URL"},
	}
}

// modelRater is the rater of --rater model, or nil for the rules. It says to where texts will go, whatever
// else is quiet.
func (p *program) modelRater(c *cli.Context, lib *rubric.Library) (*rubric.ModelRater, error) {
	switch name := c.String("rater"); {
	case name == "rules" && (c.IsSet("model") || c.IsSet("model-url")):
		return nil, usagef(c, "--model and --model-url go with --rater model")
	case name == "rules":
		return nil, nil
	case name != "model":
		return nil, usagef(c, "no rater %q: one of rules, model", name)
	case c.String("model") == "" || c.String("model-url") == "":
		return nil, usagef(c, "--rater model needs --model and --model-url, or CORRIDOR_MODEL and CORRIDOR_MODEL_URL; nothing is sent anywhere unless both are set")
	}
	var mu sync.Mutex
	m, err := rubric.NewModel(rubric.ModelConfig{
		BaseURL: c.String("model-url"), Model: c.String("model"), APIKey: p.model.key, Library: lib, HTTPClient: &http.Client{},
		Note: func(a *corpus.Agreement, note string) {
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(p.stderr, "corridor: %s: %s\n", titleOf(a), note)
		},
	})
	if err != nil {
		return nil, usagef(c, "%v", err)
	}
	p.announce(c.String("model"), m)
	return m, nil
}

// announce says that text goes out, and to whom.
func (p *program) announce(model string, m *rubric.ModelRater) {
	if m.Local() {
		fmt.Fprintf(p.stderr, "corridor: text leaves this program: it is sent to the model %s at %s on this machine\n", model, m.Host())
		return
	}
	fmt.Fprintf(p.stderr, "corridor: text leaves this machine: it is sent to the model %s at %s\n", model, m.Host())
}

// titleOf names an agreement in a message.
func titleOf(a *corpus.Agreement) string {
	return a.ID[:min(len(a.ID), 12)] + " " + shorten(line(a.Title.Value), 60)
}

// measurable is a rater under evaluation: it passes over derived criteria, which no evaluation counts, and
// shows how far it has come.
type measurable struct {
	rubric.Rater
	bar *progress
}

// Rate implements rubric.Rater.
func (r measurable) Rate(ctx context.Context, a *corpus.Agreement, rub *rubric.Rubric) (*rubric.Assessment, error) {
	base := *rub
	base.Criteria = slices.DeleteFunc(slices.Clone(rub.Criteria), func(c rubric.Criterion) bool { return c.Derived() })
	defer r.bar.step()
	return r.Rater.Rate(ctx, a, &base)
}

// measuring is the rater to measure: the rules, or a model with its progress.
func (p *program) measuring(c *cli.Context, b *bench, gold *rubric.Gold, rubrics int) (rubric.Rater, *progress) {
	if b.model == nil {
		return b.rules, nil
	}
	texts := 0
	for _, t := range gold.Texts {
		if t.InScope {
			texts++
		}
	}
	bar := p.progress(c.Bool("quiet"), "rate", texts*rubrics)
	return measurable{b.model, bar}, bar
}
