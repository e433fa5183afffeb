package ingest

import (
	"slices"
	"strings"
	"unicode"

	"corridor/corpus"
)

// bodyStart is the line where the numbered provisions begin, chapter headings before them included.
func (d *document) bodyStart() int {
	if d.main == nil {
		return max(d.afterAgreed(len(d.lines)), d.afterSalutation())
	}
	first := d.main.first()
	agreed := d.afterAgreed(first + 1)
	floor := max(agreed, first-6)
	if at := d.headingBlock(first, floor, false); at > 0 && (agreed > 0 || len(d.lines[at-1].text) > 160 && d.lines[at-1].endsSentence()) {
		return at
	}
	return d.headingBlock(first, floor, true)
}

// afterAgreed is the line after the last formula of agreement before line hi, or 0.
func (d *document) afterAgreed(hi int) int {
	at := 0
	for _, m := range d.land {
		if m.line >= hi {
			break
		}
		if m.kind == landAgreed {
			at = m.line + 1
		}
	}
	return at
}

// afterSalutation is the line where the first letter begins to speak, when a title stands before it; else 0.
func (d *document) afterSalutation() int {
	i := slices.IndexFunc(d.land, func(m landmark) bool { return m.kind == landLetter })
	if i < 0 || d.titleLine(d.land[i].line) < 0 {
		return 0
	}
	for j := d.land[i].line; j+1 < len(d.lines); j++ {
		if l := &d.lines[j]; salutation(l) {
			if firstIndex(l.fold, honourPhrases) < 0 {
				j++
			}
			return j
		}
	}
	return 0
}

// front finds wrapper, title and preamble in the lines before the body.
func (d *document) front(body int) []part {
	if body <= 0 {
		return nil
	}
	letter := d.letterBefore(body)
	limit := body
	if letter >= 0 {
		limit = letter
	}
	title := d.titleLine(limit)
	preamble := letter
	if preamble < 0 {
		preamble = d.preambleLine(max(title, 0), body, title >= 0)
	} else if title >= 0 {
		preamble = max(preamble, title+1)
	}
	var out []part
	if first := firstKnown(title, preamble); first != 0 {
		out = append(out, d.part(corpus.SegWrapper, 0))
	}
	if title >= 0 {
		out = append(out, d.part(corpus.SegTitle, title))
	}
	if title >= 0 && title < d.toc.lo && d.toc.hi <= body && (preamble < 0 || preamble >= d.toc.hi) {
		out = append(out, d.part(corpus.SegWrapper, d.toc.lo))
		preamble = d.toc.hi
	}
	if preamble >= 0 && preamble < body {
		out = append(out, d.part(corpus.SegPreamble, preamble))
	}
	return out
}

func firstKnown(a, b int) int {
	if a >= 0 {
		return a
	}
	return b
}

// letterBefore is the first line of the note whose paragraphs make up the body, or -1.
func (d *document) letterBefore(body int) int {
	at := -1
	for _, m := range d.land {
		if m.line > body {
			break
		}
		switch m.kind {
		case landLetter:
			at = m.line
		case landAgreed:
			if body-m.line < 4 && at < 0 {
				return -1
			}
		}
	}
	return at
}

// preambleLine is the first line of prose after the title, or from the start when there is none.
func (d *document) preambleLine(from, body int, titled bool) int {
	if titled {
		from++
	}
	agreed := d.afterAgreed(body) - 1
	for i := from; i < body; i++ {
		if i == agreed || d.preambleAt(i, from) {
			return i
		}
	}
	if titled || from >= body {
		return -1
	}
	return from
}

func (d *document) preambleAt(i, titleFrom int) bool {
	l := &d.lines[i]
	if l.noise || l.upper() {
		return false
	}
	if i > titleFrom-1 && i > 0 && connector(&d.lines[i-1]) && len(l.text) < 160 {
		return false
	}
	if len(l.text) > 200 || strings.HasSuffix(l.text, ",") && !connector(l) || strings.HasSuffix(l.text, ";") {
		return true
	}
	if i > 0 && !l.gap && !startsUpper(l.text) {
		return false
	}
	return startsUpper(l.text) && hasWordPrefix(l.fold, partyOpeners) || hasWordPrefix(l.fold, recitalWords)
}

// connector reports whether a title line ends open: "between", "and".
func connector(l *line) bool {
	f := strings.TrimRight(l.fold, " :,")
	return hasSuffixAny(" "+f, []string{" between", " and", " entre", " et", " y", " zwischen", " und", " tussen", " en", " of the", " by", " of", " par", " con", " with", " de la", " de", " concluded by"})
}

// tail finds the parts after the body's last article.
func (d *document) tail(body int) []part {
	from := body
	if d.main != nil {
		from = d.main.last() + 1
	}
	t := tailWalk{d: d, state: corpus.SegBody, notes: d.notesMode()}
	land := map[int]landKind{}
	for _, m := range d.land {
		if _, ok := land[m.line]; !ok || m.kind == landLetter {
			land[m.line] = m.kind
		}
	}
	if from > 0 && d.main != nil {
		t.inline(from - 1)
	}
	t.body = from
	again := d.again(from)
	for i := from; i < len(d.lines); i++ {
		kind, ok := land[i]
		t.step(i, kind, ok, again[i])
	}
	return t.out
}

