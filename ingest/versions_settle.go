package ingest

import (
	"math/bits"
	"slices"
	"strings"
)

// block is a row of passages in one language.
type block struct {
	from, to int // passages
	lang     int
	letters  int
}

// blocks lists the blocks in order.
func (p *parting) blocks() []block {
	var out []block
	for i := range p.passages {
		if n := len(out); n == 0 || out[n-1].lang != p.passages[i].lang {
			out = append(out, block{from: i, lang: p.passages[i].lang})
		}
		b := &out[len(out)-1]
		b.to = i + 1
		b.letters += p.passages[i].heard.letters
	}
	return out
}

const (
	strayLetters = 250  // a block with fewer is a quotation or a title
	strayShare   = 0.15 // when it has less than this share of its language too
	wholeShare   = 0.7  // of a language in one block: it stands by itself
)

// settle finds how the versions stand to each other. Where they stand one after the other, a few lines of
// another language in the midst of one are its quotation, and names at a border close the text before it.
func (p *parting) settle() {
	blocks := p.blocks()
	total := p.totals(blocks)
	p.how = p.arrangement(total, blocks)
	if p.how != inSequence {
		return
	}
	for i := 1; i+1 < len(blocks); i++ {
		b, host := blocks[i], blocks[i-1].lang
		if host == blocks[i+1].lang && b.stray(total) && !blocks[i-1].stray(total) {
			p.give(b, host)
		}
	}
	for _, b := range p.blocks()[1:] {
		for i := b.from; i < b.to-1 && p.closes(i); i++ {
			p.passages[i].lang = p.passages[b.from-1].lang
		}
	}
}

// totals are the letters of each language.
func (p *parting) totals(blocks []block) []int {
	total := make([]int, len(p.langs))
	for _, b := range blocks {
		total[b.lang] += b.letters
	}
	return total
}

// closes reports whether the passage may be the last of the text before it: nothing in it speaks for a
// language, and it announces nothing.
func (p *parting) closes(i int) bool {
	for l := range p.langs {
		if p.against(i, l) > 0 {
			return false
		}
	}
	u := &p.passages[i]
	lab, label := parseLabel(u.text)
	label = label && (lab.fam != famNone || u.text[lab.rest:] == "") // and no initial of a name
	return !label && !u.isHeading() && !containsAny(fold(u.text), translationMarks)
}

func (u *passage) isHeading() bool { return u.kind == markHeading }

// translationMarks are what publishers set over a translation, folded.
var translationMarks = []string{"translation", "traduction", "traduccion", "ubersetzung", "vertaling", "traducao", "traduzione", "oversattning", "oversettelse"}

// arrangement tells texts that follow each other from columns and from paragraphs that take turns.
func (p *parting) arrangement(total []int, blocks []block) arrangement {
	most, whole, long, cells, all := make([]int, len(p.langs)), true, 0, 0, 0
	for _, b := range blocks {
		most[b.lang] = max(most[b.lang], b.letters)
		if p.is[b.lang] && !b.stray(total) {
			long++
		}
	}
	versions := 0
	for l := range total {
		if p.is[l] {
			versions++
			whole = whole && float64(most[l]) >= wholeShare*float64(total[l])
		}
	}
	for i := range p.passages {
		all += p.passages[i].heard.letters
		if p.passages[i].row > 0 {
			cells += p.passages[i].heard.letters
		}
	}
	pages := p.passages[len(p.passages)-1].page
	switch {
	case 2*cells >= all, p.beside:
		return sideBySide
	case whole, long == versions:
		return inSequence
	case pages > 0 && len(blocks) <= pages*(versions+1):
		return sideBySide
	}
	return alternating
}

func (b block) stray(total []int) bool {
	return b.letters < strayLetters && float64(b.letters) < strayShare*float64(total[b.lang])
}

// largest is the largest block of a language.
func largest(blocks []block, lang int) block {
	var out block
	for _, b := range blocks {
		if b.lang == lang && b.letters > out.letters {
			out = b
		}
	}
	return out
}

func (p *parting) give(b block, lang int) {
	for i := b.from; i < b.to; i++ {
		p.passages[i].lang = lang
	}
}

