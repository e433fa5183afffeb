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

// textState is the part of the graphics state that places text.
type textState struct {
	ctm                       matrix
	font                      *pdfFont
	size                      float64
	char, word, leading, rise float64
	scale                     float64 // horizontal, 1 for 100 %
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
	images int
	ops    int
	err    error // the deadline passed, or a limit was hit
}

var errStreams = fmt.Errorf("content over the limit of %d bytes: %w", MaxStreamBytes, corpus.ErrTooLarge)

const (
	maxStateStack = 512
	maxPageOps    = 5_000_000
)

// runPage draws the page's streams as one and returns its lines.
func (d *pdfDoc) runPage(ctx context.Context, p pdfPage, number int) ([]pdfLine, int, error) {
	m := &textMachine{ctx: ctx, doc: d, state: textState{ctm: unit, scale: 1}, tm: unit, tlm: unit, lines: &lineBuilder{page: number}}
	content := d.contents(p.node.Key("Contents"))
	m.run(content, scope{p.resources, map[string]*pdfFont{}}, 0)
	m.lines.end()
	if m.err == nil && d.over {
		m.err = errStreams
	}
	return m.lines.out, m.images, m.err
}

// contents reads the streams of a page, parted by white space.
func (d *pdfDoc) contents(v pdf.Value) []byte {
	if v.Kind() != pdf.Array {
		return d.stream(v)
	}
	var all []byte
	for i := range min(v.Len(), 4096) {
		all = append(append(all, d.stream(v.Index(i))...), '\n')
	}
	return all
}

// stream reads one stream and counts it against the limits of the document.
func (d *pdfDoc) stream(v pdf.Value) []byte {
	data := readStream(v, min(MaxStreamBytes, d.budget)+1)
	d.budget -= int64(len(data))
	if len(data) > MaxStreamBytes || d.budget < 0 {
		d.over = true
		return nil
	}
	if len(data) == 0 && v.Kind() == pdf.Stream && v.Key("Length").Int64() != 0 {
		d.lost++
	}
	return data
}

// run interprets one content stream. A fault inside ends this stream and no other.
func (m *textMachine) run(data []byte, in scope, depth int) {
	defer func() {
		if r := recover(); r != nil {
			m.doc.faults++
		}
	}()
	x := pdfLexer{data: data}
	var args []pdfToken
	for m.err == nil {
		t := x.next()
		switch t.kind {
		case 0:
			return
		case 'o':
			if t.str == "ID" {
				x.inlineImage()
			} else {
				m.operator(t.str, args, in, depth)
			}
			args = args[:0]
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
	case "q", "Q", "cm", "Do", "gs":
		m.graphics(op, args, in, depth)
	case "BT":
		m.tm, m.tlm = unit, unit
	case "Tc":
		m.state.char = num(args, 0)
	case "Tw":
		m.state.word = num(args, 0)
	case "Tz":
		m.state.scale = num(args, 0) / 100
	case "TL":
		m.state.leading = num(args, 0)
	case "Ts":
		m.state.rise = num(args, 0)
	case "Tf":
		if len(args) >= 2 {
			m.state.font, m.state.size = m.font(in, args[len(args)-2].str), num(args, 0)
		}
	case "Td", "TD", "T*", "Tm":
		m.place(op, args)
	case "Tj", "'", "\"", "TJ":
		m.show(op, args)
	}
}

// font finds the font of a name in the scope.
func (m *textMachine) font(in scope, name string) *pdfFont {
	f, ok := in.fonts[name]
	if !ok {
		f = m.doc.load(in.res.Key("Font").Key(name))
		in.fonts[name] = f
	}
	return f
}

// graphics handles the operators outside text.
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
			if f := in.res.Key("ExtGState").Key(args[0].str).Key("Font"); f.Len() == 2 {
				m.state.font, m.state.size = m.doc.load(f.Index(0)), f.Index(1).Float64()
			}
		}
	case "Do":
		if len(args) > 0 {
			m.object(in.res.Key("XObject").Key(args[len(args)-1].str), in, depth)
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

// object draws a form; an image is only counted.
func (m *textMachine) object(v pdf.Value, in scope, depth int) {
	switch v.Key("Subtype").Name() {
	case "Image":
		m.images++
	case "Form":
		if depth >= MaxFormDepth {
			return
		}
		saved, stack, tm, tlm := m.state, m.stack, m.tm, m.tlm
		if mat := v.Key("Matrix"); mat.Len() == 6 {
			var n matrix
			for i := range n {
				n[i] = mat.Index(i).Float64()
			}
			m.state.ctm = n.mul(m.state.ctm)
		}
		if own := v.Key("Resources"); !own.IsNull() {
			in = scope{own, map[string]*pdfFont{}}
		}
		m.stack = nil
		m.run(m.doc.stream(v), in, depth+1)
		m.state, m.stack, m.tm, m.tlm = saved, stack, tm, tlm
	}
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
	m.tlm = matrix{1, 0, 0, 1, dx, dy}.mul(m.tlm)
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

func (m *textMachine) advance(dx float64) {
	m.tm = matrix{1, 0, 0, 1, dx, 0}.mul(m.tm)
}

// draw shows one string in the current font.
func (m *textMachine) draw(raw string) {
	s := &m.state
	if s.font == nil {
		s.font = &pdfFont{guess: true}
		s.font.encode(pdf.Value{})
	}
	for _, g := range s.font.glyphs(raw) {
		step := g.width*s.size + s.char
		if g.space {
			step += s.word
		}
		at := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(m.tm).mul(s.ctm)
		if em := math.Hypot(at[2], at[3]); em > 0 && em < 1e6 && g.text != "" {
			m.lines.add(glyphAt(g, at, em))
		}
		m.advance(step * s.scale)
	}
}
