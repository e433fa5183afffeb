package ingest

import (
	"strconv"
	"strings"

	"corridor/corpus"
)

// stretch is a piece of text that may begin with a label: a line, or what is left of one.
type stretch struct {
	span  corpus.Span
	line  int
	fresh bool // a new paragraph begins here, and not only a new line
	sup   bool // a superscript number stands at its start
}

// units lists the lines from lo to hi, none beyond the offset end.
func (d *document) units(lo, hi, end int) []stretch {
	var out []stretch
	for i := lo; i < hi; i++ {
		l := &d.lines[i]
		span := corpus.Span{Start: l.body.Start, End: min(l.body.End, end)}
		if l.noise || span.Empty() {
			continue
		}
		out = append(out, stretch{span: trimSpace(d.text, span), line: i, fresh: d.fresh(i), sup: d.sups[i]})
	}
	return out
}

// fresh reports whether line i begins a paragraph.
func (d *document) fresh(i int) bool {
	l := &d.lines[i]
	if prev := prevText(d.lines, i); prev != nil && endsOpen(prev.text) && (!l.isLab || l.lab.fam != famNone) {
		return false // a sentence goes on, perhaps with a reference
	}
	if l.gap || i == 0 {
		return true
	}
	if d.wrap == 0 {
		lab, ok := l.label()
		return startsUpper(l.text) || ok && lab.fam == famNone
	}
	prev := &d.lines[i-1]
	return prev.endsSentence() && len(prev.text)*4 < d.wrap*3 && startsUpper(l.text)
}

// paragraphs cuts lines without articles into paragraphs and items.
func (d *document) paragraphs(lo, hi, end int) []corpus.Segment {
	units := d.units(lo, hi, end)
	if len(units) == 0 {
		return nil
	}
	p := newItemParser(d, units, 0)
	out, _ := p.parse(units[0].span.Start)
	return out
}

// itemKey tells the levels of a list apart.
type itemKey struct {
	shape shape
	class class
	major int // of decimals
}

// class is the kind of digits of a list.
type class int

const (
	classPlain class = iota // a paragraph without a number
	classDigit
	classLower
	classUpper
	classLowerRoman
	classUpperRoman
	classBullet
	classTwice // aa, bb
)

// node is a paragraph or an item being built.
type node struct {
	seg       corpus.Segment
	key       itemKey
	val       int
	kids      []*node
	labelOnly bool // it is nothing but the label of an article that is quoted
}

// itemParser builds the tree of paragraphs and items in one pass over the units.
type itemParser struct {
	d       *document
	units   []stretch
	article int
	root    node
	stack   []*node // open nodes, outermost first; the root is below
	spaced  bool    // numbers without a stop are labels here
	prev    string  // text of the unit before
	at      int     // the unit that is read
	bare    bool    // that was a label alone, whose text follows
}

func newItemParser(d *document, units []stretch, article int) *itemParser {
	p := &itemParser{d: d, units: units, article: article}
	p.spaced = p.hasSpaced()
	return p
}

// hasSpaced reports whether numbers without a stop climb here from 1 to 2, or are superscripts.
func (p *itemParser) hasSpaced() bool {
	want := 1
	for _, u := range p.units {
		if u.sup {
			return true
		}
		lab, ok := parseLabel(u.span.Of(p.d.text))
		if ok && lab.shape == shapeSpace && lab.num.arab == want {
			if want++; want > 2 {
				return true
			}
		}
	}
	return false
}

// parse returns the children and where the text ends.
func (p *itemParser) parse(end int) ([]corpus.Segment, int) {
	for i, u := range p.units {
		p.at = i
		p.unit(i, u)
		end = max(end, u.span.End)
		p.prev = u.span.Of(p.d.text)
	}
	p.root.dissolve()
	return p.root.segments(), end
}

// unit adds one unit: labels first, as many as stand in a row ("1. (1) Text"), then its text.
func (p *itemParser) unit(i int, u stretch) {
	at := u.span.Start
	for depth := 0; depth < 4 && at < u.span.End; depth++ {
		text := p.d.text[at:u.span.End]
		lab, ok := parseLabel(text)
		if !ok && depth == 0 {
			lab, ok = spoiledLabel(text)
		}
		if !ok || lab.fam != famNone && lab.fam != famSign || depth > 0 && lab.shape != shapeParen && lab.shape != shapeHalf && lab.shape != shapeDot {
			break
		}
		if !p.accept(lab, text, at, u, depth) {
			break
		}
		if at += lab.rest; depth == 0 {
			u.fresh = false
		}
		p.extend(u.span.End)
	}
	if at == u.span.Start && u.fresh && !p.bare {
		p.plain(i, u)
	}
	p.bare = at > u.span.Start && at >= u.span.End
	p.extend(u.span.End)
}

