package rubric

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"corridor/corpus"
)

// locator finds quotes in a text without regard to case, diacritics, punctuation and white space: a
// quote typed by a person, or by a model, is found where it stands, or not at all.
type locator struct {
	plain string
	at    []int32 // byte of plain -> byte of the text
}

func newLocator(text string) *locator {
	l := &locator{}
	var b strings.Builder
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		for _, c := range []byte(fold(string(r))) {
			b.WriteByte(c)
			l.at = append(l.at, int32(i))
		}
	}
	l.plain = b.String()
	return l
}

// minQuote is how many letters a piece of a quote needs to be looked for on its own.
const minQuote = 12

// find returns the span of the quote, or of its first piece that stands in the text; an ellipsis parts
// pieces. The empty span means not found.
func (l *locator) find(text, quote string) corpus.Span {
	for _, piece := range append([]string{quote}, strings.FieldsFunc(quote, func(r rune) bool { return r == '…' || r == '[' || r == ']' })...) {
		p := newLocator(piece).plain
		if len(p) < minQuote && piece != quote || p == "" {
			continue
		}
		if i := strings.Index(l.plain, p); i >= 0 {
			end := int(l.at[i+len(p)-1])
			for end++; end < len(text) && text[end]&0xC0 == 0x80; end++ {
			}
			return corpus.Span{Start: int(l.at[i]), End: end}
		}
	}
	return corpus.Span{}
}

// articleNumber finds "Art 4(3)", "ARTÍCULO 4", "Section 12", "Para 3-5", "Art. IX", or a bare "12.3" in front.
var articleNumber = regexp.MustCompile(`(?i)(?:\b(?:art|para|point|sec|clause|cl)\pL*\.?|§)\s*(\d+|[ivxl]+\b)(?:\.\d+)*(?:-(\d+)\b)?|^(\d+)(?:\.\d+)?`)

// maxRange is the longest range of articles that is spelled out.
const maxRange = 20

// articlesIn lists the article numbers that a "where" such as "Art 4(3); Art 19(1)", "Para 3-5" or "12.3"
// names, in Arabic digits.
func articlesIn(where string) []string {
	var out []string
	for part := range strings.SplitSeq(where, ";") {
		for _, m := range articleNumber.FindAllStringSubmatch(strings.TrimSpace(part), -1) {
			first := arabic(m[1] + m[3])
			last, _ := strconv.Atoi(m[2])
			out = append(out, strconv.Itoa(first))
			for n := first + 1; n <= last && n-first < maxRange; n++ {
				out = append(out, strconv.Itoa(n))
			}
		}
	}
	return out
}

// arabic reads digits or a Roman numeral up to 89.
func arabic(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	sum, before := 0, 0
	for _, r := range strings.ToLower(s) {
		v := values[r]
		if sum += v; v > before {
			sum -= 2 * before
		}
		before = v
	}
	return sum
}
