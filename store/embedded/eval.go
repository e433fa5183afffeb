package embedded

import (
	"context"

	"github.com/bits-and-blooms/bitset"

	"corridor/store"
)

// scores is the working space of one search: a number for each document. It is all zero between searches.
type scores struct {
	score []float32 // of the clauses matched so far
	tf    []float32 // of the term that is being read
}

func newScores(n int) *scores { return &scores{make([]float32, n), make([]float32, n)} }

func (v *view) borrow() *scores { return v.scratch.Get().(*scores) }

func (v *view) giveBack(s *scores) {
	clear(s.score)
	v.scratch.Put(s)
}

// evaluation decides one query over a view. In units of clauses its sets hold document numbers, in units of
// agreements the places of agreements.
type evaluation struct {
	*view
	ctx        context.Context
	scores     *scores
	agreements bool           // the unit
	rank       []float32      // of agreements: the sum of each term's best clause
	matched    *bitset.BitSet // clauses that match a term that counts
	open       *bitset.BitSet // clauses whose text may be searched; nil is all
	typos      []string       // bare words that were looked for with typos
	steps      int
}

// all is everything there is in the unit.
func (e *evaluation) all() *bitset.BitSet {
	if !e.agreements {
		return e.live.Clone()
	}
	set := bitset.New(uint(len(e.view.agreements)))
	return set.FlipRange(0, uint(len(e.view.agreements)))
}

// eval returns the set that a part of the query holds for. Scores are added for terms that are not negated.
func (e *evaluation) eval(n store.Node, negated bool) (*bitset.BitSet, error) {
	if err := e.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case nil:
		return e.all(), nil
	case *store.And:
		return e.and(n.Parts, negated)
	case *store.Or:
		return e.or(n.Parts, negated)
	case *store.Not:
		set, err := e.eval(n.Part, true)
		if err != nil {
			return nil, err
		}
		all := e.all()
		all.InPlaceDifference(set)
		return all, nil
	case *store.Term:
		return e.term(n, negated)
	}
	return e.filter(n), nil
}

func (e *evaluation) and(parts []store.Node, negated bool) (set *bitset.BitSet, err error) {
	for _, p := range parts {
		one, err := e.eval(p, negated)
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = one
		} else {
			set.InPlaceIntersection(one)
		}
	}
	return set, nil
}

func (e *evaluation) or(parts []store.Node, negated bool) (set *bitset.BitSet, err error) {
	for _, p := range parts {
		one, err := e.eval(p, negated)
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = one
		} else {
			set.InPlaceUnion(one)
		}
	}
	return set, nil
}

// filter decides a field.
func (e *evaluation) filter(n store.Node) *bitset.BitSet {
	if holds := e.ofClause(n); holds != nil {
		set := bitset.New(uint(len(e.rows)))
		for doc := range e.rows {
			if r := &e.rows[doc]; r.agreement >= 0 && holds(r) {
				set.Set(uint(doc))
			}
		}
		return e.inUnit(set)
	}
	held := make([]bool, len(e.view.agreements))
	for i := range held {
		held[i] = e.view.agreements[i].holds(n)
	}
	return e.withAgreements(held)
}

// ofClause is how a field that is the clause's own is decided, nil for fields of the agreement.
func (e *evaluation) ofClause(n store.Node) func(*row) bool {
	var wanted func(store.Coding) bool
	switch n := n.(type) {
	case *store.Has:
		if !n.Clause {
			return nil
		}
		wanted = func(c store.Coding) bool { return c.Criterion == n.Criterion && n.Contains(c.Level) }
	case *store.Is:
		switch n.Field {
		case store.FieldPart:
			return func(r *row) bool { return contains(n.Values, string(parts[r.part])) }
		case store.FieldTheme:
			wanted = func(c store.Coding) bool { return contains(n.Values, c.Theme) }
		case store.FieldLevel:
			wanted = func(c store.Coding) bool { return contains(n.Values, c.Level.String()) }
		default:
			return nil
		}
	default:
		return nil
	}
	held := make([]bool, len(e.evidence))
	for i, set := range e.evidence {
		for _, c := range set {
			held[i] = held[i] || wanted(c)
		}
	}
	return func(r *row) bool { return held[r.evidence] }
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// withAgreements is the set of agreements, or of all of their clauses.
func (e *evaluation) withAgreements(held []bool) *bitset.BitSet {
	if e.agreements {
		set := bitset.New(uint(len(held)))
		for i, h := range held {
			if h {
				set.Set(uint(i))
			}
		}
		return set
	}
	set := bitset.New(uint(len(e.rows)))
	for i, h := range held {
		if a := &e.view.agreements[i]; h {
			for _, doc := range e.clauses[a.first:a.last] {
				set.Set(uint(doc))
			}
		}
	}
	return set
}

// inUnit turns a set of clauses into the unit of the evaluation.
func (e *evaluation) inUnit(clauses *bitset.BitSet) *bitset.BitSet {
	if !e.agreements {
		return clauses
	}
	set := bitset.New(uint(len(e.view.agreements)))
	for doc := range clauses.EachSet() {
		set.Set(uint(e.rows[doc].agreement))
	}
	return set
}

// idf is the weight of something that n of all clauses have.
func (v *view) idf(n uint) float64 { return store.IDF(int(n), len(v.clauses)) }

// weigh turns the frequencies of a term into scores of the clauses in the set, and clears them.
func (e *evaluation) weigh(set *bitset.BitSet, share float64, negated bool) {
	idf := e.idf(set.Count()) * share
	bm25 := store.NewBM25(e.length)
	for doc := range set.EachSet() {
		tf := float64(e.scores.tf[doc])
		e.scores.tf[doc] = 0
		if negated {
			continue
		}
		s := float32(idf * bm25.Of(tf, int(e.rows[doc].length)))
		if !e.agreements {
			e.scores.score[doc] += s
			continue
		}
		e.scores.tf[doc] = s // until reduced
	}
	if e.agreements && !negated {
		e.reduce(set)
	}
	if !negated {
		e.matched.InPlaceUnion(set)
	}
}

// reduce adds to each agreement the score of its best clause, and to the clauses their own, by which the clause to
// show is chosen.
func (e *evaluation) reduce(set *bitset.BitSet) {
	best := map[int32]float32{}
	for doc := range set.EachSet() {
		s := e.scores.tf[doc]
		e.scores.tf[doc] = 0
		e.scores.score[doc] += s
		if a := e.rows[doc].agreement; s > best[a] {
			best[a] = s
		}
	}
	for a, s := range best {
		e.rank[a] += s
	}
}
