package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ownSpots is how many spots a paragraph of more than one line is given room for.
const ownSpots = 4

// joiner puts hard-wrapped lines together into paragraphs and broken words into one.
type joiner struct {
	wrapped bool           // line ends follow from the width of the page, not from the sense
	words   map[string]int // how often each word stands in the text, for words broken at a line end; nil where no line ends so
	out     []rawLine      // never more than the lines that were taken, and so in their place
	last    rawLine        // the last physical line of the paragraph being built
	parts   []string       // of that paragraph
	size    int            // of the parts, in bytes
	own     bool           // its spots are a list of its own, which may grow
	notes   []rawLine      // footnotes of a printed page, which wait for the end of the paragraph that goes on behind them
}

// joinLines joins what belongs together, in the place of the lines. Lines that are headings, items, rows or signatures
// stay alone.
func joinLines(lines []rawLine, wrapped bool) []rawLine {
	j := joiner{wrapped: wrapped, out: lines[:0]}
	if slices.ContainsFunc(lines, func(l rawLine) bool { return strings.HasSuffix(l.text, "-") }) {
		j.words = countWords(lines)
	}
	return j.join(lines)
}

func (j *joiner) join(lines []rawLine) []rawLine {
	for i := range lines {
		l := &lines[i]
		switch {
		case l.text == "":
			continue
		case l.note && len(l.spots) > 0 && !j.last.note && len(j.out) > 0:
			j.notes = append(j.notes, *l)
			continue
		}
		last := *l
		if glue, ok := j.glue(l); ok {
			j.extend(l, glue)
		} else {
			j.end()
			j.out = append(j.out, last)
			j.add(last.text)
		}
		j.last = last
	}
	j.end()
	return j.out
}

func (j *joiner) add(s string) {
	j.parts = append(j.parts, s)
	j.size += len(s)
}

// end writes the paragraph being built.
func (j *joiner) end() {
	if len(j.parts) > 1 {
		j.out[len(j.out)-1].text = strings.Join(j.parts, "")
	}
	j.parts, j.size, j.own = j.parts[:0], 0, false
	if len(j.notes) > 0 {
		below := joiner{wrapped: j.wrapped, words: j.words}
		j.notes[0].gap = true
		j.out = append(j.out, below.join(j.notes)...)
		j.notes = nil
	}
}

// inHeading reports whether the paragraph being built looks like a heading.
func (j *joiner) inHeading() bool {
	return j.size <= maxHeadingLine && isHeadingLine(strings.Join(j.parts, ""))
}

// glue says how the line continues the one before: "" for a broken word, "-" for a compound whose
// hyphen stays, " " for a wrapped line.
func (j *joiner) glue(cur *rawLine) (string, bool) {
	prev := &j.last
	if len(j.out) == 0 || prev.fixed || cur.fixed || prev.note != cur.note || cur.kind != 0 || prev.kind == markHeading {
		return "", false
	}
	if glue, ok := j.hyphen(prev.text, cur.text); ok && (!cur.gap || cur.seam && startsLower(cur.text)) {
		return glue, true
	}
	if !j.wrapped && !cur.seam || !j.continues(prev, cur) {
		return "", false
	}
	return " ", true
}

// continues reports whether the line goes on with the sentence of the line before.
func (j *joiner) continues(prev, cur *rawLine) bool {
	stop := endsStop(prev.text)
	full := prev.right+0.012+cur.next > 1 // the next word did not fit: the width broke the line
	forced := full || !stop && prev.right >= 0.8 && prev.left < 0.3
	headPara, headCur := j.inHeading(), isHeadingLine(cur.text)
	switch {
	case endsOpen(prev.text) && !headPara && (cur.seam && !bracketItem.MatchString(cur.text) || !cur.gap && labelStart.MatchString(cur.text)):
		return true // a sentence that a page border or a reference interrupts
	case isRule(prev.text) || isRule(cur.text) || strings.HasSuffix(prev.text, "__") || startsItem(prev, cur, forced, stop):
		return false
	case cur.seam:
		return !stop && !headPara && (startsLower(cur.text) || forced && !headCur)
	case cur.gap:
		return false
	case refersOnward(prev.text) && !headPara && !headCur:
		return true
	case headPara:
		return forced && headCur && prev.left == cur.left
	case headCur:
		return full && !stop
	case prev.left > 0.12 && prev.left > cur.left+0.1 && !forced:
		return false
	case stop && cur.left > prev.left+0.015 && cur.left < 0.2 && !bracketItem.MatchString(prev.text) && !numberItem.MatchString(prev.text):
		return false
	case startsLower(cur.text):
		return forced || !stop && (prev.right >= 0.6 || !strings.HasSuffix(prev.text, ","))
	}
	return forced
}

