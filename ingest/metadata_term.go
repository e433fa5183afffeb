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
lasts
endure
into effect
last for
valable
prend effet
prendra effet
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
geldt
gaat in
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
plazo indefinido
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
het
regeling
understanding
entendimiento
absprache
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
		if containsAny(f, endlessSigns) && !containsAny(f, notTerm) {
			return corpus.Fact[corpus.Duration]{Span: s, Confidence: 0.8}
		}
		if !containsAny(f, termSigns) || !r.onText(f) || containsAny(f, notTerm) {
			continue
		}
		if months, span, ok := termIn(r.text, s); ok {
			return corpus.Fact[corpus.Duration]{Value: corpus.Duration{Months: months}, Span: span, Confidence: 0.8}
		}
	}
	return corpus.Fact[corpus.Duration]{}
}

// notTerm are what else runs for a time: contracts, permits.
var notTerm = []string{"contract of employment", "employment contract", "permit", "bewilligung", "contrat de travail", "contrato de trabajo", "arbeitsvertrag", "aufenthalt", "arbeidsovereenkomst", "vergunning",
	"carte de sejour", "titre de sejour", "visa", "residencia temporaria", "transitoria"}

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
		if ordinal(words[k].fold) && w.fold != "year" && w.fold != "jahr" {
			continue
		}
		value, start := countAt(text, words, k)
		if value == 0 || value > 99 || noticeTerm(words, i, k) {
			continue
		}
		return value * per, corpus.Span{Start: start, End: w.end}, true
	}
	return 0, corpus.Span{}, false
}

// ordinal reports whether a folded word counts in order: "third", "deuxième", "segundo", "dritten".
func ordinal(f string) bool {
	return ordinals.has(f) || units()[f] > 0 && !cardinals.has(f)
}

var (
	ordinals  = wordSet("1st 2nd 3rd 1er 1ere 1o 2o 3o")
	cardinals = wordSet("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety " +
		"un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante septante huitante octante nonante " +
		"uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa " +
		"ein eine eins einen zwei drei vier funf fuenf sechs sieben acht neun zehn elf zwolf zwoelf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig " +
		"een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig")
)

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
		case "telkens", "jeweils", "further", "successive", "renewed", "extended", "prolonged", "stilzwijgend", "stillschweigend", "additional", "another", "like", "renouvele", "renouvelable", "reconduit", "prorrogable", "prorrogara", "verlangert", "verlengd",
			"least", "moins", "menos", "mindestens", "tenminste", "notice", "preavis", "within", "dentro", "after", "kundigungsfrist", "frist", "previo", "thereafter", "periods":
			return true
		}
	}
	return false
}

// renewStems say that the text goes on.
var renewStems = phraseList(`
renew
extend
extension
prolong
continu
remain
stay in force
renouvel
reconduc
reconduit
proroge
prorogation
poursui
prorrog
renov
seguira
continua
verlanger
erneuer
verleng
vernieuw
blijft
bleibt`)

// tacitSigns say that it does so by itself.
var tacitSigns = phraseList(`
tacit
automatic
automatiq
stillschweigend
stilzwijgend
se entendera prorrog
year to year
d'annee en annee
ano en ano
jahr zu jahr
jaar tot jaar
unless
thereafter
sauf
si aucune
si ninguna
neither
si keine
faute de
a moins
sauf denonciation
salvo
a menos
sofern
wenn sie nicht
wenn es nicht
falls
es sei denn
tenzij
behoudens
indien zij niet
indien het niet
indien deze niet
successive periods
periodes successives`)

// consentSigns say that the parties must agree to it.
var consentSigns = phraseList(`
may be
can be
could be
mutual
consent
by agreement
renewed upon
commun accord
peut etre
pourra etre
renouvelable
podra
prorrogable
mutuo
por acuerdo
kann
einvernehm
vereinbarung verlangert
kan
kunnen
goedvinden
onderling
overleg`)

// readRenewal says what follows the term.
func (r *factReader) readRenewal(term corpus.Fact[corpus.Duration]) corpus.Fact[corpus.Renewal] {
	var consent corpus.Span
	for _, part := range []corpus.Span{r.finalSpan(), r.span(corpus.SegTestimony)} {
		for _, s := range sentencesOf(r.text, part) {
			f := fold(s.Of(r.text))
			if !containsAny(f, renewStems) || containsAny(f, notTerm) || !r.onText(f) {
				continue
			}
			switch {
			case containsAny(f, surelyTacit), containsAny(f, tacitSigns) && !r.endless(f) && !containsAny(f, consentSigns):
				return corpus.Fact[corpus.Renewal]{Value: corpus.RenewalTacit, Span: s, Confidence: 0.85}
			case consent.Empty() && containsAny(f, consentSigns) && !r.endless(f):
				consent = s
			}
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

// surelyTacit need no second look.
var surelyTacit = tacitSigns[:10]

// endless reports whether a sentence says that the text has no term, or only that it stays in force until
// it is denounced, so that nothing is renewed.
func (r *factReader) endless(f string) bool {
	return containsAny(f, endlessSigns) || !containsAny(f, renewStems[:4]) && containsAny(f, []string{"remain in force unless", "remain in force until", "in kraft, bis", "en vigueur jusqu"})
}
