package reports

import (
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Trend is how the share of agreements with a criterion, or with a theme, moves over the years.
type Trend struct {
	Rubric  RubricRef     `json:"rubric"`
	Options TrendOptions  `json:"options"`
	Sample  Sample        `json:"sample"`
	Periods []TrendPeriod `json:"periods"` // in order, without gaps
	Series  []TrendSeries `json:"series"`

	basis Basis
}

// TrendOptions choose what a trend counts. The zero value is the themes by decade in the broad reading.
type TrendOptions struct {
	Step     int           `json:"step"`               // years in a period; 0 means 10
	Reading  Reading       `json:"reading"`            //
	Criteria []string      `json:"criteria,omitempty"` // a series each; none means the themes
	From     int           `json:"from,omitempty"`     // first year of signature; 0 for no limit
	To       int           `json:"to,omitempty"`       // last year of signature; 0 for no limit
	Kinds    []corpus.Kind `json:"kinds,omitempty"`
	MinN     int           `json:"min_n"`           // cells on fewer agreements are marked thin; 0 means DefaultMinN
	Rater    string        `json:"rater,omitempty"` // as in CoverageOptions
}

// TrendPeriod is a run of years, both ends included.
type TrendPeriod struct {
	First      int `json:"first"`
	Last       int `json:"last"`
	Agreements int `json:"agreements"`
}

// Name is "1990s", "1994" or "1990–1994".
func (p TrendPeriod) Name() string {
	switch {
	case p.First == p.Last:
		return fmt.Sprint(p.First)
	case p.First%10 == 0 && p.Last == p.First+9:
		return fmt.Sprintf("%ds", p.First)
	}
	return fmt.Sprintf("%d–%d", p.First, p.Last)
}

// TrendSeries is one line: the cells stand in the order of the periods. An agreement provides a theme when it
// provides one criterion of it at least.
type TrendSeries struct {
	ID    string         `json:"id"` // of the criterion, or the theme's name
	Title string         `json:"title"`
	Theme bool           `json:"theme"` // the series is of a theme
	Cells []CoverageCell `json:"cells"`
}

// trendSteps are the lengths of periods, in years.
var trendSteps = []int{1, 5, 10, 20}

// NewTrend counts the rows by year of signature; undated agreements are left out and counted so. It wraps
// corpus.ErrInvalid on options that contradict themselves and on an agreement given twice.
func NewTrend(r *rubric.Rubric, rows []CoverageRow, o TrendOptions) (Trend, error) {
	if o.Step == 0 {
		o.Step = 10
	}
	if !slices.Contains(trendSteps, o.Step) {
		return Trend{}, fmt.Errorf("trend: step of %d years: %w: one of %v", o.Step, corpus.ErrInvalid, trendSteps)
	}
	for _, id := range o.Criteria {
		if r.Criterion(id) == nil {
			return Trend{}, fmt.Errorf("trend: criterion %q: %w: rubric %s has none of this id", id, corpus.ErrInvalid, r.ID)
		}
	}
	count := CoverageOptions{By: ByDecade, Reading: o.Reading, From: max(o.From, 1), To: o.To, Kinds: o.Kinds, MinN: o.MinN, Rater: o.Rater}.withDefaults()
	if err := count.check(); err != nil {
		return Trend{}, fmt.Errorf("trend: %w", err)
	}
	if id := twice(rows); id != "" {
		return Trend{}, fmt.Errorf("trend: agreement %.16s is given twice: %w", id, corpus.ErrInvalid)
	}
	o.Reading, o.MinN = count.Reading, count.MinN
	c := Coverage{Options: count}
	counted := c.sample(r, rows)
	t := Trend{Rubric: RubricRef{r.Ref(), r.ID, r.Title}, Options: o, Sample: c.Sample, Periods: o.periods(counted), basis: basisOfRows(rows, r.Ref())}
	t.Series = t.series(r, counted)
	return t, nil
}

// periods cuts the years of the rows into periods; each begins at a multiple of its length.
func (o TrendOptions) periods(rows []CoverageRow) []TrendPeriod {
	out := []TrendPeriod{}
	years := yearsOf(rows)
	if years == nil {
		return out
	}
	for first := years.First / o.Step * o.Step; first <= years.Last; first += o.Step {
		out = append(out, TrendPeriod{First: first, Last: first + o.Step - 1})
	}
	for _, row := range rows {
		out[(row.Agreement.Signed.Year()-out[0].First)/o.Step].Agreements++
	}
	return out
}

func (t Trend) series(r *rubric.Rubric, rows []CoverageRow) []TrendSeries {
	out := []TrendSeries{}
	if len(t.Options.Criteria) == 0 {
		for _, theme := range r.Themes() {
			ids := []string{}
			for _, c := range r.Criteria {
				if c.Theme == theme {
					ids = append(ids, c.ID)
				}
			}
			out = append(out, TrendSeries{ID: theme, Title: Sentence(theme), Theme: true, Cells: t.cells(ids, rows)})
		}
		return out
	}
	for _, id := range t.Options.Criteria {
		out = append(out, TrendSeries{ID: id, Title: r.Criterion(id).Title, Cells: t.cells([]string{id}, rows)})
	}
	return out
}

// cells counts, period by period, the agreements that provide one of the criteria at least, among those to which
// one of them applies.
func (t Trend) cells(criteria []string, rows []CoverageRow) []CoverageCell {
	shares := make([]Share, len(t.Periods))
	for _, row := range rows {
		if applies, yes := t.Options.Reading.provides(row.Findings, criteria); applies {
			shares[(row.Agreement.Signed.Year()-t.Periods[0].First)/t.Options.Step].count(yes)
		}
	}
	var out []CoverageCell
	for _, s := range shares {
		out = append(out, newCell(s, t.Options.MinN))
	}
	return out
}

// Basis is every agreement given, counted or not.
func (t Trend) Basis() Basis { return t.basis }
