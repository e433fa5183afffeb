package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// family is the word of a label: what kind of part it numbers.
type family int

const (
	famNone family = iota
	famArticle
	famParagraph
	famClause
	famSign // §
	famSection
	famChapter
	famTitle
	famPart
)

// container reports whether the word names a part that groups articles.
func (f family) container() bool { return f >= famSection }

// shape is the dress of a label without a word.
type shape int

const (
	shapeWord    shape = iota // has a word: "Article 3"
	shapeDot                  // 1.  I.  A.  a.
	shapeParen                // (1) (a) (i)
	shapeHalf                 // 1)  a)  I)
	shapeDash                 // I -  1 —
	shapeDecimal              // 1.1
	shapeSpace                // 1 Text, from a superscript, or alone on its line
	shapeOrdinal              // First.  PRIMERA.-
	shapeBullet               // -  –  •
)

// label is a printed number at the start of a line. Its offsets are into the line.
type label struct {
	fam        family
	shape      shape
	num        number
	major      int  // of a decimal: 13 in "13.1"; of a bullet: its kind
	upper      bool // the number is a capital letter or a capital Roman numeral
	start, end int  // as printed, without the stop after a word label
	rest       int  // where the text after it begins
	sep        bool // a stop or dash stands between the label and the text
}

// labelWords are the words of labels in five languages and two neighbours, folded.
var labelWords = map[string]family{
	"article": famArticle, "articulo": famArticle, "artikel": famArticle, "art": famArticle, "artigo": famArticle, "articolo": famArticle,
	"paragraph": famParagraph, "paragraphe": famParagraph, "parrafo": famParagraph, "paragraaf": famParagraph, "para": famParagraph,
	"ziffer": famParagraph, "point": famParagraph, "punto": famParagraph, "punkt": famParagraph, "punt": famParagraph,
	"clause": famClause, "clausula": famClause, "klausel": famClause, "clausule": famClause,
	"section": famSection, "seccion": famSection, "sektion": famSection, "sectie": famSection, "afdeling": famSection, "abteilung": famSection,
	"chapter": famChapter, "chapitre": famChapter, "capitulo": famChapter, "kapitel": famChapter, "hoofdstuk": famChapter, "abschnitt": famChapter,
	"title": famTitle, "titre": famTitle, "titulo": famTitle, "titel": famTitle,
	"clausola": famClause, "klausul": famClause, "artikkel": famArticle, "artykul": famArticle, "clanak": famArticle, "neni": famArticle,
	"madde": famArticle, "pasal": famArticle, "المادة": famArticle, "مادة": famArticle, "статья": famArticle, "стаття": famArticle,
	"член": famArticle, "члан": famArticle,
	"part": famPart, "parte": famPart, "partie": famPart, "teil": famPart, "deel": famPart,
}

// wordFamily finds the family of a printed word, bad scans allowed for in words of six letters and more.
func wordFamily(word string) family {
	w := strings.TrimRight(fold(word), ".")
	if f, ok := labelWords[w]; ok {
		return f
	}
	n := len(w)
	if n < 5 || n > 12 || w[n-1] == 's' {
		return famNone
	}
	w = strings.Map(undoLetter, w)
	best, found := 3, famNone
	for known, f := range labelWords {
		if len(known) < 6 || known[0] >= utf8.RuneSelf || known[0] != w[0] && known[1] != w[1] {
			continue
		}
		limit := 1
		if len(known) >= 7 {
			limit = 2
		}
		if len(known) > n+limit || n > len(known)+limit {
			continue
		}
		if d := distance(w, known); d <= limit && (d < best || d == best && f < found) {
			best, found = d, f
		}
	}
	return found
}

// undoLetter turns digits that a scanner read for letters back.
func undoLetter(r rune) rune {
	switch r {
	case '1', '|':
		return 'l'
	case '0':
		return 'o'
	}
	return r
}

// parseLabel reads a label at the start of a trimmed line.
func parseLabel(s string) (label, bool) {
	start := len(s) - len(strings.TrimLeft(s, "„“”\"«‘'*_ "))
	t := s[start:]
	if t == "" {
		return label{}, false
	}
	r, _ := utf8.DecodeRuneInString(t)
	var l label
	var ok bool
	switch {
	case r == '§':
		l, ok = signLabel(t)
	case isBullet(r):
		l, ok = bulletLabel(t)
	case r == '[' && len(t) > 1 && unicode.IsUpper(rune(t[1])): // text not yet agreed
		start++
		l, ok = wordLabel(t[1:])
	case r == '(' || r == '[' || unicode.IsDigit(r):
		l, ok = bareLabel(t)
	case unicode.IsLetter(r) || r == '|':
		if l, ok = wordLabel(t); !ok {
			l, ok = bareLabel(t)
		}
	}
	if !ok {
		return label{}, false
	}
	l.start, l.end, l.rest = l.start+start, l.end+start, l.rest+start
	return l, true
}

