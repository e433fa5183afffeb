package ingest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A bad scan spoils labels: "Articie B", "Article ,5", "Article" alone, "S 2" for "§ 2". Where a run leaves
// numbers out, a line that could be such a label and stands where one is missing is taken for it.

// mend fills the gaps of the run with worn labels in the lines from lo to hi.
func mend(lines []line, r *run, lo, hi int) *run {
	if r == nil {
		return nil
	}
	m := mender{lines: lines, key: r.key, name: r.name(lines)}
	var items []runItem
	from, v := lo, 0
	for _, it := range r.items {
		items = append(items, m.fill(from, it.line, v+1, it.value-1)...)
		items = append(items, it)
		from, v = it.line+1, it.value
	}
	for range maxSkip {
		more := m.fill(from, hi, v+1, v+1)
		if len(more) == 0 || !m.lines[more[0].line].gap {
			break
		}
		items = append(items, more...)
		from, v = more[0].line+1, v+1
	}
	return &run{key: r.key, items: items}
}

// mender looks for the worn labels of a scheme.
type mender struct {
	lines []line
	key   runKey
	name  string // the word of the labels, folded; "" when they have none
}

// name is the word of the run's labels as it is spelt, or the first one's when all are misspelt.
func (r *run) name(lines []line) string {
	if r.key.fam == famNone {
		return ""
	}
	first := ""
	for _, it := range r.items {
		word := fold(leadingToken(lines[it.line].text[it.lab.start:]))
		if labelWords[word] == r.key.fam {
			return word
		}
		if first == "" {
			first = word
		}
	}
	return first
}

// fill finds labels for the numbers from first to last in the lines from lo to hi, in order.
func (m *mender) fill(lo, hi, first, last int) []runItem {
	if last < first || last-first >= maxMend {
		return nil
	}
	var found []cand
	for i := lo; i < hi; i++ {
		if lab, ok := m.worn(i, first, last); ok {
			found = append(found, cand{line: i, lab: lab})
		}
	}
	if len(found) > last-first+1 {
		return nil
	}
	var out []runItem
	v := first
	for k, c := range found {
		if n := c.lab.num.arab; n > v && n <= last-(len(found)-1-k) {
			v = n
		}
		out = append(out, runItem{cand: c, value: v})
		v++
	}
	return out
}

// maxMend is how many labels in a row may be worn.
const maxMend = 6

// worn reads the line as a label of the scheme with a number from first to last that is badly read.
func (m *mender) worn(i, first, last int) (label, bool) {
	l := &m.lines[i]
	if l.noise || l.quoted || !l.gap && !m.closed(i) {
		return label{}, false
	}
	if lab, ok := l.label(); ok && keyOf(lab) == m.key.plain() && strength(m.lines, i, lab) >= 3 {
		return lab, true
	}
	switch {
	case m.key.fam == famSign:
		return m.wornSign(l.text, first, last)
	case m.key.fam != famNone:
		return m.wornWord(l.text)
	}
	return m.wornNumber(l.text, first, last)
}

// closed reports whether the text above line i has come to an end.
func (m *mender) closed(i int) bool {
	prev := prevText(m.lines, i)
	return prev == nil || prev.endsSentence()
}

// wornWord reads "Artcle B" and "Article": a word like that of the labels, and a short token alone behind it
// or before a stop.
func (m *mender) wornWord(t string) (label, bool) {
	word := m.word(t)
	if word == 0 {
		return label{}, false
	}
	rest := strings.TrimLeft(t[word:], " .,;:'’\u00a0")
	at := len(t) - len(rest)
	token, _, _ := strings.Cut(rest, " ")
	bare := strings.TrimRight(token, ".:-–—,;)º°")
	after := strings.TrimLeft(rest[len(token):], " ")
	switch {
	case rest == "":
		return label{fam: m.key.fam, end: word, rest: len(t)}, true
	case utf8.RuneCountInString(bare) > 4 || bare == "":
		return label{}, false
	case after != "" && (len(token) == len(bare) && !strings.ContainsAny(after[:1], "-.:") && !strings.HasPrefix(after, "—") && !strings.HasPrefix(after, "–") || !startsUpper(strings.TrimLeft(after, "-–—.: "))):
		return label{}, false
	}
	n, _ := readNumber(bare)
	return finish(t, label{fam: m.key.fam, num: n, end: at + len(bare)}), true
}

