package reports

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/language"
)

// quoteLimit is how many characters of a quote are displayed; JSON and CSV have the whole.
const quoteLimit = 280

// squeeze collapses every run of white space, line ends included, into one space.
func squeeze(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
}

// Shorten squeezes s and cuts it at a word border so that it holds at most limit characters, the
// ellipsis included. Scripts without spaces are cut where a line may break.
func Shorten(s string, limit int) string {
	s = squeeze(s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	kept, rest, state := "", s, -1
	for rest != "" {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if utf8.RuneCountInString(kept)+utf8.RuneCountInString(strings.TrimRight(piece, " ")) > limit-2 {
			break
		}
		kept += piece
	}
	if kept == "" {
		kept = string([]rune(s)[:limit-2])
	}
	return strings.TrimRight(kept, " ,;:.–—-(") + "\u00a0…"
}

// Direction is the way a language is written: "rtl" or "ltr".
func Direction(lang string) string {
	script, _ := language.Make(lang).Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return "rtl"
	}
	return "ltr"
}