// extend adds the line to the paragraph and remembers a page border inside it.
func (j *joiner) extend(l *rawLine, glue string) {
	switch glue {
	case "":
		last := &j.parts[len(j.parts)-1]
		*last = strings.TrimSuffix(*last, "-")
		j.size--
	case " ":
		j.add(" ")
	}
	p := &j.out[len(j.out)-1]
	if l.page != j.last.page {
		p.turns = append(p.turns, turn{j.size, l.page})
	}
	if !j.own { // the spots may be part of a longer list
		p.spots, j.own = append(make([]spot, 0, ownSpots), p.spots...), true
	}
	for _, s := range l.spots {
		s.at = max(0, s.at+j.size)
		p.spots = append(p.spots, s)
	}
	for _, n := range l.notes {
		n.at += j.size
		p.notes = append(slices.Clip(p.notes), n)
	}
	j.add(l.text)
}

// hyphen tells what becomes of a hyphen at the end of a line before the next.
func (j *joiner) hyphen(prev, next string) (string, bool) {
	left, ok := strings.CutSuffix(prev, "-")
	if !ok || left == "" || next == "" {
		return "", false
	}
	before, _ := utf8.DecodeLastRuneInString(left)
	after, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsDigit(before) && unicode.IsDigit(after):
		return "-", true
	case !unicode.IsLetter(before) || !unicode.IsLetter(after):
		return "", false
	case unicode.IsUpper(after) && unicode.IsUpper(before):
		return "", lastWord(left) != firstWord(next)
	case unicode.IsUpper(after):
		return "-", j.wrapped
	}
	a, b := strings.ToLower(lastWord(left)), strings.ToLower(firstWord(next))
	switch {
	case j.words[a+"-"+b] > j.words[a+b]:
		return "-", true
	case suspends[b] && j.words[a+b] == 0:
		return " ", true
	}
	return "", true
}

// suspends holds the words after a hyphen that stands for the rest of a compound: "Lohn- und".
var suspends = map[string]bool{"und": true, "oder": true, "sowie": true, "bzw": true, "and": true}

// countWords counts the words of all lines, leaving out those that a line end may have broken.
func countWords(lines []rawLine) map[string]int {
	words := map[string]int{}
	for _, l := range lines {
		for w := range strings.FieldsFuncSeq(l.text, notWordRune) {
			words[strings.ToLower(w)]++
		}
	}
	return words
}

func notWordRune(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’'
}

func lastWord(s string) string {
	return s[strings.LastIndexFunc(s, notWordRune)+1:]
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, notWordRune); i >= 0 {
		return s[:i]
	}
	return s
}

const labelNames = `articles?|art[íi]culos?|artikel|art\.|annex(?:e|es)?|anexos?|anlage|anhang|bijlage|appendix|schedule|` +
	`chapter|chapitre|cap[íi]tulo|kapitel|hoofdstuk|part|partie|parte|teil|deel|section|secci[óo]n|abschnitt|afdeling|` +
	`title|titre|t[íi]tulo|titel|paragraph|protocol|protocole|protocolo|protokoll`

var (
	// labelStart is a line that may open an article, chapter or annex.
	labelStart = lazy(`^(?i:` + labelNames + `)\s+\(?(?:\d+|[IVXLC]+\b|[A-Z]\b|(?i:premier|premi[èe]re|first|primer[oa]?|[úu]nic[oa]|unique)\b)`).when(mayLabel)
	// labelOnly is a line that holds nothing but such a label.
	labelOnly = lazy(`^(?i:(?:` + labelNames + `)\s+\(?(?:\d+|[ivxlc]+|[a-z]|premier|premi[èe]re|first|primer[oa]?|[úu]nic[oa]|unique)\)?[.:º°ª]*)$`).when(mayLabel)
	// bracketItem is a line that opens an item by its bracket or dash; numberItem one that opens it by a number.
	bracketItem = lazy(`^[„“"«]?(?:\(?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,6})\)|[-–—•▪●◦*·]\s|§)`).when(mayBracket)
	numberItem  = lazy(`^[„“"«]?(?:\d{1,3}(?:\.\d{1,3})*\.?\s+[\p{Lu}„“"«(]|\d{1,3}\.(?:\d{1,3}\.?)*\s|(?:[ivxl]{1,5}|[a-z])\.\s|[IVXL]{1,6}\s?[.—–-]\s)`).when(mayNumber)
	// listsOn is the start of a line inside an enumeration of references: "d) y e) del Artículo 2".
	listsOn = lazy(`^\(?\p{L}{1,4}\)(?:[,;)]|\s+(?:y|e|o|u|and|or|et|ou|und|oder|en|of)\s+\(?\p{L}{1,4}\))`)
	// bracketCount is a number repeated in brackets after its word: "VEINTISEIS (26) artículos".
	bracketCount = lazy(`^\(\d{1,4}\) \p{Ll}`)
	// refersOn is the end of a line that needs the number on the next line to make sense.
	refersOn = lazy(`(?i)(?:^|[\s(])(?:(?:sub-?)?paragraphs?|articles?|art[íi]culos?|artikeln?|art\.|items?|letras?|incisos?|literal(?:es)?|alin[ée]as?|lettres?|points?|paragraphes?|absatz|buchstaben?|nummern?|nr\.|nos?\.|núm\.|section|secci[óo]n|lid|onder|annex|anexo)$`)
)

