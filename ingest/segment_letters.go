package ingest

import "strings"

// salutation reports whether the line opens a letter or a note: "Excellency,", or "Monsieur le
// Ministre, J'ai l'honneur …" in one line, letterhead and date perhaps before it.
func salutation(l *line) bool {
	if l.noise {
		return false
	}
	if len(l.text) < 90 && hasWordPrefix(l.fold, salutations) && strings.ContainsAny(l.text[len(l.text)-1:], ",:.") {
		return !strings.HasPrefix(l.fold, "excellence mon") && !strings.HasPrefix(l.fold, "his ")
	}
	at := firstIndex(l.fold, honourPhrases)
	if at < 0 {
		at = min(len(l.fold), 250)
		return dated(l.fold[:at]) && addressed(l.fold[:at])
	}
	if at < 160 && hasWordPrefix(l.fold, thirdPerson) {
		return true
	}
	if strings.Contains(l.fold, "compliments") || strings.Contains(l.fold, "saluda atentamente") {
		return true
	}
	return addressed(l.fold[:at])
}

// addressed reports whether a salutation stands in the folded start of a line: "Monsieur le Ministre,".
func addressed(head string) bool {
	for _, s := range salutations {
		if i := strings.Index(head, s); i >= 0 && (i == 0 || !boundaryless(head[i-1])) {
			if comma := strings.IndexByte(head[i:], ','); comma >= 0 && comma < 60 {
				return true
			}
		}
	}
	return false
}

// dated reports whether a month and a number stand in the folded start of a line, as in a letterhead.
func dated(head string) bool {
	if !hasDigit(head) {
		return false
	}
	for _, w := range strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		if months()[w] > 0 && len(w) > 2 {
			return true
		}
	}
	return false
}

func boundaryless(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }

// firstIndex is the least index of any phrase in s, or -1.
func firstIndex(s string, phrases []string) int {
	best := -1
	for _, p := range phrases {
		if i := strings.Index(s, p); i >= 0 && (best < 0 || i < best) {
			best = i
		}
	}
	return best
}

// maxLetterhead is how many lines a letterhead may have.
const maxLetterhead = 9

// letterhead walks back from a salutation over office, reference, place and date to the letter's first line.
func letterhead(lines []line, i int) int {
	salute := i
	for n := 0; n < maxLetterhead && i > 0; n++ {
		p := &lines[i-1]
		if len(p.text) > 130 || addressee(p) || titleWordIndex(p.fold) >= 0 && !dated(p.fold) || p.endsSentence() && !hasDigit(p.text) && !p.mark {
			break
		}
		i--
		if letterOrdinal(p) {
			break
		}
	}
	return skipNames(lines, i, salute)
}

// letterOrdinal reports whether the line numbers a letter of an exchange: "II", "No. I".
func letterOrdinal(l *line) bool {
	lab, ok := l.label()
	return ok && l.text[lab.rest:] == "" && lab.num.roman > 0 || strings.HasPrefix(l.fold, "nr. i") || strings.HasPrefix(l.fold, "no. i")
}

// skipNames is the first line from i to the salutation that can open a letter: it is numbered or dated, or
// names an office. Names before it are those of who signed the letter above.
func skipNames(lines []line, i, salute int) int {
	for j := i; j < salute; j++ {
		l := &lines[j]
		if letterOrdinal(l) || hasDigit(l.text) || l.mark || containsAny(l.fold, officeWords) {
			return j
		}
	}
	return salute
}

// officeWords are stems of the names of offices, and names of letters.
var officeWords = []string{"minist", "ambass", "embassy", "embaj", "botschaft", "gesandt", "gezant", "legation", "legacion", "secretar",
	"department", "departement", "departament", "auswartig", "verbalnote", "note verbale", "nota verbal", "consul", "konsul",
	"president", "foreign office", "government", "gouvern", "gobierno", "regierung", "regering", "delegation", "delegacion"}

// addressee reports whether the line belongs to the end of a letter: signature or address.
func addressee(l *line) bool {
	f := l.fold
	return containsAny(f, []string{"(signed)", "(s.)", "(signe)", "(firmado)", "(gez.)", "(get.)", "(w.g.)"}) ||
		hasWordPrefix(f, []string{"his excellency", "son excellence", "a son excellence", "s.e.", "su excelencia", "seiner exzellenz", "zijne excellentie", "aan zijne"})
}
