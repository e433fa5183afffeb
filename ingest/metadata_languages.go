package ingest

import (
	"slices"

	"corridor/corpus"
)

// languageNouns stand beside the names of languages in a closing formula.
var languageNouns = wordSet("language languages text texts version versions langue langues texte textes idioma idiomas lengua lenguas texto textos version versiones " +
	"sprache sprachen wortlaut fassung text texte taal talen tekst teksten")

// prevailSigns say that one text decides.
var prevailSigns = phraseList(`
prevail
decisive
shall be used
shall control
be authoritative in case
shall govern
fera foi
fait foi en cas
prevaudra
prevaut
l'emporte
faisant foi en cas
prevalecera
prevalece
dara preferencia
hara fe en caso
massgebend
massgeblich
entscheidend
vorrang
gilt der
geht der
doorslaggevend
beslissend
prevaleert
bindend in geval`)

// differSigns open the sentence on texts that differ.
var differSigns = phraseList(`
divergen
discrepan
difference
in case of
in the event of
en caso de
en cas de
diferencia
abweichung
meinungsverschiedenheit
auslegung
im falle
bei unterschied
in geval van
verschil
uitlegging
dispute as to`)

// readAuthentic reads from the closing formula in which languages the texts are authentic, and which of
// them decides when they differ.
func (r *factReader) readAuthentic(signed corpus.Fact[corpus.Date]) (all []corpus.Fact[string], prevailing corpus.Fact[string]) {
	for _, s := range r.closingSentences(signed.Span) {
		found := r.languagesIn(s)
		f := fold(s.Of(r.text))
		if len(found) == 1 && containsAny(f, prevailSigns) && (len(all) > 0 || containsAny(f, differSigns)) {
			prevailing = corpus.Fact[string]{Value: found[0].Value, Span: found[0].Span, Confidence: 0.9}
			continue
		}
		for _, l := range found {
			if !slices.ContainsFunc(all, func(k corpus.Fact[string]) bool { return k.Value == l.Value }) {
				all = append(all, l)
			}
		}
	}
	return all, prevailing
}

// closingSentences are the sentences in which the languages of an agreement are named: those of the
// closing formula, and the last of the body.
func (r *factReader) closingSentences(signed corpus.Span) []corpus.Span {
	body := r.span(corpus.SegBody)
	tail := corpus.Span{Start: runeFloor(r.text, max(body.Start, body.End-700)), End: body.End}
	out := sentencesOf(r.text, r.span(corpus.SegTestimony))
	out = append(out, sentencesOf(r.text, r.span(corpus.SegSignatures))...)
	for _, s := range sentencesOf(r.text, tail) {
		if f := fold(s.Of(r.text)); containsAny(f, []string{"authentic", "authentique", "autentic", "authentisch", "verbindlich", "equally valid", "foi", "original"}) || s.Contains(signed) && !signed.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// languagesIn lists the languages of a sentence: names in a row that stand behind "in", or beside a word
// for language or text.
func (r *factReader) languagesIn(s corpus.Span) []corpus.Fact[string] {
	words := wordsOf(s.Of(r.text), s.Start)
	t := terms()
	var out, row []corpus.Fact[string]
	anchored, gap := false, 0
	flush := func() {
		if anchored {
			out = append(out, row...)
		}
		row, anchored = nil, false
	}
	for i := 0; i < len(words); i++ {
		hits := t.languages.find(words, i)
		switch {
		case len(hits) > 0:
			h := hits[0]
			if len(row) == 0 {
				anchored = anchoredBefore(words, i)
			}
			span := corpus.Span{Start: words[h.first].at, End: words[h.last].end}
			row = append(row, corpus.Fact[string]{Value: t.languageCodes[h.row], Span: span, Confidence: 0.9})
			i, gap = h.last, 0
		case len(row) > 0 && languageNouns.has(words[i].fold):
			anchored = true
			gap = 0
		case len(row) > 0:
			if gap++; gap > 2 || !languageLinks.has(words[i].fold) {
				flush()
				gap = 0
			}
		}
	}
	flush()
	return out
}

var languageLinks = wordSet("and et y e und en the la le les el los las de die der den del in both each")

// anchoredBefore reports whether a word for language, or "in", leads to the language at word i.
func anchoredBefore(words []word, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch f := words[k].fold; {
		case languageNouns.has(f), f == "in" || f == "en" || f == "auf" || f == "im":
			return true
		case !languageLinks.has(f):
			return false
		}
	}
	return false
}
