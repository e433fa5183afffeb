package reports

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"corridor/corpus"
	"corridor/store"
)

// The sheets of a workbook, after the one that holds the report's rows.
const (
	sheetAbout      = "About"
	sheetDictionary = "Data dictionary"
	sheetManifest   = "Manifest"
)

// cellLimit is the most UTF-16 units that a cell of a workbook holds.
const cellLimit = 32767

// encodeXLSX writes a workbook: the report's rows with real types under a frozen header with filters, what the
// report is, a dictionary of its columns, and the manifest. Text that a spreadsheet would run as a formula when
// it is edited or saved as CSV gets a leading apostrophe, as in CSV.
func encodeXLSX(w io.Writer, v Report, o options) error {
	f := excelize.NewFile()
	defer f.Close()
	book := &workbook{File: f}
	s := sheetOf(v, o)
	book.data(s)
	book.about(layOut(v, o))
	book.dictionary(o.tongue, s)
	if o.manifest != nil {
		book.manifest(o.tongue, *o.manifest)
	}
	if book.err != nil {
		return book.err
	}
	return f.Write(w)
}

// workbook writes sheets and keeps the first error.
type workbook struct {
	*excelize.File
	err error
}

func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *workbook) style(s *excelize.Style) int {
	id, err := b.NewStyle(s)
	b.do(err)
	return id
}

func (b *workbook) heading() int {
	return b.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF2"}},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
}

// data writes the rows of the report. The first sheet of a new workbook is renamed to hold them.
func (b *workbook) data(s Sheet) {
	name := sheetName(s.Name)
	b.do(b.SetSheetName("Sheet1", name))
	out, err := b.NewStreamWriter(name)
	if err != nil {
		b.do(err)
		return
	}
	styles := b.cellStyles()
	for i := range s.Columns {
		b.do(out.SetColWidth(i+1, i+1, columnWidth(s, i)))
	}
	b.do(out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	head := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = excelize.Cell{StyleID: styles.head, Value: c}
	}
	b.do(out.SetRow("A1", head))
	for i, row := range s.Rows {
		cells := make([]any, len(row))
		for j, c := range row {
			cells[j] = styles.cell(c)
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		b.do(err)
		b.do(out.SetRow(at, cells))
	}
	b.filter(out, s)
	b.do(out.Flush())
}

// filter lays a table with filters over the rows; a table needs one row at least.
func (b *workbook) filter(out *excelize.StreamWriter, s Sheet) {
	if len(s.Rows) == 0 || len(s.Columns) == 0 {
		return
	}
	last, err := excelize.CoordinatesToCellName(len(s.Columns), len(s.Rows)+1)
	b.do(err)
	plain := false
	b.do(out.AddTable(&excelize.Table{Range: "A1:" + last, Name: "report", StyleName: "TableStyleLight1", ShowRowStripes: &plain}))
}

// cellStyles are the styles of the cells of rows.
type cellStyles struct{ head, text, date, whole int }

func (b *workbook) cellStyles() cellStyles {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	iso := "yyyy-mm-dd"
	return cellStyles{
		head:  b.heading(),
		text:  b.style(&excelize.Style{Alignment: top}),
		date:  b.style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, CustomNumFmt: &iso}),
		whole: b.style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}}),
	}
}

// cell gives a value its type: text, number, truth value, or a date when the day is known and a workbook can hold it.
func (s cellStyles) cell(v any) excelize.Cell {
	switch v := v.(type) {
	case nil:
		return excelize.Cell{StyleID: s.whole}
	case string:
		return excelize.Cell{StyleID: s.text, Value: cellText(v)}
	case corpus.Date:
		if day, ok := serialDay(v); ok {
			return excelize.Cell{StyleID: s.date, Value: day}
		}
		return excelize.Cell{StyleID: s.text, Value: string(v)}
	}
	return excelize.Cell{StyleID: s.whole, Value: v}
}

// serialDay is a date as workbooks count days. Only whole dates from March 1900 on have one that all programs agree on.
func serialDay(d corpus.Date) (float64, bool) {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil || d < "1900-03-01" {
		return 0, false
	}
	return at.Sub(dayZero).Hours() / 24, true
}

