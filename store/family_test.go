package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

// two puts two agreements and returns their ids.
func two(t *testing.T, s *store.Store) (a, b string) {
	t.Helper()
	for i := range 2 {
		put(t, s, record(i))
	}
	return record(0).Agreement.ID, record(1).Agreement.ID
}

func relate(t *testing.T, s *store.Store, r store.Relation) (changed bool) {
	t.Helper()
	changed, err := s.Relate(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// family lists the relations of an agreement without their times.
func family(t *testing.T, s *store.Store, id string) []store.Relation {
	t.Helper()
	list, err := s.Family(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].Time = time.Time{}
	}
	return list
}

func TestRelate(t *testing.T) {
	s := open(t)
	a, b := two(t, s)
	offer := store.Relation{Agreement: b, Kind: corpus.VersionOf, Other: a, State: store.Offered, Similarity: 0.8, Why: "80 % alike", Time: noon}
	accept := store.Relation{Agreement: b, Kind: corpus.Renews, Other: a, State: store.Accepted, Why: "said ann", Time: noon}
	reject := store.Relation{Agreement: b, Kind: corpus.Renews, Other: a, State: store.Rejected, Why: "said bob", Time: noon}
	titled := store.Relation{Agreement: a, Kind: corpus.Amends, Title: "Treaty of 1950", State: store.Accepted, Why: "the text says so", Time: noon}
	back := offer
	back.Agreement, back.Other = a, b
	decided := accept
	decided.Similarity = 0.8
	refused := reject
	refused.Similarity = 0.8
	for i, step := range []struct {
		put     store.Relation
		changed bool
		want    []store.Relation
	}{
		{offer, true, []store.Relation{offer}},
		{offer, false, []store.Relation{offer}},
		{back, false, []store.Relation{offer}},    // nothing is offered twice
		{accept, true, []store.Relation{decided}}, // a decision takes the place of the offer, under the kind that was decided
		{offer, false, []store.Relation{decided}}, // and is not asked for again
		{reject, true, []store.Relation{refused}}, // it may be changed
		{titled, true, []store.Relation{refused, titled}},
	} {
		if changed := relate(t, s, step.put); changed != step.changed {
			t.Errorf("step %d: changed = %v", i, changed)
		}
		for j := range step.want {
			step.want[j].Time = time.Time{}
		}
		if d := cmp.Diff(step.want, family(t, s, a[:10])); d != "" {
			t.Errorf("step %d (-want +have):\n%s", i, d)
		}
	}
	if list, err := s.Relations(context.Background(), store.Offered); err != nil || len(list) != 0 {
		t.Errorf("offers that wait: %v, %v", list, err)
	}
}

// TestDecideFromTheOtherSide decides an offer by a relation that is read the other way round.
func TestDecideFromTheOtherSide(t *testing.T) {
	s := open(t)
	a, b := two(t, s)
	relate(t, s, store.Relation{Agreement: b, Kind: corpus.VersionOf, Other: a, State: store.Offered, Similarity: 0.8, Why: "80 % alike", Time: noon})
	decision := store.Relation{Agreement: a, Kind: corpus.DraftOf, Other: b, State: store.Accepted, Similarity: 0.8, Why: "said ann"}
	if !relate(t, s, decision) {
		t.Error("nothing changed")
	}
	if d := cmp.Diff([]store.Relation{decision}, family(t, s, a)); d != "" {
		t.Errorf("(-want +have):\n%s", d)
	}
	wantClean(t, s)
}

func TestRelateRefuses(t *testing.T) {
	s := open(t)
	a, b := two(t, s)
	good := store.Relation{Agreement: a, Kind: corpus.Renews, Other: b, State: store.Accepted, Why: "x"}
	for name, tc := range map[string]struct {
		change func(*store.Relation)
		want   error
	}{
		"no kind":    {func(r *store.Relation) { r.Kind = "cousin-of" }, corpus.ErrInvalid},
		"no state":   {func(r *store.Relation) { r.State = "" }, corpus.ErrInvalid},
		"no reason":  {func(r *store.Relation) { r.Why = "" }, corpus.ErrInvalid},
		"itself":     {func(r *store.Relation) { r.Other = a }, corpus.ErrInvalid},
		"nothing":    {func(r *store.Relation) { r.Other = "" }, corpus.ErrInvalid},
		"both":       {func(r *store.Relation) { r.Title = "x" }, corpus.ErrInvalid},
		"too alike":  {func(r *store.Relation) { r.Similarity = 1.5 }, corpus.ErrInvalid},
		"not held":   {func(r *store.Relation) { r.Other = corpus.TextID("x") }, corpus.ErrNotFound},
		"not held 2": {func(r *store.Relation) { r.Agreement = corpus.TextID("x") }, corpus.ErrNotFound},
	} {
		r := good
		tc.change(&r)
		if _, err := s.Relate(context.Background(), r); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
}

// TestLanguageVersions puts a file of two agreements that are each other's family.
func TestLanguageVersions(t *testing.T) {
	ctx, s := context.Background(), open(t)
	r, other := record(1), agreement(2)
	other.Language = "nl"
	r.Agreement.Family = []corpus.Relation{{Kind: corpus.Translates, To: other.ID, Note: "one file"}, {Kind: corpus.Amends, To: "Treaty of 1950"}}
	r.Others = []*corpus.Agreement{other}
	r.Assessments = append(r.Assessments, assessment(other, "cw2022@1", 0))
	f := put(t, s, r)
	if f.State != store.StateIngested || f.Agreement != r.Agreement.ID || cmp.Diff([]string{other.ID}, f.Others) != "" {
		t.Errorf("file %+v", f)
	}
	want := []store.Relation{{Agreement: r.Agreement.ID, Kind: corpus.Translates, Other: other.ID, State: store.Accepted, Why: "one file"},
		{Agreement: r.Agreement.ID, Kind: corpus.Amends, Title: "Treaty of 1950", State: store.Accepted, Why: "the text says so"}}
	if d := cmp.Diff(want, family(t, s, r.Agreement.ID)); d != "" {
		t.Errorf("(-want +have):\n%s", d)
	}
	if as, err := s.Assessments(ctx, other.ID); err != nil || len(as) != 1 {
		t.Errorf("%d assessments of the other version, %v", len(as), err)
	}
	again := r
	again.Name = "copy.txt"
	if f := put(t, s, again); f.State != store.StateDuplicate || len(f.Others) != 1 {
		t.Errorf("copy %+v", f)
	}
	if held, err := s.File(ctx, again.Name, f.SHA256); err != nil || len(held.Others) != 1 {
		t.Errorf("copy held as %+v, %v", held, err)
	}
}

func TestPublication(t *testing.T) {
	ctx, s := context.Background(), open(t)
	full, draft, asked := record(1), record(2), record(3)
	draft.Agreement.Family = []corpus.Relation{{Kind: corpus.DraftOf, To: "Treaty"}}
	asked.Publication = store.PublishMetadata
	for r, want := range map[*store.Record]store.Publication{&full: store.PublishFull, &draft: store.PublishPrivate, &asked: store.PublishMetadata} {
		put(t, s, *r)
		if have, err := s.Publication(ctx, r.Agreement.ID[:8]); err != nil || have != want {
			t.Errorf("%s: have %s, want %s, %v", r.Name, have, want, err)
		}
	}
	if list, err := s.List(ctx, store.Filter{Public: true}); err != nil || len(list) != 2 || list[0].Publication != store.PublishFull || list[1].Publication != store.PublishMetadata {
		t.Errorf("public: %+v, %v", list, err)
	}
	if before, err := s.Publish(ctx, draft.Agreement.ID, store.PublishFull); err != nil || before != store.PublishPrivate {
		t.Errorf("before: %s, %v", before, err)
	}
	if list, err := s.List(ctx, store.Filter{Public: true}); err != nil || len(list) != 3 {
		t.Errorf("public: %+v, %v", list, err)
	}
	head, _ := s.Head(ctx)
	if _, err := s.Publish(ctx, full.Agreement.ID, store.PublishFull); err != nil {
		t.Error(err)
	}
	if same, err := s.Head(ctx); err != nil || same != head {
		t.Errorf("setting the same level is a change, %v", err)
	}
	if _, err := s.Publish(ctx, full.Agreement.ID, "secret"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("unknown level: %v", err)
	}
	if _, err := s.Publish(ctx, "00000000", store.PublishFull); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown agreement: %v", err)
	}
}

func TestSaved(t *testing.T) {
	ctx, s := context.Background(), open(t)
	a, b := two(t, s)
	search := store.Saved{Kind: store.SavedSearch, Owner: "ann", Name: "gulf", Query: `passport region:gcc`, Time: noon}
	wider := search
	wider.Query = "passport"
	comparison := store.Saved{Kind: store.SavedComparison, Owner: "ann", Name: "gulf", Agreements: []string{b, a}, Time: noon}
	bobs := store.Saved{Kind: store.SavedSearch, Owner: "bob", Name: "gulf", Query: "wages", Time: noon}
	for _, v := range []store.Saved{search, wider, comparison, bobs} {
		if err := s.Save(ctx, v); err != nil {
			t.Fatal(err)
		}
	}
	have, err := s.Saved(ctx, "", "ann")
	if d := cmp.Diff([]store.Saved{comparison, wider}, have); d != "" || err != nil {
		t.Errorf("%v (-want +have):\n%s", err, d)
	}
	if err := s.Unsave(ctx, store.SavedSearch, "ann", "gulf"); err != nil {
		t.Error(err)
	}
	if err := s.Unsave(ctx, store.SavedSearch, "ann", "gulf"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("again: %v", err)
	}
	if have, err := s.Saved(ctx, store.SavedSearch, "ann"); err != nil || len(have) != 0 {
		t.Errorf("left: %v, %v", have, err)
	}
	for _, v := range []store.Saved{{Kind: store.SavedSearch, Query: "x"}, {Kind: store.SavedSearch, Name: "x"}, {Kind: "x", Name: "x", Query: "x"},
		{Kind: store.SavedComparison, Name: "x", Agreements: []string{a}}} {
		if err := s.Save(ctx, v); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: %v", v, err)
		}
	}
	lost := store.Saved{Kind: store.SavedComparison, Name: "x", Agreements: []string{a, corpus.TextID("x")}}
	if err := s.Save(ctx, lost); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("comparison with what is not held: %v", err)
	}
}

