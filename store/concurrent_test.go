package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"corridor/corpus"
	"corridor/store"
)

// How many read and write at once, and for how long: 3 s, and 30 s in make torture.
const (
	writers = 8
	readers = 50
	beside  = 3 * time.Second
)

// TestReadersBesideWriters runs writers of two handles on one file beside readers, who see only whole records.
func TestReadersBesideWriters(t *testing.T) {
	path := filepath.Join(memory(t), "s.db")
	handles := []*store.Store{openAt(t, path), openAt(t, path)}
	ctx, cancel := context.WithTimeout(context.Background(), map[bool]time.Duration{false: beside, true: 10 * beside}[*torture])
	defer cancel()
	var working sync.WaitGroup
	var written, read atomic.Int64
	for w := range writers {
		working.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				if _, err := handles[w%2].Put(context.Background(), record(i*writers+w)); err != nil {
					t.Error(err)
				}
				written.Add(1)
			}
		})
	}
	for r := range readers {
		working.Go(func() {
			for ctx.Err() == nil {
				readOnce(t, handles[r%2])
				read.Add(1)
			}
		})
	}
	working.Wait()
	if list, err := handles[0].List(context.Background(), store.Filter{}); err != nil || int64(len(list)) != written.Load() {
		t.Errorf("%d agreements for %d writes, %v", len(list), written.Load(), err)
	}
	wantClean(t, handles[1])
	t.Logf("%d writes, %d reads", written.Load(), read.Load())
}

// TestBackupsWhileWriting makes 50 backups while others write (see times): each is restored, which verifies it, and holds what had
// been acknowledged before it began.
func TestBackupsWhileWriting(t *testing.T) {
	backups := times(50)
	dir := memory(t)
	s := openAt(t, filepath.Join(dir, "s.db"))
	stop := make(chan struct{})
	var writing sync.WaitGroup
	var written atomic.Int64
	for w := range 2 {
		writing.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				case <-time.After(30 * time.Millisecond):
				}
				if _, err := s.Put(context.Background(), record(2*i+w)); err != nil {
					t.Error(err)
				}
				written.Add(1)
			}
		})
	}
	for i := range backups {
		before := written.Load()
		saved, back := filepath.Join(dir, fmt.Sprintf("saved%d.db", i)), filepath.Join(dir, "back.db")
		head, err := s.Backup(context.Background(), saved, false)
		must(t, err)
		v, err := store.Restore(context.Background(), saved, back, i > 0)
		must(t, err)
		if have := int64(v.Counts[slices.IndexFunc(v.Counts, func(c store.Count) bool { return c.Object == "agreement" })].Checked); v.Head != head || have < before {
			t.Errorf("backup %d: head %v, want %v; %d agreements, %d were written", i, v.Head, head, have, before)
		}
		must(t, os.Remove(saved))
	}
	close(stop)
	writing.Wait()
	t.Logf("%d writes beside %d backups", written.Load(), backups)
	wantClean(t, s)
}

func readOnce(t *testing.T, s *store.Store) {
	list, err := s.List(context.Background(), store.Filter{Origin: "NPL"})
	if err != nil {
		t.Error(err)
	}
	for _, m := range list[max(0, len(list)-3):] {
		if as, err := s.Assessments(context.Background(), m.ID); err != nil || len(as) != 2 {
			t.Errorf("%d assessments, %v", len(as), err)
		}
	}
}

// TestOpenAtOnce lets several open a new file at the same time: one makes the schema, all may use it.
func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	var opening sync.WaitGroup
	for i := range 6 {
		opening.Go(func() {
			s, err := store.Open(context.Background(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := s.PutOriginal(context.Background(), fmt.Sprint(i), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
}

func TestContextEndsWork(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Put(ctx, record(1)); err == nil {
		t.Error("a write after the end of its context passed")
	}
	if _, err := s.Agreement(context.Background(), corpus.TextID("x")); err == nil {
		t.Error("found nothing")
	}
	put(t, s, record(2)) // the store is as usable as before
}

func BenchmarkPut(b *testing.B) {
	s := open(b)
	for i := range b.N {
		put(b, s, record(i))
	}
}
