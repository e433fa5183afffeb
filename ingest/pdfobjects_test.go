package ingest

import (
	"bytes"
	"context"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

// lzw encodes bytes as PDF does; with early of 1 the codes grow one code early.
func lzw(data string, early int) string {
	var out []byte
	acc, bits, width := 0, 0, 9
	put := func(code int) {
		acc, bits = acc<<width|code, bits+width
		for bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	var table map[string]int
	clear := func() {
		put(lzwClear)
		table, width = map[string]int{}, 9
		for c := range 256 {
			table[string([]byte{byte(c)})] = c
		}
	}
	clear()
	next, run := lzwEnd+1, ""
	for i := range len(data) {
		c := data[i : i+1]
		if _, ok := table[run+c]; ok {
			run += c
			continue
		}
		put(table[run])
		table[run+c] = next
		next++
		for width < 12 && next-1+early >= 1<<width {
			width++
		}
		if next == lzwMax-1 {
			clear()
			next = lzwEnd + 1
		}
		run = c
	}
	put(table[run])
	put(lzwEnd)
	return string(append(out, byte(acc<<(8-bits))))
}

// pngRows encodes rows of bytes with the row filters of PNG, one kind after the other.
func pngRows(data string, row, pixel int) string {
	data += strings.Repeat(" ", (row-len(data)%row)%row)
	above := make([]byte, row)
	var out []byte
	for n := 0; len(data) > 0; n++ {
		line := []byte(data[:row])
		data = data[row:]
		out = append(out, byte(n%5))
		for i, c := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			out = append(out, c-[]byte{0, left, above[i], byte((int(left) + int(above[i])) / 2), paeth(left, above[i], corner)}[n%5])
		}
		above = line
	}
	return string(out)
}

func runs(data string) string {
	var b strings.Builder
	for len(data) > 0 {
		n := min(len(data), 100)
		b.WriteByte(byte(n - 1))
		b.WriteString(data[:n])
		data = data[n:]
	}
	return b.String() + "\xfd \x80rest"
}

func TestPDFFilters(t *testing.T) {
	var lines []string
	for i := range 40 {
		lines = append(lines, fmt.Sprintf("Line %d of the text is kept whole by every filter that there is.", i+1))
	}
	content := setLines(t, 72, 780, lines...)
	want := strings.Join(lines, "\n")
	var a85 bytes.Buffer
	enc := ascii85.NewEncoder(&a85)
	enc.Write([]byte(content))
	enc.Close()
	tests := []struct{ name, dict, data string }{
		{"hex", "/Filter /ASCIIHexDecode", hex.EncodeToString([]byte(content)) + " >"},
		{"hex of an odd number", "/Filter /AHx", strings.ToUpper(hex.EncodeToString([]byte(content+"\n"))) + "2>"},
		{"base 85", "/Filter /ASCII85Decode", a85.String() + "~>"},
		{"base 85 in lines", "/Filter [/A85]", strings.ReplaceAll(a85.String(), "A", "A\n") + " ~>"},
		{"run length", "/Filter /RunLengthDecode", runs(content)},
		{"LZW", "/Filter /LZWDecode", lzw(content+strings.Repeat("% what follows fills the table of codes more than once\n", 400)+content[:0], 1)},
		{"LZW without haste", "/Filter /LZWDecode /DecodeParms << /EarlyChange 0 >>", lzw(content+strings.Repeat("% filling\n%", 900), 0)},
		{"flate", "/Filter /FlateDecode", flate(content)},
		{"flate without its head", "/Filter /FlateDecode", "\x00\x00" + flate(content)[2:]},
		{"flate without its end", "/Filter /FlateDecode", flate(content + "% " + strings.Repeat("qwertyuiop", 100))[:len(flate(content))]},
		{"PNG rows", "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 50 >>", flate(pngRows(content, 50, 1))},
		{"PNG rows of colors", "/Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 /Columns 20 /Colors 3 >>]", flate(pngRows(content, 60, 3))},
		{"PNG rows in LZW", "/Filter /LZWDecode /DecodeParms << /Predictor 10 /Columns 31 >>", lzw(pngRows(content, 31, 1), 1)},
		{"two", "/Filter [/ASCIIHexDecode /FlateDecode]", hex.EncodeToString([]byte(flate(content))) + ">"},
		{"three, short names", "/Filter [/A85 /LZW /RL] /DecodeParms [null << /EarlyChange 1 >> null]", base85(lzw(runs(content), 1))},
		{"no encryption", "/Filter [/Crypt /FlateDecode]", flate(content)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := pagesOf("")
			w.objects[3] = fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", tt.dict, len(tt.data), tt.data)
			x := mustExtract(t, w.bytes())
			if have := x.Text; strings.Join(strings.Fields(have), " ") != strings.Join(strings.Fields(want), " ") {
				t.Errorf("have %.300q… of %d bytes", have, len(have))
			}
		})
	}
}

