package typesense

import (
	"context"
	"fmt"

	"corridor/store"
)

// Search answers a request; see store.Index.
func (x *Index) Search(ctx context.Context, r store.Request) (res *store.Results, err error) {
	r, err = r.Complete()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	there, err := x.reading(ctx, func(g generation, built store.Built) (err error) {
		res, err = (&asking{x: x, g: g, built: built, r: r}).search(ctx)
		return err
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("search: %w", err)
	case !there:
		return &store.Results{By: r.By, Hits: []store.Hit{}}, nil
	}
	return res, nil
}

func (a *asking) search(ctx context.Context) (*store.Results, error) {
	root, ignored := a.r.Query.Effective()
	if err := a.prepare(ctx, root); err != nil {
		return nil, err
	}
	c, err := a.condition(root)
	if err != nil {
		return nil, err
	}
	filter, err := filterOf(a.visible(c))
	if err != nil {
		return nil, err
	}
	res := &store.Results{By: a.r.By, Ignored: ignored, Typos: a.typos, Head: a.built.Head}
	if err := a.count(ctx, res, filter); err != nil {
		return nil, err
	}
	if res.Total == 0 {
		if res.Lacking, err = a.lacking(ctx, root); err != nil {
			return nil, err
		}
	}
	best, err := a.best(ctx, res, filter)
	if err != nil {
		return nil, err
	}
	if res.Hits, err = a.hits(ctx, best); err != nil {
		return nil, err
	}
	res.Next = a.r.NextPage(res.Total)
	return res, nil
}

// lacking lists the words of a query that found nothing without any one of which it would have.
func (a *asking) lacking(ctx context.Context, root store.Node) (out []string, err error) {
	spared := store.Spare(root)
	var list []question
	for _, s := range spared {
		c, err := a.condition(s.Root)
		if err != nil {
			return nil, err
		}
		filter, err := filterOf(a.visible(c))
		if err != nil {
			return nil, err
		}
		list = append(list, everything(a.collection(), filter))
	}
	answers, err := a.x.cluster.ask(ctx, list)
	for i, one := range answers {
		if one.Found > 0 {
			out = append(out, spared[i].Word)
		}
	}
	return out, err
}

// visible leaves out what readers from outside may not see.
func (a *asking) visible(c condition) condition {
	switch {
	case !a.r.Public:
		return c
	case a.r.By == store.Agreements:
		return allOf{not{oneOf{"publication", []string{string(store.PublishPrivate)}}}, c}
	}
	return a.open(c)
}

// collection is what is searched.
func (a *asking) collection() string {
	if a.r.By == store.Agreements {
		return a.g.agreements()
	}
	return a.g.clauses()
}

// best lists the hits of the page: in an order of the cluster's own, or by relevance.
func (a *asking) best(ctx context.Context, res *store.Results, filter string) ([]clause, error) {
	last := min(a.r.Offset+a.r.Limit, res.Total)
	if a.r.Offset >= last {
		return nil, nil
	}
	relevance := a.r.Sort == store.ByRelevance && len(a.positive()) > 0
	switch {
	case a.r.By == store.Agreements && relevance:
		return a.bestAgreements(ctx, res, filter)
	case relevance:
		return a.bestClauses(ctx, res, filter)
	}
	answers, err := a.x.cluster.ask(ctx, stretch(a.collection(), filter, a.order(), a.fields(), a.r.Offset, last-a.r.Offset))
	if err != nil {
		return nil, err
	}
	out := clausesOf(documents(answers))
	if a.r.By == store.Clauses {
		for i := range out {
			out[i].score = a.score(&out[i])
		}
		return out, nil
	}
	return out, a.showAgreements(ctx, out)
}

// order is the cluster's order of hits. Without words to look for, relevance is date.
func (a *asking) order() string {
	first := "date:desc,"
	if a.r.Sort == store.ByScore {
		first = "strength:desc,"
	}
	if a.r.By == store.Agreements {
		return first + "rank:asc"
	}
	return first + byPlace
}

// fields are what is read of a hit at first.
func (a *asking) fields() string {
	if a.r.By == store.Agreements {
		return "agreement"
	}
	return scoredFields
}

// scoredFields are what is read of a clause to score it.
const scoredFields = "agreement,number,length,language,own,context"
