package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks of lists that a scanner misread are told by the marks after them: "(a) (h) (c)" and "l. 2. 3.".

// spoiledLabel reads a short word in brackets, or before one, that is no number: "(in)" for "(iii)".
func spoiledLabel(t string) (label, bool) {
	inner, ok := strings.CutPrefix(t, "(")
	token, rest, closed := strings.Cut(inner, ")")
	if !ok || !closed || token == "" || utf8.RuneCountInString(token) > 5 || strings.IndexFunc(token, unicode.IsSpace) >= 0 || strings.TrimSpace(rest) == "" {
		return label{}, false
	}
	return finish(t, label{shape: shapeParen, end: len(token) + 2}), true
}

// next is the next label of the same shape in the units that follow, if one is near.
func (p *itemParser) next(sh shape, accept func(lab label) bool) bool {
	for _, u := range p.units[p.at+1 : min(len(p.units), p.at+1+lookAhead)] {
		if lab, ok := parseLabel(u.span.Of(p.d.text)); ok && lab.fam == famNone && lab.shape == sh && accept(lab) {
			return true
		}
	}
	return false
}

// digitsFollow reports whether a mark that may be a digit or a letter, such as "l.", is a digit: the next mark
// of its kind is the digit after it.
func (p *itemParser) digitsFollow(lab label) bool {
	if lab.num.arab == 0 || lab.num.roman+lab.num.alpha == 0 {
		return false
	}
	first := true
	return p.next(lab.shape, func(o label) bool {
		digit := first && digitReading(o) == lab.num.arab+1
		first = false
		return digit
	})
}

// stepsOver finds the open list whose next mark this one must be, because the mark after that follows: "(c)"
// behind "(a) (h)". It gives the place in the stack, or -1.
func (p *itemParser) stepsOver(lab label) int {
	for d := len(p.stack) - 1; d >= 0; d-- {
		n := p.stack[d]
		if n.key.shape != lab.shape || n.key.class == classBullet || n.key.class == classPlain || n.key.shape == shapeDecimal {
			continue
		}
		if p.next(lab.shape, func(o label) bool {
			keys, vals := readingsOf(o)
			for i, k := range keys {
				if k == n.key && vals[i] == n.val+2 {
					return true
				}
			}
			return false
		}) {
			return d
		}
	}
	return -1
}

// letterOf is the mark of the value in a list of the class: "b", "iii", "2".
func letterOf(c class, v int) string {
	switch {
	case c == classLower && v <= 26:
		return string(rune('a' + v - 1))
	case c == classUpper && v <= 26:
		return string(rune('A' + v - 1))
	case c == classLowerRoman:
		return strings.ToLower(romanOf(v))
	case c == classUpperRoman:
		return romanOf(v)
	}
	return strconv.Itoa(v)
}
