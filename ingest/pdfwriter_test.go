package ingest

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// pdfWriter builds small PDFs by hand, so that every test says exactly what is in the file.
type pdfWriter struct {
	objects []string
	extra   string                         // of the trailer
	cipher  func(num int, s []byte) []byte // of streams
}

// add appends an object and returns its number.
func (w *pdfWriter) add(format string, args ...any) int {
	w.objects = append(w.objects, fmt.Sprintf(format, args...))
	return len(w.objects)
}

// stream appends a stream object.
func (w *pdfWriter) stream(dict, data string) int {
	if w.cipher != nil {
		data = string(w.cipher(len(w.objects)+1, []byte(data)))
	}
	return w.add("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// bytes writes the file. Object 1 must be the catalog.
func (w *pdfWriter) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	for i, o := range w.objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, w.extra, xref)
	return b.Bytes()
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// pagesOf builds a document of one content stream a page, with font F1.
func pagesOf(contents ...string) *pdfWriter {
	w := &pdfWriter{}
	w.build(helvetica, contents)
	return w
}

func (w *pdfWriter) build(font string, contents []string) {
	w.add("<< /Type /Catalog /Pages 2 0 R >>")
	w.add("") // the page tree, known at the end
	f := w.add("%s", font)
	var kids []string
	for _, c := range contents {
		s := w.stream("", c)
		p := w.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>", s, f)
		kids = append(kids, fmt.Sprintf("%d 0 R", p))
	}
	w.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
}

// literal writes a string of Windows-1252 text.
func literal(t testing.TB, s string) string {
	b, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(b) + ")"
}

// setLines writes lines downwards from a point, 14 points apart.
func setLines(t testing.TB, x, y float64, lines ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 11 Tf 14 TL %g %g Td\n", x, y)
	for _, l := range lines {
		fmt.Fprintf(&b, "%s Tj T*\n", literal(t, l))
	}
	return b.String() + "ET\n"
}

// kerned writes one line with every word moved by TJ numbers and no space characters at all.
func kerned(t testing.TB, x, y float64, line string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 11 Tf 1 0 0 1 %g %g Tm [", x, y)
	for i, word := range strings.Fields(line) {
		if i > 0 {
			b.WriteString("-280 ")
		}
		half := len(word) / 2
		b.WriteString(literal(t, word[:half]) + " 15 " + literal(t, word[half:]) + " ")
	}
	return b.String() + "] TJ ET\n"
}

// protect turns on 128-bit protection with the given user password. It must come before any stream.
func (w *pdfWriter) protect(user string) {
	owner := bytes.Repeat([]byte{'o'}, 32)
	id := []byte("0123456789abcdef")
	key := md5.Sum(slices.Concat(slices.Concat([]byte(user), passwordPad)[:32], owner, []byte{0xfc, 0xff, 0xff, 0xff}, id))
	for range 50 {
		key = md5.Sum(key[:])
	}
	digest := md5.Sum(append(slices.Clone(passwordPad), id...))
	check := digest[:]
	for i := range byte(20) {
		k := slices.Clone(key[:])
		for j := range k {
			k[j] ^= i
		}
		check = crypt(k, check)
	}
	check = append(check, make([]byte, 16)...)
	w.extra = fmt.Sprintf("/ID [<%x> <%x>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /O <%x> /U <%x> /P -4 >>", id, id, owner, check)
	w.cipher = func(num int, s []byte) []byte {
		k := md5.Sum(append(key[:], byte(num), byte(num>>8), byte(num>>16), 0, 0))
		return crypt(k[:], s)
	}
}

func crypt(key, s []byte) []byte {
	c, _ := rc4.NewCipher(key)
	out := make([]byte, len(s))
	c.XORKeyStream(out, s)
	return out
}
