package reports_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"corridor/corpus"
	"corridor/reports"
)

func demoManifest(v reports.Report) reports.Option {
	return reports.Told(reports.NewManifest(v, "corridor test", []string{"score", "a file.txt"}), true)
}

// TestWorkbook opens every workbook and finds each value of the report under its column, with its type.
func TestWorkbook(t *testing.T) {
	for name, report := range goldens(t) {
		book, err := excelize.OpenReader(bytes.NewReader(encode(t, reports.XLSX, report, demoManifest(report))))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s := report.Sheet()
		rows, err := book.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if want := len(s.Rows) + 1; len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		for i, row := range s.Rows {
			for j, v := range row {
				checkCell(t, book, s, i, j, v)
			}
		}
		if p, err := book.GetPanes(s.Name); err != nil || !p.Freeze || p.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", name, p, err)
		}
		if tables, err := book.GetTables(s.Name); err != nil || len(s.Rows) > 0 && len(tables) != 1 {
			t.Errorf("%s: %d tables with filters, want 1: %v", name, len(tables), err)
		}
	}
}

func checkCell(t *testing.T, book *excelize.File, s reports.Sheet, i, j int, v any) {
	t.Helper()
	at, _ := excelize.CoordinatesToCellName(j+1, i+2)
	raw, err := book.GetCellValue(s.Name, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kind, err := book.GetCellType(s.Name, at)
	if err != nil {
		t.Fatal(err)
	}
	text := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString
	var ok bool
	switch v := v.(type) {
	case nil:
		ok = raw == ""
	case string:
		ok = (raw == v || raw == "'"+v) && (text || v == "")
	case bool:
		ok = kind == excelize.CellTypeBool && raw == map[bool]string{true: "1", false: "0"}[v]
	case corpus.Date:
		shown, err := book.GetCellValue(s.Name, at)
		ok = err == nil && shown == string(v) && text == (len(v) != 10)
	default:
		want, _ := strconv.ParseFloat(fmt.Sprint(v), 64)
		have, err := strconv.ParseFloat(raw, 64)
		ok = err == nil && have == want && !text
	}
	if !ok {
		t.Errorf("%s %s (%s): %q of type %v, want %v", s.Name, at, s.Columns[j], raw, kind, v)
	}
}

// TestDictionary holds that every column of every report is explained, in the workbook too.
func TestDictionary(t *testing.T) {
	for name, report := range goldens(t) {
		s := report.Sheet()
		for _, c := range s.Columns {
			if m := reports.Meaning(s.Name, c); m.Type == "" || m.Text == "" {
				t.Errorf("%s: column %q of sheet %q has no line in dictionary.csv", name, c, s.Name)
			}
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(encode(t, reports.XLSX, demoCard())))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Data dictionary")
	if err != nil || len(rows) != len(demoCard().Sheet().Columns)+1 {
		t.Errorf("the dictionary has %d rows, %v", len(rows), err)
	}
}

// TestFormulas holds that no text of an agreement becomes a formula.
func TestFormulas(t *testing.T) {
	for _, text := range []string{`=HYPERLINK("http://x")`, "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"} {
		m := made{sheet: reports.Sheet{Name: "s", Columns: []string{"text"}, Rows: [][]any{{text}}}}
		book, err := excelize.OpenReader(bytes.NewReader(encode(t, reports.XLSX, m)))
		if err != nil {
			t.Fatal(err)
		}
		value, err := book.GetCellValue("s", "A2")
		formula, ferr := book.GetCellFormula("s", "A2")
		if err != nil || ferr != nil || formula != "" || !strings.HasPrefix(value, "'") {
			t.Errorf("%q is kept as %q, formula %q, %v %v", text, value, formula, err, ferr)
		}
	}
}

// part reads one part of a package.
func part(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// xmlWords reads the text of an XML part; it fails on what is not well formed.
func xmlWords(t *testing.T, data []byte) string {
	t.Helper()
	var b strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
		}
	}
}

// TestWordParts holds that every part is well-formed XML, that the text is whole, and that every quote has a footnote.
func TestWordParts(t *testing.T) {
	for name, report := range goldens(t) {
		data := encode(t, reports.DOCX, report, demoManifest(report))
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range z.File {
			xmlWords(t, part(t, data, f.Name))
		}
		text := xmlWords(t, part(t, data, "word/document.xml"))
		if d := report.Document(reports.Tongue{}); !strings.Contains(text, d.Title) || !strings.Contains(text, "How this report was made") {
			t.Errorf("%s: title or manifest is missing", name)
		}
	}
	data := encode(t, reports.DOCX, demoCard())
	notes := bytes.Count(part(t, data, "word/footnotes.xml"), []byte("<w:footnote w:id="))
	marks := bytes.Count(part(t, data, "word/document.xml"), []byte("<w:footnoteReference"))
	quotes := strings.Count(xmlWords(t, part(t, data, "word/document.xml")), "“")
	if notes != marks || notes == 0 || notes > quotes {
		t.Errorf("%d notes, %d marks, %d quotes", notes, marks, quotes)
	}
}

// TestWordRightToLeft holds that Arabic runs from right to left.
func TestWordRightToLeft(t *testing.T) {
	m := made{doc: reports.Document{Title: "t", Blocks: []reports.Block{reports.Paragraph{Body: []reports.Inline{
		reports.Quote{Text: "يتحمل صاحب العمل", Lang: "ar", Dir: "rtl"}}}}}}
	xml := string(part(t, encode(t, reports.DOCX, m), "word/document.xml"))
	if !strings.Contains(xml, "<w:bidi/>") || !strings.Contains(xml, "<w:rtl/>") || !strings.Contains(xml, `w:bidi="ar"`) {
		t.Error("the paragraph or its run does not run from right to left")
	}
}

// TestSameBytes holds that the same report gives the same bytes in every format.
func TestSameBytes(t *testing.T) {
	for name, report := range goldens(t) {
		for _, f := range reports.Formats() {
			if !bytes.Equal(encode(t, f, report, demoManifest(report)), encode(t, f, report, demoManifest(report))) {
				t.Errorf("%s.%s differs from one time to the next", name, f)
			}
		}
	}
}

// TestLibreOffice lets an independent reader open the workbook and the document, and finds the values again.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed (libreoffice-writer-nogui, libreoffice-calc-nogui)")
	}
	dir := t.TempDir()
	card := demoCard()
	for _, f := range []reports.Format{reports.XLSX, reports.DOCX} {
		if err := os.WriteFile(filepath.Join(dir, "card."+string(f)), encode(t, f, card, demoManifest(card)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range [][2]string{{"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "card.xlsx"}, {"txt:Text (encoded):UTF8", "card.docx"}} {
		cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", c[0], "--outdir", dir, filepath.Join(dir, c[1]))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	compareCSV(t, filepath.Join(dir, "card.csv"), card.Sheet())
	text, err := os.ReadFile(filepath.Join(dir, "card.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range card.Contrary {
		if !strings.Contains(string(text), c.Title) || !strings.Contains(string(text), c.Passages[0].Quote) {
			t.Errorf("LibreOffice does not show %s and its passage", c.Criterion)
		}
	}
}

func compareCSV(t *testing.T, file string, s reports.Sheet) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{s.Columns}
	for _, row := range s.Rows {
		var cells []string
		for _, v := range row {
			if v == nil {
				v = ""
			}
			cells = append(cells, fmt.Sprint(v))
		}
		want = append(want, cells)
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("LibreOffice reads other values (-want +have):\n%s", diff)
	}
}