// signLabel reads "§ 2".
func signLabel(t string) (label, bool) {
	at := len("§")
	at += len(t[at:]) - len(strings.TrimLeft(t[at:], " \u00a0"))
	n, took := readNumber(t[at:])
	if took == 0 {
		return label{}, false
	}
	return finish(t, label{fam: famSign, num: n, end: at + took}), true
}

// wordLabel reads "Article 3", "Art. III", "Article23", "Erster Abschnitt", "PRIMERA.-".
func wordLabel(t string) (label, bool) {
	token := leadingToken(t)
	if token == "" || !startsUpper(token) || len(token) > 24 {
		return label{}, false
	}
	fam, at := labelWord(t, token)
	l, ok := numberAfter(t, fam, at)
	if ok && (l.sep || l.rest == len(t) || t[l.rest] < '0' || t[l.rest] > '9') {
		return l, true
	}
	for _, other := range []func(string) (string, family, int){brokenWord, wholeWord} { // "Artike l 6", "Artikc1 7"
		if l, ok := numberAfter(other(t)); ok {
			return l, true
		}
	}
	if ok || fam != famNone {
		return l, ok
	}
	return ordinalLabel(t)
}

// wholeWord takes the digits in the first word for letters.
func wholeWord(t string) (string, family, int) {
	token := leadingToken(t)
	return t, wordFamily(strings.Map(undoLetter, token)), len(token)
}

// numberAfter reads the number behind the word of a label that ends at the offset.
func numberAfter(t string, fam family, word int) (label, bool) {
	at := word + len(t[word:]) - len(strings.TrimLeft(t[word:], ". \u00a0,;'’`"))
	if n, took := readNumber(t[at:]); fam != famNone && took > 0 && at-word <= 6 && boundary(t[at+took:]) {
		return finish(t, label{fam: fam, num: n, end: at + took}), true
	}
	return label{}, false
}

// labelWord finds the family of the word at the start of t, and its length: as printed, with a number grown
// onto it, or broken by spaces.
func labelWord(t, token string) (family, int) {
	if hasDigit(token) {
		if fam := labelWords[strings.Map(undoLetter, fold(token))]; fam != famNone {
			return fam, len(token)
		}
	}
	word := strings.TrimRight(token, "0123456789")
	if len(word) < 3 {
		word = token
	}
	return wordFamily(word), len(word)
}

// maxBroken is how many letters a label's word has at most, and into how many parts it may be broken.
const maxBroken = 10

// brokenWord puts a label's word together that a scanner broke: "ART ICLE", "A R T I C L E", "Arti kel".
func brokenWord(t string) (string, family, int) {
	word, at := "", 0
	for range maxBroken {
		part := leadingToken(t[at:])
		word += strings.Map(undoLetter, fold(part))
		at += len(part)
		if part == "" || len(word) > maxBroken {
			break
		}
		if fam := labelWords[word]; fam != famNone && len(word) >= 5 && len(part) < len(word) {
			return t, fam, at
		}
		if at >= len(t) || t[at] != ' ' {
			break
		}
		at++
	}
	return t, famNone, 0
}

// ordinalLabel reads "Erster Abschnitt" and "PRIMERA.-".
func ordinalLabel(t string) (label, bool) {
	n, took := readWords(t)
	if took == 0 {
		return label{}, false
	}
	after := strings.TrimLeft(t[took:], " ")
	if next := leadingToken(after); next != "" {
		if fam := wordFamily(next); fam.container() && startsUpper(next) || fam == famArticle {
			return finish(t, label{fam: fam, num: n, end: len(t) - len(after) + len(next)}), true
		}
		return label{}, false
	}
	if after == "" || !strings.ContainsAny(after[:1], ".:-") && !strings.HasPrefix(after, "—") && !strings.HasPrefix(after, "–") {
		return label{}, false
	}
	return finish(t, label{shape: shapeOrdinal, num: n, end: took}), true
}

