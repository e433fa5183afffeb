package ingest

import (
	"strings"

	"corridor/corpus"
)

// forceVerbs say that a text enters into force, folded; German and Dutch ones stand around what they say.
var forceVerbs = phraseList(`
enter into force
enters into force
enter in force
come into force
comes into force
coming into force
enter into effect
enters into effect
come into effect
comes into effect
come into operation
take effect
takes effect
become effective
becomes effective
be effective
have effect
entrera en vigueur
entreront en vigueur
entre en vigueur
entrer en vigueur
prendra effet
prend effet
prendra cours
sortira ses effets
applicable a partir
entrara en vigor
entra en vigor
entrara en vigencia
entra en vigencia
surtira efecto
surtira efectos
surte efectos
surte efecto
surtira sus efectos
rige desde
regira desde
regira a partir
rige a partir
vigente a partir
tritt
treten
wird wirksam
wird mit
sie wird
treedt
treden
zal in werking
wordt van kracht
in werking treedt
in werking treden
in werking zal treden
in kraft tritt
in kraft treten
in kraft gesetzt
gaat in
gaan in
entrara a regir
entra a regir
comenzara a regir
empezara a regir
vigencia de
vigencia a partir
tendra vigencia
van kracht worden`)

// forceEnds must follow the verbs that German and Dutch split.
var forceEnds = map[string][]string{
	"tritt": {"in kraft"}, "treten": {"in kraft"}, "treedt": {"in werking"}, "treden": {"in werking"},
	"wird mit": {"wirksam", "rechtswirksam"}, "sie wird": {"wirksam", "angewandt"},
}

// notThisText are what else enters into force or takes effect.
var notThisText = phraseList(`
amend
modification
modificacion
enmienda
anderung
wijziging
terminat
denunci
denonc
kundigung
opzegging
withdraw
suspen
extension shall
renewal shall
contract
contrat
contrato
arbeitsvertrag
bewilligung
permit
vergunning
ausser kraft
buiten werking
cease to
administrative arrangement`)

// readEntry finds the rule by which the agreement enters into force: in the final clauses, then anywhere
// in the body, the closing or the last words of a note.
func (r *factReader) readEntry() corpus.Fact[corpus.EntryIntoForce] {
	var best corpus.Fact[corpus.EntryIntoForce]
	for _, s := range []corpus.Span{r.finalSpan(), r.span(corpus.SegTestimony), r.span(corpus.SegBody), r.span(corpus.SegPreamble)} {
		for _, sentence := range sentencesOf(r.text, s) {
			if e := r.entryIn(sentence); e.Confidence > best.Confidence {
				best = e
			}
		}
		if best.Confidence >= 0.7 {
			return best
		}
	}
	return best
}

// entryIn reads the rule from one sentence; its confidence is 0 when the sentence states none.
func (r *factReader) entryIn(s corpus.Span) corpus.Fact[corpus.EntryIntoForce] {
	f := foldWithOffsets(s.Of(r.text))
	at, verb := forceVerbIn(f.s)
	if at < 0 {
		return corpus.Fact[corpus.EntryIntoForce]{}
	}
	conf := 0.85
	if before := f.s[:at]; containsAny(before, notThisText) || containsAny(clip(f.s[at:], 60), []string{"ausser kraft", "buiten werking"}) {
		conf = 0.3
	} else if firstWordIndex(before, thisText) < 0 {
		conf = 0.6
	}
	rule, ok := r.eventAfter(s, f, at+len(verb))
	if !ok {
		rule, ok = r.eventBefore(s, f, at)
		conf -= 0.1
	}
	if !ok || conf < 0.4 {
		return corpus.Fact[corpus.EntryIntoForce]{}
	}
	return corpus.Fact[corpus.EntryIntoForce]{Value: rule, Span: s, Confidence: conf}
}

// forceVerbIn finds the first verb of entry into force in a folded sentence, or -1.
func forceVerbIn(f string) (at int, verb string) {
	at = -1
	for _, v := range forceVerbs {
		i := firstWordIndex(f, []string{v})
		if i < 0 || at >= 0 && (i > at || i == at && len(v) < len(verb)) {
			continue
		}
		if ends, split := forceEnds[v]; split && !containsAny(f[i:], ends) {
			continue
		}
		at, verb = i, v
	}
	return at, verb
}

