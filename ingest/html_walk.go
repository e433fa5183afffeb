package ingest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"corridor/corpus"
)

// blocks are the elements that stand on lines of their own; wide ones have a blank line around them.
var (
	blocks = []atom.Atom{atom.Div, atom.Section, atom.Article, atom.Main, atom.Li, atom.Dt, atom.Dd, atom.Address, atom.Header, atom.Footer,
		atom.Aside, atom.Caption, atom.Center, atom.Figure, atom.Figcaption, atom.Hr, atom.Details, atom.Summary, atom.Fieldset, atom.Legend, atom.Form, atom.Dir, atom.Menu}
	wideBlocks = []atom.Atom{atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp}
	supNumber  = lazy(`^\s*\d{1,3}[a-z]{0,6}\s*$`)
)

// htmlWalk gathers the lines of a page.
type htmlWalk struct {
	d         *draft
	f         *flow
	p         *paragraph
	top       *html.Node // of the main text
	revisions Revisions
	htmlState
	counts map[*html.Node]int // items so far of an ordered list
	judge  *htmlJudge
	typed  *html.Node // preformatted text that is the text of the page, or nil
	left   leftOut
	err    error // that stopped the flow
}

// htmlState is what the elements around say of the text inside.
type htmlState struct {
	inMain bool // inside main or article, where header and footer belong to the text
	pre    bool
	note   bool // a footnote
	lang   string
}

func newHTMLWalk(d *draft, root *html.Node, revisions Revisions) *htmlWalk {
	w := &htmlWalk{d: d, f: newFlow(d), p: &paragraph{tight: true}, top: mainElement(root), revisions: revisions, counts: map[*html.Node]int{}}
	w.judge = newHTMLJudge(root, w.top)
	w.typed = mainPre(root)
	w.inMain = w.top != root
	w.lang = d.meta["lang"]
	for n := w.top; n != nil && w.top != root; n = n.Parent {
		if lang := langOf(n); lang != "" {
			w.lang = lang
			break
		}
	}
	return w
}

// finish hands the lines to the draft. Languages are noted where the page names more than one.
func (w *htmlWalk) finish() {
	w.flush(false)
	w.f.finish()
	langs := map[string]bool{}
	for _, l := range w.d.lines {
		langs[l.lang] = true
	}
	for i := range w.d.lines {
		w.d.lines[i].fixed = w.typed != nil && w.d.lines[i].right == 0
		if len(langs) < 2 {
			w.d.lines[i].lang = ""
		}
	}
	if w.typed == nil {
		w.d.unglue()
	}
	if w.judge.hidden > 0 {
		w.d.warn(fmt.Sprintf("%d words that the page hides are left out", w.judge.hidden))
	}
	if w.judge.dropped > 0 {
		w.d.warn(fmt.Sprintf("%d words of menus, notices and the like are left out", w.judge.dropped))
	}
	w.left.report(w.d, w.revisions)
}

func (w *htmlWalk) visit(n *html.Node, depth int) error {
	if depth > MaxHTMLDepth {
		return fmt.Errorf("elements nest deeper than %d: %w", MaxHTMLDepth, corpus.ErrTooLarge)
	}
	switch {
	case w.err != nil:
		return w.err
	case n.Type == html.TextNode:
		w.text(n.Data)
		return nil
	case n.Type == html.ElementNode && (w.skip(n) || w.judge.drops(n, w.inMain)):
		return nil
	case n.Type == html.ElementNode:
		return w.element(n, depth)
	}
	return w.children(n, depth)
}

