package reports

import (
	"fmt"
	"slices"
	"strings"

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

// CoverageOptions choose what a coverage table counts. The zero value is by region of the origin, in
// the broad reading, over all years and kinds.
type CoverageOptions struct {
	By          Dimension     `json:"by"`
	Attribution Attribution   `json:"attribution,omitempty"` // by region only
	Regions     []string      `json:"regions,omitempty"`     // by region: these columns; empty for the principal regions
	Reading     Reading       `json:"reading"`
	From        int           `json:"from,omitempty"` // first year of signature; 0 for no limit
	To          int           `json:"to,omitempty"`   // last year of signature; 0 for no limit
	Kinds       []corpus.Kind `json:"kinds,omitempty"`
	MinN        int           `json:"min_n"`           // cells on fewer agreements are marked thin; 0 means DefaultMinN
	Rater       string        `json:"rater,omitempty"` // whose findings the rows hold; "" for those that count among all raters
}

// DefaultMinN is the number of agreements under which a share is marked as thin.
const DefaultMinN = 5

// Dimension is what the columns of a coverage table stand for.
type Dimension string

// The dimensions.
const (
	ByRegion   Dimension = "region"
	ByKind     Dimension = "kind"
	ByDecade   Dimension = "decade"
	ByLanguage Dimension = "language"
)

// Attribution says whose region an agreement counts for.
type Attribution string

// The attributions.
const (
	OfOrigin      Attribution = "origin"
	OfDestination Attribution = "destination"
	OfEither      Attribution = "either" // an agreement between two regions counts in both
)

// Reading says which levels are a yes.
type Reading string

// The readings.
const (
	Broad  Reading = "broad"  // weak or operative
	Strict Reading = "strict" // operative
)

// yes reports whether the level is a yes in this reading.
func (r Reading) yes(l rubric.Level) bool {
	if r == Strict {
		return l.Strict()
	}
	return l.Broad()
}

// CoverageRow is one agreement of the sample: what it is, and the findings that count under the rubric.
type CoverageRow struct {
	Agreement Summary
	Findings  []rubric.Resolved
}

// Summary is what a table of many agreements needs to know of each.
type Summary struct {
	ID       string
	Corridor corpus.Corridor
	Kind     corpus.Kind
	Signed   corpus.Date
	Language string
	Source   string // name of the file
	SHA256   string // of the file
}

// Sample accounts for every agreement given: each is counted or left out for one reason.
type Sample struct {
	Given     int `json:"given"`
	Counted   int `json:"counted"`
	OtherKind int `json:"other_kind"`   // left out: not of the kinds asked for
	Undated   int `json:"undated"`      // left out: a range of years was asked for, and the year is not known
	OtherYear int `json:"other_year"`   // left out: outside the range of years
	Unrated   int `json:"unrated"`      // left out: no finding under the rubric
	Several   int `json:"several"`      // counted, and standing in more than one column
	Places    int `json:"column_total"` // sum of the columns' agreements
}

// CoverageGroup is one column of a coverage table.
type CoverageGroup struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Agreements int    `json:"agreements"`
}

// CoverageLine is one row of a coverage table: a criterion, a cell for each group, and the total over
// all agreements counted, each once.
type CoverageLine struct {
	Criterion string         `json:"criterion"`
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
	if err := o.check(); err != nil {
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
	for _, crit := range r.Criteria {
		c.Criteria = append(c.Criteria, tally.line(crit, counted, o))
	}
	return c, nil
}

func (o CoverageOptions) withDefaults() CoverageOptions {
	if o.By == "" {
		o.By = ByRegion
	}
	if o.By == ByRegion && o.Attribution == "" {
		o.Attribution = OfOrigin
		if rubric.YesNo(o.Rater) {
			o.Attribution = OfEither
		}
	}
	if o.Reading == "" {
		o.Reading = Broad
	}
	if o.MinN == 0 {
		o.MinN = DefaultMinN
	}
	return o
}

func (o CoverageOptions) check() error {
	switch {
	case !slices.Contains([]Dimension{ByRegion, ByKind, ByDecade, ByLanguage}, o.By):
		return fmt.Errorf("by %q: %w: one of region, kind, decade, language", o.By, corpus.ErrInvalid)
	case o.By != ByRegion && (o.Attribution != "" || len(o.Regions) > 0):
		return fmt.Errorf("attribution and regions: %w: only a table by region takes them", corpus.ErrInvalid)
	case o.By == ByRegion && !slices.Contains([]Attribution{OfOrigin, OfDestination, OfEither}, o.Attribution):
		return fmt.Errorf("attribution %q: %w: one of origin, destination, either", o.Attribution, corpus.ErrInvalid)
	case o.Reading != Broad && o.Reading != Strict:
		return fmt.Errorf("reading %q: %w: one of broad, strict", o.Reading, corpus.ErrInvalid)
	case rubric.YesNo(o.Rater) && o.Reading == Strict:
		return fmt.Errorf("reading strict: %w: %s codes yes or no, without levels, and has a broad reading only", corpus.ErrInvalid, o.Rater)
	case rubric.YesNo(o.Rater) && o.By == ByRegion && o.Attribution != OfEither:
		return fmt.Errorf("region of the %s: %w: %s does not say which party is the origin; its regions are those of either", o.Attribution, corpus.ErrInvalid, o.Rater)
	case o.From > 0 && o.To > 0 && o.From > o.To:
		return fmt.Errorf("years %d to %d: %w: the first is later than the last", o.From, o.To, corpus.ErrInvalid)
	}
	return o.checkNames()
}

func (o CoverageOptions) checkNames() error {
	known := regionNames()
	for _, code := range o.Regions {
		if known[code] == "" {
			return fmt.Errorf("region %q: %w: one of %s", code, corpus.ErrInvalid, strings.Join(regionCodes(), ", "))
		}
	}
	for _, k := range o.Kinds {
		if !slices.Contains(corpus.Kinds(), k) {
			return fmt.Errorf("kind %q: %w: one of %v", k, corpus.ErrInvalid, corpus.Kinds())
		}
	}
	return nil
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
