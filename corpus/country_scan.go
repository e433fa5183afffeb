package corpus

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// CountryMention is one place where a text names a country. Demonym tells "Turkish" from "Turkey";
// "Turkish Republic" is a name.
type CountryMention struct {
	Span    Span
	Code    string
	Demonym bool
}

// ScanCountries finds every name and demonym of every country, in all five languages at once, sorted and
// disjoint, in time linear in the text. The leftmost, then longest match wins, and takes in the form of
// state before it ("Kingdom of Saudi Arabia") but no article and no "Government of".
//
// Names need a capital, so "turkey" and "china" name nobody; acronyms need capitals throughout; demonyms
// may be small in French, Spanish and German. Names that are also given names, cities or words ("Maurice",
// "Granada", "Réunion") count only after a title. Languages are not told from peoples: "in the Turkish
// language" is a demonym. Demonyms that fit two states alike (Congolese) are left out.
func ScanCountries(text string) []CountryMention {
	x := geoIndexOf()
	s := geoScan{geoIndex: x, text: text, list: x.tokens(text, false)}
	var out []CountryMention
	for i := 0; i < len(s.list); {
		m, ok := s.match(i)
		if !ok {
			i++
			continue
		}
		if m.sense.kind != geoBlock {
			span := Span{s.list[s.skipArticle(i, m.end)].start, s.finish(m)}
			out = append(out, CountryMention{span, m.sense.code, m.sense.kind == geoDemonym || m.sense.kind == geoPrefix})
		}
		i = m.end
	}
	return out
}

// skipArticle leaves a small article out of a name that is only known with it: "la Dominique".
func (s *geoScan) skipArticle(i, end int) int {
	for i+1 < end && s.class(s.list[i]) == classLink && !s.capital(i) {
		i++
	}
	return i
}

// geoToken is a word of the text that the index knows, or, in whole names, any word (then word is 0).
type geoToken struct {
	start, end int
	word       int32
	joined     bool // nothing between it and the token before breaks a name
}

// geoScan is one run over one text.
type geoScan struct {
	*geoIndex
	text string
	list []geoToken
}

// geoMatch covers tokens up to end (exclusive).
type geoMatch struct {
	end   int
	sense geoSense
}

// match is the longest match that starts at token i: a phrase alone, a title with a phrase after it, or
// a demonym with a form of state after it.
func (s *geoScan) match(i int) (geoMatch, bool) {
	best, ok := s.phrase(i)
	if ok && best.sense.kind == geoDemonym {
		best = s.withForm(best)
	}
	if titled, found := s.titled(i, best.end); found && titled.end > best.end {
		return titled, true
	}
	return best, ok
}

// phrase walks the trie from token i and keeps the longest acceptable end.
func (s *geoScan) phrase(i int) (best geoMatch, ok bool) {
	node := s.first[s.list[i].word]
	for j := i + 1; node != 0; j++ {
		for _, sense := range s.senses[node] {
			if s.accepts(sense, i, j) {
				best, ok = geoMatch{j, sense}, true
				break
			}
		}
		if j == len(s.list) || !s.list[j].joined {
			break
		}
		node = s.edges[geoEdge{node, s.list[j].word}]
	}
	return best, ok
}

// maxTitleWords bounds a title: "Great Socialist People's ..." has six words.
const maxTitleWords = 10

