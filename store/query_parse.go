package store

import (
	"strings"

	"corridor/corpus"
	"corridor/store/words"
)

// Vocabulary is what the values of open fields can be; ParseQuery refuses others and says what was probably
// meant. An empty list allows everything.
type Vocabulary struct {
	Criteria []string `json:"criteria,omitempty"` // ids: "cw.passport"
	Themes   []string `json:"themes,omitempty"`
}

// ParseQuery reads a query. A fault is a *QueryError.
func ParseQuery(text string, v Vocabulary) (*Query, error) {
	if len(text) > MaxQueryBytes {
		return nil, fullText(tooLarge(corpus.Span{Start: MaxQueryBytes, End: MaxQueryBytes}, "a query is at most %d bytes long", MaxQueryBytes), text)
	}
	p := &parser{scan: scanner{text: text}, vocabulary: v}
	root, err := p.query()
	if err != nil {
		return nil, fullText(err, text)
	}
	return &Query{Text: text, Root: root}, nil
}

// fullText shows the whole query in an error.
func fullText(err *QueryError, text string) error {
	err.Query = strings.ToValidUTF8(text, "?")
	return err
}

func tooLarge(s corpus.Span, problem string, args ...any) *QueryError {
	e := faultAt(s, problem, args...)
	e.kind = corpus.ErrTooLarge
	return e
}

// parser reads the grammar of QUERY.md by recursive descent, one lexeme ahead.
type parser struct {
	scan       scanner
	ahead      lexeme
	vocabulary Vocabulary
	parts      int // words, phrases and fields so far
	depth      int
}

func (p *parser) advance() (err *QueryError) {
	p.ahead, err = p.scan.next()
	return err
}

func (p *parser) query() (Node, *QueryError) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if skipped := p.scan.skipped; p.ahead.kind == lexEnd && !skipped.Empty() {
		return nil, faultAt(skipped, "no letter or digit to look for")
	}
	if p.ahead.kind == lexEnd {
		return nil, nil
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.ahead.kind != lexEnd { // only a closing parenthesis ends or
		return nil, faultAt(p.ahead.span, "no parenthesis is open here")
	}
	return n, nil
}

