package reports

import (
	"cmp"
	"fmt"

	"corridor/corpus"
	"corridor/rubric"
)

// Coverage says, for each criterion of a rubric, how many agreements of each group provide it.
type Coverage struct {
	Rubric   RubricRef       `json:"rubric"`
	Options  CoverageOptions `json:"options"`
	Sample   Sample          `json:"sample"`
	Groups   []CoverageGroup `json:"groups"` // the columns, in a fixed order
	Criteria []CoverageLine  `json:"criteria"`

	basis Basis
}

// CoverageRow is one agreement of the sample: what it is, and the findings that count under the rubric.
type CoverageRow struct {
	Agreement Summary
	Findings  []rubric.Resolved
	Raters    []RaterFindings // what each rater found, for a table by rater; by name
}

// RaterFindings is what one rater found, whether it counts or not.
type RaterFindings struct {
	Rater    string
	Findings []rubric.Resolved
}

// Summary is what a table of many agreements needs to know of each.
type Summary struct {
	ID       string
	Corridor corpus.Corridor
	Kind     corpus.Kind
	Signed   corpus.Date
	Language string
	Scope    corpus.Scope
	Sectors  []corpus.Sector
	Source   string // name of the file
	SHA256   string // of the file
}

// Sample accounts for every agreement given: each is counted or left out for one reason.
type Sample struct {
	Given      int `json:"given"`
	Counted    int `json:"counted"`
	OtherKind  int `json:"other_kind"`            // left out: not of the kinds asked for
	OtherScope int `json:"other_scope,omitempty"` // left out: not of the scopes or sectors asked for
	Undated    int `json:"undated"`               // left out: a range of years was asked for, and the year is not known
	OtherYear  int `json:"other_year"`            // left out: outside the range of years
	Unrated    int `json:"unrated"`               // left out: no finding under the rubric
	Several    int `json:"several"`               // counted, and standing in more than one column
	Places     int `json:"column_total"`          // sum of the columns' agreements
}

// CoverageGroup is one column of a coverage table.
type CoverageGroup struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Agreements int    `json:"agreements"`
}

// CoverageLine is one row of a coverage table: a criterion or a theme, a cell for each group, and the total over
// all agreements counted, each once.
type CoverageLine struct {
	Criterion string         `json:"criterion"` // its id; "" when the line is of a whole theme
	Title     string         `json:"title"`
	Theme     string         `json:"theme"`
	Cells     []CoverageCell `json:"cells"`
	Total     CoverageCell   `json:"total"`
}

// CoverageCell is k of n agreements, with Wilson's 95 % interval; both are null when n is 0.
type CoverageCell struct {
	K     int       `json:"k"`
	N     int       `json:"n"` // agreements to which the criterion applies
	Share *float64  `json:"share"`
	CI95  *Interval `json:"ci95"`
	Thin  bool      `json:"thin"` // n is under the minimum
}

// NewCoverage counts the rows under the options. The order of rows does not matter. It wraps
// corpus.ErrInvalid when options contradict themselves or an agreement is given twice.
func NewCoverage(r *rubric.Rubric, rows []CoverageRow, o CoverageOptions) (Coverage, error) {
	o = o.withDefaults()
	if err := cmp.Or(o.check(), o.checkThemes(r)); err != nil {
		return Coverage{}, fmt.Errorf("coverage: %w", err)
	}
	if id := twice(rows); id != "" {
		return Coverage{}, fmt.Errorf("coverage: agreement %.16s is given twice: %w", id, corpus.ErrInvalid)
	}
	c := Coverage{Rubric: RubricRef{r.Ref(), r.ID, r.Title}, Options: o, basis: basisOfRows(rows, r.Ref())}
	counted := c.sample(r, rows)
	tally := newTally(o, counted)
	c.Groups = tally.groups
	c.Sample.Several, c.Sample.Places = tally.several, tally.places
	for _, l := range o.lines(r) {
		c.Criteria = append(c.Criteria, tally.line(l, counted, o))
	}
	return c, nil
}

// twice returns the id of an agreement that is given more than once, or "".
func twice(rows []CoverageRow) string {
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.Agreement.ID] {
			return r.Agreement.ID
		}
		seen[r.Agreement.ID] = true
	}
	return ""
}