func base85(s string) string {
	var b bytes.Buffer
	enc := ascii85.NewEncoder(&b)
	enc.Write([]byte(s))
	enc.Close()
	return b.String() + "~>"
}

// TestPDFInlineImages puts pictures between the operators whose bytes look like operators.
func TestPDFInlineImages(t *testing.T) {
	before, after := at(t, 72, 700, 11, "Before the picture"), at(t, 72, 650, 11, "and behind it.")
	for name, image := range map[string]string{
		"of known size":     "BI /W 8 /H 2 /BPC 8 /CS /RGB ID " + strings.Repeat(" EI (( Q", 6) + "\nEI\n",
		"with a length":     "BI /W 9 /H 9 /L 20 /F /DCT ID " + "\xff\xd8 EI [(x) Tj \x00\x01EI\nEI\n",
		"of unknown size":   "BI /W 9 /H 9 /F /Fl ID x\x9c\x00 EI \xfe\xff(((\x80 EI\x00\x01 [[\nEI\n",
		"in hexadecimals":   "BI /W 4 /H 1 /CS /G /F /AHx ID 00ff00ff>EI\n",
		"a mask":            "BI /W 16 /H 2 /IM true ID EI (\nEI Q\n",
		"without an end":    "BI /W 1 /H 1 ID",
		"with empty values": "BI /W /H ID EI\n",
	} {
		x := mustExtract(t, pagesOf(before+image+after).bytes())
		want := "Before the picture\n\nand behind it."
		if name == "without an end" {
			want = "Before the picture"
		}
		if x.Text != want {
			t.Errorf("%s: have %q", name, x.Text)
		}
	}
}

// TestPDFLexer reads operands as files write them, well or badly.
func TestPDFLexer(t *testing.T) {
	content := `BT /F1 11 Tf 72 700 Td (par\050en\051 (nested) \\ back\
slash oct\101\0602 \q) Tj 0 -14 Td <4865 78 2> Tj 0 -14. Td [(a) -.0 (b) --20 (c)] TJ % a comment (x) Tj
0 -14.0 Td/F1 11 Tf(no space)Tj 0 1.-2 Td << /Not [<< /Closed (x) >>] >> pop ) ] > } (end) Tj ET`
	x := mustExtract(t, pagesOf(content).bytes())
	if want := "par(en) (nested) \\ backslash octA02 q Hex abc no space end"; x.Text != want {
		t.Errorf("have %q", x.Text)
	}
}

// TestPDFEncodings writes the same codes in fonts of every encoding.
func TestPDFEncodings(t *testing.T) {
	program := "%!PS-AdobeFont-1.0: CMR10\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 12 /fi put\ndup 92 /quotedblleft put\ndup 123 /endash put\ndup 97 /a put\nreadonly def\ncurrentfile eexec\n\x80\x01"
	tests := []struct{ name, font, codes, want string }{
		{"standard", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", `\256\341\261\047\140`, "fiÆ–’‘"},
		{"WinAnsi", helvetica, `\222\234\200\225`, "’œ€•"},
		{"MacRoman", "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /MacRomanEncoding >>", `\216\322\245`, "é“•"},
		{"Symbol", "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>", `\101\142\147\267`, "Αβγ•"},
		{"differences", "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /ffi /Eacute /uni0416 /u1F600 /f_f_l /lslash 65 /afii57415 /Scedilla /alpha /g99 /T_h.alt] >> >>",
			`\001\002\003\004\005\006.ABCDE`, "ffiÉЖ😀fflł.اŞαDTh"},
		{"program", "<< /Type /Font /Subtype /Type1 /BaseFont /CMR10 /FontDescriptor << /FontFile 6 0 R >> >>", `\134a\014a\173a`, "“afia–a"},
		{"two bytes", "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts [<< /DW 1000 >>] >>", `\000A\002\001`, "Aȁ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &pdfWriter{}
			w.build(tt.font, []string{"BT /F1 11 Tf 72 700 Td (" + tt.codes + ") Tj ET"})
			w.stream("", program)
			if diff := cmp.Diff(tt.want, mustExtract(t, w.bytes()).Text); diff != "" {
				t.Errorf("(-want +have):\n%s", diff)
			}
		})
	}
}

