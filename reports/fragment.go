package reports

import (
	"html/template"
	"strings"

	"corridor/corpus"
)

// Links says where a page leads to from a report. Each may return "" for nowhere.
type Links struct {
	Agreement func(id string) string                // by its id or the first digits of it
	Passage   func(id string, s corpus.Span) string // of the agreement
	Search    func(query string) string             // for agreements
}

// Part is a report as a part of a page: what its head says, and the rest as HTML. Headings begin with h2.
type Part struct {
	Kind, Title, Lead string
	TitleLang         string // of an agreement's own words; "" otherwise
	Wide              bool
	Contents          []Section // for a table of contents
	Body              template.HTML
	Citation          []string
}

// Fragment lays a report out as part of a page, in the classes of Stylesheet. The page must hold Symbols.
func Fragment(v Report, t Tongue, l Links) (Part, error) {
	d := layOut(v, options{tongue: t})
	p := Part{Kind: d.Kind, Title: d.Title, TitleLang: d.TitleLang, Lead: d.Lead, Wide: d.Wide, Contents: d.Sections, Citation: d.Citation}
	m := mapping{inline: l.inline, cell: l.cell}
	d.Blocks, d.Sections = m.blocks(d.Blocks), m.sections(d.Sections)
	var err error
	p.Body, err = fragment("fragment", d)
	return p, err
}

// Symbols are the signs of the levels, which pages with fragments must hold once.
func Symbols() (template.HTML, error) { return fragment("symbols", nil) }

func fragment(name string, data any) (template.HTML, error) {
	var b strings.Builder
	err := htmlTemplate.ExecuteTemplate(&b, name, data)
	return template.HTML(b.String()), err
}

// inline leads from a passage to its place and from an identifier to its agreement.
func (l Links) inline(in Inline) Inline {
	switch in := in.(type) {
	case Code:
		return l.code(in)
	case Quote:
		if l.Passage != nil && in.Of != "" {
			in.Href = l.Passage(in.Of, in.Span)
		}
		return in
	}
	return in
}

// cell leads from a count to what is counted.
func (l Links) cell(c Cell) Cell {
	if c.Query != "" && l.Search != nil {
		c.Body = []Inline{Link{c.Body, l.Search(c.Query)}}
	}
	return c
}

// code leads from an identifier to its agreement.
func (l Links) code(c Code) Inline {
	if l.Agreement != nil {
		if href := l.Agreement(string(c)); href != "" {
			return Anchor{string(c), href}
		}
	}
	return c
}
