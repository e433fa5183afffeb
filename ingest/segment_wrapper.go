package ingest

import (
	"slices"
	"strings"
)

// What publishers put around an agreement: tables of contents, sections of a treaty series, notes of the
// editor, certificates. It is kept, marked as wrapper, and never taken for structure of the agreement.

// contents is a table of contents: the lines from lo to hi. It is empty when there is none.
type contents struct{ lo, hi int }

// contentsWords are the headings of tables of contents.
var contentsWords = wordSet("contents sommaire indice inhalt inhaltsverzeichnis inhaltsubersicht inhoud inhoudsopgave")

var contentsPhrases = []string{"table of contents", "table des matieres", "indice general", "tabla de contenido"}

// leader is the row of dots before the number of a page.
var leader = lazy(`(?:\.{3,}|…|(?:\. ){3,}|_{3,})\s*\d{1,4}$`).having("...", "…", ". . ", "___")

// minContents is how many lines a table of contents has at least when it has no heading.
const minContents = 4

// findContents finds the first table of contents: its heading and the short lines of labels below it, or
// lines of labels that end in dots and page numbers.
func findContents(lines []line) contents {
	last := map[entryKey]int{}
	for i := range lines {
		if lab, ok := lines[i].label(); ok {
			last[entryKey{keyOf(lab), lab.num.readings()}] = i
		}
	}
	for i := range lines {
		head := isContents(&lines[i])
		if !head && !leader.MatchString(lines[i].text) {
			continue
		}
		c := contents{lo: i, hi: i}
		if head {
			c.hi++
		}
		entries := 0
		for c.hi < len(lines) && isEntry(&lines[c.hi], c.hi, last) {
			c.hi++
			entries++
		}
		if head && entries >= 2 || entries >= minContents {
			return c
		}
	}
	return contents{}
}

func isContents(l *line) bool {
	f := strings.Trim(l.fold, " .:")
	return len(f) < 30 && (contentsWords.has(f) || slices.Contains(contentsPhrases, f))
}

// entryKey is a label, wherever it stands.
type entryKey struct {
	key runKey
	num [3]int
}

// isEntry reports whether line i may stand in a table of contents: it is short, and ends in a page number or
// bears a label that comes again later.
func isEntry(l *line, i int, last map[entryKey]int) bool {
	if len(l.text) > 160 {
		return false
	}
	if leader.MatchString(l.text) {
		return true
	}
	lab, ok := l.label()
	return ok && last[entryKey{keyOf(lab), lab.num.readings()}] > i && !(l.text[lab.rest:] != "" && l.endsSentence())
}

// seriesSection is a heading of the Dutch treaty series: "B. TEKST", "G. INWERKINGTREDING".
var seriesSection = lazy(`^[a-z]\. (?:titel|tekst|vertaling|parlement|goedkeuring|bekrachtiging|ratificatie|inwerkingtreding|gegevens|toetreding|partijgegevens|wijziging|opzegging|registratie|toepasselijkverklaring|verwijzingen|overige gegevens|voorlopige toepassing|uitgifte)`)

// publishes reports whether the line is of the publisher: a section of a series, a note, a certificate.
func publishes(l *line) bool {
	return len(l.text) < 80 && seriesSection.MatchString(l.fold) || len(l.text) < 200 && hasWordPrefix(strings.TrimLeft(l.fold, "[(*"), publisherPhrases)
}

var publisherPhrases = phraseList(`
certified true copy
certified a true copy
certified copy
copie certifiee conforme
pour copie conforme
copie conforme
es copia fiel
copia fiel
fur die richtigkeit
fur die ubereinstimmung
voor eensluidend afschrift
editor's note
note by the editor
note of the editor
editorial note
note de l'editeur
note de la redaction
nota del editor
nota de la redaccion
anmerkung der redaktion
anm. d. red
noot van de redactie
publisher's note`)

// looseNotes are headings of notes that stand behind the signatures.
var looseNotes = wordSet("note notes anmerkung anmerkungen noten notas nota remarques")

// decrees reports whether the run is of a law or a decree: words of enactment stand shortly before it.
func decrees(lines []line, r *run) bool {
	for i := max(0, r.first()-decreeLines); i < r.first(); i++ {
		if containsAny(lines[i].fold, decreePhrases) {
			return true
		}
	}
	return false
}

// decreeLines is how far before its first article a law says that it enacts.
const decreeLines = 4

var decreePhrases = phraseList(`
decrete :
decrete:
decretent
arrete :
arrete:
promulgue la loi
avons ordonne
decreta:
decretan
decreto:
resuelve:
sancionan con fuerza
sanciona con fuerza
ha dado la siguiente ley
expide la siguiente
vengo en decretar
be it enacted
it is hereby enacted
verordnet
beschliesst:
hat das folgende gesetz beschlossen
hebben goedgevonden
hebben goedgekeurd en verstaan
besluit:`)