// TestPDFType3 sets letters that are little pictures, with a text that only their character map tells.
func TestPDFType3(t *testing.T) {
	w := &pdfWriter{}
	w.build("<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 1 /LastChar 3 /Widths [60 50 30] /CharProcs << >> /Encoding << /Differences [1 /a0 /a1 /a2] >> /ToUnicode 6 0 R >>",
		[]string{"BT /F1 10 Tf 72 700 Td (\001\002) Tj 13 0 Td (\003) Tj ET"})
	w.stream("", "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <01> <02> <0041> <03> <03> [<00660069>] endbfrange")
	wantText(t, w.bytes(), "AB fi")
}

// TestPDFActualText takes what the file says instead of what it draws.
func TestPDFActualText(t *testing.T) {
	page := "BT /F1 11 Tf 72 700 Td (The ) Tj /Span << /ActualText <FEFF0066006900720073> >> BDC (#r) Tj /X BMC (s) Tj EMC EMC (t word, contin) Tj /Span << /ActualText (\\255) >> BDC (-) Tj EMC 0 -14 Td (ued) Tj " +
		"/Span << /ActualText () >> BDC (unseen) Tj EMC ( here.) Tj ET"
	wantText(t, pagesOf(page).bytes(), "The first word, continued here.")
}

// TestPDFArtifacts believes the file that its page numbers are no text.
func TestPDFArtifacts(t *testing.T) {
	page := "/Artifact << /Type /Pagination >> BDC " + at(t, 72, 810, 9, "Draft of the ministry") + "EMC\n" + setLines(t, 72, 700, "The text of the page is what the Parties have agreed upon,", "and it is much longer than what stands above it.")
	wantText(t, pagesOf(page).bytes(), "The text of the page is what the Parties have agreed upon, and it is much longer than what stands above it.")
	all := "/Artifact BMC " + at(t, 72, 810, 9, "All of this text is said to be no text.") + "EMC"
	wantText(t, pagesOf(all).bytes(), "All of this text is said to be no text.")
}

// form is a page with fields, a typed note and comments.
func form(t *testing.T, annots ...string) *pdfWriter {
	w := pagesOf(setLines(t, 72, 700, "Name of the worker:", "Wage:") + at(t, 72, 600, 11, "Signed by both Parties."))
	var refs []string
	for _, a := range annots {
		refs = append(refs, fmt.Sprintf("%d 0 R", w.add("%s", a)))
	}
	w.objects[4] = strings.Replace(w.objects[4], "/Contents", "/Annots ["+strings.Join(refs, " ")+"] /Contents", 1)
	return w
}

func TestPDFForm(t *testing.T) {
	look := "BT /Helv 11 Tf 2 4 Td (Ama Kofi) Tj ET"
	w := form(t,
		"<< /Subtype /Widget /FT /Tx /V (ignored) /Rect [200 697 300 712] /AP << /N 11 0 R >> >>",
		"<< /Subtype /Widget /Parent << /FT /Tx /V (1,200 tala) >> /Rect [200 682 300 698] >>",
		"<< /Subtype /Widget /FT /Btn /V /Yes /Rect [400 682 410 698] >>",
		"<< /Subtype /FreeText /Contents (Added by hand on the day.) /Rect [72 640 300 656] >>",
		"<< /Subtype /FreeText /F 2 /Contents (A hidden note) /Rect [72 640 300 656] >>",
	)
	w.stream("/Subtype /Form /BBox [0 0 100 15] /Resources << /Font << /Helv 3 0 R >> >>", look)
	x := wantText(t, w.bytes(), "Name of the worker: Ama Kofi\nWage: 1,200 tala\n\nAdded by hand on the day.\n\nSigned by both Parties.")
	if w := strings.Join(x.Source.Warnings, "\n"); !strings.Contains(w, "2 fields of a form") || !strings.Contains(w, "1 notes were typed") {
		t.Errorf("warnings %q", w)
	}
}

