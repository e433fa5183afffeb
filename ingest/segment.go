package ingest

import (
	"strconv"
	"strings"

	"corridor/corpus"
)

// segment cuts the text into the tree of its parts. The top level covers every byte; inside the body,
// the annexes and the protocols stand chapters, articles, paragraphs and items.
func segment(x *extracted) []corpus.Segment {
	lines := splitLines(x)
	if len(lines) == 0 {
		return []corpus.Segment{{Kind: corpus.SegOther, Span: corpus.Span{End: len(x.Text)}}}
	}
	d := &document{text: x.Text, lines: lines, wrap: wrapWidth(lines), sups: supLines(x, lines)}
	d.toc = findContents(lines)
	for i := d.toc.lo; i < d.toc.hi; i++ {
		lines[i].noise = true
	}
	d.land = findLandmarks(lines)
	d.runs = longest(findRuns(lines, 0, len(lines), d.land))
	d.main = chooseRun(lines, d.runs, 0, len(lines), d.land)
	if d.main != nil {
		d.main = mend(lines, d.main, d.afterAgreed(d.main.first()), d.closingLine())
	}
	return d.assemble()
}

// document is a text on its way to a tree.
type document struct {
	text  string
	lines []line
	wrap  int          // width of hard-wrapped lines, or 0 when a line is a paragraph
	sups  map[int]bool // lines that begin with a superscript number
	toc   contents
	land  []landmark
	runs  []*run
	main  *run // the agreement's own articles, or nil
}

// closingLine is the first line after the main run that closes the agreement's own text.
func (d *document) closingLine() int {
	for _, m := range d.land {
		if d.main != nil && m.line > d.main.last() && m.kind.closes() {
			return m.line
		}
	}
	return len(d.lines)
}

// part is a top-level part: from a line, or from an offset within it, to the next part.
type part struct {
	kind corpus.SegmentKind
	line int
	at   int // byte offset
}

func (d *document) part(kind corpus.SegmentKind, line int) part {
	return part{kind, line, d.lines[line].body.Start}
}

// assemble finds the top-level parts in order and fills each.
func (d *document) assemble() []corpus.Segment {
	body := d.bodyStart()
	parts := d.front(body)
	parts = append(parts, d.part(corpus.SegBody, min(body, len(d.lines)-1)))
	parts = append(parts, d.tail(body)...)
	parts = ordered(parts)
	out := make([]corpus.Segment, 0, len(parts))
	for i, p := range parts {
		s := corpus.Segment{Kind: p.kind, Span: corpus.Span{Start: p.at, End: len(d.text)}}
		lastLine := len(d.lines)
		if i == 0 {
			s.Span.Start = 0
		}
		if i+1 < len(parts) {
			s.Span.End = parts[i+1].at
			lastLine = parts[i+1].line
			if parts[i+1].at > d.lines[lastLine].body.Start {
				lastLine++
			}
		}
		d.fill(&s, p, lastLine)
		out = append(out, s)
	}
	return out
}

// ordered drops parts that would begin at or before the one in front of them.
func ordered(parts []part) []part {
	var out []part
	for _, p := range parts {
		for len(out) > 0 && out[len(out)-1].at >= p.at {
			if p.kind == corpus.SegBody {
				out = out[:len(out)-1]
				continue
			}
			break
		}
		if len(out) == 0 || out[len(out)-1].at < p.at {
			out = append(out, p)
		}
	}
	return out
}

// fill gives a top-level part its label, heading and children.
func (d *document) fill(s *corpus.Segment, p part, lastLine int) {
	switch s.Kind {
	case corpus.SegBody:
		s.Children = d.structure(p.line, lastLine, d.main, s.Span.End)
	case corpus.SegAnnex, corpus.SegProtocol:
		first, lastLine := p.line, lastLine
		if p.at == d.lines[first].body.Start {
			first = d.partHeading(s, p.line, lastLine)
		}
		r := mend(d.lines, chooseRun(d.lines, d.runsWithin(first, lastLine), first, lastLine, nil), first, lastLine)
		end := s.Span.End
		if r != nil {
			lastLine = d.signedAt(r.last()+1, lastLine)
			if lastLine < len(d.lines) {
				end = min(end, d.lines[lastLine].body.Start)
			}
		}
		if r == nil && s.Kind == corpus.SegProtocol {
			s.Children = d.paragraphs(first, lastLine, end)
			return
		}
		s.Children = d.structure(first, lastLine, r, end)
	}
}

// signedAt is the line between lo and hi where an annex or a protocol of articles is signed, or hi. What
// stands from there is the part's own text.
func (d *document) signedAt(lo, hi int) int {
	for i := lo; i < hi; i++ {
		l := &d.lines[i]
		if testimony(d.lines, i) || placeAndDate(d.lines, i) || l.gap && (hasWordPrefix(l.fold, signaturePrefixes) || signsFor(l)) && len(l.text) < 100 && !strings.HasSuffix(l.text, ".") {
			return i
		}
	}
	return hi
}

// partHeading reads the label and heading of an annex or protocol and returns the line after them.
func (d *document) partHeading(s *corpus.Segment, line, last int) int {
	l := &d.lines[line]
	if !headingLike(d.lines, line) {
		return line
	}
	s.Label = l.body
	if word := leadingToken(l.text); hasWordPrefix(l.fold, annexWords) && labelWords[fold(word)] == famNone && units()[fold(word)] == 0 && len(word) < len(l.text) {
		at := len(word) + len(l.text[len(word):]) - len(trimLeftSpace(l.text[len(word):]))
		end := len(word)
		if n, took := readNumber(l.text[at:]); took > 0 && boundary(l.text[at+took:]) && !n.words {
			end, s.Number = at+took, n.text
			if n.roman > 0 && (n.alpha == 0 || n.roman < 11) && n.alpha != 4 {
				s.Number = strconv.Itoa(n.roman)
			}
		}
		s.Label = corpus.Span{Start: l.body.Start, End: l.body.Start + end}
		s.Heading = trimPunct(d.text, corpus.Span{Start: s.Label.End, End: l.body.End})
	}
	if next := line + 1; s.Heading.Empty() && next < last && headingLike(d.lines, next) {
		if lab, ok := d.lines[next].label(); !ok || lab.fam == famNone && !lab.sep && lab.shape != shapeSpace {
			s.Heading = d.lines[line+1].body
			return line + 2
		}
	}
	return line + 1
}

// runsWithin rebuilds the runs of a stretch of lines, so that an annex is judged by itself.
func (d *document) runsWithin(lo, hi int) []*run { return longest(findRuns(d.lines, lo, hi, nil)) }

// wrapWidth tells whether lines are hard-wrapped, by how many break off in the middle of a sentence.
func wrapWidth(lines []line) int {
	broken, pairs, width := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].gap || lines[i].noise {
			continue
		}
		pairs++
		if prev := &lines[i-1]; len(prev.text) > 40 && len(prev.text) < 140 && !prev.endsSentence() {
			broken++
			width = max(width, len(prev.text))
		}
	}
	if pairs >= 8 && broken*3 >= pairs {
		return width
	}
	return 0
}

// supLines finds the lines that begin with a superscript number.
func supLines(x *extracted, lines []line) map[int]bool {
	out := map[int]bool{}
	i := 0
	for _, m := range x.Marks {
		if m.Kind != markSup {
			continue
		}
		for i < len(lines) && lines[i].body.End <= m.Span.Start {
			i++
		}
		if i < len(lines) && lines[i].body.Start >= m.Span.Start-1 {
			out[i] = true
		}
	}
	return out
}
