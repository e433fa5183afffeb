package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// pdfBlock is lines of print that follow each other downwards: a paragraph, a cell, a column.
type pdfBlock struct {
	lines       []pdfLine
	x0, x1, top float64
}

// band is blocks that begin on one height, from left to right: a row of a table, columns of text, signatures.
type band []pdfBlock

const (
	blockLead     = 2.2  // a distance of baselines, in ems, that ends a block
	minRows       = 3    // rows of a table without borders; two are enough for one of three columns
	cellLines     = 3    // lines of a cell of such a table, on the average
	cellRunes     = 90   // characters of its cells, on the average
	fullLine      = 0.85 // share of the width of a column that a line of running text fills
	fewSignatures = 12   // lines of two blocks that are too few to tell running text by its full lines
	proseShare    = 0.6  // of the lines of a column of running text that do
)

// bands finds what is set side by side without borders, and returns the lines in the order of reading and the
// number of tables so far.
func bands(lines []pdfLine, tables int) ([]pdfLine, int) {
	all := cutBands(lines)
	if !slices.ContainsFunc(all, func(b band) bool { return len(b) > 1 }) {
		return lines, tables
	}
	out := make([]pdfLine, 0, len(lines))
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && len(all[j]) > 1 {
			j++
		}
		if j == i {
			out = append(out, all[i].drawn()...)
			i++
			continue
		}
		rows := all[i:j]
		i = j
		switch columns := columnsOf(rows); {
		case columns == nil || labels(rows):
			for _, r := range rows {
				out = append(out, r.drawn()...)
			}
		case signatures(rows, columns):
			at := len(out)
			out = append(out, byColumns(rows, columns)...)
			for k := at; k < len(out); k++ {
				out[k].Loose = true
			}
		case runningText(rows, columns):
			out = append(out, byColumns(rows, columns)...)
		case tabular(rows, columns):
			tables++
			out = append(out, asTable(rows, columns, tables)...)
		default:
			for _, r := range rows {
				out = append(out, r.drawn()...)
			}
		}
	}
	return out, tables
}

// cutBands cuts the lines of a page into bands. Lines of tables with borders are bands of their own.
func cutBands(lines []pdfLine) []band {
	var out []band
	var blocks []pdfBlock // the bands of one block stand here
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && lines[j].Cell == (cellPlace{}) && lines[i].Cell == (cellPlace{}) && lines[j].below(&lines[j-1]) {
			j++
		}
		b := newBlock(lines[i:j])
		i = j
		if n := len(out); n > 0 && b.lines[0].Cell == (cellPlace{}) && out[n-1].takes(&b) {
			out[n-1] = append(out[n-1], b)
			continue
		}
		blocks = append(blocks, b)
		out = append(out, blocks[len(blocks)-1:len(blocks):len(blocks)])
	}
	return out
}

// below reports whether a line goes on under another.
func (l *pdfLine) below(above *pdfLine) bool {
	drop := above.Y - l.Y
	return drop > 0.5*l.Size && drop < blockLead*max(l.Size, above.Size) && l.overlaps(above) && l.Aside == above.Aside
}

func newBlock(lines []pdfLine) pdfBlock {
	b := pdfBlock{lines: lines, x0: math.Inf(1), x1: math.Inf(-1), top: lines[0].Y}
	for i := range lines {
		b.x0, b.x1 = min(b.x0, lines[i].X0), max(b.x1, lines[i].X1)
	}
	return b
}

// takes reports whether the block begins beside the blocks of the band.
func (r band) takes(b *pdfBlock) bool {
	for i := range r {
		a := &r[i]
		if a.lines[0].Cell != (cellPlace{}) || !a.lines[0].level(&b.lines[0]) || a.x0 < b.x1 && b.x0 < a.x1 || a.lines[0].Aside != b.lines[0].Aside {
			return false
		}
	}
	return true
}

// drawn are the lines of a band as they were drawn.
func (r band) drawn() []pdfLine {
	var out []pdfLine
	for i := range r {
		out = append(out, r[i].lines...)
	}
	return out
}

