package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// Concordance says how far raters agree, in the usual coefficients, and lists where they do not, each
// with the passage that it rests on.
type Concordance struct {
	Raters        []string            `json:"raters"`
	Rubrics       []string            `json:"rubrics"`
	By            AgreeBy             `json:"by"`
	Reading       string              `json:"reading"`    // "levels", "broad" or "strict"
	Agreements    int                 `json:"agreements"` // that two raters or more coded
	Overall       rubric.CoderFigures `json:"overall"`
	Readings      []ReadingFigures    `json:"readings"` // overall, under every reading that the raters allow
	Groups        []ConcordanceGroup  `json:"groups"`
	Categories    []string            `json:"categories"`
	Confusion     [][]int             `json:"confusion,omitempty"` // of two raters: rows the first, columns the second
	Disagreements []Dispute           `json:"disagreements"`
	DisputeSheet  bool                `json:"-"` // Sheet lists the disagreements instead of the figures

	basis Basis
}

// ReadingFigures is the overall figures under one reading.
type ReadingFigures struct {
	Reading string `json:"reading"`
	rubric.CoderFigures
}

// ConcordanceGroup is the figures of one criterion, theme, language or region.
type ConcordanceGroup struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	rubric.CoderFigures
}

// Dispute is one criterion of one agreement on which raters differ.
type Dispute struct {
	Agreement string    `json:"agreement"`
	Title     string    `json:"title"`
	Language  string    `json:"language"`
	Criterion string    `json:"criterion"`
	Question  string    `json:"question"` // title of the criterion
	Opinions  []Opinion `json:"opinions"` // in the order of the raters; those who did not code are left out
}

// Opinion is what one rater found, with its first passage.
type Opinion struct {
	Rater  string       `json:"rater"`
	Code   string       `json:"code"` // a level, or yes or no for a rater without levels
	Level  rubric.Level `json:"level"`
	Path   string       `json:"path,omitempty"`
	Page   int          `json:"page,omitempty"`
	Quote  string       `json:"quote,omitempty"` // cut from the text
	Reason string       `json:"reason,omitempty"`

	Citation *Citation `json:"citation,omitempty"` // of the passage
}

// AgreeBy is what the figures are broken down by.
type AgreeBy string

// The breakdowns.
const (
	AgreeByCriterion AgreeBy = "criterion"
	AgreeByTheme     AgreeBy = "theme"
	AgreeByLanguage  AgreeBy = "language"
	AgreeByRegion    AgreeBy = "region" // of the origin
)

// ConcordanceInput is what NewConcordance compares.
type ConcordanceInput struct {
	Raters      []string
	Reading     string // "" means levels, or broad when a rater has none
	By          AgreeBy
	Rubrics     []*rubric.Rubric // whose criteria count
	Derived     bool             // criteria that follow from others count too
	Assessments []*rubric.Assessment
	Agreements  []*corpus.Agreement // every one that is assessed
}

// NewConcordance compares raters. It wraps corpus.ErrInvalid when fewer than two are named, and when a
// reading asks for levels of a rater that has none; corpus.ErrNotFound when two coded nothing in common.
func NewConcordance(in ConcordanceInput) (Concordance, error) {
	readings := in.readings()
	if in.Reading == "" {
		in.Reading = readings[0]
	}
	if in.By == "" {
		in.By = AgreeByCriterion
	}
	if err := in.check(readings); err != nil {
		return Concordance{}, fmt.Errorf("agree: %w", err)
	}
	b := newConcordanceBuilder(in)
	main, err := rubric.Agree(b.assessments(in.Reading), b.options(in.Reading, b.group))
	if err != nil {
		return Concordance{}, err
	}
	agreements, criteria := b.inCommon()
	out := Concordance{Raters: in.Raters, By: in.By, Reading: in.Reading, Overall: main.Overall, Groups: []ConcordanceGroup{},
		Categories: main.Categories, Confusion: main.Confusion, Disagreements: b.disputes(main.Disagreements), Agreements: len(agreements), Rubrics: b.rubricsOf(criteria)}
	for _, g := range main.Groups {
		out.Groups = append(out.Groups, ConcordanceGroup{g.Key, b.groupName(g.Key), g.CoderFigures})
	}
	for _, reading := range readings {
		figures := main
		if reading != in.Reading {
			if figures, err = rubric.Agree(b.assessments(reading), b.options(reading, nil)); err != nil {
				return Concordance{}, err
			}
		}
		out.Readings = append(out.Readings, ReadingFigures{reading, figures.Overall})
	}
	out.basis = Basis{Raters: in.Raters, Rubrics: out.Rubrics}
	for _, a := range in.Agreements {
		out.basis.Agreements = append(out.basis.Agreements, baseOf(a))
	}
	if out.Agreements < 2 {
		out.dropIntervals()
	}
	return out, nil
}

// dropIntervals leaves the intervals undefined: resampling one agreement says nothing.
func (c *Concordance) dropIntervals() {
	none := [2]rubric.Num{rubric.Num(math.NaN()), rubric.Num(math.NaN())}
	c.Overall.CI95 = none
	for i := range c.Readings {
		c.Readings[i].CI95 = none
	}
	for i := range c.Groups {
		c.Groups[i].CI95 = none
	}
}

// readings lists the readings that all raters allow.
func (in ConcordanceInput) readings() []string {
	if slices.ContainsFunc(in.Raters, rubric.YesNo) {
		return []string{"broad", "strict"}
	}
	return []string{"levels", "broad", "strict"}
}

func (in ConcordanceInput) check(readings []string) error {
	switch by := []AgreeBy{AgreeByCriterion, AgreeByTheme, AgreeByLanguage, AgreeByRegion}; {
	case !slices.Contains(by, in.By):
		return fmt.Errorf("by %q: %w: one of criterion, theme, language, region", in.By, corpus.ErrInvalid)
	case len(in.Raters) < 2:
		return fmt.Errorf("%w: name at least two raters", corpus.ErrInvalid)
	case len(slices.Compact(slices.Sorted(slices.Values(in.Raters)))) < len(in.Raters):
		return fmt.Errorf("%w: a rater is named twice", corpus.ErrInvalid)
	case in.Reading == "levels" && readings[0] != "levels":
		return fmt.Errorf("reading levels: %w: a rater codes yes or no, without levels; choose broad or strict", corpus.ErrInvalid)
	case !slices.Contains(readings, in.Reading):
		return fmt.Errorf("reading %q: %w: one of %s", in.Reading, corpus.ErrInvalid, strings.Join(readings, ", "))
	}
	return nil
}
