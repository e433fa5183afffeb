package store_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// torture runs the long tests for their full time: make torture.
var torture = flag.Bool("torture", false, "run the tests of reliability for their full time")

// times is how often something is done: n times, but a seventh of it under the race detector, which makes SQLite ten times as
// slow; in make torture n times there too.
func times(n int) int {
	if raced && !*torture {
		return n / 7
	}
	return n
}

// memory is a folder of a file system in memory, where there is one: what a killed process or a failed operation leaves
// behind is the same there, and much sooner looked at.
func memory(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "corridor-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	return dir
}

// command is one command as the store carries it out.
type command struct {
	name string
	run  func(dir string) error // on dir/s.db; what it makes is dir/made
	made bool                   // it makes something, and the store stays as it is
}

// inStore opens the store, runs f and closes it.
func inStore(dir string, f func(ctx context.Context, s *store.Store) error) error {
	s, err := store.Open(context.Background(), filepath.Join(dir, "s.db"), store.OnDisk(troubled{}))
	if err != nil {
		return err
	}
	err = f(context.Background(), s)
	if e := s.Close(); err == nil {
		err = e
	}
	return err
}

var commands = []command{
	{"ingest", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			_, err := s.Put(ctx, record(70))
			return err
		})
	}, false},
	{"import of a catalogue", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			e := entry(7, "NPL", "QAT", "1950-06-01")
			_, err := s.PutCatalogue(ctx, &rubric.Dataset{Name: "list", Entries: []corpus.Entry{e}, Assessments: []*rubric.Assessment{coded(e, rubric.Weak)}})
			return err
		})
	}, false},
	{"family", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			_, err := s.Relate(ctx, store.Relation{Agreement: agreement(1).ID, Kind: corpus.Renews, Other: agreement(0).ID, State: store.Accepted, Why: "said ann", Time: noon})
			return err
		})
	}, false},
	{"publish", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			_, err := s.Publish(ctx, agreement(2).ID, store.PublishPrivate)
			return err
		})
	}, false},
	{"backup", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			_, err := s.Backup(ctx, filepath.Join(dir, "made"), false)
			return err
		})
	}, true},
	{"restore", func(dir string) error {
		_, err := store.Restore(context.Background(), filepath.Join(dir, "backup.db"), filepath.Join(dir, "made"), false, store.OnDisk(troubled{}))
		return err
	}, true},
	{"export", func(dir string) error {
		return inStore(dir, func(ctx context.Context, s *store.Store) error {
			_, err := s.Export(ctx, filepath.Join(dir, "made"), true)
			return err
		})
	}, true},
	{"import of an export", func(dir string) error {
		_, err := store.Import(context.Background(), os.DirFS(filepath.Join(dir, "export")), filepath.Join(dir, "made"), false, store.OnDisk(troubled{}))
		return err
	}, true},
}

// site makes a folder with a store, a backup of it, and an export of a smaller one.
func site(t *testing.T) string {
	dir := memory(t)
	s := openAt(t, filepath.Join(dir, "s.db"))
	library(t, s)
	_, err := s.Backup(context.Background(), filepath.Join(dir, "backup.db"), false)
	must(t, err)
	must(t, s.Close())
	small := open(t)
	put(t, small, record(5))
	_, err = small.Export(context.Background(), filepath.Join(dir, "export"), true)
	must(t, err)
	return dir
}

// TestEveryFailure lets the n-th write, flush, rename, removal or commit of eight commands fail, for every n, and then the disk
// be full from the n-th write on. A command that failed has changed nothing, or all; one that did not has changed all.
// Under the race detector it is every 7th n, for time.
func TestEveryFailure(t *testing.T) {
	plain := site(t)
	for _, c := range commands {
		for _, full := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, full disk %v", c.name, full), func(t *testing.T) { failEverywhere(t, plain, c, full) })
		}
	}
}

