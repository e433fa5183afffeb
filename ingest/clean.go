package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// cleanCount counts what cleaning changed, for the warnings of a source.
type cleanCount struct {
	invisible int // zero-width characters and bidi controls dropped
	controls  int // control characters dropped
	bad       int // characters that could not be decoded
	private   int // characters of private use: their meaning is known to a font only
}

func (n cleanCount) plus(o cleanCount) cleanCount {
	return cleanCount{n.invisible + o.invisible, n.controls + o.controls, n.bad + o.bad, n.private + o.private}
}

// ligatures are the typographic ligatures of Latin script. Letters that only look like them (œ, æ, ß)
// and marks of number (º, ª, ², ³) are letters of their own and stay.
var ligatures = map[rune]string{
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
}

// lineEnds turns every way to end a line into "\n" and keeps form feeds.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")

// cleanText cleans a whole text line by line and folds runs of blank lines. It is idempotent.
func cleanText(s string) string {
	var n cleanCount
	var b strings.Builder
	gap := false
	for l := range strings.SplitSeq(lineEnds.Replace(strings.ReplaceAll(s, "\f", "\n\n")), "\n") {
		l = n.line(l)
		if l == "" {
			gap = true
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if gap {
				b.WriteByte('\n')
			}
		}
		gap = false
		b.WriteString(l)
	}
	return b.String()
}

// line cleans one line: characters, normal form, spaces.
func (n *cleanCount) line(s string) string {
	if isPlain(s) {
		return s
	}
	return foldSpaces(n.runes(s))
}

// runes cleans the characters of a line and leaves its spaces where they are, as " ".
func (n *cleanCount) runes(s string) string {
	if isASCII(s) && strings.IndexFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f }) < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd") {
			r = '\ufffd'
		}
		n.rune(&b, r)
	}
	return norm.NFC.String(b.String())
}

// rune writes what stands for one character.
func (n *cleanCount) rune(b *strings.Builder, r rune) {
	switch {
	case r == '\t' || unicode.Is(unicode.Zs, r):
		b.WriteByte(' ')
	case r == '\u2010' || r == '\u2011':
		b.WriteByte('-')
	case r == '\u00ad':
	case isInvisible(r):
		n.invisible++
	case unicode.IsControl(r):
		n.controls++
	case r == '\uf0b7' || r == '\uf0a7':
		b.WriteString("•")
	case isPresentationForm(r):
		b.WriteString(norm.NFKC.String(string(r)))
	case ligatures[r] != "":
		b.WriteString(ligatures[r])
	default:
		if r == utf8.RuneError {
			n.bad++
		}
		if unicode.Is(unicode.Co, r) {
			n.private++
		}
		b.WriteRune(r)
	}
}

// isInvisible reports whether the character has no width and only steers the order or joining of others.
func isInvisible(r rune) bool {
	switch {
	case r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f',
		r == '\ufeff', r == '\u061c', r == '\u180e', r >= '\ufff9' && r <= '\ufffb', r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

// isPresentationForm reports whether the character is a drawn form of an Arabic letter or ligature.
func isPresentationForm(r rune) bool {
	return r >= '\ufb50' && r <= '\ufdff' || r >= '\ufe70' && r <= '\ufefc'
}

// isPlain reports whether a line needs no cleaning: printable ASCII without double, first or last spaces.
func isPlain(s string) bool {
	prev := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < 0x20 || c >= 0x7f || (c == ' ' && prev == ' ') {
			return false
		}
		prev = c
	}
	return s == "" || prev != ' '
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldSpaces trims a line and leaves single spaces inside.
func foldSpaces(s string) string {
	if s = strings.Trim(s, " "); !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}
