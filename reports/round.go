package reports

import (
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Round sets two versions of one agreement beside each other: what became of every clause, and what that did to
// every coding.
type Round struct {
	Rubric  RubricRef      `json:"rubric"`
	Old     Header         `json:"old"`
	New     Header         `json:"new"`
	Clauses []ClauseChange `json:"clauses"` // in the order of the new text; what is gone stands where it stood
	Texts   ClauseCounts   `json:"texts"`
	Codings []CodingChange `json:"codings"` // that changed, losses first
	Counts  CodingCounts   `json:"counts"`

	basis Basis
}

// ClauseState is what became of a clause.
type ClauseState string

// The states of clauses.
const (
	ClauseSame    ClauseState = "same"
	ClauseChanged ClauseState = "changed"
	ClauseMoved   ClauseState = "moved" // word for word, to another place
	ClauseAdded   ClauseState = "added"
	ClauseRemoved ClauseState = "removed"
)

// ClauseChange is one clause in both versions. Of an added clause the old side is empty, of a removed one the new.
type ClauseChange struct {
	State   ClauseState `json:"state"`
	Moved   bool        `json:"moved,omitempty"` // changed, and in another place too
	Article string      `json:"article"`         // heading of the article in the new text, or in the old when it is gone
	OldPath string      `json:"old_path,omitempty"`
	NewPath string      `json:"new_path,omitempty"`
	OldSpan corpus.Span `json:"old_span,omitzero"`
	NewSpan corpus.Span `json:"new_span,omitzero"`
	Pieces  []DiffPiece `json:"pieces"`
}

// DiffPiece is a run of words that is kept, inserted or deleted. The pieces of a clause, deleted ones left out, are
// its new text with white space squeezed.
type DiffPiece struct {
	Op   DiffOp `json:"op"`
	Text string `json:"text"`
}

// DiffOp is what happened to a run of words.
type DiffOp string

// The operations.
const (
	Kept     DiffOp = "kept"
	Matched  DiffOp = "matched" // of no redline: what a search found
	Inserted DiffOp = "inserted"
	Deleted  DiffOp = "deleted"
)

// ClauseCounts counts clauses by what became of them.
type ClauseCounts struct {
	Same    int `json:"same"`
	Changed int `json:"changed"`
	Moved   int `json:"moved"`
	Added   int `json:"added"`
	Removed int `json:"removed"`
}

// CodingDirection is what a change did to a coding.
type CodingDirection string

// The directions. Contrary lies below absent: a clause that turns contrary is lost, or weakened where there was nothing.
const (
	Lost         CodingDirection = "lost"         // from weak or operative to absent or contrary
	Weakened     CodingDirection = "weakened"     // from operative to weak, or from absent to contrary
	Strengthened CodingDirection = "strengthened" // from weak to operative, or from contrary to absent
	Gained       CodingDirection = "gained"       // from absent or contrary to weak or operative
)

// CodingChange is one coding that changed, with both passages.
type CodingChange struct {
	Direction CodingDirection `json:"direction"`
	Criterion string          `json:"criterion"`
	Title     string          `json:"title"`
	Theme     string          `json:"theme"`
	Old       Coded           `json:"old"`
	New       Coded           `json:"new"`
}

// CodingCounts counts codings by direction.
type CodingCounts struct {
	Compared     int `json:"compared"`
	Lost         int `json:"lost"`
	Weakened     int `json:"weakened"`
	Strengthened int `json:"strengthened"`
	Gained       int `json:"gained"`
}

// Loses reports whether a coding was lost or weakened.
func (r Round) Loses() bool { return r.Counts.Lost+r.Counts.Weakened > 0 }

// NewRound compares two versions under a rubric. Criteria that one of them has no coding for are passed over, and
// so are those that apply to one only.
func NewRound(r *rubric.Rubric, old, fresh ComparedInput) Round {
	out := Round{Rubric: RubricRef{r.Ref(), r.ID, r.Title}, Old: headerOf(old.Agreement), New: headerOf(fresh.Agreement),
		Codings: []CodingChange{}, basis: Basis{Rubrics: []string{r.Ref()}, Agreements: []BaseText{baseOf(old.Agreement), baseOf(fresh.Agreement)}}}
	out.Clauses = diffClauses(old.Agreement, fresh.Agreement)
	for _, c := range out.Clauses {
		out.Texts.count(c.State)
	}
	was, _ := codedOf(old.Agreement, r, old.Findings)
	is, _ := codedOf(fresh.Agreement, r, fresh.Findings)
	for _, o := range was {
		i := slices.IndexFunc(is, func(n Coded) bool { return n.Criterion == o.Criterion })
		if i < 0 || o.Level == rubric.NA || is[i].Level == rubric.NA {
			continue
		}
		out.Counts.Compared++
		out.basis.Raters = append(out.basis.Raters, o.Rater, is[i].Rater)
		if d := directionOf(o.Level, is[i].Level); d != "" {
			out.Counts.count(d)
			out.Codings = append(out.Codings, CodingChange{d, o.Criterion, o.Title, o.Theme, o, is[i]})
		}
	}
	order := []CodingDirection{Lost, Weakened, Strengthened, Gained}
	slices.SortStableFunc(out.Codings, func(a, b CodingChange) int {
		return slices.Index(order, a.Direction) - slices.Index(order, b.Direction)
	})
	return out
}

// directionOf says what the step from one level to another is; "" when there is none.
func directionOf(old, fresh rubric.Level) CodingDirection {
	was, is := standingOfLevel(old), standingOfLevel(fresh)
	switch {
	case was == is:
		return ""
	case old.Broad() && !fresh.Broad():
		return Lost
	case !old.Broad() && fresh.Broad():
		return Gained
	case is < was:
		return Weakened
	}
	return Strengthened
}

// standingOfLevel orders the levels: contrary, absent, weak, operative.
func standingOfLevel(l rubric.Level) int {
	return slices.Index([]rubric.Level{rubric.Contrary, rubric.Absent, rubric.Weak, rubric.Operative}, l)
}

func (n *ClauseCounts) count(s ClauseState) {
	switch s {
	case ClauseSame:
		n.Same++
	case ClauseChanged:
		n.Changed++
	case ClauseMoved:
		n.Moved++
	case ClauseAdded:
		n.Added++
	case ClauseRemoved:
		n.Removed++
	}
}

func (n *CodingCounts) count(d CodingDirection) {
	switch d {
	case Lost:
		n.Lost++
	case Weakened:
		n.Weakened++
	case Strengthened:
		n.Strengthened++
	case Gained:
		n.Gained++
	}
}

// Basis is the two versions.
func (r Round) Basis() Basis { return r.basis }
