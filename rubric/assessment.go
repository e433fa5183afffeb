package rubric

import (
	"context"
	"time"

	"corridor/corpus"
)

// Rater is anything that codes an agreement: the rules engine, a language model, a person, an outside
// dataset. Rate returns one finding for each criterion of the rubric, in the rubric's order.
type Rater interface {
	// Name identifies the rater in assessments: "rules", "model:NAME", "person:NAME", "chilton-woda-2022".
	Name() string
	// Rate codes one agreement. It does not change it.
	Rate(ctx context.Context, a *corpus.Agreement, r *Rubric) (*Assessment, error)
}

// Assessment is what one rater found in one agreement under one rubric, once. It is append-only: a new
// opinion is a new assessment.
type Assessment struct {
	Agreement string    `json:"agreement"` // agreement id
	Rubric    string    `json:"rubric"`    // "r086@2026.11"
	Rater     string    `json:"rater"`
	RaterKind RaterKind `json:"rater_kind"`
	Tool      string    `json:"tool"` // tool version
	Time      time.Time `json:"time"` // set by the caller; the package reads no clock
	Findings  []Finding `json:"findings"`
}

// RaterKind ranks raters when their assessments meet; see Resolve.
type RaterKind string

// The kinds of rater.
const (
	Adjudicated RaterKind = "adjudicated" // decided between other raters
	Person      RaterKind = "person"
	Model       RaterKind = "model"
	Rules       RaterKind = "rules"
	Imported    RaterKind = "imported" // outside dataset
)

// Finding is the coding of one criterion, with its proof.
type Finding struct {
	Criterion  string     `json:"criterion"`
	Level      Level      `json:"level"`
	Confidence float64    `json:"confidence"`         // [0, 1]
	Reason     string     `json:"reason,omitempty"`   // why this level, in words: "weak: only in the preamble"
	Evidence   []Evidence `json:"evidence,omitempty"` // strongest first; empty for absent and n/a
	Note       string     `json:"note,omitempty"`     // a person's remark, or what was thrown away of a model's answer
}

// Evidence is a passage that carries a finding. Its words are agreement.Text[Span.Start:Span.End].
type Evidence struct {
	Span  corpus.Span `json:"span"`
	Path  string      `json:"path"`            // "Article 7(1)(a)"
	Level Level       `json:"level"`           // what this passage alone proves
	Why   string      `json:"why,omitempty"`   // what the rule saw, in words
	Annex bool        `json:"annex,omitempty"` // stands in an annex or protocol
}

// Finding returns the finding for a criterion, or nil.
func (s *Assessment) Finding(criterion string) *Finding {
	for i := range s.Findings {
		if s.Findings[i].Criterion == criterion {
			return &s.Findings[i]
		}
	}
	return nil
}