// titled matches a form of state, its qualities and links, and then a name ("República Oriental del
// Uruguay") or, with no link between, a demonym ("République française"). The title begins with a form
// or a capital; words such as "state" and "territory" count only with a capital. A phrase that ends at
// token alone already stands at i: what follows it is part of the same name only without a link between
// ("Bundesrepublik Österreich", but not "United States of the Netherlands").
func (s *geoScan) titled(i, alone int) (best geoMatch, ok bool) {
	first := s.class(s.list[i])
	if first&(classForm|classState|classQuality) == 0 || first&classForm == 0 && !s.capital(i) {
		return best, false
	}
	seen := false
	for j := i; j+1 < len(s.list) && j-i < maxTitleWords && s.list[j+1].joined; j++ {
		class := s.class(s.list[j])
		if class&(classForm|classState|classQuality|classLink) == 0 {
			break
		}
		seen = seen || class&classForm != 0 || class&classState != 0 && s.capital(j)
		if !seen {
			continue
		}
		if alone > 0 && j+1 > alone {
			break
		}
		m, found := s.phrase(j + 1)
		if !found || m.end <= best.end || m.sense.kind >= geoPrefix {
			continue
		}
		if m.sense.kind == geoDemonym && class&classLink != 0 {
			continue
		}
		m.sense.kind = geoName
		best, ok = m, true
	}
	return best, ok
}

// withForm lets a demonym take in the form of state after it: "Polish People's Republic".
func (s *geoScan) withForm(m geoMatch) geoMatch {
	for k := m.end; k < len(s.list) && k < m.end+4 && s.list[k].joined; k++ {
		switch class := s.class(s.list[k]); {
		case class&classForm != 0:
			m.end, m.sense.kind = k+1, geoName
			return m
		case class&classQuality == 0:
			return m
		}
	}
	return m
}

// accepts says whether tokens [i, end) may stand for the sense where they are.
func (s *geoScan) accepts(sense geoSense, i, end int) bool {
	switch sense.kind {
	case geoBlock:
		return true
	case geoName:
		return s.nameCase(i, end)
	case geoShy:
		return s.nameCase(i, end) && s.afterTitle(i)
	case geoDemonym:
		return sense.anyCase || s.capital(i)
	case geoAcronym:
		return s.acronym(i, end)
	default:
		return s.compound(end)
	}
}

// nameCase asks for a capital on the first word that is not a link, or on the first that is no word of
// form either ("république démocratique du Congo").
func (s *geoScan) nameCase(i, end int) bool {
	first := true
	for ; i < end; i++ {
		class := s.class(s.list[i])
		if class&classLink != 0 && class&(classForm|classState|classQuality) == 0 && i+1 < end {
			continue
		}
		if s.capital(i) && (first || class == 0) {
			return true
		}
		if class == 0 {
			return false
		}
		first = false
	}
	return false
}

// afterTitle looks back over links for a form of state or a government.
func (s *geoScan) afterTitle(i int) bool {
	for k := i; k > 0 && k > i-4 && s.list[k].joined; k-- {
		class := s.class(s.list[k-1])
		if class&(classForm|classState|classGovernment) != 0 {
			return true
		}
		if class&classLink == 0 {
			return false
		}
	}
	return false
}

func (s *geoScan) acronym(i, end int) bool {
	word := s.text[s.list[i].start:s.list[end-1].end]
	if strings.ContainsFunc(word, unicode.IsLower) {
		return false
	}
	return word != "US" || s.amongSmallLetters(s.list[i].start, s.list[i].end)
}

// amongSmallLetters tells "the US authorities" from "LET US AGREE" and from "US$ 20".
func (s *geoScan) amongSmallLetters(start, end int) bool {
	after := s.text[end:min(len(s.text), end+12)]
	if strings.HasPrefix(strings.TrimLeft(after, " \u00a0"), "$") {
		return false
	}
	around := s.text[max(0, start-12):start] + after
	return strings.ContainsFunc(around, unicode.IsLower)
}

// compound reports whether a hyphen and a letter follow the tokens, as in "franco-marocain".
func (s *geoScan) compound(end int) bool {
	rest := s.text[s.list[end-1].end:]
	for _, hyphen := range []string{"-", "‐", "‑", "–"} {
		if tail, ok := strings.CutPrefix(rest, hyphen); ok {
			r, _ := utf8.DecodeRuneInString(tail)
			return unicode.IsLetter(r)
		}
	}
	return false
}

