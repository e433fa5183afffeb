package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

func status(t *testing.T, s *store.Store) *store.Status {
	t.Helper()
	st, err := s.Status(context.Background())
	must(t, err)
	return st
}

// TestStatus accounts for a store with something of everything in it.
func TestStatus(t *testing.T) {
	s := open(t)
	library(t, s)
	have := status(t, s)
	head, err := s.Head(context.Background())
	must(t, err)
	want := &store.Status{Store: s.Path(), Schema: store.SchemaVersion(), Head: head, Raters: 2, SourceBytes: have.SourceBytes, Unsound: []string{},
		Files:       store.Tally{Total: 7, Parts: []store.Part{{"ingested", 4}, {"duplicate-of", 1}, {"no-text-layer", 1}, {"failed", 0}, {"withheld", 1}}},
		Agreements:  store.Tally{Total: 5, Parts: []store.Part{{"full", 2}, {"metadata-only", 1}, {"private", 2}}},
		Sources:     store.Tally{Total: 4, Parts: []store.Part{{store.SourceRead, 4}, {store.SourceUnread, 0}}},
		Assessments: store.Tally{Total: 9, Parts: []store.Part{{"rules", 9}}},
		Catalogue:   store.Tally{Total: 2, Parts: []store.Part{{"list", 2}}},
		Codings:     store.Tally{Total: 1, Parts: []store.Part{{"list", 1}}},
		Relations:   store.Tally{Total: 3, Parts: []store.Part{{"accepted", 2}, {"offered", 1}, {"rejected", 0}}},
		Saved:       store.Tally{Total: 2, Parts: []store.Part{{"search", 1}, {"comparison", 1}}},
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("(-want +have):\n%s", d)
	}
}

// TestTotalsAddUp holds the account of a store against all that it lists, through changes, schemas, backup and export.
func TestTotalsAddUp(t *testing.T) {
	check := func(s *store.Store) {
		t.Helper()
		ctx, st := context.Background(), status(t, s)
		files, err := s.Files(ctx)
		must(t, err)
		list, err := s.List(ctx, store.Filter{})
		must(t, err)
		public, err := s.List(ctx, store.Filter{Public: true})
		must(t, err)
		states := map[store.State]int{}
		for _, f := range files {
			states[f.State]++
		}
		for _, state := range store.States() {
			if st.Files.Of(string(state)) != states[state] {
				t.Errorf("%s: %d, listed %d", state, st.Files.Of(string(state)), states[state])
			}
		}
		if len(st.Unsound) > 0 || st.Files.Total != len(files) || st.Agreements.Total != len(list) || len(list)-len(public) != st.Agreements.Of("private") {
			t.Errorf("%+v: %d files, %d agreements, %d public", st, len(files), len(list), len(public))
		}
	}
	for version := 1; version <= store.SchemaVersion(); version++ {
		check(openAt(t, unpackFixture(t, version)))
	}
	s := open(t)
	check(s)
	library(t, s)
	check(s)
	dir := t.TempDir()
	_, err := s.Backup(context.Background(), filepath.Join(dir, "backup.db"), false)
	must(t, err)
	_, err = store.Restore(context.Background(), filepath.Join(dir, "backup.db"), filepath.Join(dir, "back.db"), false)
	must(t, err)
	back := openAt(t, filepath.Join(dir, "back.db"))
	check(back)
	if d := cmp.Diff(status(t, s).Files, status(t, back).Files); d != "" {
		t.Errorf("files (-store +restored):\n%s", d)
	}
}

// TestStatusSaysWhatDoesNotAddUp changes tables past the program.
func TestStatusSaysWhatDoesNotAddUp(t *testing.T) {
	for want, script := range map[string]string{
		"files: 7 in all, and 6 in its parts":       `PRAGMA ignore_check_constraints = 1; UPDATE files SET state = 'eaten' WHERE seq = 5`,
		"agreements: 1 of 5 are named by no file":   `UPDATE files SET state = 'failed', agreement = NULL, reason = 'x' WHERE seq = 1`,
		"assessments: 9 in all, and 6 in its parts": `DELETE FROM agreements WHERE id = '` + agreement(0).ID + `'`,
		"codings: 1 in all, and 0 in its parts":     `DROP TRIGGER catalogue_stay; DELETE FROM catalogue WHERE id = 'list/1'`,
		"agreements: 5 in all, and 4 in its parts":  `PRAGMA ignore_check_constraints = 1; UPDATE publications SET level = 'x' WHERE agreement = '` + agreement(1).ID + `'`,
	} {
		path := filepath.Join(t.TempDir(), "s.db")
		s := openAt(t, path)
		library(t, s)
		must(t, raw(t, path, script))
		if have := strings.Join(status(t, s).Unsound, "\n"); !strings.Contains(have, want) {
			t.Errorf("want %q, have %q", want, have)
		}
	}
}

func TestParseHead(t *testing.T) {
	h := store.Head{Seq: 12, Hash: corpus.TextID("x")}
	if have, err := store.ParseHead(" " + h.String() + "\n"); err != nil || have != h {
		t.Errorf("%v, %v", have, err)
	}
	for _, s := range []string{"", "12", "12:", "0:" + h.Hash, "x:" + h.Hash, "12:" + h.Hash[1:] + "g", "12:" + h.Hash + "0"} {
		if h, err := store.ParseHead(s); err == nil {
			t.Errorf("%q: %v", s, h)
		}
	}
}
