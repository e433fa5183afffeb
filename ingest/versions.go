package ingest

import (
	"fmt"
	"slices"
	"strings"
)

// A file may hold one agreement in several languages: one text after the other, side by side in the cells of
// a table or in columns, or paragraph by paragraph. versions takes them apart while the document is still a
// list of lines, so that every version is joined, assembled and marked like a document of its own.
//
// A version is a language that
//   - has at least minVersion letters, and versionShare of those of the longest version, and
//   - repeats the numbers of that version, as a translation does, when the two hold enough numbers to tell.
//
// So a quotation, a title, a law of approval or an annex in another language makes no version: it stays
// where it stands.

const (
	maxVersions   = 4    // languages of one file
	minVersion    = 150  // letters of the shortest version
	versionShare  = 0.4  // of the letters of the longest version
	listenShare   = 0.08 // of the letters of the longest that a language must have to be looked for at all
	likely        = 0.9  // how far the language of a line must lead to be looked for
	labelsTell    = 3    // numbered provisions that one text must have before they are compared
	labelsShare   = 0.6  // of the provisions of one text that its translation has at least
	numbersTell   = 6    // numbers that two texts must hold each before they are compared
	numbersCommon = 0.4  // share of numbers that a translation has in common with its original
)

// arrangement says how the versions of a file stand to each other.
type arrangement string

// The arrangements.
const (
	inSequence  arrangement = "one after the other"
	sideBySide  arrangement = "side by side"
	alternating arrangement = "paragraph by paragraph"
)

// passage is a line, or a cell of a row, that belongs to one version or to all.
type passage struct {
	rawLine
	row   int // of the table that it is a cell of, from 1; 0 for lines
	heard tally
	lang  int   // index into parting.langs
	also  uint8 // bit k: it stands in the version of language k too
}

// parting is a document on its way to its versions.
type parting struct {
	passages []passage
	langs    []voice // those that stand in the document, in order of size
	is       []bool  // whether the language makes a version
	how      arrangement
	beside   bool // the lines come from columns set side by side
	often    bool // the language changes all the time
}

// versions gives a draft for every language version, the main one first: that which comes first among the
// languages that are coded, unless another has much more text. It gives the draft itself when there is one.
func (d *draft) versions() []*draft {
	p := newParting(d.lines)
	if len(p.langs) < 2 {
		return []*draft{d}
	}
	p.beside = d.beside
	p.assign()
	if !p.qualify() {
		return []*draft{d}
	}
	p.settle()
	p.share()
	return p.drafts(d)
}

// newParting finds the languages of the lines. Most documents have one, and need no passages.
func newParting(lines []rawLine) *parting {
	p := &parting{how: inSequence}
	letters := decidedLetters(lines)
	most := slices.Max(letters[:])
	for v, n := range letters {
		if n >= minVersion/2 && float64(n) >= listenShare*float64(most) {
			p.langs = append(p.langs, voice(v))
		}
	}
	slices.SortStableFunc(p.langs, func(a, b voice) int { return letters[b] - letters[a] })
	p.langs = p.langs[:min(len(p.langs), maxVersions)]
	if len(p.langs) > 1 {
		p.hear(lines)
		p.cutRows()
	}
	return p
}

// hear makes a passage of each line.
func (p *parting) hear(lines []rawLine) {
	p.passages = make([]passage, len(lines))
	for i := range lines {
		u := &p.passages[i]
		u.rawLine = lines[i]
		u.heard.listen(u.text)
	}
}

// decidedLetters counts the letters of the lines whose language is plain, for every language.
func decidedLetters(lines []rawLine) (letters [voices]int) {
	count := func(s string) {
		var t tally
		t.listen(s)
		if v, lead := t.best(); lead >= likely {
			letters[v] += t.letters
		}
	}
	for i := range lines {
		l := &lines[i]
		if l.kind != markTableRow {
			count(l.text)
			continue
		}
		for cell := range strings.SplitSeq(l.text, cellBorder) {
			count(cell)
		}
	}
	return letters
}

// content is what can be compared between texts in different languages.
type content struct {
	letters, labels int
	numbers         map[string]int
}

// contents sums up what stands in each language.
func (p *parting) contents() []content {
	out := make([]content, len(p.langs))
	for i := range out {
		out[i].numbers = map[string]int{}
	}
	for i := range p.passages {
		u := &p.passages[i]
		c := &out[u.lang]
		c.letters += u.heard.letters
		countNumbers(u.text, c.numbers)
		if lab, ok := parseLabel(u.text); ok && (lab.fam != famNone || lab.shape == shapeDot && lab.num.arab > 0) {
			c.labels++
		}
	}
	return out
}

