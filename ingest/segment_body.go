package ingest

import (
	"strconv"

	"corridor/corpus"
)

// structure cuts the lines from lo to hi into chapters and articles by the run, or into paragraphs
// where there is none. Nothing reaches beyond the offset end.
func (d *document) structure(lo, hi int, r *run, end int) []corpus.Segment {
	items := itemsWithin(r, lo, hi)
	if len(items) == 0 {
		return d.headed(lo, hi, end)
	}
	starts := d.blockStarts(items, lo)
	above := d.headingsAbove(items, starts)
	inRun := d.inRunHeadings(items)
	var events []event
	for k, it := range items {
		last := hi
		if k+1 < len(items) {
			last = starts[k+1]
		}
		first, pre := it.line, corpus.Span{}
		if above && starts[k] < it.line && !d.labelled(it.line-1) {
			first, pre = it.line-1, d.lines[it.line-1].body
		}
		events = append(events, d.chapters(starts[k], first)...)
		b := articleBuilder{d: d, it: it, first: first, hi: last, end: end, inRun: inRun}
		stop := d.appended(k+1 == len(items), it.line, last)
		b.hi = stop
		events = append(events, event{seg: b.build(pre)})
		if stop < last {
			events = append(events, d.closing(stop, last, end))
		}
	}
	return nest(events)
}

// headed cuts lines without numbers into the chapters that their headings make, or into paragraphs.
func (d *document) headed(lo, hi, end int) []corpus.Segment {
	heads := d.freeHeadings(lo, hi)
	if len(heads) < 2 {
		return d.paragraphs(lo, hi, end)
	}
	out := d.paragraphs(lo, heads[0], end)
	for k, j := range heads {
		next := hi
		if k+1 < len(heads) {
			next = heads[k+1]
		}
		s := corpus.Segment{Kind: corpus.SegChapter, Span: d.lines[j].body, Heading: d.lines[j].body}
		s.Children = d.paragraphs(j+1, next, end)
		if n := len(s.Children); n > 0 {
			s.Span.End = s.Children[n-1].Span.End
		} else {
			s.Span.End = max(s.Span.End, d.ownEnd(j+1, next, end))
		}
		out = append(out, s)
	}
	return out
}

// ownEnd is where the text of the lines from lo to hi ends.
func (d *document) ownEnd(lo, hi, end int) int {
	units := d.units(lo, hi, end)
	if len(units) == 0 {
		return 0
	}
	return units[len(units)-1].span.End
}

// freeHeadings lists the lines that head a text without numbers: set apart, short, and followed by sentences.
func (d *document) freeHeadings(lo, hi int) []int {
	var out []int
	sentences := 0
	for j := lo; j < hi; j++ {
		l := &d.lines[j]
		switch {
		case l.noise:
		case l.endsSentence() || len(l.text) > 100:
			sentences++
		case j+1 < hi && l.gap && !l.isLab && len(l.text) <= 80 && headingLike(d.lines, j) && !dated(l.fold) && d.lines[j+1].endsSentence():
			out = append(out, j)
		}
	}
	if len(out) > sentences {
		return nil
	}
	return out
}

func itemsWithin(r *run, lo, hi int) []runItem {
	if r == nil {
		return nil
	}
	var out []runItem
	for _, it := range r.items {
		if it.line >= lo && it.line < hi {
			out = append(out, it)
		}
	}
	return out
}

// event is a chapter heading or an article, in text order.
type event struct {
	seg  corpus.Segment
	rank int // of a chapter: smaller ranks hold greater ones; 0 for an article
}

// nest puts the events into a tree: a chapter holds what follows it up to the next of its rank or above.
func nest(events []event) []corpus.Segment {
	var out []corpus.Segment
	for i := 0; i < len(events); {
		e := events[i]
		i++
		if e.rank > 0 {
			j := i
			for j < len(events) && (events[j].rank == 0 || events[j].rank > e.rank) {
				j++
			}
			e.seg.Children = append(e.seg.Children, nest(events[i:j])...)
			if n := len(e.seg.Children); n > 0 {
				e.seg.Span.End = max(e.seg.Span.End, e.seg.Children[n-1].Span.End)
			}
			i = j
		}
		out = append(out, e.seg)
	}
	return out
}

// blockStarts finds for each article the first line of the headings that stand before it.
func (d *document) blockStarts(items []runItem, lo int) []int {
	out := make([]int, len(items))
	for k, it := range items {
		floor := lo
		if k > 0 {
			floor = items[k-1].line + 1
			if prev := &d.lines[items[k-1].line]; prev.text[items[k-1].lab.rest:] == "" {
				floor++
			}
		}
		out[k] = d.headingBlock(it.line, floor, false)
	}
	return out
}

// maxHeadingBlock is how many lines of headings may stand before an article.
const maxHeadingBlock = 7

// headingBlock is the first of the heading lines that stand right before the line, not above floor.
func (d *document) headingBlock(article, floor int, labelled bool) int {
	start := article
	for j := article - 1; j >= floor && article-j <= maxHeadingBlock; j-- {
		if d.lines[j].noise {
			continue
		}
		if !d.chapterLine(j, labelled) {
			break
		}
		start = j
	}
	for start < article && labelled && !d.labelled(start) {
		start++
	}
	return start
}

