package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/rogpeppe/go-internal/lockedfile"

	"corridor/store"
)

// writer makes the next generation. See the package's manual.
type writer struct {
	x       *Index
	base    *view // what is changed; nil for a rebuild
	name    string
	unlock  func()
	builder *scorch.Builder   // of a rebuild, until a document has to be replaced
	built   map[string][]byte // what the builder keeps beside the documents
	live    index.Index       // of an update
	counts  map[string]int    // clauses of each agreement that was put, by its key
	done    bool
}

// segmentDocs is how many documents make a segment at first. Larger ones are built faster and take more memory.
const segmentDocs = 4000

// Begin starts a change; see store.Index. An update of an index that is missing is a rebuild.
func (x *Index) Begin(ctx context.Context, mode store.WriteMode) (store.IndexWriter, error) {
	w := &writer{x: x, counts: map[string]int{}}
	err := x.writable()
	if err == nil {
		w.unlock, err = x.lock(ctx)
	}
	if err == nil {
		err = w.begin(mode)
	}
	if err != nil {
		return nil, fmt.Errorf("change the index in %s: %w", x.folder, errors.Join(err, w.Abort()))
	}
	return w, nil
}

// writable makes the folder, or another one when it cannot be written.
func (x *Index) writable() error {
	err := os.MkdirAll(string(x.folder), 0o755)
	if err == nil {
		err = touch(x.folder.path(lockFile))
	}
	if err == nil || x.options.Instead == nil || x.instead {
		return err
	}
	private, e := x.options.Instead()
	if e != nil {
		return errors.Join(err, e)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drop()
	x.folder, x.instead = folder(private), true
	return nil
}

func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	return f.Close()
}

// patience is how long another writer is waited for before Options.Waiting hears of it.
const patience = 500 * time.Millisecond

// lock waits for its turn to change the index. The system gives the lock back when a process ends.
func (x *Index) lock(ctx context.Context) (unlock func(), err error) {
	type turn struct {
		unlock func()
		err    error
	}
	got := make(chan turn, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(x.folder.path(lockFile)).Lock()
		got <- turn{unlock, err}
	}()
	told := time.After(patience)
	for {
		select {
		case t := <-got:
			return t.unlock, t.err
		case <-told:
			if x.options.Waiting != nil {
				x.options.Waiting()
			}
		case <-ctx.Done():
			go func() { // the turn comes some time, and is passed on
				if t := <-got; t.err == nil {
					t.unlock()
				}
			}()
			return nil, ctx.Err()
		}
	}
}

func (w *writer) begin(mode store.WriteMode) (err error) {
	if mode == store.Update {
		if w.base, _, err = w.x.acquire(); err != nil {
			return err
		}
	}
	if w.name, err = w.x.folder.make(); err != nil {
		return err
	}
	if w.base == nil {
		return w.beginBuild()
	}
	if err := w.x.folder.clone(w.base.name, w.name); err != nil {
		return err
	}
	w.live, err = openScorch(w.dir(), false)
	return err
}

func (w *writer) dir() string { return w.x.folder.path(w.name) }

func (w *writer) beginBuild() (err error) {
	w.built = map[string][]byte{}
	w.builder, err = scorch.NewBuilder(map[string]any{"path": w.dir(), "buildPathPrefix": w.dir(), "batchSize": segmentDocs,
		"mergeMax": 100, "internal": w.built})
	return err
}

// Put adds documents. Their texts are tokenised on all cores.
func (w *writer) Put(ctx context.Context, docs []store.Document) error {
	made := make([][]*document.Document, len(docs))
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range docs {
		turn <- struct{}{}
		wg.Go(func() {
			made[i] = documents(&docs[i])
			<-turn
		})
	}
	wg.Wait()
	if err := firstError(ctx.Err(), w.put(docs, made)); err != nil {
		return fmt.Errorf("put %d agreements into the index: %w", len(docs), err)
	}
	return nil
}

func (w *writer) put(docs []store.Document, made [][]*document.Document) error {
	batch := index.NewBatch()
	for i := range docs {
		k := key(docs[i].ID)
		if _, again := w.counts[k]; again && w.builder != nil { // what was built cannot be changed, but what is opened can
			if err := w.finishBuild(); err != nil {
				return err
			}
		}
		if w.builder == nil {
			w.remove(batch, k)
		}
		w.counts[k] = len(docs[i].Clauses)
		for _, d := range made[i] {
			if w.builder == nil {
				batch.Update(d)
			} else if err := w.builder.Index(d); err != nil {
				return err
			}
		}
	}
	if w.builder != nil {
		return nil
	}
	return w.live.Batch(batch)
}

