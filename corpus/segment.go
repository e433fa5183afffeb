package corpus

// SegmentKind says what part of an agreement a segment is.
type SegmentKind string

// Top-level kinds cover the text from first byte to last; the others nest inside them.
const (
	SegWrapper    SegmentKind = "wrapper"    // front matter, approval law, gazette masthead, covering letter: not the agreement's own text
	SegTitle      SegmentKind = "title"      // title and party line
	SegPreamble   SegmentKind = "preamble"   // from the parties to "have agreed as follows"
	SegBody       SegmentKind = "body"       // the numbered provisions
	SegAnnex      SegmentKind = "annex"      // annex, schedule, appendix, model contract
	SegProtocol   SegmentKind = "protocol"   // protocol, exchange of letters joined to the agreement
	SegTestimony  SegmentKind = "testimony"  // "In witness whereof", "Done at"
	SegSignatures SegmentKind = "signatures" // signature blocks
	SegOther      SegmentKind = "other"      // anything else, such as another language version

	SegChapter   SegmentKind = "chapter"   // Part, Chapter, Title, Section: groups articles
	SegArticle   SegmentKind = "article"   // numbered article, or numbered paragraph where there are no articles
	SegParagraph SegmentKind = "paragraph" // numbered or plain paragraph of an article
	SegItem      SegmentKind = "item"      // (a), (i), dash in a list
)

// TopLevel reports whether the kind may stand at the top of the tree.
func (k SegmentKind) TopLevel() bool {
	switch k {
	case SegWrapper, SegTitle, SegPreamble, SegBody, SegAnnex, SegProtocol, SegTestimony, SegSignatures, SegOther:
		return true
	}
	return false
}

// Segment is one node of the text's structure. Children lie inside Span, in order, without overlap;
// bytes of Span outside all children are the segment's own text (a heading, a lead-in, a closing line).
type Segment struct {
	Kind     SegmentKind `json:"kind"`
	Span     Span        `json:"span"`
	Label    Span        `json:"label,omitzero"`   // as printed: "Article 3", "§ 2", "(a)"
	Number   string      `json:"number,omitempty"` // the label's number in Arabic digits or letters: "3", "2", "a"
	Heading  Span        `json:"heading,omitzero"` // the heading without the label
	Children []Segment   `json:"children,omitempty"`
}

// Article is a numbered article (or, where an agreement has none, a numbered paragraph) together with
// the part it stands in.
type Article struct {
	*Segment
	Part    SegmentKind // body, annex or protocol
	Chapter Span        // heading line of the enclosing chapter, if any
}

// Articles lists every article in text order, those of annexes and protocols included.
func (a *Agreement) Articles() []Article {
	var out []Article
	for i := range a.Segments {
		top := &a.Segments[i]
		collectArticles(top, top.Kind, Span{}, &out)
	}
	return out
}

func collectArticles(s *Segment, part SegmentKind, chapter Span, out *[]Article) {
	for i := range s.Children {
		c := &s.Children[i]
		switch c.Kind {
		case SegArticle:
			*out = append(*out, Article{Segment: c, Part: part, Chapter: chapter})
		case SegChapter:
			collectArticles(c, part, c.Label.Join(c.Heading), out)
		}
	}
}
