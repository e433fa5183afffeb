package reports_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/reports"
)

// seedVariable makes this test binary print the digests of all reports instead of running tests. Its value is the
// seed by which the agreements are shuffled before they are put into the store.
const seedVariable = "CORRIDOR_REPORT_DIGESTS"

func TestMain(m *testing.M) {
	seed := os.Getenv(seedVariable)
	if seed == "" {
		os.Exit(m.Run())
	}
	if err := printDigests(os.Stdout, seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// printDigests writes a line a report and format: its name and the hash of its bytes.
func printDigests(w io.Writer, seed string) (err error) {
	n, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "corridor-digests")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	x, err := newRepository(filepath.Join(dir, "s.db"), rand.New(rand.NewPCG(n, n)).Perm(24))
	if err != nil {
		return err
	}
	defer x.store.Close()
	makers := x.makers()
	for _, name := range slices.Sorted(maps.Keys(makers)) {
		report, err := makers[name]()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, f := range reports.Formats() {
			var b bytes.Buffer
			if err := reports.Encode(&b, f, report, demoManifest(report)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			fmt.Fprintf(w, "%s.%s %x\n", name, f, sha256.Sum256(b.Bytes()))
		}
	}
	return nil
}

// TestSameBytesEverywhere makes every report in programs that differ in the order in which agreements came, the processors,
// the time zone and the locale, and wants the same bytes of each.
func TestSameBytesEverywhere(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for i, env := range [][]string{
		{seedVariable + "=1", "GOMAXPROCS=1", "TZ=UTC", "LC_ALL=C"},
		{seedVariable + "=2", "GOMAXPROCS=8", "TZ=Asia/Kathmandu", "LC_ALL=fr_FR.UTF-8", "LANG=fr_FR.UTF-8"},
		{seedVariable + "=3", "GOMAXPROCS=8", "TZ=America/St_Johns", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"},
	} {
		c := exec.CommandContext(t.Context(), program)
		c.Env = append(os.Environ(), env...)
		var failure bytes.Buffer
		c.Stderr = &failure
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%v: %v: %s", env, err, failure.Bytes())
		}
		if i == 0 {
			first = string(out)
		} else if diff := cmp.Diff(strings.Split(first, "\n"), strings.Split(string(out), "\n")); diff != "" {
			t.Errorf("%v: other bytes (-first +this):\n%s", env, diff)
		}
	}
	if n := strings.Count(first, "\n"); n != len((&repository{}).makers())*len(reports.Formats()) {
		t.Errorf("%d digests", n)
	}
}
