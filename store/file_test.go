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

// TestWithhold keeps a file out once, and not one whose agreement is held.
func TestWithhold(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "s.db"))
	put(t, s, record(0))
	held, err := s.Files(t.Context())
	must(t, err)
	secret := store.File{Name: "round.docx", SHA256: corpus.TextID("round"), Bytes: 5, Reason: "not yet signed", Time: noon}
	must(t, s.Withhold(t.Context(), secret))
	head, err := s.Head(t.Context())
	must(t, err)
	secret.Reason = "another reason"
	must(t, s.Withhold(t.Context(), secret))
	if again, err := s.Head(t.Context()); err != nil || again != head {
		t.Errorf("withholding twice is journalled: head %v, was %v (%v)", again, head, err)
	}
	if f, err := s.File(t.Context(), "round.docx", secret.SHA256); err != nil || f.State != store.StateWithheld || f.Reason != "not yet signed" {
		t.Errorf("file is %+v, %v", f, err)
	}
	secret.SHA256 = held[0].SHA256
	if err := s.Withhold(t.Context(), secret); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("withholding what is held: %v, want a conflict", err)
	}
}