// share says what stands in more than one version: the head of the file, and labels that are printed once.
// What is in a language that makes no version stays with the version that it follows.
func (p *parting) share() {
	blocks := p.blocks()
	head := 0
	for head < len(blocks)-1 && (blocks[head] != largest(blocks, blocks[head].lang) || !p.is[blocks[head].lang]) {
		head++
	}
	last := blocks[head].lang
	for _, b := range blocks[head:] {
		if !p.is[b.lang] {
			p.give(b, last)
		}
		last = b.lang
		if !p.is[last] {
			last = p.passages[b.from].lang
		}
	}
	switch {
	case p.how == inSequence:
		p.shareHead(blocks[head].from)
		return
	case p.beside:
		p.shareHead(slices.IndexFunc(p.passages, func(u passage) bool { return !u.cross }))
	default:
		p.shareHead(slices.IndexFunc(p.passages, func(u passage) bool { return u.row > 0 }))
	}
	p.pairLabels()
	p.shareLabels()
}

// shareHead gives the passages before the first version, such as a masthead or a title of the publisher, to
// every version that has nothing of its own among them.
func (p *parting) shareHead(to int) {
	if to < 0 {
		return
	}
	for k := range p.langs {
		if slices.ContainsFunc(p.passages[:to], func(u passage) bool { return u.lang == k }) {
			continue
		}
		for i := range p.passages[:to] {
			p.passages[i].also |= 1 << k
		}
	}
}

// pairLabels parts labels that stand twice in a row, once for each version, where short headings behind them
// say too little: "III. Procedure" and "III. Procedure".
func (p *parting) pairLabels() {
	order := p.order()
	for i := 0; i+len(order) <= len(p.passages); i++ {
		run, known := 1, uint8(1)<<p.passages[i].lang
		for run < len(order) && sameLabel(p.passages[i].text, p.passages[i+run].text) {
			known |= 1 << p.passages[i+run].lang
			run++
		}
		if run < len(order) || run < 2 || bits.OnesCount8(known) == run {
			continue
		}
		for n, l := range order {
			p.passages[i+n].lang = l
		}
		i += run - 1
	}
}

// order lists the versions as the same label mostly follows in them.
func (p *parting) order() []int {
	var after [maxVersions][maxVersions]int
	for i := 1; i < len(p.passages); i++ {
		if a, b := &p.passages[i-1], &p.passages[i]; sameLabel(a.text, b.text) {
			after[a.lang][b.lang]++
		}
	}
	var out []int
	for l := range p.langs {
		if p.is[l] {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return after[b][a] - after[a][b] })
	return out
}

// sameLabel reports whether two lines bear the same label, whatever language it is in.
func sameLabel(a, b string) bool {
	x, ok := parseLabel(a)
	y, also := parseLabel(b)
	return ok && also && x.fam == y.fam && x.shape == y.shape && x.shape != shapeBullet && x.major == y.major && x.num.readings() == y.num.readings()
}

// shareLabels gives labels that are the same in several languages, such as "Article 5", to the versions that
// they head: one each where they are repeated at once, one for all where they are printed once.
func (p *parting) shareLabels() {
	times := map[string]int{}
	for i := range p.passages {
		times[p.neutralLabel(i)]++
	}
	for i := 0; i < len(p.passages); i++ {
		label := p.neutralLabel(i)
		if label == "" {
			continue
		}
		j := i + 1
		for j < len(p.passages) && p.neutralLabel(j) == label {
			j++
		}
		for n, l := range p.group(j) {
			switch {
			case n < j-i && j-i > 1:
				p.passages[i+n].lang = l
			case j-i == 1 && times[label] == 1:
				p.passages[i].also |= 1 << l
			}
		}
		i = j - 1
	}
}

// neutralLabel is the label of an article that the passage bears alone, when nothing in it tells the
// language; else "".
func (p *parting) neutralLabel(i int) string {
	u := &p.passages[i]
	lab, ok := parseLabel(u.text)
	if !ok || lab.fam == famNone || u.text[lab.rest:] != "" {
		return ""
	}
	for l := range p.langs {
		if p.is[l] && p.against(i, l) > likely {
			return ""
		}
	}
	return strings.ToLower(u.text)
}

// group lists the languages of the passages from i to the next bare label, in order. A language that has a
// label of its own there is left out.
func (p *parting) group(i int) []int {
	var out []int
	seen := uint8(0)
	for ; i < len(p.passages); i++ {
		lab, ok := parseLabel(p.passages[i].text)
		if ok && lab.fam != famNone && p.passages[i].text[lab.rest:] == "" {
			return out
		}
		if l := p.passages[i].lang; seen>>l&1 == 0 && p.is[l] {
			seen |= 1 << l
			out = append(out, l)
		}
	}
	return out
}
