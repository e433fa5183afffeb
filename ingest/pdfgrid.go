package ingest

import (
	"cmp"
	"math"
	"slices"
)

// grid is lines of a page, level and upright, that touch each other: the borders of a table.
type grid struct {
	level, upright []rule
	xs             []float64 // where columns begin and end, from the left
	ys             []float64 // where rows begin and end, from the top
}

const (
	ruleTouch   = 2.5  // points between the ends of lines that touch, and between lines that are one
	maxGridRule = 1000 // lines of a page that are looked at; a drawing has more
	minGridCols = 2
)

// findGrids puts the lines of a page together to grids of two columns at least.
func findGrids(rules []rule) []grid {
	all := joinRules(rules)
	if len(all) < 3 || len(all) > maxGridRule {
		return nil
	}
	group := make([]int, len(all))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range all {
		for j, b := range all[:i] {
			if a.level() != b.level() && a.touches(b) {
				group[root(i)] = root(j)
			}
		}
	}
	byRoot := map[int]*grid{}
	var out []grid
	for i, r := range all {
		g := byRoot[root(i)]
		if g == nil {
			g = &grid{}
			byRoot[root(i)] = g
		}
		if r.level() {
			g.level = append(g.level, r)
		} else {
			g.upright = append(g.upright, r)
		}
	}
	for _, g := range byRoot {
		if g.measure(); len(g.xs) > minGridCols && len(g.ys) > 1 {
			out = append(out, *g)
		}
	}
	slices.SortFunc(out, func(a, b grid) int { return cmp.Compare(b.ys[0], a.ys[0]) })
	return out
}

// touches reports whether two lines cross or meet.
func (r rule) touches(o rule) bool {
	return r.x0 <= o.x1+ruleTouch && o.x0 <= r.x1+ruleTouch && r.y0 <= o.y1+ruleTouch && o.y0 <= r.y1+ruleTouch
}

// joinRules makes one line of pieces that continue each other or lie over each other.
func joinRules(rules []rule) []rule {
	var level, upright []rule
	for _, r := range rules {
		if r.level() {
			level = append(level, r)
		} else {
			upright = append(upright, r)
		}
	}
	slices.SortFunc(level, func(a, b rule) int {
		return cmp.Or(cmp.Compare(math.Round(a.y0/ruleTouch), math.Round(b.y0/ruleTouch)), cmp.Compare(a.x0, b.x0))
	})
	slices.SortFunc(upright, func(a, b rule) int {
		return cmp.Or(cmp.Compare(math.Round(a.x0/ruleTouch), math.Round(b.x0/ruleTouch)), cmp.Compare(a.y0, b.y0))
	})
	var out []rule
	for _, list := range [][]rule{level, upright} {
		first := len(out)
		for _, r := range list {
			if n := len(out); n > first && out[n-1].goesOn(r) {
				out[n-1] = rule{min(out[n-1].x0, r.x0), out[n-1].y0, max(out[n-1].x1, r.x1), max(out[n-1].y1, r.y1)}
				continue
			}
			out = append(out, r)
		}
	}
	return out
}

// goesOn reports whether o lies on the same line as r, without a gap between.
func (r rule) goesOn(o rule) bool {
	if r.level() {
		return math.Abs(r.y0-o.y0) <= ruleTouch && o.x0 <= r.x1+ruleTouch
	}
	return math.Abs(r.x0-o.x0) <= ruleTouch && o.y0 <= r.y1+ruleTouch
}

// measure finds the borders of columns and rows. A table may lack its outer borders: the ends of the lines
// stand for them.
func (g *grid) measure() {
	var xs, ys []float64
	for _, r := range g.upright {
		xs, ys = append(xs, r.x0), append(ys, r.y0, r.y1)
	}
	for _, r := range g.level {
		ys, xs = append(ys, r.y0), append(xs, r.x0, r.x1)
	}
	g.xs, g.ys = distinct(xs), distinct(ys)
	slices.Reverse(g.ys)
}

