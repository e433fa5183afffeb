package typesense

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/store"
)

// condition translates a part of the query whose terms and names are resolved.
func (a *asking) condition(n store.Node) (condition, error) {
	switch n := n.(type) {
	case nil:
		return everywhere(true), nil
	case *store.And:
		list, err := a.conditions(n.Parts)
		return allOf(list), err
	case *store.Or:
		list, err := a.conditions(n.Parts)
		return anyOf(list), err
	case *store.Not:
		c, err := a.condition(n.Part)
		return not{c}, err
	case *store.Term:
		t := a.of[n]
		if a.r.By == store.Agreements && t.ofAgreement != nil {
			return a.open(t.ofAgreement), nil
		}
		return a.open(t.condition), nil
	}
	if c := a.named[n]; c != nil {
		return c, nil
	}
	return fieldCondition(n)
}

func (a *asking) conditions(parts []store.Node) (out []condition, err error) {
	for _, p := range parts {
		c, e := a.condition(p)
		out, err = append(out, c), errors.Join(err, e)
	}
	return out, err
}

// fieldCondition translates a field. It wraps corpus.ErrUnsupported for one that it does not know.
func fieldCondition(n store.Node) (condition, error) {
	switch n := n.(type) {
	case *store.Place:
		return oneOf{string(n.Role), n.Codes}, nil
	case *store.Pair:
		there := allOf{oneOf{"origin", n.From}, oneOf{"destination", n.To}}
		if !n.Either {
			return there, nil
		}
		return anyOf{there, allOf{oneOf{"origin", n.To}, oneOf{"destination", n.From}}}, nil
	case *store.Dates:
		from, to := n.Bounds()
		return between{"date", int64(from), int64(to)}, nil
	case *store.Is:
		return oneOf{string(n.Field), n.Values}, nil
	case *store.Has:
		field, values := "has", []string{}
		if n.Clause {
			field = "evidence"
		}
		for _, l := range n.Levels {
			values = append(values, store.Coding{Criterion: n.Criterion, Level: l}.Value())
		}
		return oneOf{field, values}, nil
	}
	return nil, fmt.Errorf("%w: a Typesense index does not look for %T", corpus.ErrUnsupported, n)
}

// resolveNames decides the parts of a query that the cluster cannot: words of titles and of names of parties,
// and beginnings of ids, by what it holds of the agreements.
func (a *asking) resolveNames(ctx context.Context, n store.Node) (err error) {
	switch n := n.(type) {
	case *store.And:
		for _, p := range n.Parts {
			err = errors.Join(err, a.resolveNames(ctx, p))
		}
	case *store.Or:
		for _, p := range n.Parts {
			err = errors.Join(err, a.resolveNames(ctx, p))
		}
	case *store.Not:
		return a.resolveNames(ctx, n.Part)
	case *store.Named:
		a.named[n], err = a.agreements(ctx, "date:>=0", "agreement,language,title,party", n.Names())
	case *store.Identity:
		first := n.Prefix[:min(len(n.Prefix), rankDigits)]
		b := &builder{}
		between{"rank", rankOf(first), rankOf(first + strings.Repeat("f", rankDigits))}.write(b, false)
		if len(n.Prefix) <= rankDigits {
			a.named[n] = between{"rank", rankOf(first), rankOf(first + strings.Repeat("f", rankDigits))}
			return nil
		}
		a.named[n], err = a.agreements(ctx, b.String(), "agreement", func(d store.About) bool { return strings.HasPrefix(d.ID, n.Prefix) })
	}
	return err
}

// agreements is the condition on those agreements for which something holds.
func (a *asking) agreements(ctx context.Context, filter, fields string, holds func(store.About) bool) (condition, error) {
	counted, err := a.x.cluster.ask(ctx, []question{everything(a.g.agreements(), filter)})
	if err != nil {
		return nil, err
	}
	answers, err := a.x.cluster.ask(ctx, stretch(a.g.agreements(), filter, "rank:asc", fields, 0, counted[0].Found))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, d := range documents(answers) {
		about := store.About{Summary: store.Summary{ID: d.Agreement, Language: d.lang(), Title: d.Title}, Parties: strings.Split(d.Party, "\n")}
		if holds(about) {
			ids = append(ids, d.Agreement)
		}
	}
	return oneOf{"agreement", slices.Compact(ids)}, nil
}
