package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// layout finds what the places of printed lines say: columns, leading, paragraphs, footnotes.
type layout struct {
	lines  []pdfLine
	sheets [][2]float32 // of each page
	block  []int        // the block of each line: lines that follow each other downwards in one column
	left   []float64    // of each block
	right  []float64
	lead   float64       // usual distance of baselines, in ems
	body   float64       // size of most of the type
	notes  []bool        // whether the line is of a footnote
	marked map[int][]int // comments by the line that they are about
	count  *cleanCount
	single []spot // those of lines in one piece
}

const (
	paragraphLead = 1.3  // a distance of baselines this much wider than usual parts paragraphs
	sameEdge      = 15.0 // points by which the left edges of one column may differ
	overBaseline  = 0.78 // ems that a line of type reaches above its baseline
	underBaseline = 0.22 // and below
)

// columns cuts the lines into blocks and finds the edges of each.
func (y *layout) columns() {
	y.block = make([]int, 0, len(y.lines))
	for i := range y.lines {
		l := &y.lines[i]
		if i == 0 || !y.follows(i) {
			y.left, y.right = append(y.left, math.Inf(1)), append(y.right, math.Inf(-1))
		}
		b := len(y.left) - 1
		y.block = append(y.block, b)
		y.left[b], y.right[b] = min(y.left[b], l.X0), max(y.right[b], l.X1)
	}
	y.widen()
}

// follows reports whether line i goes on below the line before it in the same column.
func (y *layout) follows(i int) bool {
	a, b := &y.lines[i-1], &y.lines[i]
	return a.Page == b.Page && a.Turn == b.Turn && a.Cell == b.Cell && b.Y < a.Y+a.Size && a.X0 < b.X1 && b.X0 < a.X1
}

// widen gives short blocks the right edge of their column on other pages: the last page of a document is
// as wide as the others, and so is a block of signatures. Blocks that fill their own width keep it.
func (y *layout) widen() {
	ends := map[int][]float64{}
	reach := make([]int, len(y.left)) // lines of a block that come near its right edge
	size := make([]int, len(y.left))
	for i := range y.lines {
		l, b := &y.lines[i], y.block[i]
		if l.Cell.table == 0 {
			k := edgeKey(y.left[b])
			ends[k] = append(ends[k], l.X1)
		}
		size[b]++
		if l.X1-y.left[b] > 0.92*(y.right[b]-y.left[b]) {
			reach[b]++
		}
	}
	for k := range ends {
		slices.Sort(ends[k])
	}
	for b := range y.left {
		if size[b] >= 6 && reach[b]*5 >= size[b]*2 {
			continue
		}
		if far, n := usualEnd(ends, edgeKey(y.left[b])); n >= 8 {
			y.right[b] = max(y.right[b], far)
		}
	}
}

// usualEnd is where nearly all lines of a column that begins near a place have ended, and how many there are.
func usualEnd(ends map[int][]float64, key int) (far float64, n int) {
	var all []float64
	for k := key - 1; k <= key+1; k++ {
		n += len(ends[k])
	}
	if n < 8 {
		return 0, n
	}
	if len(ends[key]) == n {
		return ends[key][n*85/100], n
	}
	for k := key - 1; k <= key+1; k++ {
		all = append(all, ends[k]...)
	}
	slices.Sort(all)
	return all[n*85/100], n
}

func edgeKey(x float64) int {
	return int(math.Round(min(max(x, -1e6), 1e6) / sameEdge))
}

// leading finds the usual distance of lines and the size of the body type, by the letters set in each.
func (y *layout) leading() {
	var leads []float64
	letters := map[float64]int{}
	for i := range y.lines {
		l := &y.lines[i]
		letters[math.Round(l.Size*2)/2] += len(l.Text)
		if i > 0 && y.block[i] == y.block[i-1] && l.Size > 0 {
			if d := (y.lines[i-1].Y - l.Y) / l.Size; d > 0.5 && d < 3 {
				leads = append(leads, d)
			}
		}
	}
	y.lead, y.body = median(leads, 1.2), 10
	most := 0
	for size, n := range letters {
		if n > most || n == most && size > y.body {
			y.body, most = size, n
		}
	}
}

func median(x []float64, otherwise float64) float64 {
	if len(x) == 0 {
		return otherwise
	}
	slices.Sort(x)
	return x[len(x)/2]
}

