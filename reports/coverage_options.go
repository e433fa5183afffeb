package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// CoverageOptions choose what a coverage table counts. The zero value is by region of the origin, in
// the broad reading, over all years and kinds.
type CoverageOptions struct {
	By          Dimension       `json:"by"`
	Attribution Attribution     `json:"attribution,omitempty"` // by region only
	Regions     []string        `json:"regions,omitempty"`     // by region: these columns; empty for the principal regions
	Reading     Reading         `json:"reading"`
	From        int             `json:"from,omitempty"` // first year of signature; 0 for no limit
	To          int             `json:"to,omitempty"`   // last year of signature; 0 for no limit
	Kinds       []corpus.Kind   `json:"kinds,omitempty"`
	Scopes      []corpus.Scope  `json:"scopes,omitempty"`  // only agreements that cover one of these
	Sectors     []corpus.Sector `json:"sectors,omitempty"` // only agreements that cover one of these
	Rows        Unit            `json:"rows,omitempty"`    // what the lines stand for; "" means criteria
	Themes      []string        `json:"themes,omitempty"`  // only criteria of these themes
	Columns     int             `json:"columns,omitempty"` // by corridor: so many, the others together; 0 means DefaultColumns
	MinN        int             `json:"min_n"`             // cells on fewer agreements are marked thin; 0 means DefaultMinN
	Rater       string          `json:"rater,omitempty"`   // whose findings the rows hold; "" for those that count among all raters
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
	ByCorridor Dimension = "corridor"
	ByScope    Dimension = "scope"
	BySector   Dimension = "sector"
	ByRater    Dimension = "rater"
)

// Dimensions lists the dimensions in display order.
func Dimensions() []Dimension {
	return []Dimension{ByRegion, ByCorridor, ByDecade, ByKind, ByScope, BySector, ByLanguage, ByRater}
}

// DefaultColumns is how many corridors have a column of their own.
const DefaultColumns = 12

// Unit is what a line of a coverage table stands for.
type Unit string

// The units.
const (
	Criteria Unit = "criterion"
	Themes   Unit = "theme" // an agreement provides a theme when it provides one criterion of it at least
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
	if o.By == ByCorridor && o.Columns == 0 {
		o.Columns = DefaultColumns
	}
	return o
}

func (o CoverageOptions) check() error {
	switch {
	case !slices.Contains(Dimensions(), o.By):
		return fmt.Errorf("by %q: %w: one of %v", o.By, corpus.ErrInvalid, Dimensions())
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
	return cmp.Or(o.checkLayout(), o.checkNames())
}

// checkLayout checks what goes with what.
func (o CoverageOptions) checkLayout() error {
	switch {
	case !slices.Contains([]Unit{"", Criteria, Themes}, o.Rows):
		return fmt.Errorf("rows %q: %w: one of %s, %s", o.Rows, corpus.ErrInvalid, Criteria, Themes)
	case o.Columns != 0 && o.By != ByCorridor || o.Columns < 0:
		return fmt.Errorf("columns: %w: only a table by corridor takes their number, 1 or more", corpus.ErrInvalid)
	case o.By == ByRater && o.Rater != "":
		return fmt.Errorf("by rater: %w: the table has a column for each rater, so it takes none", corpus.ErrInvalid)
	}
	return nil
}

func (o CoverageOptions) checkThemes(r *rubric.Rubric) error {
	for _, theme := range o.Themes {
		if !slices.Contains(r.Themes(), theme) {
			return fmt.Errorf("theme %q: %w: one of %s", theme, corpus.ErrInvalid, strings.Join(r.Themes(), ", "))
		}
	}
	return nil
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
