package reports

import (
	_ "embed"
	"sync"

	"go.yaml.in/yaml/v3"
)

// CriterionNote is what a negotiator is told of a criterion, in our own words.
type CriterionNote struct {
	Draft string `yaml:"draft"` // how to draft it: who owes what to whom, and what weakens it
	Ask   string `yaml:"ask"`   // the question that a tripartite meeting should put
}

//go:embed notes.yaml
var notesFile []byte

// criterionNotes are the notes by the criterion's id.
var criterionNotes = sync.OnceValues(func() (notes map[string]CriterionNote, err error) {
	return notes, yaml.Unmarshal(notesFile, &notes)
})

// DraftingNote says how to draft a criterion; "" for criteria of rubrics that do not ship.
func DraftingNote(criterion string) string { return noteOf(criterion).Draft }

// Question is what a meeting should ask about a criterion; "" for criteria of rubrics that do not ship.
func Question(criterion string) string { return noteOf(criterion).Ask }

func noteOf(criterion string) CriterionNote {
	notes, err := criterionNotes()
	if err != nil {
		return CriterionNote{}
	}
	return notes[criterion]
}
