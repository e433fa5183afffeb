package ingest

import (
	"fmt"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// What was filled into the fields of a form, and text that was typed onto a page, is text of the page: it is read
// by how it looks, where it stands. Notes in the margin are comments of people and no text.

const (
	maxAnnots     = 2000 // of one page
	maxFieldDepth = 8    // of the tree of fields
	hiddenAnnot   = 2 | 32
)

// pdfNote is a comment that somebody stuck onto a page.
type pdfNote struct {
	page               int
	y                  float64 // of its middle
	author, date, text string
}

// annotations draws what stands on a page beside its own content.
func (m *textMachine) annotations(p pdfPage) {
	list := p.node.Key("Annots")
	for i := range min(list.Len(), maxAnnots) {
		if m.err != nil {
			return
		}
		m.annotation(list, i)
	}
}

// annotation draws one; a damaged one costs only itself.
func (m *textMachine) annotation(list pdf.Value, i int) {
	defer func() {
		if r := recover(); r != nil {
			m.doc.faults++
		}
	}()
	a := list.Index(i)
	if a.Key("F").Int64()&hiddenAnnot != 0 {
		return
	}
	drawn := len(m.lines.out)
	switch a.Key("Subtype").Name() {
	case "Widget":
		if field := inherited(a, "FT").Name(); field == "Tx" || field == "Ch" {
			m.appearance(a, inherited(a, "V"))
			m.doc.fields += min(1, len(m.lines.out)-drawn)
		}
	case "FreeText":
		m.appearance(a, a.Key("Contents"))
		m.doc.typed += min(1, len(m.lines.out)-drawn)
	case "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret":
		m.note(a)
	}
	m.lines.out = settle(m.lines.out, drawn)
}

// inherited is an entry of a field, or of the fields above it.
func inherited(v pdf.Value, key string) pdf.Value {
	for range maxFieldDepth {
		if own := v.Key(key); !own.IsNull() {
			return own
		}
		v = v.Key("Parent")
	}
	return pdf.Value{}
}

// appearance draws the stream that shows an annotation, fitted into its rectangle; where there is none, the value.
func (m *textMachine) appearance(a, value pdf.Value) {
	m.state, m.stack, m.marked = textState{ctm: m.lines.box.view, scale: 1}, nil, markedContent{}
	look := a.Key("AP").Key("N")
	if look.Kind() == pdf.Dict {
		look = look.Key(a.Key("AS").Name())
	}
	rect := rectangle(a.Key("Rect"), [4]float64{})
	if look.Kind() == pdf.Stream {
		m.form(look, fitted(look, rect), scope{fonts: map[string]*pdfFont{}}, 1)
		m.lines.end()
		return
	}
	if m.doc.lock != nil || rect == [4]float64{} {
		return // the strings of a protected file are not decrypted
	}
	const size = 10.0
	m.state.size = size
	for i, line := range strings.Split(cleanText(pdfString([]byte(value.RawString()))), "\n") {
		y := max(rect[1]+2, rect[3]-float64(i+1)*1.2*size)
		m.tm = matrix{1, 0, 0, 1, rect[0] + 2, y}
		m.drawText(line)
		m.lines.end()
	}
}

// fitted maps the box of an appearance to the rectangle of its annotation.
func fitted(look pdf.Value, rect [4]float64) matrix {
	own := valueMatrix(look.Key("Matrix"))
	box := rectangle(look.Key("BBox"), rect)
	var c []float64
	for _, p := range [][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		x, y := own.apply(p[0], p[1])
		c = append(c, x, y)
	}
	b := cornersOf(c)
	w, h := b[2]-b[0], b[3]-b[1]
	if w <= 0 || h <= 0 {
		return own
	}
	sx, sy := (rect[2]-rect[0])/w, (rect[3]-rect[1])/h
	return own.mul(matrix{sx, 0, 0, sy, rect[0] - b[0]*sx, rect[1] - b[1]*sy})
}

// drawText sets a text that comes from no content stream.
func (m *textMachine) drawText(line string) {
	pen := m.lines.pen(matrix{m.state.size, 0, 0, m.state.size, 0, 0}.mul(m.tm).mul(m.state.ctm))
	if pen.em <= 0 {
		return
	}
	moved := 0.0
	for _, r := range line {
		width := standardWidth(&helveticaWidths, r)
		m.lines.add(pen.glyph(string(r), width, moved*m.state.ctm[0], moved*m.state.ctm[1]), pen.turn, false)
		moved += width * m.state.size
	}
}

// settle puts the lines that were drawn last, from the index on, to the lines of the page that they stand beside
// or under.
func settle(lines []pdfLine, from int) []pdfLine {
	for n := from; n < len(lines); n++ {
		l := lines[n]
		at := placeFor(lines[:n], &l)
		copy(lines[at+1:n+1], lines[at:n])
		lines[at] = l
	}
	return lines
}

// placeFor is the index that a line belongs to among others: beside the nearest one of its row, else behind the
// row that stands next above it.
func placeFor(lines []pdfLine, l *pdfLine) int {
	beside, above := -1, -1
	for i := range lines {
		o := &lines[i]
		switch drop := o.Y - l.Y; {
		case o.Turn != l.Turn:
		case math.Abs(drop) < 0.5*l.Size:
			if beside < 0 || math.Abs(o.X0-l.X0) < math.Abs(lines[beside].X0-l.X0) {
				beside = i
			}
		case drop > 0 && (o.overlaps(l) || o.X0 < l.X0) && (above < 0 || o.Y <= lines[above].Y):
			above = i
		}
	}
	switch {
	case beside >= 0 && lines[beside].X0 > l.X0:
		return beside
	case beside >= 0:
		return beside + 1
	case above < 0:
		return len(lines)
	}
	for above+1 < len(lines) && lines[above+1].level(&lines[above]) {
		above++
	}
	return above + 1
}

// note keeps a comment.
func (m *textMachine) note(a pdf.Value) {
	text := cleanText(pdfString([]byte(a.Key("Contents").RawString())))
	if text == "" || m.doc.lock != nil || len(m.doc.comments) >= maxAnnots {
		return
	}
	rect := rectangle(a.Key("Rect"), [4]float64{})
	_, y := m.lines.box.view.apply((rect[0]+rect[2])/2, (rect[1]+rect[3])/2)
	author := cleanText(pdfString([]byte(a.Key("T").RawString())))
	m.doc.comments = append(m.doc.comments, pdfNote{m.lines.page, y, author, pdfDate(a.Key("M").RawString()), text})
}

// pdfDate writes "D:20240531093000+02'00'" as "2024-05-31T09:30:00"; what is no date is "".
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch s = s[:n]; {
	case n >= 14:
		return fmt.Sprintf("%s-%s-%sT%s:%s:%s", s[:4], s[4:6], s[6:8], s[8:10], s[10:12], s[12:14])
	case n >= 8:
		return fmt.Sprintf("%s-%s-%s", s[:4], s[4:6], s[6:8])
	}
	return ""
}