// again marks the lines where a second version or a reply begins that repeats the main numbering.
func (d *document) again(from int) map[int]bool {
	out := map[int]bool{}
	if d.main == nil || len(d.main.items) < 3 {
		return out
	}
	for _, r := range d.runs {
		n, m := len(r.items), len(d.main.items)
		if r.first() >= from && 10*n >= 8*m && n <= m+1 && n >= 3 && sameScheme(r.key, d.main.key) && d.repeats(r) {
			out[d.versionStart(from, r.first())] = true
		}
	}
	return out
}

// repeats reports whether a run has the words of the main one, as a reply has that quotes a note, or stands in
// another language. An annex of as many articles is none of it.
func (d *document) repeats(r *run) bool {
	same := 0
	var mine, others tally
	for i, it := range r.items[:min(len(r.items), len(d.main.items))] {
		a, b := d.opening(d.main.items[i]), d.opening(it)
		if a == b && a != "" {
			same++
		}
		mine.listen(a)
		others.listen(b)
	}
	if 2*same >= min(len(r.items), len(d.main.items)) {
		return true
	}
	v, lead := mine.best()
	w, other := others.best()
	return v != w && lead >= decided && other >= decided
}

// openingLetters is how much of two articles is compared.
const openingLetters = 24

// opening is how the text of an article begins, folded to letters.
func (d *document) opening(it runItem) string {
	text := d.lines[it.line].text[it.lab.rest:]
	if text == "" && it.line+1 < len(d.lines) {
		text = d.lines[it.line+1].text
	}
	return clip(strings.TrimLeft(fold(clip(text, 2*openingLetters)), "\" "), openingLetters)
}

func sameScheme(a, b runKey) bool {
	return a.plain() == b.plain() || a.fam != famNone && a.fam == b.fam
}

// versionStart walks back from the first label of a repeated numbering to the version's title or letterhead.
func (d *document) versionStart(from, label int) int {
	for i := len(d.land) - 1; i >= 0; i-- {
		if m := d.land[i]; m.line <= label && m.line >= from && m.kind == landLetter {
			return m.line
		}
	}
	for i := label - 1; i >= from; i-- {
		if d.titleAt(i) {
			for i > from && headingLike(d.lines, i-1) && d.titleAt(i-1) {
				i--
			}
			return i
		}
	}
	return label
}

// tailWalk is the state of the walk over the lines after the last article.
type tailWalk struct {
	d     *document
	state corpus.SegmentKind
	body  int // where the walk begins
	out   []part
	notes bool // the agreement is an exchange of notes
	signs bool // a closing formula or a signature was seen
}

func (t *tailWalk) open(kind corpus.SegmentKind, line int) {
	if t.state == kind && kind != corpus.SegAnnex && kind != corpus.SegProtocol {
		return
	}
	t.state = kind
	t.out = append(t.out, t.d.part(kind, line))
}

// step decides what line i opens, if anything.
func (t *tailWalk) step(i int, kind landKind, is, again bool) {
	l := &t.d.lines[i]
	switch {
	case again:
		t.open(corpus.SegOther, i)
	case is && (kind == landNotes || kind == landLooseNotes && t.signs):
		t.open(corpus.SegWrapper, i)
	case t.state == corpus.SegOther && !(is && kind == landAnnex):
	case is && kind == landTestimony && !t.signs && t.state != corpus.SegProtocol:
		t.signs = true
		t.open(corpus.SegTestimony, i)
		t.inlineSignature(i)
	case is && kind == landAnnex && t.heads(i):
	case is && kind == landAnnex, is && kind == landModel && t.signs && t.state != corpus.SegAnnex && t.state != corpus.SegProtocol:
		t.open(corpus.SegAnnex, i)
	case is && kind == landProtocol && i > 0 && len(t.out) > 0 && t.out[len(t.out)-1] == t.d.part(corpus.SegAnnex, i-1):
	case is && kind == landProtocol && (t.signs || t.state != corpus.SegBody):
		t.open(corpus.SegProtocol, i)
	case is && kind == landLetter && t.state != corpus.SegAnnex:
		t.signs = true
		t.open(corpus.SegProtocol, i)
	case t.state == corpus.SegBody && t.notes && (t.d.main != nil || i > t.body) && (hasWordPrefix(l.fold, closingPhrases) || containsAny(clip(l.fold, 120), courtesies)):
		t.open(corpus.SegTestimony, i)
		t.inlineSignature(i)
	case t.state == corpus.SegBody && !is && !t.signs && t.inline(i):
	case t.state == corpus.SegBody && !is && !t.signs && placeAndDate(t.d.lines, i):
		t.signs = true
		t.open(corpus.SegTestimony, i)
	case (t.state == corpus.SegTestimony || t.state == corpus.SegBody && len(l.text) < 200) && t.signature(i):
		t.signs = true
		t.open(corpus.SegSignatures, i)
	}
}

