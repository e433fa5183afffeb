package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	for skipped := 0; j >= 0 && skipped < 5 && dateFillers[words[j].fold]; skipped++ {
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
	for skipped := 0; i < len(words) && skipped < 6 && yearFillers[words[i].fold]; skipped++ {
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

// readSigned finds the date of signature: in the closing formula, in the last letter of an exchange of
// notes, in the title, in the wrapper, or in the front matter.
func (r *factReader) readSigned() corpus.Fact[corpus.Date] {
	if d, ok := r.exchangeDate(); ok {
		return corpus.Fact[corpus.Date]{Value: d.date, Span: d.span, Confidence: 0.8}
	}
	for _, kind := range []corpus.SegmentKind{corpus.SegTestimony, corpus.SegSignatures} {
		if d := datesIn(r.text, r.span(kind)); len(d) > 0 {
			return corpus.Fact[corpus.Date]{Value: d[0].date, Span: d[0].span, Confidence: 0.95}
		}
	}
	if d := datesIn(r.text, r.span(corpus.SegTitle)); len(d) > 0 {
		return corpus.Fact[corpus.Date]{Value: d[0].date, Span: d[0].span, Confidence: 0.8}
	}
	if d, ok := r.signedElsewhere(); ok {
		return corpus.Fact[corpus.Date]{Value: d.date, Span: d.span, Confidence: 0.6}
	}
	if d := datesIn(r.x.Meta["title"], corpus.Span{End: len(r.x.Meta["title"])}); len(d) > 0 {
		return corpus.Fact[corpus.Date]{Value: d[0].date, Confidence: 0.5}
	}
	return corpus.Fact[corpus.Date]{}
}

// exchangeDate is the latest date in the heads of an exchange's notes: the reply makes the agreement.
func (r *factReader) exchangeDate() (foundDate, bool) {
	pre := r.span(corpus.SegPreamble)
	head := corpus.Span{Start: pre.Start, End: pre.Start + len(clip(pre.Of(r.text), 500))}
	first := datesIn(r.text, head)
	if len(first) == 0 || !isNote(head.Of(r.text)) && !isNote(pre.Of(r.text)) {
		return foundDate{}, false
	}
	best := first[0]
	for _, s := range r.segs {
		if s.Kind != corpus.SegProtocol && s.Kind != corpus.SegOther {
			continue
		}
		d := datesIn(r.text, corpus.Span{Start: s.Span.Start, End: s.Span.Start + len(clip(s.Span.Of(r.text), 350))})
		if len(d) > 0 && d[0].date > best.date && d[0].date.Year()-best.date.Year() <= 2 {
			best = d[0]
		}
	}
	return best, true
}

// isNote reports whether a preamble is the opening of a letter.
func isNote(s string) bool {
	f := fold(clip(s, 3000))
	return containsAny(f, honourPhrases) || addressed(clip(f, 400))
}

var signedWords = []string{"signed", "signe", "firmado", "firmada", "suscrito", "suscripto", "suscrita", "unterzeichnet", "abgeschlossen", "ondertekend", "done at", "fait a", "hecho en", "geschehen", "gedaan"}

// signedElsewhere finds a date that follows a word for signing anywhere, the agreement's end first.
func (r *factReader) signedElsewhere() (foundDate, bool) {
	spans := []corpus.Span{r.span(corpus.SegWrapper), r.span(corpus.SegOther)}
	if body := r.span(corpus.SegBody); body.Len() > 0 {
		tail := corpus.Span{Start: body.End - len(body.Of(r.text)) + len(clip(body.Of(r.text), max(0, body.Len()-900))), End: body.End}
		spans = append([]corpus.Span{tail}, spans...)
	}
	for _, s := range spans {
		for _, d := range datesIn(r.text, s) {
			from := max(s.Start, d.span.Start-120)
			for from < d.span.Start && !utf8.RuneStart(r.text[from]) {
				from++
			}
			if containsAny(fold(r.text[from:d.span.Start]), signedWords) {
				return d, true
			}
		}
	}
	return foundDate{}, false
}
