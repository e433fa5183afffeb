package store_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// twoClauses is an agreement with a clause on passports and one on wages.
func twoClauses() *corpus.Agreement {
	text := "Article 1\nThe employer shall not keep the passport.\nArticle 2\nWages shall be paid monthly.\n"
	span := func(start, end int) corpus.Span { return corpus.Span{Start: start, End: end} }
	return &corpus.Agreement{
		ID: corpus.TextID(text), Text: text, Language: "en", Signed: corpus.Fact[corpus.Date]{Value: "2014-03"},
		Title: corpus.Fact[string]{Value: "Memorandum"}, Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindMOU},
		Parties:  []corpus.Party{{Name: "Kingdom of Lunthai", Country: "XLT", Role: corpus.RoleOrigin}},
		Corridor: corpus.Corridor{Origin: []string{"XLT"}, Destination: []string{"XQB"}},
		Segments: []corpus.Segment{{Kind: corpus.SegBody, Span: span(0, len(text)), Children: []corpus.Segment{
			{Kind: corpus.SegArticle, Span: span(0, 52), Label: span(0, 9), Number: "1"},
			{Kind: corpus.SegArticle, Span: span(52, len(text)), Label: span(52, 61), Number: "2"}}}},
	}
}

func TestNewDocument(t *testing.T) {
	a := twoClauses()
	rubrics := []*rubric.Rubric{{ID: "cw", Version: "2", Criteria: []rubric.Criterion{{ID: "cw.passport", Theme: "contract"}, {ID: "cw.wages", Theme: "wages"}}}}
	held := []*rubric.Assessment{{Rubric: "cw@1", RaterKind: rubric.Rules, Findings: []rubric.Finding{
		{Criterion: "cw.passport", Level: rubric.Operative, Evidence: []rubric.Evidence{
			{Span: corpus.Span{Start: 10, End: 30}, Level: rubric.Weak}, {Span: corpus.Span{Start: 10, End: 51}, Level: rubric.Operative}}},
		{Criterion: "cw.wages", Level: rubric.Absent}}}}
	d := store.NewDocument(a, held, rubrics)
	want := []store.Coding{{Criterion: "cw.passport", Theme: "contract", Level: rubric.Operative}, {Criterion: "cw.wages", Theme: "wages"}}
	if diff := cmp.Diff(want, d.Codings); diff != "" {
		t.Errorf("codings of the earlier version: -want +have\n%s", diff)
	}
	var paths []string
	for _, c := range d.Clauses {
		paths = append(paths, c.Path+": "+c.Span.Of(d.Text))
	}
	if diff := cmp.Diff([]string{"Article 1: The employer shall not keep the passport.", "Article 2: Wages shall be paid monthly."}, paths); diff != "" {
		t.Errorf("clauses: -want +have\n%s", diff)
	}
	if diff := cmp.Diff(want[:1], d.Clauses[0].Evidence); diff != "" || d.Clauses[1].Evidence != nil {
		t.Errorf("evidence: %v; -want +have\n%s", d.Clauses[1].Evidence, diff)
	}
	if d.Strength != 0.5 || d.Parties[0] != "Kingdom of Lunthai" {
		t.Errorf("strength %g, parties %v", d.Strength, d.Parties)
	}
	newer := &rubric.Assessment{Rubric: "cw@2", RaterKind: rubric.Rules, Findings: []rubric.Finding{{Criterion: "cw.wages", Level: rubric.Contrary,
		Evidence: []rubric.Evidence{{Span: corpus.Span{Start: 20, End: 80}, Level: rubric.Contrary}}}}}
	d = store.NewDocument(a, append([]*rubric.Assessment{newer}, held...), rubrics)
	if len(d.Codings) != 1 || d.Codings[0].Level != rubric.Contrary || len(d.Clauses[0].Evidence) != 1 || len(d.Clauses[1].Evidence) != 1 {
		t.Errorf("of the version that is given: %+v", d)
	}
}

func TestStoreDocument(t *testing.T) {
	ctx, s := context.Background(), open(t)
	a := twoClauses()
	put(t, s, store.Record{Name: "a.txt", Data: []byte(a.Text), Time: noon, Agreement: a, Assessments: []*rubric.Assessment{assessment(a, "cw2022@1", rubric.Weak)}})
	if _, err := s.Publish(ctx, a.ID, store.PublishMetadata); err != nil {
		t.Fatal(err)
	}
	d, err := s.Document(ctx, a.ID, []*rubric.Rubric{{ID: "cw2022", Version: "1", Criteria: []rubric.Criterion{{ID: "cw.passport"}}}})
	if err != nil || d.Publication != store.PublishMetadata || len(d.Codings) != 1 || d.Text != a.Text {
		t.Errorf("%+v, %v", d, err)
	}
	text, err := s.Text(ctx, a.ID)
	if err != nil || text != a.Text {
		t.Errorf("%q, %v", text, err)
	}
}
