package corpus

import (
	"strings"
	"unicode"
)

// Clause is the smallest unit that a reader cites: a leaf of the segment tree (a paragraph, an item, an
// article without paragraphs) or the own text of a node that has children (a lead-in).
type Clause struct {
	Span    Span        // the clause's own text
	Part    SegmentKind // the top-level kind it stands in
	Article int         // index into Agreement.Articles, or -1 outside articles
	Path    string      // how a lawyer cites it: "Article 7(1)(a)", "Preamble", "Annex A, Article 2"
	LeadIn  []Span      // own text of the parents that precedes it, outermost first: "The employer shall:" for item (a)
	Heading Span        // heading of the nearest article or titled ancestor
	Chapter Span        // heading of the enclosing chapter; in an annex or protocol without chapters, its own
}

// Clauses lists every clause in text order. Wrappers and other language versions are left out: they
// are not the agreement's own text.
func (a *Agreement) Clauses() []Clause {
	return a.AppendClauses(make([]Clause, 0, countSegments(a.Segments)))
}

// AppendClauses is Clauses in memory that the caller has.
func (a *Agreement) AppendClauses(dst []Clause) []Clause {
	w := clauseWalk{text: a.Text, article: -1, out: dst}
	for i := range a.Segments {
		top := &a.Segments[i]
		if top.Kind == SegWrapper || top.Kind == SegOther {
			continue
		}
		w.part, w.base = top.Kind, partName(a.Text, top)
		first := Clause{Part: top.Kind, Article: -1, Path: w.base, Heading: top.Heading}
		if top.Kind == SegAnnex || top.Kind == SegProtocol {
			first.Chapter = top.Label.Join(top.Heading)
		}
		w.visit(top, first)
	}
	return w.out
}

// countSegments counts segments and all below them: there are about as many clauses.
func countSegments(list []Segment) int {
	n := len(list)
	for i := range list {
		n += countSegments(list[i].Children)
	}
	return n
}

type clauseWalk struct {
	text    string
	part    SegmentKind
	base    string
	article int
	out     []Clause
}

// visit emits the own text of s around its children, and recurses. at carries what s inherits.
func (w *clauseWalk) visit(s *Segment, at Clause) {
	lead := at.LeadIn
	pos := w.afterHeading(s)
	for i := range s.Children {
		c := &s.Children[i]
		if own := w.emit(Span{pos, c.Span.Start}, at); !own.Empty() && c.Kind != SegArticle && c.Kind != SegChapter {
			lead = append(append([]Span(nil), at.LeadIn...), own)
		}
		next := at
		next.LeadIn = lead
		w.descend(c, next)
		pos = c.Span.End
	}
	w.emit(Span{pos, s.Span.End}, at)
}

// afterHeading is where the own text of s begins: behind its label and heading, which are cited and not coded.
func (w *clauseWalk) afterHeading(s *Segment) int {
	pos := max(s.Span.Start, s.Label.End, s.Heading.End)
	if len(s.Children) > 0 {
		pos = min(pos, s.Children[0].Span.Start)
	}
	return pos
}

func (w *clauseWalk) descend(c *Segment, at Clause) {
	switch c.Kind {
	case SegChapter:
		at.Chapter, at.LeadIn = c.Label.Join(c.Heading), nil
	case SegArticle:
		w.article++
		at.Article, at.Heading, at.LeadIn = w.article, c.Heading, nil
		at.Path = joinPath(w.base, w.part, articleName(w.text, c))
	default:
		if c.Number != "" {
			at.Path += "(" + c.Number + ")"
		}
		if !c.Heading.Empty() {
			at.Heading = c.Heading
		}
	}
	w.visit(c, at)
}

// emit adds the clause at span, trimmed of white space, if anything is left, and returns the trimmed span.
func (w *clauseWalk) emit(s Span, at Clause) Span {
	s = trimSpan(w.text, s)
	if !s.Empty() {
		at.Span = s
		w.out = append(w.out, at)
	}
	return s
}

func trimSpan(text string, s Span) Span {
	raw := s.Of(text)
	left := len(raw) - len(strings.TrimLeft(raw, " \t\r\n\f\u00a0"))
	raw = strings.TrimRight(raw[left:], " \t\r\n\f\u00a0")
	return Span{s.Start + left, s.Start + left + len(raw)}
}

func partName(text string, top *Segment) string {
	if l := strings.TrimSpace(top.Label.Of(text)); l != "" {
		return l
	}
	return strings.ToUpper(string(top.Kind[:1])) + string(top.Kind[1:])
}

func articleName(text string, c *Segment) string {
	l := strings.TrimRight(oneLine(c.Label.Of(text)), ".:—–- ")
	if l == "" || !strings.ContainsAny(l[:1], "0123456789IVXLC(") {
		return l
	}
	return "Paragraph " + strings.Trim(l, "()")
}

// oneLine puts one space between words, and none around them.
func oneLine(s string) string {
	space := true
	for _, r := range s {
		if unicode.IsSpace(r) && (space || r != ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		space = r == ' '
	}
	return strings.TrimSuffix(s, " ")
}

func joinPath(base string, part SegmentKind, name string) string {
	if part == SegBody {
		return name
	}
	return base + ", " + name
}
