package ingest

import (
	"context"
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"

	"corridor/corpus"
)

// matrix is an affine map: (x, y) goes to (ax+cy+e, bx+dy+f).
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

// mul is the map that applies m first and n after it.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// apply maps a point.
func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// textState is the part of the graphics state that places text.
type textState struct {
	ctm                       matrix
	font                      *pdfFont
	size                      float64
	char, word, leading, rise float64
	scale                     float64 // horizontal, 1 for 100 %
	hidden                    bool    // drawn without paint: the text layer under a scan
}

// scope is the resources that a content stream names, with the fonts already found in them.
type scope struct {
	res   pdf.Value
	fonts map[string]*pdfFont
}

// textMachine runs the content streams of one page and hands the glyphs to the line builder.
type textMachine struct {
	ctx    context.Context
	doc    *pdfDoc
	state  textState
	stack  []textState
	tm     matrix
	tlm    matrix
	lines  *lineBuilder
	path   pathReader
	marked markedContent
	ink    pageInk
	ops    int
	err    error // the deadline passed, or a limit was hit
}

// pageInk counts what a page shows.
type pageInk struct {
	glyphs   int
	hidden   int     // glyphs without paint
	unknown  int     // glyphs whose character is not known
	pictures float64 // area of images, as a share of the page
}

// pictureShare is the share of a page that its images cover at least when it may be a scan: a coat of arms is none.
const pictureShare = 0.05

// picture reports whether a page without text has something to be read by its looks: images, or letters of a font
// that does not tell what they are.
func (k pageInk) picture() bool {
	return k.pictures > pictureShare || k.unknown > k.glyphs/2
}

var errStreams = fmt.Errorf("content over the limit of %d bytes: %w", MaxStreamBytes, corpus.ErrTooLarge)

const (
	maxStateStack = 512
	maxPageOps    = 5_000_000
)

// newMachine makes a machine for a page whose points the matrix maps to the page as it is seen.
func newMachine(ctx context.Context, d *pdfDoc, box pageBox) *textMachine {
	m := &textMachine{ctx: ctx, doc: d, lines: &lineBuilder{box: box, out: d.spare.lines[:0], line: d.spare.glyphs[:0], buf: d.spare.text}}
	m.state = textState{ctm: box.view, scale: 1}
	m.tm, m.tlm = unit, unit
	return m
}

// run interprets one content stream. A fault inside ends this stream and no other.
func (m *textMachine) run(data []byte, in scope, depth int) {
	defer func() {
		if r := recover(); r != nil {
			m.doc.faults++
		}
	}()
	x := pdfLexer{data: data}
	args := make([]pdfToken, 0, 16)
	for m.err == nil {
		t := x.next()
		switch t.kind {
		case 0:
			return
		case 'o':
			if string(t.str) == "ID" {
				x.inlineImage(args)
			} else {
				m.operator(string(t.str), args, in, depth)
			}
			args = args[:0]
			x.forget()
			m.tick()
		default:
			if len(args) < 64 {
				args = append(args, t)
			}
		}
	}
}

// tick looks at the clock now and then.
func (m *textMachine) tick() {
	m.ops++
	switch {
	case m.ops > maxPageOps:
		m.err = fmt.Errorf("a page of more than %d operators: %w", maxPageOps, corpus.ErrTooLarge)
	case m.ops%1024 == 0 && m.ctx.Err() != nil:
		m.err = m.ctx.Err()
	case m.doc.over:
		m.err = errStreams
	}
}

// num is the i-th operand as a number, counted from the last, which is 0.
func num(args []pdfToken, fromEnd int) float64 {
	if i := len(args) - 1 - fromEnd; i >= 0 {
		return args[i].num
	}
	return 0
}

func (m *textMachine) operator(op string, args []pdfToken, in scope, depth int) {
	switch op {
	case "Tj", "TJ", "'", "\"":
		m.show(op, args)
	case "Td", "TD", "T*", "Tm":
		m.place(op, args)
	case "Tf":
		if len(args) >= 2 {
			m.state.font, m.state.size = m.font(in, args[len(args)-2].str), num(args, 0)
		}
	case "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "BT":
		m.setText(op, num(args, 0))
	case "q", "Q", "cm", "Do", "gs":
		m.graphics(op, args, in, depth)
	case "BMC", "BDC", "EMC":
		m.marked.operator(op, args, in.res)
	default:
		m.path.operator(op, args, m.state.ctm)
	}
}

// setText sets one value of the text state.
func (m *textMachine) setText(op string, v float64) {
	switch op {
	case "BT":
		m.tm, m.tlm = unit, unit
	case "Tc":
		m.state.char = v
	case "Tw":
		m.state.word = v
	case "Tz":
		m.state.scale = v / 100
	case "TL":
		m.state.leading = v
	case "Ts":
		m.state.rise = v
	case "Tr":
		m.state.hidden = v == 3
	}
}

// font finds the font of a name in the scope.
func (m *textMachine) font(in scope, name []byte) *pdfFont {
	f, ok := in.fonts[string(name)]
	if !ok {
		f = m.doc.font(in.res.Key("Font").Key(string(name)))
		in.fonts[string(name)] = f
	}
	return f
}

