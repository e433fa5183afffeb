package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

var testBounds = bounds{head: 100, blobs: 3, blob: 10, total: 15}

func TestMessage(t *testing.T) {
	var b bytes.Buffer
	if err := writeMessage(&b, request{Op: opExtract, Password: "seven"}, []byte("one"), nil, []byte("three")); err != nil {
		t.Fatal(err)
	}
	good := b.Bytes()
	var r request
	blobs, err := readMessage(bytes.NewReader(good), &r, testBounds)
	if err != nil || r.Password != "seven" {
		t.Fatalf("%+v, %v", r, err)
	}
	if diff := cmp.Diff([]string{"one", "", "three"}, []string{string(blobs[0]), string(blobs[1]), string(blobs[2])}); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	for n := range good {
		if _, err := readMessage(bytes.NewReader(good[:n]), &r, testBounds); !errors.Is(err, corpus.ErrUnreadable) {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
}

// TestMessageBounds sends what is over the bounds, and lengths that are lies.
func TestMessageBounds(t *testing.T) {
	message := func(head any, blobs ...[]byte) string {
		var b bytes.Buffer
		if err := writeMessage(&b, head, blobs...); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for name, tt := range map[string]struct {
		sent string
		kind error
	}{
		"long head":    {message(request{Password: strings.Repeat("x", 100)}), corpus.ErrTooLarge},
		"many blobs":   {message(request{}, nil, nil, nil, nil), corpus.ErrTooLarge},
		"long blob":    {message(request{}, make([]byte, 11)), corpus.ErrTooLarge},
		"long in all":  {message(request{}, make([]byte, 10), make([]byte, 6)), corpus.ErrTooLarge},
		"false length": {signature + "\xff\xff\xff\xff\x00\x00\x00\x00{}", corpus.ErrTooLarge},
		"no JSON":      {signature + "\x00\x00\x00\x02\x00\x00\x00\x00}{", corpus.ErrUnreadable},
		"noise":        {"hello, I am no message at all", corpus.ErrUnreadable},
	} {
		var r request
		if _, err := readMessage(strings.NewReader(tt.sent), &r, testBounds); !errors.Is(err, tt.kind) {
			t.Errorf("%s: have %v, want %v", name, err, tt.kind)
		}
	}
}

// lying is an isolator that answers whatever it is asked.
func lying(t *testing.T, a answer, blobs ...string) Isolator {
	return func(_ context.Context, q Question, read func(io.Reader) error) error {
		if _, err := io.Copy(io.Discard, q); err != nil {
			t.Error(err)
		}
		var b bytes.Buffer
		var raw [][]byte
		for _, s := range blobs {
			raw = append(raw, []byte(s))
		}
		if err := writeMessage(&b, a, raw...); err != nil {
			t.Error(err)
		}
		return read(&b)
	}
}

// TestSubvertedChild has the child say what cannot be: none of it comes through.
func TestSubvertedChild(t *testing.T) {
	const text = "Les Parties sont égales."
	sound := func() *extracted {
		return &extracted{Source: corpus.Source{MediaType: "text/plain", Encoding: "utf-8", Extractor: "x 1", Quality: corpus.Quality{State: corpus.TextBorn, WordShare: 1}},
			Pages: []corpus.Page{{Number: 1, Span: corpus.Span{End: len(text)}}}, Meta: map[string]string{"title": "x"}}
	}
	span := func(start, end int) corpus.Span { return corpus.Span{Start: start, End: end} }
	for name, tt := range map[string]struct {
		text  string
		spoil func(*extracted)
	}{
		"not UTF-8":           {"a\xff", func(*extracted) {}},
		"NUL":                 {"a\x00b", func(*extracted) {}},
		"carriage return":     {"a\rb", func(*extracted) {}},
		"not NFC":             {"e\u0301", func(*extracted) {}},
		"nothing":             {"", func(*extracted) {}},
		"page past the end":   {text, func(x *extracted) { x.Pages[0].Span.End = 9999 }},
		"page before the end": {text, func(x *extracted) { x.Pages[0].Span.Start = -1 }},
		"pages overlap":       {text, func(x *extracted) { x.Pages = append(x.Pages, corpus.Page{Number: 2, Span: span(3, 5)}) }},
		"pages out of order":  {text, func(x *extracted) { x.Pages[0].Number = -3 }},
		"mark cuts a letter":  {text, func(x *extracted) { x.Marks = []mark{{Span: span(0, strings.Index(text, "é")+1), Kind: markHeading}} }},
		"note inside out":     {text, func(x *extracted) { x.Footnotes = []corpus.Span{span(9, 3)} }},
		"share of 7":          {text, func(x *extracted) { x.Source.Quality.WordShare = 7 }},
		"endless warning":     {text, func(x *extracted) { x.Source.Warnings = []string{strings.Repeat("x", maxNoteBytes+1)} }},
		"too many warnings":   {text, func(x *extracted) { x.Source.Warnings = make([]string, maxNotes+1) }},
	} {
		x := sound()
		tt.spoil(x)
		_, err := Read(t.Context(), "a.pdf", []byte("x"), Options{Isolate: lying(t, answer{Document: x}, tt.text)})
		if !errors.Is(err, corpus.ErrUnreadable) || !strings.Contains(err.Error(), "a.pdf") {
			t.Errorf("%s: have %v", name, err)
		}
	}
	a, err := Read(t.Context(), "/home/x/a.pdf", []byte("x"), Options{Isolate: lying(t, answer{Document: sound()}, text)})
	if err != nil || a.Text != text || a.Source.Name != "a.pdf" || a.Source.Bytes != 1 {
		t.Errorf("the sound report is refused: %+v, %v", a, err)
	}
	if _, err = Read(t.Context(), "a.pdf", []byte("x"), Options{Isolate: lying(t, answer{})}); !errors.Is(err, corpus.ErrUnreadable) {
		t.Errorf("no document: %v", err)
	}
}

// TestErrorsCross holds that every kind of error comes through the child as itself, on one line.
func TestErrorsCross(t *testing.T) {
	for name, kind := range maps.All(errorKinds) {
		_, err := Read(t.Context(), "a.pdf", []byte("x"), Options{Isolate: lying(t, answer{Error: "page 3\n\x1b[31m: " + kind.Error(), Kind: name})})
		if !errors.Is(err, kind) || strings.ContainsAny(err.Error(), "\n\x1b") || strings.Count(err.Error(), kind.Error()) != 1 {
			t.Errorf("%s: have %q", name, err)
		}
	}
	if _, err := Read(t.Context(), "a", []byte("x"), Options{Isolate: lying(t, answer{Error: "no", Kind: "sudo"})}); !errors.Is(err, corpus.ErrUnreadable) {
		t.Errorf("unknown kind: %v", err)
	}
}

// TestSameInTheChild reads the specimens in this process and in the child.
func TestSameInTheChild(t *testing.T) {
	const text = "Agreement\n\nArticle 1\n\nThe Parties shall meet. They are “equal”.\n"
	for _, data := range []string{text, "# " + text, "<html><head><title>T</title></head><body><h1>" + text + "</h1></body></html>", "\xff\xfeA\x00\n\x00", "\x00", "{\\rtf1}"} {
		here, hereErr := extract(t.Context(), "a", []byte(data), Options{})
		there, thereErr := extract(t.Context(), "a", []byte(data), Options{Isolate: Child(os.Args[0], "extract-child")})
		if diff := cmp.Diff(here, there); diff != "" {
			t.Errorf("%q (-here +there):\n%s", data, diff)
		}
		if (hereErr == nil) != (thereErr == nil) || hereErr != nil && hereErr.Error() != thereErr.Error() {
			t.Errorf("%q: here %v, there %v", data, hereErr, thereErr)
		}
	}
}

func TestParseOptions(t *testing.T) {
	for s, want := range map[string]Revisions{"": RevisionsAccept, "accept": RevisionsAccept, "reject": RevisionsReject, "show": RevisionsShow} {
		if have, err := ParseRevisions(s); have != want || err != nil {
			t.Errorf("%q: %q, %v", s, have, err)
		}
	}
	if _, err := ParseRevisions("Accept"); !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), "accept, reject, show") {
		t.Errorf("have %v", err)
	}
	if m, err := ParseOCRMode(""); m != OCRAuto || err != nil {
		t.Errorf("have %q, %v", m, err)
	}
	if _, err := ParseOCRMode("maybe"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("have %v", err)
	}
}

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"a/b.docx": "a/b.docx", "../../etc/passwd": "etc/passwd", `..\..\x.txt`: "x.txt", "/abs": "abs", "": "unnamed", "..": "unnamed", "a\x00\n\xff": "a___",
		strings.Repeat("é", 300): strings.Repeat("é", 200),
	} {
		if have := safeName(name); have != want {
			t.Errorf("%q: have %q, want %q", name, have, want)
		}
	}
}

