package rubric

import (
	"os"
	"path/filepath"
	"testing"

	"corridor/corpus"
	"corridor/ingest"
)

// BenchmarkRules codes the specimens with every rubric and reports bytes of text a second, once the words
// of the texts are known.
func BenchmarkRules(b *testing.B) {
	lib, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	texts := specimens(b)
	rater := NewRules(lib)
	rateAll(b, rater, lib, texts)
	b.ReportAllocs()
	for b.Loop() {
		rateAll(b, rater, lib, texts)
	}
}

// BenchmarkRulesFirst does so with a library that has read nothing before.
func BenchmarkRulesFirst(b *testing.B) {
	texts := specimens(b)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		lib, err := loadLibrary(builtinFS)
		if err != nil {
			b.Fatal(err)
		}
		if err := lib.Lexicon.compileAll(); err != nil {
			b.Fatal(err)
		}
		rater := NewRules(lib)
		b.StartTimer()
		rateAll(b, rater, lib, texts)
	}
}

func rateAll(b *testing.B, rater *RulesRater, lib *Library, texts []*corpus.Agreement) {
	for _, a := range texts {
		if _, err := rater.RateAll(b.Context(), a, lib.Rubrics...); err != nil {
			b.Fatal(err)
		}
	}
}

// specimens reads the plain texts among the specimens and sets the bytes of the benchmark.
func specimens(b *testing.B) []*corpus.Agreement {
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
	b.SetBytes(int64(size))
	return texts
}
