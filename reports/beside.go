package reports

import (
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Beside puts the shares of the repository beside those that others have published, row by row.
type Beside struct {
	Table   string          `json:"table"`
	Source  string          `json:"source"`
	Rubrics []string        `json:"rubrics"` // that the rows were coded under
	Options CoverageOptions `json:"options"`
	Sample  Sample          `json:"sample"`
	Years   *YearRange      `json:"years"` // of signature in the sample; null when no year is known
	Lines   []BesideLine    `json:"lines"`

	basis Basis
}

// YearRange is the first and the last year of a sample.
type YearRange struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// BesideLine is one published figure and the share of the repository for the same criterion and region.
type BesideLine struct {
	Title     string          `json:"title"`
	Published PublishedFigure `json:"published"`
	Corridor  CoverageCell    `json:"corridor"`
	Standing  Standing        `json:"standing"`
	Note      string          `json:"note,omitempty"`
}

// Standing says where the published figure lies beside the interval of the repository's share.
type Standing string

// The standings.
const (
	Within    Standing = "within the interval"
	Higher    Standing = "published is higher"
	Lower     Standing = "published is lower"
	Unsettled Standing = "cannot be compared"
)

// NewBeside counts the rows for every figure of a published table. Each row holds the findings under
// PublishedRubrics of the table. Options by themselves mean region of the origin in the broad reading.
// It wraps corpus.ErrNotFound when there is no such table and corpus.ErrInvalid as NewCoverage does.
func NewBeside(table string, lib *rubric.Library, rows []CoverageRow, o CoverageOptions) (Beside, error) {
	figures, err := Published(table)
	if err != nil {
		return Beside{}, err
	}
	rubrics, err := PublishedRubrics(table, lib)
	if err != nil {
		return Beside{}, err
	}
	if o.By != "" && o.By != ByRegion || len(o.Regions) > 0 {
		return Beside{}, fmt.Errorf("table %s: %w: its rows and regions are those that were published", table, corpus.ErrInvalid)
	}
	o = o.withDefaults()
	if err := o.check(); err != nil {
		return Beside{}, fmt.Errorf("table %s: %w", table, err)
	}
	r, refs := publishedCriteria(rubrics, figures)
	count := Coverage{Options: o}
	counted := count.sample(r, rows)
	b := Beside{Table: table, Source: figures[0].Source, Rubrics: refs, Options: o, Sample: count.Sample, Years: yearsOf(counted), basis: basisOfRows(rows, refs...)}
	for _, f := range figures {
		b.Lines = append(b.Lines, newBesideLine(f, r.Criterion(f.Criterion), counted, o))
	}
	return b, nil
}

// publishedCriteria gathers the criteria of the figures from the rubrics, and names the rubrics.
func publishedCriteria(rubrics []*rubric.Rubric, figures []PublishedFigure) (all *rubric.Rubric, refs []string) {
	all = &rubric.Rubric{ID: figures[0].Table}
	for _, r := range rubrics {
		refs = append(refs, r.Ref())
		for _, c := range r.Criteria {
			if onFigures(figures, c) {
				all.Criteria = append(all.Criteria, c)
			}
		}
	}
	return all, refs
}

func yearsOf(rows []CoverageRow) *YearRange {
	var out *YearRange
	for _, row := range rows {
		y := row.Agreement.Signed.Year()
		switch {
		case y == 0:
		case out == nil:
			out = &YearRange{y, y}
		default:
			out.First, out.Last = min(out.First, y), max(out.Last, y)
		}
	}
	return out
}

func newBesideLine(f PublishedFigure, c *rubric.Criterion, rows []CoverageRow, o CoverageOptions) BesideLine {
	l := BesideLine{Published: f, Standing: Unsettled, Corridor: newCell(Share{}, o.MinN)}
	if c == nil {
		l.Note = noRubricHas
		return l
	}
	l.Title = c.Title
	var s Share
	for _, row := range rows {
		level, ok := levelOf(row.Findings, f.Criterion)
		if ok && level != rubric.NA && inPublishedRegion(f.Region, o.groupsOf(row.Agreement)) {
			s.count(o.Reading.yes(level))
		}
	}
	l.Corridor = newCell(s, o.MinN)
	l.Standing = standing(f, l.Corridor)
	l.Note = l.besideNote(o)
	return l
}

func inPublishedRegion(region string, groups []string) bool {
	codes := publishedRegions[region]
	return len(codes) == 0 || slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(groups, c) })
}

func standing(f PublishedFigure, c CoverageCell) Standing {
	if f.Percent == nil || c.CI95 == nil {
		return Unsettled
	}
	switch share := *f.Percent / 100; {
	case f.Relation == MoreThan && share < c.CI95.High:
		return Within
	case share > c.CI95.High, f.Relation == MoreThan:
		return Higher
	case share < c.CI95.Low:
		return Lower
	}
	return Within
}

// Why a figure cannot be set beside the repository's.
const (
	noRubricHas    = "no rubric has this criterion"
	nothingToCount = "no agreement to count"
	noNumberGiven  = "the source gives no number"
)

func (l BesideLine) besideNote(o CoverageOptions) string {
	switch {
	case l.Corridor.N == 0:
		return nothingToCount
	case l.Published.Percent == nil:
		return noNumberGiven
	case l.Corridor.Thin:
		return fmt.Sprintf(casesNoShare, o.MinN)
	}
	return ""
}
