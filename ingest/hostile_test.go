package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"corridor/corpus"
)

// throughChild reads a file with the parser in a process of its own, under a deadline of the test.
func throughChild(t *testing.T, data []byte, limit time.Duration) (*extracted, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	start := time.Now()
	x, err := extract(ctx, "hostile.pdf", data, Options{Isolate: Child(os.Args[0], "extract-child")})
	if took := time.Since(start); took > limit+3*time.Second {
		t.Errorf("took %v", took)
	}
	return x, err
}

func TestChildSameAsHere(t *testing.T) {
	data := pagesOf(setLines(t, 72, 700, "The same text comes out of the child", "as out of this process.")).bytes()
	here := mustExtract(t, data)
	there, err := throughChild(t, data, MaxTime)
	if err != nil {
		t.Fatal(err)
	}
	if here.Text != there.Text || len(there.Pages) != 1 {
		t.Errorf("here %q, there %q", here.Text, there.Text)
	}
}

// TestTruncatedPDF cuts a good file at many places: every cut is read in part or refused, and none hangs.
func TestTruncatedPDF(t *testing.T) {
	good := pagesOf(setLines(t, 72, 700, "First page of the text."), setLines(t, 72, 700, "Second page of the text.")).bytes()
	read := 0
	for n := 0; n < len(good); n += 37 {
		x, err := extractBytes(context.Background(), "cut.pdf", good[:n])
		switch {
		case err == nil:
			read++
			checkExtracted(t, x)
		case !errors.Is(err, corpus.ErrUnreadable) && !errors.Is(err, corpus.ErrNoText) && !errors.Is(err, corpus.ErrInvalid):
			t.Errorf("cut at %d: %v has no kind", n, err)
		}
	}
	if read == 0 {
		t.Error("no cut could be read")
	}
}

// TestChildFails runs programs that are no parser.
func TestChildFails(t *testing.T) {
	data := pagesOf("").bytes()
	tests := []struct {
		name, exe string
		args      []string
		limit     time.Duration
		kind      error
	}{
		{"fails", "/bin/false", nil, time.Second, corpus.ErrUnreadable},
		{"says nothing of use", "/bin/echo", []string{"hello"}, time.Second, corpus.ErrUnreadable},
		{"hangs", "/bin/sleep", []string{"60"}, 200 * time.Millisecond, corpus.ErrTooLarge},
		{"is not there", "/nonexistent", nil, time.Second, corpus.ErrUnreadable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), tt.limit)
			defer cancel()
			if _, err := extract(ctx, "a.pdf", data, Options{Isolate: Child(tt.exe, tt.args...)}); !errors.Is(err, tt.kind) {
				t.Errorf("have %v, want %v", err, tt.kind)
			}
		})
	}
}

// init gives the child of the tests an operation that wants a gigabyte at once.
func init() {
	operations["hoard"] = func(context.Context, request, []byte, *answer) ([][]byte, error) {
		return [][]byte{bytes.Repeat([]byte("x"), 2*MaxMemory)}, nil
	}
}

// TestChildMemory starts a child that wants more memory than it may have. Mostly the runtime says so and ends; now and then it
// finds no memory for that either, and hangs until its time is over. Both are the limit.
func TestChildMemory(t *testing.T) {
	_, _, err := ask(context.Background(), Child(os.Args[0], "extract-child"), request{Op: "hoard"}, []byte("x"), bounds{head: 1000, blobs: 1, blob: 1000, total: 1000})
	late := fmt.Sprintf("not read within %v", MaxTime)
	if !errors.Is(err, corpus.ErrTooLarge) || !strings.Contains(err.Error(), "512 MiB of memory") && !strings.Contains(err.Error(), late) {
		t.Errorf("have %v", err)
	}
}

// TestMemorySigns gives what the runtime has been seen to say when its memory ran out, and what is no lack of memory.
func TestMemorySigns(t *testing.T) {
	for said, kind := range map[string]error{
		"fatal error: runtime: out of memory\n":                                         corpus.ErrTooLarge,
		"fatal error: runtime: cannot allocate memory\n":                                corpus.ErrTooLarge,
		"runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT": corpus.ErrTooLarge,
		"runtime: failed to create new OS thread (have 5 already; errno=11)\n":          corpus.ErrTooLarge,
		"fatal error: out of memory allocating heap arena map\n":                        corpus.ErrTooLarge,
		"fatal error: all goroutines are asleep - deadlock!\n":                          corpus.ErrUnreadable,
		"panic: runtime error: index out of range [3] with length 2\n":                  corpus.ErrUnreadable,
		"": corpus.ErrUnreadable,
	} {
		var p process
		if _, err := p.stderr.Write([]byte(said)); err != nil {
			t.Fatal(err)
		}
		if err := p.broke(errors.New("exit status 2")); !errors.Is(err, kind) {
			t.Errorf("%q: have %v, want %v", said, err, kind)
		}
	}
}

// TestLongDocuments holds the work on large inputs linear enough to be done in time.
func TestLongDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("reads texts of some megabytes, and -short was given")
	}
	var wrapped, heads strings.Builder
	for wrapped.Len() < MaxTextBytes-4096 {
		wrapped.WriteString("and the workers of both countries who are placed by the offices\n")
	}
	for i := 0; heads.Len() < MaxTextBytes/2; i++ {
		fmt.Fprintf(&heads, "Head of the page in words %c%c\nsome text of the page\n%d\n\f", 'a'+i%26, 'a'+i/26%26, i)
	}
	for name, text := range map[string]string{
		"one paragraph": wrapped.String(), "pages": heads.String(),
		"markdown": "# x\n\n# y\n\n" + strings.Repeat("**Glued**words,Here.And there[^1] `x` \\. <sup>1</sup>\n", 60_000),
		"html":     "<html><body>" + strings.Repeat("<ol><li>a<li>b</ol><p>x<sup>1</sup><p>y", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if _, err := extractBytes(context.Background(), name, []byte(text)); err != nil && !errors.Is(err, corpus.ErrTooLarge) {
				t.Error(err)
			}
			if took := time.Since(start); took > MaxTime {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%d bytes in %v", len(text), took)
			}
		})
	}
}

// TestManyLines reads texts whose every line could be structure: the work must grow with the text.
func TestManyLines(t *testing.T) {
	if testing.Short() {
		t.Skip("reads texts of some megabytes, and -short was given")
	}
	for name, text := range map[string]string{
		"dashes": "# x\n\n# y\n\n" + strings.Repeat("-\n", 400_000),
		"ones":   strings.Repeat("1.\n", 250_000),
		"done":   strings.Repeat("Done at Geneva on 1 January 2000\n\n", 25_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if _, err := Read(context.Background(), name, []byte(text), Options{}); err != nil {
				t.Error(err)
			}
			if took := time.Since(start); took > MaxTime {
				t.Errorf("took %v", took)
			}
		})
	}
}
