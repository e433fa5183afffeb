package ingest

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Distances by which glyphs are told apart, in ems of the larger type.
const (
	spaceGap   = 0.18 // a wider gap is a space
	wideGap    = 0.6  // a wider gap may part cells: its place is kept
	columnJump = 2.5  // a wider gap parts columns
	lineShift  = 0.35 // a greater move of the baseline begins a line
	highShift  = 0.75 // of small type: an index or a note's number, still on the line
	backStep   = 0.6  // a greater move back begins a line, or draws the same letters again for weight
)

// pdfLine is a printed line, or the part of one that stands in a column. Lengths are in points.
type pdfLine struct {
	Text  string
	Page  int
	X0    float64 // along the line
	X1    float64
	Y     float64 // across it, upwards
	Size  float64
	First float64    // width of the first word
	Sup   int        // bytes of a number set high at the start
	Turn  int        // direction in degrees, when not level
	RTL   bool       // read from the right
	Aside bool       // the file says that it belongs to the page and not to the text
	Gaps  []lineGap  // white space between words that is wider than usual
	Parts []linePart // its pieces with their offsets, when it was put together from several
	Loose bool       // put together from columns: it does not go on in the next line
	Cell  cellPlace  // in a table
}

// linePart is a piece of a line: where its text begins, and its edges along the line.
type linePart struct {
	at     int
	x0, x1 float64
}

// cellPlace is the cell of a table that a line stands in. Tables are numbered on their page from 1.
type cellPlace struct {
	table, row, col, span int
}

// lineGap is white space inside a line: the bytes of the text that stand for it, and its edges.
type lineGap struct {
	start, end int
	x0, x1     float64
}

// placed is a glyph on the page, along and across the direction of its line.
type placed struct {
	text   string
	x0, x1 float64
	y      float64
	em     float64
}

// pen is where a string begins on the page, and how it runs.
type pen struct {
	px, py   float64 // on the page
	sin, cos float64
	turn     int
	em       float64 // 0 when nothing can be drawn
	stretch  float64 // points by which an em of width runs on
}

// maxCoordinate bounds the places of glyphs, in points: a page is at most 14,400 wide.
const maxCoordinate = 1e6

// pen finds where the matrix of a string puts its first glyph.
func (b *lineBuilder) pen(at matrix) pen {
	p := pen{px: at[4], py: at[5], cos: 1, stretch: at[0]}
	p.em = math.Abs(at[3])
	if at[1] != 0 || at[2] != 0 || at[0] < 0 {
		p.em, p.stretch = math.Hypot(at[2], at[3]), math.Hypot(at[0], at[1])
		p.turn = int(math.Round(math.Atan2(at[1], at[0])*180/math.Pi/5)) * 5
		p.sin, p.cos = math.Sincos(float64(p.turn) * math.Pi / 180)
	}
	if !(p.em > 1e-3 && p.em < maxCoordinate && p.stretch < maxCoordinate && math.Abs(p.px) < maxCoordinate && math.Abs(p.py) < maxCoordinate) || !b.box.near(p.px, p.py, p.em) {
		p.em = 0
	}
	return p
}

// glyph places a glyph at a distance from the pen.
func (p *pen) glyph(text string, width, dx, dy float64) placed {
	x, y := p.px+dx, p.py+dy
	if p.turn != 0 {
		x, y = x*p.cos+y*p.sin, y*p.cos-x*p.sin
	}
	return placed{text: text, x0: x, x1: x + width*p.stretch, y: y, em: p.em}
}

// lineBuilder gathers glyphs into lines in the order in which they are drawn.
type lineBuilder struct {
	box       pageBox
	page      int
	line      []placed
	turn      int
	aside     bool
	rtl, ltr  bool    // a letter that runs to the left, or to the right, stands on the line
	fromRight bool    // the piece of the line that is being written is read from the right
	min, max  float64 // extent of the line
	base      float64 // the baseline
	em        float64 // size of the line's main type
	out       []pdfLine
	chars     int
	buf       []byte
}

// add takes the next glyph.
func (b *lineBuilder) add(g placed, turn int, aside bool) {
	if b.chars++; b.chars > MaxTextBytes {
		return
	}
	if len(b.line) > 0 {
		if turn != b.turn || aside != b.aside || !b.same(&g) {
			b.end()
		} else if b.redrawn(&g) {
			return
		}
	}
	switch {
	case len(b.line) == 0:
		b.turn, b.aside, b.rtl, b.ltr = turn, aside, false, false
		b.base, b.em, b.min, b.max = g.y, g.em, g.x0, g.x1
	case g.em > b.em*1.15 && !isBlank(g.text):
		b.base, b.em = g.y, g.em
	}
	b.min, b.max = min(b.min, g.x0), max(b.max, g.x1)
	switch c := g.text; {
	case c == "":
	case c[0] >= 0xd6:
		b.rtl = b.rtl || isRTL(c)
	case c[0] >= 'A':
		b.ltr = true
	}
	b.line = append(b.line, g)
}

