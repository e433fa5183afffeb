package words

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
)

// maxSmall is the most letters of a small word. Longer ones of the lists can matter in a treaty ("estado").
const maxSmall = 4

// smallWords are the small words of each language, folded.
var smallWords = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for lang, list := range map[string][]byte{"en": en.EnglishStopWords, "fr": fr.FrenchStopWords, "es": es.SpanishStopWords,
		"de": de.GermanStopWords, "nl": nl.DutchStopWords, "ar": ar.ArabicStopWords} {
		out[lang] = map[string]bool{}
		for line := range strings.Lines(string(list)) {
			line, _, _ = strings.Cut(line, "|") // Snowball's comments
			line, _, _ = strings.Cut(line, "#")
			for _, w := range Words(line) {
				if utf8.RuneCountInString(w) <= maxSmall {
					out[lang][w] = true
				}
			}
		}
	}
	return out
})

// Small reports whether a folded word is a small word of the language: an article, a preposition, a pronoun.
func Small(lang, word string) bool {
	return len(word) <= 4*maxSmall && smallWords()[lang][word]
}

// SmallAnywhere reports whether a folded word is a small word of any language.
func SmallAnywhere(word string) bool {
	if len(word) > 4*maxSmall {
		return false
	}
	for _, list := range smallWords() {
		if list[word] {
			return true
		}
	}
	return false
}
