package ingest

import (
	"bytes"
	"strconv"
)

// pdfToken is one operand or operator of a content stream or a character map. Its bytes are views into the
// stream or into the lexer's own store; they hold until the lexer is told to forget.
type pdfToken struct {
	kind  byte // 'n' number, 's' string, '/' name, '[' array, '<' dictionary, 'b' true, false or null, 'o' operator, 0 end; else a delimiter
	num   float64
	str   []byte     // of a dictionary: its source
	items []pdfToken // of an array
}

// pdfLexer reads the tokens of a content stream. It never fails: what it does not know it passes over.
type pdfLexer struct {
	data  []byte
	pos   int
	store []byte     // decoded strings and names
	items []pdfToken // members of arrays
}

const (
	maxNesting = 64      // of arrays and dictionaries
	maxItems   = 1 << 16 // of an array
)

func (x *pdfLexer) next() pdfToken { return x.token(0) }

// forget gives the store free: the tokens read so far are no longer needed.
func (x *pdfLexer) forget() { x.store, x.items = x.store[:0], x.items[:0] }

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
			start := x.pos
			x.skip(depth)
			return pdfToken{kind: '<', str: x.data[start:x.pos]}
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

// The classes of bytes in PDF.
const (
	spaceClass = 1 + iota
	delimClass
)

// byteClass is the class of every byte; 0 is a regular character.
var byteClass = [256]byte{' ': spaceClass, '\n': spaceClass, '\r': spaceClass, '\t': spaceClass, '\f': spaceClass, 0: spaceClass,
	'(': delimClass, ')': delimClass, '<': delimClass, '>': delimClass, '[': delimClass, ']': delimClass,
	'{': delimClass, '}': delimClass, '/': delimClass, '%': delimClass}

func isPDFSpace(c byte) bool { return byteClass[c] == spaceClass }

// regular returns the run of regular characters at the position and passes over it.
func (x *pdfLexer) regular() []byte {
	start := x.pos
	for x.pos < len(x.data) && byteClass[x.data[x.pos]] == 0 {
		x.pos++
	}
	return x.data[start:x.pos]
}

// word reads a number or an operator.
func (x *pdfLexer) word() pdfToken {
	s := x.regular()
	if n, ok := pdfNumber(s); ok {
		return pdfToken{kind: 'n', num: n}
	}
	switch string(s) {
	case "true", "false", "null":
		return pdfToken{kind: 'b', str: s}
	}
	return pdfToken{kind: 'o', str: s}
}

// pdfNumber reads a number as PDF writes it: no exponents, and broken ones such as "--5" or "1.-2" count
// as far as they go.
func pdfNumber(s []byte) (float64, bool) {
	i, sign := 0, 1.0
	for i < len(s) && (s[i] == '-' || s[i] == '+') {
		if s[i] == '-' {
			sign = -1
		}
		i++
	}
	if i == len(s) || s[i] != '.' && (s[i] < '0' || s[i] > '9') {
		return 0, false
	}
	n, scale := 0.0, 0.0
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' && scale == 0:
			scale = 1
		case c < '0' || c > '9':
			i = len(s)
		case scale == 0:
			n = n*10 + float64(c-'0')
		default:
			scale /= 10
			n += float64(c-'0') * scale
		}
	}
	return sign * n, n < 1e9
}

// literal reads "(…)" with its escapes. A string without escapes is a view of the source.
func (x *pdfLexer) literal() []byte {
	x.pos++
	start, depth := x.pos, 1
	for ; x.pos < len(x.data); x.pos++ {
		switch x.data[x.pos] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				x.pos++
				return x.data[start : x.pos-1]
			}
		case '\\':
			return x.escaped(start, depth)
		}
	}
	return x.data[start:]
}

// escaped goes on with a string from its first escape.
func (x *pdfLexer) escaped(start, depth int) []byte {
	from := len(x.store)
	x.store = append(x.store, x.data[start:x.pos]...)
	for ; x.pos < len(x.data); x.pos++ {
		c := x.data[x.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				x.pos++
				return x.store[from:]
			}
		case '\\':
			x.escape()
			continue
		}
		x.store = append(x.store, c)
	}
	return x.store[from:]
}

