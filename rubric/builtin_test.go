package rubric

import (
	"slices"
	"testing"
)

// TestBuiltin proves every example of the rubrics that ship.
func TestBuiltin(t *testing.T) {
	lib, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Lexicon.compileAll(); err != nil {
		t.Fatal(err)
	}
	errs := lib.CheckExamples(t.Context())
	for _, err := range errs {
		t.Error(err)
	}
	t.Logf("%d concepts, %d examples failed", len(lib.Lexicon.names), len(errs))
}

// TestMisreadWords holds that a word of no lexicon stays unknown, for only unknown words are mended.
func TestMisreadWords(t *testing.T) {
	lib, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for lang, pair := range map[string][2]string{"en": {"ernployer", "employer"}, "fr": {"ernployeur", "employeur"}, "es": {"ernpleador", "empleador"},
		"de": {"Verrnittlung", "Vermittlung"}, "nl": {"paspoorf", "paspoort"}} {
		auto, err := lib.Lexicon.automaton(lang)
		if err != nil {
			t.Fatal(err)
		}
		if w := auto.vocab.resolve("Xyqzvow"); w.known() {
			t.Errorf("%s: a word without meaning is taken for lexicon words %v", lang, w.ids)
		}
		misread, right := auto.vocab.resolve(pair[0]), auto.vocab.resolve(pair[1])
		if !slices.Contains(misread.ids, right.ids[0]) {
			t.Errorf("%s: %s is not read as %s", lang, pair[0], pair[1])
		}
	}
}
