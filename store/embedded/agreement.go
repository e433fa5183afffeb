package embedded

import (
	"slices"
	"strings"

	"corridor/store"
	"corridor/store/words"
)

func newAgreement(r record) agreement {
	a := agreement{record: r, date: store.DateNumber(r.Signed), titleWords: words.Words(r.Title)}
	for _, p := range r.Parties {
		a.partyWords = append(a.partyWords, words.Words(p))
	}
	return a
}

func anyOf(list, of []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(of, s) })
}

// holds decides a part of a query that is of the agreement. What is the clause's own or text is decided elsewhere.
func (a *agreement) holds(n store.Node) bool {
	switch n := n.(type) {
	case *store.Place:
		return anyOf(a.Sides(n.Role), n.Codes)
	case *store.Pair:
		return a.goes(n.From, n.To) || n.Either && a.goes(n.To, n.From)
	case *store.Dates:
		from, to := n.Bounds()
		return from <= a.date && a.date <= to
	case *store.Is:
		return anyOf(a.Values(n.Field), n.Values)
	case *store.Has:
		return slices.ContainsFunc(a.Codings, func(c store.Coding) bool { return c.Criterion == n.Criterion && n.Contains(c.Level) })
	case *store.Named:
		return a.named(n)
	case *store.Identity:
		return strings.HasPrefix(a.ID, n.Prefix)
	}
	return false
}

func (a *agreement) goes(from, to []string) bool {
	return anyOf(a.Corridor.Origin, from) && anyOf(a.Corridor.Destination, to)
}

func (a *agreement) named(n *store.Named) bool {
	wanted := n.Term.Wanted()
	if n.Field == store.FieldTitle {
		return wanted.In(a.titleWords, a.Language)
	}
	return slices.ContainsFunc(a.partyWords, func(name []string) bool { return wanted.In(name, a.Language) })
}
