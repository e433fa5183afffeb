package ingest

import (
	"cmp"
	"math"
	"slices"
)

// Cells of a table without borders, and columns drawn line by line, may stand so near to each other that a gap
// alone does not tell them from words of a justified line. What tells them is that the gaps of several lines,
// one under the other, end at the same place, and that no line between them runs over it.

const (
	alignGap   = 0.75 // ems of the narrowest gap that may part cells
	alignSlack = 1.5  // points by which the places may differ
	alignRows  = 3    // lines in which a text begins at one place
	alignReach = 4.0  // ems between two of these lines
)

// start is a place where a text begins: behind a gap of a line, or at its edge.
type start struct {
	x, y, em float64
	line     int
	gap      int // index of the gap, or -1 at the edge of the line
}

// splitAligned parts lines at gaps that part cells or columns.
func splitAligned(lines []pdfLine) []pdfLine {
	starts := startsOf(lines)
	if starts == nil {
		return lines
	}
	cut := make([][]float64, len(lines)) // the gaps to cut each line at
	found := false
	for i := 0; i < len(starts); {
		j := i + 1
		for j < len(starts) && starts[j].x-starts[i].x <= alignSlack {
			j++
		}
		if j-i >= alignRows {
			found = markAligned(lines, starts[i:j], cut) || found
		}
		i = j
	}
	if !found {
		return lines
	}
	var out []pdfLine
	for i, l := range lines {
		slices.Sort(cut[i])
		if l.RTL {
			slices.Reverse(cut[i])
		}
		for _, x := range cut[i] {
			if first, rest, ok := l.splitAt(x); ok {
				out = append(out, first)
				l = rest
			}
		}
		out = append(out, l)
	}
	return out
}

// startsOf lists where texts begin, from the left.
func startsOf(lines []pdfLine) []start {
	if !slices.ContainsFunc(lines, func(l pdfLine) bool { return len(l.Gaps) > 0 }) {
		return nil
	}
	var out []start
	gaps := 0
	for i := range lines {
		l := &lines[i]
		if l.Cell.table > 0 {
			continue
		}
		out = append(out, start{l.X0, l.Y, l.Size, i, -1})
		for k, g := range l.Gaps {
			if g.x1-g.x0 > alignGap*l.Size {
				out = append(out, start{g.x1, l.Y, l.Size, i, k})
				gaps++
			}
		}
	}
	if gaps == 0 {
		return nil
	}
	slices.SortFunc(out, func(a, b start) int { return cmp.Compare(a.x, b.x) })
	return out
}

// markAligned looks at the texts that begin at one place, from the top, and notes the gaps before them where
// enough of them follow each other. It reports whether there were any.
func markAligned(lines []pdfLine, starts []start, cut [][]float64) bool {
	slices.SortFunc(starts, func(a, b start) int { return cmp.Compare(b.y, a.y) })
	found := false
	for i := 0; i < len(starts); {
		j, rows := i+1, 1
		for j < len(starts) && starts[j-1].y-starts[j].y <= alignReach*starts[j].em && !runsOver(lines, starts[j-1], starts[j]) {
			if starts[j-1].y-starts[j].y > lineShift*starts[j].em {
				rows++
			}
			j++
		}
		for _, s := range starts[i:j] {
			if rows >= alignRows && s.gap >= 0 {
				g := lines[s.line].Gaps[s.gap]
				cut[s.line] = append(cut[s.line], (g.x0+g.x1)/2)
				found = true
			}
		}
		i = j
	}
	return found
}

// runsOver reports whether a line at the height of two starts, or between them, covers their place without a gap.
func runsOver(lines []pdfLine, above, below start) bool {
	x := (above.x + below.x) / 2
	for i := range lines {
		l := &lines[i]
		if l.Y > above.y+0.3*above.em || l.Y < below.y-0.3*below.em || l.X0 > x-0.5*l.Size || l.X1 < x+0.5*l.Size {
			continue
		}
		if !slices.ContainsFunc(l.Gaps, func(g lineGap) bool { return math.Abs(g.x1-x) <= 2*alignSlack || g.x0 < x && x < g.x1 }) {
			return true
		}
	}
	return false
}
