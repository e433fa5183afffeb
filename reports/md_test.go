package reports_test

import (
	"regexp"
	"strings"
	"testing"

	"corridor/reports"
)

// TestMarkdownTablesKeepTheirShape counts the pipes that are not escaped: each row of a table has as
// many as its header, whatever stands in the cells.
func TestMarkdownTablesKeepTheirShape(t *testing.T) {
	for name, report := range goldens(t) {
		columns := 0
		for line := range strings.Lines(string(encode(t, reports.Markdown, report))) {
			if !strings.HasPrefix(line, "|") {
				columns = 0
				continue
			}
			n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			if columns > 0 && n != columns {
				t.Errorf("%s: a row has %d borders, the header %d: %s", name, n, columns, line)
			}
			columns = n
		}
	}
}

func TestMarkdownEscapes(t *testing.T) {
	got := string(encode(t, reports.Markdown, paragraph("a|b *c* <script>x</script> `d` [e](http://f) \\")))
	got = regexp.MustCompile(`\\.`).ReplaceAllString(got, "") // what is escaped is no markup
	for _, bad := range []string{"<script", " *c", "](", " `d"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q came through: %s", bad, got)
		}
	}
}
