package store

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"corridor/corpus"
)

// QueryError is a fault of a query, with the place it stands at. It wraps corpus.ErrInvalid, or
// corpus.ErrTooLarge when the query is over a limit.
type QueryError struct {
	Query   string
	Span    corpus.Span // in the query
	Problem string      // "no field \"origan\""
	Mend    string      // what is allowed there, or what was probably meant; may be ""
	kind    error
}

func faultAt(s corpus.Span, problem string, args ...any) *QueryError {
	return &QueryError{Span: s, Problem: fmt.Sprintf(problem, args...), kind: corpus.ErrInvalid}
}

// mend adds what is allowed.
func (e *QueryError) mend(format string, args ...any) *QueryError {
	e.Mend = fmt.Sprintf(format, args...)
	return e
}

// Column is where the fault begins: the number of the character, from 1.
func (e *QueryError) Column() int {
	return utf8.RuneCountInString(e.Query[:min(e.Span.Start, len(e.Query))]) + 1
}

// Unwrap is the kind of the error.
func (e *QueryError) Unwrap() error { return e.kind }

// shownBefore is how many characters of a long query are shown before the fault.
const shownBefore = 60

// Error names the column and the problem, shows the query with a caret under the fault, and says what is allowed.
func (e *QueryError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v query, column %d: %s", e.kind, e.Column(), e.Problem)
	before, fault, after := e.shown()
	fmt.Fprintf(&b, "\n  %s%s%s", before, fault, after)
	fmt.Fprintf(&b, "\n  %s%s", strings.Repeat(" ", uniseg.StringWidth(before)), strings.Repeat("^", max(1, uniseg.StringWidth(fault))))
	if e.Mend != "" {
		fmt.Fprintf(&b, "\n  %s", e.Mend)
	}
	return b.String()
}

// shown is the line of the query around the fault, on one line and cut when it is long.
func (e *QueryError) shown() (before, fault, after string) {
	s := corpus.Span{Start: min(e.Span.Start, len(e.Query)), End: min(e.Span.End, len(e.Query))}
	before, fault, after = oneLine(e.Query[:s.Start]), oneLine(s.Of(e.Query)), oneLine(e.Query[s.End:])
	if r := []rune(before); len(r) > shownBefore {
		before = "…" + string(r[len(r)-shownBefore:])
	}
	if r := []rune(fault); len(r) > shownBefore {
		fault = string(r[:shownBefore]) + "…"
	}
	if r := []rune(after); len(r) > shownBefore {
		after = string(r[:shownBefore]) + "…"
	}
	return before, fault, after
}

// oneLine turns every white space into a blank of the same number of characters.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