// word is the length of the word at the start of t when it is like that of the labels, else 0.
func (m *mender) word(t string) int {
	first := leadingToken(t)
	if !startsUpper(first) || len(m.name) < 3 {
		return 0
	}
	f := strings.Map(undoLetter, fold(first))
	if len(f) <= len(m.name)+2 && distance(f, m.name) <= len(m.name)/3 {
		return len(first)
	}
	if rest, ok := strings.CutPrefix(t[len(first):], " "); ok {
		second := leadingToken(rest)
		if f += strings.Map(undoLetter, fold(second)); len(f) <= len(m.name)+1 && distance(f, m.name) <= len(m.name)/4 {
			return len(first) + 1 + len(second)
		}
	}
	return 0
}

// wornSign reads "S 2" and "$ 5" where "§" is misread.
func (m *mender) wornSign(t string, first, last int) (label, bool) {
	if t == "" || !strings.ContainsRune("S$s85&", rune(t[0])) {
		return label{}, false
	}
	at := len(t) - len(strings.TrimLeft(t[1:], " \u00a0."))
	n, took := readNumber(t[at:])
	if took == 0 || n.arab < first || n.arab > last || !boundary(t[at+took:]) {
		return label{}, false
	}
	return finish(t, label{fam: famSign, num: n, end: at + took}), true
}

// wornNumber reads "S." for "5." and "(B)" for "(8)".
func (m *mender) wornNumber(t string, first, last int) (label, bool) {
	at := 0
	if m.key.shape == shapeParen {
		if !strings.HasPrefix(t, "(") {
			return label{}, false
		}
		at = 1
	}
	end := at + strings.IndexAny(t[at:min(len(t), at+5)]+".", ".)")
	token := t[at:end]
	closing := map[shape]string{shapeDot: ".", shapeHalf: ")", shapeParen: ")"}[m.key.shape]
	if closing == "" || !strings.HasPrefix(t[end:], closing) || token == "" {
		return label{}, false
	}
	for v := first; v <= last; v++ {
		if looksLike(token, v) {
			l := finish(t, label{shape: m.key.shape, num: number{arab: v, text: strconv.Itoa(v)}, end: end + 1, upper: m.key.upper})
			return l, t[l.rest:] == "" || startsUpper(t[l.rest:])
		}
	}
	return label{}, false
}

// looksLike reports whether a scanner may have read the token for the number, in digits or Roman.
func looksLike(token string, v int) bool {
	want := strconv.Itoa(v)
	if len(token) == len(want) {
		same := true
		for i := range len(token) {
			same = same && (token[i] == want[i] || strings.IndexByte(misread[want[i]-'0'], token[i]) >= 0)
		}
		if same {
			return true
		}
	}
	r := romanOf(v)
	return len(r) >= 2 && len(token) >= 2 && distance(strings.ToUpper(token), r) <= 1
}

// misread are the characters that scanners read for each digit.
var misread = [10]string{"OoQDU", "lIi|!tJ", "Zz", "B8E", "Ah", "Ss", "Gb", "T?Y/", "B3S&", "gqP"}

// quoteEnds are the signs that close a quotation which another opens.
var quoteEnds = map[rune]string{'"': `"`, '“': "”\"", '„': "“”\"", '«': "»", '»': "«", '‘': "’'", '‚': "‘'"}

// maxQuote is how many lines an article that is quoted may have.
const maxQuote = 60

// markQuotes marks the lines of articles that are quoted, as amendments do: from a line that opens a quotation
// with the label of an article, or below the words of an amendment, to the line that closes it.
func markQuotes(lines []line) {
	for i := 0; i < len(lines); i++ {
		end := quoteEnd(lines, i)
		for ; i < end; i++ {
			lines[i].quoted = true
		}
	}
}

// quoteEnd is the line after the quotation that line i opens, or i.
func quoteEnd(lines []line, i int) int {
	l := &lines[i]
	open, size := utf8.DecodeRuneInString(l.text)
	ends := quoteEnds[open]
	lab, labelled := l.label()
	prev := prevText(lines, i)
	if ends == "" || !(labelled && lab.fam != famNone) && (prev == nil || !containsAny(prev.fold+" "+tailFold(prev), amendPhrases)) {
		return i
	}
	for j := i; j < len(lines) && j < i+maxQuote; j++ {
		t := lines[j].text
		if j == i {
			t = t[size:]
		}
		if strings.ContainsAny(lastRune(strings.TrimRight(t, ".,;: ")), ends) {
			return j + 1
		}
	}
	return i
}

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// amendPhrases announce the wording of a provision that is changed.
var amendPhrases = phraseList(`
replaced by
shall read
to read
be inserted
is inserted
be added
is added
amended
substituted
remplace
ainsi redige
est insere
est ajoute
modifie
sustituye
sustituido
se agrega
se anade
se modifica
reemplaza
redactado
quedara redact
ersetzt
eingefugt
folgende fassung
geandert
hinzugefugt
vervangen
ingevoegd
toegevoegd
gewijzigd
te luiden`)
