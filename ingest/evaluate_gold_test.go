package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"corridor/corpus"
)

// readFloor is the least share of every field that must be read right.
const readFloor = 0.95

// TestReadingFloor holds the figures on the agreements that package rubric is measured on, and on the gold
// folder beside the project. Whether a text is in scope is tested in package rubric.
func TestReadingFloor(t *testing.T) {
	for _, dir := range []string{filepath.Join("..", "rubric", "testdata", "composed"), filepath.Join("..", "..", "shared", "gold")} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			rows, err := ReadGoldIndex(os.DirFS(dir))
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, corpus.ErrNotFound) {
				t.Skip("the folder is not beside the project")
			}
			if err != nil {
				t.Fatal(err)
			}
			rep, err := Evaluate(t.Context(), rows, func(ctx context.Context, row GoldRow) (*corpus.Agreement, bool, error) {
				data, err := os.ReadFile(filepath.Join(dir, row.File))
				if err != nil {
					return nil, false, err
				}
				a, err := Read(ctx, row.File, data, Options{})
				return a, row.InScope, err
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, field := range EvaluatedFields {
				if s := rep.Fields[field]; float64(s.Right) < readFloor*float64(s.N) {
					t.Errorf("%s: %d of %d", field, s.Right, s.N)
				}
			}
			t.Logf("%d misses: %v", len(rep.Misses), rep.Misses)
		})
	}
}
