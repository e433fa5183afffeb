package reports

import (
	"fmt"
	"slices"
	"strings"

	"corridor/rubric"
)

// Document lays the coverage table out: what was counted, the table, how to read it.
func (c Coverage) Document(t Tongue) Document {
	return Document{
		Kind:  t.S("Coverage"),
		Title: c.title(t),
		Lead:  c.lead(t),
		Wide:  true,
		Sections: []Section{
			{ID: "table", Title: t.S("Share of agreements"), Blocks: c.shares(t)},
			{ID: "method", Title: t.S("How to read this table"), Blocks: c.method(t)},
		},
	}
}

func (c Coverage) title(t Tongue) string {
	name := c.Rubric.Title
	if name == "" {
		name = c.Rubric.ID
	}
	return t.S("%s: coverage by %s", t.S(name), t.S(string(c.Options.By)))
}

// lead says in one line what was counted.
func (c Coverage) lead(t Tongue) string {
	parts := []string{t.N(c.Sample.Counted, "%d agreement", "%d agreements"), t.S(string(c.Options.Reading) + " reading")}
	if c.Options.By == ByRegion {
		parts = append(parts, t.S("region of %s", c.attributionName(t)))
	}
	if years := c.Options.years(t); years != "" {
		parts = append(parts, years)
	}
	for _, name := range slices.Concat(stringsOf(c.Options.Kinds), stringsOf(c.Options.Scopes), stringsOf(c.Options.Sectors), c.Options.Themes) {
		parts = append(parts, t.S(name))
	}
	if c.Options.Rater != "" {
		parts = append(parts, t.S("as coded by %s", c.Options.Rater))
	}
	return strings.Join(parts, " · ")
}

func (c Coverage) attributionName(t Tongue) string {
	if c.Options.Attribution == OfEither {
		return t.S("origin or destination")
	}
	return t.S(string(c.Options.Attribution))
}

func (o CoverageOptions) years(t Tongue) string {
	switch {
	case o.From > 0 && o.To > 0:
		return t.S("signed %d–%d", o.From, o.To)
	case o.From > 0:
		return t.S("signed from %d", o.From)
	case o.To > 0:
		return t.S("signed up to %d", o.To)
	}
	return ""
}

// shares is the table, or what to do when there is nothing to count.
func (c Coverage) shares(t Tongue) []Block {
	if c.Sample.Counted > 0 {
		return []Block{c.table(t)}
	}
	advice := t.S("No agreement was given: put some into the store, or name their files.")
	if c.Sample.Given > 0 {
		advice = t.S("No agreement is left to count: widen the years or the kinds, or score the agreements under this rubric first.")
	}
	return []Block{Paragraph{Tone: Warning, Body: words(advice)}}
}

func (c Coverage) table(t Tongue) Table {
	reading := t.S(string(c.Options.Reading) + " reading")
	out := Table{Style: Heat, Caption: t.S("Agreements that provide each criterion, %s; number of agreements in brackets", reading), Columns: []Column{{Title: t.S("Criterion"), Grow: 1}}}
	if c.Options.Rows == Themes {
		out.Caption, out.Columns[0].Title = t.S("Agreements that provide each theme, %s; number of agreements in brackets", reading), t.S("Theme")
	}
	for _, g := range c.Groups {
		out.Columns = append(out.Columns, Column{Title: fmt.Sprintf("%s (%d)", c.Options.shownName(t, g), g.Agreements), Right: true})
	}
	out.Columns = append(out.Columns, Column{Title: t.S("All (%d)", c.Sample.Counted), Right: true})
	for _, l := range c.Criteria {
		out.addLine(t, l)
	}
	return out
}

// shownName is the name of a group in the language of the document.
func (o CoverageOptions) shownName(t Tongue, g CoverageGroup) string {
	switch o.By {
	case ByLanguage:
		return Sentence(t.Language(g.Code))
	case ByDecade:
		return Sentence(t.decade(g.Name))
	case ByScope, BySector:
		if g.Code != none && g.Code != "" {
			return Sentence(t.S(g.Code))
		}
	}
	return t.S(g.Name)
}

