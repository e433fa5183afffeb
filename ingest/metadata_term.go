package ingest

import (
	"strings"

	"corridor/corpus"
)

var unitMonths = map[string]int{
	"year": 12, "years": 12, "an": 12, "ans": 12, "annee": 12, "annees": 12, "ano": 12, "anos": 12,
	"jahr": 12, "jahre": 12, "jahren": 12, "jahres": 12, "jaar": 12, "jaren": 12,
	"month": 1, "months": 1, "mois": 1, "mes": 1, "meses": 1, "monat": 1, "monate": 1, "monaten": 1, "maand": 1, "maanden": 1,
}

var termSigns = phraseList(`
in force
into force
lasts for
remain valid
remains valid
shall last
permanecera
bleibt
blijft
valid for
validity
concluded for
effective for
in effect for
have effect
takes effect
run for
for a period of
duration of
for an initial
restera en vigueur
en vigueur
validite
duree
conclu pour
conclue pour
vigencia
vigor
duracion
surtira efecto
in kraft
gilt
gultig
geltungsdauer
geschlossen
dauer
wirksam
van kracht
geldig
gesloten voor
voor de tijd
voor een`)

var endlessSigns = phraseList(`
indefinite period
indefinite duration
indefinitely
without limit
without any limitation
unlimited period
no fixed term
until terminated
duree indeterminee
duree illimitee
tiempo indefinido
duracion indefinida
vigencia indefinida
plazo indeterminado
unbestimmte dauer
unbestimmte zeit
auf unbestimmte
onbepaalde duur
onbepaalde tijd`)

// thisText begins the sentences on the agreement's own term.
var thisText = phraseList(`
agreement
memorandum
accord
convention
arrangement
treaty
protocol
traite
convenio
acuerdo
memorando
abkommen
vereinbarung
vertrag
overeenkomst
verdrag
it
il
elle
es
sie
zij
hij
regeling
accord
scheme`)

// sentencesOf cuts the stretch at full stops and semicolons that end a clause, and at lines.
func sentencesOf(text string, s corpus.Span) []corpus.Span {
	raw := s.Of(text)
	var out []corpus.Span
	start := 0
	for i := 0; i < len(raw); i++ {
		stop := raw[i] == '\n' || (raw[i] == '.' || raw[i] == ';') && i+1 < len(raw) && (raw[i+1] == ' ' || raw[i+1] == '\n') && !(i > 1 && raw[i-1] >= '0' && raw[i-1] <= '9')
		if !stop && i+1 < len(raw) {
			continue
		}
		if span := trimSpace(text, corpus.Span{Start: s.Start + start, End: s.Start + i + 1}); span.Len() > 8 {
			out = append(out, span)
		}
		start = i + 1
	}
	return out
}

// finalSpan is the part of the body where the final clauses stand: its last two fifths.
func (r *factReader) finalSpan() corpus.Span {
	s := r.span(corpus.SegBody)
	raw := s.Of(r.text)
	from := strings.LastIndexByte(clip(raw, len(raw)*3/5), '\n') + 1
	return corpus.Span{Start: s.Start + from, End: s.End}
}

// readDuration reads the term: the first number of years or months in a sentence on being in force.
func (r *factReader) readDuration() corpus.Fact[corpus.Duration] {
	for _, s := range sentencesOf(r.text, r.finalSpan()) {
		f := fold(s.Of(r.text))
		if containsAny(f, endlessSigns) {
			return corpus.Fact[corpus.Duration]{Span: s, Confidence: 0.8}
		}
		if !containsAny(f, termSigns) || !r.onText(f) || containsAny(f, []string{"contract of employment", "permit", "bewilligung", "contrat de travail", "contrato de trabajo"}) {
			continue
		}
		if months, span, ok := termIn(r.text, s); ok {
			return corpus.Fact[corpus.Duration]{Value: corpus.Duration{Months: months}, Span: span, Confidence: 0.8}
		}
	}
	return corpus.Fact[corpus.Duration]{}
}

// onText reports whether a folded sentence speaks of the agreement itself; Spanish leaves the subject out.
func (r *factReader) onText(f string) bool {
	return firstWordIndex(f, thisText) >= 0 || hasWordPrefix(f, []string{"surtira", "tendra", "entrara", "permanecera", "regira"}) || containsAny(f, []string{" surtira efectos"})
}

// termIn finds "for five years", "pour une durée de deux ans", "d'un an", "DOS (2) años" in a sentence.
func termIn(text string, s corpus.Span) (int, corpus.Span, bool) {
	words := wordsOf(s.Of(text), s.Start)
	for i, w := range words {
		per := unitMonths[w.fold]
		if per == 0 || i == 0 {
			continue
		}
		k := i - 1
		value, start := countAt(text, words, k)
		if value == 0 || value > 99 || noticeTerm(words, i, k) {
			continue
		}
		return value * per, corpus.Span{Start: start, End: w.end}, true
	}
	return 0, corpus.Span{}, false
}

// countAt reads the number that ends at word k.
func countAt(text string, words []word, k int) (value, start int) {
	if n, took := readNumber(text[words[k].at:words[k].end]); took == words[k].end-words[k].at && n.arab > 0 && !n.words {
		return n.arab, words[k].at
	}
	for j := max(0, k-2); j <= k; j++ {
		if v, took := wordNumber(text[words[j].at:words[k].end]); v > 0 && took == words[k].end-words[j].at {
			return v, words[j].at
		}
	}
	if w := words[k].fold; w == "a" || w == "one" || w == "d'un" {
		return 1, words[k].at
	}
	return 0, 0
}

