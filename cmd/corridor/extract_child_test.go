package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"corridor/store"
)

// besideProgram gives the program a folder of its own, with a corridor-extract of some bytes beside it.
func besideProgram(t *testing.T, p *program, extractor []byte) {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "corridor")
	if err := os.Symlink(p.exe, exe); err != nil {
		t.Fatal(err)
	}
	p.exe = exe
	if extractor != nil {
		if err := os.WriteFile(filepath.Join(filepath.Dir(exe), extractorName), extractor, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// buildExtractor makes the program corridor-extract and returns its bytes.
func buildExtractor(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), extractorName)
	if out, err := exec.Command("go", "build", "-o", path, "../"+extractorName).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestExtractorCounts holds that corridor-extract reads documents when it is of this build, and that it is left alone
// when it is of another: the one here can read nothing.
func TestExtractorCounts(t *testing.T) {
	useless := []byte("#!/bin/sh\nexit 7\n")
	for name, tt := range map[string]struct {
		beside []byte
		sum    string
		says   string // of what reads
		code   int
	}{
		"of this build":    {useless, hashOf(useless), extractorName, exitAll},
		"of another build": {useless, hashOf([]byte("other")), "is of another build", exitOK},
		"missing":          {nil, hashOf(useless), "no " + extractorName + " beside", exitOK},
		"never built":      {useless, "", "built without", exitOK},
	} {
		p, out, errs := testProgram(t)
		besideProgram(t, p, tt.beside)
		p.extractorSum = tt.sum
		if said := p.readerSaid(); !strings.Contains(said, tt.says) {
			t.Errorf("%s: it says %q", name, said)
		}
		if code := p.run(context.Background(), []string{"corridor", "score", "--quiet", lunthai}); code != tt.code {
			t.Errorf("%s: exit code %d, want %d: %s%s", name, code, tt.code, out, errs)
		}
	}
}

// lunthai is a specimen.
var lunthai = filepath.Join("..", "..", "corpus", "specimens", "lunthai-qabariyah-2014-mou.txt")

// TestExtractorReadsTheSame ingests the specimens by both programs: the journals come to the same head, so that every record
// is the same to the byte.
func TestExtractorReadsTheSame(t *testing.T) {
	extractor := buildExtractor(t)
	broken := filepath.Join(t.TempDir(), "broken.pdf")
	if err := os.WriteFile(broken, []byte("%PDF-1.7\nnothing"), 0o644); err != nil {
		t.Fatal(err)
	}
	heads := map[string]store.Head{}
	for reader, sum := range map[string]string{"this program": "", extractorName: hashOf(extractor)} {
		p, _, errs := testProgram(t)
		p.now = func() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) }
		besideProgram(t, p, extractor)
		p.extractorSum = sum
		if !strings.Contains(p.readerSaid(), reader) {
			t.Errorf("%q reads, want %s", p.readerSaid(), reader)
		}
		if code := p.run(context.Background(), []string{"corridor", "ingest", "--quiet", filepath.Dir(lunthai), broken}); code != exitSome {
			t.Fatalf("%s: exit code %d: %s", reader, code, errs)
		}
		heads[reader] = headOf(t, p.store)
	}
	if heads["this program"] != heads[extractorName] {
		t.Errorf("%v", heads)
	}
}

func headOf(t *testing.T, path string) store.Head {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := s.Head(t.Context())
	if err != nil || h.Seq == 0 {
		t.Fatal(h, err)
	}
	return h
}
