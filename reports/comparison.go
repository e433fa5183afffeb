package reports

import (
	"cmp"
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// The number of agreements that are set side by side.
const (
	CompareMin = 2
	CompareMax = 12
)

// Comparison sets agreements side by side: a criterion a row, an agreement a column.
type Comparison struct {
	Rubric     RubricRef           `json:"rubric"`
	Options    ComparisonOptions   `json:"options"`
	Agreements []ComparedAgreement `json:"agreements"` // the columns
	Criteria   []ComparedLine      `json:"criteria"`   // in codebook order
	Alike      int                 `json:"alike"`      // criteria left out since all agreements have the same level

	basis Basis
}

// ComparisonOptions choose rows and the order of columns.
type ComparisonOptions struct {
	Differences bool        `json:"differences"`        // only criteria on which the agreements differ
	Themes      []string    `json:"themes,omitempty"`   // only these themes
	Criteria    []string    `json:"criteria,omitempty"` // only these criteria
	Order       ColumnOrder `json:"order"`
}

// ColumnOrder is the order of the agreements of a comparison.
type ColumnOrder string

// The orders. Ties are broken by the date and then the id.
const (
	AsGiven    ColumnOrder = "given"
	ByDate     ColumnOrder = "date"     // the oldest first: the history of a corridor
	ByStrength ColumnOrder = "strength" // the strongest first
)

// ComparedAgreement is one column.
type ComparedAgreement struct {
	Header
	Score Score `json:"score"` // over the rows shown and those left out as alike
}

// ComparedLine is one row; its cells stand in the order of the agreements.
type ComparedLine struct {
	Criterion string         `json:"criterion"`
	Title     string         `json:"title"`
	Theme     string         `json:"theme"`
	Differ    bool           `json:"differ"`
	Cells     []ComparedCell `json:"cells"`
}

// ComparedCell is what one agreement has of one criterion; Rated is false when nobody has coded it.
type ComparedCell struct {
	Rated bool `json:"rated"`
	Coded
}

// ComparedInput is one agreement with the findings that count.
type ComparedInput struct {
	Agreement *corpus.Agreement
	Findings  []rubric.Resolved
}

// NewComparison sets two to twelve agreements side by side. It wraps corpus.ErrInvalid on fewer or more, on one
// given twice, and on options that name nothing of the rubric.
func NewComparison(r *rubric.Rubric, in []ComparedInput, o ComparisonOptions) (Comparison, error) {
	if o.Order == "" {
		o.Order = AsGiven
	}
	if err := o.check(r, in); err != nil {
		return Comparison{}, fmt.Errorf("compare: %w", err)
	}
	in = o.sorted(r, in)
	c := Comparison{Rubric: RubricRef{r.Ref(), r.ID, r.Title}, Options: o, Criteria: []ComparedLine{}, basis: Basis{Rubrics: []string{r.Ref()}}}
	var coded [][]Coded
	for _, one := range in {
		list, _ := codedOf(one.Agreement, r, one.Findings)
		coded = append(coded, list)
		c.Agreements = append(c.Agreements, ComparedAgreement{headerOf(one.Agreement), scoreOf(rubric.ScoreOf(inRubric(o.rubric(r), one.Findings)))})
		c.basis.Agreements = append(c.basis.Agreements, baseOf(one.Agreement))
		for _, f := range list {
			c.basis.Raters = append(c.basis.Raters, f.Rater)
		}
	}
	for _, crit := range o.rubric(r).Criteria {
		line := comparedLine(crit, coded)
		if o.Differences && !line.Differ {
			c.Alike++
			continue
		}
		c.Criteria = append(c.Criteria, line)
	}
	return c, nil
}

// rubric is the rubric with the criteria that the options ask for.
func (o ComparisonOptions) rubric(r *rubric.Rubric) *rubric.Rubric {
	out := *r
	out.Criteria = slices.DeleteFunc(slices.Clone(r.Criteria), func(c rubric.Criterion) bool {
		return len(o.Themes) > 0 && !slices.Contains(o.Themes, c.Theme) || len(o.Criteria) > 0 && !slices.Contains(o.Criteria, c.ID)
	})
	return &out
}

func (o ComparisonOptions) check(r *rubric.Rubric, in []ComparedInput) error {
	if len(in) < CompareMin || len(in) > CompareMax {
		return fmt.Errorf("%d agreements: %w: name %d to %d", len(in), corpus.ErrInvalid, CompareMin, CompareMax)
	}
	for i, one := range in {
		if slices.ContainsFunc(in[:i], func(x ComparedInput) bool { return x.Agreement.ID == one.Agreement.ID }) {
			return fmt.Errorf("agreement %.12s is given twice: %w", one.Agreement.ID, corpus.ErrInvalid)
		}
	}
	for _, id := range o.Criteria {
		if r.Criterion(id) == nil {
			return fmt.Errorf("criterion %q: %w: rubric %s has none of this id", id, corpus.ErrInvalid, r.ID)
		}
	}
	for _, theme := range o.Themes {
		if !slices.Contains(r.Themes(), theme) {
			return fmt.Errorf("theme %q: %w: one of %v", theme, corpus.ErrInvalid, r.Themes())
		}
	}
	if !slices.Contains([]ColumnOrder{AsGiven, ByDate, ByStrength}, o.Order) {
		return fmt.Errorf("order %q: %w: one of given, date, strength", o.Order, corpus.ErrInvalid)
	}
	return nil
}

// sorted puts the agreements in the order of the options.
func (o ComparisonOptions) sorted(r *rubric.Rubric, in []ComparedInput) []ComparedInput {
	out := slices.Clone(in)
	if o.Order == AsGiven {
		return out
	}
	strength := map[string]float64{}
	for _, one := range in {
		strength[one.Agreement.ID] = rubric.ScoreOf(inRubric(o.rubric(r), one.Findings)).Strength
	}
	slices.SortStableFunc(out, func(a, b ComparedInput) int {
		x, y := a.Agreement, b.Agreement
		older := cmp.Or(cmp.Compare(x.Signed.Value, y.Signed.Value), cmp.Compare(x.ID, y.ID))
		if o.Order == ByDate {
			return older
		}
		return cmp.Or(cmp.Compare(strength[y.ID], strength[x.ID]), older)
	})
	return out
}

func comparedLine(c rubric.Criterion, coded [][]Coded) ComparedLine {
	line := ComparedLine{Criterion: c.ID, Title: c.Title, Theme: c.Theme}
	for _, list := range coded {
		cell := ComparedCell{Coded: Coded{Criterion: c.ID, Title: c.Title, Theme: c.Theme}}
		if i := slices.IndexFunc(list, func(x Coded) bool { return x.Criterion == c.ID }); i >= 0 {
			cell = ComparedCell{true, list[i]}
		}
		if first := line.Cells; len(first) > 0 && (first[0].Level != cell.Level || first[0].Rated != cell.Rated) {
			line.Differ = true
		}
		line.Cells = append(line.Cells, cell)
	}
	return line
}

// Basis is the agreements that stand side by side.
func (c Comparison) Basis() Basis { return c.basis }
