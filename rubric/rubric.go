package rubric

import "slices"

// Rubric is a versioned list of criteria. A rubric never changes in place: a change is a new version.
type Rubric struct {
	ID       string      `json:"id"`
	Version  string      `json:"version"` // "2026.11"
	Title    string      `json:"title"`
	Source   string      `json:"source"`
	Criteria []Criterion `json:"criteria"` // in codebook order
}

// Ref names the rubric and its version: "r086@2026.11".
func (r *Rubric) Ref() string { return r.ID + "@" + r.Version }

// Criterion finds a criterion by id, or returns nil.
func (r *Rubric) Criterion(id string) *Criterion {
	i := slices.IndexFunc(r.Criteria, func(c Criterion) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return &r.Criteria[i]
}

// Themes lists the themes in the order in which criteria first use them.
func (r *Rubric) Themes() []string {
	var out []string
	for _, c := range r.Criteria {
		if !slices.Contains(out, c.Theme) {
			out = append(out, c.Theme)
		}
	}
	return out
}

// Criterion is one question put to a text. Its id and meaning are fixed by the codebook.
type Criterion struct {
	ID           string    `json:"id"` // "cw.passport"
	Theme        string    `json:"theme"`
	Title        string    `json:"title"`
	Applies      Applies   `json:"applies"`
	Definition   string    `json:"definition"`
	Counts       string    `json:"counts,omitempty"`
	DoesNotCount string    `json:"does_not_count,omitempty"`
	Source       string    `json:"source"`
	From         []string  `json:"from,omitempty"` // derived criteria: the highest level of these
	Both         Level     `json:"-"`              // what operative and contrary evidence together give
	Signals      []*Signal `json:"-"`
	numbers      []int32   // of the signals
	Match        []Example `json:"-"`
	NoMatch      []Example `json:"-"`
	File         string    `json:"-"` // where it is defined
	at           pos
}

// Derived reports whether the criterion follows from others and carries no rules of its own.
func (c *Criterion) Derived() bool { return len(c.From) > 0 }

// Applies says to which agreements a criterion can apply.
type Applies string

// The scopes.
const (
	AppliesStates    Applies = "state agreements"         // all but agreements between unions
	AppliesAll       Applies = "all"                      // every agreement
	AppliesUnion     Applies = "union agreements"         // between trade unions only
	AppliesPermanent Applies = "permanent or integration" // permanent migration, or where the text claims it
)

// Example is a short clause that proves a criterion's rules: it is coded as if it stood in the body
// of an agreement, and must come out at Level.
type Example struct {
	Language string `json:"lang"`
	Level    Level  `json:"level"`
	Text     string `json:"text"`
	at       pos
}