// TestReread gives a newer reading of a held text: it counts from now on, and the first is history.
func TestReread(t *testing.T) {
	ctx, s := context.Background(), open(t)
	r := record(1)
	put(t, s, r)
	newer := record(1)
	newer.Name, newer.Agreement.Source.Name = "copy.txt", "copy.txt"
	newer.Agreement.Source.Extractor = "corridor/text 2"
	newer.Agreement.Corridor = corpus.Corridor{Origin: []string{"LKA"}, Destination: []string{"QAT"}}
	newer.Agreement.Signed.Value = "1999-01-01"
	if f := put(t, s, newer); f.Reason == "" {
		t.Error("a file whose other reading is not kept must say so")
	}
	newer.Reread = true
	put(t, s, newer)
	a, err := s.Agreement(ctx, r.Agreement.ID)
	if err != nil || a.Signed.Value != "1999-01-01" || a.Source.Name != r.Name || a.Source.Extractor != "corridor/text 2" {
		t.Errorf("current: %+v, %v", a, err)
	}
	if list, err := s.List(ctx, store.Filter{Origin: "LKA", From: 1999}); err != nil || len(list) != 1 {
		t.Errorf("found by the new reading: %v, %v", list, err)
	}
	if list, err := s.List(ctx, store.Filter{Origin: "NPL"}); err != nil || len(list) != 0 {
		t.Errorf("found by the old reading: %v, %v", list, err)
	}
	old, err := s.Readings(ctx, a.ID)
	if err != nil || len(old) != 1 || old[0].Agreement.Signed.Value != r.Agreement.Signed.Value || old[0].Time != noon {
		t.Errorf("history: %+v, %v", old, err)
	}
	if changed, err := s.Reread(ctx, newer.Agreement, noon); err != nil || changed {
		t.Errorf("the same reading again: %v, %v", changed, err)
	}
	if _, err := s.Reread(ctx, agreement(7), noon); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a text that is not held: %v", err)
	}
	if as, err := s.Assessments(ctx, a.ID); err != nil || len(as) != 2 {
		t.Errorf("%d assessments, %v", len(as), err)
	}
}
