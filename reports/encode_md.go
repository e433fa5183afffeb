package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// encodeMarkdown writes GitHub-flavoured Markdown: headings, tables with escaped pipes, no raw HTML
// but line breaks inside cells.
func encodeMarkdown(w io.Writer, v Report, o options) error {
	d := numbered(layOut(v, o))
	m := &mdWriter{w: bufio.NewWriter(w), label: d.Label}
	m.para("# " + mdEscape(d.Title))
	m.lead(d)
	m.blocks(d.Blocks)
	for _, s := range d.Sections {
		m.section(s, 2)
	}
	if len(d.Citation) > 0 {
		m.para("## " + mdEscape(d.Label.CiteAs))
	}
	for _, c := range d.Citation {
		m.para(mdEscape(c))
	}
	if len(d.Passages) > 0 {
		m.para("## " + mdEscape(d.Label.Passages))
	}
	for i, c := range d.Passages {
		m.para(mdEscape(noteSign(i+1) + " " + c))
	}
	if o.manifest != nil && o.carry {
		line, err := o.manifest.line()
		if err != nil {
			return err
		}
		m.para("```json\n" + manifestMark + line + "\n```")
	}
	return m.w.Flush()
}

func (m *mdWriter) lead(d Document) {
	var parts []string
	if d.Kind != "" {
		parts = append(parts, "*"+mdEscape(d.Kind)+"*")
	}
	if d.Lead != "" {
		parts = append(parts, mdEscape(d.Lead))
	}
	m.para(strings.Join(parts, " · "))
}

type mdWriter struct {
	w     *bufio.Writer
	began bool
	label DocumentWords
}

// para writes one block with a blank line before it.
func (m *mdWriter) para(s string) {
	s = strings.TrimRight(s, " ")
	if s == "" {
		return
	}
	if m.began {
		fmt.Fprintln(m.w)
	}
	m.began = true
	fmt.Fprintln(m.w, s)
}

func (m *mdWriter) section(s Section, depth int) {
	m.para(strings.Repeat("#", min(depth, 6)) + " " + mdEscape(s.Title))
	m.blocks(s.Blocks)
	for _, sub := range s.Sections {
		m.section(sub, depth+1)
	}
}

func (m *mdWriter) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Paragraph:
			m.paragraph(b)
		case Facts:
			m.facts(b)
		case Figures:
			m.figures(b)
		case Table:
			m.table(b)
		}
	}
}

func (m *mdWriter) paragraph(p Paragraph) {
	text := mdInlines(p.Body, "  \n")
	if p.Tone == Warning {
		text = "> **" + mdEscape(m.label.Warning) + "** " + text
	}
	m.para(text)
}

func (m *mdWriter) facts(f Facts) {
	var lines []string
	for _, x := range f {
		lines = append(lines, "- **"+mdEscape(x.Term)+":** "+mdInlines(x.Body, " "))
	}
	m.para(strings.Join(lines, "\n"))
}

func (m *mdWriter) figures(f Figures) {
	var lines []string
	for _, x := range f {
		lines = append(lines, "- "+mdEscape(Sentence(x.Label))+": **"+mdEscape(x.Value)+"** ("+mdEscape(x.Note)+")")
	}
	m.para(strings.Join(lines, "\n"))
}

func (m *mdWriter) table(t Table) {
	m.para("*" + mdEscape(t.Caption) + "*")
	var titles, rules []string
	for _, c := range t.Columns {
		titles = append(titles, mdEscape(c.Title))
		rule := "---"
		if c.Right {
			rule = "--:"
		}
		rules = append(rules, rule)
	}
	lines := []string{mdRow(titles), mdRow(rules)}
	for _, g := range t.Groups {
		lines = append(lines, mdGroup(g, len(t.Columns))...)
	}
	m.para(strings.Join(lines, "\n"))
}

func mdGroup(g Group, columns int) []string {
	var lines []string
	if g.Title != "" {
		cells := make([]string, columns)
		cells[0] = "**" + mdEscape(g.Title) + "** " + mdInlines(g.Aside, " ")
		lines = append(lines, mdRow(cells))
	}
	for _, row := range g.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, mdInlines(c.Body, "<br>"))
		}
		lines = append(lines, mdRow(cells))
	}
	return lines
}

func mdRow(cells []string) string {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// mdInlines sets inlines, with br for a new line.
func mdInlines(body []Inline, br string) string {
	var b strings.Builder
	for _, in := range body {
		switch in := in.(type) {
		case Break:
			b.WriteString(br)
		case Strong:
			b.WriteString("**" + mdEscape(string(in)) + "**")
		case Code:
			b.WriteString(mdCode(string(in)))
		case Edit:
			b.WriteString(mdEdit(in))
		case Quote:
			b.WriteString(mdQuote(in, br))
		default:
			b.WriteString(mdEscape(inlineText(in)))
		}
	}
	return strings.TrimSpace(b.String())
}

func mdQuote(q Quote, br string) string {
	text := "“" + mdEscape(q.Text) + "”"
	if where := whereNoted(q); where != "" {
		text += br + mdEscape(where)
	}
	return text
}

// mdEdit marks edits: inserted and matched words strong, deleted words struck through.
func mdEdit(e Edit) string {
	switch text := mdEscape(e.Text); e.Op {
	case Inserted, Matched:
		return "**" + text + "**"
	case Deleted:
		return "~~" + text + "~~"
	default:
		return text
	}
}

// mdCode sets an identifier; one that holds a backtick or a pipe is set as text.
func mdCode(s string) string {
	s = safe(s)
	if s == "" || strings.ContainsAny(s, "`|") {
		return mdEscape(s)
	}
	return "`" + s + "`"
}

// mdEscape writes text so that no Markdown reader takes a part of it for markup.
func mdEscape(s string) string {
	var b strings.Builder
	for _, r := range safe(s) {
		if strings.ContainsRune("\\`*_[]<>|~&#$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
