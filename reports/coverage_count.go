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
		case !o.covers(row.Agreement):
			s.OtherScope++
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
	codes := o.places(rows)
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

// countedLine is a line to count: the criteria of which one is asked for.
type countedLine struct {
	id, title, theme string
	criteria         []string
}

// lines lists the criteria or the themes of the rubric, as the options ask.
func (o CoverageOptions) lines(r *rubric.Rubric) (out []countedLine) {
	for _, c := range r.Criteria {
		if len(o.Themes) > 0 && !slices.Contains(o.Themes, c.Theme) {
			continue
		}
		i := slices.IndexFunc(out, func(l countedLine) bool { return l.theme == c.Theme })
		switch {
		case o.Rows != Themes:
			out = append(out, countedLine{c.ID, c.Title, c.Theme, []string{c.ID}})
		case i < 0:
			out = append(out, countedLine{"", Sentence(c.Theme), c.Theme, []string{c.ID}})
		default:
			out[i].criteria = append(out[i].criteria, c.ID)
		}
	}
	return out
}

// provides reports whether one of the criteria applies, and whether one of them is a yes.
func (r Reading) provides(findings []rubric.Resolved, criteria []string) (applies, yes bool) {
	for _, id := range criteria {
		if level, ok := levelOf(findings, id); ok && level != rubric.NA {
			applies, yes = true, yes || r.yes(level)
		}
	}
	return applies, yes
}

// line counts one line.
func (t *tally) line(l countedLine, rows []CoverageRow, o CoverageOptions) CoverageLine {
	cells, total := make([]Share, len(t.groups)), Share{}
	for i, row := range rows {
		applies, yes := o.Reading.provides(row.Findings, l.criteria)
		if applies {
			total.count(yes)
		}
		for _, g := range t.columns[i] {
			if o.By == ByRater {
				applies, yes = o.raterProvides(row, t.groups[g].Code, l.criteria)
			}
			if applies {
				cells[g].count(yes)
			}
		}
	}
	out := CoverageLine{Criterion: l.id, Title: l.title, Theme: l.theme, Cells: []CoverageCell{}, Total: newCell(total, o.MinN)}
	for _, s := range cells {
		out.Cells = append(out.Cells, newCell(s, o.MinN))
	}
	return out
}

// raterProvides is provides by the word of one rater. A rater who codes yes or no has no strict reading.
func (o CoverageOptions) raterProvides(row CoverageRow, rater string, criteria []string) (applies, yes bool) {
	i := slices.IndexFunc(row.Raters, func(r RaterFindings) bool { return r.Rater == rater })
	if i < 0 || o.Reading == Strict && rubric.YesNo(rater) {
		return false, false
	}
	return o.Reading.provides(row.Raters[i].Findings, criteria)
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
