package reports

import (
	"strings"
	"testing"

	"corridor/rubric"
)

func TestUnsureFindingsAreMarked(t *testing.T) {
	for confidence, want := range map[float64]bool{rubric.LookUnder - 0.01: true, rubric.LookUnder: false} {
		f := rubric.Finding{Level: rubric.Weak, Confidence: confidence}
		said := saidBy(Tongue{}, Coded{Rater: "rules", Confidence: confidence, Look: f.NeedsLook()})
		if have := strings.Contains(said, "for a person to check"); have != want {
			t.Errorf("confidence %.2f: %q", confidence, said)
		}
	}
}
