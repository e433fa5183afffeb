package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
)

// A Stemmer takes the endings off the words of a language.
type Stemmer struct {
	lang  string
	latin analysis.TokenFilter // nil: words of Latin script stay as they are
	mu    sync.RWMutex
	known map[string]string
}

// maxKnown bounds the words whose stems a Stemmer remembers.
const maxKnown = 1 << 17

var (
	plainStemmer = &Stemmer{}
	stemmers     = map[string]*Stemmer{
		"en": {lang: "en", latin: en.NewEnglishStemmerFilter()}, "fr": {lang: "fr", latin: fr.NewFrenchLightStemmerFilter()},
		"es": {lang: "es", latin: es.NewSpanishLightStemmerFilter()}, "de": {lang: "de", latin: de.NewGermanLightStemmerFilter()},
		"nl": {lang: "nl", latin: nl.NewDutchStemmerFilter()},
	}
	stemLanguages = []string{"en", "fr", "es", "de", "nl"}
	arabic        = ar.NewArabicStemmerFilter()
)

// Languages lists the languages whose endings are known.
func Languages() []string { return slices.Clone(stemLanguages) }

// StemmerFor returns the stemmer of a language (BCP 47 base). Words of another script than the language's own are
// stemmed by their script, and words of languages that are not known stay as they are.
func StemmerFor(lang string) *Stemmer {
	if s := stemmers[lang]; s != nil {
		return s
	}
	return plainStemmer
}

// Stem returns what a folded word is indexed by: its stem, with the language in front where endings are those of a
// language, so that the stems of two languages never meet by chance: "en:employ".
func (s *Stemmer) Stem(word string) string {
	s.mu.RLock()
	stem, ok := s.known[word]
	s.mu.RUnlock()
	if ok {
		return stem
	}
	stem = s.compute(word)
	s.mu.Lock()
	if s.known == nil {
		s.known = map[string]string{}
	}
	if len(s.known) < maxKnown {
		s.known[strings.Clone(word)] = stem
	}
	s.mu.Unlock()
	return stem
}

func (s *Stemmer) compute(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Devanagari, first):
		return postpositionless(word)
	case unicode.Is(unicode.Arabic, first):
		return filtered(arabic, word)
	case s.latin != nil && unicode.Is(unicode.Latin, first):
		return s.lang + ":" + filtered(s.latin, word)
	}
	return word
}

// Second is another stem of a folded word, or "": Arabic writes the prepositions bi-, li-, ka- and the particle fa-
// to the word, and nothing tells them from its first letter. A text is indexed by both.
func (s *Stemmer) Second(word string) string {
	if len(word) < 2 || word[0] < 0xd8 || word[0] > 0xdb { // no Arabic letter
		return ""
	}
	first, size := utf8.DecodeRuneInString(word)
	if !strings.ContainsRune("بلكف", first) || utf8.RuneCountInString(word) < 5 {
		return ""
	}
	return s.Stem(word[size:])
}

// filtered is the stem by a filter of bleve; a word of which nothing would be left stays.
func filtered(f analysis.TokenFilter, word string) string {
	out := f.Filter(analysis.TokenStream{{Term: []byte(word)}})
	if len(out) == 0 || len(out[0].Term) == 0 {
		return word
	}
	return string(out[0].Term)
}

// postpositions are what Nepali writes to the end of a noun, and the oblique plural of Hindi, folded; longer first.
var postpositions = []string{"सम्बन्धि", "द्वारा", "हरु", "बाट", "लाई", "सँग", "सित", "भित्र", "को", "का", "की", "के", "ले", "मा", "ों", "ें"}

var foldedPostpositions = sync.OnceValue(func() (out []string) {
	for _, p := range postpositions {
		out = append(out, Fold(p))
	}
	return out
})

// postpositionless takes postpositions off as long as three letters are left: "कामदारहरूको" is "कामदार".
func postpositionless(word string) string {
	for {
		i := slices.IndexFunc(foldedPostpositions(), func(p string) bool {
			return strings.HasSuffix(word, p) && utf8.RuneCountInString(word)-utf8.RuneCountInString(p) >= 3
		})
		if i < 0 {
			return word
		}
		word = strings.TrimSuffix(word, foldedPostpositions()[i])
	}
}

// Stems lists what a folded word can have been indexed as, in whichever language a text is.
func Stems(word string) []string {
	out := []string{word}
	for _, lang := range stemLanguages {
		for _, stem := range []string{stemmers[lang].Stem(word), stemmers[lang].Second(word)} {
			if stem != "" && !slices.Contains(out, stem) {
				out = append(out, stem)
			}
		}
	}
	return out
}
