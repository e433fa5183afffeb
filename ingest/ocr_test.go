package ingest

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"corridor/corpus"
)

// scanTexts is what stands on the pages that are scanned, one language each, in our own words.
var scanTexts = map[string]string{
	"en": `Article 7. Costs of recruitment. The employer shall bear all costs of the recruitment of the worker, among them the visa, the medical examination and the journey. No agency may ask a worker for a fee, a deposit or a promise of money. What was taken against this article shall be paid back within thirty days, and the licence of the agency may be withdrawn.`,
	"fr": `Article 8. Logement. L'employeur fournit au travailleur, sans frais, un logement salubre et chauffé, d'une surface d'au moins huit mètres carrés par personne. L'inspection du travail visite les logements avant l'arrivée des travailleurs, puis une fois par trimestre. Les défauts constatés sont corrigés dans un délai de quinze jours.`,
	"es": `Artículo 9. Salario. El salario se pagará cada mes en una cuenta a nombre del trabajador. Ningún descuento podrá hacerse sin su consentimiento por escrito, salvo los que ordene la ley. El empleador entregará un recibo con las horas trabajadas, el importe bruto y cada descuento. Las horas extraordinarias se pagarán con un recargo del cincuenta por ciento.`,
}

// testTesseract finds the programs, or skips.
func testTesseract(t testing.TB) *Tesseract {
	t.Helper()
	return &Tesseract{Program: lookFor(t, "tesseract", "text from pictures"), Rasterizer: lookFor(t, "pdftoppm", "a picture of a page"), Parallel: runtime.GOMAXPROCS(0)}
}

// scansOf prints a page with Chromium, draws it at 300 dpi, turns it by half a degree and throws dirt on it.
func scansOf(t testing.TB, texts map[string]string, size string) map[string]*image.Gray {
	t.Helper()
	pages := map[string]string{}
	for lang, text := range texts {
		pages[lang] = fmt.Sprintf(`<html lang=%q dir=auto><meta charset=utf-8><style>@page { size: 160mm 75mm; margin: 8mm }</style><body style="font:%s DejaVu Serif, serif; margin: 0">%s</body>`, lang, size, text)
	}
	out := map[string]*image.Gray{}
	for lang, pdf := range chromiumPDFs(t, pages) {
		cmd := exec.Command("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", "-")
		cmd.Stdin = bytes.NewReader(pdf)
		data, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		page, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		out[lang] = weathered(page, 0.5, 12)
	}
	return out
}

// weathered turns a page by some degrees and adds noise of the given spread, the same each time.
func weathered(page image.Image, degrees, spread float64) *image.Gray {
	b := page.Bounds()
	flat := image.NewGray(b)
	draw.Draw(flat, b, page, b.Min, draw.Src)
	out := image.NewGray(b)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	seed := uint32(1)
	noise := func() float64 { // a sum of even numbers is nearly a bell
		sum := 0.0
		for range 4 {
			seed = seed*1664525 + 1013904223
			sum += float64(seed>>8)/(1<<24) - 0.5
		}
		return sum * spread * math.Sqrt(3)
	}
	at := func(x, y int) float64 {
		if !image.Pt(x, y).In(b) {
			return 255
		}
		return float64(flat.GrayAt(x, y).Y)
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			fx, fy := cx+(float64(x)-cx)*cos-(float64(y)-cy)*sin, cy+(float64(x)-cx)*sin+(float64(y)-cy)*cos
			x0, y0 := int(math.Floor(fx)), int(math.Floor(fy))
			dx, dy := fx-float64(x0), fy-float64(y0)
			v := (at(x0, y0)*(1-dx)+at(x0+1, y0)*dx)*(1-dy) + (at(x0, y0+1)*(1-dx)+at(x0+1, y0+1)*dx)*dy
			out.SetGray(x, y, color.Gray{uint8(max(0, min(255, v+noise())))})
		}
	}
	return out
}