// or reads parts joined by OR.
func (p *parser) or() (Node, *QueryError) {
	first, err := p.and()
	if err != nil {
		return nil, err
	}
	parts := []Node{first}
	for p.ahead.kind == lexOr {
		n, err := p.operand((*parser).and)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	if len(parts) == 1 {
		return first, nil
	}
	return &Or{around(parts), parts}, nil
}

// and reads parts that stand side by side or are joined by AND.
func (p *parser) and() (Node, *QueryError) {
	first, err := p.not()
	if err != nil {
		return nil, err
	}
	parts := []Node{first}
	for p.ahead.kind != lexEnd && p.ahead.kind != lexOr && p.ahead.kind != lexClose {
		read := (*parser).not
		var n Node
		if p.ahead.kind == lexAnd {
			n, err = p.operand(read)
		} else {
			n, err = read(p)
		}
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	if len(parts) == 1 {
		return first, nil
	}
	return &And{around(parts), parts}, nil
}

// operand reads what an operator stands before.
func (p *parser) operand(read func(*parser) (Node, *QueryError)) (Node, *QueryError) {
	op := p.ahead
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch p.ahead.kind {
	case lexEnd, lexClose, lexAnd, lexOr:
		return nil, faultAt(op.span, "nothing to look for after %s", p.scan.text[op.span.Start:op.span.End]).
			mend("operators stand between or before words, phrases, fields and parentheses; the word itself is written in quotes or small letters")
	}
	return read(p)
}

// not reads a part that may be negated.
func (p *parser) not() (Node, *QueryError) {
	if p.ahead.kind != lexNot && p.ahead.kind != lexMinus {
		return p.part()
	}
	start := p.ahead.span.Start
	if err := p.enter(); err != nil {
		return nil, err
	}
	n, err := p.operand((*parser).not)
	p.depth--
	if err != nil {
		return nil, err
	}
	return &Not{at{start, n.Span().End}, n}, nil
}

func (p *parser) enter() *QueryError {
	if p.depth++; p.depth > MaxQueryDepth {
		return tooLarge(p.ahead.span, "parentheses and negations nest at most %d deep", MaxQueryDepth)
	}
	return nil
}

// part reads a word, a phrase, a field or a parenthesis.
func (p *parser) part() (n Node, err *QueryError) {
	l := p.ahead
	if p.parts++; p.parts > MaxQueryParts {
		return nil, tooLarge(l.span, "a query has at most %d words, phrases and fields", MaxQueryParts)
	}
	switch l.kind {
	case lexOpen:
		return p.parenthesis()
	case lexWord:
		n, err = wordTerm(l.span, l.text)
	case lexPhrase:
		n, err = phraseTerm(l.span, l.text)
	case lexField:
		n, err = p.field(l)
	case lexClose:
		return nil, faultAt(l.span, "no parenthesis is open here")
	default: // AND, OR: NOT and - are read before
		return nil, faultAt(l.span, "nothing to look for before %s", l.text).
			mend("operators stand between or before words, phrases, fields and parentheses; the word itself is written in quotes or small letters")
	}
	if err != nil {
		return nil, err
	}
	return n, p.advance()
}

func (p *parser) parenthesis() (Node, *QueryError) {
	open := p.ahead.span
	if err := p.enter(); err != nil {
		return nil, err
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.ahead.kind == lexClose || p.ahead.kind == lexEnd {
		return nil, faultAt(open.Join(p.ahead.span), "nothing to look for in these parentheses")
	}
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.ahead.kind != lexClose {
		return nil, faultAt(open, "this parenthesis is never closed")
	}
	p.depth--
	return n, p.advance()
}

// around is the place of parts that are joined.
func around(parts []Node) at {
	return at{parts[0].Span().Start, parts[len(parts)-1].Span().End}
}

// minPrefix is the fewest letters before a star.
const minPrefix = 2

// wordTerm reads a bare word: recruit*, passport~ or passport.
func wordTerm(s corpus.Span, text string) (*Term, *QueryError) {
	t := &Term{at: at(s), Match: MatchForms, Text: text}
	if bare, ok := strings.CutSuffix(text, "*"); ok {
		t.Match, t.Text = MatchPrefix, bare
	} else if bare, ok := strings.CutSuffix(text, "~"); ok {
		t.Match, t.Text = MatchTypos, bare
	}
	found := words.Words(t.Text)
	signs := t.Wanted().Match == MatchPhrase && t.Match != MatchForms // of a script without spaces: any number is one word
	if i := strings.IndexAny(t.Text, "*~"); i >= 0 {
		sign := corpus.Span{Start: s.Start + i, End: s.Start + i + 1}
		return nil, faultAt(sign, "%s stands only at the end of a word", t.Text[i:i+1]).mend("recruit* is words that begin so, passport~ allows typos")
	}
	switch {
	case len(found) == 0: // in a field
		return nil, faultAt(s, "no letter or digit to look for")
	case t.Match != MatchForms && len(found) > 1 && !signs:
		return nil, faultAt(s, "%q is more than one word", t.Text).mend("* and ~ belong to one word")
	case t.Match == MatchPrefix && len([]rune(found[0])) < minPrefix && !signs:
		return nil, faultAt(s, "%q is too short to begin words with", t.Text).mend("write at least %d letters before the star", minPrefix)
	}
	return t, nil
}

func phraseTerm(s corpus.Span, text string) (*Term, *QueryError) {
	if len(words.Words(text)) == 0 {
		return nil, faultAt(s, "these quotation marks hold no word")
	}
	return &Term{at: at(s), Match: MatchPhrase, Text: text}, nil
}
