package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestReadersBesideWriters runs writers of two handles on one file beside readers, who see only whole records.
func TestReadersBesideWriters(t *testing.T) {
	const writers, each, readers = 4, 15, 4
	path := filepath.Join(t.TempDir(), "s.db")
	handles := []*store.Store{openAt(t, path), openAt(t, path)}
	done := make(chan struct{})
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				if _, err := handles[w%2].Put(context.Background(), record(w*each+i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for r := range readers {
		reading.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					readOnce(t, handles[r%2])
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	if list, err := handles[0].List(context.Background(), store.Filter{}); err != nil || len(list) != writers*each {
		t.Errorf("%d agreements, %v", len(list), err)
	}
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
