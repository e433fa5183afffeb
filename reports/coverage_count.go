package reports

import (
	"slices"

	"corridor/rubric"
)

// sample returns the rows that count and accounts for the others.
func (c *Coverage) sample(r *rubric.Rubric, rows []CoverageRow) []CoverageRow {
	var out []CoverageRow
	s, o := &c.Sample, c.Options
	for _, row := range rows {
		year := row.Agreement.Signed.Year()
		s.Given++
		switch {
		case len(o.Kinds) > 0 && !slices.Contains(o.Kinds, row.Agreement.Kind):
			s.OtherKind++
		case year == 0 && (o.From > 0 || o.To > 0):
			s.Undated++
		case year < o.From || (o.To > 0 && year > o.To):
			s.OtherYear++
		case len(inRubric(r, row.Findings)) == 0:
			s.Unrated++
		default:
			s.Counted++
			out = append(out, row)
		}
	}
	return out
}

// tally knows the columns, and in which of them each counted row stands.
type tally struct {
	groups  []CoverageGroup
	columns [][]int // for each counted row, indexes into groups
	several int
	places  int
}

func newTally(o CoverageOptions, rows []CoverageRow) *tally {
	t := &tally{}
	codes := make([][]string, len(rows))
	for i, row := range rows {
		codes[i] = o.groupsOf(row.Agreement)
	}
	index := map[string]int{}
	for i, g := range o.columns(codes) {
		t.groups = append(t.groups, g)
		index[g.Code] = i
	}
	for _, in := range codes {
		var at []int
		for _, code := range in {
			at = append(at, index[code])
			t.groups[index[code]].Agreements++
		}
		t.places += len(at)
		if len(at) > 1 {
			t.several++
		}
		t.columns = append(t.columns, at)
	}
	return t
}

// line counts one criterion.
func (t *tally) line(c rubric.Criterion, rows []CoverageRow, o CoverageOptions) CoverageLine {
	cells, total := make([]Share, len(t.groups)), Share{}
	for i, row := range rows {
		level, ok := levelOf(row.Findings, c.ID)
		if !ok || level == rubric.NA {
			continue
		}
		yes := o.Reading.yes(level)
		total.count(yes)
		for _, g := range t.columns[i] {
			cells[g].count(yes)
		}
	}
	out := CoverageLine{Criterion: c.ID, Title: c.Title, Theme: c.Theme, Cells: []CoverageCell{}, Total: newCell(total, o.MinN)}
	for _, s := range cells {
		out.Cells = append(out.Cells, newCell(s, o.MinN))
	}
	return out
}

func levelOf(findings []rubric.Resolved, criterion string) (rubric.Level, bool) {
	i := slices.IndexFunc(findings, func(f rubric.Resolved) bool { return f.Criterion == criterion })
	if i < 0 {
		return 0, false
	}
	return findings[i].Level, true
}

func (s *Share) count(yes bool) {
	s.N++
	if yes {
		s.K++
	}
}

func newCell(s Share, minN int) CoverageCell {
	return CoverageCell{K: s.K, N: s.N, Share: s.Value(), CI95: Wilson(s), Thin: s.N < minN}
}
