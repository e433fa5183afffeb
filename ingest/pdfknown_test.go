package ingest

import (
	"context"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// keepPDFs is a folder to which the generated PDFs and their texts are written, to look at.
var keepPDFs = flag.String("keep-pdfs", "", "write the generated PDFs and their known texts to this folder")

// known is a PDF whose text is known.
type known struct {
	name     string
	data     []byte
	want     string
	password string
}

// The figures that every PDF of known text must reach, besides being no worse than pdftotext -raw.
const (
	leastF1  = 0.995
	greatWER = 0.02
)

// countedWords are the words of a text: what has a letter or a digit in it. The bars between the cells of a
// table are ours and no words.
func countedWords(s string) []string {
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		return strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
	})
}

// wordErrors is the word error rate: edits of words by the number of words wanted.
func wordErrors(want, have []string) float64 {
	row := make([]int, len(have)+1)
	for j := range row {
		row[j] = j
	}
	for i, w := range want {
		diagonal := row[0]
		row[0] = i + 1
		for j, h := range have {
			cost := diagonal
			if w != h {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return float64(row[len(have)]) / float64(max(1, len(want)))
}

// TestPDFKnown reads PDFs of many makers whose text is known.
func TestPDFKnown(t *testing.T) {
	m := &maker{}
	for _, group := range knownGroups {
		t.Run(group.name, func(t *testing.T) {
			if testing.Short() && group.slow {
				t.Skip("starts a browser or an office, and -short was given")
			}
			for _, k := range group.make(t, m) {
				t.Run(k.name, func(t *testing.T) { k.check(t) })
			}
		})
	}
}

func (k known) check(t *testing.T) {
	keep(t, k)
	x, err := extract(context.Background(), "known.pdf", k.data, Options{Password: k.password})
	if err != nil {
		t.Fatal(err)
	}
	checkExtracted(t, x)
	want, have := countedWords(k.want), countedWords(x.Text)
	f1, wer := wordF1(strings.Join(want, " "), strings.Join(have, " ")), wordErrors(want, have)
	args := []string{}
	if k.password != "" {
		args = append(args, "-upw", k.password)
	}
	theirs := wordF1(strings.Join(want, " "), strings.Join(countedWords(pdftotext(t, k.data, args...)), " "))
	t.Logf("%d words, word F1 %.4f, word error rate %.4f; pdftotext -raw: %.4f", len(want), f1, wer, theirs)
	if f1 < leastF1 || wer > greatWER || f1 < theirs {
		t.Errorf("word F1 %.4f, want %.3f and %.4f of pdftotext; word error rate %.4f, want %.2f\n%s", f1, leastF1, theirs, wer, greatWER, wordDiff(want, have))
	}
}

// keep writes a PDF, and its text, to the folder of the flag.
func keep(t *testing.T, k known) {
	if *keepPDFs == "" {
		return
	}
	base := filepath.Join(*keepPDFs, strings.NewReplacer("/", "-", " ", "_").Replace(t.Name()))
	for ending, data := range map[string][]byte{".pdf": k.data, ".txt": []byte(k.want)} {
		if err := os.WriteFile(base+ending, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// wordDiff shows the first words in which two texts differ.
func wordDiff(want, have []string) string {
	var b strings.Builder
	for shown := 0; shown < 8; shown++ {
		n := 0
		for n < len(want) && n < len(have) && want[n] == have[n] {
			n++
		}
		want, have = want[n:], have[n:]
		if len(want) == 0 && len(have) == 0 {
			break
		}
		fmt.Fprintf(&b, "-%q\n+%q\n", want[:min(9, len(want))], have[:min(9, len(have))])
		want, have = resync(want, have)
	}
	return b.String()
}

// resync finds where two texts agree again.
func resync(want, have []string) ([]string, []string) {
	for d := 1; d < 400; d++ {
		for i := range d + 1 {
			a, b := i, d-i
			if a+2 < len(want) && b+2 < len(have) && slices.Equal(want[a:a+3], have[b:b+3]) {
				return want[a:], have[b:]
			}
		}
	}
	return nil, nil
}

// specimenText is the text of a specimen as the reader of its own format reads it.
func specimenText(t testing.TB, name string) string {
	t.Helper()
	x, err := extractBytes(context.Background(), name, readFile(t, filepath.Join("..", "corpus", "specimens", name)))
	if err != nil {
		t.Fatal(err)
	}
	return x.Text
}

// paragraphs writes a text as HTML.
func paragraphs(style, text string) string {
	var b strings.Builder
	b.WriteString("<body style='" + style + "'>")
	for p := range strings.SplitSeq(text, "\n\n") {
		b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>") + "</p>\n")
	}
	return b.String()
}

// maker makes PDFs and keeps those of the slow programs, which others rewrite.
type maker struct {
	browsed, typed map[string][]byte
}

// chromium prints all browser pages, once.
func (m *maker) chromium(t testing.TB) map[string][]byte {
	if m.browsed == nil {
		pages := map[string]string{}
		for _, d := range browserDocs(t) {
			pages[d.name] = d.source
		}
		m.browsed = chromiumPDFs(t, pages)
	}
	return m.browsed
}

// office converts all documents, once.
func (m *maker) office(t testing.TB) map[string][]byte {
	if m.typed == nil {
		docs := map[string]string{}
		for _, d := range officeDocs(t) {
			docs[d.name+".fodt"] = d.source
		}
		m.typed = officePDFs(t, docs)
	}
	return m.typed
}

// knownGroups are the makers of PDFs.
var knownGroups = []struct {
	name string
	slow bool
	make func(t testing.TB, m *maker) []known
}{
	{"chromium", true, func(t testing.TB, m *maker) (out []known) {
		for _, d := range browserDocs(t) {
			out = append(out, known{name: d.name, data: m.chromium(t)[d.name], want: d.want})
		}
		return out
	}},
	{"office", true, func(t testing.TB, m *maker) (out []known) {
		for _, d := range officeDocs(t) {
			out = append(out, known{name: d.name, data: m.office(t)[d.name+".fodt"], want: d.want})
		}
		return out
	}},
	{"ghostscript", true, ghostscriptKnown},
	{"qpdf", true, qpdfKnown},
	{"fpdf", false, fpdfKnown},
}

// ghostscriptKnown are files of the other makers, written anew. Arabic of the browser is not among them:
// Ghostscript loses half of the bytes of its character map, which no reader can give back.
func ghostscriptKnown(t testing.TB, m *maker) (out []known) {
	for _, d := range browserDocs(t) {
		if slices.Contains([]string{"serif", "columns", "table", "spanish"}, d.name) {
			out = append(out, known{name: "chromium " + d.name, data: ghostscript(t, m.chromium(t)[d.name]), want: d.want})
		}
	}
	for _, d := range officeDocs(t) {
		if slices.Contains([]string{"notes", "arabic"}, d.name) {
			out = append(out, known{name: "office " + d.name, data: ghostscript(t, m.office(t)[d.name+".fodt"]), want: d.want})
		}
	}
	curled := func(name string) string { return strings.ReplaceAll(specimenText(t, name), "'", "’") }
	english, french := curled("parunggi-zumurrad-2019-union.txt"), curled("valombre-garombe-2009-jeunes-professionnels.html")
	return append(out,
		known{name: "set like TeX", data: ghostscript(t, postscript(english, 1)), want: english},
		known{name: "set like TeX in columns", data: ghostscript(t, postscript(english, 2)), want: english},
		known{name: "set like TeX in French", data: ghostscript(t, postscript(french, 2)), want: french},
	)
}

// qpdfKnown are protected and packed files.
func qpdfKnown(t testing.TB, m *maker) (out []known) {
	d := browserDocs(t)[0]
	plain := m.chromium(t)[d.name]
	for _, p := range []struct {
		name, password string
		args           []string
	}{
		{"owner RC4 40", "", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"}},
		{"owner RC4 128", "", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--"}},
		{"owner RC4 128 V4", "", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--force-V4", "--"}},
		{"owner AES 128", "", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--"}},
		{"owner AES 128 clear metadata", "", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--cleartext-metadata", "--"}},
		{"owner AES 256", "", []string{"--encrypt", "", "owner", "256", "--"}},
		{"owner AES 256 R5", "", []string{"--encrypt", "", "owner", "256", "--force-R5", "--"}},
		{"owner AES 256 packed", "", []string{"--object-streams=generate", "--encrypt", "", "owner", "256", "--"}},
		{"user AES 256", "geheim ü", []string{"--encrypt", "geheim ü", "owner", "256", "--"}},
		{"user RC4 128", "secret", []string{"--allow-weak-crypto", "--encrypt", "secret", "owner", "128", "--"}},
		{"packed", "", []string{"--object-streams=generate"}},
		{"linear", "", []string{"--linearize"}},
		{"plain streams", "", []string{"--stream-data=uncompress"}},
	} {
		out = append(out, known{name: p.name, data: qpdf(t, plain, p.args...), want: d.want, password: p.password})
	}
	return out
}
