package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall"

	"corridor/store"
)

// errInjected is what a Disk answers when a test makes it fail.
var errInjected = errors.New("injected fault")

// trouble makes operations on the medium fail, those of SQLite and those of a store.Disk alike: they are counted in one row.
type trouble struct {
	mu    sync.Mutex
	on    bool
	at    int  // the operation that fails, from 1
	full  bool // it and all later ones that need room fail: the disk is full
	n     int  // operations so far
	fired string
}

// disk is the trouble of this test binary. Its tests do not run in parallel.
var disk trouble

// begin makes the at-th operation from now on fail.
func (t *trouble) begin(at int, full bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on, t.at, t.full, t.n, t.fired = true, at, full, 0, ""
}

// end says which operation has failed, "" when none did.
func (t *trouble) end() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on = false
	return t.fired
}

// strikes counts an operation and reports whether it fails.
func (t *trouble) strikes(operation string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.on {
		return false
	}
	needsRoom := !strings.Contains(operation, "sync") && !strings.Contains(operation, "remove") && !strings.Contains(operation, "rename")
	if t.full && !needsRoom {
		return false
	}
	t.n++
	if t.n == t.at || t.full && t.n > t.at {
		if t.fired == "" {
			t.fired = fmt.Sprintf("%s, operation %d", operation, t.n)
		}
		return true
	}
	return false
}

// fault is the error of an operation of a Disk, or nil.
func (t *trouble) fault(operation string) error {
	switch {
	case !t.strikes(operation):
		return nil
	case t.full:
		return fmt.Errorf("%s: %w", operation, syscall.ENOSPC)
	}
	return fmt.Errorf("%s: %w", operation, errInjected)
}

// troubled is a Disk that fails as told.
type troubled struct{ store.OS }

func (d troubled) Mkdir(dir string) error {
	return first(disk.fault("mkdir"), func() error { return d.OS.Mkdir(dir) })
}

func (d troubled) Rename(from, to string) error {
	return first(disk.fault("rename"), func() error { return d.OS.Rename(from, to) })
}

func (d troubled) Remove(path string) error {
	return first(disk.fault("remove"), func() error { return d.OS.Remove(path) })
}

func (d troubled) Sync(path string) error {
	return first(disk.fault("sync"), func() error { return d.OS.Sync(path) })
}

func (d troubled) Create(path string) (store.DiskFile, error) {
	if err := disk.fault("create"); err != nil {
		return nil, err
	}
	f, err := d.OS.Create(path)
	return troubledFile{f}, err
}

func first(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}

// troubledFile is a file whose writes fail as told, after some of the bytes.
type troubledFile struct{ store.DiskFile }

func (f troubledFile) Write(b []byte) (int, error) {
	if err := disk.fault("write"); err != nil {
		n, _ := f.DiskFile.Write(b[:len(b)/2])
		return n, err
	}
	return f.DiskFile.Write(b)
}

func (f troubledFile) Sync() error { return first(disk.fault("sync"), f.DiskFile.Sync) }