func TestPDFComments(t *testing.T) {
	w := form(t,
		"<< /Subtype /Text /Contents (Is this the gross wage?) /T (R. Reader) /M (D:20240531093000+02'00') /Rect [500 680 520 700] >>",
		"<< /Subtype /Highlight /Contents <FEFF00FC> /Rect [72 596 200 612] >>",
		"<< /Subtype /Text /Contents () /Rect [0 0 1 1] >>",
		"<< /Subtype /Text /Contents (Beside nothing) /Rect [0 0 1 1] >>",
	)
	x := mustExtract(t, w.bytes())
	type comment struct{ about, author, date, text string }
	var have []comment
	for _, c := range x.Comments {
		have = append(have, comment{c.Span.Of(x.Text), c.Author, c.Date, c.Text})
	}
	want := []comment{{"", "", "", "Beside nothing"}, {"Wage:", "R. Reader", "2024-05-31T09:30:00", "Is this the gross wage?"}, {"Signed by both Parties.", "", "", "ü"}}
	if diff := cmp.Diff(want, have, cmp.AllowUnexported(comment{})); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
}

// TestPDFPassword opens a file by its password, and says what to do without.
func TestPDFPassword(t *testing.T) {
	w := &pdfWriter{}
	w.protect("Schlüssel")
	w.build(helvetica, []string{setLines(t, 72, 700, "Read by those who know the word.")})
	read := func(password string) (*extracted, error) {
		return extract(context.Background(), "a.pdf", w.bytes(), Options{Password: password})
	}
	if x, err := read("Schlüssel"); err != nil || x.Text != "Read by those who know the word." {
		t.Errorf("%v, %v", x, err)
	}
	for password, says := range map[string]string{"": "--password", "wrong": "does not open"} {
		if _, err := read(password); !errors.Is(err, corpus.ErrEncrypted) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", password, err)
		}
	}
}

// TestPDFUpdated reads a file whose objects were replaced by a later part of it.
func TestPDFUpdated(t *testing.T) {
	old := pagesOf(setLines(t, 72, 700, "What stood here before.")).bytes()
	content := setLines(t, 72, 700, "What stands here now.")
	update := fmt.Sprintf("4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\nxref\n0 0\ntrailer << /Root 1 0 R /Size 6 /Prev 9 >>\nstartxref\n%d\n%%%%EOF\n", len(content), content, len(old))
	wantText(t, append(old, update...), "What stands here now.")
}

// TestPDFPacked reads objects from a stream of objects, with a replaced one among them and its table destroyed.
func TestPDFPacked(t *testing.T) {
	content := setLines(t, 72, 700, "Packed and found again.")
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 9 0 R /Resources << /Font << /F1 4 0 R >> >> >>", helvetica}
	var index, body strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&index, "%d %d ", i+1, body.Len())
		body.WriteString(o + " ")
	}
	packed := flate(index.String() + body.String())
	var b strings.Builder
	b.WriteString("%PDF-1.5\n4 0 obj << /Old true >> endobj\n")
	fmt.Fprintf(&b, "8 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n", len(objects), index.Len(), len(packed), packed)
	fmt.Fprintf(&b, "9 0 obj\n<< /Length 10 0 R >>\nstream\n%s\nendstream\nendobj\n10 0 obj %d endobj\n", content, len(content))
	x := wantText(t, []byte(b.String()), "Packed and found again.")
	if !strings.Contains(strings.Join(x.Source.Warnings, " "), "rebuilt") {
		t.Errorf("warnings %q", x.Source.Warnings)
	}
}

// TestPDFLoosePages finds pages of a file that has lost its tree of pages.
func TestPDFLoosePages(t *testing.T) {
	w := pagesOf(setLines(t, 72, 700, "The first page is here."), setLines(t, 72, 700, "The second one, too."))
	w.objects[0], w.objects[1] = "<< /Lost true >>", "<< /Lost true >>"
	wantText(t, w.bytes(), "The first page is here.\n\nThe second one, too.")
}
