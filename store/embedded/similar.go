package embedded

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bits-and-blooms/bitset"

	"corridor/store"
	"corridor/store/words"
)

// How similar clauses are found: the rarest stems of the passage ask for candidates, by BM25, and the candidates
// are compared with the passage word by word.
const (
	similarStems      = 24  // that ask for candidates
	similarCandidates = 200 // that are compared
	// similarLeast is how alike a clause is at the least; below it clauses share but common words.
	similarLeast = 0.1
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
	passage, err := newVector(v, l.Text, l.Language)
	if err != nil {
		return nil, err
	}
	if err := e.candidates(passage, among); err != nil {
		return nil, err
	}
	best := e.best(among, store.Request{Query: asking, Limit: similarCandidates})
	return x.compare(ctx, e, passage, best, r)
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
func (e *evaluation) candidates(passage *vector, among *bitset.BitSet) error {
	stems, err := passage.rarest(similarStems)
	if err != nil {
		return err
	}
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
func (x *Index) compare(ctx context.Context, e *evaluation, passage *vector, best []candidate, r store.Request) ([]store.Hit, error) {
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
		other := passage.other(clauseText(text, *h.Clause), h.Agreement.Language)
		if h.Similarity, err = passage.cosine(other); err != nil {
			return nil, err
		}
		if h.Similarity >= similarLeast {
			h.Snippet = h.Clause.Span
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b store.Hit) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Agreement.ID, b.Agreement.ID), cmp.Compare(a.Clause.Number, b.Clause.Number))
	})
	return hits[:min(len(hits), r.Limit)], nil
}

// clauseText is a clause with its lead-ins, as a reader takes it.
func clauseText(text string, c store.Clause) string {
	var b strings.Builder
	for _, s := range append(slices.Clone(c.LeadIn), c.Span) {
		b.WriteString(s.Of(text))
		b.WriteByte(' ')
	}
	return b.String()
}

// vector is a passage as weighted stems.
type vector struct {
	view  *view
	tf    map[string]int
	known map[string]float64 // weights of stems, shared with the vectors it is compared with
}

// newVector makes a vector. Without a language, it is taken to be the one in which most of its words are known.
func newVector(v *view, text, lang string) (*vector, error) {
	p := &vector{view: v, known: map[string]float64{}}
	if lang != "" {
		return p.other(text, lang), nil
	}
	best, most := p.other(text, ""), -1
	for _, lang := range words.Languages() {
		q := p.other(text, lang)
		stems, err := q.rarest(len(q.tf))
		if err != nil {
			return nil, err
		}
		if len(stems) > most {
			best, most = q, len(stems)
		}
	}
	return best, nil
}

// other is another passage of the same index. Small words do not count.
func (p *vector) other(text, lang string) *vector {
	stemmer := words.StemmerFor(lang)
	q := &vector{view: p.view, tf: map[string]int{}, known: p.known}
	for _, t := range words.Scan(nil, text) {
		if !words.Small(lang, t.Word) {
			q.tf[stemmer.Stem(t.Word)]++
		}
	}
	return q
}

// idf is the weight of a stem. One that is nowhere weighs as one that is in one clause.
func (p *vector) idf(stem string) (float64, error) {
	if w, ok := p.known[stem]; ok {
		return w, nil
	}
	n, err := p.view.frequency(stem)
	p.known[stem] = p.view.idf(max(1, uint(n)))
	return p.known[stem], err
}

// rarest lists the stems of the passage that tell most, those that are nowhere left out.
func (p *vector) rarest(most int) (stems []string, err error) {
	for stem := range p.tf {
		n, err := p.view.frequency(stem)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			p.known[stem] = p.view.idf(uint(n))
			stems = append(stems, stem)
		}
	}
	slices.SortFunc(stems, func(a, b string) int { return cmp.Or(cmp.Compare(p.known[b], p.known[a]), cmp.Compare(a, b)) })
	return stems[:min(len(stems), most)], nil
}

// cosine compares two passages by the weights of their stems: 1 for the same words, 0 for none in common.
func (p *vector) cosine(q *vector) (float64, error) {
	var dot, pp, qq float64
	for _, stem := range sortedKeys(p.tf) {
		w, err := p.idf(stem)
		if err != nil {
			return 0, err
		}
		a, b := w*damped(p.tf[stem]), w*damped(q.tf[stem])
		dot, pp = dot+a*b, pp+a*a
	}
	for _, stem := range sortedKeys(q.tf) {
		w, err := p.idf(stem)
		if err != nil {
			return 0, err
		}
		b := w * damped(q.tf[stem])
		qq += b * b
	}
	if pp == 0 || qq == 0 {
		return 0, nil
	}
	return math.Min(1, dot/math.Sqrt(pp*qq)), nil
}

// damped lets a word that comes again count less each time.
func damped(n int) float64 {
	if n == 0 {
		return 0
	}
	return 1 + math.Log(float64(n))
}

// sortedKeys makes sums come out the same each time.
func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
