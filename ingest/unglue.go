package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// gluedStop: a sentence, a recital or a bracket runs into the next without a space: "regelen,Zijn", "suit:(zoals".
	gluedStop = lazy(`((?:\p{Ll}{2}|\p{Lu}{3}|\d{2})[.;:,]?[)”"’]?[.;:,)”]|\p{L}\))([„“«(]?\p{Lu}[\p{L}'’]|\((?:\p{L}{2}|\p{Lu}\b))`)
	// gluedComma: two recitals run together with a small letter: "européenne,ayant".
	gluedComma = lazy(`(\p{Ll}{3}[,;:])(\p{Ll}{2})`)
	// gluedNumber: a numbered paragraph runs on after a stop: "suit:„1.Le présent".
	gluedNumber = lazy(`([\p{Ll})][.;:])([„“"«]?\d{1,2}\.\s?\p{Lu})`)
	// gluedDigits: a reference number runs into a place: "No. 68589La Haye".
	gluedDigits = lazy(`(\d{3,})(\p{Lu}\p{Ll}+(?:[ ,]|$))`)
	// gluedCaps: a name in capitals runs into the next signature: "LUNSPour le Gouvernement".
	gluedCaps = lazy(`(\p{Lu}{3})((?:Pour|For|Voor|Por|Für) \p{L})`)
	// tightNumber: the space after a number at the start is lost: "2.Les stagiaires", "a)van een".
	tightNumber = lazy(`^([„“"«]?\d{1,2}\.|[a-z]\))(\p{L}\p{Ll})`)
	// gluedWord: two words run together: "enDe Regering".
	gluedWord = lazy(`(\p{L}*\p{Ll})(\p{Lu}\p{Ll}+)`)
	// formula: words that open a line of a treaty, which may be glued to what stands before them.
	formula = lazy(`^(?:Articles?|Artikel|Art[íi]culo|Considérant|Désireu(?:x|ses?)|Reconnaissant|Ayant|Sont|Gezien|Erkennende|Verlangende|Overwegende?|Zijn|Considering|Desiring|Recognizing|Having|Have|Considerando|Deseando|Reconociendo|Han|Convienen|Monsieur|Madame|Mijnheer|Excellency|Excellence)$`)
)

// unglue gives back the line breaks that a source lost when its HTML was stripped. It works only on
// documents that show the loss, inserts white space, and never changes a word.
func (d *draft) unglue() {
	words := map[string]int{}
	stops, breaks := 0, 0
	for _, l := range d.lines {
		stops += len(gluedStop.FindAllStringIndex(l.text, -1))
		for w := range strings.FieldsFuncSeq(l.text, notWordRune) {
			words[w]++
		}
	}
	var out []rawLine
	for _, l := range d.lines {
		text := l.text
		if stops > 0 && l.kind != markTableRow && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
			text = gluedComma.ReplaceAllString(gluedStop.ReplaceAllString(text, "$1\n$2"), "$1\n$2")
			text = gluedCaps.ReplaceAllString(text, "$1\n$2")
			text = gluedDigits.ReplaceAllString(text, "$1\n$2")
		}
		text = gluedWords(gluedNumber.ReplaceAllString(text, "$1\n$2"), words)
		breaks += strings.Count(text, "\n")
		out = append(out, splitLine(l, text)...)
	}
	d.lines = out
	if breaks > 0 {
		d.warn("line breaks that the source had lost were put back between glued words")
	}
}

// splitLine gives one line for each "\n" in the text. The structure of the line stays with the first.
func splitLine(l rawLine, text string) []rawLine {
	var out []rawLine
	for part := range strings.SplitSeq(text, "\n") {
		l.text = tightNumber.ReplaceAllString(strings.TrimSpace(part), "$1 $2")
		if l.text == "" {
			continue
		}
		out = append(out, l)
		l = rawLine{page: l.page, note: l.note}
	}
	return out
}

var titleAfterName = lazy(`^(?:Le|La|Les|De|Der|Die|The|El) \p{Lu}`)

// runsIntoTitle reports whether a name runs into an office: "ThornLe Ministre".
func runsIntoTitle(left, rest string) bool {
	first, _ := utf8.DecodeRuneInString(left)
	return utf8.RuneCountInString(left) >= 4 && unicode.IsUpper(first) && titleAfterName.MatchString(rest)
}

// gluedWords breaks between two words that ran together, when the second opens a formula, or when both
// stand elsewhere in the text by themselves.
func gluedWords(text string, words map[string]int) string {
	var b strings.Builder
	pos := 0
	for _, m := range gluedWord.FindAllStringSubmatchIndex(text, -1) {
		left, right := text[m[2]:m[3]], text[m[4]:m[5]]
		if m[1] < len(text) && !unicode.IsSpace(rune(text[m[1]])) && text[m[1]] != ',' {
			continue
		}
		known := words[left] > 0 && words[right] > 0 && utf8.RuneCountInString(left) > 1 && left != "Mc" && left != "Mac"
		if known || formula.MatchString(right) && words[left] > 0 || runsIntoTitle(left, text[m[4]:]) {
			b.WriteString(text[pos:m[4]] + "\n")
			pos = m[4]
		}
	}
	return b.String() + text[pos:]
}
