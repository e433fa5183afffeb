package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"corridor/corpus"
)

// TestMain plays the child process when the test binary is started as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "extract-child" {
		if err := ExtractChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(os.Args) == 3 && os.Args[1] == hostileParent {
		os.Exit(runHostileParent(os.Args[2]))
	}
	os.Exit(m.Run())
}

// TestExtractCases runs every archive of testdata/extract. The comment says what the case shows; "input"
// is the document, or "input.quoted" one Go string for bytes that an editor would spoil; "want" is the
// text; "want.marks", "want.meta", "want.pages" and "want.source" are checked when they are there.
func TestExtractCases(t *testing.T) {
	files, err := filepath.Glob("testdata/extract/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			runCase(t, file)
		})
	}
}

// readCase reads the parts of an archive, each behind a line "-- name --".
func readCase(t testing.TB, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	name := ""
	for l := range strings.Lines(string(data)) {
		if s, ok := strings.CutPrefix(strings.TrimSpace(l), "-- "); ok && strings.HasSuffix(s, " --") {
			name = strings.TrimSuffix(s, " --")
			continue
		}
		if name != "" {
			parts[name] += l
		}
	}
	for name, text := range parts {
		parts[name] = strings.TrimRight(text, "\n")
	}
	return parts
}

func runCase(t *testing.T, file string) {
	want := readCase(t, file)
	input := want["input"] + "\n"
	if q := want["input.quoted"]; q != "" {
		s, err := strconv.Unquote(q)
		if err != nil {
			t.Fatal(err)
		}
		input = s
	}
	delete(want, "input")
	delete(want, "input.quoted")
	x, err := extractBytes(context.Background(), "/some/where/case.bin", []byte(input))
	if err != nil {
		t.Fatal(err)
	}
	have := describe(x)
	for name, w := range want {
		if diff := cmp.Diff(w, have[name]); diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
	}
	checkExtracted(t, x)
}

var markNames = map[markKind]string{markHeading: "heading", markSup: "sup", markListItem: "item", markTableRow: "row"}

// describe writes an extraction the way the cases do.
func describe(x *extracted) map[string]string {
	var marks, meta, pages []string
	for _, m := range x.Marks {
		marks = append(marks, fmt.Sprintf("%s %d | %s", markNames[m.Kind], m.Level, m.Span.Of(x.Text)))
	}
	for k, v := range x.Meta {
		meta = append(meta, k+": "+v)
	}
	sort.Strings(meta)
	for _, p := range x.Pages {
		pages = append(pages, fmt.Sprintf("%d | %s", p.Number, strings.ReplaceAll(p.Span.Of(x.Text), "\n", "\\n")))
	}
	var notes []string
	for _, n := range x.Footnotes {
		notes = append(notes, n.Of(x.Text))
	}
	s := x.Source
	return map[string]string{
		"want": x.Text, "want.marks": strings.Join(marks, "\n"), "want.meta": strings.Join(meta, "\n"),
		"want.pages": strings.Join(pages, "\n"), "want.notes": strings.Join(notes, "\n"),
		"want.source": strings.Join(append([]string{s.MediaType, s.Encoding, s.Extractor}, s.Warnings...), "\n"),
	}
}

