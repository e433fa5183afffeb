package rubric

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// quotable finds a model's quotes in the clauses that it was given. It is stricter than the locator
// alone: a quote must begin and end with whole words of a clause, every piece of it must be there, in
// order, and it must be long enough to say something.
type quotable struct {
	text    string
	clauses []corpus.Clause
	loc     *locator
}

func newQuotable(a *corpus.Agreement) quotable {
	q := quotable{text: a.Text, loc: newLocator(a.Text)}
	for _, c := range a.Clauses() {
		if c.Part != corpus.SegSignatures {
			q.clauses = append(q.clauses, c)
		}
	}
	return q
}

// find returns where the quote stands, preferably from the clause of the index on; an ellipsis parts
// pieces. None means that it does not stand in the text.
func (q *quotable) find(quote string, clause int) []corpus.Span {
	quote = strings.ReplaceAll(unnumbered(quote), "...", "…")
	pieces := strings.Split(quote, "…")
	from := 0
	if 0 <= clause && clause < len(q.clauses) {
		from, _ = slices.BinarySearch(q.loc.at, int32(q.clauses[clause].Span.Start))
	}
	for _, pieces := range [][]string{{quote}, pieces} {
		for _, from := range []int{from, 0} {
			if spans := q.run(pieces, from); len(spans) > 0 {
				return spans
			}
		}
	}
	return nil
}

// unnumbered takes "[12] " from the front of a quote: clauses are sent so.
func unnumbered(quote string) string {
	quote = strings.TrimSpace(quote)
	number, rest, ok := strings.Cut(quote, "] ")
	if ok && strings.HasPrefix(number, "[") && len(number) > 1 && strings.Trim(number[1:], "0123456789") == "" {
		return rest
	}
	return quote
}

// run finds pieces one behind the other. Short pieces must be there and are no evidence themselves.
func (q *quotable) run(pieces []string, from int) (out []corpus.Span) {
	for _, piece := range pieces {
		p := newLocator(piece).plain
		if p == "" {
			continue
		}
		span, next := q.next(p, from)
		if span.Empty() {
			return nil
		}
		if from = next; len(p) >= minQuote {
			out = append(out, span)
		}
	}
	return out
}

// next finds plain letters from a place of the locator's on, and the place behind them.
func (q *quotable) next(p string, from int) (corpus.Span, int) {
	for {
		i := strings.Index(q.loc.plain[from:], p)
		if i < 0 {
			return corpus.Span{}, 0
		}
		from += i
		last := int(q.loc.at[from+len(p)-1])
		_, size := utf8.DecodeRuneInString(q.text[last:])
		span := corpus.Span{Start: int(q.loc.at[from]), End: last + size}
		if q.wholeWords(span) && q.clauseAt(span.Start) >= 0 {
			return span, from + len(p)
		}
		from++
	}
}

// wholeWords reports whether no word reaches over an end of the span.
func (q *quotable) wholeWords(s corpus.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(q.text[:s.Start])
	after, _ := utf8.DecodeRuneInString(q.text[s.End:])
	return !wordRune(before) && !wordRune(after)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// clauseAt is the index of the clause that holds the offset, or -1.
func (q *quotable) clauseAt(offset int) int {
	i, _ := slices.BinarySearchFunc(q.clauses, offset, func(c corpus.Clause, at int) int {
		switch {
		case c.Span.End <= at:
			return -1
		case c.Span.Start > at:
			return 1
		}
		return 0
	})
	if i < len(q.clauses) && q.clauses[i].Span.Start <= offset && offset < q.clauses[i].Span.End {
		return i
	}
	return -1
}
