package indextest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

func state(t *testing.T, x store.Index) store.IndexState {
	t.Helper()
	st, err := x.State(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// testEmpty holds that an index that is not there yet holds nothing, and says so; it is no error.
func testEmpty(t *testing.T, place Place) {
	x := place(t, Texts{})
	defer func() { closed(t, x) }()
	if st := state(t, x); st.Problem == "" || st.Clauses != 0 {
		t.Errorf("before: %+v", st)
	}
	if res := search(t, x, store.Request{Query: parse(t, "passport")}); res.Total != 0 || res.Hits == nil {
		t.Errorf("before: %+v", res)
	}
	if hits, err := x.Similar(context.Background(), store.Likeness{Text: "passport"}); len(hits) != 0 || err != nil {
		t.Errorf("before: %v, %v", hits, err)
	}
	fill(t, x, nil)
	if st := state(t, x); st.Problem != "" || st.Clauses != 0 || st.Head != built.Head {
		t.Errorf("of nothing: %+v", st)
	}
	if res := search(t, x, store.Request{Query: parse(t, "passport OR -visa"), Facets: store.FacetFields()}); res.Total != 0 || len(res.Facets) == 0 {
		t.Errorf("of nothing: %+v", res)
	}
	s := newSmall(t)
	change(t, x, store.Update, func(w store.IndexWriter) error { return w.Put(context.Background(), s.all()[:1]) })
	if st := state(t, x); st.Agreements != 1 {
		t.Errorf("after an update: %+v", st)
	}
}

// total is how many clauses have a word.
func total(t *testing.T, x store.Index, query string) int {
	t.Helper()
	return search(t, x, store.Request{Query: parse(t, query)}).Total
}

func testChanges(t *testing.T, place Place) {
	ctx := context.Background()
	x, s := filled(t, place)
	before := state(t, x)
	shorter := s.docs["mou"]
	shorter.Clauses = shorter.Clauses[:3]
	shorter.Kind = corpus.KindOther
	change(t, x, store.Update, func(w store.IndexWriter) error {
		return errors.Join(w.Put(ctx, []store.Document{shorter}), w.Delete(ctx, []string{s.docs["union"].ID, "unknown"}))
	})
	after := state(t, x)
	if gone := len(s.docs["mou"].Clauses) - 3 + len(s.docs["union"].Clauses); after.Agreements != before.Agreements-1 || after.Clauses != before.Clauses-gone {
		t.Errorf("before %d agreements with %d clauses, after %d with %d", before.Agreements, before.Clauses, after.Agreements, after.Clauses)
	}
	for query, want := range map[string]int{"visa": 0, "seafarers": 0, "passport kind:other": 2, "passport kind:union": 0, "fee": 1, "passeport": 1, "kind:MOU title:building": 0} {
		if have := total(t, x, query); have != want {
			t.Errorf("%s: %d, want %d", query, have, want)
		}
	}
	facet := search(t, x, store.Request{Facets: []store.Field{store.FieldKind}}).Facets[0]
	if strings.Contains(counts(facet), "union") || !strings.Contains(counts(facet), "other 3/1") {
		t.Errorf("facet: %s", counts(facet))
	}
	change(t, x, store.Update, func(w store.IndexWriter) error { // twice the same, then once more in one change
		return errors.Join(w.Put(ctx, []store.Document{s.docs["mou"], s.docs["mou"]}), w.Put(ctx, []store.Document{s.docs["union"]}),
			w.Delete(ctx, []string{s.docs["mou"].ID}), w.Put(ctx, []store.Document{s.docs["mou"]}))
	})
	if diff := cmp.Diff(before, state(t, x)); diff != "" {
		t.Errorf("all put back: -want +have\n%s", diff)
	}
	same(t, x, s)
}

// same holds that an index answers as one that was built from nothing.
func same(t *testing.T, x store.Index, s *small) {
	t.Helper()
	for _, c := range queries {
		res := search(t, x, store.Request{Query: parse(t, c.query)})
		want, have := strings.Fields(c.want), noSpaces(s.describe(res.By, res.Hits))
		slices.Sort(want)
		slices.Sort(have)
		if !slices.Equal(want, have) {
			t.Errorf("%s: %v, want %v", c.query, have, want)
		}
	}
}

// testRebuild holds that searches see the whole old index or the whole new one at every moment.
func testRebuild(t *testing.T, place Place) {
	ctx := context.Background()
	x, s := filled(t, place)
	want := map[int]bool{total(t, x, "passport"): true, 1: true}
	stop, failed := make(chan struct{}), make(chan string, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for q := parse(t, "passport"); ; {
			select {
			case <-stop:
				return
			default:
			}
			res, err := x.Search(ctx, store.Request{Query: q, Limit: 100, Facets: []store.Field{store.FieldKind}})
			if err != nil || !want[res.Total] || len(res.Hits) != res.Total {
				select {
				case failed <- fmt.Sprintf("%+v, %v", res, err):
				default:
				}
			}
		}
	})
	for range 3 {
		change(t, x, store.Rebuild, func(w store.IndexWriter) error {
			return errors.Join(w.Put(ctx, []store.Document{s.docs["union"]}), w.Put(ctx, []store.Document{s.docs["accord"]}))
		})
		if st := state(t, x); st.Agreements != 2 {
			t.Errorf("rebuilt: %+v", st)
		}
		fill(t, x, s.all())
	}
	close(stop)
	wg.Wait()
	select {
	case what := <-failed:
		t.Error(what)
	default:
	}
	same(t, x, s)
	change(t, x, store.Rebuild, func(w store.IndexWriter) error { // the same agreement again, and one taken back
		return errors.Join(w.Put(ctx, []store.Document{s.docs["union"], s.docs["accord"]}), w.Put(ctx, []store.Document{s.docs["union"]}),
			w.Delete(ctx, []string{s.docs["accord"].ID}), w.Put(ctx, []store.Document{s.docs["draft"]}))
	})
	if st := state(t, x); st.Agreements != 2 || total(t, x, "seafarers") != 1 || total(t, x, `"passeport"`) != 0 || total(t, x, "fee") != 1 {
		t.Errorf("rebuilt with changes: %+v", st)
	}
}

func testAbort(t *testing.T, place Place) {
	ctx := context.Background()
	x, s := filled(t, place)
	before := state(t, x)
	for _, mode := range []store.WriteMode{store.Update, store.Rebuild} {
		w, err := x.Begin(ctx, mode)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.Delete(ctx, []string{s.docs["mou"].ID}), w.Abort(), w.Abort()); err != nil {
			t.Error(err)
		}
		if mode == store.Rebuild {
			if diff := cmp.Diff(before, state(t, x)); diff != "" {
				t.Errorf("-before +after\n%s", diff)
			}
			same(t, x, s)
		}
	}
	change(t, x, store.Update, func(w store.IndexWriter) error { return nil }) // the way is free
}