// TestPatterns compiles every regular expression of the package: lazy puts that off to the first use.
func TestPatterns(t *testing.T) {
	if len(patterns) < 40 {
		t.Errorf("%d patterns", len(patterns))
	}
	for _, p := range patterns {
		p.compiled() // panics when it is wrong
	}
}

// TestPatternsMay holds that what is told of a text by its first bytes never denies what the pattern matches.
func TestPatternsMay(t *testing.T) {
	openings := []string{"", "(", "[", `"`, "„", "«", "“", "- ", "* ", "— ", "• ", "§", "(xviii) ", "xviii) ", "XXVIII – ", "XXVIII—", "XVIII. ", "iii. ", "a) ", "(bb)", "123) ", "12.3.4 ", "7 ",
		"ARTICLE ", "Artículo ", "art. ", "ſection ", "\u212aapitel ", "Bijlage ", "Hoofdstuk ", "Deel ", "Teil ", "Título ", "Protocol ", "Schedule ", "Chapter "}
	followers := []string{"", "1", "IV", "A", "Premier", "única", "Text", "x. ", "XVII. ", "b) y", "12 Text", "(3) "}
	for name, p := range map[string]pattern{"labelStart": labelStart, "labelOnly": labelOnly, "bracketItem": bracketItem, "numberItem": numberItem} {
		matched := 0
		for _, first := range openings {
			for _, second := range openings {
				for _, third := range followers {
					s := first + second + third
					if !p.compiled().MatchString(s) {
						continue
					}
					matched++
					if !p.MatchString(s) {
						t.Errorf("%s: %q is denied", name, s)
					}
				}
			}
		}
		if matched < 10 {
			t.Errorf("%s: %d examples match", name, matched)
		}
	}
}