// refersOnward reports whether the last word of a line needs the number on the next. The expression is run over that word
// alone: it is asked of every line.
func refersOnward(s string) bool {
	last := s[max(0, strings.LastIndexAny(s, "\t\n\f\r (")):]
	return len(last) <= maxReference && refersOn.MatchString(last)
}

// maxReference is more than any word of refersOn has, in bytes.
const maxReference = 24

// startsItem reports whether the line opens an item, an article or another unit of its own.
func startsItem(prev, cur *rawLine, forced, stop bool) bool {
	if !cur.gap && refersOnward(prev.text) {
		return false
	}
	if bracketItem.MatchString(cur.text) && !listsOn.MatchString(cur.text) {
		return !(forced && !stop && bracketCount.MatchString(cur.text))
	}
	if forced && !stop && !cur.gap {
		return false
	}
	return numberItem.MatchString(cur.text) || labelStart.MatchString(cur.text) || wornStart(cur.text)
}

// wornStart reports whether the line opens with the label of an article that a scanner damaged.
func wornStart(s string) bool {
	lab, ok := parseLabel(s)
	return ok && lab.fam != famNone && (lab.sep || s[lab.rest:] == "")
}

// openWords end no sentence and no heading: articles, prepositions and conjunctions of five languages.
var openWords = wordSet("the a an of in on at to by for from with and or under as than that which shall may be is are " +
	"le la les du des de un une et ou par pour dans sur avec sous que qui aux au " +
	"el los las del y o e por para con en que una sin sobre " +
	"der die das den dem des und oder von vom zur zum mit fur bei nach uber durch sowie als dass eine einer einem einen " +
	"het een van op te voor bij aan door met over tot ten ter dat of naar")

// endsOpen reports whether the line ends in a word that needs another one.
func endsOpen(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	return i >= 0 && openWords.has(fold(s[i+1:]))
}

// endsStop reports whether the line ends where a sentence or a member of a list may end.
func endsStop(s string) bool {
	s = strings.TrimRight(s, `"”“»')] `)
	return s == "" || strings.ContainsAny(s[len(s)-1:], ".;:!?")
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"“„«('`))
	return unicode.IsLower(r)
}

// maxHeadingLine is the length of the longest line that is taken for a heading by its looks.
const maxHeadingLine = 160

// isHeadingLine reports whether the line looks like a heading by itself: a label, or capitals only.
func isHeadingLine(s string) bool {
	if len(s) > maxHeadingLine {
		return false
	}
	if labelOnly.MatchString(s) {
		return true
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}

// isRule reports whether the line is drawn and not written: underscores, dots, dashes.
func isRule(s string) bool {
	drawn := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
		if strings.ContainsRune("_.-–—=*…", r) {
			drawn++
		}
	}
	return drawn >= 3
}

// mayLabel reports whether a line may open with a label: one of labelNames, a space, and a number or a letter.
func mayLabel(s string) bool {
	if s == "" || s[0] >= utf8.RuneSelf {
		return s != ""
	}
	return strings.IndexByte("abcdhkpst", s[0]|0x20) >= 0
}

// mayBracket reports whether a line may open with the bracket or the dash of an item. Six letters in brackets behind a
// quotation mark are the longest.
func mayBracket(s string) bool {
	return s != "" && (s[0] >= utf8.RuneSelf || s[0] == '-' || s[0] == '*' || s[0] == '"' || strings.IndexByte(s[:min(len(s), 8)], ')') >= 0)
}

// mayNumber reports whether a line may open with the number of an item: a digit, or a letter or six with a stop or a dash
// behind them.
func mayNumber(s string) bool {
	return s != "" && (isDigit(s[0]) || s[0] >= utf8.RuneSelf || s[0] == '"' || strings.ContainsAny(s[:min(len(s), 12)], ".-–—"))
}
