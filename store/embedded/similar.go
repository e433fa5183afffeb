package embedded

import (
	"context"
	"fmt"

	"github.com/bits-and-blooms/bitset"

	"corridor/store"
)

// Similar returns the clauses most like a passage; see store.Index. Clauses that are equally like it come by
// the agreement's id and their number.
func (x *Index) Similar(ctx context.Context, l store.Likeness) (hits []store.Hit, err error) {
	r, err := store.Request{Query: l.Among, Limit: l.Limit, Public: l.Public}.Complete()
	if err != nil {
		return nil, fmt.Errorf("similar: %w", err)
	}
	_, err = x.reading(ctx, func(v *view) (err error) {
		hits, err = x.similar(ctx, v, l, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("similar: %w", err)
	}
	return hits, nil
}

func (x *Index) similar(ctx context.Context, v *view, l store.Likeness, r store.Request) ([]store.Hit, error) {
	e := v.evaluate(ctx, r)
	defer func() { v.giveBack(e.scores) }()
	root, _ := r.Query.Effective()
	among, err := e.find(root, r)
	if err != nil {
		return nil, err
	}
	e.leaveOut(among, l.Without)
	clear(e.scores.score)
	passages := store.NewPassages(len(v.clauses), v.frequencies)
	passage := passages.Of(l.Text, l.Language)
	if l.Language == "" {
		if passage, err = passages.Guess(ctx, l.Text); err != nil {
			return nil, err
		}
	}
	stems, err := passage.Rarest(ctx, store.SimilarStems)
	if err != nil {
		return nil, err
	}
	if err := e.candidates(stems, among); err != nil {
		return nil, err
	}
	best := e.best(among, store.Request{Query: asking, Limit: store.SimilarCandidates})
	return x.compare(ctx, e, passages, passage, best, r)
}

// asking stands for a query with words, so that candidates come by their scores.
var asking = &store.Query{Root: &store.Term{Match: store.MatchForms}}

// leaveOut takes the clauses of an agreement out of a set.
func (e *evaluation) leaveOut(set *bitset.BitSet, id string) {
	if len(id) < keyLength {
		return
	}
	if a := e.view.find(key(id)); a != nil {
		for _, doc := range e.clauses[a.first:a.last] {
			set.Clear(uint(doc))
		}
	}
}

// candidates scores the clauses that have the passage's rarest stems, and leaves those that have any in the set.
func (e *evaluation) candidates(stems []string, among *bitset.BitSet) error {
	any := bitset.New(uint(len(e.rows)))
	for _, stem := range stems {
		set := bitset.New(uint(len(e.rows)))
		if err := e.read(set, fieldStems, stem, 1); err != nil {
			return err
		}
		e.weigh(set, 1, false)
		any.InPlaceUnion(set)
	}
	among.InPlaceIntersection(any)
	return nil
}

// compare orders candidates by how like the passage they are.
func (x *Index) compare(ctx context.Context, e *evaluation, passages *store.Passages, passage *store.Passage, best []candidate, r store.Request) ([]store.Hit, error) {
	texts := map[string]string{}
	var hits []store.Hit
	for _, c := range best {
		h, err := e.hit(c)
		if err != nil {
			return nil, err
		}
		text, err := x.text(ctx, texts, h.Agreement.ID)
		if err != nil {
			return nil, err
		}
		other := passages.Of(h.Clause.TextOf(text), h.Agreement.Language)
		if h.Similarity, err = passage.Like(ctx, other); err != nil {
			return nil, err
		}
		if h.Similarity >= store.SimilarLeast {
			h.Snippet = store.WholeSnippet(text, h.Clause.Span)
			hits = append(hits, h)
		}
	}
	return store.Nearest(hits, r.Limit), nil
}