func (p *itemParser) extend(end int) {
	for _, n := range p.stack {
		n.seg.Span.End = max(n.seg.Span.End, end)
	}
}

// accept opens the node of a label when it continues an open list or begins a new one.
func (p *itemParser) accept(lab label, text string, at int, u stretch, depth int) bool {
	rest := text[lab.rest:]
	if lab.shape == shapeSpace && !p.spaced || lab.shape == shapeDash && lab.num.arab == 0 {
		return false
	}
	if lab.shape == shapeOrdinal && p.article > 0 {
		return false
	}
	settled := u.fresh || depth > 0 || endsClause(p.prev)
	if !settled && (lab.shape == shapeSpace || rest == "" || !startsUpper(rest)) {
		return false
	}
	if p.digitsFollow(lab) {
		lab.num = number{arab: lab.num.arab, text: strconv.Itoa(lab.num.arab)}
	}
	keys, vals := readingsOf(lab)
	for d := len(p.stack) - 1; d >= 0 && depth == 0; d-- {
		n := p.stack[d]
		for i, k := range keys {
			if n.key == k && (k.class == classBullet || vals[i] == n.val+1 || vals[i] == n.val+2 && u.fresh || lab.num.bis && vals[i] == n.val) {
				p.stack = p.stack[:d]
				p.push(k, vals[i], lab, at)
				return true
			}
		}
	}
	for i, k := range keys {
		if p.begins(k, vals[i], lab, settled) {
			if k.class == classDigit {
				p.leaveItems()
			}
			p.push(k, vals[i], lab, at)
			return true
		}
	}
	if d := p.stepsOver(lab); d >= 0 && depth == 0 {
		n := p.stack[d]
		lab.num = number{text: letterOf(n.key.class, n.val+1)}
		p.stack = p.stack[:d]
		p.push(n.key, n.val+1, lab, at)
		return true
	}
	return false
}

// begins reports whether a label may open a new list.
func (p *itemParser) begins(k itemKey, v int, lab label, settled bool) bool {
	if p.open(k) && k.class != classBullet {
		return false
	}
	switch {
	case k.class == classBullet:
		return settled
	case k.shape == shapeDecimal:
		return v == 1 && (p.article == 0 || lab.major == p.article || len(p.stack) > 0 && lab.major == p.stack[len(p.stack)-1].val)
	case v == 1:
		return settled || lab.shape == shapeParen
	}
	return v == 2 && settled && lab.shape == shapeParen && len(p.stack) == 0 && k.class == classDigit
}

func (p *itemParser) open(k itemKey) bool {
	for _, n := range p.stack {
		if n.key == k {
			return true
		}
	}
	return false
}

// leaveItems closes plain paragraphs before a numbered list begins at the level of the article, unless
// the paragraph leads in to it.
func (p *itemParser) leaveItems() {
	if len(p.stack) == 1 && p.stack[0].key.class == classPlain && !strings.HasSuffix(strings.TrimSpace(p.prev), ":") {
		p.stack = nil
	}
}

func endsClause(s string) bool {
	s = strings.TrimRight(s, "\"'”»’)] \u00a0")
	if s == "" {
		return true
	}
	if strings.ContainsAny(s[len(s)-1:], ".;:,") || strings.HasSuffix(s, "—") || strings.HasSuffix(s, "–") {
		return true
	}
	i := strings.LastIndexByte(s, ' ')
	switch s[i+1:] {
	case "and", "or", "et", "ou", "y", "o", "und", "oder", "en", "of":
		return true
	}
	return false
}

// push opens a node under the innermost open one.
func (p *itemParser) push(k itemKey, v int, lab label, at int) {
	n := &node{key: k, val: v}
	n.seg = corpus.Segment{Kind: corpus.SegItem, Span: corpus.Span{Start: at + lab.start, End: at + lab.end}}
	n.seg.Label = n.seg.Span
	n.seg.Number = itemNumber(k, v, lab)
	if k.class == classDigit && !p.inItem() {
		n.seg.Kind = corpus.SegParagraph
	}
	p.attach(n)
}

func (p *itemParser) inItem() bool {
	for _, n := range p.stack {
		if n.seg.Kind == corpus.SegItem {
			return true
		}
	}
	return false
}

func (p *itemParser) attach(n *node) {
	parent := &p.root
	if len(p.stack) > 0 {
		parent = p.stack[len(p.stack)-1]
	}
	parent.kids = append(parent.kids, n)
	p.stack = append(p.stack, n)
}

