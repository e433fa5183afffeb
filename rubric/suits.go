package rubric

import (
	"slices"

	"corridor/corpus"
)

// Suits reports whether most criteria of the rubric can apply to agreements of the kind.
func (r *Rubric) Suits(k corpus.Kind) bool {
	n := 0
	for _, c := range r.Criteria {
		if c.Applies.To(k) {
			n++
		}
	}
	return 2*n > len(r.Criteria)
}

// ForUnions reports whether the rubric is written for agreements between trade unions.
func (r *Rubric) ForUnions() bool {
	return slices.ContainsFunc(r.Criteria, func(c Criterion) bool { return c.Applies == AppliesUnion })
}

// For is the rubric that agreements of a kind are scored under when nobody asks for another: the first that
// is written for it.
func (l *Library) For(k corpus.Kind) *Rubric {
	i := slices.IndexFunc(l.Rubrics, func(r *Rubric) bool { return r.Suits(k) && r.ForUnions() == (k == corpus.KindUnion) })
	return l.Rubrics[max(i, 0)]
}

// Suiting lists the rubrics that suit a kind, that of For first.
func (l *Library) Suiting(k corpus.Kind) []*Rubric {
	out := []*Rubric{l.For(k)}
	for _, r := range l.Rubrics {
		if r != out[0] && r.Suits(k) {
			out = append(out, r)
		}
	}
	return out
}

// Of is the rubric that has the criterion, or nil.
func (l *Library) Of(criterion string) *Rubric {
	for _, r := range l.Rubrics {
		if r.Criterion(criterion) != nil {
			return r
		}
	}
	return nil
}