func testReopen(t *testing.T, place Place) {
	s := newSmall(t)
	x := place(t, s.texts)
	fill(t, x, s.all())
	before := state(t, x)
	closed(t, x)
	if _, err := x.Search(context.Background(), store.Request{}); err == nil {
		t.Error("a closed index answers")
	}
	x = place(t, s.texts)
	defer func() { closed(t, x) }()
	if diff := cmp.Diff(before, state(t, x)); diff != "" {
		t.Errorf("-before +after\n%s", diff)
	}
	if diff := cmp.Diff(Vocabulary(), state(t, x).Vocabulary); diff != "" {
		t.Errorf("vocabulary: -want +have\n%s", diff)
	}
	same(t, x, s)
}

// testManyReaders searches from many goroutines while changes are made.
func testManyReaders(t *testing.T, place Place) {
	ctx := context.Background()
	x, s := filled(t, place)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := i; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				q, err := store.ParseQuery(queries[n%len(queries)].query, store.Vocabulary{})
				if err == nil {
					_, err = x.Search(ctx, store.Request{Query: q, Facets: []store.Field{store.FieldOrigin, store.FieldTheme}})
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 4 {
		change(t, x, store.Update, func(w store.IndexWriter) error {
			return errors.Join(w.Delete(ctx, []string{s.docs["mou"].ID}), w.Put(ctx, []store.Document{s.docs["mou"]}))
		})
	}
	close(stop)
	wg.Wait()
	same(t, x, s)
}

func testCancelled(t *testing.T, place Place) {
	x, _ := filled(t, place)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, store.Request{Query: parse(t, "passport")}); !errors.Is(err, context.Canceled) {
		t.Errorf("search: %v", err)
	}
	if _, err := x.Begin(ctx, store.Update); !errors.Is(err, context.Canceled) {
		t.Errorf("begin: %v", err)
	}
	if n := total(t, x, "passport"); n == 0 {
		t.Error("nothing is found afterwards")
	}
}

func testRefusals(t *testing.T, place Place) {
	x, _ := filled(t, place)
	for name, c := range map[string]struct {
		r    store.Request
		kind error
	}{
		"unit":      {store.Request{By: "book"}, corpus.ErrInvalid},
		"order":     {store.Request{Sort: "colour"}, corpus.ErrInvalid},
		"facet":     {store.Request{Facets: []store.Field{"title"}}, corpus.ErrInvalid},
		"negative":  {store.Request{Limit: -1}, corpus.ErrInvalid},
		"page size": {store.Request{Limit: store.MaxPage + 1}, corpus.ErrTooLarge},
		"depth":     {store.Request{Offset: store.MaxHits}, corpus.ErrTooLarge},
	} {
		if _, err := x.Search(context.Background(), c.r); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