// distinct sorts numbers and keeps one of those that lie together.
func distinct(v []float64) []float64 {
	slices.Sort(v)
	var out []float64
	for _, x := range v {
		if n := len(out); n == 0 || x-out[n-1] > 2*ruleTouch {
			out = append(out, x)
		}
	}
	return out
}

// holds reports whether the middle of a line of text lies inside the grid.
func (g *grid) holds(l *pdfLine) bool {
	x, y := l.middle()
	return x > g.xs[0] && x < g.xs[len(g.xs)-1] && y < g.ys[0] && y > g.ys[len(g.ys)-1]
}

// middle is the middle of a line of text.
func (l *pdfLine) middle() (x, y float64) {
	return (l.X0 + l.X1) / 2, l.Y + 0.3*l.Size
}

// border reports whether an upright line stands at the i-th border of columns at the height y.
func (g *grid) border(i int, y float64) bool {
	if i <= 0 || i >= len(g.xs)-1 {
		return true
	}
	return slices.ContainsFunc(g.upright, func(r rule) bool {
		return math.Abs(r.x0-g.xs[i]) <= 2*ruleTouch && r.y0-ruleTouch <= y && y <= r.y1+ruleTouch
	})
}

// shelf is the same of the i-th border of rows at x.
func (g *grid) shelf(i int, x float64) bool {
	if i <= 0 || i >= len(g.ys)-1 {
		return true
	}
	return slices.ContainsFunc(g.level, func(r rule) bool {
		return math.Abs(r.y0-g.ys[i]) <= 2*ruleTouch && r.x0-ruleTouch <= x && x <= r.x1+ruleTouch
	})
}

// place finds the cell that a line of text stands in.
func (g *grid) place(l *pdfLine) cellPlace {
	x, y := l.middle()
	c := cellPlace{}
	for i := range g.xs[1:] {
		if g.xs[i] <= x && g.border(i, y) {
			c.col = i
		}
	}
	end := c.col + 1
	for end < len(g.xs)-1 && (g.xs[end] <= x || !g.border(end, y)) {
		end++
	}
	for i := range g.ys[1:] {
		if g.ys[i] >= y && g.shelf(i, x) {
			c.row = i
		}
	}
	c.span = end - c.col
	return c
}

// split parts lines of text that run over a border between cells without a word on it.
func (g *grid) split(lines []pdfLine) []pdfLine {
	var out []pdfLine
	for _, l := range lines {
		if len(l.Gaps) > 0 && g.holds(&l) {
			_, y := l.middle()
			for k := 1; k < len(g.xs)-1; k++ {
				i := k
				if l.RTL {
					i = len(g.xs) - 1 - k
				}
				if g.xs[i] > l.X0 && g.xs[i] < l.X1 && g.border(i, y) {
					if first, rest, ok := l.splitAt(g.xs[i]); ok {
						out = append(out, first)
						l = rest
					}
				}
			}
		}
		out = append(out, l)
	}
	return out
}

// splitAt parts a line at the gap that holds x, the part that is read first before the other.
func (l *pdfLine) splitAt(x float64) (first, rest pdfLine, ok bool) {
	for i, g := range l.Gaps {
		if g.x0 > x || g.x1 < x {
			continue
		}
		first, rest = *l, *l
		first.Text, rest.Text = l.Text[:g.start], l.Text[g.end:]
		first.Gaps, rest.Gaps = l.Gaps[:i], slices.Clone(l.Gaps[i+1:])
		for k := range rest.Gaps {
			rest.Gaps[k].start -= g.end
			rest.Gaps[k].end -= g.end
		}
		rest.Sup = 0
		if l.RTL {
			first.X0, rest.X1 = g.x1, g.x0
		} else {
			first.X1, rest.X0 = g.x0, g.x1
		}
		first.measure()
		rest.measure()
		return first, rest, first.Text != "" && rest.Text != ""
	}
	return first, rest, false
}
