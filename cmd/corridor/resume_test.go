package main

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"corridor/store"
)

// writeTexts makes a folder of so many short agreements, each with words of its own.
func writeTexts(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		text := fmt.Sprintf("MEMORANDUM OF UNDERSTANDING\nbetween the Government of Lunthai and the Government of Qabariyah on group %d of workers\n\nArticle 1\n"+
			"The employer shall bear the costs of recruitment of every worker of group %d.\n\nDone on 3 May %d.\n", i, i, 1950+i%70)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// filesHeld counts the files of a store that another program may be writing; 0 while there is none. It only reads:
// store.Open would wait for the writer, who has come to the end meanwhile.
func filesHeld(t *testing.T, path string) (n int) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return 0
	}
	db, err := sql.Open("sqlite", path+"?_pragma=query_only(1)&_pragma=busy_timeout(1000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM files`).Scan(&n); err != nil {
		return 0 // it is being made
	}
	return n
}

// TestKilledIngestGoesOn kills an ingest in the middle and runs it again: what was kept before is not read again,
// and in the end everything is there once.
func TestKilledIngestGoesOn(t *testing.T) {
	const n = 240
	dir, db := writeTexts(t, n), filepath.Join(t.TempDir(), "s.db")
	exe, err := exec.LookPath("corridor") // this program, as the scripts have it
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(exe, "ingest", dir, "--store", db, "--quiet")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); filesHeld(t, db) < 10; {
		if time.Now().After(deadline) {
			t.Fatal("nothing was kept within a minute")
		}
	}
	if err := run.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = run.Wait() // it was killed
	held := filesHeld(t, db)
	if held < 10 || held == n {
		t.Fatalf("%d of %d files were kept when it was killed: that proves nothing", held, n)
	}
	p, out, errs := testProgram(t)
	if code := p.run(t.Context(), []string{"corridor", "ingest", dir, "--store", db, "--quiet"}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	want := fmt.Sprintf("ingested            %4d\ntotal               %4d\n(%d of them were read before in the same way, and not again)\n", n, n, held)
	if squeezed(out.String()) != squeezed(want) {
		t.Errorf("have\n%swant\n%s", out, want)
	}
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.List(t.Context(), store.Filter{})
	if err != nil || len(list) != n || filesHeld(t, db) != n {
		t.Errorf("%d agreements, %v", len(list), err)
	}
	for _, m := range list {
		if as, err := s.Assessments(t.Context(), m.ID); err != nil || len(as) != 4 {
			t.Errorf("%s: %d assessments, %v", m.Source, len(as), err)
		}
	}
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }
