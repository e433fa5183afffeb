package ingest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	switchCost  = 2.5 // of another language in the next line
	switchOften = 0.9 // where languages change from paragraph to paragraph
	maxHeard    = 7   // what one line may say against a language
	learned     = 0.7 // what a word says that stands in one language only
	learnedOnce = 2   // times that a word must stand to be learned
	onlyShare   = 0.9 // share of a word's places that make it a word of one language
	oftenShare  = 5   // a change in every so many lines is often
)

// assign gives every passage the language that fits it and its neighbours best: twice, the second time with
// the words that the document itself has taught.
func (p *parting) assign() {
	cost := switchCost
	p.ask()
	if p.often = p.turnsOften(); p.often {
		cost = switchOften
	}
	p.walk(cost)
	p.learn()
	p.walk(cost)
}

const (
	askBelow   = 2  // the lead below which a passage needs another opinion
	askLetters = 15 // letters that it takes to have one
	opinion    = 1  // what it says
)

// ask has the library judge, by its letters, each passage whose small words say little.
func (p *parting) ask() {
	white := map[whatlanggo.Lang]bool{}
	for l := range whatlanggo.Langs {
		white[l] = slices.Contains(p.langs, voiceOf(l.Iso6391()))
	}
	for i := range p.passages {
		u := &p.passages[i]
		if u.heard.letters < askLetters || p.lead(i) >= askBelow {
			continue
		}
		info := whatlanggo.DetectWithOptions(clip(u.text, maxPiece), whatlanggo.Options{Whitelist: white})
		if v := voiceOf(info.Lang.Iso6391()); slices.Contains(p.langs, v) {
			u.heard.score[v] += opinion * float32(info.Confidence)
		}
	}
}

// lead is how much more speaks for the passage's best language than for the next.
func (p *parting) lead(i int) float64 {
	first, second := -1, maxHeard+0.0
	for l := range p.langs {
		if c := p.against(i, l); c == 0 && first < 0 {
			first = l
		} else {
			second = min(second, c)
		}
	}
	return second
}

// turnsOften reports whether the lines whose language is plain by themselves change it all the time.
func (p *parting) turnsOften() bool {
	last, lines, turns := -1, 0, 0
	for i := range p.passages {
		l := p.plainly(i)
		if l < 0 {
			continue
		}
		if lines++; last >= 0 && l != last {
			turns++
		}
		last = l
	}
	return turns*oftenShare > lines
}

// plainly is the language that the passage itself speaks for, or -1 when it does not clearly.
func (p *parting) plainly(i int) int {
	best := -1
	for l := range p.langs {
		switch c := p.against(i, l); {
		case c == 0 && best < 0:
			best = l
		case c < likely:
			return -1
		}
	}
	return best
}

// walk finds the cheapest way through the passages: a passage costs what speaks for another language more than
// for its own, a change costs by how unlikely a border is.
func (p *parting) walk(cost float64) {
	k := len(p.langs)
	total, back := make([]float64, k), make([][]int8, len(p.passages))
	for i := range p.passages {
		back[i] = make([]int8, k)
		turn := p.turn(i, cost)
		best := 0
		for l := range total {
			if total[l] < total[best] {
				best = l
			}
		}
		next := make([]float64, k)
		for l := range next {
			next[l], back[i][l] = total[l], int8(l)
			if c := total[best] + turn; i > 0 && c < next[l] {
				next[l], back[i][l] = c, int8(best)
			}
			next[l] += p.against(i, l)
		}
		total = next
	}
	at := 0
	for l := range total {
		if total[l] < total[at] {
			at = l
		}
	}
	for i := len(p.passages) - 1; i >= 0; i-- {
		p.passages[i].lang = at
		at = int(back[i][at])
	}
}

// against is what speaks for the best language of the passage more than for this one.
func (p *parting) against(i, l int) float64 {
	t := &p.passages[i].heard
	best := float32(0)
	for _, v := range p.langs {
		best = max(best, t.score[v])
	}
	return min(float64(best-t.score[p.langs[l]]), maxHeard)
}

// turn is what a change of language before the passage costs: cells change freely, sentences do not.
func (p *parting) turn(i int, cost float64) float64 {
	if i == 0 {
		return 0
	}
	u, prev := &p.passages[i], &p.passages[i-1]
	if u.row > 0 || prev.row > 0 {
		return 0.3
	}
	if u.gap {
		cost -= 0.4
	}
	if startsLower(u.text) {
		cost += 1.2
	}
	switch {
	case p.often:
	case opens(prev.text):
		cost += 1
	case !endsStop(prev.text):
		cost += 0.4
	}
	return cost
}

// opens reports whether the line announces what follows: a bare label, or a lead-in.
func opens(s string) bool {
	if strings.HasSuffix(s, ":") {
		return true
	}
	lab, ok := parseLabel(s)
	return ok && s[lab.rest:] == ""
}

// learn adds to every passage what the words say that the document has in one of its languages only, as far
// as the language of its lines is plain.
func (p *parting) learn() {
	counts := map[string]*[maxVersions]int{}
	plain := make([]int, len(p.passages))
	for i := range p.passages {
		if plain[i] = p.plainly(i); plain[i] < 0 {
			continue
		}
		for w := range words(p.passages[i].text) {
			if counts[w] == nil {
				counts[w] = new([maxVersions]int)
			}
			counts[w][plain[i]]++
		}
	}
	for i := range p.passages {
		u := &p.passages[i]
		for w := range words(u.text) {
			if l := only(counts[w], plain[i]); l >= 0 {
				u.heard.score[p.langs[l]] += learned
			}
		}
	}
}

// only is the language that nearly all places of a word are in, its place in a passage of language own left
// out (-1 is no language); -1 when there is none.
func only(c *[maxVersions]int, own int) int {
	if c == nil {
		return -1
	}
	total := 0
	for _, n := range c {
		total += n
	}
	if own >= 0 {
		total--
	}
	for l, n := range c {
		if l == own {
			n--
		}
		if n >= learnedOnce && float64(n) >= onlyShare*float64(total) {
			return l
		}
	}
	return -1
}

// words yields the words of a line in small letters. Words without letters and of one letter are no help.
func words(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return scriptOf(r) == noScript }) {
			if len(w) > 1 && !yield(strings.ToLower(w)) {
				return
			}
		}
	}
}

// digitValue is the value of a digit of any script, or -1.
func digitValue(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if r < 0x80 || !unicode.IsDigit(r) {
		return -1
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero)
}
