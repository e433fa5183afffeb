package ingest

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// skipped are the elements whose content is not text of the document.
var skipped = []atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Button, atom.Input, atom.Select, atom.Textarea,
	atom.Iframe, atom.Frame, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Head, atom.Dialog, atom.Audio, atom.Video, atom.Canvas}

// skippedRoles are parts of a page, by their role, that are not text of the document.
var skippedRoles = []string{"navigation", "search", "banner", "contentinfo", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tooltip"}

// skip reports whether an element is no part of the main text by what it is.
func (w *htmlWalk) skip(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Header, atom.Footer, atom.Aside:
		return !w.inMain && !w.judge.large(n)
	}
	return slices.Contains(skipped, n.DataAtom) || slices.Contains(skippedRoles, attr(n, "role")) && !w.judge.large(n)
}

// htmlJudge tells what of a page its reader does not see, and what is not the text for which one opens it:
// menus, notices, lists of links. It never takes what holds much of the page, or the head of an article.
type htmlJudge struct {
	top     *html.Node
	total   int             // bytes of text of the page
	hides   map[string]bool // names of classes (".x") and elements ("#x") that the page's style sheet hides
	unfolds map[string]bool // ids of what the reader can unfold
	budget  int             // nodes that may still be looked at
	hidden  int             // words left out since the page hides them
	dropped int             // words left out as no part of the text
}

// judgeBudget is how many nodes are looked at before everything is kept.
const judgeBudget = 20_000_000

func newHTMLJudge(root, top *html.Node) *htmlJudge {
	j := &htmlJudge{top: top, total: textLen(top), hides: map[string]bool{}, unfolds: map[string]bool{}, budget: judgeBudget}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			hiddenNames(n.FirstChild.Data, j.hides)
		}
		for _, key := range []string{"aria-controls", "data-target", "data-bs-target"} {
			if id := strings.TrimPrefix(attr(n, key), "#"); id != "" {
				j.unfolds[id] = true
			}
		}
		if id, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && (attr(n, "role") == "tab" || attr(n, "data-toggle") != "" || attr(n, "data-bs-toggle") != "") {
			j.unfolds[id] = true
		}
	}
	return j
}

// hiddenNames reads from a style sheet the classes and ids that are not shown. Rules for some media only
// and rules of more than one name are passed over.
func hiddenNames(css string, into map[string]bool) {
	depth := 0
	start := 0
	selector := ""
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '{':
			if depth++; depth == 1 {
				selector = strings.TrimSpace(css[start:i])
			}
			start = i + 1
		case '}':
			body := strings.ReplaceAll(strings.ToLower(css[start:i]), " ", "")
			if depth == 1 && !strings.HasPrefix(selector, "@") && hidesStyle(body) {
				for name := range strings.SplitSeq(selector, ",") {
					if name = strings.TrimSpace(name); strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") {
						into[name] = true
					}
				}
			}
			depth = max(0, depth-1)
			start = i + 1
		}
	}
}

// hidesStyle reports whether declarations, in lower case and without spaces, hide an element.
func hidesStyle(body string) bool {
	return strings.Contains(body, "display:none") || strings.Contains(body, "visibility:hidden")
}

// large reports whether an element holds much of the page, so that it cannot be an extra.
func (j *htmlJudge) large(n *html.Node) bool {
	return n == j.top || j.measure(n).text*3 > j.total
}

// drops reports whether an element is left out, and counts its words.
func (j *htmlJudge) drops(n *html.Node, inMain bool) bool {
	switch {
	case n == j.top:
	case j.isHidden(n):
		j.hidden += countTextWords(n)
		return true
	case j.isExtra(n, inMain):
		j.dropped += countTextWords(n)
		return true
	}
	return false
}

// countTextWords counts the words in an element.
func countTextWords(n *html.Node) int {
	words := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !slices.Contains(skipped, c.Parent.DataAtom) {
			words += len(strings.Fields(c.Data))
		}
	}
	return words
}

// The names by which pages call what they hide and what they unfold.
var (
	hiddenClasses = []string{"hidden", "d-none", "hide", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "noscreen", "print-only", "printonly"}
	foldNames     = []string{"collapse", "collapsed", "collapsible", "accordion", "panel", "tab", "tabs", "tabpanel", "pane", "tabpane", "toggle", "toggled", "expandable", "expander", "fold", "folded"}
)