// chapterLine reports whether line j may be a chapter heading or a further line of one.
func (d *document) chapterLine(j int, labelled bool) bool {
	l := &d.lines[j]
	if len(l.text) > 160 {
		return false
	}
	if lab, ok := l.label(); ok {
		rest := l.text[lab.rest:]
		switch {
		case d.main != nil && keyOf(lab) == d.main.key:
			return false
		case lab.fam.container():
			return (l.gap || l.mark || l.upper() || rest == "") && (len(rest) < 100) && (rest == "" || startsUpper(rest))
		case lab.upper && (lab.shape == shapeDot || lab.shape == shapeDash) && lab.num.roman+lab.num.alpha > 0:
			return len(rest) < 100 && !l.endsSentence() && (l.gap || l.mark)
		}
		return false
	}
	if testimony(d.lines, j) || !startsUpper(l.text) && !l.mark {
		return false
	}
	if !l.gap && d.labelled(j-1) && len(l.text) < 100 && !l.endsSentence() {
		return true
	}
	return headingLike(d.lines, j) && (l.mark || l.upper() || d.afterSentence(j) || labelled)
}

// afterSentence reports whether the text above line j has come to an end.
func (d *document) afterSentence(j int) bool {
	prev := prevText(d.lines, j)
	return prev == nil || prev.endsSentence() || prev.mark || prev.upper() || d.labelled(j-1) || headingLike(d.lines, j-1)
}

// labelled reports whether line j bears the label of a chapter.
func (d *document) labelled(j int) bool {
	if j < 0 {
		return false
	}
	lab, ok := d.lines[j].label()
	return ok && (lab.fam.container() || lab.upper && (lab.shape == shapeDot || lab.shape == shapeDash))
}

// headingsAbove reports whether articles bear their headings above their numbers.
func (d *document) headingsAbove(items []runItem, starts []int) bool {
	n, all := 0, 0
	for k, it := range items {
		if d.anyLabelled(starts[k], it.line) {
			continue // the heading may be the chapter's
		}
		if all++; starts[k] < it.line {
			n++
		}
	}
	return len(items) >= 3 && n >= 2 && 10*n >= 7*all
}

// anyLabelled reports whether the label of a chapter stands in the lines from lo to hi.
func (d *document) anyLabelled(lo, hi int) bool {
	for j := lo; j < hi; j++ {
		if d.labelled(j) {
			return true
		}
	}
	return false
}

// chapters turns the heading lines from lo to hi into chapter events.
func (d *document) chapters(lo, hi int) []event {
	var out []event
	for j := lo; j < hi; j++ {
		l := &d.lines[j]
		if l.noise {
			continue
		}
		lab, ok := l.label()
		if ok && d.labelled(j) {
			s := corpus.Segment{Kind: corpus.SegChapter, Span: l.body, Number: lab.num.textFor(chapterValue(lab))}
			s.Label = corpus.Span{Start: l.body.Start + lab.start, End: l.body.Start + lab.end}
			s.Heading = trimPunct(d.text, corpus.Span{Start: l.body.Start + lab.rest, End: l.body.End})
			out = append(out, event{s, chapterRank(lab)})
			continue
		}
		if n := len(out); n > 0 && (out[n-1].rank < plainRank || !l.gap) {
			prev := &out[n-1].seg
			prev.Heading = prev.Heading.Join(l.body)
			prev.Span.End = l.body.End
			continue
		}
		out = append(out, event{corpus.Segment{Kind: corpus.SegChapter, Span: l.body, Heading: l.body}, plainRank})
	}
	return out
}

func chapterValue(lab label) int {
	if lab.num.alpha > 0 && lab.num.roman > 10 {
		return 0
	}
	if lab.num.roman > 0 {
		return lab.num.roman
	}
	return lab.num.arab
}

// plainRank is the rank of a chapter heading without a number, below all others.
const plainRank = 7

func chapterRank(lab label) int {
	switch lab.fam {
	case famPart:
		return 1
	case famTitle:
		return 2
	case famChapter:
		return 3
	case famSection:
		return 4
	}
	if lab.num.roman > 0 {
		return 5
	}
	return 6
}

// appended finds, after the last article, a heading under which provisions counted apart follow:
// "FINAL PROVISIONS. First. …". It gives hi when there is none.
func (d *document) appended(last bool, lo, hi int) int {
	if !last {
		return hi
	}
	for j := lo + 2; j+1 < hi; j++ {
		if !headingLike(d.lines, j) || !(d.lines[j].mark || d.lines[j].upper()) {
			continue
		}
		if lab, ok := d.lines[j+1].label(); ok && lab.shape == shapeOrdinal && lab.num.arab == 1 {
			return j
		}
	}
	return hi
}

// closing is the chapter of provisions counted apart.
func (d *document) closing(lo, hi, end int) event {
	s := corpus.Segment{Kind: corpus.SegChapter, Span: d.lines[lo].body, Heading: d.lines[lo].body}
	s.Children = d.paragraphs(lo+1, hi, end)
	if n := len(s.Children); n > 0 {
		s.Span.End = s.Children[n-1].Span.End
	}
	return event{s, plainRank}
}

// articleNumber is the normal form of an article's number.
func articleNumber(it runItem) string {
	if it.lab.num.bis {
		return it.lab.num.text
	}
	if it.lab.num.alpha == it.value && it.lab.num.roman != it.value && it.lab.num.arab != it.value {
		return it.lab.num.text
	}
	return strconv.Itoa(it.value)
}