// boundary reports whether a number may end before s.
func boundary(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// bareLabel reads "1.", "(a)", "IV)", "2.3", "I —" and "1 Text".
func bareLabel(t string) (label, bool) {
	if l, ok := decimalLabel(t); ok {
		return l, true
	}
	n, took := readNumber(t)
	if took == 0 || n.words || took > 12 {
		return label{}, false
	}
	l := label{num: n, end: took, upper: !hasDigit(t[:took]) && strings.ToUpper(t[:took]) == t[:took]}
	after := t[took:]
	switch {
	case t[0] == '(' || t[0] == '[':
		l.shape = shapeParen
	case strings.HasPrefix(after, ")"):
		l.shape, l.end = shapeHalf, took+1
	case strings.HasPrefix(after, "."):
		l.shape, l.end = shapeDot, took+1
	case strings.HasPrefix(after, " -"), strings.HasPrefix(after, " –"), strings.HasPrefix(after, " —"),
		strings.HasPrefix(after, "-"), strings.HasPrefix(after, "—"), strings.HasPrefix(after, ":"), strings.HasSuffix(t[:took], "º"), strings.HasSuffix(t[:took], "°"):
		l.shape = shapeDash
	case n.arab > 0 && n.arab < 40 && hasDigit(t[:took]) && (after == "" || after[0] == ' '):
		l.shape = shapeSpace
	case after == "" && n.roman > 0 && l.upper:
		l.shape = shapeDot // a Roman number alone on its line
	default:
		return label{}, false
	}
	l = finish(t, l)
	return l, bareFits(t, l)
}

// bareFits tells numbers of lists from dates, sums, abbreviations and words.
func bareFits(t string, l label) bool {
	rest := t[l.rest:]
	if l.shape == shapeSpace && rest != "" && !startsUpper(rest) {
		return false
	}
	if l.shape == shapeSpace && rest != "" && unicode.IsDigit(rune(rest[0])) {
		return false
	}
	if l.num.arab > 0 && (l.shape == shapeDot || l.shape == shapeSpace || l.shape == shapeDash) && monthOf(leadingToken(rest)) > 0 {
		return false
	}
	if l.shape == shapeDash && l.num.arab == 0 && !l.upper {
		return false
	}
	if l.shape == shapeDot && l.rest == l.end && rest != "" { // no space: "1.Le" but not "e.g.", "S.M.", "2.500"
		if len(rest) > 1 && rest[1] == '.' || unicode.IsDigit(rune(rest[0])) || l.upper && l.num.roman == 0 {
			return false
		}
	}
	return true
}

// decimalLabel reads "13.1" and "2.4.1".
func decimalLabel(t string) (label, bool) {
	parts, i := []int{}, 0
	for len(parts) < 4 {
		j, v := i, 0
		for j < len(t) && t[j] >= '0' && t[j] <= '9' && j-i < 3 {
			v = v*10 + int(t[j]-'0')
			j++
		}
		if j == i || v == 0 || v > 99 || t[i] == '0' {
			break
		}
		parts, i = append(parts, v), j
		if i+1 >= len(t) || t[i] != '.' || t[i+1] < '0' || t[i+1] > '9' {
			break
		}
		i++
	}
	if len(parts) < 2 || i < len(t) && t[i] != ' ' && t[i] != '.' && t[i] != ')' && t[i] != ':' {
		return label{}, false
	}
	l := label{shape: shapeDecimal, major: parts[0], num: number{arab: parts[len(parts)-1], text: t[:i]}, end: i}
	l.num.bis = len(parts) > 2
	return finish(t, l), true
}

func isBullet(r rune) bool { return strings.ContainsRune("-–—•·▪●◦‑*", r) }

// bulletKind tells dashes, full bullets and open ones apart: they mark lists within lists.
func bulletKind(r rune) int {
	switch r {
	case '•', '·', '▪', '●':
		return 1
	case '◦':
		return 2
	case '*':
		return 3
	}
	return 0
}

// bulletLabel reads a dash or bullet before text; a numbered label behind it wins: "- a) text".
func bulletLabel(t string) (label, bool) {
	inner := strings.TrimLeftFunc(t, func(r rune) bool { return isBullet(r) || unicode.IsSpace(r) })
	at := len(t) - len(inner)
	if inner == "" || at > 8 || countLetters(inner, 2) < 2 {
		return label{}, false
	}
	if l, ok := bareLabel(inner); ok && l.shape != shapeSpace && l.shape != shapeDash {
		l.start, l.end, l.rest = l.start+at, l.end+at, l.rest+at
		return l, true
	}
	end := len(strings.TrimRight(t[:at], " \u00a0"))
	r, _ := utf8.DecodeRuneInString(t)
	return label{shape: shapeBullet, major: bulletKind(r), end: end, rest: at}, true
}

// finish finds where the text after the label begins.
func finish(t string, l label) label {
	after := t[l.end:]
	if l.fam != famNone {
		if trimmed := strings.TrimLeft(after, "\"'?’”"); trimmed == "" || trimmed[0] == ' ' { // a badly read sign of the ordinal
			l.end += len(after) - len(trimmed)
			after = trimmed
		}
		if after == "," || after == ";" {
			after = ""
		}
	}
	rest := strings.TrimLeft(after, " \u00a0\t")
	trimmed := strings.TrimLeftFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".:)º°ª-–—_*", r)
	})
	l.sep = len(trimmed) < len(rest) || l.shape == shapeDot || l.shape == shapeHalf || l.shape == shapeParen
	l.rest = len(t) - len(trimmed)
	return l
}