// entryEvents are the stems that name what sets the entry into force off.
var entryEvents = []struct {
	event corpus.EntryEvent
	stems []string
}{
	{corpus.EntryNotification, phraseList("notif\ninformed each other\ninform each other\nhave informed\ncommunicat\nexchange of notes\nexchange of letters\nexchange of diplomatic\nechange de notes\nechange de lettres\ncanje de notas\nnotenwechsel\nnotawisseling\nbriefwisseling\nse sont informe\ncommunique\nmitgeteilt\nmitteil\nunterricht\nin kenntnis\nkennis\nmeegedeeld\nmedegedeeld\nmededeling\ncomuni\ninformado\nof the completion\nwritten notice that")},
	{corpus.EntryRatification, phraseList("ratif\nbekrachtig")},
	{corpus.EntryReply, phraseList("reply\nyour confirmation\nreponse\nrespuesta\nantwort\nantwoord\nuw bevestiging")},
	{corpus.EntrySignature, phraseList("signature\nsigning\nsigned\nsignee\nsigne par\nsa signature\nfirma\nsuscri\nunterzeichn\nunterschrift\nondertekening\nondertekend\ngetekend\nother signs")},
	{corpus.EntryApproval, phraseList("approv\napprob\naprob\naprueb\ngenehmig\nzustimmung\ngoedkeur\ngoedgekeurd")},
}

// eventAfter reads the rule from what follows the verb: a date close by, or the first event named.
func (r *factReader) eventAfter(s corpus.Span, f folded, from int) (corpus.EntryIntoForce, bool) {
	start := s.Start + int(f.at[min(from, len(f.s))])
	if d := datesIn(r.text, corpus.Span{Start: start, End: s.End}); len(d) > 0 {
		gap := fold(r.text[start:d[0].span.Start])
		if _, at := firstEvent(gap); at < 0 && len(gap) < 45 {
			return corpus.EntryIntoForce{Event: corpus.EntryDate, Date: d[0].date}, true
		}
	}
	event, at := firstEvent(f.s[from:])
	if at < 0 {
		return corpus.EntryIntoForce{}, false
	}
	rule := corpus.EntryIntoForce{Event: event}
	delayIn(&rule, f.s[from:from+at])
	return rule, true
}

// eventBefore reads it from what stands before the verb: "Once ratified, it enters into force."
func (r *factReader) eventBefore(s corpus.Span, f folded, to int) (corpus.EntryIntoForce, bool) {
	best := -1
	var rule corpus.EntryIntoForce
	for _, e := range entryEvents {
		for _, stem := range e.stems {
			if i := strings.LastIndex(f.s[:to], stem); i > best {
				best, rule.Event = i, e.event
			}
		}
	}
	if best >= 0 {
		return rule, true
	}
	if d := datesIn(r.text, corpus.Span{Start: s.Start, End: s.Start + int(f.at[to])}); len(d) > 0 && len(f.s) < 160 {
		return corpus.EntryIntoForce{Event: corpus.EntryDate, Date: d[len(d)-1].date}, true
	}
	return rule, false
}

// firstEvent is the event whose stem stands first in f, or -1.
func firstEvent(f string) (event corpus.EntryEvent, at int) {
	at = -1
	for _, e := range entryEvents {
		for _, stem := range e.stems {
			if i := stemIndex(f, stem); i >= 0 && (at < 0 || i < at) {
				event, at = e.event, i
			}
		}
	}
	return event, at
}

// stemIndex is where a word begins with the stem, or -1.
func stemIndex(f, stem string) int {
	for from := 0; ; {
		i := strings.Index(f[from:], stem)
		if i < 0 {
			return -1
		}
		if i += from; i == 0 || !boundaryless(f[i-1]) {
			return i
		}
		from = i + 1
	}
}

var (
	dayWords   = wordSet("day days jour jours dia dias tag tage tagen dag dagen")
	monthWords = wordSet("month months mois mes meses monat monate monats monaten maand maanden")
	firstDay   = wordSet("first premier primer primero primera ersten erste eerste 1st 1er 1")
)

// delayIn reads "thirty days after", "the first day of the second month following" from the folded stretch
// between verb and event.
func delayIn(rule *corpus.EntryIntoForce, f string) bool {
	words := wordsOf(f, 0)
	for i, w := range words {
		switch {
		case dayWords.has(w.fold) && i > 0 && firstDay.has(words[i-1].fold):
			if n := monthFrom(f, words, i); n > 0 {
				rule.First, rule.Months = true, n
				return true
			}
		case dayWords.has(w.fold) && i > 0:
			if n, _ := countAt(f, words, i-1); n > 1 || n == 1 && !firstDay.has(words[i-1].fold) {
				rule.Days = n
				return true
			}
		case monthWords.has(w.fold) && i > 0 && !ordinal(words[i-1].fold):
			if n, _ := countAt(f, words, i-1); n > 0 {
				rule.Months = n
				return true
			}
		}
	}
	return false
}

// monthFrom reads which month's first day is meant: "of the second month" is 2, "of the month following" 1.
func monthFrom(f string, words []word, i int) int {
	for j := i + 1; j < len(words) && j < i+9; j++ {
		if !monthWords.has(words[j].fold) {
			continue
		}
		if n, took := readNumber(f[words[j-1].at:words[j-1].end]); took > 0 && n.arab > 0 {
			return n.arab
		}
		if n, took := wordNumber(f[words[j-1].at:words[j-1].end]); took > 0 && n > 0 {
			return n
		}
		return 1
	}
	return 0
}