func (s *geoScan) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.list[i].start:])
	return unicode.IsUpper(r)
}

// finish is the end of a match; an acronym written with points keeps its last point.
func (s *geoScan) finish(m geoMatch) int {
	last := s.list[m.end-1]
	pointed := m.sense.kind == geoAcronym && last.end-last.start == 1 && m.end > 1 && s.text[last.start-1] == '.'
	if pointed && last.end < len(s.text) && s.text[last.end] == '.' {
		return last.end + 1
	}
	return last.end
}

// tokens cuts a text into the words the index knows, or into all its words.
func (x *geoIndex) tokens(text string, all bool) []geoToken {
	list := make([]geoToken, 0, len(text)/8+1)
	buf := make([]byte, 0, 64)
	broken := true
	eachToken(text, func(start, end int, joined bool) {
		var word int32
		if end-start <= maxWordBytes {
			buf = foldWord(buf[:0], text[start:end])
			word = x.words[string(buf)]
		}
		if word != 0 || all {
			list = append(list, geoToken{start, end, word, joined && !broken})
		}
		broken = word == 0
	})
	return list
}

// maxWordBytes is more than the longest word of any table.
const maxWordBytes = 64

// eachToken calls yield for every word, comma, opening bracket and ampersand of the text. A word is a run of
// letters, marks and digits. joined: what stands between it and the token before may stand inside a
// name: spaces, one line end, hyphens, apostrophes, or a point after at most three letters ("St. Lucia").
func eachToken(text string, yield func(start, end int, joined bool)) {
	joined, lines, last := false, 0, 0
	for i := 0; i < len(text); {
		start := i
		i = wordEnd(text, i)
		if i > start {
			yield(start, i, joined)
			joined, lines, last = true, 0, i-start
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == ',' || r == '(' || r == '&':
			yield(start, i, joined)
			joined, lines, last = true, 0, 0
		case r == '\n':
			lines++
			joined = joined && lines < 2
		case r == '.':
			joined = joined && 0 < last && last <= 3
		default:
			joined = joined && (unicode.IsSpace(r) || strings.ContainsRune("-‐‑–'’‘ʼʻ`´", r))
		}
	}
}

// wordEnd is the end of the word that starts at i, or i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !asciiWord[c] {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == 'ʼ' || r == 'ʻ' || !unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
			return i
		}
		i += size
	}
	return i
}

var asciiWord = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	return set
}()

// foldWord appends the word in small letters and without diacritics; "&" becomes "and".
func foldWord(buf []byte, word string) []byte {
	if word == "&" {
		return append(buf, "and"...)
	}
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		buf = append(buf, foldRune(r)...)
		i += size
	}
	return buf
}

// latinEnd ends the Latin blocks that foldRune has a table for.
const latinEnd = 0x250

func foldRune(r rune) string {
	switch {
	case r < latinEnd:
		return latinFolds()[r]
	case unicode.Is(unicode.M, r):
		return ""
	case 0x1E00 <= r && r < 0x1F00: // Vietnamese and other composed Latin letters
		return decomposed(r)
	}
	return string(unicode.ToLower(r))
}

var latinFolds = sync.OnceValue(func() *[latinEnd]string {
	special := map[rune]string{'ß': "ss", 'ø': "o", 'Ø': "o", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe",
		'ł': "l", 'Ł': "l", 'ı': "i", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th"}
	var table [latinEnd]string
	for r := range rune(latinEnd) {
		table[r] = decomposed(r)
		if fold, ok := special[r]; ok {
			table[r] = fold
		}
	}
	return &table
})

// decomposed is a letter in lower case without its marks.
func decomposed(r rune) string {
	runes := []rune(norm.NFD.String(string(r)))
	runes = slices.DeleteFunc(runes, func(r rune) bool { return unicode.Is(unicode.M, r) })
	return strings.ToLower(string(runes))
}
