package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// names lists what is in a folder, without the files that SQLite keeps beside an open database.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "-wal") && !strings.HasSuffix(e.Name(), "-shm") {
			out = append(out, e.Name())
		}
	}
	return out
}

func TestBackupAndRestore(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := openAt(t, filepath.Join(dir, "s.db"))
	library(t, s)
	saved, back := filepath.Join(dir, "backup.db"), filepath.Join(dir, "back.db")
	head, err := s.Backup(ctx, saved, false)
	must(t, err)
	put(t, s, record(30)) // after the backup
	v, err := store.Restore(ctx, saved, back, false)
	if err != nil || v.Head != head || !v.Clean() {
		t.Fatalf("%+v, %v", v, err)
	}
	r := openAt(t, back)
	wantClean(t, r)
	if _, data, err := r.Original(ctx, agreement(2).Source.SHA256); err != nil || string(data) != agreement(2).Text {
		t.Errorf("original %q, %v", data, err)
	}
	if list, err := r.List(ctx, store.Filter{}); err != nil || len(list) != 5 {
		t.Errorf("%d agreements, %v", len(list), err)
	}
	put(t, r, record(31)) // it goes on as a store
	wantClean(t, r)
	if have := strings.Join(names(t, dir), " "); have != "back.db back.db.originals backup.db s.db s.db.originals" {
		t.Errorf("files: %s", have)
	}
}

func TestBackupRefuses(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "s.db")
	s := openAt(t, path)
	library(t, s)
	taken := filepath.Join(dir, "taken.db")
	must(t, os.WriteFile(taken, []byte("precious"), 0o644))
	for name, tc := range map[string]struct {
		path    string
		replace bool
		want    error
	}{
		"there already":  {taken, false, corpus.ErrConflict},
		"no database":    {taken, true, corpus.ErrConflict},
		"the store":      {path, true, corpus.ErrInvalid},
		"no such folder": {filepath.Join(dir, "no", "b.db"), false, corpus.ErrInvalid},
	} {
		if _, err := s.Backup(ctx, tc.path, tc.replace); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
	sha := agreement(0).Source.SHA256
	must(t, os.Remove(filepath.Join(path+".originals", sha[:2], sha)))
	if _, err := s.Backup(ctx, filepath.Join(dir, "b.db"), false); !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), sha) {
		t.Errorf("an original that is gone: %v", err)
	}
	if have := strings.Join(names(t, dir), " "); have != "s.db s.db.originals taken.db" {
		t.Errorf("files: %s", have)
	}
}

func TestRestoreRefuses(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, saved, bad := filepath.Join(dir, "s.db"), filepath.Join(dir, "saved.db"), filepath.Join(dir, "bad.db")
	s := openAt(t, path)
	library(t, s)
	for _, p := range []string{saved, bad} {
		_, err := s.Backup(ctx, p, false)
		must(t, err)
	}
	must(t, raw(t, bad, `DROP TRIGGER texts_keep; UPDATE texts SET text = 'x' WHERE seq = 1`))
	text := filepath.Join(dir, "text")
	must(t, os.WriteFile(text, []byte(strings.Repeat("text ", 1000)), 0o644))
	for name, tc := range map[string]struct {
		from, to string
		replace  bool
		want     error
	}{
		"there already": {saved, path, false, corpus.ErrConflict},
		"in use":        {saved, path, true, corpus.ErrConflict},
		"no store":      {saved, text, true, corpus.ErrConflict},
		"no backup":     {filepath.Join(dir, "none"), filepath.Join(dir, "new.db"), false, corpus.ErrNotFound},
		"other file":    {text, filepath.Join(dir, "new.db"), false, corpus.ErrInvalid},
		"damaged":       {bad, filepath.Join(dir, "new.db"), false, corpus.ErrInvalid},
		"itself":        {saved, saved, true, corpus.ErrInvalid},
	} {
		if _, err := store.Restore(ctx, tc.from, tc.to, tc.replace); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
	if have := strings.Join(names(t, dir), " "); have != "bad.db s.db s.db.originals saved.db text" {
		t.Errorf("files: %s", have)
	}
}

// TestRestoreReplaces puts a backup over a store of which the write-ahead log was never folded in.
func TestRestoreReplaces(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, saved := filepath.Join(dir, "s.db"), filepath.Join(dir, "saved.db")
	s, err := store.Open(ctx, path)
	must(t, err)
	put(t, s, record(1))
	_, err = s.Backup(ctx, saved, false)
	must(t, err)
	for i := range 20 {
		put(t, s, record(10+i))
	}
	crashed := filepath.Join(dir, "crashed.db") // a copy of the files of the open store, as a crash leaves them
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		must(t, err)
		must(t, os.WriteFile(crashed+suffix, data, 0o644))
	}
	must(t, s.Close())
	_, err = store.Restore(ctx, saved, crashed, true)
	must(t, err)
	r := openAt(t, crashed)
	wantClean(t, r)
	if list, err := r.List(ctx, store.Filter{}); err != nil || len(list) != 1 {
		t.Errorf("%d agreements, %v", len(list), err)
	}
}
