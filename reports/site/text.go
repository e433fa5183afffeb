package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// textRow is a part of the text that stands as one: an article, the preamble, a heading; with the findings whose
// first passage stands in it.
type textRow struct {
	ID       string
	Kind     corpus.SegmentKind
	Name     string // for the outline, as printed; "" is not in it unless Part is set
	Part     bool   // the outline calls it by its kind
	Depth    int    // of the heading
	Page     int    // that begins here, or 0
	Lines    []textLine
	Findings []*textFinding
	Marks    []rubric.Level // of all passages in it, once each, for the outline
}

// textLine is one paragraph or heading.
type textLine struct {
	Class  string // heading, plain, item, wrapper
	ID     string
	Pieces []markedPiece
}

// markedPiece is a run of text that lies in the same passages.
type markedPiece struct {
	Text    string
	Level   string   // of the gravest passage: "contrary"; "" for none
	For     string   // numbers of the findings, for the script
	Anchors []string // that begin here
	Ends    []passageEnd
	Here    string // anchor of a passage that ends here
}

// passageEnd is where a passage ends: its own level, and the finding it belongs to.
type passageEnd struct {
	Level   rubric.Level
	Finding *textFinding
}

// textFinding is one finding beside the text.
type textFinding struct {
	Number int
	ID     string
	reports.Coded
	Definition string
	Peers      *reports.PeerCriterion
	Places     []placeLink
}

type placeLink struct {
	Href, Name string
	Level      rubric.Level
}

// textPage lays the text of an agreement out with its findings.
type textPage struct {
	a        *corpus.Agreement
	findings []*textFinding
	passages []passageMark // by start
	anchors  map[int][]string
	rows     []*textRow
}

type passageMark struct {
	span    corpus.Span
	level   rubric.Level
	finding *textFinding
}

// layText cuts the text into rows and puts the findings beside them. Further spans get an anchor alone.
func layText(a *corpus.Agreement, findings []*textFinding, further []corpus.Span) []*textRow {
	p := &textPage{a: a, findings: findings, anchors: map[int][]string{}}
	seen := map[corpus.Span]bool{}
	note := func(s corpus.Span) {
		if !seen[s] && !s.Empty() && s.End <= len(a.Text) {
			seen[s] = true
			p.anchors[s.Start] = append(p.anchors[s.Start], anchor(s))
		}
	}
	for _, f := range findings {
		for _, g := range f.Passages {
			if g.Span.Empty() || g.Span.End > len(a.Text) {
				continue
			}
			note(g.Span)
			p.passages = append(p.passages, passageMark{g.Span, g.Level, f})
		}
	}
	for _, s := range further {
		note(s)
	}
	slices.SortStableFunc(p.passages, func(x, y passageMark) int { return cmp.Compare(x.span.Start, y.span.Start) })
	for i := range a.Segments {
		p.segment(&a.Segments[i], 2)
	}
	p.place()
	return p.rows
}

// segment adds the rows of a segment that has rows of its own: articles and what stands around them.
func (p *textPage) segment(s *corpus.Segment, depth int) {
	if s.Kind == corpus.SegArticle || !holdsArticles(s) {
		p.row(s, s.Span, s, depth)
		return
	}
	at := s.Span.Start
	for i := range s.Children {
		c := &s.Children[i]
		if c.Span.Start > at {
			p.row(s, corpus.Span{Start: at, End: c.Span.Start}, nil, depth)
		}
		p.segment(c, depth+1)
		at = c.Span.End
	}
	if s.Span.End > at {
		p.row(s, corpus.Span{Start: at, End: s.Span.End}, nil, depth)
	}
}

func holdsArticles(s *corpus.Segment) bool {
	return slices.ContainsFunc(s.Children, func(c corpus.Segment) bool {
		return c.Kind == corpus.SegArticle || c.Kind == corpus.SegChapter && len(c.Children) > 0
	})
}

// row adds one row: a span of a segment, with the tree within it when there is one.
func (p *textPage) row(s *corpus.Segment, span corpus.Span, tree *corpus.Segment, depth int) {
	if strings.TrimSpace(span.Of(p.a.Text)) == "" {
		return
	}
	r := &textRow{Kind: s.Kind, Depth: min(depth, 4), ID: "s" + strings.TrimPrefix(anchor(span), "p")}
	r.Name, r.Part = p.name(s, span)
	if page := p.a.PageOf(span.Start); page > 0 && (len(p.rows) == 0 || p.a.PageOf(max(0, span.Start-1)) != page) {
		r.Page = page
	}
	head := s.Label.Join(s.Heading)
	if head.Start < span.Start || head.End > span.End {
		head = corpus.Span{}
	}
	if tree != nil {
		p.tree(r, tree, head, 0)
	} else {
		p.own(r, span, head, "plain")
	}
	p.rows = append(p.rows, r)
}

