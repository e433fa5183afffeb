package ingest

import "strings"

// titleLine is the last line before the limit that begins a title and is followed by more than titles.
func (d *document) titleLine(limit int) int {
	last := -1
	for i := 0; i < limit && i < len(d.lines); i++ {
		if d.titleAt(i) {
			last = i
		}
	}
	if last < 0 {
		for i := 0; i < limit; i++ {
			if d.lines[i].mark {
				return i
			}
		}
	}
	return last
}

// titleAt reports whether a title begins at line i.
func (d *document) titleAt(i int) bool {
	l := &d.lines[i]
	if l.noise || !startsUpper(l.text) || len(l.text) > 700 {
		return false
	}
	if _, ok := l.label(); ok {
		return false
	}
	at := titleWordIndex(clip(l.fold, 110))
	if at < 0 || masthead(l) {
		return false
	}
	if !l.mark && !l.upper() && (!l.gap || l.endsSentence() || strings.HasSuffix(l.text, ",") || !qualifies(l.fold[:at])) {
		return false
	}
	return !continuesTitle(d.lines, i)
}

// masthead reports whether the line names a gazette or a collection, and no agreement: "TREATY SERIES No. 12".
func masthead(l *line) bool {
	return len(l.text) < 120 && firstWordIndex(l.fold, mastheadWords) >= 0 && firstWordIndex(l.fold, betweenWords) < 0
}

// mastheadWords name what treaties are printed in.
var mastheadWords = phraseList(`
series
bulletin
gazette
journal
recueil
collection
register
bundesgesetzblatt
bundesanzeiger
gesetzblatt
amtsblatt
tractatenblad
staatsblad
staatscourant
jaargang
boletin
diario oficial
registro oficial
gaceta
moniteur
memorial`)

var betweenWords = []string{"between", "entre", "zwischen", "tussen", "tra", "mellan", "mellem"}

// titleWordIndex is where the word for an agreement stands in a folded line: by itself, or at the end of a
// compound ("Auslieferungsvertrag", "Arbeidsverdrag"); -1 when there is none.
func titleWordIndex(f string) int {
	if at := firstWordIndex(f, titleWords); at >= 0 {
		return at
	}
	for at := 0; at < len(f); {
		end := at + len(leadingToken(f[at:]))
		if hasSuffixAny(f[at:end], []string{"abkommen", "vertrag", "vereinbarung", "verdrag", "overeenkomst", "protokoll", "protocol"}) {
			return at
		}
		at = end + 1
	}
	return -1
}

// qualifies reports whether the words before the word for an agreement only qualify it: "Bilateral labour".
func qualifies(before string) bool {
	words := strings.Fields(before)
	for _, w := range words {
		if !titleQualifiers.has(strings.Trim(w, "-")) {
			return false
		}
	}
	return len(words) <= 5
}

var titleQualifiers = wordSet("the a draft bilateral labour labor general framework joint cooperation co-operation migration social security " +
	"inter-agency trade union additional supplementary administrative implementing interim special model intergovernmental governmental proposed " +
	"culturele bilaterale bilateraal bilaterales el la le l' de das die der culturelle kulturelles final revised new basic inter-union mutual")

// continuesTitle reports whether line i only carries on a title begun above: "BETWEEN", "to the Agreement".
func continuesTitle(lines []line, i int) bool {
	if i == 0 {
		return false
	}
	prev := &lines[i-1]
	f := prev.fold
	if titleWordIndex(f) >= 0 && len(strings.Fields(f)) <= 3 && hasWordPrefix(lines[i].fold, amendingHeads) {
		return true
	}
	return hasSuffixAny(f, []string{" the", " of", " and", " de", " la", " del", " des", " der", " du", " et", " und", " van", " het", " to the", " zum", " au"}) && len(f) < 160
}

// amendingHeads carry a title on after a line that says only "Protocol".
var amendingHeads = phraseList(`
amending
to amend
to the
extending
renewing
supplementing
modifiant
a l'accord
a la convention
portant
que modifica
modificatorio
al acuerdo
al convenio
zur anderung
zum abkommen
tot wijziging
bij de`)

// firstWordIndex is the least index at which one of the phrases stands as whole words, or -1.
func firstWordIndex(s string, phrases []string) int {
	best := -1
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(s[from:], p)
			if i < 0 {
				break
			}
			i += from
			if (i == 0 || !boundaryless(s[i-1])) && boundary(s[i+len(p):]) {
				if best < 0 || i < best {
					best = i
				}
				break
			}
			from = i + 1
		}
	}
	return best
}

// titleWords begin the title of an agreement.
var titleWords = phraseList(`
agreement
accord
convention
treaty
memorandum
memorandum of understanding
memorandum of cooperation
arrangement
understanding
protocol
exchange of notes
exchange of letters
traite
arrangement
protocole
memorandum d'entente
memoire d'entente
echange de notes
echange de lettres
convenio
acuerdo
tratado
memorando
memorandum de entendimiento
protocolo
canje de notas
abkommen
vereinbarung
vertrag
ubereinkommen
ubereinkunft
staatsvertrag
notenwechsel
briefwechsel
protokoll
absichtserklarung
absprache
acta de entendimiento
acta de compromiso
carta de entendimiento
carta de intencion
gemeinsame absichtserklarung
arbeitsverdrag
arbeidsverdrag
overeenkomst
verdrag
notawisseling
briefwisseling
avenant
addendum
memorie van overeenstemming
charter
declaration
acordo
convencao
tratado
memorando de entendimento
accordo
convenzione
trattato
memorandum d'intesa
overenskommelse
overenskomst
avtal
aftale`)

// partyOpeners begin the line of a preamble that names the parties.
var partyOpeners = phraseList(`
the
le
la
les
l'
el
los
las
die
der
das
de
het
canada
ireland
ukraine
ucrania`)

// recitalWords begin the recitals of a preamble.
var recitalWords = phraseList(`
whereas
considering
desiring
desirous
being desirous
noting
recognizing
recognising
recalling
wishing
bearing in mind
considerant
desireux
soucieux
constatant
vu
considerando
deseando
teniendo en cuenta
reconociendo
in der absicht
in dem bestreben
vom wunsche
in anbetracht
von dem wunsch
overwegende
gezien
verlangende
geleid`)
