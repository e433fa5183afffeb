// Package sharedtest finds what may lie beside the project, in ../shared: gold texts, the codebook and outside data that
// tests measure against and that do not ship. It is for tests alone.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is the path of a file or folder of ../shared, from the folder of the test. Where it is not there the test is
// skipped, in words by which the build of record knows what it may not skip.
func Path(t testing.TB, name ...string) string {
	t.Helper()
	root := "."
	for !exists(filepath.Join(root, "go.mod")) {
		root = filepath.Join(root, "..")
		if len(root) > 100 {
			t.Fatal("no go.mod above this test")
		}
	}
	inside := filepath.Join(append([]string{"..", "shared"}, name...)...)
	path := filepath.Join(root, inside)
	if !exists(path) {
		t.Skipf("%s is not beside the project: nothing to measure against", inside)
	}
	return path
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
