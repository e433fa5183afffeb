package embedded_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"corridor/rubric"
	"corridor/store"
	"corridor/store/embedded"
	"corridor/store/indextest"
)

var ctx = context.Background()

// TestMain lets this binary be the process that is killed while it builds an index.
func TestMain(m *testing.M) {
	if path := os.Getenv("CORRIDOR_INDEX_BUILDER"); path != "" {
		buildForEver(path)
	}
	os.Exit(m.Run())
}

// world is a store with its index.
type world struct {
	*store.Keeper
	path  string
	index *embedded.Index
	calls int // of Progress
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return worldAt(t, filepath.Join(t.TempDir(), "s.db"))
}

func worldAt(t testing.TB, path string) *world {
	t.Helper()
	s, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{path: path, index: embedded.Open(embedded.Options{Folder: embedded.Folder(path), Texts: s})}
	w.Keeper = &store.Keeper{Store: s, Index: w.index, Rubrics: rubrics, Progress: func(int, int) { w.calls++ }}
	t.Cleanup(func() {
		if err := errors.Join(w.index.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	})
	return w
}

func rubrics() ([]*rubric.Rubric, error) { return indextest.Rubrics(), nil }

// put stores generated agreements.
func (w *world) put(t testing.TB, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		a := indextest.Corpus{Clauses: 6}.Agreement(i)
		_, err := w.Store.Put(ctx, store.Record{Name: a.Source.Name, Data: []byte(a.Text), Time: noon, Agreement: a,
			Assessments: []*rubric.Assessment{indextest.Assessment(a)}})
		if err != nil {
			t.Fatal(err)
		}
	}
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// agreements searches and returns how many agreements there are.
func (w *world) agreements(t testing.TB, query string) int {
	t.Helper()
	q, err := store.ParseQuery(query, store.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	res, err := w.Search(ctx, store.Request{Query: q, By: store.Agreements})
	if err != nil {
		t.Fatal(err)
	}
	return res.Total
}

func TestKeeperKeepsUp(t *testing.T) {
	w := newWorld(t)
	if n := w.agreements(t, ""); n != 0 {
		t.Errorf("an empty store: %d", n)
	}
	w.put(t, 0, 40)
	if n := w.agreements(t, ""); n != 40 || w.calls == 0 {
		t.Errorf("%d agreements, %d calls of progress", n, w.calls)
	}
	calls := w.calls
	if n := w.agreements(t, "stranded seafarers"); n != 1 || w.calls != calls {
		t.Errorf("%d agreements, %d calls when there was nothing to do", n, w.calls-calls)
	}
	w.put(t, 40, 44)
	r, err := w.Refresh(ctx)
	if err != nil || r.Rebuilt || r.Indexed != 4 {
		t.Errorf("an update: %+v, %v", r, err)
	}
	if r, err = w.Refresh(ctx); err != nil || r.Indexed != 0 {
		t.Errorf("nothing to do: %+v, %v", r, err)
	}
	if n := w.agreements(t, ""); n != 44 {
		t.Errorf("%d agreements", n)
	}
	a := indextest.Corpus{Clauses: 6}.Agreement(3)
	if _, err := w.Store.Publish(ctx, a.ID, store.PublishPrivate); err != nil {
		t.Fatal(err)
	}
	res, err := w.Search(ctx, store.Request{By: store.Agreements, Public: true})
	if err != nil || res.Total != 43 {
		t.Errorf("after one was made private: %+v, %v", res, err)
	}
	r, err = w.Rebuild(ctx)
	if err != nil || !r.Rebuilt || r.Why != "asked for" || r.Indexed != 44 {
		t.Errorf("rebuilt: %+v, %v", r, err)
	}
}

// TestKeeperUpdatesInManySteps makes so many small changes that segments must be merged.
func TestKeeperUpdatesInManySteps(t *testing.T) {
	w := newWorld(t)
	w.put(t, 0, 2)
	for i := 2; i < 34; i++ {
		w.put(t, i, i+1)
		if n := w.agreements(t, ""); n != i+1 {
			t.Fatalf("%d agreements, want %d", n, i+1)
		}
	}
	files, err := filepath.Glob(filepath.Join(embedded.Folder(w.path), "*", "*.zap"))
	if err != nil || len(files) == 0 || len(files) > 16 {
		t.Errorf("%d segments, %v", len(files), err)
	}
	if err := w.index.Check(ctx); err != nil {
		t.Error(err)
	}
}

// generation is the folder of the generation that counts.
func (w *world) generation(t testing.TB) string {
	t.Helper()
	name, err := os.ReadFile(filepath.Join(embedded.Folder(w.path), "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(embedded.Folder(w.path), strings.TrimSpace(string(name)))
}

func (w *world) segment(t testing.TB) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(w.generation(t), "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return files[0]
}

// rewrite replaces a file by what f makes of it.
func rewrite(t testing.TB, path string, f func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = errors.Join(os.Remove(path), os.WriteFile(path, f(data), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func half(data []byte) []byte  { return data[:len(data)/2] }
func zeros(data []byte) []byte { return make([]byte, len(data)) }

// TestKeeperHeals damages an index that is closed, opens it again and searches.
func TestKeeperHeals(t *testing.T) {
	for name, damage := range map[string]func(*testing.T, *world){
		"no folder":  func(t *testing.T, w *world) { removeAll(t, embedded.Folder(w.path)) },
		"no CURRENT": func(t *testing.T, w *world) { removeAll(t, filepath.Join(embedded.Folder(w.path), "CURRENT")) },
		"nonsense CURRENT": func(t *testing.T, w *world) {
			rewrite(t, filepath.Join(embedded.Folder(w.path), "CURRENT"), func([]byte) []byte { return []byte("../..") })
		},
		"no generation": func(t *testing.T, w *world) { removeAll(t, w.generation(t)) },
		"no list":       func(t *testing.T, w *world) { removeAll(t, filepath.Join(w.generation(t), "CONTENTS")) },
		"another format": func(t *testing.T, w *world) {
			rewrite(t, filepath.Join(w.generation(t), "CONTENTS"), func(b []byte) []byte { return bytes.Replace(b, []byte("index 1"), []byte("index 0"), 1) })
		},
		"half a segment":    func(t *testing.T, w *world) { rewrite(t, w.segment(t), half) },
		"zeros as segment":  func(t *testing.T, w *world) { rewrite(t, w.segment(t), zeros) },
		"zeros as list":     func(t *testing.T, w *world) { rewrite(t, filepath.Join(w.generation(t), "root.bolt"), zeros) },
		"no segment":        func(t *testing.T, w *world) { removeAll(t, w.segment(t)) },
		"half-built others": func(t *testing.T, w *world) { halfBuilt(t, w) },
		"of another store":  ofAnotherStore,
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "s.db")
			t.Run("before", func(t *testing.T) {
				w := worldAt(t, path)
				w.put(t, 0, 12)
				w.agreements(t, "")
			})
			w := worldAt(t, path)
			damage(t, w)
			if n := w.agreements(t, "seafarers stranded"); n != 1 {
				t.Errorf("%d agreements", n)
			}
			if n := w.agreements(t, ""); n != 12 {
				t.Errorf("%d agreements in all", n)
			}
			if left, err := filepath.Glob(filepath.Join(embedded.Folder(path), "g*")); err != nil || len(left) != 1 {
				if name != "half-built others" { // these go with the next change
					t.Errorf("generations left: %v, %v", left, err)
				}
			}
		})
	}
}

func removeAll(t testing.TB, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func halfBuilt(t *testing.T, w *world) {
	dir := filepath.Join(embedded.Folder(w.path), "g000009", "scorch-offline-build1")
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "1.zap"), []byte("half"), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// ofAnotherStore puts the index of a store with other agreements in the place of the right one.
func ofAnotherStore(t *testing.T, w *world) {
	other := newWorld(t)
	other.put(t, 50, 60)
	other.agreements(t, "")
	removeAll(t, embedded.Folder(w.path))
	if err := os.CopyFS(embedded.Folder(w.path), os.DirFS(embedded.Folder(other.path))); err != nil {
		t.Fatal(err)
	}
}

// TestDamageWhileOpen flips bytes of an index that is being searched: whatever comes of it, the keeper's answer is
// right in the end.
func TestDamageWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files that are mapped cannot be written there")
	}
	w := newWorld(t)
	w.put(t, 0, 12)
	for i := range 20 {
		w.agreements(t, "")
		path := w.segment(t)
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err == nil {
			at := info.Size() * int64(i) / 20
			_, err = f.WriteAt(bytes.Repeat([]byte{0xff}, 64), min(at, info.Size()-64))
		}
		if err = errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		faults := 0
		_, list, err := w.Check().Run(ctx, w.Store)
		if faults = len(list); err != nil || faults != 1 {
			t.Errorf("round %d: %v, %v", i, list, err)
		}
		if _, err := w.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.agreements(t, "seafarers"); n != 1 {
		t.Errorf("%d agreements", n)
	}
}

func TestCheckOfAnIndex(t *testing.T) {
	w := newWorld(t)
	w.put(t, 0, 5)
	check := func(want int, problem string) {
		t.Helper()
		n, faults, err := w.Check().Run(ctx, w.Store)
		if err != nil || n != want || (len(faults) > 0) != (problem != "") || len(faults) > 0 && !strings.Contains(faults[0].Problem, problem) {
			t.Errorf("%d checked, %v, %v", n, faults, err)
		}
	}
	check(0, "") // none yet
	w.agreements(t, "")
	check(5, "")
	w.put(t, 5, 7)
	check(5, "") // behind
	w.agreements(t, "")
	head, err := w.Store.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	writer, err := w.index.Begin(ctx, store.Update)
	if err != nil {
		t.Fatal(err)
	}
	id := indextest.Corpus{Clauses: 6}.Agreement(1).ID
	if err := errors.Join(writer.Delete(ctx, []string{id}), writer.Commit(ctx, store.Built{Head: head})); err != nil {
		t.Fatal(err)
	}
	check(6, "holds 6 agreements and the store 7")
}

// TestTwoProcesses has two indexes open on one folder, as two processes have.
func TestTwoProcesses(t *testing.T) {
	a := newWorld(t)
	b := worldAt(t, a.path)
	a.put(t, 0, 30)
	var wg sync.WaitGroup
	for _, w := range []*world{a, b} {
		wg.Go(func() {
			if _, err := w.Refresh(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if a.agreements(t, "") != 30 || b.agreements(t, "") != 30 {
		t.Error("not all are found")
	}
	if a.calls > 0 && b.calls > 0 {
		t.Errorf("both did the work: %d and %d", a.calls, b.calls)
	}
	a.put(t, 30, 33)
	if n := b.agreements(t, ""); n != 33 {
		t.Errorf("put by one, found by the other: %d", n)
	}
	calls := a.calls
	if n := a.agreements(t, ""); n != 33 || a.calls != calls {
		t.Errorf("indexed by the other: %d, %d calls", n, a.calls-calls)
	}
}

// TestWaiting holds that a second writer waits, says so, and gives up when it is told to.
func TestWaiting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x.index")
	told := make(chan struct{}, 1)
	a := embedded.Open(embedded.Options{Folder: dir, Texts: indextest.Texts{}})
	b := embedded.Open(embedded.Options{Folder: dir, Texts: indextest.Texts{}, Waiting: func() { told <- struct{}{} }})
	defer a.Close()
	defer b.Close()
	w, err := a.Begin(ctx, store.Rebuild)
	if err != nil {
		t.Fatal(err)
	}
	within, cancel := context.WithCancel(ctx)
	done := make(chan error)
	go func() {
		_, err := b.Begin(within, store.Rebuild)
		done <- err
	}()
	<-told
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("have %v", err)
	}
	if err := w.Commit(ctx, store.Built{}); err != nil {
		t.Error(err)
	}
	if w, err = b.Begin(ctx, store.Update); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Error(err)
	}
}

// TestInstead keeps the index elsewhere when its folder cannot be made.
func TestInstead(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.put(t, 0, 4)
	private := filepath.Join(dir, "private")
	x := embedded.Open(embedded.Options{Folder: filepath.Join(blocked, "index"), Texts: w.Store, Instead: func() (string, error) { return private, os.Mkdir(private, 0o755) }})
	k := &store.Keeper{Store: w.Store, Index: x, Rubrics: rubrics}
	res, err := k.Search(ctx, store.Request{By: store.Agreements})
	if err != nil || res.Total != 4 {
		t.Errorf("%+v, %v", res, err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(private); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the private folder is left: %v", err)
	}
	x = embedded.Open(embedded.Options{Folder: filepath.Join(blocked, "index"), Texts: w.Store})
	defer x.Close()
	k.Index = x
	if _, err := k.Search(ctx, store.Request{}); err == nil {
		t.Error("no error, and nowhere to keep the index")
	}
}

// buildForEver rebuilds and updates the index of a store until it is killed.
func buildForEver(path string) {
	s, err := store.Open(ctx, path)
	if err != nil {
		os.Exit(3)
	}
	x := embedded.Open(embedded.Options{Folder: embedded.Folder(path), Texts: s})
	k := &store.Keeper{Store: s, Index: x, Rubrics: rubrics}
	os.Stdout.WriteString("ready\n")
	for {
		if _, err := k.Rebuild(ctx); err != nil {
			os.Exit(4)
		}
	}
}

// TestKilledWhileBuilding kills a process that builds the index, and searches.
func TestKilledWhileBuilding(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	w := worldAt(t, path)
	w.put(t, 0, 20)
	for i := range 8 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "CORRIDOR_INDEX_BUILDER="+path)
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 6)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(3+17*i) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if n := w.agreements(t, "seafarers"); n != 1 {
			t.Fatalf("round %d: %d agreements", i, n)
		}
		if state, err := w.index.State(ctx); err != nil || state.Problem != "" || state.Agreements != 20 {
			t.Fatalf("round %d: %+v, %v", i, state, err)
		}
	}
	if _, err := w.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(embedded.Folder(path), "g*")); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
