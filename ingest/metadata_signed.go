package ingest

import (
	"strings"

	"corridor/corpus"
)

// readSigned finds the date of signature: in the last letter of an exchange of notes, in the closing formula
// or the signatures, at the end of the body, in the title, in the wrapper, or in the front matter. Of
// several dates of one formula the last completes the signature.
func (r *factReader) readSigned() corpus.Fact[corpus.Date] {
	fact := func(d foundDate, conf float64) corpus.Fact[corpus.Date] {
		return corpus.Fact[corpus.Date]{Value: d.date, Span: d.span, Confidence: conf}
	}
	if d, ok := r.exchangeDate(); ok {
		return fact(d, 0.8)
	}
	if d, n := r.closingDate(); n > 0 {
		return fact(d, 0.96-0.15*float64(min(n-1, 2)))
	}
	if d, ok := r.lastLineDate(); ok {
		return fact(d, 0.85)
	}
	if d := r.agreementDates(r.span(corpus.SegTitle)); len(d) > 0 {
		return fact(d[0], 0.8)
	}
	if d, ok := r.signedElsewhere(); ok {
		return fact(d, 0.6)
	}
	if d, ok := r.openingDate(); ok {
		return fact(d, 0.6)
	}
	if d := datesIn(r.x.Meta["title"], corpus.Span{End: len(r.x.Meta["title"])}); len(d) > 0 {
		return corpus.Fact[corpus.Date]{Value: d[0].date, Confidence: 0.5}
	}
	return corpus.Fact[corpus.Date]{}
}

// datedWords stand before the date in the opening of an agreement: "made this 3rd day of May", "dated".
var datedWords = phraseList(`
dated
is made
made on
made this
made and entered
entered into
concluded on
concluded this
conclu le
signe le
celebrado el
suscrito el
geschlossen am
gesloten op`)

// openingDate finds the date that an opening gives for the agreement itself.
func (r *factReader) openingDate() (foundDate, bool) {
	s := r.opening()
	for _, d := range datesIn(r.text, s) {
		near := fold(r.text[runeFloor(r.text, max(s.Start, d.span.Start-60)):d.span.Start])
		if containsAny(near, datedWords) && otherTitle(fold(r.text[s.Start:d.span.Start])) <= 0 {
			return d, true
		}
	}
	return foundDate{}, false
}

// agreementDates are the dates of a title that are the agreement's own: not of a text it amends, and not
// of its entry into force.
func (r *factReader) agreementDates(title corpus.Span) []foundDate {
	var out []foundDate
	for _, d := range datesIn(r.text, title) {
		before := fold(r.text[title.Start:d.span.Start])
		near := fold(r.text[runeFloor(r.text, max(title.Start, d.span.Start-40)):d.span.Start])
		first := titleWordIndex(before)
		second := first >= 0 && titleWordIndex(before[first+len(leadingToken(before[first:])):]) >= 0
		if !containsAny(near, forceNotes) && !(second && firstWordIndex(before, amendingWords) >= 0) {
			out = append(out, d)
		}
	}
	return out
}

// initialWords stand before the date on which a text was only initialled.
var initialWords = []string{"initialled", "initialed", "paraphe", "rubricad", "paraphiert", "geparafeerd", "negotiated"}

// closingDate is the last date of the first sentence of the closing formula that has one, else the last of
// the signatures, and the number of different dates to choose from.
func (r *factReader) closingDate() (best foundDate, n int) {
	for _, s := range sentencesOf(r.text, r.span(corpus.SegTestimony)) {
		if best, n = r.lastDate(datesIn(r.text, s), s.Start); n > 0 {
			return best, n
		}
	}
	if d := datesIn(r.text, r.span(corpus.SegTestimony)); len(d) > 0 {
		return d[0], 1
	}
	s := r.span(corpus.SegSignatures)
	return r.lastDate(datesIn(r.text, s), s.Start)
}

