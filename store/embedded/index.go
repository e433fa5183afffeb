package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"corridor/store"
)

// Options say where an index is kept and where its texts come from.
type Options struct {
	Folder  string                 // made when there is none
	Texts   store.Texts            // of the agreements in it
	Instead func() (string, error) // gives a folder of this process's own when Folder cannot be written; nil for none
	Waiting func()                 // called when another process changes the index and is waited for; may be nil
}

// Index is a store.Index in a folder.
type Index struct {
	options Options
	texts   store.Texts
	mu      sync.Mutex
	folder  folder
	instead bool  // folder is not the one asked for
	open    *view // nil when there is none
	closed  bool
}

var _ store.Index = (*Index)(nil)

// Folder is where the index of a store is kept: beside its file.
func Folder(storePath string) string { return storePath + ".index" }

// Open opens the index in a folder. There need not be one yet, and it may be damaged: State says so, and a
// rebuild mends it.
func Open(o Options) *Index {
	return &Index{options: o, texts: o.Texts, folder: folder(o.Folder)}
}

// Close releases the index. Running searches end first.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	x.drop()
	if x.instead {
		return os.RemoveAll(string(x.folder))
	}
	return nil
}

func (x *Index) drop() {
	if x.open != nil {
		x.open.release()
		x.open = nil
	}
}

// acquire returns the generation that counts, which the caller releases, or nil and why there is none.
func (x *Index) acquire() (v *view, problem string, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, "", fs.ErrClosed
	}
	if err := x.refresh(); err != nil {
		x.drop()
		return nil, err.Error(), nil
	}
	if x.open == nil {
		return nil, "there is none yet", nil
	}
	x.open.users.Add(1)
	return x.open, "", nil
}

// maxTries is how often a generation that was replaced while it was being opened is looked for anew.
const maxTries = 5

// refresh opens the generation that counts, unless it is open.
func (x *Index) refresh() (err error) {
	for range maxTries {
		name, err := x.folder.current()
		if err != nil {
			return err
		}
		if x.open != nil && x.open.name == name {
			return nil
		}
		x.drop()
		if name == "" {
			return nil
		}
		if x.open, err = openView(x.folder.path(name), name); err == nil {
			return nil
		}
		x.open = nil
		if now, e := x.folder.current(); e != nil || now == name {
			return fmt.Errorf("%s: %w", x.folder.path(name), err)
		}
	}
	return errors.New("it is changed faster than it can be opened")
}

// damaged notes that a generation failed while it was read: it counts as missing from here on.
func (x *Index) damaged(v *view) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.open == v {
		x.drop()
	}
	_ = os.Remove(x.folder.path(v.name, listFile)) // so that no process takes it for whole
}

// outside is an error that is not the index's own.
type outside struct{ error }

func (o outside) Unwrap() error { return o.error }

// reading runs f on the generation that counts; without one it reports false. When something goes wrong in the
// segments, a panic of the engine included, and a file is not what it was, the error wraps store.ErrIndexDamaged.
func (x *Index) reading(ctx context.Context, f func(*view) error) (there bool, err error) {
	v, problem, err := x.acquire()
	if err != nil || problem != "" {
		return false, err
	}
	defer v.release()
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
		if _, other := errors.AsType[outside](err); err == nil || other || ctx.Err() != nil {
			return
		}
		if damage := checkList(x.folder.path(v.name), true); damage != nil { // else the fault is the program's
			err = fmt.Errorf("%w: %w: %w", store.ErrIndexDamaged, err, damage)
			x.damaged(v)
		}
	}()
	return true, f(v)
}

// State says what the index holds.
func (x *Index) State(ctx context.Context) (store.IndexState, error) {
	v, problem, err := x.acquire()
	if err != nil {
		return store.IndexState{}, fmt.Errorf("state of the index: %w", err)
	}
	if problem != "" {
		return store.IndexState{Problem: problem}, nil
	}
	defer v.release()
	return store.IndexState{Built: v.built, Agreements: len(v.agreements), Clauses: len(v.clauses)}, nil
}

// Check reads every file of the index and compares it with its checksum. It wraps store.ErrIndexDamaged.
func (x *Index) Check(ctx context.Context) error {
	v, problem, err := x.acquire()
	if err != nil {
		return err
	}
	if problem != "" {
		return fmt.Errorf("%w: %s", store.ErrIndexDamaged, problem)
	}
	defer v.release()
	if err := checkList(x.folder.path(v.name), true); err != nil {
		return fmt.Errorf("%w: %w", store.ErrIndexDamaged, err)
	}
	return nil
}
