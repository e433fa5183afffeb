package ingest

import (
	"math"
	"slices"
)

// layout finds what the places of printed lines say: columns, leading, paragraphs.
type layout struct {
	lines []pdfLine
	block []int     // the block of each line: lines that follow each other downwards in one column
	left  []float64 // of each block
	right []float64
	lead  float64 // usual distance of baselines, in ems
	body  float64 // size of most of the type
}

const (
	paragraphLead = 1.3  // a distance of baselines this much wider than usual parts paragraphs
	noteSize      = 0.88 // type smaller than this share of the body may be a footnote
	sameEdge      = 15.0 // points by which the left edges of one column may differ
)

// columns cuts the lines into blocks and finds the edges of each.
func (y *layout) columns() {
	for i, l := range y.lines {
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
	a, b := y.lines[i-1], y.lines[i]
	return a.Page == b.Page && a.Turn == b.Turn && b.Y < a.Y+a.Size && a.X0 < b.X1 && b.X0 < a.X1
}

// widen gives short blocks the right edge of their column on other pages: the last page of a document is
// as wide as the others, and so is a block of signatures. Blocks that fill their own width keep it.
func (y *layout) widen() {
	ends := map[int][]float64{}
	reach := make([]int, len(y.left)) // lines of a block that come near its right edge
	size := make([]int, len(y.left))
	for i, l := range y.lines {
		b := y.block[i]
		k := edgeKey(y.left[b])
		ends[k] = append(ends[k], l.X1)
		size[b]++
		if l.X1-y.left[b] > 0.92*(y.right[b]-y.left[b]) {
			reach[b]++
		}
	}
	for b := range y.left {
		if size[b] >= 6 && reach[b]*5 >= size[b]*2 {
			continue
		}
		var all []float64
		for k := edgeKey(y.left[b]) - 1; k <= edgeKey(y.left[b])+1; k++ {
			all = append(all, ends[k]...)
		}
		if len(all) >= 8 {
			slices.Sort(all)
			y.right[b] = max(y.right[b], all[len(all)*85/100])
		}
	}
}

func edgeKey(x float64) int {
	return int(math.Round(min(max(x, -1e6), 1e6) / sameEdge))
}

// leading finds the usual distance of lines and the size of the body type.
func (y *layout) leading() {
	var leads, sizes []float64
	for i, l := range y.lines {
		sizes = append(sizes, l.Size)
		if i > 0 && y.block[i] == y.block[i-1] && l.Size > 0 {
			if d := (y.lines[i-1].Y - l.Y) / l.Size; d > 0.5 && d < 3 {
				leads = append(leads, d)
			}
		}
	}
	y.lead, y.body = median(leads, 1.2), median(sizes, 10)
}

func median(x []float64, otherwise float64) float64 {
	if len(x) == 0 {
		return otherwise
	}
	slices.Sort(x)
	return x[len(x)/2]
}

// line makes the raw line; left and right hold columns of half an em, as in plain text.
func (y *layout) line(n *cleanCount, i int) rawLine {
	l := y.lines[i]
	raw := textLine(n.runes(softEnd(l.Text)), y.gap(i), l.Page)
	if unit := 0.5 * l.Size; unit > 0 && finite(l.X0) {
		raw.left = math.Trunc(min(max((l.X0-y.left[y.block[i]])/unit, 0), 500))
		raw.right += raw.left
	}
	raw.seam = i > 0 && y.block[i] != y.block[i-1]
	if l.Sup > 0 && l.Sup < len(raw.text) && lineNumber.MatchString(raw.text[:l.Sup]) {
		raw.kind, raw.sup = markSup, l.Sup
	}
	raw.from = i + 1
	return raw
}

// gap reports whether the line stands off from the one before.
func (y *layout) gap(i int) bool {
	if i == 0 || y.block[i] != y.block[i-1] {
		return true
	}
	a, b := y.lines[i-1], y.lines[i]
	size := max(a.Size, b.Size)
	apart := (a.Y - b.Y) / max(size, 0.1)
	return apart > y.lead*paragraphLead || math.Abs(a.Size-b.Size) > 0.2*size && apart > 0.5
}

// shares turns the edges of lines into shares of the width of their columns.
func (y *layout) shares(lines []rawLine) {
	for i := range lines {
		r := &lines[i]
		r.text = foldSpaces(r.text)
		if r.from == 0 || r.fixed {
			continue
		}
		l, b := y.lines[r.from-1], y.block[r.from-1]
		width := max(y.right[b]-y.left[b], 1)
		r.left, r.right, r.next = (l.X0-y.left[b])/width, (l.X1-y.left[b])/width, l.First/width
	}
}