// same reports whether the glyph goes on with the current line.
func (b *lineBuilder) same(g *placed) bool {
	last := &b.line[len(b.line)-1]
	em := max(b.em, g.em)
	if shift := math.Abs(g.y - b.base); shift > lineShift*em {
		small := min(g.em, b.em) < 0.8*em
		return small && shift < highShift*em && math.Abs(g.x0-last.x1) < 0.6*em
	}
	switch jump := columnJump * em; {
	case b.rtl, !b.ltr && isRTL(g.text):
		return true // pieces from the left and from the right come in any order
	case g.x0 > last.x1+jump && g.x0 > b.max+jump || g.x1 < last.x0-jump && g.x1 < b.min-jump:
		return false
	case g.x0 > last.x1-backStep*em:
		return true
	}
	return isRTL(g.text) || isBlank(g.text) && g.x1 < b.min+em || b.redrawn(g)
}

// redrawn reports whether the same letter already stands at the place: a fake bold.
func (b *lineBuilder) redrawn(g *placed) bool {
	if g.x0 > b.line[len(b.line)-1].x0+0.12*g.em || g.text == "" {
		return false
	}
	for i := len(b.line) - 1; i >= max(0, len(b.line)-400); i-- {
		o := &b.line[i]
		if o.text == g.text && math.Abs(o.x0-g.x0) < 0.12*g.em && math.Abs(o.y-g.y) < 0.12*g.em {
			return true
		}
	}
	return false
}

// end writes the current line. One with letters that run from the right is put into order first, and parted
// where columns part.
func (b *lineBuilder) end() {
	glyphs := b.line
	b.line = b.line[:0]
	if b.fromRight = false; !b.rtl {
		b.piece(glyphs)
		return
	}
	glyphs = visualOrder(glyphs)
	for end := len(glyphs); end > 0; {
		start := end - 1
		for start > 0 && !(isBlank(glyphs[start].text) && glyphs[start].x1-glyphs[start].x0 > columnJump*b.em) {
			start--
		}
		piece := glyphs[start:end]
		b.fromRight = logicalOrder(piece)
		b.piece(piece)
		end = start
	}
}

// piece writes glyphs in reading order as one line.
func (b *lineBuilder) piece(glyphs []placed) {
	l := pdfLine{Page: b.page, Y: b.base, Size: b.em, Turn: b.turn, Aside: b.aside, RTL: b.fromRight}
	l.Sup = b.write(&l, glyphs)
	if isBlank(l.Text) {
		return
	}
	l.X0, l.X1 = math.Inf(1), math.Inf(-1)
	for i := range glyphs {
		if g := &glyphs[i]; !isBlank(g.text) {
			l.X0, l.X1 = min(l.X0, g.x0), max(l.X1, g.x1)
		}
	}
	l.measure()
	b.out = append(b.out, l)
}

// measure estimates the width of the first word.
func (l *pdfLine) measure() {
	word := firstField(strings.TrimSpace(l.Text))
	l.First = (l.X1 - l.X0) * float64(len(word)) / float64(max(1, len(l.Text)))
}

// write sets the text of the line: the glyphs, with the spaces that their distances make. It returns the
// length of a number set high at the start.
func (b *lineBuilder) write(l *pdfLine, glyphs []placed) (sup int) {
	s := b.buf[:0]
	high := false
	for i := range glyphs {
		g := &glyphs[i]
		raised := b.isHigh(g)
		if high && !raised {
			s, sup = closeNote(s, sup)
		}
		switch {
		case b.rtl && g.text == " ":
			s = spaced(l, s, g.x0, g.x1, g.em)
			continue
		case i > 0 && !b.rtl && !(high && raised):
			if prev := &glyphs[i-1]; g.text != " " && g.x0-prev.x1 > spaceGap*max(prev.em, g.em) {
				s = spaced(l, s, prev.x1, g.x0, max(prev.em, g.em))
			}
		}
		if raised && !high && touches(s) {
			s = append(s, '[')
		}
		high = raised
		s = append(s, g.text...)
	}
	if high {
		s, sup = closeNote(s, sup)
	}
	b.buf = s
	l.Text = string(s)
	return sup
}

// spaced writes a space and notes its place when it is wide.
func spaced(l *pdfLine, s []byte, x0, x1, em float64) []byte {
	if len(s) == 0 {
		return s
	}
	start := len(s)
	if s[start-1] == ' ' {
		start--
	} else {
		s = append(s, ' ')
	}
	if x1-x0 > wideGap*em {
		l.Gaps = append(l.Gaps, lineGap{start, len(s), x0, x1})
	}
	return s
}

// touches reports whether the text ends with something that a number would grow onto.
func touches(s []byte) bool {
	r, _ := utf8.DecodeLastRune(s)
	return len(s) > 0 && !unicode.IsSpace(r)
}

// isHigh reports whether the glyph is a digit set small and high.
func (b *lineBuilder) isHigh(g *placed) bool {
	return g.em < 0.85*b.em && g.y-b.base > 0.15*b.em && len(g.text) == 1 && g.text[0] >= '0' && g.text[0] <= '9'
}

// closeNote ends a number set high. Inside a line it stands in brackets, so that it does not grow onto the
// word; at the start of a line it numbers the paragraph and is told by its length.
func closeNote(s []byte, sup int) ([]byte, int) {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	switch {
	case i == len(s) || len(s)-i > 3:
	case i > 0 && s[i-1] == '[':
		return append(s, ']'), sup
	case i == 0:
		return append(s, ' '), len(s)
	}
	return s, sup
}
