package reports

import (
	"fmt"
	"strings"
)

// comparedQuote is how many characters of a passage a cell of a comparison shows.
const comparedQuote = 160

// Document lays the comparison out: the agreements, then a row a criterion with the passages beneath the marks.
func (c Comparison) Document(t Tongue) Document {
	d := Document{Kind: t.S("Comparison"), Title: t.N(len(c.Agreements), "%d agreement side by side", "%d agreements side by side"), Lead: t.S(c.Rubric.Title), Wide: true}
	d.Sections = []Section{
		{ID: "agreements", Title: t.S("The agreements"), Blocks: []Block{c.columns(t)}},
		{ID: "criteria", Title: t.S("Criterion by criterion"), Blocks: c.rows(t)},
	}
	for _, a := range c.Agreements {
		d.Blocks = append(d.Blocks, textWarnings(t, a.Header)...)
		d.Citation = append(d.Citation, t.Cite(a.Citation))
	}
	return d
}

// letter names a column: A to L.
func letter(i int) string { return string(rune('A' + i)) }

func (c Comparison) columns(t Tongue) Table {
	out := Table{Caption: t.S("The columns of the comparison"), Style: Numbers, Head: 1, Columns: []Column{{Title: ""}, {Title: t.S("Agreement"), Grow: 3}, {Title: t.S("Signed")},
		{Title: t.S("Share"), Right: false}, {Title: t.S("Broad"), Right: true}, {Title: t.S("Strict"), Right: true}, {Title: t.S("Strength"), Right: true}}}
	var rows [][]Cell
	for i, a := range c.Agreements {
		rows = append(rows, []Cell{cell(Strong(letter(i))), cell(Plain(a.Title), Break{}, Quiet(t.corridor(a.Origin, a.Destination, a.Reciprocal)), Break{}, Code(a.ID[:min(12, len(a.ID))])),
			cell(Plain(t.Date(a.Signed))), cell(t.bar(a.Score.Strict, a.Score.Broad)), shareCell(a.Score.Broad), shareCell(a.Score.Strict), cell(Plain(t.strength(a.Score)))})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

func (c Comparison) rows(t Tongue) []Block {
	var out []Block
	if c.Options.Differences {
		out = append(out, note(t.N(c.Alike, "Only criteria on which the agreements differ: %d criterion on which all are alike is left out.",
			"Only criteria on which the agreements differ: %d criteria on which all are alike are left out.")))
	}
	if len(c.Criteria) == 0 {
		return append(out, Paragraph{Body: words(t.S("There is no such criterion."))})
	}
	table := Table{Caption: t.S("What each agreement provides"), Style: Passages, Columns: []Column{{Title: t.S("Criterion"), Grow: 2}}}
	for i, a := range c.Agreements {
		table.Columns = append(table.Columns, Column{Title: columnTitle(i, a), Grow: 3})
	}
	theme := ""
	for i, l := range c.Criteria {
		if i == 0 || l.Theme != theme {
			theme = l.Theme
			table.Groups = append(table.Groups, Group{Title: Sentence(t.S(theme))})
		}
		row := []Cell{cell(Plain(t.S(l.Title)), Break{}, Code(l.Criterion))}
		for j, x := range l.Cells {
			row = append(row, x.cell(t, c.Agreements[j].Language))
		}
		g := &table.Groups[len(table.Groups)-1]
		g.Rows = append(g.Rows, row)
	}
	return append(out, table)
}

// columnTitle is short: the letter, the corridor and the year.
func columnTitle(i int, a ComparedAgreement) string {
	parts := []string{letter(i), a.Corridor}
	if y := a.Signed.Year(); y > 0 {
		parts = append(parts, fmt.Sprint(y))
	}
	return strings.Join(parts, " · ")
}

func (x ComparedCell) cell(t Tongue, lang string) Cell {
	if !x.Rated {
		return cell(Quiet(t.S("not coded")))
	}
	body := []Inline{t.mark(x.Level)}
	if list := shown(x.Coded); len(list) > 0 {
		p := list[0]
		body = append(body, Break{}, p.display(t, lang, x.Level, comparedQuote))
	}
	return cell(body...)
}

// Sheet is one row for each criterion and agreement.
func (c Comparison) Sheet() Sheet {
	s := Sheet{Name: "comparison", Columns: []string{"rubric", "theme", "criterion", "criterion_title", "differ", "agreement", "title", "corridor", "kind", "signed", "language",
		"level", "mark", "article", "page", "quote", "passages", "reason", "confidence", "rater", "citation"}}
	for _, l := range c.Criteria {
		for i, x := range l.Cells {
			a := c.Agreements[i]
			var p Passage
			if list := shown(x.Coded); len(list) > 0 {
				p = list[0]
			}
			var level, confidence any
			if x.Rated {
				level, confidence = x.Level.String(), x.Confidence
			}
			s.Rows = append(s.Rows, []any{c.Rubric.Ref, l.Theme, l.Criterion, l.Title, l.Differ, a.ID, a.Title, a.Corridor, string(a.Kind), dateCell(a.Signed), a.Language,
				level, x.Mark, p.Path, positive(p.Page), p.Quote, len(x.Passages), x.Reason, confidence, x.Rater, citationCell(a.Header, shown(x.Coded))})
		}
	}
	return s
}
