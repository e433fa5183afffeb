package ingest

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// markedContent follows the marks around parts of a content stream: text that stands for what is drawn, and
// parts that are no content of the document but of its pages.
type markedContent struct {
	stack []contentMark
	aside bool // inside an artifact: a running head, a page number
	deep  int  // marks beyond those that are kept
}

// contentMark is one open mark.
type contentMark struct {
	replaces bool   // the text stands for all glyphs inside
	text     string // what is left to say of it
	aside    bool   // what aside was before
}

const (
	maxMarks   = 256
	longActual = 64 // bytes of the longest text that is taken in place of the glyphs
)

func (c *markedContent) operator(op string, args []pdfToken, res pdf.Value) {
	switch {
	case op == "EMC" && c.deep > 0:
		c.deep--
	case op == "EMC":
		if n := len(c.stack); n > 0 {
			c.aside, c.stack = c.stack[n-1].aside, c.stack[:n-1]
		}
	case len(c.stack) >= maxMarks:
		c.deep++
	default:
		c.open(op, args, res)
	}
}

func (c *markedContent) open(op string, args []pdfToken, res pdf.Value) {
	mark := contentMark{aside: c.aside}
	if len(args) > 0 && string(args[0].str) == "Artifact" {
		c.aside = true
	}
	if op == "BDC" && len(args) > 1 {
		mark.text, mark.replaces = actualText(args[len(args)-1], res)
	}
	c.stack = append(c.stack, mark)
}

// actualText is the text that a property list gives for what is drawn.
func actualText(props pdfToken, res pdf.Value) (string, bool) {
	var text string
	switch props.kind {
	case '<':
		raw := dictValue(props.str, "ActualText")
		if raw == nil {
			return "", false
		}
		x := pdfLexer{data: raw}
		text = pdfString(x.next().str)
	case '/':
		v := res.Key("Properties").Key(string(props.str)).Key("ActualText")
		if v.Kind() != pdf.String {
			return "", false
		}
		text = pdfString([]byte(v.RawString()))
	}
	return text, len(text) <= longActual
}

// pdfString decodes a string of text: UTF-16 or UTF-8 with a mark, or bytes of Latin letters.
func pdfString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		return decodeUTF16(b[2:])
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf:
		return strings.ToValidUTF8(string(b[3:]), "\ufffd")
	}
	var s strings.Builder
	for _, c := range b {
		s.WriteString(encodings["WinAnsiEncoding"]()[c])
	}
	return s.String()
}

// text is what a glyph says: its own text, or the first time inside a replacement the text of that. In a
// replacement the other glyphs only take room.
func (c *markedContent) text(own string) (text string, roomOnly bool) {
	for i := range c.stack {
		if m := &c.stack[i]; m.replaces {
			text, m.text = m.text, ""
			return text, text == ""
		}
	}
	return own, false
}
