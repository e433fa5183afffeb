package rubric

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// initials is a set of first bytes of folded words. It spares most words a closer look.
type initials [256]bool

// shortNames finds the short names that a text gives those who act in it, "Bureau of Overseas Work (BOW)",
// "hereinafter called 'the Bureau'", "«contratado» a la persona que …", so that the short name counts as
// the one it stands for.
type shortNames struct {
	list []shortName
	may  initials              // of those in the list
	seen map[*wordInfo][]int32 // words of this text already compared
}

// shortName is one word and the concepts that it stands for.
type shortName struct {
	stem    string
	capital bool // written with a capital, as it must be then
	letters bool // an acronym: all letters are capitals
	stands  []int32
}

// family is what the short name of someone stands for, and by what concepts he is told.
type family struct {
	told, stands []int32
}

// familyNames are the families, those first that hold when a name tells of several.
var familyNames = []struct{ told, stands string }{
	{"trade-union", "trade-union unions-actor"},
	{"employer-body", "employer-body"},
	{"joint-body", "joint-body committee any-committee"},
	{"public-body named-office authority", "authority public-body named-office public-side public-recruiter government-side"},
	{"recruit-agency agency", "agency recruit-agency"},
	{"employer hirer", "employer hirer"},
	{"worker worker-strict human-being", "worker worker-strict"},
}

// findFamilies looks the families up; a lexicon of one's own may lack some.
func (lex *Lexicon) findFamilies() (out []family) {
	for _, f := range familyNames {
		out = append(out, family{lex.those(f.told), lex.those(f.stands)})
	}
	return out
}