// heads reports whether line i is the heading of the annex whose bare label stands right above: "ANNEX B" and
// "SCHEDULE OF FEES".
func (t *tailWalk) heads(i int) bool {
	l := &t.d.lines[i]
	word := leadingToken(l.text)
	n, took := readNumber(strings.TrimLeft(l.text[len(word):], " "))
	labelled := took > 0 && n.text != "" && !n.words || len(word) == len(l.text)
	return !labelled && len(t.out) > 0 && t.out[len(t.out)-1] == t.d.part(corpus.SegAnnex, i-1)
}

// placeAndDate reports whether line i is nothing but a place and a date, as some agreements close: "Nordstadt,
// den 4. Mai 1989". Little may follow it.
func placeAndDate(lines []line, i int) bool {
	l := &lines[i]
	if !l.gap || len(l.text) > 70 || len(lines)-i > maxSignatures || !startsUpper(l.text) || !dated(l.fold) || l.isLab {
		return false
	}
	place, rest, ok := strings.Cut(l.text, ",")
	return ok && len(strings.Fields(place)) <= 4 && len(strings.Fields(rest)) <= 6 && yearDigits.MatchString(rest)
}

var yearDigits = lazy(`\b1[89]\d\d\b|\b20\d\d\b`)

// maxSignatures is how many lines of signatures may follow the date of an agreement that closes with one.
const maxSignatures = 30

// notesMode reports whether the agreement is an exchange of notes.
func (d *document) notesMode() bool {
	if d.main == nil {
		return d.afterSalutation() > 0
	}
	return d.letterBefore(d.main.first()) >= 0
}

// signature reports whether a signature block begins at line i.
func (t *tailWalk) signature(i int) bool {
	l := &t.d.lines[i]
	prev := prevText(t.d.lines, i)
	if !l.gap && (prev == nil || !prev.endsSentence()) || !startsUpper(l.text) && l.text[0] != '(' {
		return false
	}
	for _, p := range signaturePrefixes {
		if strings.HasPrefix(l.fold, p) && (t.state == corpus.SegTestimony || !l.endsSentence() || strings.HasPrefix(p, "(")) {
			return true
		}
	}
	if t.state == corpus.SegTestimony && signsFor(l) {
		return true
	}
	return t.state == corpus.SegTestimony && l.gap && len(l.text) < 70 && !l.endsSentence() && i > 0 && t.d.lines[i-1].endsSentence() && !hasDigit(l.text)
}

// signsFor reports whether the line says for whom somebody signs: "For Norland:", "Pour la Norlande,".
func signsFor(l *line) bool {
	word, rest, _ := strings.Cut(l.text, " ")
	return len(l.text) < 130 && signatureWords.has(fold(word)) && (startsUpper(rest) || signatureArticles.has(leadingToken(rest)))
}

var (
	signatureWords    = wordSet("for pour por voor fur per pela pelo")
	signatureArticles = wordSet("the le la les el los las die den das de het o a il")
)

// inline finds a closing formula inside the text of the last article, where lines were run together.
func (t *tailWalk) inline(i int) bool {
	l := &t.d.lines[i]
	at := inlineIndex(l.text, inlineClosings)
	if at <= 0 {
		return false
	}
	t.state, t.signs = corpus.SegTestimony, true
	t.out = append(t.out, part{corpus.SegTestimony, i, l.body.Start + at})
	t.inlineSignature(i)
	return true
}

// inlineSignature finds the signatures inside the line of the closing formula.
func (t *tailWalk) inlineSignature(i int) {
	l := &t.d.lines[i]
	from := l.body.Start
	if n := len(t.out); n > 0 && t.out[n-1].line == i {
		from = t.out[n-1].at
	}
	skip := from - l.body.Start + 30
	if skip >= len(l.text) {
		return
	}
	for skip < len(l.text) && l.text[skip]&0xC0 == 0x80 {
		skip++
	}
	if at := inlineIndex(l.text[skip:], signaturePrefixes); at > 0 {
		t.state = corpus.SegSignatures
		t.out = append(t.out, part{corpus.SegSignatures, i, l.body.Start + skip + at})
	}
}

// inlineIndex is the offset in s of the first phrase that begins with a capital, or a bracket, after the
// end of a sentence; -1 when there is none.
func inlineIndex(s string, phrases []string) int {
	f := foldWithOffsets(s)
	best := -1
	for _, p := range phrases {
		for from := 0; from < len(f.s); {
			i := strings.Index(f.s[from:], p)
			if i < 0 {
				break
			}
			i += from
			at := int(f.at[i])
			before := strings.TrimRightFunc(s[:at], unicode.IsSpace)
			if before != "" && strings.ContainsAny(before[len(before)-1:], ".,)") && startsUpper(s[at:]) && boundary(f.s[i+len(p):]) && (best < 0 || at < best) {
				best = at
				break
			}
			from = i + 1
		}
	}
	return best
}