// plain begins a paragraph without a number, or lets the text close the paragraph that is open: a
// closing line under a list, a further sentence of a numbered paragraph.
func (p *itemParser) plain(i int, u stretch) {
	if d := p.resumes(i + 1); d >= 0 {
		p.stack = p.stack[:d+1]
		return
	}
	starts := startsUpper(u.span.Of(p.d.text))
	for d := len(p.stack) - 1; d >= 0; d-- {
		n := p.stack[d]
		if n.seg.Kind == corpus.SegParagraph && n.key.class == classDigit {
			p.stack = p.stack[:d+1]
			return
		}
		if n.key.class == classPlain && len(n.kids) > 0 && !starts {
			p.stack = p.stack[:d+1]
			return
		}
	}
	p.stack = nil
	lab, ok := p.d.lines[u.line].label()
	n := &node{key: itemKey{class: classPlain}, labelOnly: ok && lab.fam != famNone && p.d.lines[u.line].text[lab.rest:] == ""}
	n.seg = corpus.Segment{Kind: corpus.SegParagraph, Span: u.span}
	p.attach(n)
}

// lookAhead is how many units a list may be interrupted by.
const lookAhead = 12

// resumes finds the open node that the next label carries on, so that the text before that label is the
// node's own; -1 when there is none.
func (p *itemParser) resumes(from int) int {
	numbered := false
	for _, n := range p.stack {
		numbered = numbered || n.key.class != classPlain && n.key.class != classBullet
	}
	if !numbered {
		return -1
	}
	for _, u := range p.units[from:min(len(p.units), from+lookAhead)] {
		lab, ok := parseLabel(u.span.Of(p.d.text))
		if !ok || lab.fam != famNone || lab.shape == shapeBullet || lab.shape == shapeSpace && !p.spaced {
			continue
		}
		keys, vals := readingsOf(lab)
		for d := len(p.stack) - 1; d >= 0; d-- {
			for k := range keys {
				if p.stack[d].key == keys[k] && vals[k] == p.stack[d].val+1 {
					return d
				}
			}
		}
		return -1
	}
	return -1
}

// dissolve takes away plain paragraphs that only lead in: what they hold moves up, and their words
// become the parent's own text.
func (n *node) dissolve() {
	plain, numbered := 0, false
	for _, k := range n.kids {
		if k.key.class == classPlain {
			plain++
		}
		numbered = numbered || k.seg.Kind == corpus.SegParagraph && k.key.class == classDigit
	}
	var kids []*node
	for i, k := range n.kids {
		lead := i == 0 && (plain == 1 || numbered) || numbered && k.labelOnly
		if k.key.class == classPlain && (lead && (len(k.kids) > 0 || len(n.kids) > 1) || len(n.kids) == 1) {
			kids = append(kids, k.kids...)
			continue
		}
		kids = append(kids, k)
	}
	n.kids = kids
}

func (n *node) segments() []corpus.Segment {
	var out []corpus.Segment
	for _, k := range n.kids {
		s := k.seg
		s.Children = k.segments()
		out = append(out, s)
	}
	return out
}

// readingsOf lists the list levels a label may belong to, the likelier first, with its value there.
func readingsOf(lab label) (keys []itemKey, vals []int) {
	add := func(c class, v int) {
		if v > 0 {
			k := itemKey{shape: lab.shape, class: c}
			if lab.shape == shapeDash || lab.shape == shapeOrdinal {
				k.shape = shapeDot
			}
			if lab.shape == shapeDecimal {
				k.major = lab.major
				if lab.num.bis {
					k.major += 1000 * strings.Count(lab.num.text, ".")
				}
			}
			keys, vals = append(keys, k), append(vals, v)
		}
	}
	switch {
	case lab.shape == shapeBullet:
		return []itemKey{{shape: shapeBullet, class: classBullet, major: lab.major}}, []int{1}
	case lab.num.twice:
		add(classTwice, lab.num.alpha)
		return keys, vals
	}
	add(classDigit, digitReading(lab))
	letters, romans := classLower, classLowerRoman
	if lab.upper {
		letters, romans = classUpper, classUpperRoman
	}
	if lab.num.roman == 1 {
		add(romans, lab.num.roman)
		add(letters, lab.num.alpha)
	} else {
		add(letters, lab.num.alpha)
		add(romans, lab.num.roman)
	}
	return keys, vals
}

// digitReading is the label's value in digits, when it holds one: an l or I alone is a Roman numeral first.
func digitReading(lab label) int {
	if lab.num.roman > 0 || lab.num.alpha > 0 {
		return 0
	}
	return lab.num.arab
}

// itemNumber is the number as a lawyer cites it: "2", "a", "iv".
func itemNumber(k itemKey, v int, lab label) string {
	switch k.class {
	case classBullet:
		return ""
	case classLowerRoman:
		return strings.ToLower(romanOf(v))
	case classUpperRoman:
		return romanOf(v)
	}
	return lab.num.text
}
