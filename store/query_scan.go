package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
	"corridor/store/words"
)

// lexKind is the kind of a lexeme.
type lexKind uint8

const (
	lexEnd lexKind = iota
	lexWord
	lexPhrase
	lexField // name and colon; the value follows as values
	lexOpen
	lexClose
	lexAnd
	lexOr
	lexNot
	lexMinus
)

// lexeme is one sign of the query language. Offsets are bytes of the query.
type lexeme struct {
	kind   lexKind
	span   corpus.Span
	text   string  // word, phrase without quotes, or name of the field
	values []value // of a field
}

// value is one of the values of a field.
type value struct {
	span   corpus.Span
	text   string // without quotes
	quoted bool
}

// quotes are the signs that open a phrase, with those that close it.
var quotes = map[rune]string{'"': `"”`, '“': `”"“`, '„': `“”"`, '«': `»`, '»': `«`, '”': `”`}

// scanner cuts a query into lexemes.
type scanner struct {
	text    string
	pos     int
	skipped corpus.Span // around signs that were passed over
}

func (z *scanner) rune() (rune, int) {
	if z.pos >= len(z.text) {
		return -1, 0
	}
	return utf8.DecodeRuneInString(z.text[z.pos:])
}

// next returns the next lexeme, lexEnd at the end. Signs that hold no word, such as a dash between spaces, are
// passed over.
func (z *scanner) next() (lexeme, *QueryError) {
	for {
		l, err := z.lexeme()
		if err != nil || l.kind != lexWord || len(words.Words(l.text)) > 0 {
			return l, err
		}
		z.skipped = l.span.Join(z.skipped)
	}
}

func (z *scanner) lexeme() (lexeme, *QueryError) {
	z.skipSpace()
	start := z.pos
	r, size := z.rune()
	switch {
	case size == 0:
		return lexeme{kind: lexEnd, span: corpus.Span{Start: start, End: start}}, nil
	case r == '(' || r == ')':
		z.pos += size
		kind := lexOpen
		if r == ')' {
			kind = lexClose
		}
		return lexeme{kind: kind, span: corpus.Span{Start: start, End: z.pos}}, nil
	case r == '-' && z.startsPart(start+size):
		z.pos += size
		return lexeme{kind: lexMinus, span: corpus.Span{Start: start, End: z.pos}}, nil
	case quotes[r] != "":
		text, err := z.quoted()
		return lexeme{kind: lexPhrase, span: corpus.Span{Start: start, End: z.pos}, text: text}, err
	}
	return z.word(start)
}

func (z *scanner) skipSpace() {
	for {
		r, size := z.rune()
		if size == 0 || !unicode.IsSpace(r) && !unicode.IsControl(r) {
			return
		}
		z.pos += size
	}
}

// startsPart reports whether something that can be negated stands at the offset.
func (z *scanner) startsPart(at int) bool {
	r, _ := utf8.DecodeRuneInString(z.text[at:])
	return at < len(z.text) && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(' || quotes[r] != "")
}

// quoted reads a phrase from its opening quote to its closing one.
func (z *scanner) quoted() (string, *QueryError) {
	start := z.pos
	open, size := z.rune()
	z.pos += size
	end := strings.IndexAny(z.text[z.pos:], quotes[open])
	if end < 0 {
		z.pos = len(z.text)
		return "", faultAt(corpus.Span{Start: start, End: start + size}, "this quotation mark is never closed")
	}
	text := z.text[z.pos : z.pos+end]
	_, closing := utf8.DecodeRuneInString(z.text[z.pos+end:])
	z.pos += end + closing
	return text, nil
}

// word reads a word, an operator, or a field with its values.
func (z *scanner) word(start int) (lexeme, *QueryError) {
	for {
		r, size := z.rune()
		if size == 0 || unicode.IsSpace(r) || r == '(' || r == ')' || quotes[r] != "" {
			break
		}
		if r == ':' && z.isField(z.text[start:z.pos], z.pos+size) {
			name := z.text[start:z.pos]
			z.pos += size
			values, err := z.values()
			return lexeme{kind: lexField, span: corpus.Span{Start: start, End: z.pos}, text: name, values: values}, err
		}
		z.pos += size
	}
	l := lexeme{kind: lexWord, span: corpus.Span{Start: start, End: z.pos}, text: z.text[start:z.pos]}
	switch l.text {
	case "AND":
		l.kind = lexAnd
	case "OR":
		l.kind = lexOr
	case "NOT":
		l.kind = lexNot
	}
	return l, nil
}

// isField reports whether the letters before a colon name a field. Before a space, as in "note: see above", only
// those of a known field do.
func (z *scanner) isField(name string, behind int) bool {
	for i := 0; i < len(name); i++ {
		if c := name[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	r, size := utf8.DecodeRuneInString(z.text[behind:])
	if size == 0 || unicode.IsSpace(r) || r == '(' || r == ')' {
		return slices.Contains(Fields(), Field(strings.ToLower(name)))
	}
	return name != ""
}

// values reads what follows the colon of a field: values set apart by commas.
func (z *scanner) values() (out []value, err *QueryError) {
	for {
		v, err := z.value()
		if err != nil {
			return out, err
		}
		out = append(out, v)
		if r, size := z.rune(); r == ',' {
			z.pos += size
			continue
		}
		return out, nil
	}
}

// value reads one value: bare signs and parts in quotes, up to a space, a comma or a parenthesis.
func (z *scanner) value() (v value, err *QueryError) {
	start := z.pos
	for {
		r, size := z.rune()
		switch {
		case size == 0 || unicode.IsSpace(r) || r == '(' || r == ')' || r == ',':
			v.span = corpus.Span{Start: start, End: z.pos}
			return v, nil
		case quotes[r] != "":
			part, err := z.quoted()
			if err != nil {
				return v, err
			}
			v.text, v.quoted = v.text+part, true
		default:
			v.text += z.text[z.pos : z.pos+size]
			z.pos += size
		}
	}
}
