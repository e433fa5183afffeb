package rubric

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold lower-cases a word and takes its diacritics and ligatures away, so that "MEMORÁNDUM",
// "memorandum" and "Mémorandum" are one. It works on single words, not on texts.
func fold(word string) string {
	if isPlain(word) {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain reports whether folding would change nothing.
func isPlain(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// unscan mends the digits that scanning puts into words: "w0rkers", "artic1e".
func unscan(word string) string {
	if !strings.ContainsAny(word, "0158") {
		return word
	}
	return strings.NewReplacer("0", "o", "1", "l", "5", "s", "8", "b").Replace(word)
}

// endings are the inflections that a plain lexicon word tolerates, longest first. They are few on
// purpose: verbs and derived words are written out with wildcards in the lexicon.
var endings = map[string][]string{
	"en": {"ies", "es", "s"},
	"fr": {"ees", "ee", "es", "e", "s", "x"},
	"es": {"es", "as", "os", "s", "a", "e", "o"},
	"de": {"en", "em", "es", "e", "n", "s"},
	"nl": {"en", "e", "s", "n"},
}

// minStem is the shortest stem that may lose an ending, so that "is", "es" and "des" stay themselves.
const minStem = 3

// stem strips one inflectional ending from a folded word.
func stem(word, lang string) string {
	for _, e := range endings[lang] {
		if len(word)-len(e) < minStem || !strings.HasSuffix(word, e) {
			continue
		}
		if e == "ies" {
			return word[:len(word)-3] + "y"
		}
		if lang == "en" && strings.HasSuffix(word, "ss") {
			return word
		}
		if lang == "en" && e == "es" && !sibilant(word[:len(word)-2]) {
			continue
		}
		return word[:len(word)-len(e)]
	}
	return word
}

// sibilant reports whether an English stem takes -es: boxes, branches, passes.
func sibilant(s string) bool {
	for _, e := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// confusions are the letters that scanning mistakes for one another, each way it goes: "cornrnission",
// "Wbrkers", "ernployer".
var confusions = [][2]string{{"rn", "m"}, {"m", "rn"}, {"vv", "w"}, {"cl", "d"}, {"d", "cl"}, {"li", "h"}, {"ii", "u"}, {"b", "o"}, {"o", "b"},
	{"c", "e"}, {"e", "c"}, {"i", "l"}, {"l", "i"}, {"t", "f"}, {"f", "t"}, {"u", "n"}, {"n", "u"}, {"h", "b"}, {"b", "h"}, {"a", "o"}, {"o", "a"}}

// minFuzzy is the shortest word, in letters, that is looked for with one confusion mended; shorter
// ones are too often another word.
const minFuzzy = 7

// mended calls yield with each form of the word in which one confusion is undone, until it returns false.
func mended(word string, yield func(string) bool) {
	if len(word) < minFuzzy || len(word) > maxWord {
		return
	}
	for _, c := range confusions {
		for at := 0; at < len(word); {
			i := strings.Index(word[at:], c[0])
			if i < 0 {
				break
			}
			at += i
			if !yield(word[:at] + c[1] + word[at+len(c[0]):]) {
				return
			}
			at += len(c[0])
		}
	}
}