// Delete takes agreements out.
func (w *writer) Delete(ctx context.Context, ids []string) error {
	if w.builder != nil {
		if err := w.finishBuild(); err != nil {
			return fmt.Errorf("delete from the index: %w", err)
		}
	}
	for _, id := range ids {
		if len(id) < keyLength {
			continue // no id: nothing is held by it
		}
		batch := index.NewBatch()
		w.remove(batch, key(id))
		w.counts[key(id)] = 0
		if err := firstError(ctx.Err(), w.live.Batch(batch)); err != nil {
			return fmt.Errorf("delete %.12s from the index: %w", id, err)
		}
	}
	return nil
}

// remove adds to a batch the deletion of an agreement, if it is held.
func (w *writer) remove(batch *index.Batch, key string) {
	n, put := w.counts[key]
	if a := w.base.find(key); !put && a != nil {
		n = a.last - a.first
	}
	batch.Delete(key)
	for i := range n {
		batch.Delete(clauseKey(key, i))
	}
}

// find is the agreement of a key, or nil.
func (v *view) find(k string) *agreement {
	if v == nil {
		return nil
	}
	for i := range v.agreements {
		if key(v.agreements[i].ID) == k {
			return &v.agreements[i]
		}
	}
	return nil
}

// finishBuild ends a build and opens what was built for changes.
func (w *writer) finishBuild() (err error) {
	if len(w.counts) > 0 { // a builder of nothing cannot be closed
		if err = w.builder.Close(); err != nil {
			return err
		}
	} else if err = w.sweep(); err != nil {
		return err
	}
	w.builder = nil
	w.live, err = openScorch(w.dir(), false)
	return err
}

// sweep removes the folder in which a builder keeps what it has not merged.
func (w *writer) sweep() error {
	left, err := filepath.Glob(filepath.Join(w.dir(), "scorch-offline-build*"))
	for _, path := range left {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return err
}

// Commit brings the generation to disk and puts it in its place.
func (w *writer) Commit(ctx context.Context, built store.Built) (err error) {
	if w.done {
		return fmt.Errorf("commit the index: %w", fs.ErrClosed)
	}
	if err = w.commit(ctx, built); err != nil {
		err = fmt.Errorf("commit the index: %w", err)
	}
	return errors.Join(err, w.Abort())
}

func (w *writer) commit(ctx context.Context, built store.Built) error {
	data, err := json.Marshal(built)
	if err != nil {
		return err
	}
	if err := w.close(ctx, data); err != nil {
		return err
	}
	if err := w.x.folder.publish(w.name); err != nil {
		return err
	}
	name := w.name
	w.name = "" // it stays
	w.x.mu.Lock()
	err = w.x.refresh()
	w.x.mu.Unlock()
	if err != nil {
		return err
	}
	_ = w.x.folder.clear(name) // what cannot be removed yet is removed by the next change
	return nil
}

// close ends the writing of documents.
func (w *writer) close(ctx context.Context, built []byte) (err error) {
	if w.builder != nil && len(w.counts) > 0 {
		w.built[string(builtKey)] = built
		err = w.builder.Close()
		w.builder = nil
		return err
	}
	if w.builder != nil {
		if err := w.finishBuild(); err != nil {
			return err
		}
	}
	err = w.live.SetInternal(builtKey, built)
	if err == nil {
		err = w.compact(ctx)
	}
	err = errors.Join(err, w.live.Close())
	w.live = nil
	return err
}

// maxSegments is how many segments a generation may have before an update makes one of them.
const maxSegments = 12

// compact merges the segments when there are many: each update adds one.
func (w *writer) compact(ctx context.Context) error {
	engine, ok := w.live.(*scorch.Scorch)
	if !ok || segments(engine) <= maxSegments {
		return nil
	}
	return engine.ForceMerge(ctx, nil)
}

func segments(engine *scorch.Scorch) int {
	reader, err := engine.Reader()
	if err != nil {
		return 0
	}
	defer reader.Close()
	if snapshot, ok := reader.(*scorch.IndexSnapshot); ok {
		return len(snapshot.Segments())
	}
	return 0
}

// Abort drops what is not committed and gives the lock back.
func (w *writer) Abort() (err error) {
	if w.done {
		return nil
	}
	w.done = true
	if w.live != nil {
		err = w.live.Close()
	}
	if w.base != nil {
		w.base.release()
	}
	if w.name != "" {
		err = errors.Join(err, os.RemoveAll(w.dir()))
	}
	if w.unlock != nil {
		w.unlock()
	}
	return err
}
