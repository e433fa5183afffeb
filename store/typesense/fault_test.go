package typesense_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/indextest"
	"corridor/store/typesense"
	"corridor/store/typesense/fake"
)

// some are generated agreements with their texts.
func some(n int) (docs []store.Document, texts indextest.Texts) {
	texts = indextest.Texts{}
	for i := range n {
		d := indextest.Corpus{Clauses: 10}.Document(i)
		texts[d.ID] = d.Text
		docs = append(docs, d)
	}
	return docs, texts
}

// build builds an index of documents.
func build(x *typesense.Index, docs []store.Document) error {
	ctx := context.Background()
	w, err := x.Begin(ctx, store.Rebuild)
	if err != nil {
		return err
	}
	if err := w.Put(ctx, docs); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Commit(ctx, store.Built{Head: store.Head{Seq: 1, Hash: "a"}, Vocabulary: indextest.Vocabulary()})
}

func query(t *testing.T, text string) *store.Query {
	t.Helper()
	q, err := store.ParseQuery(text, indextest.Vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// clauses is how many clauses documents have.
func clauses(docs []store.Document) (n int) {
	for _, d := range docs {
		n += len(d.Clauses)
	}
	return n
}

// holds holds that an index has all of the documents' clauses.
func holds(t *testing.T, x *typesense.Index, docs []store.Document) {
	t.Helper()
	res, err := x.Search(context.Background(), store.Request{})
	if err != nil || res.Total != clauses(docs) {
		t.Errorf("%+v, %v; want %d clauses", res, err, clauses(docs))
	}
}

// TestFailover: a node that answers 503, one that hangs and one that is not there are passed by; posts arrive whole.
func TestFailover(t *testing.T) {
	s := cluster(t)
	var asked [2]atomic.Int32
	var answered atomic.Int32
	s.Intercept = func(http.ResponseWriter, *http.Request) bool { answered.Add(1); return false }
	ill := func(i int, answer func(w http.ResponseWriter, r *http.Request)) string {
		return node(t, &fake.Server{Intercept: func(w http.ResponseWriter, r *http.Request) bool {
			asked[i].Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			answer(w, r)
			return true
		}})
	}
	busy := ill(0, func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Not Ready or Lagging", http.StatusServiceUnavailable)
	})
	stuck := ill(1, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	docs, texts := some(20)
	o := options(texts, busy, stuck, "http://127.0.0.1:1", node(t, s))
	o.Timeout, o.ImportTimeout = time.Second, 10*time.Second
	x := open(t, o)
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	holds(t, x, docs)
	if asked[0].Load() == 0 || asked[1].Load() == 0 || asked[1].Load() > answered.Load()/2 {
		t.Errorf("%d requests went to the busy node, %d to the one that hangs, %d to the good one", asked[0].Load(), asked[1].Load(), answered.Load())
	}
	if err := x.Health(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestNoNode: when no node answers, that is said, in bounded time, and not that nothing was found.
func TestNoNode(t *testing.T) {
	x := open(t, options(nil, "http://127.0.0.1:1", "http://127.0.0.1:2"))
	_, err := x.Search(context.Background(), store.Request{})
	if err == nil || !strings.Contains(err.Error(), "no node answers") {
		t.Errorf("%v", err)
	}
	if err := x.Health(context.Background()); err == nil {
		t.Error("a cluster that is not there is well")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	hangs := open(t, options(nil, node(t, &fake.Server{Intercept: func(_ http.ResponseWriter, r *http.Request) bool { <-r.Context().Done(); return true }})))
	if _, err := hangs.State(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestWrongKey(t *testing.T) {
	o := options(nil, node(t, cluster(t)))
	o.Key = "another"
	x := open(t, o)
	if _, err := x.State(context.Background()); err == nil || !strings.Contains(err.Error(), "refuses the key") || strings.Contains(err.Error(), "another") {
		t.Errorf("%v", err)
	}
}

// TestImportRetries: batches that are answered by 429 or 500 are sent again, smaller ones after those that never succeed.
func TestImportRetries(t *testing.T) {
	s := cluster(t)
	var mu sync.Mutex
	var sizes []int
	refused := 0
	s.Intercept = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "_clauses/documents/import") {
			return false
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		lines := bytes.Count(body, []byte("\n")) + 1
		mu.Lock()
		defer mu.Unlock()
		sizes = append(sizes, lines)
		if lines > 100 || refused < 2 {
			refused++
			http.Error(w, `{"message": "busy"}`, []int{http.StatusTooManyRequests, http.StatusInternalServerError}[refused%2])
			return true
		}
		return false
	}
	docs, texts := some(40)
	x := open(t, options(texts, node(t, s)))
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	holds(t, x, docs)
	if first, last := sizes[0], slices.Min(sizes); first <= 100 || last >= first {
		t.Errorf("batches of %v documents", sizes)
	}
}

// TestRefusedLines: a document without room is sent again; one that is refused is named, and nothing changes.
func TestRefusedLines(t *testing.T) {
	s := cluster(t)
	docs, texts := some(12)
	x := open(t, options(texts, node(t, s)))
	if err := build(x, docs[:10]); err != nil {
		t.Fatal(err)
	}
	left := 3
	s.RefuseLine = func(id string) (int, string) {
		if left > 0 && strings.HasSuffix(id, "_1") {
			left--
			return http.StatusServiceUnavailable, "Rejecting write: running out of resource type: OUT_OF_MEMORY"
		}
		return 0, ""
	}
	if err := build(x, docs[:11]); err != nil {
		t.Fatal(err)
	}
	holds(t, x, docs[:11])
	s.RefuseLine = func(id string) (int, string) {
		if id == docs[11].ID+"_2" {
			return http.StatusBadRequest, "Field `stems` must be an array of string."
		}
		return 0, ""
	}
	err := build(x, docs)
	if err == nil || !strings.Contains(err.Error(), docs[11].ID+"_2") || !strings.Contains(err.Error(), "Field `stems`") {
		t.Errorf("%v", err)
	}
	holds(t, x, docs[:11])
	if have := s.Collections(); len(have) != 3 {
		t.Errorf("left behind: %v", have)
	}
	s.RefuseLine = func(string) (int, string) { return http.StatusServiceUnavailable, "full" }
	if err := build(x, docs); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("%v", err)
	}
}

// TestSwitchWithoutGap: searches while an index is rebuilt again and again find what is in one state, whole.
func TestSwitchWithoutGap(t *testing.T) {
	s := cluster(t)
	docs, texts := some(30)
	x := open(t, options(texts, node(t, s)))
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	allowed := []int{clauses(docs), clauses(docs[:10])}
	done := make(chan struct{})
	var searches sync.WaitGroup
	var n atomic.Int32
	for range 3 {
		searches.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				res, err := x.Search(context.Background(), store.Request{Facets: []store.Field{store.FieldKind}, Limit: 3})
				if err != nil || !slices.Contains(allowed, res.Total) || len(res.Hits) != 3 {
					t.Errorf("%+v, %v", res, err)
					return
				}
				n.Add(1)
			}
		})
	}
	for i := range 6 {
		if err := build(x, [][]store.Document{docs[:10], docs}[i%2]); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	searches.Wait()
	if n.Load() < 10 {
		t.Errorf("only %d searches", n.Load())
	}
	if have := s.Collections(); len(have) != 3 {
		t.Errorf("left behind: %v", have)
	}
}

// TestDeadHolder: the turn of a process that died is taken over, and one that only seemed dead does not commit.
func TestDeadHolder(t *testing.T) {
	s := cluster(t)
	address := node(t, s)
	docs, texts := some(3)
	slow := options(texts, address)
	slow.Holder, slow.Beat = "slow", time.Hour // shows no life
	w, err := open(t, slow).Begin(context.Background(), store.Rebuild)
	if err != nil {
		t.Fatal(err)
	}
	var waited atomic.Bool
	o := options(texts, address)
	o.Waiting = func() { waited.Store(true) }
	x := open(t, o)
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	if !waited.Load() {
		t.Error("nobody heard that another process was waited for")
	}
	if err := w.Commit(context.Background(), store.Built{}); err == nil {
		t.Error("a change whose turn was taken over is committed")
	}
	holds(t, x, docs)
}

// TestLiveHolder: a change that shows life is waited for, however long it takes.
func TestLiveHolder(t *testing.T) {
	address := node(t, cluster(t))
	_, texts := some(1)
	o := options(texts, address)
	o.Holder = "first"
	w, err := open(t, o).Begin(context.Background(), store.Rebuild)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 600*time.Millisecond) // three times the patience
	defer cancel()
	if _, err := open(t, options(texts, address)).Begin(ctx, store.Update); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if err := w.Commit(context.Background(), store.Built{}); err != nil {
		t.Error(err)
	}
}

// TestRefusals: what the cluster cannot do is refused by name.
func TestRefusals(t *testing.T) {
	docs, texts := some(5)
	x := open(t, options(texts, node(t, cluster(t))))
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("-corridor:XLT~XQB -year:%d", 1960+i))
	}
	_, err := x.Search(context.Background(), store.Request{Query: query(t, strings.Join(many[:30], " "))})
	if !errors.Is(err, corpus.ErrTooLarge) || !strings.Contains(err.Error(), "operators of a Typesense filter") {
		t.Errorf("%v", err)
	}
	for _, bad := range []typesense.Options{{Nodes: []string{"ftp://x"}, Key: "k", Name: "n"}, {Nodes: []string{"http://x"}, Name: "n"},
		{Nodes: []string{"http://x/y"}, Key: "k", Name: "n"}, {Nodes: []string{"http://x"}, Key: "k", Name: "a b"}} {
		if _, err := typesense.Open(bad); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// TestForeignAlias: an alias of somebody else's is not taken over.
func TestForeignAlias(t *testing.T) {
	s := cluster(t)
	address := node(t, s)
	for _, one := range []struct{ method, path, body string }{
		{"POST", "/collections", `{"name": "theirs", "fields": [{"name": "a", "type": "string"}]}`}, {"PUT", "/aliases/corridor", `{"collection_name": "theirs"}`}} {
		r, err := http.NewRequest(one.method, address+one.path, strings.NewReader(one.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-TYPESENSE-API-KEY", key)
		res, err := http.DefaultClient.Do(r)
		if err != nil || res.StatusCode > 299 {
			t.Fatal(res, err)
		}
		res.Body.Close()
	}
	x := open(t, options(nil, address))
	if _, err := x.Begin(context.Background(), store.Rebuild); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("%v", err)
	}
}

// TestTooManyToWeigh: when the relevance of not all hits can be weighed, the answer says of how many, and all are counted.
func TestTooManyToWeigh(t *testing.T) {
	docs, texts := some(30)
	o := options(texts, node(t, cluster(t)))
	o.Weigh = 20
	x := open(t, o)
	if err := build(x, docs); err != nil {
		t.Fatal(err)
	}
	ctx, worker := context.Background(), query(t, "worker OR employer OR travailleur OR employeur")
	res, err := x.Search(ctx, store.Request{Query: worker, Limit: 10})
	if err != nil || res.Weighed != 20 || res.Total <= 20 || len(res.Hits) != 10 {
		t.Fatalf("%+v, %v", res, err)
	}
	for i := 1; i < len(res.Hits); i++ {
		if res.Hits[i].Score > res.Hits[i-1].Score || res.Hits[i].Score == 0 {
			t.Errorf("hit %d scores %g after %g", i, res.Hits[i].Score, res.Hits[i-1].Score)
		}
	}
	if _, err := x.Search(ctx, store.Request{Query: worker, Limit: 10, Offset: 20}); !errors.Is(err, corpus.ErrTooLarge) {
		t.Errorf("a page beyond what is weighed: %v", err)
	}
	if res, err := x.Search(ctx, store.Request{Query: worker, Limit: 10, Offset: 20, Sort: store.ByDate}); err != nil || len(res.Hits) != 10 || res.Weighed != 0 {
		t.Errorf("by date: %+v, %v", res, err)
	}
	if _, err := x.Search(ctx, store.Request{Query: query(t, `"of the worker" OR "no fee or commission"`), By: store.Agreements}); err != nil {
		t.Error(err)
	}
	o.Weigh = 1
	if _, err := open(t, o).Search(ctx, store.Request{Query: query(t, `"in the worker's name"`)}); !errors.Is(err, corpus.ErrTooLarge) || !strings.Contains(err.Error(), "the phrase") {
		t.Errorf("%v", err)
	}
}
