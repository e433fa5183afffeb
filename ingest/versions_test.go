package ingest

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"corridor/corpus"
)

// TestVersions runs one case for each file of testdata/versions: a comment, the text, and the versions wanted,
// each with its language, what ties it to the main one, and its outline where the language is one whose
// structure is told.
func TestVersions(t *testing.T) {
	files, err := filepath.Glob("testdata/versions/*.txtar")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil || len(ar.Files) != 2 {
				t.Fatalf("%d files: %v", len(ar.Files), err)
			}
			readings, err := ReadAll(context.Background(), ar.Files[0].Name, ar.Files[0].Data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			have := outlineVersions(readings[0].Agreements, string(ar.Files[1].Data))
			if diff := cmp.Diff(string(ar.Files[1].Data), have); diff != "" {
				t.Errorf("-want +have\n%s", diff)
			}
		})
	}
}

// outlineVersions prints the versions; the outline of one that is wanted without is left out.
func outlineVersions(as []*corpus.Agreement, want string) string {
	names := map[string]string{}
	for _, a := range as {
		names[a.ID] = a.Language
	}
	var b bytes.Buffer
	for _, a := range as {
		head := "# " + a.Language
		for _, r := range a.Family {
			_, how, _ := strings.Cut(r.Note, ", ")
			head += fmt.Sprintf(" %s %s, %s", r.Kind, names[r.To], how)
		}
		fmt.Fprintln(&b, head)
		if _, after, _ := strings.Cut(want, head+"\n"); after != "" && !strings.HasPrefix(after, "#") {
			b.WriteString(outline(a))
		}
	}
	return b.String()
}
