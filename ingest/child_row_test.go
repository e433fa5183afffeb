package ingest

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"corridor/corpus"
)

// rowTexts reads so many short texts through a row and returns the process that read each.
func rowTexts(t *testing.T, r *row, n int) (pids []int) {
	t.Helper()
	for i := range n {
		text := fmt.Sprintf("Agreement %d\n\nThe Parties shall meet %d times.\n", i, i)
		a, blobs, err := ask(t.Context(), r.ask, request{Op: opExtract}, []byte(text), bounds{head: maxReport, blobs: 1, blob: 1000, total: 1000})
		if err != nil || len(blobs) != 1 || string(blobs[0]) != strings.TrimSpace(text) || a.Document == nil {
			t.Fatalf("%d: %q, %v", i, blobs, err)
		}
		if p := waiting(r); p != nil {
			pids = append(pids, p.cmd.Process.Pid)
		}
	}
	return pids
}

// waiting is a process that waits for the next text; nil when there is none.
func waiting(r *row) *plainReader {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.idle) == 0 {
		return nil
	}
	return r.idle[0]
}

// TestTextsInARow holds that plain texts share a process, up to so many, and no longer than they come one upon the other.
func TestTextsInARow(t *testing.T) {
	r := &row{exe: os.Args[0], args: []string{"extract-child"}}
	pids := rowTexts(t, r, MaxRow+2)
	if first := slices.Compact(slices.Clone(pids)); len(pids) != MaxRow+1 || len(first) != 2 { // none waits after the last of a row
		t.Errorf("%d texts, the processes %v", len(pids), first)
	}
	time.Sleep(idleTime + time.Second)
	if waiting(r) != nil {
		t.Error("a process waits for ever")
	}
}

// TestRowHeals holds that a process that has died while it waited costs no text.
func TestRowHeals(t *testing.T) {
	r := &row{exe: os.Args[0], args: []string{"extract-child"}}
	pids := rowTexts(t, r, 1)
	if err := waiting(r).cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if again := rowTexts(t, r, 1); again[0] == pids[0] {
		t.Errorf("process %d reads after its death", again[0])
	}
	r.dismiss(waiting(r))
}

// TestRowEndsWithAnError holds that a process which has met a fault reads nothing after it.
func TestRowEndsWithAnError(t *testing.T) {
	r := &row{exe: os.Args[0], args: []string{"extract-child"}}
	pids := rowTexts(t, r, 1)
	if _, _, err := ask(t.Context(), r.ask, request{Op: opExtract}, []byte(" \n"), testBounds); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("have %v", err)
	}
	if again := rowTexts(t, r, 1); again[0] == pids[0] {
		t.Errorf("process %d reads after a fault", again[0])
	}
	r.dismiss(waiting(r))
}

// TestShortPlain tells what may share a process: nothing that goes through a parser.
func TestShortPlain(t *testing.T) {
	for data, want := range map[string]bool{
		"Article 1\n\nThe Parties are “equal”.": true, "": true,
		"<p>x": false, "%PDF-1.7": false, "PK\x03\x04": false, "a\x00b": false, "\xff\xfea\x00": false, "x\xe9": false,
		strings.Repeat("x", MaxRowBytes+1): false,
		"From: a@b.org\nTo: c@d.org\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\nSubject: x\n\nHi": false,
	} {
		if have := shortPlain([]byte(data)); have != want {
			t.Errorf("%.20q: %v", data, have)
		}
	}
}
