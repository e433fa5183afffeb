package store

import (
	"slices"
	"strings"

	"corridor/store/words"
)

// Names is how a title or the names of parties are decided: by their words, in the language of the agreement.
func (n *Named) Names() func(a About) bool {
	wanted := n.Term.Wanted()
	return func(a About) bool {
		if n.Field == FieldTitle {
			return wanted.In(words.Words(a.Title), a.Language)
		}
		return slices.ContainsFunc(a.Parties, func(name string) bool { return wanted.In(words.Words(name), a.Language) })
	}
}

// In reports whether a few folded words of a language have what is wanted.
func (w Wanted) In(list []string, lang string) bool {
	for i, word := range list {
		switch {
		case w.Match == MatchPrefix && strings.HasPrefix(word, w.Words[0]):
			return true
		case w.Match == MatchPhrase && len(list)-i >= len(w.Words) && slices.Equal(list[i:i+len(w.Words)], w.Words):
			return true
		case w.Match == MatchForms && (word == w.Words[0] || isForm(w.Words[0], word, words.StemmerFor(lang))):
			return true
		case w.Match == MatchTypos && words.Distance(word, w.Words[0], words.Typos(w.Words[0])) <= words.Typos(w.Words[0]):
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