// isHidden reports whether the page hides an element for good. What a reader can unfold is not hidden.
func (j *htmlJudge) isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	value, hidden := hasAttr(n, "hidden")
	hidden = hidden && value != "until-found" || hidesStyle(style)
	if id := attr(n, "id"); id != "" {
		hidden = hidden || j.hides["#"+id]
	}
	for name := range strings.FieldsSeq(attr(n, "class")) {
		hidden = hidden || slices.Contains(hiddenClasses, strings.ToLower(name)) || j.hides["."+name]
	}
	if hidden {
		return !j.foldable(n)
	}
	return attr(n, "aria-hidden") == "true" && !j.large(n)
}

func (j *htmlJudge) foldable(n *html.Node) bool {
	return j.unfolds[attr(n, "id")] || attr(n, "role") == "tabpanel" ||
		slices.ContainsFunc(namesOf(n), func(s string) bool { return slices.Contains(foldNames, s) })
}

// namesOf are the words in the class and the id of an element, in lower case.
func namesOf(n *html.Node) []string {
	id, class := attr(n, "id"), attr(n, "class")
	if id == "" && class == "" {
		return nil
	}
	var b strings.Builder
	lower := false
	for _, r := range class + " " + id {
		switch {
		case !unicode.IsLetter(r):
			r = ' '
		case lower && unicode.IsUpper(r):
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(b.String())
}

// The names by which pages call what is not their text. Weak ones are used for text, too.
var (
	extraNames = []string{"cookie", "cookies", "consent", "gdpr", "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "share", "sharing",
		"social", "newsletter", "subscribe", "advert", "advertisement", "ads", "popup", "modal", "skiplink", "skip", "pagination", "pager", "login", "searchbox", "search"}
	weakNames = []string{"sidebar", "related", "banner", "footer", "masthead", "toolbar", "widget", "promo", "languages", "language", "tags", "meta", "recommended"}
	// judged are the elements that may be left out by their names or their links.
	judged = []atom.Atom{atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.P, atom.Form, atom.Header, atom.Footer, atom.Aside, atom.Td}
)

const (
	shortExtra = 400 // bytes of text of an extra with a weak name, or of a form
	manyLinks  = 4   // in a list that is nothing but links
)

// isExtra reports whether an element is no part of the main text by its name or by what it holds.
func (j *htmlJudge) isExtra(n *html.Node, inMain bool) bool {
	if !slices.Contains(judged, n.DataAtom) {
		return false
	}
	m := j.measure(n)
	named := func(names []string) bool {
		return slices.ContainsFunc(namesOf(n), func(s string) bool { return slices.Contains(names, s) })
	}
	linked := m.linked*10 >= m.text*8
	switch {
	case m.text == 0 || m.text*3 > j.total:
		return false
	case m.links >= manyLinks && m.here == m.links && m.linked*10 >= m.text*7 && m.heads == 0:
		return true // a table of contents of this page
	case m.labels > 0:
		return false
	case m.links >= manyLinks && linked && m.heads <= 1 && n.DataAtom != atom.Table:
		return true
	case n.DataAtom == atom.Form:
		return m.fields > 0 && m.text < shortExtra
	case named(extraNames):
		return true
	}
	return named(weakNames) && (linked || m.text < shortExtra && !inMain)
}

// measured is what an element holds.
type measured struct {
	text   int // bytes
	linked int // bytes in links
	links  int
	here   int // links to places of the page
	heads  int // headings
	labels int // texts outside of links that begin like an article
	fields int // to fill in
}

// measure looks through an element, as long as the budget lasts.
func (j *htmlJudge) measure(n *html.Node) measured {
	var m measured
	var look func(n *html.Node, link bool)
	look = func(n *html.Node, link bool) {
		if j.budget--; j.budget < 0 {
			m.text = j.total
			return
		}
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template:
			return
		case atom.A:
			if href, ok := hasAttr(n, "href"); ok {
				link = true
				m.links++
				if len(href) > 1 && href[0] == '#' {
					m.here++
				}
			}
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			m.heads++
		case atom.Input, atom.Select, atom.Textarea, atom.Button:
			m.fields++
		}
		if s := strings.TrimSpace(n.Data); n.Type == html.TextNode && s != "" {
			m.text += len(s)
			if link {
				m.linked += len(s)
			} else if labelStart.MatchString(s) {
				m.labels++
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c, link)
		}
	}
	look(n, false)
	return m
}
