package embedded

import (
	"cmp"
	"context"
	"fmt"

	"github.com/bits-and-blooms/bitset"

	"corridor/store"
)

// Search answers a request; see store.Index.
func (x *Index) Search(ctx context.Context, r store.Request) (res *store.Results, err error) {
	r, err = r.Complete()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	there, err := x.reading(ctx, func(v *view) (err error) {
		res, err = x.search(ctx, v, r)
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

func (x *Index) search(ctx context.Context, v *view, r store.Request) (*store.Results, error) {
	root, ignored := r.Query.Effective()
	res := &store.Results{By: r.By, Hits: []store.Hit{}, Ignored: ignored, Head: v.built.Head}
	e := v.evaluate(ctx, r)
	defer func() { v.giveBack(e.scores) }()
	found, err := e.find(root, r)
	if err != nil {
		return nil, err
	}
	res.Total, res.Typos = int(found.Count()), e.typos
	if res.Total == 0 {
		if res.Lacking, err = v.lacking(ctx, root, r); err != nil {
			return nil, err
		}
	}
	best := e.best(found, r)
	if res.Hits, err = x.hits(ctx, e, best, r); err != nil {
		return nil, err
	}
	e.count(res, found, r)
	res.Next = r.NextPage(res.Total)
	return res, nil
}

// lacking lists the words of a query that found nothing without any one of which it would have.
func (v *view) lacking(ctx context.Context, root store.Node, r store.Request) (out []string, err error) {
	for _, s := range store.Spare(root) {
		e := v.evaluate(ctx, r)
		found, err := e.find(s.Root, r)
		v.giveBack(e.scores)
		if err != nil {
			return nil, err
		}
		if found.Any() {
			out = append(out, s.Word)
		}
	}
	return out, nil
}

// evaluate prepares an evaluation.
func (v *view) evaluate(ctx context.Context, r store.Request) *evaluation {
	e := &evaluation{view: v, ctx: ctx, scores: v.borrow(), agreements: r.By == store.Agreements, matched: bitset.New(uint(len(v.rows)))}
	if e.agreements {
		e.rank = make([]float32, len(v.agreements))
	}
	if r.Public {
		e.open = v.published(func(p store.Publication) bool { return p == store.PublishFull })
	}
	return e
}

// published is the set of clauses of agreements at some levels of publication.
func (v *view) published(may func(store.Publication) bool) *bitset.BitSet {
	set := bitset.New(uint(len(v.rows)))
	for i := range v.agreements {
		if a := &v.agreements[i]; may(a.Publication) {
			for _, doc := range v.clauses[a.first:a.last] {
				set.Set(uint(doc))
			}
		}
	}
	return set
}

// find evaluates the query, and leaves out what readers from outside may not see.
func (e *evaluation) find(root store.Node, r store.Request) (*bitset.BitSet, error) {
	found, err := e.eval(root, false)
	if err != nil || !r.Public {
		return found, err
	}
	if !e.agreements {
		found.InPlaceIntersection(e.open)
		return found, nil
	}
	for i := range e.view.agreements {
		if e.view.agreements[i].Publication == store.PublishPrivate {
			found.Clear(uint(i))
		}
	}
	return found, nil
}

// frequencies is how many clauses have each of some stems.
func (v *view) frequencies(ctx context.Context, stems []string) (out []int, err error) {
	for _, stem := range stems {
		n, err := v.frequency(ctx, stem)
		if err != nil {
			return nil, err
		}
		out = append(out, int(n))
	}
	return out, nil
}

func (v *view) frequency(ctx context.Context, stem string) (uint64, error) {
	postings, err := v.reader.TermFieldReader(ctx, []byte(stem), fieldStems, false, false, false)
	if err != nil {
		return 0, err
	}
	n := postings.Count()
	return n, postings.Close()
}

// candidate is a hit before it is written out. Its place and number order equal ones.
type candidate struct {
	doc       uint // of a clause, or place of an agreement
	agreement int32
	number    int32
	score     float32
}

// best lists the hits of the page.
func (e *evaluation) best(found *bitset.BitSet, r store.Request) []candidate {
	order := e.order(r)
	top := newTop(r.Offset+r.Limit, order)
	for i := range found.EachSet() {
		c := candidate{doc: i, agreement: int32(i)}
		if e.agreements {
			c.score = e.rank[i]
		} else {
			c.agreement, c.number, c.score = e.rows[i].agreement, e.rows[i].number, e.scores.score[i]
		}
		top.add(c)
	}
	sorted := top.sorted()
	return sorted[min(r.Offset, len(sorted)):]
}

// order compares hits, the earlier one less. Without words to look for, relevance is date.
func (e *evaluation) order(r store.Request) func(a, b *candidate) int {
	first := func(a, b *candidate) int { return cmp.Compare(b.score, a.score) }
	switch {
	case r.Sort == store.ByDate, r.Sort == store.ByRelevance && (r.Query == nil || len(r.Query.Terms()) == 0):
		first = func(a, b *candidate) int {
			return cmp.Compare(e.view.agreements[b.agreement].date, e.view.agreements[a.agreement].date)
		}
	case r.Sort == store.ByScore:
		first = func(a, b *candidate) int {
			return cmp.Compare(e.view.agreements[b.agreement].Strength, e.view.agreements[a.agreement].Strength)
		}
	}
	return func(a, b *candidate) int {
		if c := first(a, b); c != 0 {
			return c
		}
		if a.agreement != b.agreement {
			return int(a.agreement) - int(b.agreement)
		}
		return int(a.number) - int(b.number)
	}
}

// count fills in the facets and the number of agreements.
func (e *evaluation) count(res *store.Results, found *bitset.BitSet, r store.Request) {
	clauses, counts := found, []int(nil)
	if e.agreements {
		counts = make([]int, len(e.view.agreements))
		for i := range found.EachSet() {
			counts[i] = 1
		}
		clauses = e.live
		if r.Public {
			clauses = e.published(func(p store.Publication) bool { return p != store.PublishPrivate })
		}
	} else {
		counts = e.perAgreement(found)
	}
	for _, n := range counts {
		if n > 0 {
			res.Agreements++
		}
	}
	for _, f := range r.Facets {
		res.Facets = append(res.Facets, e.facet(f, clauses, counts, e.agreements, r.Values))
	}
}

// hits writes the hits out: which clause, where it stands, what matched.
func (x *Index) hits(ctx context.Context, e *evaluation, best []candidate, r store.Request) ([]store.Hit, error) {
	marker := store.NewMarker(r.Query, e.typos)
	texts := map[string]string{}
	out := make([]store.Hit, 0, len(best))
	for _, c := range best {
		h, err := e.hit(c)
		if err != nil {
			return nil, err
		}
		if h.Clause != nil && (!r.Public || h.Agreement.Publication == store.PublishFull) {
			text, err := x.text(ctx, texts, h.Agreement.ID)
			if err != nil {
				return nil, err
			}
			h.Marks, h.Snippet = marker.Mark(text, *h.Clause, h.Agreement.Language)
		} else {
			h.Clause = nil
		}
		out = append(out, h)
	}
	return out, nil
}

// text is the text of an agreement, read once for a page.
func (x *Index) text(ctx context.Context, texts map[string]string, id string) (text string, err error) {
	text, ok := texts[id]
	if !ok {
		if text, err = x.texts.Text(ctx, id); err != nil {
			return "", outside{err}
		}
		texts[id] = text
	}
	return text, nil
}

func (e *evaluation) hit(c candidate) (store.Hit, error) {
	a := &e.view.agreements[c.agreement]
	h := store.Hit{Agreement: a.Summary, Score: float64(c.score), Strength: a.Strength}
	number := int(c.number)
	if e.agreements {
		if number, h.Matches = e.bestClause(a); h.Matches == 0 {
			return h, nil
		}
	}
	place, err := e.place(a, number)
	h.Clause, h.Evidence = &place, e.evidence[e.rows[e.clauses[a.first+number]].evidence]
	return h, err
}

// bestClause is the clause of an agreement that matches the words of the query best, and how many match any.
func (e *evaluation) bestClause(a *agreement) (number, matches int) {
	best := float32(-1)
	for i, doc := range e.clauses[a.first:a.last] {
		if !e.matched.Test(uint(doc)) {
			continue
		}
		matches++
		if s := e.scores.score[doc]; s > best {
			number, best = i, s
		}
	}
	return number, matches
}
