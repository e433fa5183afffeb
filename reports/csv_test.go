package reports_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"corridor/reports"
)

func TestCSVDisarmsFormulas(t *testing.T) {
	texts := []string{`=HYPERLINK("http://example.org")`, "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "plain", "", "–", "a=b"}
	var row []any
	for _, s := range texts {
		row = append(row, s)
	}
	row = append(row, -1.5, -2, true, nil)
	got := records(t, made{sheet: reports.Sheet{Columns: make([]string, len(row)), Rows: [][]any{row}}})[1]
	for i, s := range texts {
		want := strings.ReplaceAll(s, "\r", "")
		if i < 7 {
			want = "'" + want
		}
		if strings.ReplaceAll(got[i], "\r", "") != want {
			t.Errorf("cell %q came out as %q", s, got[i])
		}
	}
	if n := got[len(texts):]; n[0] != "-1.5" || n[1] != "-2" || n[2] != "true" || n[3] != "" {
		t.Errorf("numbers came out as %q", n)
	}
}

func TestCSVHasARowForEachCriterion(t *testing.T) {
	rows := records(t, demoCard())
	if want := 1 + len(demoFindings()); len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
	if !bytes.Contains(encode(t, reports.CSV, demoCard()), []byte("\r\n")) {
		t.Error("lines do not end in CRLF")
	}
}

// records reads the report's CSV back; the reader refuses rows of unequal length.
func records(t *testing.T, v reports.Report) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(encode(t, reports.CSV, v))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
