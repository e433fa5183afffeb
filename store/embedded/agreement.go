package embedded

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
	"corridor/store/words"
)

func newAgreement(r record) agreement {
	a := agreement{record: r, date: store.DateNumber(r.Signed), titleWords: words.Words(r.Title)}
	for _, p := range r.parties {
		a.partyWords = append(a.partyWords, words.Words(p))
	}
	return a
}

// sides lists the parties on a side, or on both.
func (a *agreement) sides(role store.Role) []string {
	switch role {
	case store.OriginRole:
		return a.Corridor.Origin
	case store.DestinationRole:
		return a.Corridor.Destination
	}
	return a.countries()
}

// countries lists the parties of both sides, once each.
func (a *agreement) countries() (out []string) {
	for _, c := range slices.Concat(a.Corridor.Origin, a.Corridor.Destination) {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func anyOf(list, of []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(of, s) })
}

// holds decides a part of a query that is of the agreement. What is the clause's own or text is decided elsewhere.
func (a *agreement) holds(n store.Node) bool {
	switch n := n.(type) {
	case *store.Place:
		return anyOf(a.sides(n.Role), n.Codes)
	case *store.Pair:
		return a.goes(n.From, n.To) || n.Either && a.goes(n.To, n.From)
	case *store.Dates:
		from, to := n.Bounds()
		return from <= a.date && a.date <= to
	case *store.Is:
		return anyOf(a.values(n.Field), n.Values)
	case *store.Has:
		return slices.ContainsFunc(a.codings, func(c store.Coding) bool { return c.Criterion == n.Criterion && n.Contains(c.Level) })
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
	if n.Field == store.FieldTitle {
		return matchesWords(n.Term.Wanted(), a.titleWords, a.Language)
	}
	return slices.ContainsFunc(a.partyWords, func(name []string) bool { return matchesWords(n.Term.Wanted(), name, a.Language) })
}

// matchesWords looks for a term in a few words.
func matchesWords(w store.Wanted, in []string, lang string) bool {
	for i, word := range in {
		switch {
		case w.Match == store.MatchPrefix && strings.HasPrefix(word, w.Words[0]):
			return true
		case w.Match == store.MatchPhrase && len(in)-i >= len(w.Words) && slices.Equal(in[i:i+len(w.Words)], w.Words):
			return true
		case w.Match == store.MatchForms && (word == w.Words[0] || isForm(w.Words[0], word, words.StemmerFor(lang))):
			return true
		case w.Match == store.MatchTypos && words.Distance(word, w.Words[0], words.Typos(w.Words[0])) <= words.Typos(w.Words[0]):
			return true
		}
	}
	return false
}

// isForm reports whether a word of a language is another form of the one that is looked for.
func isForm(wanted, word string, s *words.Stemmer) bool {
	stems := words.Stems(wanted)
	return slices.Contains(stems, s.Stem(word)) || slices.Contains(stems, s.Second(word))
}

// values lists the values of a field of the agreement, as its facet writes them.
func (a *agreement) values(f store.Field) []string {
	switch f {
	case store.FieldOrigin:
		return a.Corridor.Origin
	case store.FieldDestination:
		return a.Corridor.Destination
	case store.FieldRegion:
		return a.regions()
	case store.FieldYear:
		return present(yearOf(a.Signed))
	case store.FieldKind:
		return present(string(a.Kind))
	case store.FieldLanguage:
		return present(a.Language)
	case store.FieldSector:
		return a.sectors
	case store.FieldScope:
		return a.scopes
	case store.FieldHas:
		return codingValues(a.codings)
	}
	return nil
}

// yearOf is the year as it is written, "" when it is not known.
func yearOf(d corpus.Date) string {
	if len(d) < 4 {
		return ""
	}
	return string(d[:4])
}

func present(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (a *agreement) regions() (out []string) {
	for _, c := range a.countries() {
		for _, r := range corpus.RegionsOf(c) {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// codingValues writes codings as facets do. What cannot apply is left out.
func codingValues(codings []store.Coding) (out []string) {
	for _, c := range codings {
		if c.Level != rubric.NA {
			out = append(out, c.Criterion+":"+c.Level.String())
		}
	}
	return out
}