// escapes are the letters behind a backslash that stand for a control character.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash and leaves the position on its last byte.
func (x *pdfLexer) escape() {
	x.pos++
	c := x.peek(0)
	switch {
	case c == '\n':
	case c == '\r':
		if x.peek(1) == '\n' {
			x.pos++
		}
	case escapes[c] != 0:
		x.store = append(x.store, escapes[c])
	case c < '0' || c > '7':
		x.store = append(x.store, c)
	default:
		n := 0
		for i := 0; i < 3 && x.peek(0) >= '0' && x.peek(0) <= '7'; i++ {
			n = n*8 + int(x.peek(0)-'0')
			x.pos++
		}
		x.pos--
		x.store = append(x.store, byte(n))
	}
}

// hex reads "<…>".
func (x *pdfLexer) hex() []byte {
	from := len(x.store)
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
			x.store = append(x.store, half<<4|v)
		}
		half, have = v, !have
	}
	if have {
		x.store = append(x.store, half<<4)
	}
	return x.store[from:]
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

// name reads a name behind its slash.
func (x *pdfLexer) name() []byte {
	raw := x.regular()
	if bytes.IndexByte(raw, '#') < 0 {
		return raw
	}
	from := len(x.store)
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			hi, ok1 := hexDigit(raw[i+1])
			lo, ok2 := hexDigit(raw[i+2])
			if ok1 && ok2 {
				x.store = append(x.store, hi<<4|lo)
				i += 2
				continue
			}
		}
		x.store = append(x.store, raw[i])
	}
	return x.store[from:]
}

// array reads the members of an array behind its bracket. Arrays inside it are passed over: no operator that
// matters to the text has any.
func (x *pdfLexer) array(depth int) []pdfToken {
	from := len(x.items)
	for n := 0; depth < maxNesting; n++ {
		if x.space(); x.peek(0) == '[' {
			x.skip(depth)
			continue
		}
		t := x.token(depth)
		if t.kind == 0 || t.kind == ']' {
			break
		}
		if n < maxItems {
			x.items = append(x.items, t)
		}
	}
	return x.items[from:]
}

// skip passes over one value without reading it. A damaged array or dictionary ends where its object does.
func (x *pdfLexer) skip(depth int) {
	x.space()
	switch c := x.peek(0); {
	case x.pos >= len(x.data):
	case c == '(':
		x.literal()
	case c == '<' && x.peek(1) == '<':
		x.pos += 2
		x.skipUntil('>', depth+1)
		if x.peek(0) == '>' {
			x.pos++
		}
	case c == '<':
		end := bytes.IndexByte(x.data[x.pos:], '>')
		if end < 0 {
			end = len(x.data) - x.pos - 1
		}
		x.pos += end + 1
	case c == '[':
		x.pos++
		x.skipUntil(']', depth+1)
	case c == '/':
		x.pos++
		x.regular()
	case byteClass[c] == delimClass:
		x.pos++
	default:
		x.regular()
	}
}

// skipUntil passes over values up to the closing mark.
func (x *pdfLexer) skipUntil(closing byte, depth int) {
	for {
		x.space()
		c := x.peek(0)
		switch {
		case x.pos >= len(x.data) || depth >= maxNesting:
			return
		case c == closing:
			x.pos++
			return
		case c == 'e' && bytes.HasPrefix(x.data[x.pos:], []byte("endobj")):
			return
		}
		x.skip(depth)
	}
}

// reference passes over the rest of "n g R" when the value from start to the position is its first word.
func (x *pdfLexer) reference(start int) {
	if _, err := strconv.Atoi(string(x.data[start:x.pos])); err != nil {
		return
	}
	y := *x
	y.space()
	if _, err := strconv.Atoi(string(y.regular())); err != nil {
		return
	}
	y.space()
	if word := y.regular(); len(word) == 1 && word[0] == 'R' {
		x.pos = y.pos
	}
}
