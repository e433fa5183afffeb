package store_test

import (
	"errors"
	"path/filepath"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestFileKeepsItsTool holds that a file says what took it and from where, and that another tool takes its place
// without taking what was read.
func TestFileKeepsItsTool(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "s.db"))
	r := record(1)
	r.Tool, r.Address = "corridor 1", "https://treaties.example/1.txt"
	first := put(t, s, r)
	if first.Tool != r.Tool || first.Address != r.Address || first.State != store.StateIngested {
		t.Errorf("%+v", first)
	}
	r.Tool, r.Address = "corridor 2", ""
	if f := put(t, s, r); f.Tool != "corridor 2" || f.Address != first.Address || f.State != store.StateIngested {
		t.Errorf("read again: %+v", f)
	}
	r.Agreement, r.Assessments, r.Err, r.Tool = nil, nil, corpus.ErrUnreadable, "corridor 3"
	if f := put(t, s, r); f.State != store.StateIngested || f.Tool != "corridor 3" {
		t.Errorf("not read by a newer one: %+v", f)
	}
	f, err := s.FileAt(t.Context(), first.Address)
	if err != nil || f.Name != first.Name || f.Tool != "corridor 3" {
		t.Errorf("by its address: %+v, %v", f, err)
	}
	for _, address := range []string{"", "https://treaties.example/2.txt"} {
		if _, err := s.FileAt(t.Context(), address); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