// checkExtracted holds what is true of every extraction.
func checkExtracted(t *testing.T, x *extracted) {
	t.Helper()
	if c := cleanText(x.Text); c != x.Text {
		t.Errorf("text is not clean (-clean +have):\n%s", cmp.Diff(c, x.Text))
	}
	a := corpus.Agreement{ID: corpus.TextID(x.Text), Text: x.Text, Language: "und", Pages: x.Pages, Lines: x.Lines, Footnotes: x.Footnotes, Comments: x.Comments,
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: corpus.Span{End: len(x.Text)}}}}
	a.Kind.Value = corpus.KindOther
	if err := a.Validate(); err != nil {
		t.Error(err)
	}
	pos := 0
	for _, m := range x.Marks {
		if m.Span.Start < pos || m.Span.End > len(x.Text) || m.Span.Empty() {
			t.Errorf("mark %v is out of order or empty", m)
		}
		pos = m.Span.Start
	}
	if q := x.Source.Quality; q.State == "" || q.WordShare < 0 || q.WordShare > 1 {
		t.Errorf("quality %+v", q)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Les Parties œuvrent à l’égalité : « né à Łódź »."
	const western = "Les Parties œuvrent à l’égalité, coût 5 €."
	const latin = "Les Parties sont convenues à l'égalité déjà réglée."
	enc := func(e interface{ Bytes([]byte) ([]byte, error) }, s string) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tests := []struct {
		name, want, text string
		data             []byte
	}{
		{"plain", "utf-8", text, []byte(text)},
		{"bom", "utf-8", text, []byte("\ufeff" + text)},
		{"utf16le bom", "utf-16le", text, enc(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), text)},
		{"utf16be bom", "utf-16be", text, enc(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), text)},
		{"utf16le bare", "utf-16le", text, enc(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), text)},
		{"utf16be bare", "utf-16be", text, enc(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder(), text)},
		{"windows", "windows-1252", western, enc(charmap.Windows1252.NewEncoder(), western)},
		{"latin 1", "iso-8859-1", latin, enc(charmap.ISO8859_1.NewEncoder(), latin)},
		{"latin 9", "iso-8859-15", "Main-d'œuvre à égalité", enc(charmap.ISO8859_15.NewEncoder(), "Main-d'œuvre à égalité")},
		{"declared", "iso-8859-2", "Strony zgadzają się", append([]byte(`<html><head><meta charset="iso-8859-2"></head><body><p>`),
			append(enc(charmap.ISO8859_2.NewEncoder(), "Strony zgadzają się"), "</p></body></html>"...)...)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, err := extractBytes(context.Background(), "a.txt", tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if x.Source.Encoding != tt.want || x.Text != tt.text {
				t.Errorf("have %s %q, want %s %q", x.Source.Encoding, x.Text, tt.want, tt.text)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name string
		data string
		kind error
		says string
	}{
		{"empty", "", corpus.ErrInvalid, "is empty"},
		{"white space", " \n\t\r\n ", corpus.ErrInvalid, "is empty"},
		{"invisible", "\u200b\u200e", corpus.ErrInvalid, "is empty"},
		{"png", "\x89PNG\r\n\x1a\n....", corpus.ErrNoText, "image/png"},
		{"jpeg", "\xff\xd8\xff\xe0", corpus.ErrNoText, "image/jpeg"},
		{"nul", "some text\x00\x00\x00 more", corpus.ErrUnreadable, "NUL bytes at offset 9"},
		{"controls", strings.Repeat("\x01\x02ab", 20), corpus.ErrUnreadable, "control bytes"},
		{"xlsx", string(zipped(t, entry{"[Content_Types].xml", "x"}, entry{"xl/workbook.xml", "x"})), corpus.ErrUnsupported, "Excel workbook (XLSX): save it as PDF or text"},
		{"epub", string(zipped(t, entry{"mimetype", "application/epub+zip"})), corpus.ErrUnsupported, "an EPUB book: save it"},
		{"pages", string(zipped(t, entry{"Index/Document.iwa", "x"})), corpus.ErrUnsupported, "an Apple Pages document: save it"},
		{"cut docx", string(wordFile(t, map[string]string{"body": "<w:p/>"})[:300]), corpus.ErrInvalid, "holds several documents"},
		{"rtf", `{\rtf1\ansi text}`, corpus.ErrUnsupported, "an RTF document: open it in a word processor and save it as DOCX or PDF"},
		{"doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", corpus.ErrUnsupported, "an old Word document (DOC): open it and save it as DOCX or PDF"},
		{"locked docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(utf16Name("EncryptedPackage")), corpus.ErrEncrypted, "take the password off"},
		{"webarchive", "bplist00....", corpus.ErrUnsupported, "web archive of Safari"},
		{"large", strings.Repeat("a", MaxFileBytes+1), corpus.ErrTooLarge, strconv.Itoa(MaxFileBytes)},
		{"long text", strings.Repeat("word ", MaxTextBytes/5+1), corpus.ErrTooLarge, strconv.Itoa(MaxTextBytes)},
		{"deep html", "<html>" + strings.Repeat("<div>", 5000) + "x", corpus.ErrTooLarge, strconv.Itoa(MaxHTMLDepth)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := extractBytes(context.Background(), "/home/someone/file.pdf", []byte(tt.data))
			if !errors.Is(err, tt.kind) || !strings.Contains(fmt.Sprint(err), tt.says) {
				t.Fatalf("have %v, want %v saying %q", err, tt.kind, tt.says)
			}
			if strings.Contains(err.Error(), "/home") || !strings.Contains(err.Error(), "file.pdf") {
				t.Errorf("%v: must name the file without its directory", err)
			}
		})
	}
}

func TestReadValidates(t *testing.T) {
	a, err := Read(context.Background(), "x/y.txt", []byte("Agreement\n\nArticle 1\n\nThe Parties shall meet."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Source.Name != "y.txt" || a.Source.Bytes != 45 || len(a.Source.SHA256) != 64 || a.ID != corpus.TextID(a.Text) {
		t.Errorf("source %+v, id %s", a.Source, a.ID)
	}
}

// TestSpecimens extracts the specimens of the corpus: clean texts must come through word for word.
func TestSpecimens(t *testing.T) {
	files, _ := filepath.Glob("../corpus/specimens/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		x, err := extractBytes(context.Background(), file, data)
		if err != nil {
			t.Error(err)
			continue
		}
		checkExtracted(t, x)
		if f1 := wordF1(string(data), x.Text); f1 < 0.99 {
			t.Errorf("%s: word F1 %.4f (-want +have):\n%s", filepath.Base(file), f1, cmp.Diff(string(data), x.Text))
		}
	}
}

func TestQuality(t *testing.T) {
	clean := strings.Repeat("The Convention of the 1st of May protects every worker and his family in both countries. ", 20)
	scan := clean + "The Conyention protects quat0rze workers and pubIic Artic1e. "
	for text, want := range map[string]corpus.TextState{clean: corpus.TextBorn, scan: corpus.TextNoisy, "123 456": corpus.TextNoisy} {
		if q := measureQuality(text); q.State != want {
			t.Errorf("%.40q: have %+v, want %s", text, q, want)
		}
	}
}
