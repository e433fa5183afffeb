package reports

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"corridor/corpus"
	"corridor/rubric"
)

// publishedCSV is figures that others have published: facts, each with its source.
//
//go:embed published.csv
var publishedCSV string

// PublishedFigure is a share that others have published for a criterion in a region.
type PublishedFigure struct {
	Table     string   `json:"table"` // "ilo-2015-box11"
	Criterion string   `json:"criterion"`
	Region    string   `json:"region"`   // as published: "Europe and Americas"; "all" for every region
	Relation  Relation `json:"relation"` // how the source puts it
	Percent   *float64 `json:"percent"`  // null where the source gives no number
	NAll      int      `json:"n_all"`    // agreements in the whole study; the number in the region is not published
	Source    string   `json:"source"`
}

// Relation says how exact a published figure is.
type Relation string

// The relations.
const (
	Exactly  Relation = "="
	About    Relation = "~"
	MoreThan Relation = ">"
	Few      Relation = "few" // no number
)

// String writes the figure as its source does: "> 70 %".
func (p PublishedFigure) String() string {
	switch {
	case p.Percent == nil:
		return string(p.Relation)
	case p.Relation == Exactly:
		return fmt.Sprintf("%g\u00a0%%", *p.Percent)
	}
	return fmt.Sprintf("%s\u00a0%g\u00a0%%", p.Relation, *p.Percent)
}

// publishedTables gives the tables the names by which they are asked for.
var publishedTables = map[string]string{"box11": "ilo-2015-box11"}

// publishedRegions are the regions as published, in the codes of the region table.
var publishedRegions = map[string][]string{"all": nil, "Africa": {"africa"}, "Europe and Americas": {"europe", "americas"}, "Asia and Arab States": {"asia-arab"}}

// published is every figure that ships with Corridor, in the order of the file.
var published = sync.OnceValues(func() ([]PublishedFigure, error) {
	rows, err := csv.NewReader(strings.NewReader(publishedCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("published.csv: %w", err)
	}
	var out []PublishedFigure
	for _, row := range rows[1:] {
		p := PublishedFigure{Table: row[0], Criterion: row[1], Region: row[2], Relation: Relation(row[3]), Source: row[6]}
		if row[4] != "" {
			v, err := strconv.ParseFloat(row[4], 64)
			if err != nil {
				return nil, fmt.Errorf("published.csv: %w", err)
			}
			p.Percent = &v
		}
		if p.NAll, err = strconv.Atoi(row[5]); err != nil {
			return nil, fmt.Errorf("published.csv: %w", err)
		}
		out = append(out, p)
	}
	return out, nil
})

// Published returns the figures of a table: "box11" is what the ILO's review of 2015 found, as cited in Box 11
// of its practical guide. It wraps corpus.ErrNotFound and names the tables there are.
func Published(table string) ([]PublishedFigure, error) {
	all, err := published()
	if err != nil {
		return nil, err
	}
	name, ok := publishedTables[table]
	if !ok {
		return nil, fmt.Errorf("table %q: %w: one of %s", table, corpus.ErrNotFound, strings.Join(sortedTables(), ", "))
	}
	return slices.DeleteFunc(slices.Clone(all), func(p PublishedFigure) bool { return p.Table != name }), nil
}

// PublishedRubrics lists the rubrics that have a criterion of a table. It wraps corpus.ErrNotFound as Published does.
func PublishedRubrics(table string, lib *rubric.Library) (out []*rubric.Rubric, err error) {
	figures, err := Published(table)
	for _, r := range lib.Rubrics {
		if slices.ContainsFunc(r.Criteria, func(c rubric.Criterion) bool { return onFigures(figures, c) }) {
			out = append(out, r)
		}
	}
	return out, err
}

func onFigures(figures []PublishedFigure, c rubric.Criterion) bool {
	return slices.ContainsFunc(figures, func(f PublishedFigure) bool { return f.Criterion == c.ID })
}

func sortedTables() (out []string) {
	for name := range publishedTables {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