// those returns the numbers of those concepts, named with spaces between, that the lexicon has, in order.
func (lex *Lexicon) those(names string) (out []int32) {
	for name := range strings.FieldsSeq(names) {
		if n := lex.optional(name); n >= 0 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Reaches of short names, in bytes.
const (
	acronymMost   = 10  // letters of an acronym
	nameMost      = 40  // a short name in quotes
	nameBefore    = 160 // the full name stands so close before
	nameBehind    = 60  // "«contratado» a la persona que …"
	shortNameMost = 60  // short names that are kept
	bracketBefore = 6   // (the "Bureau")
)

// quoteMarks are the quotation marks that open a name, with those that close it.
var quoteMarks = map[rune]string{'«': "»", '“': "”“\"", '„': "”“\"", '"': "\"", '‘': "’", '”': "”"}

// readNames finds the short names of the agreement.
func (d *analysis) readNames() {
	d.names.list, d.names.may = d.names.list[:0], initials{}
	clear(d.names.seen)
	text := d.agreement.Text
	for i := 0; i < len(text) && len(d.names.list) < shortNameMost; i++ {
		if opensName[text[i]] {
			d.readName(i)
		}
	}
}

// opensName tells the bytes with which what opens a short name begins: a bracket, a straight quotation mark,
// and in UTF-8 «, and the curly quotation marks.
var opensName = [256]bool{'(': true, '"': true, 0xC2: true, 0xE2: true}

// readName keeps the short name that a bracket or a quotation mark opens at byte i.
func (d *analysis) readName(i int) {
	text := d.agreement.Text
	if text[i] == '(' {
		if name := acronymAt(text[i+1:]); name != "" {
			d.addName(name, text[max(0, i-nameBefore):i], "", true)
		}
		return
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if quoteMarks[r] == "" {
		return
	}
	if name, end := quotedAt(text[i+size:], quoteMarks[r]); name != "" {
		end += i + size
		d.addName(name, text[max(0, i-nameBefore):i], text[end:min(len(text), end+nameBehind)], false)
	}
}

// acronymAt returns the acronym, of capitals, that fills the brackets that were opened.
func acronymAt(s string) string {
	n := 0
	for n < len(s) && n <= acronymMost && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	if n < 2 || n > acronymMost || n >= len(s) || s[n] != ')' || roman(s[:n]) > 0 {
		return ""
	}
	return s[:n]
}

// quotedAt returns what stands up to the closing mark, when it is short enough for a name, and where it ends.
func quotedAt(s, closing string) (name string, end int) {
	s = s[:min(len(s), nameMost)]
	if end = strings.IndexAny(s, closing); end <= 0 {
		return "", 0
	}
	return strings.TrimSpace(s[:end]), end
}

// addName keeps a short name, unless the words around it tell of nobody.
func (d *analysis) addName(name, before, behind string, letters bool) {
	word := lastWord(name)
	if utf8.RuneCountInString(word) < 2 {
		return
	}
	head := before[lastBreak(before, letters):]
	if !letters && !opensBracket(before) && !d.scanName(before+" "+behind).holds(d.steer.shortName) {
		return
	}
	stands := d.standsFor(d.nameHits(head), letters)
	if stands == nil && !letters {
		stands = d.standsFor(d.nameHits(behind), false)
	}
	if stands == nil {
		return
	}
	first, _ := utf8.DecodeRuneInString(word)
	folded := fold(word)
	d.names.may[folded[0]] = true
	d.names.list = append(d.names.list, shortName{stem: stem(folded, d.agreement.Language), capital: unicode.IsUpper(first),
		letters: letters, stands: stands})
}

// opensBracket reports whether a bracket, and an article at most, stands right before: ("the Bureau"), (the "Bureau").
func opensBracket(s string) bool {
	i := strings.LastIndexByte(s, '(')
	return i >= 0 && len(s)-i <= bracketBefore
}

// lastWord returns the last word of a name: "Office" of "the Office".
func lastWord(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 || len(words) > 2 {
		return ""
	}
	return words[len(words)-1]
}

// lastBreak returns where the phrase begins that ends the string; that of an acronym holds no comma.
func lastBreak(s string, letters bool) int {
	marks := ".;:\n"
	if letters {
		marks = ".;:,)\n"
	}
	return strings.LastIndexAny(s, marks) + 1
}

// nameHits reads a piece of text by itself. The hits hold until the next piece is read.
func (d *analysis) nameHits(s string) []hit {
	tokens, hits := len(d.tokens), len(d.hits)
	d.tokens = tokenize(d.tokens, s, 0, len(s), d.read)
	d.hits = d.scan.scan(d.tokens[tokens:], 0, d.hits, nil)
	found := d.hits[hits:]
	d.tokens, d.hits = d.tokens[:tokens], d.hits[:hits]
	return found
}

// scanName returns the concepts in a piece of text.
func (d *analysis) scanName(s string) bits {
	b := make(bits, d.words)
	for _, h := range d.nameHits(s) {
		b.set(h.concept)
	}
	return b
}

// standsFor returns what the first family that the hits tell of stands for: the one that is named first, since a
// name's head comes first ("Direction de la main-d'œuvre"), but for acronyms no worker.
func (d *analysis) standsFor(hits []hit, letters bool) []int32 {
	families := d.families
	if letters {
		families = families[:len(families)-2]
	}
	best, at := []int32(nil), int32(1<<30)
	for _, f := range families {
		for i := range hits {
			if hits[i].start < at && containsID(f.told, hits[i].concept) {
				best, at = f.stands, hits[i].start
			}
		}
	}
	return best
}

// of returns what a word of the text stands for as a short name.
func (n *shortNames) of(w *wordInfo, written string, lang string) []int32 {
	if stands, ok := n.seen[w]; ok {
		return stands
	}
	stands := n.compare(written, lang)
	n.seen[w] = stands
	return stands
}

func (n *shortNames) compare(written, lang string) []int32 {
	key := stem(fold(written), lang)
	first, _ := utf8.DecodeRuneInString(written)
	for i := range n.list {
		s := &n.list[i]
		if s.stem != key || s.capital && !unicode.IsUpper(first) || s.letters && strings.ToUpper(written) != written {
			continue
		}
		return s.stands
	}
	return nil
}

// addNames puts what the short names among the tokens stand for with the hits of their sentence, which begin
// at first.
func (d *analysis) addNames(from, to, first int) {
	if len(d.names.list) == 0 {
		return
	}
	d.more = d.more[:0]
	for i := from; i < to; i++ {
		t := &d.tokens[i]
		if t.number || !d.names.may[t.word.initial] {
			continue
		}
		for _, c := range d.names.of(t.word, d.agreement.Text[t.start:t.end], d.agreement.Language) {
			d.more = append(d.more, hit{concept: c, start: int32(i), end: int32(i) + 1})
		}
	}
	d.hits = merge(d.hits, first, d.more)
}
