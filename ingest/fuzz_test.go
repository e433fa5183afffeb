package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"corridor/corpus"
)

// seeds are the inputs of the golden cases.
func seeds(f *testing.F) {
	files, _ := filepath.Glob("testdata/extract/*.txtar")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// FuzzSniff reads any bytes: the result is valid, or the error has a kind.
func FuzzSniff(f *testing.F) {
	seeds(f)
	f.Add([]byte("\xff\xfeA\x00"))
	f.Add([]byte("---\na: \"b\\\"\n---\n# x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if isPDF(data) {
			return // FuzzPDF
		}
		x, err := extractBytes(context.Background(), "f", data)
		if err != nil {
			checkKind(t, err)
			return
		}
		checkExtracted(t, x)
	})
}

func checkKind(t *testing.T, err error) {
	t.Helper()
	for _, kind := range errorKinds {
		if errors.Is(err, kind) {
			return
		}
	}
	t.Errorf("%v has no kind", err)
}

func FuzzClean(f *testing.F) {
	f.Add("ﬁn \u00ad\u200b\r\n\u0065\u0301\ufdfa\tx\u00a0\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		once := cleanText(s)
		if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
			t.Fatalf("%q is not clean UTF-8", once)
		}
		if twice := cleanText(once); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}

func FuzzHTML(f *testing.F) {
	seeds(f)
	f.Add([]byte("<table><tr><td>a<td><sup>1</sup>b<ol start=x><li>c</pre>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := readHTML(string(data), Options{})
		if err != nil {
			checkKind(t, err)
			return
		}
		if x, err := d.finish(); err == nil {
			checkExtracted(t, x)
		} else if !errors.Is(err, corpus.ErrInvalid) {
			t.Error(err)
		}
	})
}

// FuzzPDF feeds the parts that are our own and must not fail: the repair, the content machine, the
// character maps. The object layer is fuzzed by nobody in this process: it may hang.
func FuzzPDF(f *testing.F) {
	f.Add([]byte("BT /F1 11 Tf 72 700 Td (a\\(b\\101) Tj [(x) -300 <41>] TJ T* (c) ' ET q 1 0 0 1 0 0 cm /X Do Q"))
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <01> <05> <0041> endbfrange"))
	f.Add(pagesOf("BT (x) Tj ET").bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		m := newMachine(context.Background(), &pdfDoc{fonts: map[string]*pdfFont{}}, pageBox{view: unit})
		m.lines.page = 1
		m.run(data, scope{fonts: map[string]*pdfFont{}}, 0)
		m.lines.end()
		if d, err := layoutPDF(&pdfResult{Pages: 1, Lines: m.lines.out}); err != nil {
			t.Error(err)
		} else if x, err := d.finish(); err == nil {
			checkExtracted(t, x)
		}
		parseCMap(data)
		newTable(scanPDF(data)).file()
	})
}
