package ingest

import "math"

// rule is a straight level or upright line on the page, in points as the page is seen, y upwards.
type rule struct {
	x0, y0, x1, y1 float64
}

func (r rule) level() bool { return r.x1-r.x0 >= r.y1-r.y0 }

const (
	maxRules  = 4096 // of one page
	thinRule  = 2.5  // points: a filled rectangle as thin is a line
	shortRule = 4.0  // points: a shorter line is part of a drawing
)

// pathReader follows the paths of a page for the lines that part its cells and notes.
type pathReader struct {
	rules  []rule
	points []float64 // of the open path: x, y of each corner of its lines
	breaks []int     // where in points each piece begins
	boxes  [][4]float64
}

func (p *pathReader) operator(op string, args []pdfToken, ctm matrix) {
	switch op {
	case "m", "l":
		if len(args) >= 2 && len(p.points) < 4*maxRules {
			if op == "m" {
				p.breaks = append(p.breaks, len(p.points))
			}
			x, y := ctm.apply(num(args, 1), num(args, 0))
			p.points = append(p.points, x, y)
		}
	case "re":
		if len(args) >= 4 && len(p.boxes) < maxRules {
			x0, y0 := ctm.apply(num(args, 3), num(args, 2))
			x1, y1 := ctm.apply(num(args, 3)+num(args, 1), num(args, 2)+num(args, 0))
			p.boxes = append(p.boxes, [4]float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
		}
	case "S", "s", "B", "B*", "b", "b*":
		p.stroke()
		p.fill()
		p.clear()
	case "f", "F", "f*":
		p.fill()
		p.clear()
	case "n":
		p.clear()
	}
}

func (p *pathReader) clear() {
	p.points, p.breaks, p.boxes = p.points[:0], p.breaks[:0], p.boxes[:0]
}

// stroke notes the lines of the path and the sides of its rectangles.
func (p *pathReader) stroke() {
	for i, from := range p.breaks {
		to := len(p.points)
		if i+1 < len(p.breaks) {
			to = p.breaks[i+1]
		}
		for k := from; k+3 < to; k += 2 {
			p.line(p.points[k], p.points[k+1], p.points[k+2], p.points[k+3])
		}
	}
	for _, b := range p.boxes {
		p.line(b[0], b[1], b[2], b[1])
		p.line(b[0], b[3], b[2], b[3])
		p.line(b[0], b[1], b[0], b[3])
		p.line(b[2], b[1], b[2], b[3])
	}
}

// fill notes rectangles so thin that they are lines.
func (p *pathReader) fill() {
	for _, b := range p.boxes {
		w, h := b[2]-b[0], b[3]-b[1]
		switch {
		case h <= thinRule && w > h:
			p.line(b[0], (b[1]+b[3])/2, b[2], (b[1]+b[3])/2)
		case w <= thinRule:
			p.line((b[0]+b[2])/2, b[1], (b[0]+b[2])/2, b[3])
		}
	}
	for i, from := range p.breaks { // a rectangle may be drawn by its corners
		to := len(p.points)
		if i+1 < len(p.breaks) {
			to = p.breaks[i+1]
		}
		if n := to - from; n < 8 || n > 10 {
			continue
		}
		b := cornersOf(p.points[from:to])
		if w, h := b[2]-b[0], b[3]-b[1]; h <= thinRule && w > h {
			p.line(b[0], (b[1]+b[3])/2, b[2], (b[1]+b[3])/2)
		} else if w <= thinRule {
			p.line((b[0]+b[2])/2, b[1], (b[0]+b[2])/2, b[3])
		}
	}
}

func cornersOf(points []float64) [4]float64 {
	b := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := 0; i+1 < len(points); i += 2 {
		b[0], b[1] = min(b[0], points[i]), min(b[1], points[i+1])
		b[2], b[3] = max(b[2], points[i]), max(b[3], points[i+1])
	}
	return b
}

// line notes a line when it is level or upright.
func (p *pathReader) line(x0, y0, x1, y1 float64) {
	r := rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	w, h := r.x1-r.x0, r.y1-r.y0
	if len(p.rules) < maxRules && max(w, h) >= shortRule && min(w, h) <= 1 && finite(w+h) {
		p.rules = append(p.rules, r)
	}
}
