package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// noisyBelow is the share of word-like tokens under which a text counts as noisy. Texts typed or set by
// a computer stand above 0.995; scans read by a machine and not corrected, below.
const noisyBelow = 0.985

// measureQuality judges the text layer by the share of its tokens that look like words.
func measureQuality(text string) corpus.Quality {
	words, good := 0, 0
	for tok := range strings.FieldsFuncSeq(text, isBreak) {
		tok = strings.TrimFunc(tok, func(r rune) bool { return !isAlnum(r) })
		if strings.IndexFunc(tok, unicode.IsLetter) < 0 {
			continue
		}
		words++
		if looksLikeWord(tok) {
			good++
		}
	}
	if words == 0 {
		return corpus.Quality{State: corpus.TextNoisy}
	}
	q := corpus.Quality{State: corpus.TextBorn, WordShare: float64(good) / float64(words)}
	if q.WordShare < noisyBelow {
		q.State = corpus.TextNoisy
	}
	return q
}

func isBreak(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(`-–—/'’()[]."`, r)
}

// looksLikeWord reports whether a token could be a word of some language: letters of one case pattern,
// with a vowel when long, or an abbreviation.
func looksLikeWord(tok string) bool {
	letters, vowels, turns := 0, 0, 0
	lower, latin, digitEnd := false, true, false
	for _, r := range tok {
		switch {
		case unicode.IsDigit(r):
			digitEnd = true
			continue
		case unicode.Is(unicode.Mn, r) || r == 'º' || r == 'ª' || r == '°' || r == '·':
			continue
		case !unicode.IsLetter(r):
			return false
		}
		if digitEnd && letters > 0 || lower && unicode.IsUpper(r) {
			turns++
		}
		lower = unicode.IsLower(r)
		latin = latin && unicode.Is(unicode.Latin, r)
		letters++
		if strings.ContainsRune("aeiouyàáâäãåèéêëìíîïòóôöõøùúûüýæœAEIOUYÀÁÂÄÃÅÈÉÊËÌÍÎÏÒÓÔÖÕØÙÚÛÜÝÆŒ", r) {
			vowels++
		}
	}
	return turns == 0 && letters <= 45 && (vowels > 0 || !latin || letters <= 4 || !lower)
}
