package reports

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"text/template"

	"corridor/rubric"
)

//go:embed docx/*.xml
var docxFiles embed.FS

// docxParts are the parts of the package in the order in which they are written: the text before the notes,
// which are numbered as the text is set.
var docxParts = []struct{ file, part string }{
	{"content_types.xml", "[Content_Types].xml"}, {"package_rels.xml", "_rels/.rels"}, {"core.xml", "docProps/core.xml"},
	{"document.xml", "word/document.xml"}, {"document_rels.xml", "word/_rels/document.xml.rels"}, {"styles.xml", "word/styles.xml"},
	{"settings.xml", "word/settings.xml"}, {"footer.xml", "word/footer1.xml"}, {"footnotes.xml", "word/footnotes.xml"},
	{"manifest.xml", "customXml/item1.xml"},
}

// encodeDOCX writes a document for Word and LibreOffice: headings, tables with repeated heads, the citation of
// every quote in a footnote, A4. All text goes through x, which escapes it for XML.
func encodeDOCX(w io.Writer, v Report, o options) error {
	d := docxDocument{Document: layOut(v, o)}
	if o.manifest != nil && o.carry {
		line, err := o.manifest.line()
		if err != nil {
			return err
		}
		d.Manifest = line
	}
	tmpl, err := d.template()
	if err != nil {
		return err
	}
	out := zip.NewWriter(w)
	for _, p := range docxParts {
		if p.file == "manifest.xml" && d.Manifest == "" {
			continue
		}
		part, err := out.Create(p.part) // without a time, so that the same report gives the same bytes
		if err != nil {
			return err
		}
		if err := tmpl.ExecuteTemplate(part, p.file, &d); err != nil {
			return err
		}
	}
	return out.Close()
}

// docxDocument is a document and the notes collected while it is set.
type docxDocument struct {
	Document
	Manifest string // for programs; "" when the file carries none
	notes    []string
}

func (d *docxDocument) template() (*template.Template, error) {
	return template.New("docx").Funcs(template.FuncMap{
		"x":            xmlEscape,
		"short":        func(s string) string { return Shorten(s, 80) },
		"inc":          func(n int) int { return n + 1 },
		"nested":       func(depth int, s Section) nestedSection { return nestedSection{depth, s} },
		"headingLevel": func(depth int) int { return min(depth, len(docxHeadings)) },
		"headings":     func() []docxHeading { return docxHeadings },
		"note":         d.note,
		"notes":        func() []string { return d.notes },
		"paragraphs":   docxParagraphsOf,
		"gridOf":       d.grid,
		"factTable":    d.facts,
	}).ParseFS(docxFiles, "docx/*.xml")
}

// note numbers a footnote; the same source has the same note only when it follows itself, as footnotes do.
func (d *docxDocument) note(text string) int {
	d.notes = append(d.notes, text)
	return len(d.notes)
}

// docxHeading is a style of headings; sizes are half points, spaces twentieths of a point.
type docxHeading struct{ Level, Outline, Size, Before int }

var docxHeadings = []docxHeading{{1, 0, 30, 320}, {2, 1, 26, 240}, {3, 2, 22, 200}, {4, 3, 20, 160}}

func xmlEscape(s string) (string, error) {
	var b bytes.Buffer
	err := xml.EscapeText(&b, []byte(xmlText(s)))
	return b.String(), err
}

// docxGrid is a table ready to be set: every width in twentieths of a point.
type docxGrid struct {
	Widths []int
	Head   []docxCell
	Rows   [][]docxCell
}

type docxCell struct {
	Width, Span int
	Fill        string
	Paragraphs  []docxParagraph
}

type docxParagraph struct {
	Style      string
	Right, RTL bool
	Runs       []docxRun
}

type docxRun struct {
	Text, Style, Color, Lang, Note string
	Bold, RTL, Under, Struck       bool
}

// The widths of the text on A4 with margins of 2 cm, in twentieths of a point.
const (
	docxTall = 11906 - 2*1134
	docxWide = 16838 - 2*1134
)

func (d *docxDocument) width() int {
	if d.Wide {
		return docxWide
	}
	return docxTall
}

// grid makes a table: columns that grow share what the narrow ones leave.
func (d *docxDocument) grid(t Table) docxGrid {
	g := docxGrid{Widths: docxWidths(t, d.width())}
	for i, c := range t.Columns {
		g.Head = append(g.Head, docxCell{Width: g.Widths[i], Span: 1, Fill: "E8EDF2",
			Paragraphs: []docxParagraph{{Style: "Cell", Right: c.Right, Runs: []docxRun{{Text: c.Title, Bold: true}}}}})
	}
	for _, group := range t.Groups {
		if group.Title != "" {
			body := append([]Inline{Strong(group.Title), Plain("  ")}, group.Aside...)
			g.Rows = append(g.Rows, []docxCell{{Width: d.width(), Span: len(t.Columns), Fill: "F4F6F8", Paragraphs: docxParagraphs(body, "Cell", false)}})
		}
		for _, row := range group.Rows {
			g.Rows = append(g.Rows, docxRow(t, g.Widths, row))
		}
	}
	return g
}

// heatFills are the five steps of a heat map, light to dark, and the colour of a cell on few cases.
var heatFills = [...]string{"", "EAF2FA", "D3E4F4", "B4D0EA", "A3C6E6", "8CB8E0"}

func docxRow(t Table, widths []int, row []Cell) []docxCell {
	var out []docxCell
	for i, c := range row {
		out = append(out, docxCell{Width: widths[i], Span: 1, Fill: heatFills[min(c.Shade, len(heatFills)-1)],
			Paragraphs: docxParagraphs(c.Body, "Cell", t.Columns[i].Right)})
	}
	return out
}