func (w *htmlWalk) children(n *html.Node, depth int) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := w.visit(c, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// element opens and closes lines around what the element holds.
func (w *htmlWalk) element(n *html.Node, depth int) error {
	switch n.DataAtom {
	case atom.Pre:
		if n == w.typed {
			return w.readTyped(n)
		}
	case atom.Table:
		return w.table(n, depth)
	case atom.Del, atom.Ins:
		return w.change(n, depth)
	}
	wide := slices.Contains(wideBlocks, n.DataAtom)
	block := wide || slices.Contains(blocks, n.DataAtom)
	if block {
		w.flush(wide)
	}
	state := w.htmlState
	if block || n.DataAtom == atom.Body {
		w.around(n)
	}
	var err error
	if !w.open(n) {
		err = w.children(n, depth)
	}
	if n.DataAtom == atom.Q {
		w.p.write("”")
	}
	if block {
		w.flush(wide)
		w.p = &paragraph{tight: true} // an empty heading makes none of what follows
	}
	w.htmlState = state
	return err
}

// readTyped reads the text that was typed as the plain text that it is: its lines are joined by their width.
func (w *htmlWalk) readTyped(n *html.Node) error {
	w.flush(true)
	t := readText(textContent(n))
	w.d.wrapped, w.d.count = t.wrapped, w.d.count.plus(t.count)
	for i := range t.lines {
		t.lines[i].page = 0
	}
	w.f.top().gap = true
	return w.f.add(t.lines...)
}

// around notes what an element says of everything in it.
func (w *htmlWalk) around(n *html.Node) {
	if lang := langOf(n); lang != "" {
		w.lang = lang
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	w.pre = w.pre || strings.Contains(style, "white-space:pre")
	w.note = w.note || isFootnote(n)
	switch n.DataAtom {
	case atom.Main, atom.Article:
		w.inMain = true
	case atom.Pre, atom.Listing, atom.Xmp:
		w.pre = true
	}
}

// isFootnote reports whether an element is a footnote, or holds them.
func isFootnote(n *html.Node) bool {
	switch attr(n, "role") {
	case "doc-footnote", "doc-endnote", "doc-endnotes":
		return true
	}
	for _, name := range strings.Fields(attr(n, "class")) {
		switch strings.ToLower(name) {
		case "footnote", "footnotes", "endnote", "endnotes", "sdfootnote", "sdendnote", "msofootnotetext", "msoendnotetext", "footnote-western", "sdfootnote-western":
			return true
		}
	}
	return false
}

// open notes what the element says about the line it begins, and reports whether nothing more is to be read
// of it.
func (w *htmlWalk) open(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Br:
		w.p.write("\n")
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.p.kind, w.p.level = markHeading, int(n.Data[1]-'0')
	case atom.Li:
		w.p.kind, w.p.label, w.p.soft = markListItem, w.itemLabel(n), true
	case atom.Q:
		w.p.write("“")
	case atom.Img:
		w.left.pictures++
	case atom.Sup:
		if s := textContent(n); supNumber.MatchString(s) {
			w.p.writeHigh(s)
			return true
		}
	}
	return false
}

// change reads what was put into the page or taken out of it.
func (w *htmlWalk) change(n *html.Node, depth int) error {
	inserted := n.DataAtom == atom.Ins
	w.left.changes++
	switch {
	case w.revisions == RevisionsShow:
		open, closing := changeMarks(inserted)
		w.p.openMark(open, closing)
		err := w.children(n, depth)
		w.p.closeMark(open, closing)
		return err
	case inserted == (w.revisions == RevisionsReject):
		return nil
	}
	return w.children(n, depth)
}

func (w *htmlWalk) text(s string) {
	if !w.pre {
		w.p.write(strings.ReplaceAll(strings.ReplaceAll(s, "\r", " "), "\n", " "))
		return
	}
	for i, l := range strings.Split(lineEnds.Replace(s), "\n") {
		if i > 0 {
			w.p.write("\n")
		}
		w.p.write(l)
	}
}

// flush ends the line; wide asks for a blank line before the next.
func (w *htmlWalk) flush(wide bool) {
	if w.p.empty() { // what is known of the line holds for the next
		w.p.raw = w.p.raw[:0]
	} else {
		lines, _ := w.p.lines(&w.d.count)
		for i := range lines {
			lines[i].lang, lines[i].note = w.lang, w.note
			if w.note {
				lines[i].kind, lines[i].level, lines[i].sup = 0, 0, 0
			}
		}
		w.p = &paragraph{tight: true}
		if err := w.f.add(lines...); err != nil {
			w.err = err
		}
	}
	w.f.top().gap = w.f.top().gap || wide
}
