package ingest

import (
	"slices"
	"strings"
)

// landKind says what a landmark line announces.
type landKind int

const (
	landAgreed     landKind = iota // "have agreed as follows"
	landTestimony                  // "In witness whereof", "Done at"
	landAnnex                      // heading of an annex
	landModel                      // heading of a model contract: an annex only after the signatures
	landProtocol                   // heading of a protocol or of letters joined
	landLetter                     // first line of a letter: letterhead, place, date or salutation
	landNotes                      // footnotes and other additions of the publisher
	landLooseNotes                 // a heading that is one of notes behind the signatures only
)

func (k landKind) closes() bool { return k != landAgreed && k != landModel && k != landLooseNotes }

// restarts reports whether numbers begin anew behind the landmark.
func (k landKind) restarts() bool { return k == landAnnex || k == landProtocol || k == landLetter }

type landmark struct {
	line int
	kind landKind
}

// findLandmarks lists the lines that structure an agreement besides its numbers.
func findLandmarks(lines []line) []landmark {
	var out []landmark
	for i := range lines {
		if kind, ok := landmarkAt(lines, i); ok {
			out = append(out, landmark{i, kind})
		}
		if salutation(&lines[i]) {
			out = append(out, landmark{letterhead(lines, i), landLetter})
		}
	}
	slices.SortStableFunc(out, func(a, b landmark) int { return a.line - b.line })
	return out
}

func landmarkAt(lines []line, i int) (landKind, bool) {
	l := &lines[i]
	switch {
	case l.noise:
		return 0, false
	case publishes(l):
		return landNotes, true
	case testimony(lines, i):
		return landTestimony, true
	case agreed(l):
		return landAgreed, true
	case headingLike(lines, i) && !afterLabel(lines, i):
		return headingKind(l)
	}
	return 0, false
}

// agreed reports whether the line holds the formula of agreement, or closes with one, bad scans allowed for.
func agreed(l *line) bool {
	if containsAny(l.fold, agreedPhrases) {
		return true
	}
	tail := tailFold(l)
	if hasSuffixAny(tail, agreedPhrases) || hasSuffixAny(tail, clauseTails) {
		return true
	}
	if len(l.text) < 9 || !strings.HasSuffix(l.text, ":") {
		return false
	}
	return hasSuffixAny(tail, agreedTails) || slices.ContainsFunc(agreedPhrases, func(p string) bool { return fuzzySuffix(tail, p) })
}

// fuzzySuffix reports whether s ends with phrase, give or take one wrong letter for every eight, two at most.
func fuzzySuffix(s, phrase string) bool {
	if len(s) < len(phrase) || len(phrase) < 12 {
		return false
	}
	end, wrong := s[len(s)-len(phrase):], 0
	for i := range len(phrase) {
		if end[i] != phrase[i] {
			wrong++
		}
	}
	return wrong <= min(2, len(phrase)/8)
}

// headingKind tells what a heading announces by its first words.
func headingKind(l *line) (landKind, bool) {
	switch {
	case hasWordPrefix(l.fold, annexWords) && annexTail(l):
		return landAnnex, true
	case hasWordPrefix(l.fold, modelWords):
		return landModel, true
	case hasWordPrefix(l.fold, protocolWords) && len(l.text) < 160:
		return landProtocol, true
	case hasWordPrefix(l.fold, notesWords) && len(l.text) < 24:
		return landNotes, true
	case looseNotes.has(strings.Trim(l.fold, " .:")):
		return landLooseNotes, true
	}
	return 0, false
}

// annexLinks may follow the word in a heading: "Annex to the Agreement".
var annexLinks = wordSet("to of zu zum zur au a al de der van bij tot")

// annexTail refuses sentences that begin with the word: "Annex A forms an integral part of …".
func annexTail(l *line) bool {
	if l.mark || l.upper() || len(l.text) < 16 {
		return true
	}
	_, rest, _ := strings.Cut(l.text, " ")
	n, took := readNumber(rest)
	if took > 0 && (n.roman > 0 || n.arab > 0 || n.alpha > 0) {
		rest = rest[took:]
	}
	rest = strings.TrimLeft(rest, " .:—–-")
	w := strings.ToLower(leadingToken(rest))
	return rest == "" || startsUpper(rest) || strings.HasPrefix(rest, "(") || annexLinks.has(w)
}

// headingLike reports whether line i has the look of a heading: marked so, in capitals, or short and set apart.
func headingLike(lines []line, i int) bool {
	l := &lines[i]
	if l.mark {
		return true
	}
	if l.quoted || len(l.text) > 160 || !startsUpper(l.text) || countLetters(l.text, 2) < 2 {
		return false
	}
	if l.upper() && !strings.HasSuffix(l.text, ",") && !strings.HasSuffix(l.text, ";") {
		return true
	}
	last := strings.TrimRight(l.text, "\"”“»’) ")
	return last != "" && l.gap && len(l.text) <= 110 && (i+1 == len(lines) || lines[i+1].gap || lines[i+1].upper()) && !strings.ContainsAny(last[len(last)-1:], ",;.:")
}

// afterLabel reports whether the line above is a bare article label, whose heading this line then is.
func afterLabel(lines []line, i int) bool {
	prev := prevText(lines, i)
	if prev == nil {
		return false
	}
	lab, ok := prev.label()
	return ok && prev.text[lab.rest:] == "" && (lab.fam == famArticle || lab.fam == famClause || lab.fam == famParagraph || lab.fam == famSection)
}

// testimony reports whether line i opens the closing formula.
func testimony(lines []line, i int) bool {
	l := &lines[i]
	if !startsUpper(l.text) {
		return false
	}
	for _, p := range witnessPhrases {
		if fuzzyPrefix(l.fold, p) {
			return true
		}
	}
	if prev := prevText(lines, i); !l.gap && prev != nil && !prev.endsSentence() {
		return false
	}
	for _, p := range donePhrases {
		if fuzzyPrefix(l.fold, p) && len(l.fold) > len(p) || l.gap && len(l.text) < 200 && oneWrong(l.fold, p) && dated(l.fold) {
			return true
		}
	}
	return false
}

// oneWrong reports whether s begins with the phrase but for one letter: "donc at", "falt a".
func oneWrong(s, phrase string) bool {
	if len(phrase) < 6 || len(s) <= len(phrase) || !boundary(s[len(phrase):]) {
		return false
	}
	wrong := 0
	for i := range len(phrase) {
		if s[i] != phrase[i] {
			wrong++
		}
	}
	return wrong == 1
}

// tailFold is the folded end of the line.
func tailFold(l *line) string {
	if len(l.text) <= foldBytes {
		return strings.TrimRight(l.fold, " :.-")
	}
	t := l.text[len(l.text)-80:]
	for t != "" && t[0]&0xC0 == 0x80 {
		t = t[1:]
	}
	return strings.TrimRight(fold(t), " :.-")
}

func containsAny(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func hasSuffixAny(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// hasWordPrefix reports whether s begins with one of the phrases as whole words.
func hasWordPrefix(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(s, p) && boundary(s[len(p):]) {
			return true
		}
	}
	return false
}

// approves reports whether the article at line i approves a treaty: it is one of a law around it.
func approves(lines []line, i int) bool {
	for j := i; j < len(lines) && j <= i+2; j++ {
		if containsAny(clip(lines[j].fold, 160), approvePhrases) {
			return true
		}
	}
	return false
}
