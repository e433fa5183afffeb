package ingest

import (
	"slices"
	"strings"
)

// table is a table of a document or a page, gathered whole before it becomes lines. A table may hold data,
// lay out a signature block, number the paragraphs beside it, or set two languages side by side.
type table struct {
	rows [][]cell
}

// cell is a cell that is not covered by another.
type cell struct {
	col, span int // first column, from 0, and number of columns
	lines     []rawLine
}

const (
	columnLetters = 120 // of a column whose language is asked
	rowLines      = 2   // lines of a cell that still make a row of data
	rowBytes      = 400 // of a cell with a line break that still makes a row of data
)

// labelCell is a cell that holds nothing but the label of what stands beside it.
var labelCell = lazy(`^(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,6})[.)]|\d{1,3}(?:\.\d{1,3})+|\((?:\d{1,3}|[a-z]{1,6})\)|[-–—•])$`)

// merge adds the rows of a table that follows without anything between, when both are of as many columns
// and nothing shows that these hold other languages.
func (t *table) merge(o *table) bool {
	mine, theirs := t.columns(), o.columns()
	if len(mine) != len(theirs) || len(mine) < 2 || !isShort(mine) && !isShort(theirs) && !slices.Equal(t.languages(), o.languages()) {
		return false
	}
	t.rows = append(t.rows, o.rows...)
	return true
}

// isShort reports whether columns hold too little text to tell their languages.
func isShort(columns []string) bool {
	return !slices.ContainsFunc(columns, func(s string) bool { return countLetters(s, columnLetters) >= columnLetters })
}

// lines turns the table into lines: column by column when each column is in a language of its own, else
// row by row.
func (t *table) lines() []rawLine {
	if langs := t.languages(); langs != nil {
		return t.byColumn(langs)
	}
	var out []rawLine
	data := false // the row before was a line
	for _, r := range t.rows {
		lines, row := rowLinesOf(r)
		if len(lines) == 0 {
			continue
		}
		lines[0].gap = !row || !data
		data = row
		out = append(out, lines...)
	}
	return out
}

// languages are those of the columns, when there are at least two columns of text and each is in a
// language of its own; else nil.
func (t *table) languages() []string {
	text := t.columns()
	if len(text) < 2 || len(text) > 4 {
		return nil
	}
	var langs []string
	known := map[string]bool{}
	for _, s := range text {
		if s == "" { // a narrow column between the languages
			langs = append(langs, "")
			continue
		}
		lang := detectLanguage(s)
		if countLetters(s, columnLetters) < columnLetters || lang == "und" || known[lang] {
			return nil
		}
		known[lang] = true
		langs = append(langs, lang)
	}
	if len(known) < 2 {
		return nil
	}
	return langs
}

// columns are the texts of the columns, without cells that span several; nil when the rows have no columns
// in common.
func (t *table) columns() []string {
	var text []string
	for _, r := range t.rows {
		for _, c := range r {
			for len(text) < c.col+c.span {
				text = append(text, "")
			}
			if s := plainText(c.lines); c.span == 1 && s != "" {
				text[c.col] += s + "\n"
			}
		}
	}
	return text
}

// byColumn gives one column after the other, each marked by its language. What spans columns stands in the
// first.
func (t *table) byColumn(langs []string) []rawLine {
	var out []rawLine
	for col, lang := range langs {
		for _, r := range t.rows {
			for _, c := range r {
				if c.col != col {
					continue
				}
				for _, l := range c.lines {
					if c.span == 1 && l.lang == "" {
						l.lang = lang
					}
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// rowLinesOf gives one line for a row of data, whose cells are set apart by " | ", and reports whether it
// is one. A row whose cells hold paragraphs gives these, cell after cell.
func rowLinesOf(r []cell) (lines []rawLine, row bool) {
	var full []cell
	data := true
	for _, c := range r {
		if len(c.lines) > 0 {
			full = append(full, c)
			data = data && isDatum(c)
		}
	}
	switch {
	case len(full) == 2 && len(full[0].lines) == 1 && labelCell.MatchString(full[0].lines[0].text):
		return labelled(full[0].lines[0], full[1].lines), false
	case len(full) == 1 || !data:
		for _, c := range full {
			lines = append(lines, c.lines...)
		}
		return lines, len(full) == 1 && len(lines) == 1
	case len(full) == 0:
		return nil, false
	}
	return []rawLine{joinCells(full)}, true
}

// isDatum reports whether the cell may stand in a line with others.
func isDatum(c cell) bool {
	size := 0
	for _, l := range c.lines {
		if l.kind == markTableRow || l.kind == markHeading && len(c.lines) > 1 {
			return false
		}
		size += len(l.text)
	}
	return len(c.lines) == 1 || len(c.lines) <= rowLines && size <= rowBytes
}

// labelled puts the label of a cell before the text of the cell beside it.
func labelled(label rawLine, text []rawLine) []rawLine {
	first := text[0].prefixed(label.text + " ")
	first.notes = append(slices.Clone(label.notes), first.notes...)
	if first.kind == 0 {
		first.kind = markListItem
	}
	first.fixed = true
	return append([]rawLine{first}, text[1:]...)
}

// joinCells writes the cells of a row into one line.
func joinCells(full []cell) rawLine {
	out := rawLine{kind: markTableRow, fixed: true, page: full[0].lines[0].page}
	var b strings.Builder
	for i, c := range full {
		for j, l := range c.lines {
			switch {
			case j > 0:
				b.WriteByte(' ')
			case i > 0:
				b.WriteString(" | ")
			}
			for _, a := range l.notes {
				a.at += b.Len()
				out.notes = append(out.notes, a)
			}
			out.spots = append(out.spots, shifted(l.spots, b.Len())...)
			b.WriteString(l.text)
		}
	}
	out.text = b.String()
	return out
}
