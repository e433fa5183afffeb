package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// cand is a line that begins with a label and may open an article.
type cand struct {
	line   int
	lab    label
	strong int // how much it looks like a label and not like a reference in running text
}

// runKey tells numbering schemes apart.
type runKey struct {
	fam    family
	shape  shape
	upper  bool
	quoted bool // of articles that are quoted
}

// plain is the scheme outside quotations.
func (k runKey) plain() runKey {
	k.quoted = false
	return k
}

// run is a climbing sequence of labels of one scheme.
type run struct {
	key   runKey
	items []runItem
}

type runItem struct {
	cand
	value int
}

func (r *run) first() int { return r.items[0].line }
func (r *run) last() int  { return r.items[len(r.items)-1].line }

// maxOpenRuns bounds how many runs of one scheme are kept open at a time.
const maxOpenRuns = 6

// maxSkip is how many numbers a run may miss in one place.
const maxSkip = 3

// findRuns builds every run in the lines from lo to hi, in order of their first labels. No run reaches
// over a landmark that begins something new.
func findRuns(lines []line, lo, hi int, land []landmark) []*run {
	var all []*run
	open := map[runKey][]*run{}
	for i := lo; i < hi; i++ {
		if lines[i].noise || publishes(&lines[i]) {
			continue
		}
		for len(land) > 0 && land[0].line <= i {
			if land[0].line == i && land[0].kind.restarts() {
				clear(open)
			}
			land = land[1:]
		}
		lab, ok := lines[i].label()
		if !ok || lab.shape == shapeBullet || lab.shape == shapeDecimal {
			continue
		}
		c := cand{line: i, lab: lab, strong: strength(lines, i, lab)}
		if c.strong < 1 {
			continue
		}
		key := keyOf(lab)
		key.quoted = lines[i].quoted
		var born *run
		open[key], born = place(open[key], key, c)
		if born != nil {
			all = append(all, born)
		}
	}
	return all
}

// maxRuns is how many runs are weighed; the longest are kept.
const maxRuns = 48

// longest keeps the longest runs, in text order.
func longest(runs []*run) []*run {
	if len(runs) <= maxRuns {
		return runs
	}
	lengths := make([]int, len(runs))
	for i, r := range runs {
		lengths[i] = len(r.items)
	}
	slices.Sort(lengths)
	least := lengths[len(lengths)-maxRuns]
	var out []*run
	for _, r := range runs {
		if len(r.items) >= least && len(out) < maxRuns {
			out = append(out, r)
		}
	}
	return out
}

func keyOf(l label) runKey {
	if l.shape == shapeWord {
		return runKey{fam: l.fam}
	}
	return runKey{shape: l.shape, upper: l.upper || digitReading(l) == 0}
}

// place extends the open run that the label continues, or opens a new one at number 1. The runs are
// kept with the latest extended one last.
func place(open []*run, key runKey, c cand) ([]*run, *run) {
	for i := len(open) - 1; i >= 0; i-- {
		if v := open[i].next(c, 1); v > 0 {
			return touch(open, i, c, v), nil
		}
	}
	if n := len(open); n > 0 && open[n-1].repeats(c) {
		if last := &open[n-1].items[len(open[n-1].items)-1]; c.strong > last.strong && !c.lab.num.bis {
			last.cand = c
		}
		return open, nil
	}
	for _, v := range c.lab.num.readings() {
		if v == 1 {
			r := &run{key: key, items: []runItem{{c, 1}}}
			if len(open) >= maxOpenRuns {
				open = open[1:]
			}
			return append(open, r), r
		}
	}
	for i := len(open) - 1; i >= 0 && c.strong >= 2; i-- {
		if v := open[i].next(c, maxSkip); v > 0 {
			return touch(open, i, c, v), nil
		}
	}
	if v := c.lab.num.arab + c.lab.num.roman; len(open) == 0 && key.fam == famArticle && c.strong >= 3 && v > 1 && v <= maxSkip+1 {
		r := &run{key: key, items: []runItem{{c, v}}} // its first labels are lost
		return append(open, r), r
	}
	return open, nil
}

