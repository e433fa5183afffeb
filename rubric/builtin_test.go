package rubric

import (
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
