package rubric

import "slices"

// Order ranks kinds of rater, first wins. DefaultOrder is the project's setting.
type Order []RaterKind

// DefaultOrder trusts a decision between raters most, an outside dataset least.
var DefaultOrder = Order{Adjudicated, Person, Model, Rules, Imported}

// Resolved is the finding that counts for one criterion, and where it comes from.
type Resolved struct {
	Finding
	Rater string `json:"rater"`
	Why   string `json:"why"` // "only assessment", "person outranks rules", "latest of 3 by rules"
}

// Resolve says which finding counts for each criterion of the rubric among any number of assessments
// of one agreement. The better-ranked kind of rater wins, then the later time, then the later entry.
// Assessments under other rubrics are passed over. A criterion nobody assessed is not in the result.
func Resolve(all []*Assessment, r *Rubric, order Order) []Resolved {
	var out []Resolved
	for _, c := range r.Criteria {
		if res, ok := resolveOne(all, c.ID, r.Ref(), order); ok {
			out = append(out, res)
		}
	}
	return out
}

func resolveOne(all []*Assessment, criterion, ref string, order Order) (Resolved, bool) {
	var best *Assessment
	var seen, same int
	for _, s := range all {
		if s.Rubric != ref || s.Finding(criterion) == nil {
			continue
		}
		seen++
		if best == nil || wins(s, best, order) {
			best = s
		}
	}
	if best == nil {
		return Resolved{}, false
	}
	for _, s := range all {
		if s.Rubric == ref && s.RaterKind == best.RaterKind && s.Finding(criterion) != nil {
			same++
		}
	}
	return Resolved{Finding: *best.Finding(criterion), Rater: best.Rater, Why: whyWon(best, seen, same)}, true
}

func wins(s, best *Assessment, order Order) bool {
	a, b := rank(s.RaterKind, order), rank(best.RaterKind, order)
	if a != b {
		return a < b
	}
	return !s.Time.Before(best.Time)
}

// rank puts kinds that the order does not name last.
func rank(k RaterKind, order Order) int {
	if i := slices.Index(order, k); i >= 0 {
		return i
	}
	return len(order)
}

func whyWon(best *Assessment, seen, same int) string {
	switch {
	case seen == 1:
		return "only assessment"
	case same == seen:
		return "latest by " + string(best.RaterKind)
	}
	return string(best.RaterKind) + " outranks the others"
}
