package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// hostileParent is the argument by which the test binary becomes a program that reads the hostile files of a folder.
const hostileParent = "hostile-parent"

// maxGrowth is how much a program that reads hostile files may grow by them.
const maxGrowth = 100 << 20

// parentLine is what the program says of one file.
type parentLine struct {
	File int
	Kind string // of the error; "" when it was read
	Says string
	Took time.Duration
}

// runHostileParent reads each file of a folder through the child, a good file after each, and says what became of them
// and how much memory it had in the end. It exits 1 when the good file was not read.
func runHostileParent(dir string) int {
	opt := Options{Isolate: Child(os.Args[0], "extract-child")}
	good := []byte("MEMORANDUM OF UNDERSTANDING\n\nArticle 1\n\nThe employer shall pay.\n")
	works := func() bool {
		a, err := Read(context.Background(), "good.txt", good, opt)
		return err == nil && strings.Contains(a.Text, "shall pay")
	}
	if !works() {
		return 1
	}
	fmt.Printf("memory %d\n", memoryPeak())
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	slices.Sort(files)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return 1
		}
		begun := time.Now()
		readings, err := ReadAll(context.Background(), name, data, opt)
		for _, r := range readings {
			err = errors.Join(err, r.Err)
		}
		kind, says := "", ""
		if err != nil {
			kind, says = kindName(err), strings.ReplaceAll(err.Error(), "\n", "; ")
		}
		fmt.Printf("file %s %q %q %d\n", filepath.Base(name), kind, says, time.Since(begun))
		if len(data) > 8<<20 {
			data, readings = nil, nil
			runtime.GC() // as ingest does
		}
		if !works() {
			return 1
		}
	}
	fmt.Printf("memory %d\n", memoryPeak())
	return 0
}

// memoryPeak is the most memory that this process had resident, in bytes; 0 where the system does not tell.
func memoryPeak() int {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	field, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kib, _ := strconv.Atoi(field)
	return kib << 10
}

// TestHostileFiles has a program read files that are made to do harm: each gives its kind of error within the limits,
// while the program goes on working and stays small.
func TestHostileFiles(t *testing.T) {
	set := slices.Concat(hostilePDFs(t), truncations(t), hostileZIPs(t), hostileTexts(t))
	if len(set) < 32 {
		t.Fatalf("%d files", len(set))
	}
	dir := t.TempDir()
	for i, h := range set {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d", i)), h.data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0], hostileParent, dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the program that reads ended: %v\n%s%s", err, out, &stderr)
	}
	var memory []int
	seen := 0
	for line := range strings.Lines(string(out)) {
		var size int
		if _, err := fmt.Sscanf(line, "memory %d", &size); err == nil {
			memory = append(memory, size)
			continue
		}
		var l parentLine
		if _, err := fmt.Sscanf(line, "file %d %q %q %d", &l.File, &l.Kind, &l.Says, &l.Took); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		checkHostile(t, set[l.File], l)
		seen++
	}
	if seen != len(set) || len(memory) != 2 {
		t.Fatalf("%d of %d files\n%s", seen, len(set), out)
	}
	t.Logf("%d files; the program grew from %d to %d MiB", seen, memory[0]>>20, memory[1]>>20)
	if grown := memory[1] - memory[0]; grown > maxGrowth {
		t.Errorf("the program grew by %d MiB", grown>>20)
	}
}

func checkHostile(t *testing.T, h hostile, l parentLine) {
	t.Helper()
	want := ""
	if h.kind != nil {
		want = kindName(h.kind)
	}
	if l.Kind != want || !strings.Contains(l.Says, h.says) {
		t.Errorf("%s: %q (%.300s), want %q saying %q", h.name, l.Kind, l.Says, want, h.says)
	}
	if l.Took > MaxTime+3*time.Second {
		t.Errorf("%s: took %v", h.name, l.Took)
	}
	if l.Took > 2*time.Second {
		t.Logf("%s: %v", h.name, l.Took.Round(100*time.Millisecond))
	}
}

// TestNoDirectionControls holds that marks which make a text look other than it is do not come through.
func TestNoDirectionControls(t *testing.T) {
	for _, h := range hostileTexts(t) {
		if h.name != "direction controls" {
			continue
		}
		x, err := extractBytes(t.Context(), h.name, h.data)
		if err != nil || strings.ContainsAny(x.Text, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069") || len(x.Source.Warnings) == 0 {
			t.Errorf("%q, %v", x.Text, err)
		}
		return
	}
	t.Error("no such file in the set")
}
