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
	Wide              bool
	Contents          []Section // for a table of contents
	Body              template.HTML
	Citation          []string
}

// Fragment lays a report out as part of a page, in the classes of Stylesheet. The page must hold Symbols.
func Fragment(v Report, t Tongue, l Links) (Part, error) {
	d := layOut(v, options{tongue: t})
	p := Part{Kind: d.Kind, Title: d.Title, Lead: d.Lead, Wide: d.Wide, Contents: d.Sections, Citation: d.Citation}
	d.Blocks = l.blocks(d.Blocks)
	d.Sections = l.sections(d.Sections)
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

func (l Links) sections(in []Section) []Section {
	out := make([]Section, len(in))
	for i, s := range in {
		s.Blocks, s.Sections = l.blocks(s.Blocks), l.sections(s.Sections)
		out[i] = s
	}
	return out
}

func (l Links) blocks(in []Block) []Block {
	out := make([]Block, len(in))
	for i, b := range in {
		switch b := b.(type) {
		case Paragraph:
			b.Body = l.inlines(b.Body)
			out[i] = b
		case Facts:
			facts := make(Facts, len(b))
			for j, f := range b {
				facts[j] = Fact{f.Term, l.inlines(f.Body)}
			}
			out[i] = facts
		case Table:
			out[i] = l.table(b)
		default:
			out[i] = b
		}
	}
	return out
}

func (l Links) table(t Table) Table {
	groups := make([]Group, len(t.Groups))
	for i, g := range t.Groups {
		rows := make([][]Cell, len(g.Rows))
		for j, r := range g.Rows {
			rows[j] = make([]Cell, len(r))
			for k, c := range r {
				c.Body = l.inlines(c.Body)
				if c.Query != "" && l.Search != nil {
					c.Body = []Inline{Link{c.Body, l.Search(c.Query)}}
				}
				rows[j][k] = c
			}
		}
		groups[i] = Group{g.Title, l.inlines(g.Aside), rows}
	}
	t.Groups = groups
	return t
}

func (l Links) inlines(in []Inline) []Inline {
	out := make([]Inline, len(in))
	for i, x := range in {
		switch x := x.(type) {
		case Code:
			out[i] = l.code(x)
		case Quote:
			if l.Passage != nil && x.Of != "" {
				x.Href = l.Passage(x.Of, x.Span)
			}
			out[i] = x
		default:
			out[i] = x
		}
	}
	return out
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
