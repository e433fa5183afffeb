package reports

import (
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Rescore lists the codings that change when agreements are coded under another version of the rubrics.
type Rescore struct {
	Old        []string   `json:"old"` // references of the rubrics
	New        []string   `json:"new"`
	Agreements int        `json:"agreements"`
	Compared   int        `json:"compared"` // codings of criteria that both versions have
	Moved      int        `json:"moved"`    // codings of the same level on another first passage
	Added      []string   `json:"added"`    // criteria that are new
	Removed    []string   `json:"removed"`  // criteria that are gone
	InPlace    []string   `json:"in_place"` // rubrics that changed a coding and kept their version
	Changes    []Recoding `json:"changes"`

	basis Basis
}

// Recoding is one coding that changed.
type Recoding struct {
	Agreement string  `json:"agreement"`
	Title     string  `json:"title"`
	Language  string  `json:"language"`
	Criterion string  `json:"criterion"`
	Question  string  `json:"question"`
	Old       Opinion `json:"old"`
	New       Opinion `json:"new"`
}

// Rescorer gathers a Rescore, agreement by agreement.
type Rescorer struct {
	out      Rescore
	old, new *rubric.Library
	shared   []*rubric.Criterion // criteria of both, as the new version has them
}

// NewRescorer compares two libraries.
func NewRescorer(old, fresh *rubric.Library) *Rescorer {
	r := &Rescorer{old: old, new: fresh, out: Rescore{Old: refsOf(old), New: refsOf(fresh), Added: []string{}, Removed: []string{}, InPlace: []string{}, Changes: []Recoding{}}}
	for _, c := range criteriaOf(fresh) {
		if old.Criterion(c.ID) == nil {
			r.out.Added = append(r.out.Added, c.ID)
		} else {
			r.shared = append(r.shared, c)
		}
	}
	for _, c := range criteriaOf(old) {
		if fresh.Criterion(c.ID) == nil {
			r.out.Removed = append(r.out.Removed, c.ID)
		}
	}
	return r
}

func refsOf(l *rubric.Library) (refs []string) {
	for _, r := range l.Rubrics {
		refs = append(refs, r.Ref())
	}
	return refs
}

func criteriaOf(l *rubric.Library) (out []*rubric.Criterion) {
	for _, r := range l.Rubrics {
		for i := range r.Criteria {
			out = append(out, &r.Criteria[i])
		}
	}
	return out
}

// Add compares the codings of one agreement under the rubrics of both libraries.
func (r *Rescorer) Add(a *corpus.Agreement, old, fresh []*rubric.Assessment) {
	r.out.Agreements++
	r.out.basis.Agreements = append(r.out.basis.Agreements, baseOf(a))
	for _, c := range r.shared {
		before, oldRef := codingOf(old, c.ID)
		after, newRef := codingOf(fresh, c.ID)
		if before == nil || after == nil {
			continue
		}
		r.out.Compared++
		was, is := newOpinion(oldRef, before, a), newOpinion(newRef, after, a)
		if was.Level == is.Level {
			if was.Quote != is.Quote {
				r.out.Moved++
			}
			continue
		}
		if oldRef == newRef && !slices.Contains(r.out.InPlace, newRef) {
			r.out.InPlace = append(r.out.InPlace, newRef)
		}
		r.out.Changes = append(r.out.Changes, Recoding{a.ID, titleOf(a), a.Language, c.ID, c.Title, was, is})
	}
}

// codingOf finds the coding of a criterion and the rubric that it was made under.
func codingOf(list []*rubric.Assessment, criterion string) (*rubric.Finding, string) {
	for _, as := range list {
		if f := as.Finding(criterion); f != nil {
			return f, as.Rubric
		}
	}
	return nil, ""
}

// Rescore is what was gathered.
func (r *Rescorer) Rescore() Rescore {
	r.out.basis.Rubrics = append(slices.Clone(r.out.Old), r.out.New...)
	return r.out
}
