package rubric_test

import (
	"os"
	"path/filepath"
	"testing"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/rubric"
)

// BenchmarkRules codes the specimens with every rubric and reports bytes of text a second.
func BenchmarkRules(b *testing.B) {
	lib, err := rubric.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	var texts []*corpus.Agreement
	size := 0
	files, err := filepath.Glob("../corpus/specimens/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		a, err := ingest.Read(b.Context(), f, data, ingest.Options{})
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, a)
		size += len(a.Text)
	}
	rater := rubric.NewRules(lib)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range texts {
			if _, err := rater.RateAll(b.Context(), a, lib.Rubrics...); err != nil {
				b.Fatal(err)
			}
		}
	}
}
