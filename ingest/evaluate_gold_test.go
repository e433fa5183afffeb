package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"corridor/corpus"
	"corridor/corpus/sharedtest"
)

// readFloor is the least share of every field that must be read right.
const readFloor = 0.95

// TestReadingFloor holds the figures on the agreements that package rubric is measured on, and on the gold
// folder beside the project. Whether a text is in scope is tested in package rubric.
func TestReadingFloor(t *testing.T) {
	for name, folder := range map[string]func(t *testing.T) string{
		"composed": func(*testing.T) string { return filepath.Join("..", "rubric", "testdata", "composed") },
		"gold":     func(t *testing.T) string { return sharedtest.Path(t, "gold") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			rows, err := ReadGoldIndex(os.DirFS(dir))
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
