package rubric

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkNewWords looks up words that the vocabulary meets for the first time; each costs once.
func BenchmarkNewWords(b *testing.B) {
	lib, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	auto, err := lib.Lexicon.automaton("en")
	if err != nil {
		b.Fatal(err)
	}
	var words []string
	files, _ := filepath.Glob("../corpus/specimens/*.txt")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		words = append(words, strings.Fields(string(data))...)
	}
	i := 0
	for b.Loop() {
		auto.vocab.resolve(words[i%len(words)])
		i++
	}
}