func touch(open []*run, i int, c cand, v int) []*run {
	r := open[i]
	r.items = append(r.items, runItem{c, v})
	return append(append(open[:i:i], open[i+1:]...), r)
}

// next is the value the label has when it follows the run with at most skip numbers' distance, or 0.
func (r *run) next(c cand, skip int) int {
	last := r.items[len(r.items)-1]
	best := 0
	for _, v := range c.lab.num.readings() {
		d := v - last.value
		if d >= 1 && d <= skip && (best == 0 || v < best) {
			best = v
		}
		if c.lab.num.bis && v == last.value && v > 0 {
			return v
		}
	}
	if best == 0 && c.lab.num.worn == last.value+1 {
		return c.lab.num.worn
	}
	return best
}

// repeats reports whether the label has the number of the run's last item, close by.
func (r *run) repeats(c cand) bool {
	last := r.items[len(r.items)-1]
	for _, v := range c.lab.num.readings() {
		if v == last.value && v > 1 {
			return true
		}
	}
	return false
}

// strength weighs whether the label at line i opens a part. Below 1 it is a reference in running text.
func strength(lines []line, i int, lab label) int {
	l := &lines[i]
	rest := l.text[lab.rest:]
	s := 0
	if l.mark {
		s += 3
	}
	if l.gap {
		s += 2
	} else if prev := prevText(lines, i); prev == nil || prev.endsSentence() || prev.mark || prev.upper() {
		s++
	} else {
		s -= 2
	}
	switch {
	case lab.shape == shapeWord && (rest == "" || noteOnly(rest)): // alone on its line, be it under a heading
		s += 3
	case rest == "":
		s++
	case !startsUpper(rest) && !opensItem(rest) || crossReference(rest), strings.HasPrefix(l.text[lab.end:], ",") && lab.fam != famNone:
		s -= 3
	case lab.sep:
		s += 2
	case lab.shape == shapeWord && len(rest) > 120:
		s--
	default:
		s++
	}
	return s
}

// opensItem reports whether a bracketed label follows the number of an article: "2. (a) The Board".
func opensItem(rest string) bool {
	lab, ok := parseLabel(rest)
	return ok && (lab.shape == shapeParen || lab.shape == shapeHalf) && startsUpper(rest[lab.rest:])
}

// noteOnly reports whether nothing but a note in brackets follows a label: "Article 2 [as amended in 1976]".
func noteOnly(rest string) bool {
	return len(rest) < 120 && (rest[0] == '[' && rest[len(rest)-1] == ']' || rest[0] == '(' && rest[len(rest)-1] == ')') && !startsUpper(rest)
}

// prevText is the nearest line above that is no noise.
func prevText(lines []line, i int) *line {
	if above := lines[i].above; above >= 0 {
		return &lines[above]
	}
	return nil
}

// referenceWords follow the number of an article that is only mentioned.
var referenceWords = wordSet("of and or to du de des del der des die van lid abs absatz para paragraph paragraphs paragraphe " +
	"parrafo inc inciso lit letter above below und oder y o et ou en bis subparagraph apartado nr ziff satz shall is are above-mentioned hereof hereinafter")

func crossReference(rest string) bool {
	w := leadingToken(rest)
	if w == "" || referenceWords.has(w) {
		return w != ""
	}
	tail := strings.TrimLeft(rest[len(w):], ". ")
	_, numbered := readNumber(tail)
	return referenceNames.has(fold(w)) && (!startsUpper(rest) || numbered > 0 || !startsSmall(tail)) // no heading: "Article 2 Lid worden"
}

// startsSmall reports whether s begins with a small letter.
func startsSmall(s string) bool {
	for _, c := range s {
		return unicode.IsLower(c)
	}
	return false
}

// referenceNames are words for parts of an article; behind its number they make it a reference.
var referenceNames = wordSet("absatz abs satz buchstabe ziffer nummer unterabsatz paragraph paragraphs lid alinea parrafo apartado inciso")
