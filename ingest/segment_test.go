package ingest

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"corridor/corpus"
)

var update = flag.Bool("update", false, "write the outlines that were found into testdata/segment")

// TestSegment runs one case for each file of testdata/segment: a comment, the text (text.txt or
// text.md), and the outline wanted.
func TestSegment(t *testing.T) {
	files, err := filepath.Glob("testdata/segment/*.txtar")
	if err != nil || len(files) < 120 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil || len(ar.Files) != 2 {
				t.Fatalf("%d files: %v", len(ar.Files), err)
			}
			a, err := Read(context.Background(), ar.Files[0].Name, ar.Files[0].Data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			have := outline(a)
			if *update {
				ar.Files[1].Data = []byte(have)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), have); diff != "" {
				t.Errorf("-want +have\n%s", diff)
			}
		})
	}
}

// outline prints the tree, a line a segment: kind, number, label, heading, and how a leaf begins.
func outline(a *corpus.Agreement) string {
	var b bytes.Buffer
	var walk func(s *corpus.Segment, depth int)
	walk = func(s *corpus.Segment, depth int) {
		fmt.Fprintf(&b, "%s%s", strings.Repeat("\t", depth), s.Kind)
		if s.Number != "" {
			fmt.Fprintf(&b, " %s", s.Number)
		}
		if !s.Label.Empty() {
			fmt.Fprintf(&b, " [%s]", s.Label.Of(a.Text))
		}
		if !s.Heading.Empty() {
			fmt.Fprintf(&b, " %q", s.Heading.Of(a.Text))
		}
		if len(s.Children) == 0 {
			from := max(s.Span.Start, s.Label.End, s.Heading.End)
			words := strings.Fields(strings.TrimLeft(corpus.Span{Start: from, End: s.Span.End}.Of(a.Text), ".,:-—– "))
			fmt.Fprintf(&b, ": %s", strings.Join(words[:min(4, len(words))], " "))
		}
		b.WriteByte('\n')
		for i := range s.Children {
			walk(&s.Children[i], depth+1)
		}
	}
	for i := range a.Segments {
		walk(&a.Segments[i], 0)
	}
	return b.String()
}

// FuzzSegment reads any text: the tree of its parts keeps to its invariants, two readings are the same, and a text that
// was read is read to itself.
func FuzzSegment(f *testing.F) {
	files, _ := filepath.Glob("testdata/segment/*.txtar")
	for _, file := range files {
		if ar, err := txtar.ParseFile(file); err == nil && len(ar.Files) > 0 {
			f.Add(string(ar.Files[0].Data))
		}
	}
	f.Add("1.\n(a)\n(i)\nArticle 1\n\n§ 2 A\nAnnex")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.NewReplacer("\r", "", "\x00", "").Replace(text), "")
		x := &extracted{Text: text, Meta: map[string]string{}}
		a := &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: "und", Segments: segment(x)}
		readMetadata(x, a.Segments, a)
		if err := a.Validate(); err != nil {
			t.Fatal(err)
		}
		checkTree(t, text, a.Segments)
		b := &corpus.Agreement{ID: a.ID, Text: text, Language: "und", Segments: segment(x)}
		readMetadata(x, b.Segments, b)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("two readings differ\n%s", diff)
		}
		checkIdempotent(t, text)
	})
}

// checkIdempotent holds that the text of a plain file, read again as a file, is the same.
func checkIdempotent(t *testing.T, text string) {
	t.Helper()
	once, err := readText(text).finish()
	if err != nil {
		return
	}
	twice, err := readText(once.Text).finish()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(once.Text, twice.Text); diff != "" {
		t.Errorf("a text that was read is read otherwise (-once +twice):\n%s", diff)
	}
}

// BenchmarkSegment cuts and reads a text of some 10 KB.
func BenchmarkSegment(b *testing.B) {
	var text strings.Builder
	text.WriteString("AGREEMENT\n\nThe Government of A and the Government of B,\n\nHave agreed as follows:\n\n")
	for i := 1; i <= 40; i++ {
		fmt.Fprintf(&text, "Article %d\n\n1. The employer shall bear the cost of the journey and shall provide:\n\n(a) lodging of a decent standard;\n\n(b) insurance against accidents.\n\n2. The worker shall keep the passport at all times, as article 5 of the law has it.\n\n", i)
	}
	x := &extracted{Text: text.String(), Meta: map[string]string{}}
	b.SetBytes(int64(len(x.Text)))
	for b.Loop() {
		segs := segment(x)
		a := &corpus.Agreement{Text: x.Text}
		readMetadata(x, segs, a)
	}
}