// qualify finds the languages that make versions, and reports whether there are two.
func (p *parting) qualify() bool {
	texts := p.contents()
	longest := 0
	for i := range texts {
		if texts[i].letters > texts[longest].letters {
			longest = i
		}
	}
	p.is = make([]bool, len(p.langs))
	found := 0
	for i := range texts {
		p.is[i] = i == longest || texts[i].translates(&texts[longest])
		if p.is[i] {
			found++
		}
	}
	return found > 1
}

// translates reports whether a text can be a translation of the longest one. A text without labels may be
// in a language whose labels are not known.
func (c *content) translates(longest *content) bool {
	few, many := min(c.labels, longest.labels), max(c.labels, longest.labels)
	return c.letters >= minVersion && float64(c.letters) >= versionShare*float64(longest.letters) &&
		(many < labelsTell || few == 0 || float64(few) >= labelsShare*float64(many)) && sameNumbers(c.numbers, longest.numbers)
}

// countNumbers counts the numbers of a text, whatever digits they are written in.
func countNumbers(s string, into map[string]int) {
	var num []byte
	for _, r := range s + " " {
		if d := digitValue(r); d >= 0 {
			num = append(num, byte('0'+d))
		} else if len(num) > 0 {
			into[string(num)]++
			num = num[:0]
		}
	}
}

// sameNumbers reports whether one text can be a translation of the other by its numbers.
func sameNumbers(a, b map[string]int) bool {
	common, inA, inB := 0, 0, 0
	for n, c := range a {
		inA += c
		common += min(c, b[n])
	}
	for _, c := range b {
		inB += c
	}
	least := min(inA, inB)
	return least < numbersTell || float64(common) >= numbersCommon*float64(least)
}

// drafts writes the passages of every version into a draft of its own.
func (p *parting) drafts(d *draft) []*draft {
	var out []*draft
	var names []string
	for k := range p.langs {
		if p.is[k] {
			names = append(names, p.langs[k].code())
		}
	}
	slices.Sort(names)
	for k := range p.langs {
		if !p.is[k] {
			continue
		}
		v := *d
		v.lines, v.warnings = p.lines(k, d.wrapped), slices.Clone(d.warnings)
		v.lang, v.how = p.langs[k].code(), p.how
		v.meta = d.metaFor(p.langs[k])
		v.warn(fmt.Sprintf("the file holds versions in %s, %s: this is the version in %s", strings.Join(names, ", "), p.how, v.lang))
		out = append(out, &v)
	}
	slices.SortStableFunc(out, func(a, b *draft) int { return p.first(voiceOf(a.lang)) - p.first(voiceOf(b.lang)) })
	return mainFirst(out)
}

// lines are those of the version, the shared ones among them.
func (p *parting) lines(k int, wrapped bool) []rawLine {
	var out []rawLine
	last := -1
	for i := range p.passages {
		u := &p.passages[i]
		if u.lang != k && u.also>>k&1 == 0 {
			continue
		}
		l := u.rawLine
		l.seam = l.seam || wrapped && last >= 0 && last != i-1
		out = append(out, l)
		last = i
	}
	return out
}

// first is where the version begins: with its first line where versions take turns, else with its largest block.
func (p *parting) first(v voice) int {
	k := slices.Index(p.langs, v)
	if p.how != inSequence {
		return slices.IndexFunc(p.passages, func(u passage) bool { return u.lang == k })
	}
	return largest(p.blocks(), k).from
}

// metaFor keeps a title that the format gave only with the version in its language.
func (d *draft) metaFor(v voice) map[string]string {
	out := map[string]string{}
	for key, value := range d.meta {
		var t tally
		t.listen(value)
		if best, lead := t.best(); key == "title" && lead >= decided && best != v {
			continue
		}
		out[key] = value
	}
	return out
}

// codedLanguages are those that agreements are coded in.
var codedLanguages = wordSet("en fr es de nl")

// mainShare is how long the first version must be, as a share of the longest, to be the main one.
const mainShare = 0.6

// mainFirst puts the main version first: the first one in a coded language that is not much shorter than the
// longest of these. Without any it is the first of all.
func mainFirst(out []*draft) []*draft {
	longest := 0
	for _, v := range out {
		if codedLanguages.has(v.lang) {
			longest = max(longest, v.size())
		}
	}
	for i, v := range out {
		if codedLanguages.has(v.lang) && float64(v.size()) >= mainShare*float64(longest) {
			return append([]*draft{v}, slices.Delete(slices.Clone(out), i, i+1)...)
		}
	}
	return out
}

func (d *draft) size() int {
	n := 0
	for _, l := range d.lines {
		n += len(l.text)
	}
	return n
}
