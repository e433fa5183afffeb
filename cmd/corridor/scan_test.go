package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// makeScan is the script command "scan FILE TEXT…": it makes a PDF without a text layer, whose pages are pictures of
// the texts. It needs pdftoppm, as the reading of such a file does.
func makeScan(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: scan FILE TEXT...")
	}
	var pages []*image.Gray
	for _, name := range args[1:] {
		page, err := draw300(textPDF(ts.ReadFile(name)))
		ts.Check(err)
		pages = append(pages, page)
	}
	ts.Check(writeFile(ts.MkAbs(args[0]), writeBytes(pdfOfPictures(pages))))
}

// textPDF sets lines of text on one page.
func textPDF(text string) []byte {
	var content strings.Builder
	content.WriteString("BT /F1 12 Tf 15 TL 40 380 Td\n")
	for line := range strings.Lines(text) {
		fmt.Fprintf(&content, "(%s) Tj T*\n", strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(strings.TrimSpace(line)))
	}
	content.WriteString("ET")
	return pdfOf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 560 420] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		stream("", content.String()), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
}

// draw300 draws the first page of a PDF at 300 dots an inch.
func draw300(pdf []byte) (*image.Gray, error) {
	cmd := exec.Command("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	data, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	page, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	flat := image.NewGray(page.Bounds())
	draw.Draw(flat, flat.Rect, page, page.Bounds().Min, draw.Src)
	return flat, nil
}

func pdfOfPictures(pages []*image.Gray) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", ""}
	kids := ""
	for _, p := range pages {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		_, _ = z.Write(p.Pix) // a buffer takes everything
		z.Close()
		w, h, at := p.Rect.Dx()*72/300, p.Rect.Dy()*72/300, len(objects)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /XObject << /Im %d 0 R >> >> >>", w, h, at+2, at+3),
			stream("", fmt.Sprintf("q %d 0 0 %d 0 0 cm /Im Do Q", w, h)),
			stream(fmt.Sprintf("/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", p.Rect.Dx(), p.Rect.Dy()), packed.String()))
		kids += fmt.Sprintf("%d 0 R ", at+1)
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))
	return pdfOf(objects...)
}

func stream(entries, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data)
}

// pdfOf writes objects, numbered from 1, of which the first is the catalog.
func pdfOf(objects ...string) []byte {
	var b, table bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	fmt.Fprintf(&table, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&table, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, b.Len())
	return append(b.Bytes(), table.Bytes()...)
}