func failEverywhere(t *testing.T, plain string, c command, full bool) {
	want := newOutcome(t, plain, c)
	refused, n, step := 0, 1, 1
	if raced && !*torture {
		step = 7
	}
	for ; ; n += step {
		dir := filepath.Join(memory(t), "site")
		must(t, os.CopyFS(dir, os.DirFS(plain)))
		disk.begin(n, full)
		err := c.run(dir)
		fault := disk.end()
		if fault == "" {
			must(t, err)
			break
		}
		if err != nil {
			refused++
		}
		if problem := want.look(dir, err); problem != "" {
			t.Fatalf("%s failed, the command said %v: %s", fault, err, problem)
		}
		must(t, os.RemoveAll(dir))
	}
	if refused < 2 || n < 8 {
		t.Errorf("%d operations, %d of them noticed", n-1, refused)
	}
	t.Logf("%d operations, %d failures noticed", n-1, refused)
}

// result is what a command leaves when nothing fails, and what was there before.
type result struct {
	made          bool
	before, after store.Head
	names         []string   // before
	tree          string     // of what is made, when it is a folder
	head          store.Head // of what is made, when it is a store
}

func newOutcome(t *testing.T, plain string, c command) result {
	dir := filepath.Join(memory(t), "site")
	must(t, os.CopyFS(dir, os.DirFS(plain)))
	r := result{made: c.made, names: listed(dir)}
	head := func(name string) store.Head {
		h, problem := soundStore(filepath.Join(dir, name))
		if problem != "" {
			t.Fatal(problem)
		}
		return h
	}
	r.before = head("s.db")
	must(t, c.run(dir))
	r.after = head("s.db")
	if (r.before == r.after) != c.made {
		t.Fatalf("the command does nothing, or too much: %v, %v", r.before, r.after)
	}
	made := filepath.Join(dir, "made")
	if info, err := os.Stat(made); err == nil && info.IsDir() {
		r.tree = fingerprint(made)
	} else if err == nil {
		r.head = head("made")
	}
	return r
}

// look says what is wrong with what a command left that said err.
func (r result) look(dir string, err error) string {
	head, problem := soundStore(filepath.Join(dir, "s.db"))
	switch {
	case problem != "":
		return problem
	case head != r.before && head != r.after:
		return fmt.Sprintf("the store is at %v, neither before nor after", head)
	case err == nil && head != r.after:
		return "what was acknowledged is not there"
	}
	made := filepath.Join(dir, "made")
	_, missing := os.Stat(made)
	if r.made && err == nil && missing != nil {
		return "what was acknowledged is not there"
	}
	if r.made && missing == nil {
		if problem := r.lookAt(made); problem != "" {
			return "what was made: " + problem
		}
	}
	for _, name := range listed(dir) {
		if !slices.Contains(r.names, name) && !strings.HasPrefix(name, "made") {
			return "left behind: " + name
		}
	}
	return ""
}

func (r result) lookAt(made string) string {
	if info, err := os.Stat(made); err == nil && info.IsDir() {
		if fingerprint(made) != r.tree {
			return "the folder is not whole"
		}
		return ""
	}
	head, problem := soundStore(made)
	if problem == "" && head != r.head {
		problem = fmt.Sprintf("it is at %v", head)
	}
	return problem
}

// soundStore verifies the store at path and returns its head, or says what is wrong.
func soundStore(path string) (store.Head, string) {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return store.Head{}, err.Error()
	}
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	if e := s.Close(); err == nil {
		err = e
	}
	switch {
	case err != nil:
		return store.Head{}, err.Error()
	case !v.Clean():
		return v.Head, fmt.Sprintf("%s: %v", path, v.Faults)
	}
	return v.Head, ""
}

// listed names what is in a folder, without the log of SQLite.
func listed(dir string) (out []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "-wal") && !strings.HasSuffix(e.Name(), "-shm") {
			out = append(out, e.Name())
		}
	}
	return out
}

// fingerprint is a hash over the files of a folder with their names.
func fingerprint(dir string) string {
	var all strings.Builder
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, err := os.ReadFile(path)
			fmt.Fprintln(&all, strings.TrimPrefix(path, dir), corpus.TextID(string(data)), err)
		}
		return nil
	})
	return corpus.TextID(all.String())
}
