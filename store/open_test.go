package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

var update = flag.Bool("update", false, "write testdata/schema-N.sqlite.gz for the schema of this program")

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	alter := func(name, sql string) string {
		path := filepath.Join(dir, name)
		raw(t, path, sql)
		return path
	}
	newer := filepath.Join(dir, "newer.db")
	openAt(t, newer)
	for want, path := range map[string]string{
		"not a Corridor store (not SQLite)":   write("text.db", bytes.Repeat([]byte("Article 1. "), 500)),
		"SQLite database, but not a Corridor": alter("other.db", `CREATE TABLE birds (name TEXT)`),
		"use a newer corridor":                alter("newer.db", fmt.Sprintf(`PRAGMA user_version = %d`, store.SchemaVersion()+1)),
		"does its folder exist":               filepath.Join(dir, "nowhere", "s.db"),
		"cannot be opened":                    dir,
	} {
		_, err := store.Open(context.Background(), path)
		if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: have %v, want %q", filepath.Base(path), err, want)
		}
	}
}

// raw runs SQL on the file as a foreign tool would.
func raw(t *testing.T, path, script string) error {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(script)
	return err
}

func TestForeignToolsCannotChangeWhatIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path)
	put(t, s, record(1))
	for _, script := range []string{
		`UPDATE texts SET text = 'x'`, `DELETE FROM texts`,
		`UPDATE originals SET name = 'x'`, `DELETE FROM originals`,
		`UPDATE assessments SET rater = 'person:me'`, `DELETE FROM assessments`,
		`PRAGMA recursive_triggers = 1; REPLACE INTO texts SELECT seq, id, 'x' FROM texts`,
	} {
		if err := raw(t, path, script); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", script, err)
		}
	}
	if _, err := s.Agreement(context.Background(), record(1).Agreement.ID); err != nil {
		t.Error(err)
	}
}

func TestDamagedRecordIsNoticed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path)
	put(t, s, record(1))
	if err := raw(t, path, `DROP TRIGGER texts_keep; UPDATE texts SET text = replace(text, 'not keep', 'keep')`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Agreement(context.Background(), record(1).Agreement.ID); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("a changed text left the store: %v", err)
	}
}

// TestOlderSchemas opens a store of every schema that was ever released: fixtures hold the record of
// helpers_test.go with the number 1. After adding a migration, run it with -update.
func TestOlderSchemas(t *testing.T) {
	if *update {
		writeFixture(t)
	}
	for version := 1; version <= store.SchemaVersion(); version++ {
		s := openAt(t, unpackFixture(t, version))
		a, err := s.Agreement(context.Background(), record(1).Agreement.ID)
		if err != nil || a.Title.Value != "Memorandum 1" {
			t.Errorf("schema %d: %v", version, err)
		}
		if as, err := s.Assessments(context.Background(), a.ID); err != nil || len(as) != 2 {
			t.Errorf("schema %d: %d assessments, %v", version, len(as), err)
		}
	}
}

func fixture(version int) string { return fmt.Sprintf("testdata/schema-%d.sqlite.gz", version) }

func writeFixture(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, record(1))
	backup := path + ".backup" // one file, originals included
	if _, err := s.Backup(context.Background(), backup, false); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fixture(store.SchemaVersion()), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unpackFixture(t *testing.T, version int) string {
	f, err := os.Open(fixture(version))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	path := filepath.Join(t.TempDir(), "old.db")
	if err != nil || os.WriteFile(path, data, 0o644) != nil {
		t.Fatal(err)
	}
	return path
}
