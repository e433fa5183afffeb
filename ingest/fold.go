package ingest

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// plain maps the letters with marks that the five languages use to bare ones, in lower case.
var plain = sync.OnceValue(func() map[rune]rune {
	return foldTable("áàâäãåāÁÀÂÄÃÅĀ", 'a', "éèêëēÉÈÊËĒ", 'e', "íìîïīÍÌÎÏĪ", 'i', "óòôöõøōÓÒÔÖÕØŌ", 'o',
		"úùûüūÚÙÛÜŪ", 'u', "ýÿÝŸ", 'y', "ñÑ", 'n', "çÇ", 'c', "’‘´`", '\'', "“”„«»", '"', "–—‑‒―", '-', "\u00a0\u202f\t", ' ')
})

func foldTable(pairs ...any) map[rune]rune {
	m := map[rune]rune{}
	for i := 0; i < len(pairs); i += 2 {
		for _, r := range pairs[i].(string) {
			m[r] = pairs[i+1].(rune)
		}
	}
	return m
}

// foldRune is the bare lower-case letter, or the rune itself.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r == '\t' || r == '\n' {
			r = ' '
		}
		return r
	}
	if bare := plain()[r]; bare != 0 {
		return bare
	}
	return unicode.ToLower(r)
}

// fold writes s in lower case without marks on letters, with single spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true
	for i, r := range s {
		if r >= utf8.RuneSelf {
			return foldFrom(&b, s[i:], space)
		}
		c := asciiFolded[r]
		if c != ' ' || !space {
			b.WriteByte(c)
		}
		space = c == ' '
	}
	return strings.TrimRight(b.String(), " ")
}

// asciiFolded is foldRune of the ASCII signs.
var asciiFolded = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(foldRune(rune(i)))
	}
	return t
}()

// foldFrom folds what is left of a text after its first sign that is not ASCII; space says that a space went before.
func foldFrom(b *strings.Builder, s string, space bool) string {
	for _, r := range s {
		if r = foldRune(r); r != ' ' || !space {
			writeFolded(b, r)
		}
		space = r == ' '
	}
	return strings.TrimRight(b.String(), " ")
}

// writeFolded writes a folded rune, letters that are two in one taken apart.
func writeFolded(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return
	}
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'œ', 'Œ':
		b.WriteString("oe")
	case 'æ', 'Æ':
		b.WriteString("ae")
	default:
		b.WriteRune(r)
	}
}

// folded is a folded text that remembers where each of its bytes stood.
type folded struct {
	s  string
	at []int32 // at[i] is the offset in the original of byte i of s; one more for the end
}

// foldWithOffsets folds s like fold and keeps the offsets.
func foldWithOffsets(s string) folded {
	var b strings.Builder
	b.Grow(len(s))
	at := make([]int32, 0, len(s)+1)
	space := true
	for i, r := range s {
		r = foldRune(r)
		if r == ' ' && space {
			continue
		}
		space = r == ' '
		n := b.Len()
		writeFolded(&b, r)
		for ; n < b.Len(); n++ {
			at = append(at, int32(i))
		}
	}
	return folded{b.String(), append(at, int32(len(s)))}
}

// fuzzyPrefix reports whether s begins with phrase, give or take one wrong letter for every eight.
func fuzzyPrefix(s, phrase string) bool {
	if strings.HasPrefix(s, phrase) {
		return true
	}
	slack := len(phrase) / 8
	if slack == 0 || len(s) < len(phrase)-slack || (s[0] != phrase[0] && s[min(1, len(s)-1)] != phrase[1]) {
		return false
	}
	return prefixDistance(clip(s, len(phrase)+slack), phrase) <= min(slack, 2)
}

// prefixDistance is the least edit distance between phrase and any prefix of s. Both are short.
func prefixDistance(s, phrase string) int {
	row := editRow(phrase, s)
	return slices.Min(append(row[min(len(row), max(0, len(phrase)-2)):], len(phrase)))
}

// distance is the edit distance of two short words.
func distance(a, b string) int { return editRow(a, b)[len(b)] }

// editRow is the edit distances between a and every prefix of b, the empty one first.
func editRow(a, b string) []int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row
}
