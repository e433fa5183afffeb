package typesense

import (
	"context"
	"fmt"

	"corridor/store"
)

// Similar returns the clauses most like a passage; see store.Index.
func (x *Index) Similar(ctx context.Context, l store.Likeness) (hits []store.Hit, err error) {
	r, err := store.Request{Query: l.Among, Limit: l.Limit, Public: l.Public}.Complete()
	if err != nil {
		return nil, fmt.Errorf("similar: %w", err)
	}
	_, err = x.reading(ctx, func(g generation, built store.Built) (err error) {
		hits, err = (&asking{x: x, g: g, built: built, r: r}).similar(ctx, l)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("similar: %w", err)
	}
	return hits, nil
}

func (a *asking) similar(ctx context.Context, l store.Likeness) ([]store.Hit, error) {
	root, _ := a.r.Query.Effective()
	if err := a.prepare(ctx, root); err != nil {
		return nil, err
	}
	among, err := a.condition(root)
	if err != nil {
		return nil, err
	}
	counts, err := a.tokenCounts(ctx, "stems")
	if err != nil {
		return nil, err
	}
	passages := store.NewPassages(a.all, func(_ context.Context, stems []string) (out []int, err error) {
		for _, s := range stems {
			out = append(out, counts[token(s)])
		}
		return out, nil
	})
	passage := passages.Of(l.Text, l.Language)
	if l.Language == "" {
		if passage, err = passages.Guess(ctx, l.Text); err != nil {
			return nil, err
		}
	}
	stems, err := passage.Rarest(ctx, store.SimilarStems)
	if err != nil || len(stems) == 0 {
		return nil, err
	}
	all := allOf{a.visible(among), oneOf{"stems", tokens(stems)}}
	if l.Without != "" {
		all = append(all, not{oneOf{"agreement", []string{l.Without}}})
	}
	page, err := a.nearest(ctx, all, stems, counts)
	if err != nil {
		return nil, err
	}
	return a.compare(ctx, passages, passage, page)
}

// nearest are the candidates: the clauses that have most of the stems, by BM25.
func (a *asking) nearest(ctx context.Context, c condition, stems []string, counts map[string]int) ([]clause, error) {
	filter, err := filterOf(c)
	if err != nil {
		return nil, err
	}
	counted, err := a.x.cluster.ask(ctx, []question{everything(a.g.clauses(), filter)})
	if err != nil {
		return nil, err
	}
	list, err := a.candidates(ctx, &store.Results{}, filter, counted[0].Found)
	if err != nil {
		return nil, err
	}
	for i := range list {
		for _, s := range stems {
			t := &sought{stems: []string{s}, share: 1, found: counts[token(s)]}
			list[i].score += a.scoreOf(t, &list[i])
		}
	}
	limit := a.r.Limit
	a.r.Limit = store.SimilarCandidates
	page := a.page(list)
	a.r.Limit = limit
	return page, nil
}

// compare orders candidates by how like the passage they are.
func (a *asking) compare(ctx context.Context, passages *store.Passages, passage *store.Passage, page []clause) ([]store.Hit, error) {
	held, err := a.held(ctx, page)
	if err != nil {
		return nil, err
	}
	texts, hits := map[string]string{}, []store.Hit(nil)
	for _, c := range page {
		h, err := held.hit(c)
		if err != nil {
			return nil, err
		}
		text, err := a.text(ctx, texts, c.agreement)
		if err != nil {
			return nil, err
		}
		if h.Similarity, err = passage.Like(ctx, passages.Of(h.Clause.TextOf(text), h.Agreement.Language)); err != nil {
			return nil, err
		}
		if h.Similarity >= store.SimilarLeast {
			h.Snippet = store.WholeSnippet(text, h.Clause.Span)
			hits = append(hits, h)
		}
	}
	return store.Nearest(hits, a.r.Limit), nil
}