// draft turns all printed lines into raw lines.
func (y *layout) draft() []rawLine {
	out := make([]rawLine, 0, len(y.lines))
	for i := 0; i < len(y.lines); {
		j := i + 1
		if c := y.lines[i].Cell; c.table > 0 {
			for j < len(y.lines) && y.lines[j].Cell.table == c.table && y.lines[j].Page == y.lines[i].Page {
				j++
			}
			out = append(out, y.table(i, j)...)
		} else {
			out = append(out, y.line(i))
		}
		i = j
	}
	return out
}

// table turns the lines from i to j, which stand in the cells of one table, into raw lines.
func (y *layout) table(i, j int) []rawLine {
	cells := map[cellPlace][]rawLine{}
	for k := i; k < j; k++ {
		c := y.lines[k].Cell
		l := y.line(k)
		l.gap, l.note = l.gap && len(cells[c]) > 0 && y.block[k] == y.block[k-1], false
		cells[c] = append(cells[c], l)
	}
	places := make([]cellPlace, 0, len(cells))
	for c := range cells {
		places = append(places, c)
	}
	slices.SortFunc(places, func(a, b cellPlace) int { return cmp.Or(a.row-b.row, a.col-b.col, a.span-b.span) })
	var t table
	for k, c := range places {
		if k == 0 || c.row != places[k-1].row {
			t.rows = append(t.rows, nil)
		}
		last := len(t.rows) - 1
		t.rows[last] = append(t.rows[last], cell{col: c.col, span: max(1, c.span), lines: joinLines(cells[c], true)})
	}
	return t.lines()
}

// line makes a raw line of a printed one; its edges are shares of the width of its column.
func (y *layout) line(i int) rawLine {
	l, b := &y.lines[i], y.block[i]
	text := foldSpaces(y.count.runes(softEnd(minusHyphens(l.Text))))
	raw := rawLine{text: text, gap: y.gap(i), page: l.Page, fixed: l.Loose, note: y.notes[i], aside: l.Aside, spots: y.spots(l, text)}
	raw.seam = i > 0 && b != y.block[i-1]
	if l.Sup > 0 && l.Sup < len(text) && lineNumber.MatchString(text[:l.Sup]) && !raw.note {
		raw.kind, raw.sup = markSup, l.Sup
	}
	for _, c := range y.marked[i] {
		raw.notes = append(raw.notes, anchor{comment: c}, anchor{comment: c, at: len(text), end: true})
	}
	if width := max(y.right[b]-y.left[b], 1); finite(width) && !l.RTL {
		raw.left, raw.right, raw.next = (l.X0-y.left[b])/width, (l.X1-y.left[b])/width, l.First/width
	} else if finite(width) { // a line from the right begins there
		raw.left, raw.right, raw.next = (y.right[b]-l.X1)/width, (y.right[b]-l.X0)/width, l.First/width
	}
	return raw
}

// minusHyphens writes hyphens for the signs of minus that some encodings have in their place: those behind a
// letter, and before another or at the end of the line.
func minusHyphens(s string) string {
	const minus = "\u2212"
	if !strings.Contains(s, minus) {
		return s
	}
	parts := strings.Split(s, minus)
	var b strings.Builder
	b.WriteString(parts[0])
	for i, p := range parts[1:] {
		before, _ := utf8.DecodeLastRuneInString(parts[i])
		after, _ := utf8.DecodeRuneInString(p)
		if unicode.IsLetter(before) && (p == "" || unicode.IsLetter(after)) {
			b.WriteString("-" + p)
		} else {
			b.WriteString(minus + p)
		}
	}
	return b.String()
}

// spots are the places of the pieces of a line on its page.
func (y *layout) spots(l *pdfLine, text string) []spot {
	height := 0.0
	if l.Page <= len(y.sheets) {
		height = float64(y.sheets[l.Page-1][1])
	}
	if len(l.Parts) == 0 || text != l.Text { // where cleaning changed the text, the line is one piece
		return y.keep(spot{0, l.Page, l.box(l.X0, l.X1, height)})
	}
	out := make([]spot, 0, len(l.Parts))
	for _, p := range l.Parts {
		out = append(out, spot{p.at, l.Page, l.box(p.x0, p.x1, height)})
	}
	return out
}

