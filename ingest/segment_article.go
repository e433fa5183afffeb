package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// articleBuilder makes the segment of one article from its lines.
type articleBuilder struct {
	d     *document
	it    runItem
	first int // first line: the label's, or a heading above it
	hi    int // first line after
	end   int // no byte at or after this offset is the article's
	inRun bool
}

func (b *articleBuilder) build(pre corpus.Span) corpus.Segment {
	d, l := b.d, &b.d.lines[b.it.line]
	s := corpus.Segment{Kind: corpus.SegArticle, Number: articleNumber(b.it), Heading: pre}
	s.Span = corpus.Span{Start: d.lines[b.first].body.Start + b.lead(), End: l.body.End}
	s.Label = corpus.Span{Start: l.body.Start + b.it.lab.start, End: l.body.Start + b.it.lab.end}
	rest := corpus.Span{Start: l.body.Start + b.it.lab.rest, End: l.body.End}
	next := b.it.line + 1
	if pre.Empty() {
		s.Heading, rest, next = b.heading(rest, next)
	}
	var units []stretch
	if !rest.Empty() {
		units = append(units, stretch{span: rest, line: b.it.line, fresh: true})
	}
	units = append(units, d.units(next, b.hi, b.end)...)
	if next > b.it.line+1 {
		s.Span.End = max(s.Span.End, s.Heading.End)
	}
	p := newItemParser(d, units, b.it.value)
	s.Children, s.Span.End = p.parse(s.Span.End)
	s.Span.End = min(s.Span.End, b.end)
	return s
}

// lead is where the label begins in its line when the article begins there.
func (b *articleBuilder) lead() int {
	if b.first == b.it.line {
		return b.it.lab.start
	}
	return 0
}

// heading finds the article's heading: the rest of the label's line, its first short sentence, or the
// next line. It returns what is left of the line and the line where the text goes on.
func (b *articleBuilder) heading(rest corpus.Span, next int) (corpus.Span, corpus.Span, int) {
	d := b.d
	text := rest.Of(d.text)
	if text == "" {
		n := b.headingLines(next)
		if n == 0 {
			return corpus.Span{}, rest, next
		}
		h := d.lines[next].body
		if end := bracketed(h.Of(d.text)); end > 0 {
			head := corpus.Span{Start: h.Start, End: h.Start + end}
			return head, trimPunct(d.text, corpus.Span{Start: head.End, End: h.End}), next + 1
		}
		return h.Join(d.lines[next+n-1].body), rest, next + n
	}
	if end := bracketed(text); end > 0 {
		h := corpus.Span{Start: rest.Start, End: rest.Start + end}
		return h, trimPunct(d.text, corpus.Span{Start: h.End, End: rest.End}), next
	}
	if b.restIsHeading(text, next) {
		return trimPunct(d.text, rest), corpus.Span{}, next
	}
	if n := firstSentence(text); b.inRun && n > 0 {
		h := corpus.Span{Start: rest.Start, End: rest.Start + n}
		return h, trimPunct(d.text, corpus.Span{Start: h.End, End: rest.End}), next
	}
	return corpus.Span{}, rest, next
}

// bracketed is the length of a heading in brackets at the start of s: "(Concepto).- Trabajo …".
func bracketed(s string) int {
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	end := strings.IndexByte(s, ')')
	if end < 4 || end > 90 || !startsUpper(s[1:]) || countLetters(s[:end], 4) < 4 {
		return 0
	}
	if tail := s[end+1:]; tail != "" && !strings.HasPrefix(tail, ".") && !strings.HasPrefix(tail, ":") {
		return 0
	}
	return end + 1
}

// restIsHeading reports whether the text behind a label is a heading: short, open-ended, text following.
func (b *articleBuilder) restIsHeading(text string, next int) bool {
	if next >= b.hi || len(text) > 130 || !startsUpper(text) || endsOpen(text) {
		return false
	}
	if isUpper(text) || hasWordPrefix(fold(clip(text, 40)), adPhrases) && len(text) < 60 {
		return true
	}
	if strings.ContainsRune(".;:,", rune(text[len(text)-1])) && !(text[len(text)-1] == '.' && len(text) < 60 && len(strings.Fields(text)) <= 6) {
		return false
	}
	_, label := parseLabel(text)
	_, follows := b.d.lines[next].label()
	return !label && (b.d.lines[next].gap || follows || b.d.wrap == 0 && len(text) < 90)
}

// adPhrases begin the headings of a protocol that follows the articles of its agreement.
var adPhrases = phraseList(`
zu artikel
zum artikel
zu art
ad article
ad artikel
ad art
re article
with reference to article
with regard to article
concerning article
a l'article
concernant l'article
con relacion al articulo
al articulo
bij artikel`)

// headingLines counts the lines from next that are the article's heading: none, one, or two in capitals.
func (b *articleBuilder) headingLines(next int) int {
	d := b.d
	if next < b.hi && bracketed(d.lines[next].text) > 0 {
		return 1
	}
	if next+1 >= b.hi {
		return 0
	}
	l, after := &d.lines[next], &d.lines[next+1]
	if l.noise || len(l.text) > 140 || !startsUpper(l.text) {
		return 0
	}
	if endsOpen(l.text) {
		return 0
	}
	if _, ok := l.label(); ok || strings.ContainsRune(".;:,", rune(l.text[len(l.text)-1])) && !l.upper() {
		return 0
	}
	lab, follows := after.label()
	follows = follows && lab.fam == famNone
	switch {
	case l.upper() && after.upper() && !after.gap && next+2 < b.hi:
		return 2
	case l.mark, l.upper(), after.gap, follows:
		return 1
	case d.wrap > 0 && len(l.text)*10 < d.wrap*7 && startsUpper(after.text), d.wrap == 0 && len(l.text) < 80:
		return 1
	}
	return 0
}

// inRunHeadings reports whether most articles begin with a few words that close like a sentence:
// "4. Conventions. The two organisations …".
func (d *document) inRunHeadings(items []runItem) bool {
	n, all := 0, 0
	for _, it := range items {
		rest := d.lines[it.line].text[it.lab.rest:]
		if rest == "" {
			continue
		}
		all++
		if firstSentence(rest) > 0 {
			n++
		}
	}
	return all >= 3 && 2*n >= all && 2*all >= len(items)
}

// firstSentence is the length of a heading of at most eight words at the start of s, closed by a stop
// and followed by text; 0 when there is none.
func firstSentence(s string) int {
	words := 0
	for i, r := range clip(s, 90) {
		switch {
		case r == ' ':
			if words++; words > 8 {
				return 0
			}
		case r == ',' || r == ';' || r == '(' || unicode.IsDigit(r):
			return 0
		case r == '.' || r == ':' || r == '—' || r == '–':
			after := strings.TrimLeft(s[i:], ".:—–- ")
			mark := s[i : len(s)-len(strings.TrimLeft(s[i:], ".:—–-"))]
			if i < 3 || after == "" || !startsUpper(after) || s[i+len(mark)] != ' ' && !strings.ContainsAny(mark, "—–") {
				return 0
			}
			return len(strings.TrimRight(s[:i], " "))
		}
	}
	return 0
}
