package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The lines of a page come in the order in which they are drawn, which is mostly that in which they are read.
// arrange puts right what is not: pages drawn in no order, tables, columns drawn line by line, signatures set
// side by side, and lines drawn in pieces.

// arrange orders the lines of a page and finds its tables.
func (p *pageResult) arrange() {
	turn := mainTurn(p.lines)
	lines, turned := p.lines[:0], []pdfLine(nil)
	for i := range p.lines {
		if l := &p.lines[i]; l.Turn != turn {
			turned = append(turned, *l) // a word along the margin breaks no sentence
		} else {
			lines = append(lines, *l)
		}
	}
	tables := 0
	if grids := findGrids(turnRules(p.rules, turn)); len(grids) > 0 {
		lines, tables = gather(lines, grids)
	}
	lines = splitAligned(lines)
	if jumps(lines) {
		lines = cutOrder(lines, 0)
	}
	lines, _ = bands(lines, tables)
	p.lines = append(p.joinRows(lines), turned...)
}

// mainTurn is the direction of most of the text of a page.
func mainTurn(lines []pdfLine) int {
	count := map[int]int{}
	best := 0
	for i := range lines {
		l := &lines[i]
		if count[l.Turn] += len(l.Text); count[l.Turn] > count[best] {
			best = l.Turn
		}
	}
	return best
}

// turnRules turns the lines of a page with its text, whose places are told along and across it.
func turnRules(rules []rule, turn int) []rule {
	if turn == 0 || turn%90 != 0 {
		return rules
	}
	sin, cos := math.Sincos(float64(turn) * math.Pi / 180)
	out := make([]rule, 0, len(rules))
	for _, r := range rules {
		ax, ay := r.x0*cos+r.y0*sin, r.y0*cos-r.x0*sin
		bx, by := r.x1*cos+r.y1*sin, r.y1*cos-r.x1*sin
		out = append(out, rule{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)})
	}
	return out
}

const (
	proseLines = 8  // lines of a cell, on the average, from which on cells hold prose and not data
	longCell   = 20 // lines of one cell that is prose by itself
)

// gather puts the lines inside each grid together, in the order of its cells. Grids whose cells hold prose,
// such as columns parted by a line, are put into order and are no tables.
func gather(lines []pdfLine, grids []grid) (out []pdfLine, tables int) {
	out = lines
	for i := range grids {
		g := &grids[i]
		out = g.split(out)
		var inside, rest []pdfLine
		first := -1
		for _, l := range out {
			if !g.holds(&l) || l.Cell.table > 0 {
				rest = append(rest, l)
				continue
			}
			if first < 0 {
				first = len(rest)
			}
			l.Cell = g.place(&l)
			inside = append(inside, l)
		}
		if !spread(inside) {
			for k := range inside {
				inside[k].Cell = cellPlace{}
			}
			continue
		}
		fromRight(inside, len(g.xs)-1)
		slices.SortStableFunc(inside, func(a, b pdfLine) int {
			return cmp.Or(cmp.Compare(a.Cell.row, b.Cell.row), cmp.Compare(a.Cell.col, b.Cell.col))
		})
		tables++
		number := tables
		if prose(inside) {
			number = 0
		}
		for k := range inside {
			inside[k].Cell.table = number
		}
		out = slices.Insert(rest, first, inside...)
	}
	return out, tables
}

// fromRight counts the columns of a table from the right when it is read so.
func fromRight(lines []pdfLine, columns int) {
	if 2*countRTL(lines) <= len(lines) {
		return
	}
	for i := range lines {
		c := &lines[i].Cell
		c.col = columns - c.col - c.span
	}
}

// spread reports whether lines stand in more than one column.
func spread(lines []pdfLine) bool {
	for i := range lines {
		if lines[i].Cell.col != lines[0].Cell.col {
			return true
		}
	}
	return false
}

