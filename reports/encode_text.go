package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// encodeText sets the report for a terminal of the given width.
func encodeText(w io.Writer, v Report, o options) error {
	t := &textWriter{w: bufio.NewWriter(w), width: o.width}
	d := numbered(layOut(v, o))
	t.lines(wrap(strings.ToUpper(d.Kind), t.width))
	t.lines(wrap(d.Title, t.width))
	t.lines(wrap(d.Lead, t.width))
	t.blocks(d.Blocks)
	for _, s := range d.Sections {
		t.section(s, 0)
	}
	for i, c := range d.Citation {
		if i == 0 {
			t.heading(d.Label.CiteAs, 1)
		}
		t.lines(wrap(c, t.width))
	}
	for i, c := range d.Passages {
		if i == 0 {
			t.heading(d.Label.Passages, 1)
		}
		t.lines(wrap(noteSign(i+1)+" "+c, t.width))
	}
	if o.manifest != nil && o.carry {
		line, err := o.manifest.line()
		if err != nil {
			return err
		}
		t.lines([]string{"", manifestMark + line})
	}
	return t.w.Flush()
}

type textWriter struct {
	w     *bufio.Writer
	width int
}

func (t *textWriter) lines(lines []string) {
	for _, l := range lines {
		fmt.Fprintln(t.w, strings.TrimRight(l, " "))
	}
}

func (t *textWriter) section(s Section, depth int) {
	title := s.Title
	if s.Tone == Warning {
		title = "! " + title
	}
	t.heading(title, depth)
	t.blocks(s.Blocks)
	for _, sub := range s.Sections {
		t.section(sub, depth+1)
	}
}

// heading underlines a title: the outermost with a double rule.
func (t *textWriter) heading(title string, depth int) {
	rule := "─"
	if depth == 0 {
		rule = "═"
	}
	lines := wrap(title, t.width)
	widest := 0
	for _, l := range lines {
		widest = max(widest, textWidth(l))
	}
	t.lines([]string{""})
	t.lines(append(lines, strings.Repeat(rule, widest)))
}

func (t *textWriter) blocks(blocks []Block) {
	for i, b := range blocks {
		if i > 0 || len(blocks) == 1 {
			t.lines([]string{""})
		} else if _, ok := b.(Table); !ok {
			t.lines([]string{""})
		}
		t.block(b)
	}
}

func (t *textWriter) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		t.paragraph(b)
	case Facts:
		t.facts(b)
	case Figures:
		t.figures(b)
	case Table:
		t.lines(setTable(b, t.width))
	}
}

func (t *textWriter) paragraph(p Paragraph) {
	indent := ""
	if p.Tone == Warning {
		indent = "! "
	}
	for _, para := range cellLines(p.Body) {
		for _, l := range wrap(para, t.width-len(indent)) {
			t.lines([]string{indent + l})
		}
	}
}

func (t *textWriter) facts(f Facts) {
	term := 0
	for _, x := range f {
		term = max(term, textWidth(x.Term))
	}
	for _, x := range f {
		body := wrap(strings.Join(cellLines(x.Body), " "), t.width-term-2)
		for i, l := range body {
			name := ""
			if i == 0 {
				name = x.Term
			}
			t.lines([]string{pad(name, term, false) + "  " + l})
		}
	}
}

func (t *textWriter) figures(f Figures) {
	label, value := 0, 0
	for _, x := range f {
		label, value = max(label, textWidth(x.Label)), max(value, textWidth(x.Value))
	}
	for _, x := range f {
		head := pad(x.Label, label, false) + "  " + pad(x.Value, value, true) + "   "
		for _, note := range wrap(x.Note, t.width-textWidth(head)) {
			t.lines([]string{head + note})
			head = pad("", textWidth(head), false)
		}
	}
}
