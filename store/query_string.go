package store

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"corridor/rubric"
)

func (n *And) describe() string { return joined(n.Parts, " AND ", operandText) }

// AND binds tighter than OR: what it joins needs no parentheses there.
func (n *Or) describe() string {
	return joined(n.Parts, " OR ", func(p Node) string {
		if and, ok := p.(*And); ok {
			return and.describe()
		}
		return operandText(p)
	})
}

func joined(parts []Node, op string, write func(Node) string) string {
	var out []string
	for _, p := range parts {
		out = append(out, write(p))
	}
	return strings.Join(out, op)
}

// operandText sets parts that are joined themselves in parentheses.
func operandText(n Node) string {
	switch n.(type) {
	case *And, *Or:
		return "(" + n.describe() + ")"
	}
	return n.describe()
}

func (n *Not) describe() string { return "NOT " + operandText(n.Part) }

func (n *Term) describe() string {
	switch n.Match {
	case MatchPrefix:
		return n.Text + "*"
	case MatchTypos:
		return n.Text + "~"
	case MatchPhrase:
		return quote(n.Text)
	}
	return n.Text
}

func (n *Place) describe() string {
	return n.field + ":" + quoteList(n.Given)
}

func (n *Pair) describe() string { return "corridor:" + quoteValue(n.Given) }

func (n *Dates) describe() string {
	if n.From == n.To {
		return n.field + ":" + string(n.From)
	}
	return fmt.Sprintf("%s:%s..%s", n.field, n.From, n.To)
}

func (n *Is) describe() string { return string(n.Field) + ":" + quoteList(n.Values) }

func (n *Has) describe() string {
	name := FieldHas
	if n.Clause {
		name = FieldEvidence
	}
	var out []string
	for _, l := range n.Levels {
		out = append(out, l.String())
	}
	return fmt.Sprintf("%s:%s=%s", name, n.Criterion, strings.Join(out, "|"))
}

func (n *Named) describe() string {
	t := *n.Term
	if t.Match != MatchPhrase {
		t.Text = quoteValue(t.Text)
	}
	return string(n.Field) + ":" + t.describe()
}

func (n *Identity) describe() string { return "id:" + n.Prefix }

// quote sets a phrase in quotation marks that it does not hold itself.
func quote(s string) string {
	if strings.ContainsAny(s, `"”`) {
		return "«" + strings.ReplaceAll(s, "»", " ") + "»"
	}
	return `"` + s + `"`
}

func quoteValue(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",()", r) || quotes[r] != "" }) {
		return quote(s)
	}
	return s
}

func quoteList(values []string) string {
	var out []string
	for _, v := range values {
		out = append(out, quoteValue(v))
	}
	return strings.Join(out, ",")
}

// Contains reports whether one of the levels asked for is l.
func (n *Has) Contains(l rubric.Level) bool { return slices.Contains(n.Levels, l) }