// graphics handles the operators of the graphics state.
func (m *textMachine) graphics(op string, args []pdfToken, in scope, depth int) {
	switch op {
	case "q":
		if len(m.stack) < maxStateStack {
			m.stack = append(m.stack, m.state)
		}
	case "Q":
		if n := len(m.stack); n > 0 {
			m.state, m.stack = m.stack[n-1], m.stack[:n-1]
		}
	case "cm":
		m.state.ctm = argMatrix(args).mul(m.state.ctm)
	case "gs":
		if len(args) > 0 {
			if f := in.res.Key("ExtGState").Key(string(args[0].str)).Key("Font"); f.Len() == 2 {
				m.state.font, m.state.size = m.doc.font(f.Index(0)), f.Index(1).Float64()
			}
		}
	case "Do":
		if len(args) > 0 {
			m.object(in.res.Key("XObject").Key(string(args[len(args)-1].str)), in, depth)
		}
	}
}

func argMatrix(args []pdfToken) matrix {
	var n matrix
	for i := range n {
		n[i] = num(args, 5-i)
	}
	return n
}

// valueMatrix reads a matrix of six numbers, or the unit where there is none.
func valueMatrix(v pdf.Value) matrix {
	if v.Len() != 6 {
		return unit
	}
	var n matrix
	for i := range n {
		n[i] = v.Index(i).Float64()
	}
	return n
}

// object draws a form; of an image only the area is noted.
func (m *textMachine) object(v pdf.Value, in scope, depth int) {
	switch v.Key("Subtype").Name() {
	case "Image":
		c := m.state.ctm
		if area := m.lines.box.width * m.lines.box.height; area > 0 {
			m.ink.pictures += math.Abs(c[0]*c[3]-c[1]*c[2]) / area
		}
	case "Form":
		m.form(v, valueMatrix(v.Key("Matrix")), in, depth)
	}
}

// form runs the content of a form with its own matrix and resources.
func (m *textMachine) form(v pdf.Value, mat matrix, in scope, depth int) {
	if depth >= MaxFormDepth {
		return
	}
	saved, stack, tm, tlm, marked := m.state, m.stack, m.tm, m.tlm, m.marked
	m.state.ctm = mat.mul(m.state.ctm)
	if own := v.Key("Resources"); !own.IsNull() {
		in = scope{own, map[string]*pdfFont{}}
	}
	m.stack, m.marked.stack = nil, nil
	m.run(m.doc.content(v, nil), in, depth+1)
	m.state, m.stack, m.tm, m.tlm, m.marked = saved, stack, tm, tlm, marked
}

// place moves to the next line.
func (m *textMachine) place(op string, args []pdfToken) {
	dx, dy := num(args, 1), num(args, 0)
	switch op {
	case "Tm":
		m.tlm = argMatrix(args)
		m.tm = m.tlm
		return
	case "TD":
		m.state.leading = -dy
	case "T*":
		dx, dy = 0, -m.state.leading
	}
	m.tlm[4], m.tlm[5] = m.tlm.apply(dx, dy)
	m.tm = m.tlm
}

// show draws strings; numbers between them in an array move the pen.
func (m *textMachine) show(op string, args []pdfToken) {
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	switch op {
	case "\"":
		m.state.word, m.state.char = num(args, 2), num(args, 1)
		m.place("T*", nil)
	case "'":
		m.place("T*", nil)
	case "TJ":
		for _, t := range last.items {
			if t.kind == 's' {
				m.draw(t.str)
				continue
			}
			m.advance(-t.num / 1000 * m.state.size * m.state.scale)
		}
		return
	}
	m.draw(last.str)
}

// advance moves the pen along the line.
func (m *textMachine) advance(dx float64) {
	m.tm[4] += dx * m.tm[0]
	m.tm[5] += dx * m.tm[1]
}

// draw shows one string in the current font. The direction and the size are those of its first glyph, so
// they are worked out once.
func (m *textMachine) draw(raw []byte) {
	s := &m.state
	if s.font == nil {
		s.font = plainFont()
	}
	at := m.tm.mul(s.ctm)
	pen := m.lines.pen(matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(at))
	var moved float64
	for len(raw) > 0 {
		g, n := s.font.next(raw)
		raw = raw[n:]
		if pen.em > 0 {
			m.glyph(g, &pen, at[0]*moved, at[1]*moved)
		}
		step := g.width*s.size + s.char
		if g.space {
			step += s.word
		}
		moved += step * s.scale
	}
	m.advance(moved)
}

// glyph hands one glyph to the line builder, at a distance from where its string begins.
func (m *textMachine) glyph(g *pdfGlyph, pen *pen, dx, dy float64) {
	text, roomOnly := g.text, false
	if len(m.marked.stack) > 0 {
		text, roomOnly = m.marked.text(text)
	}
	if text == "" && !roomOnly {
		return
	}
	if m.ink.glyphs++; m.state.hidden {
		m.ink.hidden++
	}
	if text == "\ufffd" {
		m.ink.unknown++
	}
	m.lines.add(pen.glyph(text, g.width, dx, dy), pen.turn, m.marked.aside)
}
