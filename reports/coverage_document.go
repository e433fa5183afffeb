package reports

import (
	"fmt"
	"strings"

	"corridor/rubric"
)

// Document lays the coverage table out: what was counted, the table, how to read it.
func (c Coverage) Document(t Tongue) Document {
	return Document{
		Kind:  "Coverage",
		Title: c.title(),
		Lead:  c.lead(),
		Wide:  true,
		Sections: []Section{
			{ID: "table", Title: "Share of agreements", Blocks: c.shares()},
			{ID: "method", Title: "How to read this table", Blocks: c.method()},
		},
	}
}

func (c Coverage) title() string {
	name := c.Rubric.Title
	if name == "" {
		name = c.Rubric.ID
	}
	return name + ": coverage by " + string(c.Options.By)
}

// lead says in one line what was counted.
func (c Coverage) lead() string {
	parts := []string{plural(c.Sample.Counted, "agreement", "agreements"), string(c.Options.Reading) + " reading"}
	if c.Options.By == ByRegion {
		parts = append(parts, "region of "+c.attributionName())
	}
	if years := c.Options.years(); years != "" {
		parts = append(parts, "signed "+years)
	}
	for _, k := range c.Options.Kinds {
		parts = append(parts, string(k))
	}
	if c.Options.Rater != "" {
		parts = append(parts, "as coded by "+c.Options.Rater)
	}
	return strings.Join(parts, " · ")
}

func (c Coverage) attributionName() string {
	if c.Options.Attribution == OfEither {
		return "origin or destination"
	}
	return string(c.Options.Attribution)
}

func (o CoverageOptions) years() string {
	switch {
	case o.From > 0 && o.To > 0:
		return fmt.Sprintf("%d–%d", o.From, o.To)
	case o.From > 0:
		return fmt.Sprintf("from %d", o.From)
	case o.To > 0:
		return fmt.Sprintf("up to %d", o.To)
	}
	return ""
}

// shares is the table, or what to do when there is nothing to count.
func (c Coverage) shares() []Block {
	if c.Sample.Counted > 0 {
		return []Block{c.table()}
	}
	advice := "No agreement was given: put some into the store, or name their files."
	if c.Sample.Given > 0 {
		advice = "No agreement is left to count: widen the years or the kinds, or score the agreements under this rubric first."
	}
	return []Block{Paragraph{Tone: Warning, Body: words(advice)}}
}

func (c Coverage) table() Table {
	t := Table{Style: Heat, Caption: fmt.Sprintf("Agreements that provide each criterion, %s reading; number of agreements in brackets", c.Options.Reading),
		Columns: []Column{{Title: "Criterion", Grow: 1}}}
	for _, g := range c.Groups {
		t.Columns = append(t.Columns, Column{Title: fmt.Sprintf("%s (%d)", g.Name, g.Agreements), Right: true})
	}
	t.Columns = append(t.Columns, Column{Title: fmt.Sprintf("All (%d)", c.Sample.Counted), Right: true})
	for _, l := range c.Criteria {
		t.addLine(l)
	}
	return t
}

// addLine puts the line under its theme; themes stand in the order in which criteria first use them.
func (t *Table) addLine(l CoverageLine) {
	row := []Cell{cell(Plain(l.Title), Break{}, Code(l.Criterion))}
	for _, c := range append(l.Cells[:len(l.Cells):len(l.Cells)], l.Total) {
		row = append(row, c.cell())
	}
	theme := sentence(l.Theme)
	for i := range t.Groups {
		if t.Groups[i].Title == theme {
			t.Groups[i].Rows = append(t.Groups[i].Rows, row)
			return
		}
	}
	t.Groups = append(t.Groups, Group{Title: theme, Rows: [][]Cell{row}})
}

// shades is how many steps a heat map has.
const shades = 5

func (c CoverageCell) cell() Cell {
	if c.N == 0 {
		return Cell{Body: []Inline{Quiet("–")}}
	}
	s := Share{c.K, c.N}
	percent := s.Percent()
	if c.Thin {
		percent += "†"
	}
	return Cell{
		Body:  []Inline{Strong(percent), Quiet(" " + s.Of()), Break{}, Quiet(c.CI95.String())},
		Shade: min(shades, 1+int(s.Float()*shades)),
		Thin:  c.Thin,
	}
}

