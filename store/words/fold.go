package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a word into the form in which it is compared.
func Fold(word string) string {
	if plain(word) {
		return word
	}
	if ascii(word) {
		return strings.ToLower(word)
	}
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range norm.NFKD.String(word) {
		foldRune(&b, r)
	}
	return norm.NFC.String(b.String())
}

// plain reports whether folding would change nothing: small ASCII letters and digits.
func plain(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func ascii(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// folded are letters that are written as others; "" is left out. Decomposition has taken accents off before.
var folded = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng",
	'ς': "σ",
	// Arabic: forms of alef and ya, ta marbuta, hamza on its seat, letters of Persian and Urdu for those of Arabic.
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ئ': "ي", 'ؤ': "و", 'ة': "ه", 'ک': "ك", 'ہ': "ه", 'ء': "", 'ـ': "",
	// Devanagari: long vowels are written short, chandrabindu as anusvara, and the joiner of consonants is left out.
	'ई': "इ", 'ऊ': "उ", 'ी': "ि", 'ू': "ु", 'ँ': "ं", '्': "", '़': "", 'श': "स", 'ष': "स", 'व': "ब",
	'\u200c': "", '\u200d': "", '\u200b': "", '\u00ad': "", '\u2060': "", // joiners and soft hyphens
}

func foldRune(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		b.WriteByte(byte(unicode.ToLower(r)))
		return
	}
	if accent(r) {
		return
	}
	r = unicode.ToLower(r)
	if as, ok := folded[r]; ok {
		b.WriteString(as)
		return
	}
	if unicode.Is(unicode.Nd, r) {
		b.WriteByte(byte('0' + digit(r)))
		return
	}
	b.WriteRune(r)
}

// accent reports whether a mark only colours its letter: those of Latin, Greek and Cyrillic, Arabic and Hebrew.
func accent(r rune) bool {
	switch {
	case 0x0300 <= r && r <= 0x036f, 0x1ab0 <= r && r <= 0x1aff, 0x1dc0 <= r && r <= 0x1dff, 0x20d0 <= r && r <= 0x20ff:
		return true
	case 0x0483 <= r && r <= 0x0487, 0x0591 <= r && r <= 0x05c7, 0x0610 <= r && r <= 0x061a, 0x064b <= r && r <= 0x065f:
		return unicode.Is(unicode.Mn, r)
	}
	return r == 0x0670 || 0x06d6 <= r && r <= 0x06ed && unicode.Is(unicode.Mn, r)
}

// digit is the value of a decimal digit of any script: they stand in runs of ten that begin at their zero.
func digit(r rune) int {
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	for _, start := range digitZeros {
		if start <= r && r < start+10 {
			return int(r - start)
		}
	}
	return int(r - zero)
}

// digitZeros are the zeros of scripts that agreements come in.
var digitZeros = []rune{0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0,
	0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xff10}