// pdfOfPictures makes a PDF whose pages are pictures; a nil picture is a page of text.
func pdfOfPictures(t testing.TB, text string, pictures ...*image.Gray) []byte {
	t.Helper()
	w := &pdfWriter{}
	w.add("<< /Type /Catalog /Pages 2 0 R >>")
	w.add("")
	font := w.add("%s", helvetica)
	var kids []string
	for _, p := range pictures {
		resources, content := fmt.Sprintf("<< /Font << /F1 %d 0 R >> >>", font), "BT /F1 11 Tf 60 700 Td "+literal(t, text)+" Tj ET"
		width, height := 595, 842
		if p != nil {
			var packed bytes.Buffer
			z := zlib.NewWriter(&packed)
			_, _ = z.Write(p.Pix)
			z.Close()
			x := w.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", p.Rect.Dx(), p.Rect.Dy()), packed.String())
			width, height = p.Rect.Dx()*72/300, p.Rect.Dy()*72/300
			resources, content = fmt.Sprintf("<< /XObject << /Im %d 0 R >> >>", x), fmt.Sprintf("q %d 0 0 %d 0 0 cm /Im Do Q", width, height)
		}
		kids = append(kids, fmt.Sprintf("%d 0 R", w.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources %s >>", width, height, w.stream("", content), resources)))
	}
	w.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return w.bytes()
}

// TestScannedPDF reads a scan of pages in three languages, through the child, and holds word F1 to 0.98 on each.
func TestScannedPDF(t *testing.T) {
	ts := testTesseract(t)
	scans := scansOf(t, scanTexts, "13pt")
	data := pdfOfPictures(t, "", scans["en"], scans["fr"], scans["es"])
	var told atomic.Int32
	ts.Progress = func(name string, done, total int) {
		if name != "scan.pdf" || total != 3 || done > total {
			t.Errorf("progress %d of %d", done, total)
		}
		told.Add(1)
	}
	opt := Options{Isolate: Child(os.Args[0], "extract-child"), OCR: OCR{Recognize: ts.Recognize}}
	x, err := extract(t.Context(), "scan.pdf", data, opt)
	if err != nil {
		t.Fatal(err)
	}
	if told.Load() != 3 {
		t.Errorf("progress was told %d times", told.Load())
	}
	all := x.Text
	for _, o := range x.Others {
		all += "\n" + o.Text
	}
	for lang, want := range scanTexts {
		pages := ""
		for _, v := range x.versions() {
			if v.Language == lang {
				pages = v.Text
			}
		}
		if pages == "" {
			pages = all
		}
		f1 := wordF1(want, pages)
		t.Logf("%s: word F1 %.3f", lang, f1)
		if f1 < 0.98 {
			t.Errorf("%s: word F1 %.3f, want 0.98:\n%s", lang, f1, pages)
		}
	}
	q := x.Source.Quality
	if q.State != corpus.TextOCR || q.OCRMean < 0.8 || q.OCRMean > 1 || !strings.Contains(x.Source.Extractor, "tesseract") {
		t.Errorf("source %+v by %s", q, x.Source.Extractor)
	}
	for _, p := range x.Pages {
		if p.Confidence < 0.8 || p.Confidence > 1 {
			t.Errorf("page %d has confidence %v", p.Number, p.Confidence)
		}
	}
}

// TestPartlyScanned reads only the page of a PDF that has no text layer, and only when that is wanted.
func TestPartlyScanned(t *testing.T) {
	ts := testTesseract(t)
	scan := scansOf(t, map[string]string{"en": scanTexts["en"]}, "13pt")["en"]
	data := pdfOfPictures(t, "Memorandum on the placement of workers, first page, which is text.", nil, scan)
	for mode, want := range map[OCRMode]bool{OCRAuto: true, OCRNever: false} {
		x, err := extract(t.Context(), "part.pdf", data, Options{OCR: OCR{Mode: mode, Recognize: ts.Recognize}})
		if err != nil {
			t.Fatal(err)
		}
		if have := strings.Contains(x.Text, "The employer shall bear all costs"); have != want {
			t.Errorf("%s: the second page was read: %v", mode, have)
		}
		if !strings.Contains(x.Text, "first page, which is text") {
			t.Errorf("%s: the first page is lost", mode)
		}
		if want && (x.Pages[0].Confidence != 0 || x.Pages[1].Confidence == 0) {
			t.Errorf("confidences %+v", x.Pages)
		}
		if !want && !strings.Contains(strings.Join(x.Source.Warnings, "\n"), "page 2") {
			t.Errorf("nothing is said of the page that was not read: %q", x.Source.Warnings)
		}
	}
}

// TestImageFiles reads PNG and JPEG files, and refuses them by name without OCR.
func TestImageFiles(t *testing.T) {
	ts := testTesseract(t)
	scan := scansOf(t, map[string]string{"fr": scanTexts["fr"]}, "13pt")["fr"]
	var asPNG, asJPEG bytes.Buffer
	if err := errors.Join(png.Encode(&asPNG, scan), jpeg.Encode(&asJPEG, scan, &jpeg.Options{Quality: 80})); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.png": asPNG.Bytes(), "a.jpg": asJPEG.Bytes()} {
		opt := Options{Isolate: Child(os.Args[0], "extract-child")}
		if _, err := extract(t.Context(), name, data, opt); !errors.Is(err, corpus.ErrNoText) || !strings.Contains(err.Error(), "tesseract") {
			t.Errorf("%s without OCR: %v", name, err)
		}
		opt.OCR.Recognize = ts.Recognize
		x, err := extract(t.Context(), name, data, opt)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f1 := wordF1(scanTexts["fr"], x.Text); f1 < 0.98 {
			t.Errorf("%s: word F1 %.3f:\n%s", name, f1, x.Text)
		}
	}
}

// TestEmptyPicture holds that a picture without text is told from one that was not read.
func TestEmptyPicture(t *testing.T) {
	ts := testTesseract(t)
	blank := image.NewGray(image.Rect(0, 0, 800, 1000))
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	_, err := extract(t.Context(), "blank.pdf", pdfOfPictures(t, "", blank), Options{OCR: OCR{Recognize: ts.Recognize}})
	if !errors.Is(err, corpus.ErrNoText) || !strings.Contains(err.Error(), "finds no text") {
		t.Errorf("%v", err)
	}
}

// fakeProgram writes a shell script that stands for a program which behaves badly.
func fakeProgram(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestBadPrograms holds that programs which fail, say nonsense or too much give an error and no text.
func TestBadPrograms(t *testing.T) {
	scan := image.NewGray(image.Rect(0, 0, 100, 100))
	data := pdfOfPictures(t, "", scan)
	langs := `case "$1" in --list-langs) echo eng; exit;; --version) echo tesseract 9; exit;; esac; cat >/dev/null; `
	for name, tt := range map[string]struct {
		tesseract, rasterizer string
		kind                  error
	}{
		"no languages":    {"exit 0", "cat", corpus.ErrNoText},
		"no rasterizer":   {langs, "", corpus.ErrNoText},
		"rasterizer dies": {langs, "exit 3", corpus.ErrUnreadable},
		"reader dies":     {langs + "exit 3", "cat", corpus.ErrUnreadable},
		"nonsense":        {langs + `printf 'h\n1\t1\t0\t0\t0\t0\tx\ty\tz\tw\t-1\t\n'`, "cat", corpus.ErrUnreadable},
		"far too much":    {langs + "exec head -c 100000000 /dev/zero", "cat", corpus.ErrTooLarge},
	} {
		ts := &Tesseract{Program: fakeProgram(t, tt.tesseract)}
		if tt.rasterizer != "" {
			ts.Rasterizer = fakeProgram(t, tt.rasterizer)
		}
		if _, err := extract(t.Context(), name, data, Options{OCR: OCR{Recognize: ts.Recognize}}); !errors.Is(err, tt.kind) {
			t.Errorf("%s: %v, want %v", name, err, tt.kind)
		}
	}
}

func TestParseTSV(t *testing.T) {
	head := strings.Join([]string{"level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height", "conf", "text"}, "\t")
	table := head + `
1	1	0	0	0	0	0	0	2480	3508	-1
5	1	1	1	1	1	300	300	100	50	96	Article
5	1	1	1	1	2	410	302	20	48	90	7
5	1	1	1	2	1	300	400	90	50	80	The
5	1	1	1	2	2	400	400	9	9	12	~
1	2	0	0	0	0	0	0	2480	3508	-1
`
	pages, err := parseTSV(table, 300)
	if err != nil || len(pages) != 2 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	p := pages[0]
	if len(p.Lines) != 2 || p.Lines[0].Text != "Article 7" || p.Lines[1].Text != "The" || p.Confidence < 0.9 || p.Confidence > 0.92 {
		t.Errorf("%+v", p)
	}
	if box := p.Lines[0].Box; math.Abs(box[0]-72)+math.Abs(box[1]-72)+math.Abs(box[2]-103.2)+math.Abs(box[3]-84) > 1e-9 {
		t.Errorf("box %v", box)
	}
	for name, row := range map[string]string{"negative": "5\t1\t1\t1\t1\t1\t-4\t0\t1\t1\t90\tx", "huge": "5\t1\t1\t1\t1\t1\t4e9\t0\t1\t1\t90\tx", "no number": "5\t1\t1\t1\t1\t1\tNaN\t0\t1\t1\t90\tx", "no confidence": "5\t1\t1\t1\t1\t1\t4\t0\t1\t1\tNaN\tx"} {
		if _, err := parseTSV(head+"\n1\t1\t0\t0\t0\t0\t0\t0\t10\t10\t-1\n"+row, 300); !errors.Is(err, corpus.ErrUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPageList(t *testing.T) {
	for want, numbers := range map[string][]int{"page 3": {3}, "pages 1-4, 7": {1, 2, 3, 4, 7}, "pages 2, 4": {2, 4}} {
		if have := pageList(numbers); have != want {
			t.Errorf("%v: %q, want %q", numbers, have, want)
		}
	}
}

// BenchmarkOCR reads one page of a scan.
func BenchmarkOCR(b *testing.B) {
	ts := testTesseract(b)
	data := pdfOfPictures(b, "", scansOf(b, map[string]string{"en": scanTexts["en"]}, "13pt")["en"])
	for b.Loop() {
		if _, err := extract(context.Background(), "scan.pdf", data, Options{OCR: OCR{Recognize: ts.Recognize}}); err != nil {
			b.Fatal(err)
		}
	}
}
