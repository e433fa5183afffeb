package reports

import (
	"bufio"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"corridor/rubric"
)

//go:embed html/*.html html/report.css
var htmlFiles embed.FS

var htmlTemplate = template.Must(template.New("report.html").Funcs(template.FuncMap{
	"levels":   rubric.Levels,
	"dir":      Direction,
	"slug":     levelSlug,
	"nested":   func(d int, s Section) nestedSection { return nestedSection{d, s} },
	"inc":      func(n int) int { return n + 1 },
	"columns":  placeCells,
	"label":    stripLabel,
	"barWidth": func(s Share) string { return fmt.Sprintf("%.2f", 100*s.Float()) },
}).ParseFS(htmlFiles, "html/*.html"))

// Stylesheet is the style of every HTML report, for pages that lead to reports. It names no address.
func Stylesheet() (string, error) {
	css, err := htmlFiles.ReadFile("html/report.css")
	return string(css), err
}

// encodeHTML writes one self-contained file: no script, no address outside it, styles within.
func encodeHTML(w io.Writer, v Report, o options) error {
	css, err := Stylesheet()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	page := struct {
		Document
		CSS      template.CSS
		Manifest string // for programs; "" when the file carries none
	}{Document: numbered(layOut(v, o)), CSS: template.CSS(css)}
	if o.manifest != nil && o.carry {
		line, err := o.manifest.line()
		if err != nil {
			return err
		}
		page.Manifest = manifestMark + line
	}
	if err := htmlTemplate.Execute(out, page); err != nil {
		return err
	}
	return out.Flush()
}

// nestedSection is a section and the depth of its heading.
type nestedSection struct {
	Depth int
	Section
}

// placedCell is a cell and what its column makes of it.
type placedCell struct {
	Cell
	Column Column
	Header bool // names the row
	Class  string
}

func placeCells(t Table, cells []Cell) []placedCell {
	var out []placedCell
	for i, c := range cells {
		p := placedCell{Cell: c, Column: t.Columns[i], Header: i == t.Head}
		var class []string
		if p.Column.Right {
			class = append(class, "num")
		}
		if c.Shade > 0 {
			class = append(class, fmt.Sprintf("h%d", c.Shade))
		}
		if c.Thin {
			class = append(class, "thin")
		}
		p.Class = strings.Join(class, " ")
		out = append(out, p)
	}
	return out
}

// levelSlug is a level's name as a class and anchor: "n/a" is "na".
func levelSlug(l rubric.Level) string { return strings.ReplaceAll(l.String(), "/", "") }

// stripLabel says a strip in words: "operative, weak, absent, n/a".
func stripLabel(s Strip) string {
	var names []string
	for _, m := range s {
		names = append(names, m.Word())
	}
	return strings.Join(names, ", ")
}