// noticeTerm reports whether the number counts the notice of termination, or a delay, and not the term.
func noticeTerm(words []word, unit, number int) bool {
	for _, w := range words[unit+1 : min(len(words), unit+4)] {
		switch w.fold {
		case "before", "prior", "notice", "avant", "antes", "anticipacion", "vor", "voor", "preavis", "after", "apres", "despues", "nach", "later", "written":
			return true
		}
	}
	if number > 0 {
		switch words[number-1].fold {
		case "for", "pour", "por", "fur":
			return false
		}
	}
	for _, w := range words[max(0, number-4):number] {
		switch w.fold {
		case "least", "moins", "menos", "mindestens", "tenminste", "notice", "preavis", "within", "dentro", "after", "kundigungsfrist", "frist", "previo", "thereafter", "periods":
			return true
		}
	}
	return false
}

var tacitSigns = phraseList(`
tacit
tacite
tacita
automatically renewed
automatically extended
renewed automatically
extended automatically
automatically for
automaticamente
automatiquement
stillschweigend
stilzwijgend
from year to year
d'annee en annee
continues thereafter until
continues thereafter
se renovara por
se prorrogara
unless terminated
unless denounced
unless either
unless one party
sauf denonciation
renouvelable par`)

var consentSigns = phraseList(`
may be renewed
may be extended
can be renewed
can be extended
be renewed by mutual
renewal of this
renewed upon
peut etre renouvele
pourra etre renouvele
peut etre proroge
pourra etre proroge
renouvelable
podra prorrogarse
podra ser prorrogado
podra renovarse
podra ser renovado
prorrogable
verlangert werden
kann verlangert
erneuert werden
kan worden verlengd
kunnen worden verlengd
worden verlengd`)

// readRenewal says what follows the term.
func (r *factReader) readRenewal(term corpus.Fact[corpus.Duration]) corpus.Fact[corpus.Renewal] {
	consent := corpus.Span{}
	for _, s := range sentencesOf(r.text, r.finalSpan()) {
		f := fold(s.Of(r.text))
		if containsAny(f, tacitSigns) && !containsAny(f, []string{"permit", "bewilligung", "contract of employment"}) {
			return corpus.Fact[corpus.Renewal]{Value: corpus.RenewalTacit, Span: s, Confidence: 0.85}
		}
		if consent.Empty() && containsAny(f, consentSigns) && r.onText(f) {
			consent = s
		}
	}
	switch {
	case !consent.Empty():
		return corpus.Fact[corpus.Renewal]{Value: corpus.RenewalAgreement, Span: consent, Confidence: 0.7}
	case term.Confidence > 0:
		return corpus.Fact[corpus.Renewal]{Value: corpus.RenewalNone, Span: term.Span, Confidence: 0.5}
	}
	return corpus.Fact[corpus.Renewal]{}
}

// familySigns tie words of a text to what it does to another.
var familySigns = []struct {
	kind  corpus.RelationKind
	words []string
}{
	{corpus.Replaces, phraseList("replaces\nshall replace\nsupersedes\nceases to be effective\ncease to have effect\nshall terminate the\nremplace\nabroge\nest abroge\ncesse de\nsustituye\nreemplaza\nderoga\ndeja sin efecto\nersetzt\ntritt ausser kraft\naufgehoben\nvervangt\nkomt te vervallen")},
	{corpus.Renews, phraseList("renewing\nrenews the\nextending the agreement\nextends the agreement\nprorogeant\nreconduisant\nprorroga\nrenovacion\nverlangerung des\nverlengt\nverlenging van")},
	{corpus.Amends, phraseList("amending\namends the\namendment to the\nmodifying the\nmodifiant\nmodifie l'accord\nmodifica el\nmodificatorio\nzur anderung\nanderung des\ntot wijziging\nwijziging van")},
}

// readFamily finds the agreements this one amends, renews or replaces: a sentence that says so and names
// a text with a date, or a title that does.
func (r *factReader) readFamily(signed corpus.Date) []corpus.Relation {
	sentences := append([]corpus.Span{r.title.Span}, sentencesOf(r.text, r.span(corpus.SegPreamble))...)
	sentences = append(sentences, sentencesOf(r.text, r.finalSpan())...)
	var out []corpus.Relation
	for _, s := range sentences {
		f := fold(s.Of(r.text))
		for _, sign := range familySigns {
			if !containsAny(f, sign.words) || firstWordIndex(f, titleWords) < 0 && titleWordIndex(f) < 0 {
				continue
			}
			if to, ok := r.namedText(s, signed); ok && len(out) < 3 {
				out = append(out, corpus.Relation{Kind: sign.kind, To: strings.Join(strings.Fields(to.Of(r.text)), " "), Span: s})
			}
			break
		}
	}
	return out
}

// namedText is the stretch of a sentence that names another text: from the word for it to its date.
func (r *factReader) namedText(s corpus.Span, signed corpus.Date) (corpus.Span, bool) {
	for _, d := range datesIn(r.text, s) {
		if d.date == signed {
			continue
		}
		f := foldWithOffsets(r.text[s.Start:d.span.Start])
		at := otherTitle(f.s)
		if at < 0 {
			return d.span, true
		}
		return corpus.Span{Start: s.Start + int(f.at[at]), End: d.span.End}, true
	}
	return corpus.Span{}, false
}

// otherTitle is where a word for an agreement stands in f that does not mean the text itself, or -1.
func otherTitle(f string) int {
	best := -1
	for _, w := range titleWords {
		i := firstWordIndex(f, []string{w})
		if i < 0 || len(f)-i > 160 || hasSuffixAny(f[:i], []string{"this ", "present ", "presente ", "dieses ", "diese ", "vorliegende ", "deze ", "dit "}) {
			continue
		}
		if best < 0 || i < best {
			best = i
		}
	}
	return best
}
