package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Distances by which glyphs are told apart, in ems of the larger type.
const (
	spaceGap   = 0.18 // a wider gap is a space
	columnJump = 2.5  // a wider gap parts columns
	lineShift  = 0.35 // a greater move of the baseline begins a line
	highShift  = 0.75 // of small type: an index or a note's number, still on the line
	backStep   = 0.6  // a greater move back begins a line, or draws the same letters again for weight
)

// pdfLine is a printed line, as the child process reports it. Lengths are in points.
type pdfLine struct {
	Text  string
	Page  int
	X0    float64 // along the line
	X1    float64
	Y     float64 // across it, upwards
	Size  float64
	First float64 // width of the first word
	Sup   int     // bytes of a number set high at the start
	Turn  int     // direction in degrees, when not level
}

// placed is a glyph on the page, along and across the direction of its line.
type placed struct {
	text   string
	x0, x1 float64
	y      float64
	em     float64
	turn   int
}

// glyphAt places a glyph by its matrix.
func glyphAt(g pdfGlyph, at matrix, em float64) placed {
	turn := int(math.Round(math.Atan2(at[1], at[0])*180/math.Pi/5)) * 5
	angle := float64(turn) * math.Pi / 180
	sin, cos := math.Sincos(angle)
	x := at[4]*cos + at[5]*sin
	width := g.width * math.Hypot(at[0], at[1])
	return placed{text: g.text, x0: x, x1: x + width, y: at[5]*cos - at[4]*sin, em: em, turn: turn}
}

// lineBuilder gathers glyphs into lines in the order in which they are drawn.
type lineBuilder struct {
	page  int
	line  []placed
	base  float64 // the baseline
	em    float64 // size of the line's main type
	out   []pdfLine
	chars int
}

// add takes the next glyph.
func (b *lineBuilder) add(g placed) {
	if b.chars++; b.chars > MaxTextBytes {
		return
	}
	if len(b.line) > 0 && !b.same(g) {
		b.end()
	}
	if len(b.line) > 0 && b.redrawn(g) {
		return
	}
	if len(b.line) == 0 || g.em > b.em*1.15 && strings.TrimSpace(g.text) != "" {
		b.base, b.em = g.y, g.em
	}
	b.line = append(b.line, g)
}

// same reports whether the glyph stands on the current line.
func (b *lineBuilder) same(g placed) bool {
	last := b.line[len(b.line)-1]
	em := max(b.em, g.em)
	shift := math.Abs(g.y - b.base)
	switch {
	case g.turn != last.turn:
		return false
	case shift > lineShift*em:
		small := min(g.em, b.em) < 0.8*em
		return small && shift < highShift*em && math.Abs(g.x0-last.x1) < 0.6*em
	}
	return g.x0 > last.x1-backStep*em || isRTL(g.text) || isRTL(last.text) || b.redrawn(g)
}

// redrawn reports whether the same letter already stands at the place: a fake bold.
func (b *lineBuilder) redrawn(g placed) bool {
	if g.x0 > b.line[len(b.line)-1].x0+0.12*g.em {
		return false
	}
	for i := len(b.line) - 1; i >= max(0, len(b.line)-400); i-- {
		o := b.line[i]
		if o.text == g.text && math.Abs(o.x0-g.x0) < 0.12*g.em && math.Abs(o.y-g.y) < 0.12*g.em {
			return true
		}
	}
	return false
}

// end writes the current line.
func (b *lineBuilder) end() {
	glyphs := b.line
	b.line = nil
	if mostlyRTL(glyphs) {
		glyphs = logicalOrder(glyphs)
	}
	l := pdfLine{Page: b.page, Y: b.base, Size: b.em}
	l.Text, l.Sup = b.text(glyphs)
	if strings.TrimSpace(l.Text) == "" {
		return
	}
	l.X0, l.X1 = math.Inf(1), math.Inf(-1)
	for _, g := range glyphs {
		if strings.TrimSpace(g.text) != "" {
			l.X0, l.X1, l.Turn = min(l.X0, g.x0), max(l.X1, g.x1), g.turn
		}
	}
	word := firstField(strings.TrimSpace(l.Text))
	l.First = (l.X1 - l.X0) * float64(len(word)) / float64(max(1, len(l.Text)))
	b.out = append(b.out, l)
}

