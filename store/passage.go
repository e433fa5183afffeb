package store

import (
	"cmp"
	"context"
	"math"
	"slices"

	"corridor/store/words"
)

// Passages compares passages by the weights of their words in an index. It belongs to one goroutine.
type Passages struct {
	all    int // clauses
	count  func(ctx context.Context, stems []string) ([]int, error)
	counts map[string]int // clauses that have a stem
}

// NewPassages compares by an index of so many clauses; count says how many of them have each of some stems.
func NewPassages(all int, count func(ctx context.Context, stems []string) ([]int, error)) *Passages {
	return &Passages{all, count, map[string]int{}}
}

// Passage is a passage as counted stems.
type Passage struct {
	in *Passages
	tf map[string]int
}

// Of makes a passage of a text in a language. Small words do not count.
func (p *Passages) Of(text, lang string) *Passage {
	stemmer := words.StemmerFor(lang)
	q := &Passage{p, map[string]int{}}
	for _, t := range words.Scan(nil, text) {
		if !words.Small(lang, t.Word) {
			q.tf[stemmer.Stem(t.Word)]++
		}
	}
	return q
}

// Guess makes a passage of a text that nobody has said the language of: the one in which most of its words are known.
func (p *Passages) Guess(ctx context.Context, text string) (*Passage, error) {
	best, most := p.Of(text, ""), -1
	for _, lang := range words.Languages() {
		q := p.Of(text, lang)
		stems, err := q.Rarest(ctx, len(q.tf))
		if err != nil {
			return nil, err
		}
		if len(stems) > most {
			best, most = q, len(stems)
		}
	}
	return best, nil
}

// learn counts the stems that are not counted yet.
func (p *Passages) learn(ctx context.Context, stems []string) error {
	var unknown []string
	for _, s := range stems {
		if _, ok := p.counts[s]; !ok {
			unknown = append(unknown, s)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	found, err := p.count(ctx, unknown)
	if err != nil {
		return err
	}
	for i, s := range unknown {
		p.counts[s] = found[i]
	}
	return nil
}

// weight is the weight of a stem that was learnt. One that is nowhere weighs as one that is in one clause.
func (p *Passages) weight(stem string) float64 { return IDF(max(1, p.counts[stem]), p.all) }

// Rarest lists the stems of the passage that tell most, those that are nowhere left out.
func (q *Passage) Rarest(ctx context.Context, most int) ([]string, error) {
	stems := sortedKeys(q.tf)
	if err := q.in.learn(ctx, stems); err != nil {
		return nil, err
	}
	stems = slices.DeleteFunc(stems, func(s string) bool { return q.in.counts[s] == 0 })
	slices.SortStableFunc(stems, func(a, b string) int { return cmp.Compare(q.in.counts[a], q.in.counts[b]) })
	return stems[:min(len(stems), most)], nil
}

// Like compares two passages: 1 for the same words, 0 for none in common. It is the cosine of their stems, by weight.
func (q *Passage) Like(ctx context.Context, o *Passage) (float64, error) {
	own, others := sortedKeys(q.tf), sortedKeys(o.tf)
	if err := q.in.learn(ctx, slices.Concat(own, others)); err != nil {
		return 0, err
	}
	var dot, qq, oo float64
	for _, stem := range own {
		w := q.in.weight(stem)
		a, b := w*damped(q.tf[stem]), w*damped(o.tf[stem])
		dot, qq = dot+a*b, qq+a*a
	}
	for _, stem := range others {
		b := q.in.weight(stem) * damped(o.tf[stem])
		oo += b * b
	}
	if qq == 0 || oo == 0 {
		return 0, nil
	}
	return math.Min(1, dot/math.Sqrt(qq*oo)), nil
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

// TextOf is a clause with its lead-ins, as a reader takes it.
func (c Clause) TextOf(text string) string {
	var out []byte
	for _, s := range append(slices.Clone(c.LeadIn), c.Span) {
		out = append(append(out, s.Of(text)...), ' ')
	}
	return string(out)
}

// How clauses like a passage are found: its rarest stems ask for candidates, by BM25, and the candidates are
// compared with the passage word by word.
const (
	// SimilarStems is how many stems ask for candidates.
	SimilarStems = 24
	// SimilarCandidates is how many candidates are compared.
	SimilarCandidates = 200
	// SimilarLeast is how alike a clause is at the least; below it clauses share but common words.
	SimilarLeast = 0.1
)

// Nearest orders hits by how like a passage they are, equal ones by the agreement's id and the clause's number,
// and takes the first ones.
func Nearest(hits []Hit, limit int) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Agreement.ID, b.Agreement.ID), cmp.Compare(a.Clause.Number, b.Clause.Number))
	})
	return hits[:min(len(hits), limit)]
}