// dayZero is the day that workbooks count as 0.
var dayZero = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// cellText disarms and fits text for a cell.
func cellText(s string) string {
	s = store.NeutralCSV(xmlText(s))
	if len(s) <= cellLimit || len(utf16.Encode([]rune(s))) <= cellLimit {
		return s
	}
	kept, units := 0, 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units >= cellLimit {
			break
		}
		kept = i + utf8.RuneLen(r)
	}
	return s[:kept] + "…"
}

// columnWidth is a width, in characters, that suits the values of a column.
func columnWidth(s Sheet, i int) float64 {
	widest := textWidth(s.Columns[i]) + 3
	for _, row := range s.Rows[:min(len(s.Rows), 200)] {
		widest = max(widest, textWidth(Shorten(fmt.Sprint(row[i]), 60)))
	}
	return float64(min(widest, 60))
}

// sheetName fits a name to the rules of workbooks.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	if strings.TrimSpace(s) == "" {
		return "report"
	}
	return s
}

// rows writes a sheet of text cells, the first row bold.
func (b *workbook) rows(name string, widths []float64, rows [][]any) {
	_, err := b.NewSheet(name)
	b.do(err)
	text, head := b.style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}), b.heading()
	for i, w := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.SetColWidth(name, column, column, w))
	}
	for i, row := range rows {
		style := text
		if i == 0 {
			style = head
		}
		for j, v := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			b.do(err)
			if s, ok := v.(string); ok {
				v = cellText(s)
			}
			b.do(b.SetCellValue(name, at, v))
			b.do(b.SetCellStyle(name, at, at, style))
		}
	}
}

// about says what the report is and how to cite it.
func (b *workbook) about(d Document) {
	rows := [][]any{{d.Kind, d.Title}}
	if d.Lead != "" {
		rows = append(rows, []any{"", d.Lead})
	}
	for _, c := range d.Citation {
		rows = append(rows, []any{d.Label.CiteAs, c})
	}
	for _, p := range notesOf(d.Blocks, d.Sections) {
		rows = append(rows, []any{"", p})
	}
	b.rows(sheetAbout, []float64{16, 100}, rows)
}

// notesOf are the warnings and notes of a document, which numbers should not be read without.
func notesOf(blocks []Block, sections []Section) (out []string) {
	for _, b := range blocks {
		if p, ok := b.(Paragraph); ok && p.Tone != Normal {
			out = append(out, strings.Join(cellLines(p.Body), " "))
		}
	}
	for _, s := range sections {
		out = append(out, notesOf(s.Blocks, s.Sections)...)
	}
	return out
}

// dictionary explains every column of the sheet.
func (b *workbook) dictionary(t Tongue, s Sheet) {
	rows := [][]any{{t.S("column"), t.S("type"), t.S("meaning")}}
	for _, c := range s.Columns {
		m := Meaning(s.Name, c)
		rows = append(rows, []any{c, t.S(m.Type), t.S(m.Text)})
	}
	b.rows(sheetDictionary, []float64{22, 12, 90}, rows)
}

// manifest lists what the report rests on, and holds the manifest for programs in cells of its last rows.
func (b *workbook) manifest(t Tongue, m Manifest) {
	line, err := m.line()
	b.do(err)
	rows := [][]any{{t.S("what"), t.S("value"), t.S("source"), t.S("sha256 of the file")}, {t.S("command"), m.Command()}, {t.S("program"), m.Tool}, {t.S("language"), m.Language},
		{t.S("agreements"), m.N}, {t.S("digest of the texts"), m.Digest()}, {t.S("rubrics"), strings.Join(m.Rubrics, ", ")}, {t.S("raters"), strings.Join(m.Raters, ", ")}}
	for _, a := range m.Agreements {
		rows = append(rows, []any{t.S("agreement"), a.ID, a.Source, a.SHA256})
	}
	for line != "" {
		piece := line[:min(len(line), cellLimit/2)]
		for !utf8.ValidString(piece) {
			piece = line[:len(piece)-1]
		}
		rows = append(rows, []any{strings.TrimSuffix(manifestMark, ": "), piece})
		line = line[len(piece):]
	}
	b.rows(sheetManifest, []float64{22, 70, 40, 70}, rows)
}