// method says how the numbers were made.
func (c Coverage) method() []Block {
	out := []Block{note(c.readingNote())}
	if c.Options.By == ByRegion {
		out = append(out, note(c.attributionNote()))
	}
	return append(out,
		note(fmt.Sprintf("Each cell has the share, k/n, and under it the 95\u00a0%% interval of Wilson in per cent. n is the number of agreements to which the criterion applies; – means that there are none, which is not 0. † marks cells with fewer than %d agreements: read them as cases, not as shares.", c.Options.MinN)),
		note(c.sampleNote()))
}

func note(s string) Paragraph { return Paragraph{Tone: Note, Body: words(s)} }

func (c Coverage) readingNote() string {
	if rubric.YesNo(c.Options.Rater) {
		return fmt.Sprintf("As coded by %s: its coders answered yes or no whether a text mentions a provision, which is the broad reading; there is no strict one.", c.Options.Rater)
	}
	if c.Options.Reading == Strict {
		return "Strict reading: only an operative clause is a yes. A contrary clause is a no."
	}
	return "Broad reading: a weak or an operative clause is a yes. A contrary clause is a no."
}

func (c Coverage) attributionNote() string {
	out := fmt.Sprintf("An agreement counts for the region of its country of %s.", c.attributionName())
	if rubric.YesNo(c.Options.Rater) {
		out = "The data set does not say which party is the origin: an agreement counts for the regions of both."
	} else if c.Options.Attribution == OfEither {
		out = "An agreement counts for the regions of its country of origin and of its country of destination."
	}
	if len(c.Options.Regions) > 0 {
		out += " Elsewhere holds agreements outside the regions shown."
	}
	return out + " Unplaced holds agreements with a side that is not known or is no known state." + c.severalNote()
}

func (c Coverage) severalNote() string {
	if c.Sample.Several == 0 {
		return " Every agreement stands in one column, so the columns add up to the total."
	}
	return fmt.Sprintf(" %s in more than one column; the columns hold %d entries, the total counts each agreement once.",
		plural(c.Sample.Several, "agreement stands", "agreements stand"), c.Sample.Places)
}

func (c Coverage) sampleNote() string {
	s := c.Sample
	out := fmt.Sprintf("Sample: %s given, %d counted", plural(s.Given, "agreement", "agreements"), s.Counted)
	for _, left := range []struct {
		n   int
		why string
	}{{s.OtherKind, "of another kind"}, {s.Undated, "without a year"}, {s.OtherYear, "of other years"}, {s.Unrated, "not rated under this rubric"}} {
		if left.n > 0 {
			out += fmt.Sprintf(", %d %s", left.n, left.why)
		}
	}
	return out + ". Rubric " + c.Rubric.Ref + "."
}

// Sheet is one row for each criterion and group, the total last.
func (c Coverage) Sheet() Sheet {
	out := Sheet{Name: "coverage", Columns: []string{"rubric", "theme", "criterion", "criterion_title", "by", "attribution",
		"reading", "group", "group_name", "agreements", "k", "n", "percent", "ci95_low", "ci95_high", "thin"}}
	for _, l := range c.Criteria {
		for i, cell := range l.Cells {
			out.Rows = append(out.Rows, c.sheetRow(l, c.Groups[i], cell))
		}
		out.Rows = append(out.Rows, c.sheetRow(l, CoverageGroup{"total", "All", c.Sample.Counted}, l.Total))
	}
	return out
}

func (c Coverage) sheetRow(l CoverageLine, g CoverageGroup, cell CoverageCell) []any {
	var percent, low, high any
	if cell.N > 0 {
		percent, low, high = round(100**cell.Share, 4), round(100*cell.CI95.Low, 4), round(100*cell.CI95.High, 4)
	}
	return []any{c.Rubric.Ref, l.Theme, l.Criterion, l.Title, string(c.Options.By), string(c.Options.Attribution),
		string(c.Options.Reading), g.Code, g.Name, g.Agreements, cell.K, cell.N, percent, low, high, cell.Thin}
}