// name is how the outline calls a row: by its heading, by the beginning of a numbered paragraph, or by its kind.
func (p *textPage) name(s *corpus.Segment, span corpus.Span) (name string, part bool) {
	head := s.Label.Join(s.Heading)
	if !head.Empty() && head.Start >= span.Start && head.End <= span.End {
		if s.Heading.Empty() && len(s.Label.Of(p.a.Text)) < 5 { // "1."
			head.End = span.End
		}
		return reports.Shorten(head.Of(p.a.Text), 60), false
	}
	return "", s.Kind.TopLevel() && s.Kind != corpus.SegBody && span.Start == s.Span.Start
}

// tree adds the lines of a segment: its own text, and that of its children in their places.
func (p *textPage) tree(r *textRow, s *corpus.Segment, head corpus.Span, depth int) {
	class := "plain"
	switch {
	case s.Kind == corpus.SegItem:
		class = "item"
		if depth > 2 {
			class = "item deep"
		}
	case s.Kind == corpus.SegWrapper, s.Kind == corpus.SegSignatures, s.Kind == corpus.SegTitle, s.Kind == corpus.SegOther:
		class = "lines"
	}
	at := s.Span.Start
	for i := range s.Children {
		c := &s.Children[i]
		if c.Span.Start > at {
			p.own(r, corpus.Span{Start: at, End: c.Span.Start}, head, class)
		}
		p.tree(r, c, corpus.Span{}, depth+1)
		at = c.Span.End
	}
	if s.Span.End > at {
		p.own(r, corpus.Span{Start: at, End: s.Span.End}, head, class)
	}
}

// own adds the paragraphs of a run of text; the heading stands as one of its own.
func (p *textPage) own(r *textRow, span, head corpus.Span, class string) {
	if !head.Empty() && head.Start >= span.Start && head.End <= span.End {
		p.paragraphs(r, corpus.Span{Start: span.Start, End: head.Start}, class)
		p.line(r, head, "heading")
		p.paragraphs(r, corpus.Span{Start: head.End, End: span.End}, class)
		return
	}
	p.paragraphs(r, span, class)
}

// paragraphs cuts at blank lines.
func (p *textPage) paragraphs(r *textRow, span corpus.Span, class string) {
	at := span.Start
	for at < span.End {
		end := span.End
		if i := strings.Index(p.a.Text[at:span.End], "\n\n"); i >= 0 {
			end = at + i + 2
		}
		p.line(r, corpus.Span{Start: at, End: end}, class)
		at = end
	}
}

// line adds one line, cut where passages begin and end.
func (p *textPage) line(r *textRow, span corpus.Span, class string) {
	if strings.TrimSpace(span.Of(p.a.Text)) == "" {
		return
	}
	cuts := []int{span.Start, span.End}
	for _, m := range p.passages {
		for _, at := range []int{m.span.Start, m.span.End} {
			if at > span.Start && at < span.End {
				cuts = append(cuts, at)
			}
		}
	}
	for at := range p.anchors {
		if at > span.Start && at < span.End {
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	l := textLine{Class: class}
	for i := 0; i+1 < len(cuts); i++ {
		l.Pieces = append(l.Pieces, p.piece(r, corpus.Span{Start: cuts[i], End: cuts[i+1]}))
	}
	last := &l.Pieces[len(l.Pieces)-1]
	last.Text = strings.TrimRight(last.Text, " \n")
	r.Lines = append(r.Lines, l)
}

// piece is one run of text with the passages that it lies in.
func (p *textPage) piece(r *textRow, span corpus.Span) markedPiece {
	out := markedPiece{Text: span.Of(p.a.Text), Anchors: p.anchors[span.Start]}
	var numbers []string
	for _, m := range p.passages {
		if m.span.Start > span.Start || m.span.End < span.End {
			continue
		}
		if n := strconv.Itoa(m.finding.Number); !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
		if graver(m.level, out.Level) {
			out.Level = levelSlug(m.level)
		}
		if end := (passageEnd{m.level, m.finding}); m.span.End == span.End && !slices.Contains(out.Ends, end) {
			out.Ends, out.Here = append(out.Ends, end), anchor(m.span)
		}
		if !slices.Contains(r.Marks, m.level) {
			r.Marks = append(r.Marks, m.level)
		}
	}
	out.For = strings.Join(numbers, " ")
	return out
}

// graver reports whether a level is to be shown instead of another one.
func graver(l rubric.Level, than string) bool {
	rank := []string{"", "na", "absent", "weak", "operative", "contrary"}
	return slices.Index(rank, levelSlug(l)) > slices.Index(rank, than)
}

func levelSlug(l rubric.Level) string { return strings.ReplaceAll(l.String(), "/", "") }

// place puts each finding beside the row in which its first passage begins.
func (p *textPage) place() {
	at := map[*textFinding]*textRow{}
	for _, r := range p.rows {
		for _, l := range r.Lines {
			for _, m := range l.Pieces {
				for _, end := range m.Ends {
					if f := end.Finding; at[f] == nil {
						at[f] = r
						r.Findings = append(r.Findings, f)
					}
				}
			}
		}
	}
}
