package rubric

import "testing"

// BenchmarkLoad reads the built-in lexicon and rubrics, as every process must once.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		lib, err := loadLibrary(builtinFS)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := lib.Lexicon.automaton("en"); err != nil {
			b.Fatal(err)
		}
	}
}
