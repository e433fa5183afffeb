package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// TestMain lets the crash test run this binary again as the process that is killed.
func TestMain(m *testing.M) {
	troubleSQLite()
	if path := os.Getenv("CORRIDOR_STORE_WRITER"); path != "" {
		writeForEver(path)
	}
	os.Exit(m.Run())
}

// open opens a new store that is closed with the test.
func open(t testing.TB) *store.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "s.db"))
}

func openAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// agreement makes a small valid agreement whose text is its own.
func agreement(i int) *corpus.Agreement {
	text := fmt.Sprintf("Memorandum %d\n\nArticle 1\n\nThe employer shall not keep the passport of worker nº %d.\n", i, i)
	return &corpus.Agreement{
		ID: corpus.TextID(text), Text: text, Language: "en",
		Title:    corpus.Fact[string]{Value: fmt.Sprintf("Memorandum %d", i), Span: corpus.Span{End: len(fmt.Sprint("Memorandum ", i))}},
		Kind:     corpus.Fact[corpus.Kind]{Value: corpus.KindMOU},
		Corridor: corpus.Corridor{Origin: []string{"NPL"}, Destination: []string{"QAT"}},
		Signed:   corpus.Fact[corpus.Date]{Value: corpus.Date(fmt.Sprintf("%04d-06-01", 1950+i%70))},
		Source:   corpus.Source{Name: fmt.Sprintf("m%d.txt", i), SHA256: corpus.TextID(text), Bytes: int64(len(text))},
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: corpus.Span{End: len(text)}}},
	}
}

// assessment finds one passage in the agreement.
func assessment(a *corpus.Agreement, rubricRef string, level rubric.Level) *rubric.Assessment {
	return &rubric.Assessment{
		Agreement: a.ID, Rubric: rubricRef, Rater: "rules", RaterKind: rubric.Rules, Tool: "test", Time: noon,
		Findings: []rubric.Finding{{Criterion: "cw.passport", Level: level, Confidence: 0.9, Reason: "said so",
			Evidence: []rubric.Evidence{{Span: corpus.Span{Start: 2, End: 9}, Path: "Article 1", Level: level}}}},
	}
}

func record(i int) store.Record {
	a := agreement(i)
	return store.Record{Name: a.Source.Name, Data: []byte(a.Text), Time: noon, Agreement: a, Assessments: []*rubric.Assessment{
		assessment(a, "cw2022@1", rubric.Operative), assessment(a, "r086@1", rubric.Weak)}}
}

func put(t testing.TB, s *store.Store, r store.Record) store.File {
	t.Helper()
	f, err := s.Put(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
