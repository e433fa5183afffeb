package ingest

import (
	"bytes"
	"strconv"
)

// pdfToken is one operand of a content stream or a character map. Dictionaries are passed over; their
// values never matter to the text.
type pdfToken struct {
	kind  byte // 'n' number, 's' string, '/' name, '[' array, 'o' operator, 0 end
	num   float64
	str   string
	items []pdfToken
}

// pdfLexer reads the tokens of a content stream. It never fails: what it does not know it passes over.
type pdfLexer struct {
	data []byte
	pos  int
}

const (
	maxNesting = 64      // of arrays and dictionaries
	maxItems   = 1 << 16 // of an array
)

func (x *pdfLexer) next() pdfToken { return x.token(0) }

func (x *pdfLexer) token(depth int) pdfToken {
	for {
		x.space()
		if x.pos >= len(x.data) {
			return pdfToken{}
		}
		c := x.data[x.pos]
		switch {
		case c == '(':
			return pdfToken{kind: 's', str: x.literal()}
		case c == '<' && x.peek(1) == '<':
			x.pos += 2
			x.dict(depth + 1)
		case c == '<':
			return pdfToken{kind: 's', str: x.hex()}
		case c == '/':
			x.pos++
			return pdfToken{kind: '/', str: x.name()}
		case c == '[':
			x.pos++
			return pdfToken{kind: '[', items: x.array(depth + 1)}
		case c == ']' || c == '>' || c == '{' || c == '}' || c == ')':
			x.pos++
			if depth > 0 {
				return pdfToken{kind: c}
			}
		default:
			return x.word()
		}
	}
}

func (x *pdfLexer) peek(n int) byte {
	if x.pos+n < len(x.data) {
		return x.data[x.pos+n]
	}
	return 0
}

// space passes over white space and comments.
func (x *pdfLexer) space() {
	for x.pos < len(x.data) {
		switch c := x.data[x.pos]; {
		case isPDFSpace(c):
			x.pos++
		case c == '%':
			for x.pos < len(x.data) && x.data[x.pos] != '\n' && x.data[x.pos] != '\r' {
				x.pos++
			}
		default:
			return
		}
	}
}

func isPDFSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isPDFDelim(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// word reads a number or an operator.
func (x *pdfLexer) word() pdfToken {
	start := x.pos
	for x.pos < len(x.data) && !isPDFSpace(x.data[x.pos]) && !isPDFDelim(x.data[x.pos]) {
		x.pos++
	}
	s := string(x.data[start:x.pos])
	if n, ok := pdfNumber(s); ok {
		return pdfToken{kind: 'n', num: n}
	}
	return pdfToken{kind: 'o', str: s}
}

// pdfNumber reads a number as PDF writes it: no exponents, and broken ones such as "--5" or "1.-2" count
// as far as they go.
func pdfNumber(s string) (float64, bool) {
	if s[0] != '+' && s[0] != '-' && s[0] != '.' && (s[0] < '0' || s[0] > '9') {
		return 0, false
	}
	for len(s) > 1 && (s[0] == '-' || s[0] == '+') && (s[1] == '-' || s[1] == '+') {
		s = s[1:]
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '.' && (s[i] < '0' || s[i] > '9') {
			s = s[:i]
			break
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n > -1e9 && n < 1e9
}

// literal reads "(…)" with its escapes.
func (x *pdfLexer) literal() string {
	var b []byte
	depth := 1
	for x.pos++; x.pos < len(x.data); x.pos++ {
		c := x.data[x.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				x.pos++
				return string(b)
			}
		case '\\':
			b = x.escape(b)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// escape reads what follows a backslash and leaves the position on its last byte.
func (x *pdfLexer) escape(b []byte) []byte {
	x.pos++
	c := x.peek(0)
	switch c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case '\n':
		return b
	case '\r':
		if x.peek(1) == '\n' {
			x.pos++
		}
		return b
	}
	if c < '0' || c > '7' {
		return append(b, c)
	}
	n := 0
	for i := 0; i < 3 && x.peek(0) >= '0' && x.peek(0) <= '7'; i++ {
		n = n*8 + int(x.peek(0)-'0')
		x.pos++
	}
	x.pos--
	return append(b, byte(n))
}

// hex reads "<…>".
func (x *pdfLexer) hex() string {
	var b []byte
	half, have := byte(0), false
	for x.pos++; x.pos < len(x.data); x.pos++ {
		c := x.data[x.pos]
		if c == '>' {
			x.pos++
			break
		}
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			b = append(b, half<<4|v)
		}
		half, have = v, !have
	}
	if have {
		b = append(b, half<<4)
	}
	return string(b)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

func (x *pdfLexer) name() string {
	start := x.pos
	for x.pos < len(x.data) && !isPDFSpace(x.data[x.pos]) && !isPDFDelim(x.data[x.pos]) {
		x.pos++
	}
	raw := x.data[start:x.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return string(raw)
	}
	var b []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			hi, ok1 := hexDigit(raw[i+1])
			lo, ok2 := hexDigit(raw[i+2])
			if ok1 && ok2 {
				b = append(b, hi<<4|lo)
				i += 2
				continue
			}
		}
		b = append(b, raw[i])
	}
	return string(b)
}

func (x *pdfLexer) array(depth int) []pdfToken {
	var items []pdfToken
	for depth < maxNesting {
		t := x.token(depth)
		if t.kind == 0 || t.kind == ']' {
			break
		}
		if len(items) < maxItems {
			items = append(items, t)
		}
	}
	return items
}

// dict passes over a dictionary.
func (x *pdfLexer) dict(depth int) {
	for depth < maxNesting {
		t := x.token(depth)
		if t.kind == 0 {
			return
		}
		if t.kind == '>' && x.peek(0) == '>' {
			x.pos++
			return
		}
	}
}

// inlineImage passes over the data of an inline image, after its ID operator.
func (x *pdfLexer) inlineImage() {
	for from := x.pos; ; {
		i := bytes.Index(x.data[from:], []byte("EI"))
		if i < 0 {
			x.pos = len(x.data)
			return
		}
		end := from + i
		before := end == 0 || isPDFSpace(x.data[end-1])
		after := end+2 >= len(x.data) || isPDFSpace(x.data[end+2])
		if before && after {
			x.pos = end + 2
			return
		}
		from = end + 2
	}
}
