package rubric

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestReaderKnowsEveryWordAgain looks words of every length up twice, more of them than stand near, in the
// middle and at the end of a text.
func TestReaderKnowsEveryWordAgain(t *testing.T) {
	lib := library(t, passportSignals)
	auto, err := lib.Lexicon.automaton("en")
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"workers", "Worker", "travel", "añadió", "passport", "keeps"}
	for n := range 3 * 2 * nearPairs {
		words = append(words, fmt.Sprintf("%0*x", 1+n%20, n))
	}
	r := newReader(auto.vocab)
	for range 2 {
		for _, w := range words {
			want := auto.vocab.lookup(w)
			for _, text := range []string{w, "a " + w, w + strings.Repeat(" and so on", 3)} {
				at := strings.Index(text, w)
				if text == "a "+w {
					at = 2
				}
				if have := r.lookup(text, at, at+len(w)); have != want {
					t.Fatalf("%q in %q is read as %q", w, text, have.folded)
				}
			}
		}
	}
}

func TestMergeKeepsOrder(t *testing.T) {
	at := func(start, concept, end int32) hit { return hit{concept: concept, start: start, end: end} }
	before := at(9, 9, 10) // of another sentence
	have := merge([]hit{before, at(1, 2, 2), at(1, 5, 2), at(4, 1, 5)}, 1, []hit{at(0, 7, 1), at(1, 5, 3), at(4, 0, 5), at(6, 1, 7)})
	want := []hit{before, at(0, 7, 1), at(1, 2, 2), at(1, 5, 2), at(1, 5, 3), at(4, 0, 5), at(4, 1, 5), at(6, 1, 7)}
	if !slices.Equal(have, want) {
		t.Errorf("have %v, want %v", have, want)
	}
}
