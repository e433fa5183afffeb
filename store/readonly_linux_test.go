package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestOpenReadOnly opens a store that this user may not write. Root may write everything, so the thread
// gives that right up first.
func TestOpenReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s.db")
	s, err := store.Open(context.Background(), path)
	if err != nil || s.Close() != nil {
		t.Fatal(err)
	}
	for p, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555, filepath.Dir(dir): 0o755} {
		if err := os.Chmod(p, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	failed := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		_ = syscall.Setfsuid(65534)
		s, err := store.Open(context.Background(), path)
		if err == nil {
			_ = s.Close()
		}
		failed <- err
	}()
	if err := <-failed; !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("have %v", err)
	}
}
