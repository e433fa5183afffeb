package words

import (
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Token is a word of a text, or one sign of a script without spaces.
type Token struct {
	Start, End int    // byte offsets into the text
	Word       string // folded
	Sign       bool   // of a script without spaces
}

// maxWord is the longest word, in bytes; what is longer is no word of a language, and is cut.
const maxWord = 128

// Scan appends the tokens of text to dst.
func Scan(dst []Token, text string) []Token {
	for pos := 0; pos < len(text); {
		r, size := rune(text[pos]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[pos:])
		}
		switch {
		case !inWord(r) || mark(r):
			pos += size
		case spaceless(r):
			end := sign(text, pos)
			dst = append(dst, Token{pos, end, Fold(text[pos:end]), true})
			pos = end
		default:
			end := wordEnd(text, pos)
			if w := Fold(text[pos:end]); w != "" {
				dst = append(dst, Token{pos, end, w, false})
			}
			pos = end
		}
	}
	return dst
}

// Words lists the folded words of a text.
func Words(text string) (out []string) {
	for _, t := range Scan(nil, text) {
		out = append(out, t.Word)
	}
	return out
}

// inWord reports whether a rune belongs to words.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || unicode.IsMark(r)
}

// mark reports whether a rune only goes with a letter before it.
func mark(r rune) bool { return r >= 0x300 && unicode.IsMark(r) }

// joiner reports whether a sign without width stands inside a word.
func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' || r == '\u00ad' || r == '\u2060' }

func wordEnd(text string, pos int) int {
	end := min(len(text), pos+maxWord)
	for i := pos; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if spaceless(r) || !inWord(r) && !joiner(r) || i+size > pos+maxWord {
			return i
		}
		i += size
	}
	if end < len(text) {
		for !utf8.RuneStart(text[end]) {
			end--
		}
	}
	return end
}

// spacelessScripts set no space between words.
var spacelessScripts = []*unicode.RangeTable{unicode.Khmer, unicode.Thai, unicode.Lao, unicode.Myanmar, unicode.Han, unicode.Hiragana, unicode.Katakana}

func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.IsLetter(r) && unicode.IsOneOf(spacelessScripts, r)
}

// sign is the end of the sign that a reader sees at pos: a letter with all that is set around it. A Khmer or
// Burmese letter that is joined below another by the sign of joining belongs to it, and so does every mark.
func sign(text string, pos int) int {
	end := pos
	for {
		cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(text[end:], -1)
		end += len(cluster)
		last, _ := utf8.DecodeLastRuneInString(cluster)
		next, _ := utf8.DecodeRuneInString(text[end:])
		joined := (last == 0x17d2 || last == 0x1039) && spaceless(next)
		if end >= len(text) || end-pos > maxWord || !joined && !mark(next) {
			return end
		}
	}
}
