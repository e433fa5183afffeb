package reports_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"corridor/reports"
)

// TestEverythingCanBeCited holds that every agreement, passage and table of every report has its line of citation in
// every format.
func TestEverythingCanBeCited(t *testing.T) {
	passages := 0
	for name, report := range goldens(t) {
		d, full := reports.CitedIn(report)
		passages += len(full)
		if name == "empty" { // nothing was counted, and no table is shown
			continue
		}
		if len(d.Citation) == 0 || !strings.HasPrefix(d.Citation[len(d.Citation)-1], "Tables of Corridor, “") {
			t.Errorf("%s cites no tables: %q", name, d.Citation)
		}
		for i, line := range full {
			if line == "" {
				t.Errorf("%s: passage %d has no citation", name, i)
			}
		}
		for _, f := range reports.Formats() {
			out := encode(t, f, report)
			switch f {
			case reports.CSV:
				checkCitationColumns(t, name, readCSV(t, out))
			case reports.XLSX:
				checkCitationColumns(t, name, readXLSX(t, out, report.Sheet().Name))
				wantLines(t, name+" about", flatRows(readXLSX(t, out, "About")), d.Citation)
			case reports.JSON:
				checkCitedJSON(t, name, out, d.Citation)
			case reports.DOCX:
				wantLines(t, name+".docx", docxText(t, out), slices.Concat(d.Citation, full))
			case reports.HTML:
				wantLines(t, name+".html", html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(out), "")), slices.Concat(d.Citation, d.Passages))
			case reports.Markdown:
				wantLines(t, name+".md", regexp.MustCompile(`\\(.)`).ReplaceAllString(string(out), "$1"), slices.Concat(d.Citation, d.Passages))
			default:
				wantLines(t, name+"."+string(f), string(out), slices.Concat(d.Citation, d.Passages))
			}
		}
	}
	if passages < 50 {
		t.Errorf("only %d passages: the test tells little", passages)
	}
}

// wantLines finds lines in a text; white space does not count, since it is wrapped.
func wantLines(t *testing.T, name, text string, lines []string) {
	t.Helper()
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	text = bare(text)
	for _, line := range lines {
		if !strings.Contains(text, bare(line)) {
			t.Errorf("%s lacks %q", name, line)
		}
	}
}

// checkCitationColumns wants a citation in each row, for one part of it at least.
func checkCitationColumns(t *testing.T, name string, rows [][]string) {
	t.Helper()
	var columns []int
	for i, c := range rows[0] {
		if strings.HasSuffix(c, "citation") {
			columns = append(columns, i)
		}
	}
	for n, row := range rows[1:] {
		if !slices.ContainsFunc(columns, func(i int) bool { return i < len(row) && strings.Contains(row[i], "Corridor") }) {
			t.Errorf("%s: row %d has no citation: %q", name, n+1, row)
		}
	}
}

// checkCitedJSON wants the lines under cite_as, and a citation beside each quote.
func checkCitedJSON(t *testing.T, name string, data []byte, want []string) {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	var have []string
	lines, _ := v["cite_as"].([]any)
	for _, line := range lines {
		have = append(have, fmt.Sprint(line))
	}
	if !slices.Equal(have, want) {
		t.Errorf("%s cites %q, want %q", name, have, want)
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			quote, _ := v["quote"].(string)
			if line, _ := v["citation"].(string); quote != "" && !strings.Contains(line, ", bytes ") {
				t.Errorf("%s: a quote without a citation: %v", name, v)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
}

func readXLSX(t *testing.T, data []byte, sheet string) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(sheet)
	if err != nil || len(rows) == 0 {
		t.Fatalf("sheet %q: %d rows, %v", sheet, len(rows), err)
	}
	return rows
}

func flatRows(rows [][]string) string {
	var out []string
	for _, r := range rows {
		out = append(out, strings.Join(r, " "))
	}
	return strings.Join(out, "\n")
}

// docxText is the text of a document and of its footnotes.
func docxText(t *testing.T, data []byte) string {
	t.Helper()
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, name := range []string{"word/document.xml", "word/footnotes.xml"} {
		f, err := pack.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(part), "")) + "\n")
	}
	return out.String()
}

func readCSV(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
