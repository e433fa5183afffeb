package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// noisyBelow is the share of word-like tokens under which a text counts as noisy. Texts typed or set by
// a computer stand above 0.998; scans read by a machine and not corrected, below.
const (
	noisyBelow = 0.997
	minBad     = 3 // a name or a code or two in a short text is no noise
)

// measureQuality judges the text layer by the share of its tokens that look like words.
func measureQuality(text string) corpus.Quality {
	words, good := 0, 0
	count := map[string]int{}
	for tok := range strings.FieldsFuncSeq(text, isBreak) {
		tok = strings.TrimFunc(tok, func(r rune) bool { return !isAlnum(r) })
		if strings.IndexFunc(tok, unicode.IsLetter) < 0 {
			continue
		}
		words++
		if looksLikeWord(tok) {
			good++
			count[strings.ToLower(tok)]++
		}
	}
	good -= misreadings(count)
	if words == 0 {
		return corpus.Quality{State: corpus.TextNoisy}
	}
	q := corpus.Quality{State: corpus.TextBorn, WordShare: float64(good) / float64(words)}
	if q.WordShare < noisyBelow && words-good >= minBad || q.WordShare < 0.97 {
		q.State = corpus.TextNoisy
	}
	return q
}

const (
	frequentWord = 3 // times that a word stands, to be the right reading of another
	longWord     = 6 // letters of the shortest word that is looked at
	wordEnding   = 3 // last letters, which differ in forms of one word
)

// misreadings counts the words that stand once and differ in one inner letter from a frequent word, such
// as "Conyention": what a machine misreads looks like a word, but has a much commoner neighbour.
func misreadings(count map[string]int) int {
	neighbours := map[string]bool{}
	for w, n := range count {
		if n >= frequentWord {
			blanked(w, func(key string) bool {
				neighbours[key] = true
				return true
			})
		}
	}
	bad := 0
	for w, n := range count {
		if n == 1 {
			blanked(w, func(key string) bool {
				if neighbours[key] {
					bad++
				}
				return !neighbours[key]
			})
		}
	}
	return bad
}

// blanked yields the word with each of its inner letters blanked in turn.
func blanked(w string, yield func(string) bool) {
	r := []rune(w)
	if len(r) < longWord || len(r) > 40 {
		return
	}
	for i := 1; i < len(r)-wordEnding; i++ {
		old := r[i]
		r[i] = '*'
		if !yield(string(r)) {
			return
		}
		r[i] = old
	}
}

func isBreak(r rune) bool {
	if r|0x20 >= 'a' && r|0x20 <= 'z' {
		return false
	}
	return unicode.IsSpace(r) || strings.ContainsRune(`-–—/'’()[]."`, r)
}

// looksLikeWord reports whether a token could be a word of some language: letters of one case pattern,
// with a vowel when long, or an abbreviation.
func looksLikeWord(tok string) bool {
	letters, vowels, turns := 0, 0, 0
	lower, latin, digitEnd := false, true, false
	for _, r := range tok {
		if r >= 'a' && r <= 'z' { // as the cases below would, at a small part of the cost
			if digitEnd {
				turns++
			}
			lower = true
			letters++
			if isVowel(r) {
				vowels++
			}
			continue
		}
		switch {
		case unicode.IsDigit(r):
			digitEnd = letters > 0
			continue
		case unicode.Is(unicode.Mn, r) || r == 'º' || r == 'ª' || r == '°' || r == '·':
			continue
		case !unicode.IsLetter(r):
			return false
		}
		if digitEnd || lower && unicode.IsUpper(r) {
			turns++
		}
		lower = unicode.IsLower(r)
		latin = latin && unicode.Is(unicode.Latin, r)
		letters++
		if isVowel(r) {
			vowels++
		}
	}
	return turns == 0 && letters <= 45 && (vowels > 0 || !latin || letters <= 4 || !lower)
}

// isVowel reports whether a Latin letter is a vowel, with a mark or without.
func isVowel(r rune) bool {
	switch r | 0x20 {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return r < 0x80
	}
	return r >= 0x80 && strings.ContainsRune("àáâäãåèéêëìíîïòóôöõøùúûüýæœÀÁÂÄÃÅÈÉÊËÌÍÎÏÒÓÔÖÕØÙÚÛÜÝÆŒ", r)
}
