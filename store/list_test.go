package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

// shelf puts four agreements that differ in every field that filters look at.
func shelf(t *testing.T) *store.Store {
	s := open(t)
	for i, change := range []func(*corpus.Agreement){
		func(a *corpus.Agreement) { a.Signed.Value = "" },
		func(a *corpus.Agreement) { a.Signed.Value = "1964-08-19"; a.Language = "nl" },
		func(a *corpus.Agreement) {
			a.Signed.Value = "2008-03"
			a.Kind.Value = corpus.KindBLA
			a.Corridor = corpus.Corridor{Origin: []string{"BOL", "ARG"}, Destination: []string{"BOL", "ARG"}, Reciprocal: true}
		},
		func(a *corpus.Agreement) {
			a.Signed.Value = "2015"
			a.Corridor = corpus.Corridor{Origin: []string{"KEN"}, Destination: []string{"DEU", "NPL"}}
		},
	} {
		r := record(i)
		change(r.Agreement)
		r.Agreement.Title.Value = string(rune('A' + i))
		put(t, s, r)
	}
	return s
}

func titles(list []store.Summary) string {
	var b strings.Builder
	for _, m := range list {
		b.WriteString(m.Title)
	}
	return b.String()
}

func TestList(t *testing.T) {
	ctx, s := context.Background(), shelf(t)
	for want, filters := range map[string][]store.Filter{
		"ABCD": {{}, {Text: "PASSPORT"}, {Text: "Employer  (shall)"}, {Text: "keep, worker"}},
		"AB":   {{Origin: "NPL"}, {Origin: "npl"}, {Destination: "QAT"}, {Region: "saarc", RegionOf: store.RegionOrigin}},
		"ABD":  {{Country: "NPL"}, {Region: "saarc"}},
		"D":    {{Destination: "NPL"}, {Region: "africa"}, {From: 2009}, {Text: "memorandum 3"}},
		"C":    {{Kind: corpus.KindBLA}, {Origin: "ARG", Destination: "BOL"}, {From: 1965, To: 2010}},
		"BC":   {{To: 2014}},
		"B":    {{Language: "NL"}, {To: 1964}},
		"":     {{Text: "passport AND"}, {Text: `"`, Kind: corpus.KindSSA}, {Country: "QA"}, {Text: "pass"}},
	} {
		for _, f := range filters {
			if list, err := s.List(ctx, f); err != nil || titles(list) != want {
				t.Errorf("%+v: have %q, want %q, %v", f, titles(list), want, err)
			}
		}
	}
}

func TestListSummary(t *testing.T) {
	list, err := shelf(t).List(context.Background(), store.Filter{Kind: corpus.KindBLA})
	if err != nil {
		t.Fatal(err)
	}
	a := agreement(2)
	want := []store.Summary{{ID: a.ID, Title: "C", Kind: corpus.KindBLA, Language: "en", Signed: "2008-03", Source: "m2.txt", Bytes: len(a.Text), Publication: store.PublishFull,
		Corridor: corpus.Corridor{Origin: []string{"BOL", "ARG"}, Destination: []string{"BOL", "ARG"}, Reciprocal: true}}}
	if d := cmp.Diff(want, list); d != "" {
		t.Error(d)
	}
}

func TestListPages(t *testing.T) {
	ctx, s := context.Background(), shelf(t)
	var seen, after string
	for range 10 {
		page, err := s.List(ctx, store.Filter{Limit: 3, After: after})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		seen += titles(page) + "|"
		after = page[len(page)-1].ID[:12]
	}
	if seen != "ABC|D|" {
		t.Errorf("pages %q", seen)
	}
}

func TestListRefuses(t *testing.T) {
	ctx, s := context.Background(), shelf(t)
	if _, err := s.List(ctx, store.Filter{From: 2010, To: 2000}); !errors.Is(err, corpus.ErrInvalid) {
		t.Error(err)
	}
	if _, err := s.List(ctx, store.Filter{Region: "atlantis"}); err == nil {
		t.Error("unknown region passed")
	}
	if _, err := s.List(ctx, store.Filter{After: "000000"}); !errors.Is(err, corpus.ErrNotFound) {
		t.Error(err)
	}
}

func TestAgreementByPrefix(t *testing.T) {
	ctx, s := context.Background(), open(t)
	twins := twinIDs(t, s)
	for _, ask := range []string{twins[0], twins[0][:40], strings.ToUpper(twins[0][:20])} {
		if a, err := s.Agreement(ctx, ask); err != nil || a.ID != twins[0] {
			t.Errorf("%s: %v", ask, err)
		}
	}
	_, err := s.Agreement(ctx, twins[0][:store.MinPrefix])
	if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), twins[0]) || !strings.Contains(err.Error(), twins[1]) {
		t.Errorf("ambiguous prefix: %v", err)
	}
	for ask, kind := range map[string]error{"0000000000": corpus.ErrNotFound, "12345": corpus.ErrInvalid, "nepal-qatar": corpus.ErrInvalid, "": corpus.ErrInvalid} {
		if _, err := s.Agreement(ctx, ask); !errors.Is(err, kind) {
			t.Errorf("%q: %v, want %v", ask, err, kind)
		}
	}
}

// twinIDs puts two agreements whose ids begin with the same digits.
func twinIDs(t *testing.T, s *store.Store) [2]string {
	seen := map[string]int{}
	for i := 0; ; i++ {
		id := agreement(i).ID
		j, ok := seen[id[:store.MinPrefix]]
		if !ok {
			seen[id[:store.MinPrefix]] = i
			continue
		}
		put(t, s, record(i))
		put(t, s, record(j))
		return [2]string{id, agreement(j).ID}
	}
}