// columnsOf finds the columns that the blocks of bands stand in: their edges, from left to right, or nil when
// a block reaches over two of them.
func columnsOf(rows []band) [][2]float64 {
	var edges [][2]float64
	for _, r := range rows {
		for i := range r {
			edges = append(edges, [2]float64{r[i].x0, r[i].x1})
		}
	}
	slices.SortFunc(edges, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	out := slices.Clone(edges[:1])
	for _, e := range edges[1:] {
		if last := &out[len(out)-1]; e[0] < last[1] {
			last[1] = max(last[1], e[1])
			continue
		}
		out = append(out, e)
	}
	for _, r := range rows {
		seen := -1
		for i := range sortedBlocks(r) {
			c := columnAt(out, r[i].x0)
			if c == seen {
				return nil
			}
			seen = c
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// sortedBlocks puts the blocks of a band in order from the left.
func sortedBlocks(r band) band {
	slices.SortStableFunc(r, func(a, b pdfBlock) int { return cmp.Compare(a.x0, b.x0) })
	return r
}

func columnAt(columns [][2]float64, x float64) int {
	for i, c := range columns {
		if x >= c[0] && x <= c[1] {
			return i
		}
	}
	return 0
}

// labels reports whether the left column numbers or names what stands at its right: "(a)", "Signed at:".
func labels(rows []band) bool {
	for _, r := range rows {
		first := &r[0].lines[0]
		if r[0].lines[0].RTL {
			first = &r[len(r)-1].lines[0]
		}
		if len(r) != 2 || !opensLine(first.Text) && !strings.HasSuffix(strings.TrimSpace(first.Text), ":") {
			return false
		}
	}
	return true
}

// signatures reports whether two columns are blocks of signatures: both begin with the same word, and their
// lines are of all lengths.
func signatures(rows []band, columns [][2]float64) bool {
	if len(columns) != 2 || len(rows[0]) != 2 {
		return false
	}
	left, right := firstField(rows[0][0].lines[0].Text), firstField(rows[0][1].lines[0].Text)
	lines := 0
	for _, r := range rows {
		lines += len(r.drawn())
	}
	if (len(rows) == 1 || lines > fewSignatures) && fullColumns(rows, columns, 1) > 0 {
		return false
	}
	return strings.EqualFold(left, right) && utf8.RuneCountInString(left) > 1 && lines <= 2*maxColumnLines
}

// runningText reports whether columns were drawn line by line: most lines of two of them fill their column.
func runningText(rows []band, columns [][2]float64) bool {
	return len(rows) > 3 && fullColumns(rows, columns, 4) > 1
}

// fullColumns counts the columns of at least so many lines, most of which fill the width of their column.
func fullColumns(rows []band, columns [][2]float64, least int) int {
	full, all := make([]int, len(columns)), make([]int, len(columns))
	for _, r := range rows {
		for i := range r {
			c := columnAt(columns, r[i].x0)
			for k := range r[i].lines {
				l := &r[i].lines[k]
				all[c]++
				if l.X1-l.X0 > fullLine*(columns[c][1]-columns[c][0]) && utf8.RuneCountInString(l.Text) > 12 {
					full[c]++
				}
			}
		}
	}
	n := 0
	for c := range columns {
		if all[c] >= least && float64(full[c]) > proseShare*float64(all[c]) {
			n++
		}
	}
	return n
}

// tabular reports whether bands are the rows of a table: enough of them, and short cells.
func tabular(rows []band, columns [][2]float64) bool {
	if len(rows) < 2 || len(rows) < minRows && len(columns) < 3 {
		return false
	}
	cells, lines, runes := 0, 0, 0
	for _, r := range rows {
		cells += len(r)
		for _, l := range r.drawn() {
			lines++
			runes += utf8.RuneCountInString(l.Text)
		}
	}
	return 2*cells > len(rows)*len(columns) && lines <= cellLines*cells && runes <= cellRunes*cells
}

// asTable marks the lines as cells of a table.
func asTable(rows []band, columns [][2]float64, table int) []pdfLine {
	var out []pdfLine
	for n, r := range rows {
		for i := range r {
			for _, l := range r[i].lines {
				l.Cell = cellPlace{table, n, columnAt(columns, r[i].x0), 1}
				out = append(out, l)
			}
		}
	}
	fromRight(out, len(columns))
	return out
}

// byColumns gives the lines of one column after those of the other.
func byColumns(rows []band, columns [][2]float64) []pdfLine {
	var out []pdfLine
	order := make([]int, len(columns))
	for i := range order {
		order[i] = i
	}
	if first := rows[0][0].lines; 2*countRTL(first) > len(first) {
		slices.Reverse(order)
	}
	for _, c := range order {
		for _, r := range rows {
			for i := range r {
				if columnAt(columns, r[i].x0) == c {
					out = append(out, r[i].lines...)
				}
			}
		}
	}
	return out
}
