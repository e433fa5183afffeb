package store_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// Keep an agreement with what the rules found in it, and find it again by its corridor.
func Example() {
	dir, err := os.MkdirTemp("", "corridor")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(dir, "repository.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	text := "Article 1. The employer shall not keep the passport of the worker.\n"
	a := &corpus.Agreement{
		ID: corpus.TextID(text), Text: text, Language: "en",
		Title:    corpus.Fact[string]{Value: "Memorandum on Passports"},
		Kind:     corpus.Fact[corpus.Kind]{Value: corpus.KindMOU},
		Corridor: corpus.Corridor{Origin: []string{"NPL"}, Destination: []string{"QAT"}},
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: corpus.Span{End: len(text)}}},
	}
	today := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	found := &rubric.Assessment{
		Agreement: a.ID, Rubric: "cw2022@2026.11", Rater: "rules", RaterKind: rubric.Rules, Time: today,
		Findings: []rubric.Finding{{Criterion: "cw.passport", Level: rubric.Operative,
			Evidence: []rubric.Evidence{{Span: corpus.Span{Start: 11, End: 65}, Level: rubric.Operative}}}},
	}
	file, err := s.Put(ctx, store.Record{Name: "passports.txt", Data: []byte(text), Time: today,
		Agreement: a, Assessments: []*rubric.Assessment{found}})
	if err != nil {
		log.Fatal(err)
	}
	list, err := s.List(ctx, store.Filter{Origin: "NPL"})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range list {
		fmt.Println(file.State, m.Corridor, m.Title)
	}
	// Output: ingested NPL → QAT Memorandum on Passports
}
