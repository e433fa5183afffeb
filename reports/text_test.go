package reports_test

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"corridor/reports"
)

func columns(s string) int { return uniseg.StringWidth(s) }

// made is a report of a document and a sheet, to put awkward texts before the encoders.
type made struct {
	doc   reports.Document
	sheet reports.Sheet
}

func (m made) Document(reports.Tongue) reports.Document { return m.doc }
func (m made) Sheet() reports.Sheet                     { return m.sheet }

func paragraph(s string) made {
	return made{doc: reports.Document{Title: "T", Blocks: []reports.Block{
		reports.Paragraph{Body: []reports.Inline{reports.Plain(s)}}}}}
}

func TestTextDropsTerminalControl(t *testing.T) {
	got := string(encode(t, reports.Text, paragraph("a\x1b[31mred\u202eevil\u2066\x07 b")))
	if strings.ContainsAny(got, "\x1b\x07\u202e\u2066") {
		t.Errorf("control characters came through: %q", got)
	}
}

func TestTextCountsWideAndCombining(t *testing.T) {
	for _, s := range []string{strings.Repeat("労働者の募集及び保護に関する協定", 8), strings.Repeat("e\u0301", 200), strings.Repeat("ह", 90) + " " + strings.Repeat("क्षेत्र ", 30)} {
		for line := range strings.Lines(string(encode(t, reports.Text, paragraph(s), reports.Width(40)))) {
			if n := columns(strings.TrimRight(line, "\n")); n > 40 {
				t.Errorf("a line takes %d columns: %s", n, line)
			}
		}
	}
}
