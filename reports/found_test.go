package reports_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// textsOf holds the text of one agreement.
type textsOf map[string]string

func (t textsOf) Text(_ context.Context, id string) (string, error) {
	if text, ok := t[id]; ok {
		return text, nil
	}
	return "", corpus.ErrNotFound
}

// demoHits are two clauses of the demonstration agreement as an index finds them.
func demoHits(t testing.TB, q *store.Query) []store.Hit {
	t.Helper()
	a := demoAgreement()
	summary := store.Summary{ID: a.ID, Title: a.Title.Value, Kind: a.Kind.Value, Language: "en", Corridor: a.Corridor, Signed: a.Signed.Value,
		Source: a.Source.Name, Bytes: len(a.Text), Publication: store.PublishFull}
	marker := store.NewMarker(q, []string{"pasport"})
	var hits []store.Hit
	for i, from := range []string{"The employer shall keep", "The employer shall bear"} {
		start := strings.Index(mouText, from)
		end := start + strings.Index(mouText[start:], "\n")
		c := store.Clause{Number: i, Path: []string{"Article 2", "Article 1(1)"}[i], Part: corpus.SegBody, Page: 1, Span: corpus.Span{Start: start, End: end}}
		h := store.Hit{Agreement: summary, Clause: &c, Score: 2.5 - float64(i), Strength: 0.5}
		h.Clause.Heading = corpus.Span{Start: strings.LastIndex(mouText[:start-1], "\n") + 1, End: start - 1}
		h.Marks, h.Snippet = marker.Mark(mouText, c, "en")
		hits = append(hits, h)
	}
	hits[0].Evidence = []store.Coding{{Criterion: "gp.14", Level: rubric.Weak}, {Criterion: "cw.passport", Level: rubric.Contrary}}
	return hits
}

func demoFound(t testing.TB) reports.Found {
	t.Helper()
	q, err := store.ParseQuery("pasport OR employer the", store.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	res := &store.Results{By: store.Clauses, Total: 5, Agreements: 2, Hits: demoHits(t, q), Typos: []string{"pasport"}, Ignored: []string{"the"}, Next: "abc",
		Facets: []store.Facet{{Field: store.FieldOrigin, Values: []store.FacetValue{{Value: "XLT", Hits: 5, Agreements: 2}}, More: 2},
			{Field: store.FieldRegion, Values: []store.FacetValue{{Value: "gcc", Hits: 1, Agreements: 1}}}, {Field: store.FieldSector}}}
	f, err := reports.NewFound(context.Background(), store.Request{Query: q, Limit: 2}, res, textsOf{demoAgreement().ID: mouText})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func demoAlike(t testing.TB) reports.Found {
	t.Helper()
	hits := demoHits(t, nil)
	hits[0].Similarity, hits[1].Similarity = 0.75, 0.25
	f, err := reports.NewAlike(context.Background(), reports.LikePassage{Text: "keep\nthe passport", Agreement: strings.Repeat("c0", 32), Path: "Article 9"}, nil,
		hits, textsOf{demoAgreement().ID: mouText})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFoundWords holds that a hit's words are the text's own, with the marks where they stand.
func TestFoundWords(t *testing.T) {
	f := demoFound(t)
	first := f.Hits[0]
	if want := "The employer shall keep the passport of the worker for safekeeping until the end of the contract."; first.Snippet.Text != want || first.Snippet.Cut {
		t.Errorf("%q", first.Snippet.Text)
	}
	var marked []string
	for _, m := range first.Snippet.Marks {
		marked = append(marked, m.Of(first.Snippet.Text))
	}
	if strings.Join(marked, " ") != "employer passport" || first.Heading != "Documents" {
		t.Errorf("marked %v, heading %q", marked, first.Heading)
	}
	if len(first.Why) != 2 || first.Why[1] != (reports.FoundWord{Asked: "pasport", Met: "passport", How: store.HowTypo, In: store.InClause}) {
		t.Errorf("why: %+v", first.Why)
	}
	second := f.Hits[1]
	if !second.Snippet.Cut || !strings.Contains(mouText, second.Snippet.Text) || second.Rank != 2 {
		t.Errorf("a long clause: %+v", second.Snippet)
	}
	if _, err := reports.NewFound(context.Background(), store.Request{}, &store.Results{Hits: demoHits(t, nil)}, textsOf{}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a text that is not held: %v", err)
	}
}
