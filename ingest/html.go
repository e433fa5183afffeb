package ingest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"corridor/corpus"
)

// readHTML reads the main text of a page. Nothing is fetched.
func readHTML(text string, opt Options) (*draft, error) {
	return readPage(text, opt, func(string) string { return "" })
}

// readPage reads the main text of a page; frame gives the pages that its frames show, "" for those that are
// not there.
func readPage(text string, opt Options, frame func(src string) string) (*draft, error) {
	root, err := parsePage(text)
	if err != nil {
		return nil, err
	}
	missing, err := fillFrames(root, frame)
	if err != nil {
		return nil, err
	}
	d := &draft{media: "text/html", reader: "corridor/html 2", meta: map[string]string{}}
	d.facts(root)
	w := newHTMLWalk(d, root, opt.Revisions)
	if err := w.visit(w.top, 0); err != nil {
		return nil, err
	}
	w.finish()
	if missing > 0 {
		d.warn(fmt.Sprintf("%d frames of the page are not in the file", missing))
	}
	if len(d.lines) == 0 && missing > 0 {
		return nil, fmt.Errorf("holds only frames, and not what they show: open each frame by itself and save it: %w", corpus.ErrInvalid)
	}
	return d, nil
}

func parsePage(text string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil && strings.Contains(err.Error(), "exceeds") {
		return nil, fmt.Errorf("elements nest deeper than %d: %w", MaxHTMLDepth, corpus.ErrTooLarge)
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, corpus.ErrUnreadable)
	}
	return root, nil
}

// frameBytes is how much text the page in a frame beside other text holds, to be more than an advertisement.
const frameBytes = 300

// fillFrames puts the pages of frames where the frames are, and counts those that are missing. Frames in
// frames are left.
func fillFrames(root *html.Node, frame func(src string) string) (missing int, err error) {
	for _, n := range slices.Collect(root.Descendants()) {
		if n.DataAtom != atom.Frame && n.DataAtom != atom.Iframe {
			continue
		}
		text := frame(attr(n, "src"))
		if text == "" {
			if n.DataAtom == atom.Frame {
				missing++
			}
			continue
		}
		page, err := parsePage(text)
		if err != nil {
			return 0, err
		}
		if n.DataAtom == atom.Iframe && textLen(page) < frameBytes {
			continue
		}
		for c := range page.Descendants() {
			if c.DataAtom == atom.Body {
				n.DataAtom, n.Data, n.Attr, n.FirstChild, n.LastChild = atom.Div, "div", nil, nil, nil
				c.Parent.RemoveChild(c)
				c.DataAtom, c.Data = atom.Div, "div"
				n.AppendChild(c)
				break
			}
		}
	}
	return missing, nil
}

// mainElement is the one main or article element of a page when it holds most of the text, else the page.
func mainElement(root *html.Node) *html.Node {
	var mains, articles []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Main, attr(n, "role") == "main":
			mains = append(mains, n)
		case n.DataAtom == atom.Article:
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

// mainPre is the one element of preformatted text that holds most of the text of the page: a text that was
// typed, with a page around it.
func mainPre(root *html.Node) *html.Node {
	var pre *html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Pre {
			if pre != nil {
				return nil
			}
			pre = n
		}
	}
	if pre == nil || textLen(pre)*2 < textLen(root) {
		return nil
	}
	return pre
}

// textLen is the number of bytes of text in an element, scripts and styles left out.
func textLen(root *html.Node) int {
	n := 0
	for c := range root.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || !slices.Contains(skipped, c.Parent.DataAtom)) {
			n += len(strings.TrimSpace(c.Data))
		}
	}
	return n
}

// textContent is all text in an element.
func textContent(root *html.Node) string {
	var b strings.Builder
	for c := range root.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// facts reads the title, the language, the direction and the address of the page.
func (d *draft) facts(root *html.Node) {
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Title && n.FirstChild != nil && d.meta["title"] == "":
			d.meta["title"] = oneLine(n.FirstChild.Data)
		case n.DataAtom == atom.Html || n.DataAtom == atom.Body:
			if lang := langOf(n); lang != "" {
				d.meta["lang"] = lang
			}
			if dir := strings.ToLower(attr(n, "dir")); dir == "rtl" || dir == "ltr" {
				d.meta["dir"] = dir
			}
		case n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") && d.meta["url"] == "":
			d.fact("url", attr(n, "href"))
		case n.Type == html.CommentNode && d.meta["url"] == "":
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil {
				d.fact("url", m[1])
			}
		}
	}
}

func (d *draft) fact(key, value string) {
	if value = oneLine(value); value != "" {
		d.meta[key] = value
	}
}

// savedFrom is what browsers write into a page that they save.
var savedFrom = lazy(`saved from url=\(\d+\)(\S+)`)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// langOf is the language that an element names, or "".
func langOf(n *html.Node) string {
	for _, key := range []string{"lang", "xml:lang"} {
		if v := oneLine(attr(n, key)); v != "" {
			return v
		}
	}
	return ""
}
