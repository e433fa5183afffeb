package ingest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"corridor/corpus"
)

// hostile is a file made to do harm, and the kind of error that reading it must give.
type hostile struct {
	name string
	data []byte
	kind error  // nil: it is read
	says string // part of the error
}

func flate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// flateOf packs so many MiB of a pattern without holding them.
func flateOf(mib int, pattern string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	block := []byte(strings.Repeat(pattern, 1<<20/len(pattern)+1)[:1<<20])
	for range mib {
		z.Write(block)
	}
	z.Close()
	return b.String()
}

// raw builds a file from objects; object 1 is the catalog.
func raw(objects ...string) []byte {
	w := &pdfWriter{objects: objects}
	return w.bytes()
}

func encrypted(t testing.TB) []byte {
	w := &pdfWriter{}
	w.protect("secret")
	w.build(helvetica, []string{setLines(t, 72, 700, "Nobody reads this.")})
	return w.bytes()
}

// packedPage is a document of one page with the content as it is packed.
func packedPage(filter, content string) []byte {
	w := &pdfWriter{}
	w.add("<< /Type /Catalog /Pages 2 0 R >>")
	w.add("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	w.stream("/Filter "+filter, content)
	w.add("<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>")
	return w.bytes()
}

// flateBomb is a page whose content unpacks to so many MiB of blanks.
func flateBomb(mib int) []byte { return packedPage("/FlateDecode", flateOf(mib, " ")) }

// operatorBomb is the same of operators, each of which is to be carried out.
func operatorBomb(mib int) []byte { return packedPage("/FlateDecode", flateOf(mib, "BT (x) Tj ET ")) }

// twiceBomb packs a bomb twice: its few bytes unpack to a stream that unpacks again.
func twiceBomb(mib int) []byte {
	return packedPage("[/FlateDecode /FlateDecode]", flate(flateOf(mib, " ")))
}

func selfDrawingForm() []byte {
	w := &pdfWriter{}
	w.add("<< /Type /Catalog /Pages 2 0 R >>")
	w.add("<< /Type /Pages /Kids [5 0 R] /Count 1 >>")
	w.add(helvetica)
	w.stream("/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> /XObject << /X 4 0 R >> >>", "/X Do /X Do BT /F1 9 Tf 50 50 Td (deep) Tj ET")
	w.add("<< /Type /Page /Contents 6 0 R /Resources << /XObject << /X 4 0 R >> >> >>")
	w.stream("", "/X Do")
	return w.bytes()
}

// hugeMap is a composite font whose character map names four thousand million codes.
func hugeMap() []byte {
	w := &pdfWriter{}
	w.build("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 >>] /ToUnicode 6 0 R >>",
		[]string{"BT /F1 12 Tf 72 700 Td <0041004200430044> Tj ET"})
	w.stream("", "1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "+strings.Repeat("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange 1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange ", 2000))
	return w.bytes()
}

// roundXref is a file whose table of objects leads back to itself.
func roundXref(t testing.TB) []byte {
	good := string(pagesOf(setLines(t, 72, 700, "A table that leads back to itself.")).bytes())
	at := strings.LastIndex(good, "xref\n0")
	return []byte(strings.Replace(good, "/Root 1 0 R", fmt.Sprintf("/Root 1 0 R /Prev %d", at), 1))
}

func manyPages(n int) []byte {
	return raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids ["+strings.Repeat("3 0 R ", n)+"] /Count 1 >>", "<< /Type /Page >>")
}

// hostilePDFs are the files that PDF readers fall over.
func hostilePDFs(t testing.TB) []hostile {
	scan := pagesOf("q /Im Do Q")
	scan.objects[4] = strings.Replace(scan.objects[4], "/Font", "/XObject << /Im 6 0 R >> /Font", 1)
	scan.stream("/Subtype /Image /Width 1 /Height 1", "\x00")
	hugeCount := pagesOf(setLines(t, 72, 700, "One page only, whatever it says."))
	hugeCount.objects[1] = strings.Replace(hugeCount.objects[1], "/Count 1", "/Count 2000000000", 1)
	parents := pagesOf(setLines(t, 72, 700, "A page that is its own grandparent."))
	parents.objects[4] = "<< /Type /Page /Parent 5 0 R /Contents 4 0 R >>"
	return []hostile{
		{"tree in itself", raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), corpus.ErrUnreadable, ""},
		{"count", hugeCount.bytes(), nil, ""},
		{"parent cycle", parents.bytes(), nil, ""},
		{"reference to itself", raw("<< /Type /Catalog /Pages 2 0 R >>", "2 0 R"), corpus.ErrUnreadable, ""},
		{"length of itself", raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R >>", "<< /Length 4 0 R >>\nstream\n(x) Tj\nendstream"), corpus.ErrNoText, ""},
		{"no pages", raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), corpus.ErrUnreadable, ""},
		{"user password", encrypted(t), corpus.ErrEncrypted, "--password"},
		{"flate bomb of 40 MiB", flateBomb(40), corpus.ErrNoText, ""},
		{"flate bomb of 40 MiB of operators", operatorBomb(40), corpus.ErrTooLarge, "operators"},
		{"flate bomb of 400 MiB", flateBomb(400), corpus.ErrTooLarge, ""},
		{"flate bomb packed twice", twiceBomb(400), corpus.ErrTooLarge, ""},
		{"scan", scan.bytes(), corpus.ErrNoText, "tesseract"},
		{"empty page", pagesOf("").bytes(), corpus.ErrNoText, ""},
		{"form in itself", selfDrawingForm(), nil, ""},
		{"nested arrays", pagesOf(strings.Repeat("[", 1<<20) + setLines(t, 72, 700, "inside the arrays")).bytes(), corpus.ErrNoText, ""},
		{"nested dictionaries", pagesOf(strings.Repeat("<<", 1<<20)).bytes(), corpus.ErrNoText, ""},
		{"saved states", pagesOf(strings.Repeat("q ", 1<<20) + setLines(t, 72, 700, "behind the states")).bytes(), nil, ""},
		{"nested arrays in an object", raw("<< /Type /Catalog /Pages 2 0 R >>", strings.Repeat("[", 1<<20)), corpus.ErrUnreadable, ""},
		{"header only", []byte("%PDF-1.4\n"), corpus.ErrUnreadable, ""},
		{"noise", append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("1 0 obj << /Type /ObjStm /N 99999999 /First 9999999 >> stream "), 2000)...), corpus.ErrUnreadable, ""},
		{"many pages", manyPages(MaxPages + 1), corpus.ErrTooLarge, ""},
		{"map of all codes", hugeMap(), corpus.ErrNoText, ""},
		{"table that leads to itself", roundXref(t), nil, ""},
	}
}

// truncations cuts a good file at eight places.
func truncations(t testing.TB) (out []hostile) {
	good := pagesOf(setLines(t, 72, 700, "First page of the text."), setLines(t, 72, 700, "Second page of the text.")).bytes()
	for i := range 8 {
		cut := hostile{name: fmt.Sprintf("cut at %d of 9", i+1), data: good[:len(good)*(i+1)/9]}
		if i < 4 { // no page is left
			cut.kind = corpus.ErrUnreadable
		}
		out = append(out, cut)
	}
	return out
}
