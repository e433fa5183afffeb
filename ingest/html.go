package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"corridor/corpus"
)

// skipped are the elements whose content is not text of the document.
var skipped = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Form, atom.Button,
	atom.Select, atom.Textarea, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Head, atom.Dialog, atom.Audio, atom.Video, atom.Canvas}

// blocks are the elements that stand on lines of their own; wide ones have a blank line around them.
var (
	blocks = []atom.Atom{atom.Div, atom.Section, atom.Article, atom.Main, atom.Tr, atom.Li, atom.Dt, atom.Dd, atom.Address,
		atom.Header, atom.Footer, atom.Aside, atom.Tbody, atom.Caption, atom.Center, atom.Figure, atom.Figcaption, atom.Hr}
	wideBlocks = []atom.Atom{atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Pre}
	supNumber  = lazy(`^\s*\d{1,3}[a-z]{0,6}\s*$`)
)

// htmlWalk gathers the lines of a page.
type htmlWalk struct {
	d      *draft
	buf    strings.Builder
	gap    bool
	kind   markKind
	level  int
	sup    int  // bytes of a number set high at the start of the line
	inMain bool // inside main or article, where header and footer belong to the text
	pre    bool
	cells  int
	counts map[*html.Node]int // items so far of an ordered list
	label  string             // of a list item, unless it brings its own
}

// readHTML reads the main text of a page. Nothing is fetched.
func readHTML(text string) (*draft, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil && strings.Contains(err.Error(), "exceeds") {
		return nil, fmt.Errorf("elements nest deeper than %d: %w", MaxHTMLDepth, corpus.ErrTooLarge)
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, corpus.ErrUnreadable)
	}
	d := &draft{media: "text/html", reader: "corridor/html 1", meta: map[string]string{}}
	w := htmlWalk{d: d, gap: true, counts: map[*html.Node]int{}}
	top := mainElement(root)
	w.inMain = top != root
	d.facts(root)
	if err := w.visit(top, 0); err != nil {
		return nil, err
	}
	w.flush(false)
	d.unglue()
	return d, nil
}

// mainElement is the one main or article element of a page when it holds most of the text, else the page.
func mainElement(root *html.Node) *html.Node {
	var mains, articles []*html.Node
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Main:
			mains = append(mains, n)
		case atom.Article:
			articles = append(articles, n)
		}
	}
	for _, found := range [][]*html.Node{mains, articles} {
		if len(found) == 1 && textLen(found[0])*2 > textLen(root) {
			return found[0]
		}
	}
	return root
}

func textLen(root *html.Node) int {
	n := 0
	for c := range root.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || !slices.Contains(skipped, c.Parent.DataAtom)) {
			n += len(strings.TrimSpace(c.Data))
		}
	}
	return n
}

// facts reads the title and the language of the page.
func (d *draft) facts(root *html.Node) {
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Title && n.FirstChild != nil && d.meta["title"] == "":
			d.meta["title"] = strings.ReplaceAll(cleanText(n.FirstChild.Data), "\n", " ")
		case n.DataAtom == atom.Html && attr(n, "lang") != "":
			d.meta["lang"] = attr(n, "lang")
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// skip reports whether an element is no part of the main text.
func (w *htmlWalk) skip(n *html.Node) bool {
	for _, a := range n.Attr {
		style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
		switch {
		case a.Key == "hidden", a.Key == "aria-hidden" && a.Val == "true",
			a.Key == "style" && (strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")),
			a.Key == "role" && (a.Val == "navigation" || a.Val == "search" || a.Val == "banner"):
			return true
		}
	}
	switch n.DataAtom {
	case atom.Header, atom.Footer, atom.Aside:
		return !w.inMain
	}
	return slices.Contains(skipped, n.DataAtom)
}

func (w *htmlWalk) visit(n *html.Node, depth int) error {
	if depth > MaxHTMLDepth {
		return fmt.Errorf("elements nest deeper than %d: %w", MaxHTMLDepth, corpus.ErrTooLarge)
	}
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
		return nil
	case n.Type == html.ElementNode && w.skip(n):
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
	wide := slices.Contains(wideBlocks, n.DataAtom)
	block := wide || slices.Contains(blocks, n.DataAtom)
	if block {
		w.flush(wide)
	}
	main, pre := w.inMain, w.pre
	w.open(n)
	err := w.children(n, depth)
	w.inMain, w.pre = main, pre
	if block {
		w.flush(wide)
	}
	return err
}

// open notes what the element says about the line it begins.
func (w *htmlWalk) open(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		w.flush(false)
	case atom.Main, atom.Article:
		w.inMain = true
	case atom.Pre:
		w.pre = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind, w.level = markHeading, int(n.Data[1]-'0')
	case atom.Li:
		w.kind, w.label = markListItem, w.itemLabel(n.Parent)
	case atom.Tr:
		w.kind, w.cells = markTableRow, 0
	case atom.Td, atom.Th:
		if w.cells++; w.cells > 1 && strings.TrimSpace(w.buf.String()) != "" {
			w.buf.WriteString(" | ")
		}
	case atom.Sup:
		w.raise(n)
	}
}

// itemLabel is what a browser would print before an item: a dash, or the number of an ordered list.
func (w *htmlWalk) itemLabel(list *html.Node) string {
	if list == nil || list.DataAtom != atom.Ol {
		return "-"
	}
	count, known := w.counts[list]
	if start, err := strconv.Atoi(attr(list, "start")); !known && err == nil {
		count = start - 1
	}
	count++
	w.counts[list] = count
	if attr(list, "type") == "a" && count >= 1 && count <= 26 {
		return string(rune('a'+count-1)) + ")"
	}
	return strconv.Itoa(count) + "."
}

// raise handles a number set high: at the start of a line it numbers the paragraph, elsewhere it is the
// reference of a note and is set in brackets so that it does not grow onto the word.
func (w *htmlWalk) raise(n *html.Node) {
	c := n.FirstChild
	if c == nil || c.Type != html.TextNode || !supNumber.MatchString(c.Data) {
		return
	}
	num := strings.TrimSpace(c.Data)
	if strings.TrimSpace(w.buf.String()) == "" {
		w.sup, c.Data = len(num), num+" "
		return
	}
	if prev := w.buf.String(); endsLetter(prev) {
		c.Data = "[" + num + "]"
	}
}

func endsLetter(s string) bool {
	return s != "" && !strings.ContainsAny(s[len(s)-1:], " 0123456789(")
}

func (w *htmlWalk) text(s string) {
	if !w.pre {
		w.buf.WriteString(strings.ReplaceAll(strings.ReplaceAll(s, "\r", " "), "\n", " "))
		return
	}
	for i, l := range strings.Split(lineEnds.Replace(s), "\n") {
		if i > 0 {
			w.flush(false)
		}
		w.buf.WriteString(l)
	}
}

// flush ends the line; wide asks for a blank line before the next.
func (w *htmlWalk) flush(wide bool) {
	text := w.d.count.line(w.buf.String())
	w.buf.Reset()
	if text != "" {
		if w.label != "" && !bracketItem.MatchString(text) && !numberItem.MatchString(text) {
			text = w.label + " " + text
		}
		l := rawLine{text: text, gap: w.gap, kind: w.kind, level: w.level}
		if w.sup > 0 && w.kind == 0 {
			l.kind, l.sup = markSup, w.sup
		}
		w.d.lines = append(w.d.lines, l)
		w.gap = false
		w.kind, w.level, w.sup, w.label = 0, 0, 0, ""
	}
	w.gap = w.gap || wide
}