// addLine puts the line under its theme; themes stand in the order in which criteria first use them.
func (t *Table) addLine(tg Tongue, l CoverageLine) {
	row := []Cell{cell(Plain(tg.S(l.Title)), Break{}, Code(l.Criterion))}
	theme := Sentence(tg.S(l.Theme))
	if l.Criterion == "" {
		row[0], theme = cell(Plain(theme)), ""
	}
	for _, c := range append(l.Cells[:len(l.Cells):len(l.Cells)], l.Total) {
		row = append(row, c.cell())
	}
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
func (c Coverage) method(t Tongue) []Block {
	out := []Block{note(c.readingNote(t))}
	if c.Options.By == ByRegion {
		out = append(out, note(c.attributionNote(t)))
	}
	if s := c.layoutNote(t); s != "" {
		out = append(out, note(s))
	}
	return append(out,
		note(t.S("Each cell has the share, k/n, and under it the 95\u00a0%% interval of Wilson in per cent. n is the number of agreements to which the criterion applies; – means that there are none, which is not 0. † marks cells with fewer than %d agreements: read them as cases, not as shares.", c.Options.MinN)),
		note(c.sampleNote(t)))
}

func note(s string) Paragraph { return Paragraph{Tone: Note, Body: words(s)} }

func (c Coverage) readingNote(t Tongue) string {
	if rubric.YesNo(c.Options.Rater) {
		return t.S("As coded by %s: its coders answered yes or no whether a text mentions a provision, which is the broad reading; there is no strict one.", c.Options.Rater)
	}
	if c.Options.Reading == Strict {
		return t.S("Strict reading: only an operative clause is a yes. A contrary clause is a no.")
	}
	return t.S("Broad reading: a weak or an operative clause is a yes. A contrary clause is a no.")
}

func (c Coverage) attributionNote(t Tongue) string {
	out := t.S("An agreement counts for the region of its country of %s.", c.attributionName(t))
	if rubric.YesNo(c.Options.Rater) {
		out = t.S("The data set does not say which party is the origin: an agreement counts for the regions of both.")
	} else if c.Options.Attribution == OfEither {
		out = t.S("An agreement counts for the regions of its country of origin and of its country of destination.")
	}
	if len(c.Options.Regions) > 0 {
		out += " " + t.S("Elsewhere holds agreements outside the regions shown.")
	}
	return out + " " + t.S("Unplaced holds agreements with a side that is not known or is no known state.") + " " + c.severalNote(t)
}

// layoutNote says what the columns and lines of the less usual tables stand for; "" for the others.
func (c Coverage) layoutNote(t Tongue) string {
	var out []string
	if c.Options.Rows == Themes {
		out = append(out, t.S("An agreement counts for a theme when it provides one criterion of it at least."))
	}
	switch c.Options.By {
	case ByCorridor:
		out = append(out, t.S("Up to %d corridors, those with the most agreements, have a column each; the others stand together.", c.Options.Columns), c.severalNote(t))
	case BySector:
		out = append(out, c.severalNote(t))
	case ByRater:
		out = append(out, t.S("Each column holds what one rater found; the last one holds the findings that count."), c.severalNote(t))
	}
	return strings.Join(out, " ")
}

func (c Coverage) severalNote(t Tongue) string {
	if c.Sample.Several == 0 {
		return t.S("Every agreement stands in one column, so the columns add up to the total.")
	}
	return t.N(c.Sample.Several, "%d agreement stands in more than one column; the columns hold %d entries, the total counts each agreement once.",
		"%d agreements stand in more than one column; the columns hold %d entries, the total counts each agreement once.", c.Sample.Places)
}

func (c Coverage) sampleNote(t Tongue) string {
	s := c.Sample
	out := t.N(s.Given, "Sample: %d agreement given, %d counted", "Sample: %d agreements given, %d counted", s.Counted)
	for _, left := range []struct {
		n   int
		why string
	}{{s.OtherKind, t.S("of another kind")}, {s.OtherScope, t.S("of another scope or sector")}, {s.Undated, t.S("without a year")}, {s.OtherYear, t.S("of other years")}, {s.Unrated, t.S("not rated under this rubric")}} {
		if left.n > 0 {
			out += fmt.Sprintf(", %d %s", left.n, left.why)
		}
	}
	return out + ". " + t.S("Rubric %s.", c.Rubric.Ref)
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
	var criterion any
	if l.Criterion != "" {
		criterion = l.Criterion
	}
	return []any{c.Rubric.Ref, l.Theme, criterion, l.Title, string(c.Options.By), string(c.Options.Attribution),
		string(c.Options.Reading), g.Code, g.Name, g.Agreements, cell.K, cell.N, percent, low, high, cell.Thin}
}
