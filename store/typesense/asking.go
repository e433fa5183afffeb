package typesense

import (
	"context"
	"slices"

	"corridor/store"
)

// asking is one search under way, on one generation.
type asking struct {
	x     *Index
	g     generation
	built store.Built
	r     store.Request
	terms []*sought                // of the query, in its order, negated ones too
	of    map[*store.Term]*sought  //
	named map[store.Node]condition // what is decided agreement by agreement
	all   int                      // clauses of the index
	bm25  store.BM25
	typos []string
}

// prepare brings what the cluster cannot express into conditions that it can: words with typos, prefixes, phrases, names.
func (a *asking) prepare(ctx context.Context, root store.Node) error {
	a.of, a.named = map[*store.Term]*sought{}, map[store.Node]condition{}
	a.collect(root, false)
	if err := a.resolveNames(ctx, root); err != nil {
		return err
	}
	for _, t := range a.terms {
		if err := a.resolve(ctx, t); err != nil {
			return err
		}
	}
	if err := a.survey(ctx); err != nil {
		return err
	}
	return a.allowTypos(ctx)
}

// collect lists the terms of a query.
func (a *asking) collect(n store.Node, negated bool) {
	switch n := n.(type) {
	case *store.And:
		for _, p := range n.Parts {
			a.collect(p, negated)
		}
	case *store.Or:
		for _, p := range n.Parts {
			a.collect(p, negated)
		}
	case *store.Not:
		a.collect(n.Part, true)
	case *store.Term:
		t := newSought(n, negated)
		a.terms, a.of[n] = append(a.terms, t), t
	}
}

// survey asks how many clauses there are, how long they are, and how many have each term.
func (a *asking) survey(ctx context.Context) error {
	whole := everything(a.g.clauses(), "date:>=0")
	whole.FacetBy, whole.MaxFacetValues = new("length"), new(1)
	list := []question{whole}
	for _, t := range a.terms {
		q, err := a.countOf(t)
		if err != nil {
			return err
		}
		list = append(list, q)
	}
	answers, err := a.x.cluster.ask(ctx, list)
	if err != nil {
		return err
	}
	a.all = answers[0].Found
	mean := 0.0
	for _, f := range answers[0].Facets {
		mean = f.Stats.Avg
	}
	a.bm25 = store.NewBM25(mean)
	for i, t := range a.terms {
		t.found = answers[i+1].Found
	}
	return nil
}

// countOf asks how many clauses have a term.
func (a *asking) countOf(t *sought) (question, error) {
	filter, err := filterOf(a.open(t.condition))
	return everything(a.g.clauses(), filter), err
}

// open narrows a condition on text to agreements whose text the reader may search.
func (a *asking) open(c condition) condition {
	if !a.r.Public {
		return c
	}
	return allOf{oneOf{"publication", []string{string(store.PublishFull)}}, c}
}

// allowTypos looks once more, with typos, for the words that are nowhere as written.
func (a *asking) allowTypos(ctx context.Context) error {
	for _, t := range a.terms {
		if !t.mayHaveTypos() {
			continue
		}
		nowhere, err := a.nowhere(ctx, t)
		if err != nil {
			return err
		}
		if !nowhere {
			continue
		}
		if err := a.withTypos(ctx, t); err != nil {
			return err
		}
		q, err := a.countOf(t)
		if err != nil {
			return err
		}
		answers, err := a.x.cluster.ask(ctx, []question{q, everything(a.g.clauses(), must(filterOf(t.condition)))})
		if err != nil {
			return err
		}
		if t.found = answers[0].Found; answers[1].Found > 0 {
			a.typos = append(a.typos, t.term.Text)
		}
	}
	return nil
}

// nowhere reports whether no clause has a term, whoever may read it.
func (a *asking) nowhere(ctx context.Context, t *sought) (bool, error) {
	if t.found > 0 || !a.r.Public {
		return t.found == 0, nil
	}
	answers, err := a.x.cluster.ask(ctx, []question{everything(a.g.clauses(), must(filterOf(t.condition)))})
	return err == nil && answers[0].Found == 0, err
}

// must is a filter that was written before.
func must(filter string, _ error) string { return filter }

// positive lists the terms that hits are scored and chosen by.
func (a *asking) positive() []*sought {
	return slices.DeleteFunc(slices.Clone(a.terms), func(t *sought) bool { return t.negated })
}