// keep makes a list of one spot, of many that are made at once.
func (y *layout) keep(s spot) []spot {
	if len(y.single) == cap(y.single) {
		y.single = make([]spot, 0, 64)
	}
	y.single = append(y.single, s)
	n := len(y.single)
	return y.single[n-1 : n : n]
}

// box is the rectangle of a piece of the line, from the upper left corner of a page of that height.
func (l *pdfLine) box(x0, x1, height float64) [4]float32 {
	y0, y1 := l.Y-underBaseline*l.Size, l.Y+overBaseline*l.Size
	if l.Turn != 0 {
		sin, cos := math.Sincos(float64(l.Turn) * math.Pi / 180)
		var c []float64
		for _, p := range [][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
			c = append(c, p[0]*cos-p[1]*sin, p[0]*sin+p[1]*cos)
		}
		b := cornersOf(c)
		x0, y0, x1, y1 = b[0], b[1], b[2], b[3]
	}
	return [4]float32{float32(x0), float32(height - y1), float32(x1), float32(height - y0)}
}

// gap reports whether the line stands off from the one before.
func (y *layout) gap(i int) bool {
	if i == 0 || y.block[i] != y.block[i-1] {
		return true
	}
	a, b := &y.lines[i-1], &y.lines[i]
	size := max(a.Size, b.Size)
	apart := (a.Y - b.Y) / max(size, 0.1)
	return apart > y.lead*paragraphLead || math.Abs(a.Size-b.Size) > 0.2*size && apart > 0.5
}

// noteMarker is how a footnote begins: a number, a letter or stars, in brackets or set high.
var noteMarker = lazy(`^(?:\[?\(?\d{1,3}[\])]?[.:]?\s|\(?[a-z*†‡]\)\s|[*†‡]{1,4}\s?|[¹²³⁴-⁹]+\s?)`)

// noteSize is the share of the size of the body that the type of a footnote has at most.
const noteSize = 0.92

// noteReach is how far, in points, a comment may stand from the line that it is about.
const noteReach = 40

// comments finds the line that each comment is about: the nearest one on its page.
func (y *layout) comments(notes []pdfNote) []corpus.Comment {
	var out []corpus.Comment
	y.marked = map[int][]int{}
	for _, n := range notes {
		best, near := -1, float64(noteReach)
		for i := range y.lines {
			l := &y.lines[i]
			if d := math.Abs(l.Y + 0.3*l.Size - n.y); l.Page == n.page && l.Turn == 0 && d < near {
				best, near = i, d
			}
		}
		if best >= 0 {
			y.marked[best] = append(y.marked[best], len(out))
		}
		out = append(out, corpus.Comment{Author: n.author, Date: n.date, Text: n.text})
	}
	return out
}

// footnotes finds the notes at the foot of each page: lines of small type under the body, of which the first
// begins with a marker.
func (y *layout) footnotes() {
	y.notes = make([]bool, len(y.lines))
	for i := 0; i < len(y.lines); {
		j := i
		for j < len(y.lines) && y.lines[j].Page == y.lines[i].Page {
			j++
		}
		y.pageNotes(i, j)
		i = j
	}
}

// pageNotes looks at the lines of one page, from i to j. Notes are a run of small lines with larger type above
// and nothing but heads, feet and numbers of pages below.
func (y *layout) pageNotes(i, j int) {
	small := func(k int) bool {
		l := &y.lines[k]
		return l.Size <= noteSize*y.body && l.Cell.table == 0 && !l.Aside
	}
	end := j
	for end > i && !small(end-1) && (y.lines[end-1].Aside || len(y.lines[end-1].Text) <= maxFoot) && j-end < edgeLines {
		end--
	}
	start := end
	for start > i && small(start-1) {
		start--
	}
	if start == i {
		return // all of the page is small
	}
	for ; start < end; start++ {
		l := &y.lines[start]
		if (l.Sup > 0 || noteMarker.MatchString(strings.TrimSpace(l.Text))) && l.Y < y.lines[start-1].Y {
			break
		}
	}
	for k := start; k < end; k++ {
		y.notes[k] = true
	}
}

// maxFoot is the longest line, in bytes, that may be the foot of a page under its notes.
const maxFoot = 60
