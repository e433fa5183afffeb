package typesense

import (
	"fmt"
	"strings"

	"corridor/corpus"
)

// condition is a condition on documents that the cluster's filters express exactly. It has no negation of
// groups: a condition writes itself or its opposite.
type condition interface {
	write(b *builder, negated bool)
}

// builder writes a filter.
type builder struct {
	strings.Builder
	operators int
	err       error
}

// maxOperators is how many operators a server takes in a filter, as it comes.
const maxOperators = 100

// filterOf writes a condition. It wraps corpus.ErrTooLarge when the cluster would not take it.
func filterOf(c condition) (string, error) {
	b := &builder{}
	c.write(b, false)
	if b.err == nil && b.operators > maxOperators {
		b.err = fmt.Errorf("%w: the query needs %d operators of a Typesense filter, which has at most %d: ask for less at once",
			corpus.ErrTooLarge, b.operators, maxOperators)
	}
	return b.String(), b.err
}

// oneOf holds when a field has one of some values, exactly.
type oneOf struct {
	field  string
	values []string
}

func (c oneOf) write(b *builder, negated bool) {
	if len(c.values) == 0 {
		everywhere(!negated).write(b, true)
		return
	}
	sign := ":=["
	if negated {
		sign = ":!=["
	}
	b.WriteString(c.field + sign)
	for i, v := range c.values {
		if strings.Contains(v, "`") {
			b.err = fmt.Errorf("%w: %q: a Typesense filter takes no backtick", corpus.ErrInvalid, v)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("`" + v + "`")
	}
	b.WriteByte(']')
}

// between holds when a number lies between two, both included.
type between struct {
	field    string
	from, to int64
}

func (c between) write(b *builder, negated bool) {
	if !negated {
		fmt.Fprintf(b, "%s:[%d..%d]", c.field, c.from, c.to)
		return
	}
	b.operators++
	fmt.Fprintf(b, "(%s:<%d || %s:>%d)", c.field, c.from, c.field, c.to)
}

// everywhere holds always, or never when it is false.
type everywhere bool

func (c everywhere) write(b *builder, negated bool) {
	if bool(c) != negated {
		b.WriteString("date:>=0")
		return
	}
	b.WriteString("date:<0")
}

// allOf holds when all of its conditions hold, anyOf when any does, not when its condition does not.
type (
	allOf []condition
	anyOf []condition
	not   struct{ condition }
)

func (c allOf) write(b *builder, negated bool) { b.join(c, negated, negated) }
func (c anyOf) write(b *builder, negated bool) { b.join(c, !negated, negated) }
func (c not) write(b *builder, negated bool)   { c.condition.write(b, !negated) }

func (b *builder) join(list []condition, or, negated bool) {
	if len(list) == 0 {
		everywhere(!or).write(b, false)
		return
	}
	sign := " && "
	if or {
		sign = " || "
	}
	b.WriteByte('(')
	for i, c := range list {
		if i > 0 {
			b.operators++
			b.WriteString(sign)
		}
		c.write(b, negated)
	}
	b.WriteByte(')')
}
