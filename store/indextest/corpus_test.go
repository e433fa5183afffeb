package indextest

import (
	"testing"
)

// TestCorpusIsValid holds that the generated agreements keep every rule of agreements, and are the same each time.
func TestCorpusIsValid(t *testing.T) {
	c := Corpus{Clauses: 25}
	seen := map[string]int{}
	clauses := 0
	for i := range 120 {
		a := c.Agreement(i)
		if err := a.Validate(); err != nil {
			t.Fatalf("agreement %d: %v", i, err)
		}
		if again := c.Agreement(i); again.ID != a.ID {
			t.Errorf("agreement %d is made otherwise the second time", i)
		}
		if before, twice := seen[a.ID]; twice {
			t.Errorf("agreements %d and %d are the same", before, i)
		}
		seen[a.ID] = i
		clauses += len(a.Clauses())
	}
	if mean := clauses / 120; mean < 20 || mean > 32 {
		t.Errorf("%d clauses an agreement", mean)
	}
	if _, needles := materials(); len(needles) < 20 {
		t.Errorf("%d needles", len(needles))
	}
}
