package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wordF1 is the harmonic mean of precision and recall of the words of have, each counted as often as it stands.
func wordF1(want, have string) float64 {
	count := map[string]int{}
	n := 0
	for w := range strings.FieldsSeq(want) {
		count[w]++
		n++
	}
	hit, m := 0, 0
	for w := range strings.FieldsSeq(have) {
		m++
		if count[w] > 0 {
			count[w]--
			hit++
		}
	}
	if n+m == 0 {
		return 1
	}
	return 2 * float64(hit) / float64(n+m)
}

func mustExtract(t *testing.T, data []byte) *extracted {
	t.Helper()
	x, err := extractBytes(context.Background(), "test.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	checkExtracted(t, x)
	return x
}

func wantText(t *testing.T, data []byte, want string) *extracted {
	t.Helper()
	x := mustExtract(t, data)
	if diff := cmp.Diff(want, x.Text); diff != "" {
		t.Errorf("text (-want +have):\n%s", diff)
	}
	return x
}

func TestPDFSimple(t *testing.T) {
	page := setLines(t, 72, 780, "ARTICLE 1") +
		setLines(t, 72, 750, "The Parties (both of them) shall protect the workers’ wages in accor-",
			"dance with the law, and shall tell each other at once when they cannot",
			"do so.") +
		setLines(t, 72, 690, "(a) naïve œuvre à 5 €;", "(b) the rest.")
	x := wantText(t, pagesOf(page).bytes(), "ARTICLE 1\n\nThe Parties (both of them) shall protect the workers’ wages in accordance with the law, "+
		"and shall tell each other at once when they cannot do so.\n\n(a) naïve œuvre à 5 €;\n(b) the rest.")
	if s := x.Source; s.MediaType != "application/pdf" || s.Extractor != "corridor/pdf 1" || len(x.Pages) != 1 {
		t.Errorf("source %+v, pages %v", s, x.Pages)
	}
}

func TestPDFKerning(t *testing.T) {
	want := "Every worker keeps passport and contract"
	wantText(t, pagesOf(kerned(t, 72, 700, want)).bytes(), want)
}

// TestPDFOperators places one word with each operator that moves or scales text.
func TestPDFOperators(t *testing.T) {
	page := `q 2 0 0 2 10 20 cm BT /F1 5.5 Tf 30 380 Td (one) Tj 0 -20 TD (two) Tj T* (three) Tj ET Q
		BT /F1 11 Tf 120 Tz 14 TL 1 Tc 2 Tw 1 0 0 1 72 600 Tm (fo\165r) Tj (five) ' 3 1 (six seven) " ET
		BT /F1 11 Tf 90 Tz 0 Tc 0 Tw 72 500 Td <6569676874> Tj 4 Ts ( nine) Tj ET
		BI /W 2 /H 1 /BPC 8 /CS /G ID (( EI
		BT /F1 11 Tf 0 Ts 72 480 Td (ten) Tj 300 0 Td (far) Tj ET`
	want := "one two three four five six seven eight nine ten far"
	if have := mustExtract(t, pagesOf(page).bytes()).Text; wordF1(want, have) < 1 {
		t.Errorf("have %q", have)
	}
}

func TestPDFColumns(t *testing.T) {
	left := setLines(t, 60, 760, "The left column is read", "first from its top down", "to its very foot, where", "a sentence goes on at")
	right := setLines(t, 320, 760, "the top of the second,", "which comes after it.")
	wantText(t, pagesOf(left+right).bytes(), "The left column is read first from its top down to its very foot, where a sentence goes on at the top of the second, which comes after it.")
}

func TestPDFSuperscripts(t *testing.T) {
	page := "BT /F1 7 Tf 72 704 Td (1) Tj /F1 11 Tf 5 -4 Td (The Parties shall meet) Tj /F1 7 Tf 4 Ts (2) Tj /F1 11 Tf 0 Ts ( soon.) Tj ET"
	x := mustExtract(t, pagesOf(page).bytes())
	if x.Text != "1 The Parties shall meet[2] soon." || len(x.Marks) != 1 || x.Marks[0].Kind != markSup {
		t.Errorf("text %q, marks %v", x.Text, x.Marks)
	}
}

func TestPDFFakeBold(t *testing.T) {
	page := setLines(t, 72, 700, "Heading of weight") + setLines(t, 72.3, 700, "Heading of weight")
	wantText(t, pagesOf(page).bytes(), "Heading of weight")
}

func TestPDFRunningHeads(t *testing.T) {
	var pages []string
	for i := range 4 {
		pages = append(pages, setLines(t, 200, 810, "Treaty Series of Ostland")+
			setLines(t, 72, 740, fmt.Sprintf("Text of page number %s stands here and", []string{"one", "two", "three", "four"}[i]))+
			setLines(t, 72, 726, "nowhere else.")+setLines(t, 290, 40, fmt.Sprint(i+11)))
	}
	x := mustExtract(t, pagesOf(pages...).bytes())
	if strings.Contains(x.Text, "Treaty Series") || strings.Contains(x.Text, "13") || len(x.Pages) != 4 {
		t.Errorf("furniture left in %q, %d pages", x.Text, len(x.Pages))
	}
	if p := x.Pages[2].Span.Of(x.Text); !strings.HasPrefix(p, "Text of page number three") {
		t.Errorf("page 3 is %q", p)
	}
}

// composite is a Type0 font with two-byte codes: code n stands for the n-th letter of the alphabet text.
func composite(w *pdfWriter, alphabet []string, widths string) string {
	var m strings.Builder
	m.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	fmt.Fprintf(&m, "%d beginbfchar\n", len(alphabet))
	for i, s := range alphabet {
		fmt.Fprintf(&m, "<%04X> <", i+1)
		for _, r := range s {
			fmt.Fprintf(&m, "%04X", r)
		}
		m.WriteString(">\n")
	}
	m.WriteString("endbfchar endcmap end end")
	return m.String()
}

func compositePDF(text func(code func(string) string) string, alphabet []string) []byte {
	w := &pdfWriter{}
	code := func(s string) string {
		var b strings.Builder
		for len(s) > 0 {
			for i, a := range alphabet {
				if strings.HasPrefix(s, a) {
					fmt.Fprintf(&b, "%04X", i+1)
					s = s[len(a):]
					break
				}
			}
		}
		return "<" + b.String() + ">"
	}
	w.build("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [600 300] 4 6 250] >> ] /ToUnicode 6 0 R >>",
		[]string{text(code)})
	w.stream("", composite(w, alphabet, ""))
	return w.bytes()
}

func TestPDFComposite(t *testing.T) {
	alphabet := []string{"w", "o", "r", "k", "ffi", " ", "Ż", "e", "c"}
	data := compositePDF(func(code func(string) string) string {
		return "BT /F1 12 Tf 72 700 Td " + code("work offi") + " Tj " + code("ce Żo") + " Tj ET"
	}, alphabet)
	wantText(t, data, "work office Żo")
}

func TestPDFArabic(t *testing.T) {
	alphabet := []string{"ا", "ت", "ف", "ق", "ي", "ة", "ﻻ", " ", "1", "2"}
	// Drawn from the left in visual order, as printers do.
	visual := []string{"1", "2", " ", "ة", "ي", "ق", "ا", "ف", "ت", "ا"}
	data := compositePDF(func(code func(string) string) string {
		return "BT /F1 12 Tf 72 700 Td " + code(strings.Join(visual, "")) + " Tj ET"
	}, alphabet)
	wantText(t, data, "اتفاقية 12")
}

func TestPDFRepair(t *testing.T) {
	page := setLines(t, 72, 700, "The Parties shall keep the text of this Agreement whole", "even where its file is not.")
	want := "The Parties shall keep the text of this Agreement whole even where its file is not."
	good := pagesOf(page).bytes()
	cut := strings.LastIndex(string(good), "xref\n0")
	tests := map[string][]byte{
		"junk before":     append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...),
		"junk after":      append(append([]byte(nil), good...), strings.Repeat("\x00<html>", 500)...),
		"version 2.0":     []byte(strings.Replace(string(good), "%PDF-1.4\n", "%PDF-2.0\n", 1)),
		"long header":     []byte(strings.Replace(string(good), "%PDF-1.4\n", "%PDF-1.4   \n", 1)),
		"no end":          good[:cut],
		"wrong startxref": []byte(strings.Replace(string(good), "startxref\n", "startxref\n9", 1)),
		"wrong offsets":   []byte(strings.Replace(string(good), "xref\n0", "xxxx\n0", 1)),
		"huge size":       []byte(strings.Replace(string(good), "/Size ", "/Size 200000000", 1)),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) { wantText(t, data, want) })
	}
}

// TestPDFOwnerLock reads a file that is locked against editing but opens without a password.
func TestPDFOwnerLock(t *testing.T) {
	w := &pdfWriter{}
	w.protect("")
	w.build(helvetica, []string{setLines(t, 72, 700, "Locked against editing only, and open to every reader.")})
	wantText(t, w.bytes(), "Locked against editing only, and open to every reader.")
}