// lastDate is the latest of the dates that are not of an initialling, and how many different ones there are.
func (r *factReader) lastDate(dates []foundDate, from int) (best foundDate, n int) {
	for _, d := range dates {
		near := fold(r.text[runeFloor(r.text, max(from, d.span.Start-60)):d.span.Start])
		if at := firstIndex(near, initialWords); at >= 0 && !containsAny(near[at:], signedWords) {
			continue
		}
		if d.date != best.date {
			n++
		}
		if d.date > best.date {
			best = d
		}
	}
	return best, n
}

// lastLines is how much of the end of a body is searched for a line of place and date.
const lastLines = 600

// lastLineDate finds a line of place and date, "Madrid, 1 May 2005", at the end of a text that has no
// closing formula.
func (r *factReader) lastLineDate() (foundDate, bool) {
	for _, kind := range []corpus.SegmentKind{corpus.SegBody, corpus.SegTestimony, corpus.SegSignatures, corpus.SegOther} {
		s := r.span(kind)
		s.Start = runeFloor(r.text, max(s.Start, s.End-lastLines))
		if d := r.letterheadDates(s); len(d) > 0 {
			return d[len(d)-1], true
		}
	}
	return foundDate{}, false
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
		var dates []foundDate
		switch s.Kind {
		case corpus.SegProtocol, corpus.SegOther:
			dates = datesIn(r.text, corpus.Span{Start: s.Span.Start, End: s.Span.Start + len(clip(s.Span.Of(r.text), 350))})
			dates = append(dates[:min(1, len(dates))], r.letterheadDates(s.Span)...)
		case corpus.SegTestimony, corpus.SegSignatures, corpus.SegBody:
			dates = r.letterheadDates(s.Span)
		}
		for _, d := range dates {
			if d.date > best.date && d.date.Year()-best.date.Year() <= 2 {
				best = d
			}
		}
	}
	return best, true
}

// letterheadDates are the dates that end short lines of place and date: "Rome, 12th April, 1951."
func (r *factReader) letterheadDates(s corpus.Span) []foundDate {
	var out []foundDate
	at := s.Start
	for line := range strings.SplitAfterSeq(s.Of(r.text), "\n") {
		span := trimSpace(r.text, corpus.Span{Start: at, End: at + len(line)})
		at += len(line)
		if span.Len() > 90 {
			continue
		}
		if d := datesIn(r.text, span); len(d) > 0 && (d[0].span.Start == span.Start || r.placeBefore(span.Start, d[0].span.Start).Start == span.Start) {
			out = append(out, d[0])
		}
	}
	return out
}

// isNote reports whether a preamble is the opening of a letter.
func isNote(s string) bool {
	f := fold(clip(s, 3000))
	return containsAny(f, honourPhrases) || addressed(clip(f, 400))
}

var signedWords = []string{"signed", "signe", "firmado", "firmada", "firmamos", "firman", "suscriben", "suscribimos", "suscrito", "suscripto", "suscrita", "unterzeichnet", "abgeschlossen", "ondertekend", "done at", "fait a", "hecho en", "geschehen", "gedaan"}

// signedElsewhere finds a date that follows a word for signing anywhere, the agreement's end first.
func (r *factReader) signedElsewhere() (foundDate, bool) {
	spans := []corpus.Span{r.span(corpus.SegWrapper), r.span(corpus.SegOther)}
	if body := r.span(corpus.SegBody); body.Len() > 0 {
		tail := corpus.Span{Start: body.End - len(body.Of(r.text)) + len(clip(body.Of(r.text), max(0, body.Len()-900))), End: body.End}
		spans = append([]corpus.Span{tail}, spans...)
	}
	for _, s := range spans {
		for _, d := range datesIn(r.text, s) {
			from := runeFloor(r.text, max(s.Start, d.span.Start-120))
			if containsAny(fold(r.text[from:d.span.Start]), signedWords) {
				return d, true
			}
		}
	}
	return foundDate{}, false
}
