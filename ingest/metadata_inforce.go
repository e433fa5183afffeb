package ingest

import (
	"corridor/corpus"
)

// forceNotes stand before the date of entry into force in notes of the publisher.
var forceNotes = phraseList(`
entered into force
entry into force
in force from
in force since
came into force
entree en vigueur
entre en vigueur
en vigueur le
en vigueur depuis
entrada en vigor
entro en vigor
en vigor desde
in kraft getreten
inkrafttreten
in kraft seit
inwerkingtreding
in werking getreden
datum inwerkingtreding`)

// readInForce is the day the agreement entered into force: stated in its text or in a publisher's note, or
// reckoned from the rule when that counts from the signature.
func (r *factReader) readInForce(a *corpus.Agreement) corpus.Fact[corpus.Date] {
	entry, signed := a.Entry.Value, a.Signed.Value
	if entry.Event == corpus.EntryDate {
		return corpus.Fact[corpus.Date]{Value: entry.Date, Span: a.Entry.Span, Confidence: a.Entry.Confidence}
	}
	if d, ok := r.forceNote(); ok && (!signed.Full() || d.date >= signed) {
		return corpus.Fact[corpus.Date]{Value: d.date, Span: d.span, Confidence: 0.8}
	}
	if !signed.Full() || entry.Event != corpus.EntrySignature && entry.Event != corpus.EntryReply {
		return corpus.Fact[corpus.Date]{}
	}
	date := signed.After(entry.Months, entry.Days)
	if entry.First {
		date = signed.FirstOfMonth(entry.Months)
	}
	if date == "" {
		return corpus.Fact[corpus.Date]{}
	}
	return corpus.Fact[corpus.Date]{Value: date, Span: a.Entry.Span, Confidence: 0.8 * a.Entry.Confidence}
}

// forceNote finds a date right behind the words of a publisher's note, outside the agreement's own text.
func (r *factReader) forceNote() (foundDate, bool) {
	for _, s := range r.segs {
		if s.Kind != corpus.SegWrapper && s.Kind != corpus.SegTitle {
			continue
		}
		for _, d := range datesIn(r.text, s.Span) {
			from := runeFloor(r.text, max(s.Span.Start, d.span.Start-64))
			if containsAny(fold(r.text[from:d.span.Start]), forceNotes) {
				return d, true
			}
		}
	}
	return foundDate{}, false
}

// expirySigns stand before the day an agreement ends.
var expirySigns = phraseList(`
until
up to and including
expire on
expires on
expiring on
terminate on
end on
ends on
jusqu'au
jusqu'a
expirera le
expire le
prendra fin le
hasta el
hasta
expirara el
expira el
vencera el
concluira el
bis zum
endet am
tot en met
tot
loopt af op
eindigt op`)

// readExpires is the day the agreement ends: stated in a sentence on its being in force, or reckoned from
// the term when it is known when that begins and nothing renews it tacitly.
func (r *factReader) readExpires(a *corpus.Agreement) corpus.Fact[corpus.Date] {
	for _, part := range []corpus.Span{r.finalSpan(), r.span(corpus.SegTestimony)} {
		for _, s := range sentencesOf(r.text, part) {
			f := fold(s.Of(r.text))
			if !r.onText(f) || containsAny(f, notTerm) {
				continue
			}
			for _, d := range datesIn(r.text, s) {
				from := runeFloor(r.text, max(s.Start, d.span.Start-25))
				if hasSignBefore(fold(r.text[from:d.span.Start]), expirySigns) && d.date > a.Signed.Value {
					return corpus.Fact[corpus.Date]{Value: d.date, Span: d.span, Confidence: 0.85}
				}
			}
		}
	}
	months, start := a.Duration.Value.Months, a.InForce.Value
	if months == 0 || !start.Full() || a.Renewal.Value == corpus.RenewalTacit {
		return corpus.Fact[corpus.Date]{}
	}
	return corpus.Fact[corpus.Date]{Value: start.After(months, 0), Span: a.Duration.Span, Confidence: 0.6 * a.InForce.Confidence}
}

// hasSignBefore reports whether a sign stands as words at the end of f, a small word or two behind it.
func hasSignBefore(f string, signs []string) bool {
	at := -1
	for _, s := range signs {
		if i := firstWordIndex(f, []string{s}); i >= 0 {
			at = max(at, i+len(s))
		}
	}
	return at >= 0 && len(f)-at <= 12
}