// docxWidths shares the width out: a narrow column gets room for its widest word or number.
func docxWidths(t Table, total int) []int {
	const perColumn, least = 105, 700 // a character of small type, and the narrowest column
	widths, grow, left := make([]int, len(t.Columns)), 0, total
	for i, c := range t.Columns {
		grow += c.Grow
		if c.Grow > 0 {
			continue
		}
		widest := longestWord(c.Title) + 1 // it is bold
		for _, g := range t.Groups {
			for _, row := range g.Rows {
				for _, line := range cellLines(row[i].Body) {
					widest = max(widest, textWidth(line))
				}
			}
		}
		widths[i] = min(max(least, 160+perColumn*widest), total/3)
		left -= widths[i]
	}
	left = max(left, total/3)
	for i, c := range t.Columns {
		if c.Grow > 0 {
			widths[i] = left * c.Grow / grow
		}
	}
	return scaleTo(widths, total)
}

// scaleTo makes the widths add up to the total, or nearly.
func scaleTo(widths []int, total int) []int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	if sum == 0 {
		return widths
	}
	out := slices.Clone(widths)
	for i := range out {
		out[i] = widths[i] * total / sum
	}
	return out
}

func longestWord(s string) (widest int) {
	for word := range strings.FieldsSeq(s) {
		widest = max(widest, textWidth(word))
	}
	return widest
}

// facts sets a list of terms as a table of two columns without a head.
func (d *docxDocument) facts(f Facts) docxGrid {
	term := d.width() / 4
	g := docxGrid{Widths: []int{term, d.width() - term}}
	for _, x := range f {
		g.Rows = append(g.Rows, []docxCell{
			{Width: g.Widths[0], Span: 1, Paragraphs: docxParagraphs([]Inline{Quiet(x.Term)}, "Cell", false)},
			{Width: g.Widths[1], Span: 1, Paragraphs: docxParagraphs(x.Body, "Cell", false)},
		})
	}
	return g
}

// docxParagraphsOf sets a paragraph in the style of its tone.
func docxParagraphsOf(p Paragraph) []docxParagraph {
	style := map[Tone]string{Note: "Note", Warning: "Warning"}[p.Tone]
	return docxParagraphs(p.Body, style, false)
}

// docxParagraphs sets inlines: a paragraph for each line. A paragraph that quotes a text written from right to left
// runs that way.
func docxParagraphs(body []Inline, style string, right bool) []docxParagraph {
	out := []docxParagraph{{Style: style, Right: right}}
	for _, in := range body {
		last := &out[len(out)-1]
		switch in := in.(type) {
		case Break:
			if len(last.Runs) > 0 {
				out = append(out, docxParagraph{Style: style, Right: right})
			}
		case Quote:
			last.Runs = append(last.Runs, docxQuote(in)...)
			last.RTL = last.RTL || in.Dir == "rtl"
		case Edit:
			last.Runs = append(last.Runs, docxEdit(in))
			last.RTL = last.RTL || in.Dir == "rtl"
		default:
			last.Runs = append(last.Runs, docxRuns(in)...)
		}
	}
	if last := len(out) - 1; last > 0 && len(out[last].Runs) == 0 {
		out = out[:last]
	}
	return out
}

// docxEdit sets a run of a redline.
func docxEdit(e Edit) docxRun {
	r := docxRun{Text: e.Text, Style: "Passage", Lang: e.Lang, RTL: e.Dir == "rtl", Under: e.Op == Inserted, Struck: e.Op == Deleted, Bold: e.Op == Matched}
	switch e.Op {
	case Inserted:
		r.Color = "1F5FA8"
	case Deleted:
		r.Color = "C2410C"
	}
	return r
}

// docxQuote sets a passage, its place, and the footnote that cites it.
func docxQuote(q Quote) []docxRun {
	runs := []docxRun{{Text: "“" + q.Text + "”", Style: "Passage", Lang: q.Lang, RTL: q.Dir == "rtl", Note: q.Cite.Full}}
	if q.Where != "" {
		runs = append(runs, docxRun{Text: "\u00a0 " + q.Where, Style: "Quiet"})
	}
	return runs
}

// docxBar is how many characters a bar takes.
const docxBar = 8

// markColor tells the levels apart besides sign and word; the colours hold on white paper and for colour-blind readers.
func markColor(m Mark) string {
	switch m.Level {
	case rubric.Weak:
		return "9A5B00"
	case rubric.Operative:
		return "1F5FA8"
	case rubric.Contrary:
		return "C2410C"
	}
	return "5A6570"
}

func docxRuns(in Inline) []docxRun {
	switch in := in.(type) {
	case Strong:
		return []docxRun{{Text: string(in), Bold: true}}
	case Quiet:
		return []docxRun{{Text: string(in), Style: "Quiet"}}
	case Code:
		return []docxRun{{Text: string(in), Style: "Code"}}
	case Mark:
		return []docxRun{{Text: inlineText(in), Color: markColor(in), Bold: true}}
	case Bar:
		return []docxRun{{Text: barText(in, docxBar), Color: "1F5FA8"}}
	case Cited:
		return []docxRun{{Note: in.Cite.Full}}
	case Strip:
		var runs []docxRun
		for _, m := range in {
			runs = append(runs, docxRun{Text: m.Level.Mark(), Color: markColor(m.Mark)})
		}
		return runs
	}
	return []docxRun{{Text: inlineText(in)}}
}