// text writes the glyphs with the spaces that their distances make.
func (b *lineBuilder) text(glyphs []placed) (string, int) {
	var s strings.Builder
	sup, high := 0, false
	for i, g := range glyphs {
		raised := b.isHigh(g)
		if raised != high && i > 0 && s.Len() > 0 {
			sup = noteMark(&s, raised, sup)
		}
		if i > 0 && !(high && raised) {
			writeGap(&s, glyphs[i-1], g)
		}
		if raised && !high && endsLetter(s.String()) && s.Len() > 0 {
			s.WriteByte('[')
		}
		high = raised
		s.WriteString(g.text)
	}
	if high && s.Len() > 0 {
		sup = noteMark(&s, false, sup)
	}
	return s.String(), sup
}

// isHigh reports whether the glyph is a digit set small and high.
func (b *lineBuilder) isHigh(g placed) bool {
	return g.em < 0.85*b.em && g.y-b.base > 0.15*b.em && len(g.text) == 1 && g.text[0] >= '0' && g.text[0] <= '9'
}

// noteMark closes the brackets around a high number inside a line, so that it does not grow onto the
// word; at the start of a line it numbers the paragraph and is told by its length.
func noteMark(s *strings.Builder, opens bool, sup int) int {
	if opens {
		return sup
	}
	text := s.String()
	if i := strings.LastIndexByte(text, '['); i >= 0 && lineNumber.MatchString(text[i+1:]) {
		s.WriteByte(']')
	} else if lineNumber.MatchString(text) {
		s.WriteByte(' ')
		return len(text)
	}
	return sup
}

// writeGap writes a space where there is one, and a wide one between columns.
func writeGap(s *strings.Builder, prev, g placed) {
	em := max(prev.em, g.em)
	gap := g.x0 - prev.x1
	if isRTL(prev.text) || isRTL(g.text) {
		gap = max(g.x0-prev.x1, prev.x0-g.x1)
	}
	switch {
	case gap > columnJump*em:
		s.WriteString(strings.Repeat(" ", min(200, max(4, int(gap/(0.5*em))))))
	case gap > spaceGap*em && !strings.HasSuffix(s.String(), " ") && g.text != " ":
		s.WriteByte(' ')
	}
}

func isRTL(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew) && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

func mostlyRTL(glyphs []placed) bool {
	rtl, ltr := 0, 0
	for _, g := range glyphs {
		switch {
		case isRTL(g.text):
			rtl++
		case strings.IndexFunc(g.text, unicode.IsLetter) >= 0:
			ltr++
		}
	}
	return rtl > ltr
}

// logicalOrder puts a right-to-left line into reading order: by place from the right, while numbers and
// Latin words keep their own order from the left.
func logicalOrder(glyphs []placed) []placed {
	out := slices.Clone(glyphs)
	slices.SortStableFunc(out, func(a, b placed) int {
		switch {
		case a.x1+a.x0 > b.x1+b.x0:
			return -1
		case a.x1+a.x0 < b.x1+b.x0:
			return 1
		}
		return 0
	})
	for i := 0; i < len(out); {
		j := i
		for j < len(out) && runsLeft(out[j].text) {
			j++
		}
		slices.Reverse(out[i:j])
		i = max(j, i+1)
	}
	return out
}

// runsLeft reports whether a glyph reads from the left even in a line that reads from the right.
func runsLeft(s string) bool {
	for _, r := range s {
		if unicode.IsDigit(r) || unicode.IsLetter(r) && !isRTL(string(r)) || r == '/' || r == '.' {
			return true
		}
	}
	return false
}
