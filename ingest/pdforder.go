package ingest

import (
	"cmp"
	"slices"
)

const (
	jumpShare  = 0.15 // of the lines of a page that may jump up before its order is not believed
	fewJumps   = 3    // jumps that every page may have: a head drawn last, a note
	lookBack   = 40   // lines among which one of the same column is looked for
	maxCuts    = 24   // how deep a page is cut
	gutterEms  = 1.0  // width of the white space between columns
	gutterRows = 3    // lines that must stand on each side of it
)

// jumps reports whether the lines of a page are drawn in an order that cannot be that of reading: again and
// again one stands above the line that was drawn before it in the same column.
func jumps(lines []pdfLine) bool {
	n := 0
	for i := range lines {
		l := &lines[i]
		if l.Cell.table > 0 {
			continue
		}
		for k := i - 1; k >= max(0, i-lookBack); k-- {
			if before := &lines[k]; before.Cell.table == 0 && before.overlaps(l) {
				if l.Y > before.Y+0.5*max(l.Size, before.Size) {
					n++
				}
				break
			}
		}
	}
	return n > fewJumps && float64(n) > jumpShare*float64(len(lines))
}

// cutOrder orders lines by their places alone: columns are cut apart where white space runs between them from
// top to bottom, else the page is cut across at its widest gap, and what cannot be cut is read line by line.
func cutOrder(lines []pdfLine, depth int) []pdfLine {
	if len(lines) < 2 || depth >= maxCuts {
		return byRows(lines)
	}
	if left, right := cutUpright(lines); left != nil {
		if 2*countRTL(lines) > len(lines) {
			left, right = right, left
		}
		return append(cutOrder(left, depth+1), cutOrder(right, depth+1)...)
	}
	if above, below := cutAcross(lines); above != nil {
		return append(cutOrder(above, depth+1), cutOrder(below, depth+1)...)
	}
	return byRows(lines)
}

func countRTL(lines []pdfLine) int {
	n := 0
	for i := range lines {
		if lines[i].RTL {
			n++
		}
	}
	return n
}

// cutUpright cuts at the widest gutter.
func cutUpright(lines []pdfLine) (left, right []pdfLine) {
	sorted := slices.SortedFunc(slices.Values(lines), func(a, b pdfLine) int { return cmp.Compare(a.X0, b.X0) })
	best, at, edge := 0.0, 0, sorted[0].X1
	for i := 1; i < len(sorted); i++ {
		l := &sorted[i]
		gap := l.X0 - edge
		if gap > gutterEms*l.Size && gap > best && i >= gutterRows && len(sorted)-i >= gutterRows {
			best, at = gap, i
		}
		edge = max(edge, l.X1)
	}
	if at == 0 || !alongside(sorted[:at], sorted[at:]) {
		return nil, nil
	}
	border := sorted[at].X0
	for _, l := range lines { // in the order in which they came, for what is ordered already
		if l.X0 < border {
			left = append(left, l)
		} else {
			right = append(right, l)
		}
	}
	return left, right
}

// alongside reports whether two groups of lines stand beside each other for most of the height of the lower.
func alongside(a, b []pdfLine) bool {
	a0, a1 := heights(a)
	b0, b1 := heights(b)
	return min(a1, b1)-max(a0, b0) > 0.5*min(a1-a0, b1-b0)
}

// heights are the lowest and the highest baseline.
func heights(lines []pdfLine) (low, high float64) {
	low, high = lines[0].Y, lines[0].Y
	for i := range lines {
		low, high = min(low, lines[i].Y), max(high, lines[i].Y)
	}
	return low, high
}

// cutAcross cuts below the widest gap between lines.
func cutAcross(lines []pdfLine) (above, below []pdfLine) {
	sorted := slices.SortedStableFunc(slices.Values(lines), func(a, b pdfLine) int { return cmp.Compare(b.Y, a.Y) })
	best, at := 0.0, 0
	for i := 1; i < len(sorted); i++ {
		if gap := sorted[i-1].Y - sorted[i].Y; gap > best && gap > lineShift*sorted[i].Size {
			best, at = gap, i
		}
	}
	if at == 0 {
		return nil, nil
	}
	return sorted[:at:at], sorted[at:]
}

// byRows orders lines from the top, and those on one baseline from the left or the right.
func byRows(lines []pdfLine) []pdfLine {
	rtl := 2*countRTL(lines) > len(lines)
	slices.SortStableFunc(lines, func(a, b pdfLine) int {
		if !a.level(&b) {
			return cmp.Compare(b.Y, a.Y)
		}
		if rtl {
			return cmp.Compare(b.X0, a.X0)
		}
		return cmp.Compare(a.X0, b.X0)
	})
	return lines
}
