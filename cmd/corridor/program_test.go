package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"corridor/corpus"
)

// testProgram is a program in a world of its own: its clock moves a second with every look.
func testProgram(t *testing.T) (p *program, out, errs *bytes.Buffer) {
	out, errs = new(bytes.Buffer), new(bytes.Buffer)
	tick := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	return &program{
		stdin: strings.NewReader(""), stdout: out, stderr: errs, exe: os.Args[0], store: filepath.Join(t.TempDir(), "s.db"),
		now: func() time.Time { tick = tick.Add(time.Second); return tick },
	}, out, errs
}

// TestInterrupted ends the context before and in the middle of a run: the exit code says so, and nothing hangs.
func TestInterrupted(t *testing.T) {
	p, _, errs := testProgram(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"ingest", "testdata"}, {"score", "main.go", "app.go"}, {"demo", "--out", t.TempDir()}} {
		if code := p.run(ctx, append([]string{"corridor"}, args...)); code != exitInterrupted {
			t.Errorf("%v: exit code %d, %s", args, code, errs)
		}
	}
}

func TestEveryKindHasItsExitCode(t *testing.T) {
	for err, want := range map[error]int{
		nil:                                   exitOK,
		errors.New("disk on fire"):            exitInternal,
		outcomeOf(1, 2):                       exitSome,
		outcomeOf(2, 2):                       exitAll,
		fmt.Errorf("x: %w", errUsage):         exitUsage,
		corpus.ErrNotFound:                    exitNotFound,
		corpus.ErrEncrypted:                   exitUnreadable,
		corpus.ErrConflict:                    exitConflict,
		context.Canceled:                      exitInterrupted,
		fmt.Errorf("x: %w", io.ErrNoProgress): exitInternal,
	} {
		if have := exitCode(err); have != want {
			t.Errorf("%v: %d, want %d", err, have, want)
		}
	}
	for _, e := range exits {
		if e.meaning == "" || !strings.Contains(exitHelp(), e.meaning) {
			t.Errorf("code %d is not explained", e.code)
		}
	}
}

func TestFlagsFirst(t *testing.T) {
	p, _, _ := testProgram(t)
	for given, want := range map[string]string{
		"corridor score a.txt --format json b.txt": "corridor score --format json -- a.txt b.txt",
		"corridor score a.txt -q --rubric=r086":    "corridor score -q --rubric=r086 -- a.txt",
		"corridor score --quiet a.txt":             "corridor score --quiet -- a.txt",
		"corridor score -- --format json":          "corridor score -- --format json",
		"corridor rubric show r086 --format csv":   "corridor rubric show --format csv -- r086",
		"corridor list --from -5":                  "corridor list --from -5",
		"corridor --help":                          "corridor --help",
		"corridor score a --unknown b":             "corridor score --unknown -- a b",
		"corridor":                                 "corridor",
	} {
		if have := strings.Join(flagsFirst(p.app(), strings.Fields(given)), " "); have != want {
			t.Errorf("%s\nhave %s\nwant %s", given, have, want)
		}
	}
}

func TestInOrder(t *testing.T) {
	var items []int
	for i := range 100 {
		items = append(items, i)
	}
	var running, most atomic.Int32
	work := func(_ context.Context, i int) int {
		n := running.Add(1)
		defer running.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(time.Duration(i%3) * time.Millisecond)
		return i
	}
	if have := slices.Collect(inOrder(context.Background(), 3, items, work)); !slices.Equal(have, items) {
		t.Errorf("have %v", have)
	}
	if n := most.Load(); n > 3 {
		t.Errorf("%d at once", n)
	}
	for i := range inOrder(context.Background(), 3, items, work) {
		if i == 5 {
			break // nothing is left behind that blocks
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if have := slices.Collect(inOrder(ctx, 3, items, work)); len(have) > 3 {
		t.Errorf("%d done after the end", len(have))
	}
}

// TestWriteFile holds that a file is written whole or not at all, and that nothing stays beside it.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "card.html")
	if err := writeFile(path, writeBytes([]byte("one"))); err != nil {
		t.Fatal(err)
	}
	err := writeFile(path, func(w io.Writer) error {
		fmt.Fprint(w, "half")
		return io.ErrUnexpectedEOF
	})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("have %v", err)
	}
	if data, err := os.ReadFile(path); string(data) != "one" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if left, err := os.ReadDir(dir); len(left) != 1 || err != nil {
		t.Errorf("%v left behind, %v", left, err)
	}
}

func TestProgress(t *testing.T) {
	p, _, errs := testProgram(t)
	g := p.progress(false, "ingest", 12)
	for range 12 {
		g.step()
	}
	g.end()
	if have := errs.String(); have != "ingest: 2 of 12, 1.0 a second, 10s left\ningest: 8 of 12, 1.0 a second, 4s left\n" {
		t.Errorf("plain lines: %q", have)
	}
	errs.Reset()
	p.terminal = true
	g = p.progress(false, "ingest", 2)
	g.step()
	g.say(p, "corridor: a.txt: no")
	g.step()
	g.end()
	if have := errs.String(); !strings.Contains(have, "ingest") || !strings.Contains(have, "corridor: a.txt: no\n") {
		t.Errorf("bar: %q", have)
	}
	errs.Reset()
	g = p.progress(true, "ingest", 2)
	g.step()
	g.end()
	if errs.Len() > 0 {
		t.Errorf("quiet: %q", errs)
	}
}