// prose reports whether the cells hold running text.
func prose(lines []pdfLine) bool {
	cells := map[cellPlace]int{}
	for i := range lines {
		c := lines[i].Cell
		if cells[c]++; cells[c] >= longCell {
			return true
		}
	}
	return len(lines) > proseLines*len(cells)
}

// level reports whether two lines of text stand on one baseline.
func (l *pdfLine) level(o *pdfLine) bool {
	return math.Abs(l.Y-o.Y) <= 0.3*max(l.Size, o.Size)
}

// overlaps reports whether two lines of text share some of their width.
func (l *pdfLine) overlaps(o *pdfLine) bool {
	slack := 0.1 * min(l.Size, o.Size)
	return l.X0 < o.X1-slack && o.X0 < l.X1-slack
}

// joinRows makes one line of the pieces that stand on one baseline beside each other, in the place of all.
func (p *pageResult) joinRows(lines []pdfLine) []pdfLine {
	out := lines[:0]
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && lines[j].Cell.table == 0 && lines[i].Cell.table == 0 && beside(lines[i:j], &lines[j]) && !p.apart(&lines[j-1], &lines[j]) {
			j++
		}
		out = append(out, joinPieces(lines[i:j]))
		i = j
	}
	return out
}

// beside reports whether a line goes on with the row of pieces, on either side of it.
func beside(row []pdfLine, l *pdfLine) bool {
	for i := range row {
		if !row[i].level(l) || row[i].overlaps(l) || row[i].Aside != l.Aside {
			return false
		}
	}
	return true
}

// apart reports whether two pieces of a row stand in the margin of the page and far from each other: a running
// head and the number of the page are two things.
func (p *pageResult) apart(a, b *pdfLine) bool {
	margin := a.Y < marginShare*p.box.height || a.Y > (1-marginShare)*p.box.height
	return margin && !b.near(a) && (!opensLine(a.Text) || bareNumber.MatchString(a.Text))
}

// joinPieces writes the pieces of a row into one line.
func joinPieces(row []pdfLine) pdfLine {
	if len(row) == 1 {
		return row[0]
	}
	rtl := 0
	for i := range row {
		if row[i].RTL {
			rtl++
		}
	}
	slices.SortStableFunc(row, func(a, b pdfLine) int {
		if 2*rtl > len(row) {
			return cmp.Compare(b.X0, a.X0)
		}
		return cmp.Compare(a.X0, b.X0)
	})
	out := row[0]
	var text strings.Builder
	for i := range row {
		l := &row[i]
		if i > 0 && !l.touches(&row[i-1]) {
			text.WriteByte(' ')
		}
		out.Parts = append(out.Parts, linePart{text.Len(), l.X0, l.X1})
		text.WriteString(l.Text)
		out.X0, out.X1 = min(out.X0, l.X0), max(out.X1, l.X1)
		if l.Size > out.Size {
			out.Size, out.Y = l.Size, l.Y
		}
		if i > 0 && !l.near(&row[i-1]) && !(i == 1 && opensLine(row[0].Text)) {
			out.Loose = true
		}
	}
	out.Text, out.Gaps = text.String(), nil
	return out
}

// touches reports whether no space stands between a piece and the one before it.
func (l *pdfLine) touches(before *pdfLine) bool {
	return max(l.X0-before.X1, before.X0-l.X1) <= spaceGap*max(l.Size, before.Size)
}

// near reports whether no more than a wide space stands between a piece and the one before it.
func (l *pdfLine) near(before *pdfLine) bool {
	return max(l.X0-before.X1, before.X0-l.X1) <= columnJump*max(l.Size, before.Size)
}

// opensLine reports whether a piece is the number or the label before a text: "(a)", "12.", "Article 5".
func opensLine(s string) bool {
	s = strings.TrimSpace(s)
	return utf8.RuneCountInString(s) <= 3 || labelCell.MatchString(s) || labelOnly.MatchString(s)
}
