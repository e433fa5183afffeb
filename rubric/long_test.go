package rubric

import (
	"strings"
	"testing"
	"time"

	"corridor/corpus"
)

// TestLongSentence codes a sentence without an end: the work must grow with the text, and what stands in
// it is still found.
func TestLongSentence(t *testing.T) {
	const limit = 30 * time.Second
	lib, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"agreement ", "not ", "worker passport shall not keep "} {
		text := strings.Repeat(words, 400_000/len(words))
		start := time.Now()
		if _, err := NewRules(lib).RateAll(t.Context(), ClauseAgreement(text, "en", corpus.KindBLA), lib.Rubrics...); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > limit {
			t.Errorf("%q: took %v", words, took)
		}
	}
	d, err := analyse(ClauseAgreement(strings.Repeat("word ", 3*maxSentence/2), "en", corpus.KindBLA), lib.Lexicon)
	if err != nil {
		t.Fatal(err)
	}
	defer d.release()
	if len(d.sentences) != 2 || d.sentences[0].tok1 != maxSentence || d.sentences[1].tok0 != maxSentence {
		t.Errorf("have %d sentences", len(d.sentences))
	}
}
