package ingest

import (
	"strings"
	"unicode"

	"corridor/corpus"
)

// word is a token of letters or digits with its offset in the text it was cut from.
type word struct {
	fold string
	at   int
	end  int
}

// wordsOf cuts s into words.
func wordsOf(s string, base int) []word {
	var out []word
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out = append(out, word{fold(s[start:i]), base + start, base + i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, word{fold(s[start:]), base + start, base + len(s)})
	}
	return out
}

// foundDate is a date with the place it was read from.
type foundDate struct {
	date corpus.Date
	span corpus.Span
}

// datesIn finds every full date in the stretch, in words or digits, of any of the five languages.
func datesIn(text string, s corpus.Span) []foundDate {
	words := wordsOf(s.Of(text), s.Start)
	var out []foundDate
	for i := range words {
		d, ok := dateAtMonth(text, words, i)
		if !ok {
			d, ok = numericDate(text, words, i)
		}
		if ok && (len(out) == 0 || !out[len(out)-1].span.Overlaps(d.span)) {
			out = append(out, d)
		}
	}
	return out
}

var dateFillers = wordSet("of de del du des mes mois month the day days dia dias jour jours tag tages den der am on this im month's monats maand d")
var yearFillers = wordSet("of de del du ano anno year in the our lord an l jahr jahre des jaar")

// dateAtMonth reads the date around the month at word i.
func dateAtMonth(text string, words []word, i int) (foundDate, bool) {
	month := monthOf(words[i].fold)
	if month == 0 || len(words[i].fold) < 3 {
		return foundDate{}, false
	}
	day, start := dayBefore(text, words, i)
	next := i + 1
	if day == 0 && next < len(words) { // January 18, 2011
		if n, took := readNumber(text[words[next].at:words[next].end]); took > 0 && n.arab >= 1 && n.arab <= 31 {
			day, start, next = n.arab, words[i].at, next+1
		}
	}
	year, end := yearAfter(text, words, next)
	if day == 0 || year == 0 {
		return foundDate{}, false
	}
	return makeDate(year, month, day, corpus.Span{Start: start, End: end})
}

func makeDate(year, month, day int, s corpus.Span) (foundDate, bool) {
	d, err := corpus.NewDate(year, month, day)
	return foundDate{d, s}, err == nil
}

// dayBefore reads the day that stands before the month at word i: "19", "2.", "dix-neuf", "veintiún días del mes de".
func dayBefore(text string, words []word, i int) (day, start int) {
	j := i - 1
	for skipped := 0; j >= 0 && skipped < 5 && dateFillers.has(words[j].fold); skipped++ {
		j--
	}
	if j < 0 || words[i].at-words[j].end > 40 {
		return 0, 0
	}
	if n, took := readNumber(text[words[j].at:words[j].end]); took > 0 && !n.words {
		if n.arab >= 1 && n.arab <= 31 {
			return n.arab, words[j].at
		}
		return 0, 0
	}
	for k := max(0, j-4); k <= j; k++ {
		v, took := wordNumber(text[words[k].at:words[j].end])
		if took == words[j].end-words[k].at && v >= 1 && v <= 31 {
			return v, words[k].at
		}
	}
	return 0, 0
}

// yearAfter reads the year from word i on, in digits or words.
func yearAfter(text string, words []word, i int) (year, end int) {
	for skipped := 0; i < len(words) && skipped < 6 && yearFillers.has(words[i].fold); skipped++ {
		i++
	}
	if i >= len(words) {
		return 0, 0
	}
	w := text[words[i].at:words[i].end]
	if len(w) == 4 && hasDigit(w) {
		v := 0
		for _, r := range strings.Map(undoDigit, w) {
			if r < '0' || r > '9' {
				return 0, 0
			}
			v = v*10 + int(r-'0')
		}
		if v >= 1850 && v < 2150 {
			return v, words[i].end
		}
		return 0, 0
	}
	rest := clip(text[words[i].at:], 90)
	if v, took := wordNumber(rest); v >= 1850 && v < 2150 {
		return v, words[i].at + took
	}
	return 0, 0
}

// numericDate reads "14.05.1969", "14/5/1969" and "1969-05-14".
func numericDate(text string, words []word, i int) (foundDate, bool) {
	if i+2 >= len(words) || words[i+1].at-words[i].end != 1 || words[i+2].at-words[i+1].end != 1 {
		return foundDate{}, false
	}
	sep := text[words[i].end]
	if sep != '.' && sep != '/' && sep != '-' || text[words[i+1].end] != sep {
		return foundDate{}, false
	}
	var v [3]int
	for k := range v {
		for _, r := range words[i+k].fold {
			if r < '0' || r > '9' || v[k] > 3000 {
				return foundDate{}, false
			}
			v[k] = v[k]*10 + int(r-'0')
		}
	}
	if v[0] > 31 {
		v[0], v[2] = v[2], v[0]
	}
	if v[2] < 1850 || v[2] > 2150 {
		return foundDate{}, false
	}
	return makeDate(v[2], v[1], v[0], corpus.Span{Start: words[i].at, End: words[i+2].end})
}
