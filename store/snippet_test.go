package store_test

import (
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestSnippetsBeginWithAWord holds that a snippet begins neither with the full stop of a label nor with a dash or
// comma that a cut has left over, and that it stays a stretch of the clause.
func TestSnippetsBeginWithAWord(t *testing.T) {
	q, err := store.ParseQuery("passport", store.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	marker := store.NewMarker(q, nil)
	for name, text := range map[string]string{
		"label":   ". The employer shall not keep the passport.",
		"dash":    " – the passport stays with the worker; ",
		"bracket": "(a) the passport of the worker",
		"long":    strings.Repeat("word, – ", 90) + "passport " + strings.Repeat("; word", 90),
		"stops":   strings.Repeat("one . ", 90) + ". passport " + strings.Repeat(". two", 90),
		"nothing": " ., ",
	} {
		clause := store.Clause{Span: corpus.Span{End: len(text)}}
		_, snippet := marker.Mark(text, clause, "en")
		have := snippet.Of(text)
		if name == "nothing" {
			if have != text {
				t.Errorf("%s: %q", name, have)
			}
			continue
		}
		if have == "" || strings.ContainsAny(have[:1], " .,;") || strings.HasPrefix(have, "–") || !strings.Contains(have, "passport") {
			t.Errorf("%s: %q", name, have)
		}
	}
}
