package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"corridor/store"
)

// killRounds is how often each of four commands is killed: 200 rounds in all.
const killRounds = 50

// killed is a command that is killed at random moments, and what must hold afterwards.
type killed struct {
	name string
	args []string
	// after looks at what the command left in dir; done says that it ended by itself and acknowledged all of its work.
	after  func(dir string, done bool) error
	again  func(dir string, done bool) error // makes room for the next run
	leaves []string                          // what is in dir when a run has ended
}

// TestKilledCommands kills the program at a random moment of its work, 200 times: afterwards the repository is clean, what was
// acknowledged is there, and what is there is whole.
func TestKilledCommands(t *testing.T) {
	for _, k := range []killed{killedIngest(), killedScore(), killedImport(), killedBackup()} {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			k.rounds(t)
		})
	}
}

func (k killed) rounds(t *testing.T) {
	dir := killSite(t)
	start := time.Now()
	if done, err := k.run(dir, time.Minute); !done {
		t.Fatal(err)
	}
	whole := time.Since(start)
	check := func(done bool) {
		t.Helper()
		if err := k.after(dir, done); err != nil {
			t.Fatal(err)
		}
		if err := k.again(dir, done); err != nil {
			t.Fatal(err)
		}
	}
	check(true)
	seed, ended := rand.New(rand.NewPCG(3, 5)), 0
	for kills := 0; kills < killRounds; {
		start := time.Now()
		done, err := k.run(dir, time.Duration(seed.Int64N(int64(whole))))
		if err != nil {
			t.Fatal(err)
		}
		if done { // before it was killed
			ended++
			whole = min(whole, time.Since(start))
		} else {
			kills++
		}
		check(done)
	}
	if done, err := k.run(dir, time.Minute); !done {
		t.Fatal(err)
	}
	if err := k.after(dir, true); err != nil {
		t.Error(err)
	}
	if have := namesIn(dir); !slices.Equal(have, k.leaves) {
		t.Errorf("the last run has left %v, want %v", have, k.leaves)
	}
	t.Logf("a whole run takes %v; %d were killed, %d others ended before", whole.Round(time.Millisecond), killRounds, ended)
}

// run lets the command live for some time and reports whether it came to its end before; an end without success is an error.
func (k killed) run(dir string, life time.Duration) (done bool, err error) {
	path, err := exec.LookPath("corridor")
	if err != nil {
		return false, err
	}
	var out strings.Builder
	cmd := exec.Command(path, k.args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	if err := cmd.Start(); err != nil {
		return false, err
	}
	kill := time.AfterFunc(life, func() { _ = cmd.Process.Kill() }) // it may have ended
	defer kill.Stop()
	err = cmd.Wait()
	if err != nil && cmd.ProcessState.Exited() {
		return false, fmt.Errorf("%v: %w: %s", k.args, err, out.String())
	}
	return err == nil, nil
}

// killSite makes a folder of a few files, a repository and an export of it; in memory, where there is such a file system: a process
// that is killed leaves the same there.
func killSite(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "corridor-test-")
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Mkdir(filepath.Join(dir, "given"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range killFiles {
		text := fmt.Sprintf("Agreement between the Republic of Mabuwe and the Kingdom of Vestrania, Number %d\n\nArticle 1\n\nThe employer shall pay the cost "+
			"of the journey in the year %d.\n\nArticle 2\n\nNo employer shall keep the passport of a worker.\n", i, 1950+i)
		if err := os.WriteFile(filepath.Join(dir, "given", fmt.Sprintf("%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"ingest", "-q", "given", "--store", "full.db"}, {"export", "all", "--store", "full.db"}} {
		if done, err := (killed{args: args}).run(dir, time.Minute); !done {
			t.Fatal(err)
		}
	}
	return dir
}

const killFiles = 3

// killedIngest is killed and run again, until it comes to its end. What was there stays there.
func killedIngest() killed {
	held := 0
	return killed{
		name: "ingest", args: []string{"ingest", "-q", "given", "--store", "new.db"},
		after: func(dir string, done bool) error {
			n := 0
			_, err := soundAt(filepath.Join(dir, "new.db"), func(s *store.Store) error {
				st, err := s.Status(context.Background())
				if err == nil && (len(st.Unsound) > 0 || st.Assessments.Total != 4*st.Agreements.Total || st.Files.Total != st.Agreements.Total) {
					err = fmt.Errorf("%+v", st)
				}
				n = st.Files.Total
				return err
			})
			if before := held; err == nil && (n < before || done && n != killFiles) {
				return fmt.Errorf("%d files, %d before, all acknowledged: %v", n, before, done)
			}
			held = n
			return err
		},
		again: func(dir string, done bool) error {
			if !done {
				return nil
			}
			held = 0
			return removeAll(dir, "new.db", "new.db-wal", "new.db-shm", "new.db.originals")
		},
		leaves: []string{"all", "full.db", "full.db.originals", "given", "new.db", "new.db.originals"},
	}
}

// killedScore only reads: the repository stays as it is, and the report is there whole or not at all.
func killedScore() killed {
	var want string
	return killed{
		name: "score", args: []string{"score", "-q", "given/0.txt", "--store", "full.db", "--out", "card.html"},
		after: func(dir string, done bool) error {
			head, err := soundAt(filepath.Join(dir, "full.db"), nil)
			if err != nil {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, "card.html"))
			if errors.Is(err, os.ErrNotExist) && !done {
				return nil
			}
			if have := head.String() + string(data); want == "" {
				want = have
			} else if have != want {
				return errors.New("the repository or the report is another than before")
			}
			return err
		},
		again:  func(dir string, _ bool) error { return removeAll(dir, "card.html") },
		leaves: []string{"all", "card.html", "full.db", "full.db.originals", "given"},
	}
}

// killedImport makes a repository of an export: it is there whole or not at all.
func killedImport() killed {
	return killed{
		name: "import", args: []string{"import", "export", "-q", "all", "--store", "new.db"},
		after:  func(dir string, done bool) error { return sameStore(dir, "new.db", done) },
		again:  func(dir string, _ bool) error { return removeAll(dir, "new.db") },
		leaves: []string{"all", "full.db", "full.db.originals", "given", "new.db"},
	}
}

// killedBackup writes over an older backup: the old or the new one is there, whole.
func killedBackup() killed {
	return killed{
		name: "backup", args: []string{"backup", "-q", "saved.db", "--replace", "--store", "full.db"},
		after:  func(dir string, done bool) error { return sameStore(dir, "saved.db", done) },
		again:  func(string, bool) error { return nil },
		leaves: []string{"all", "full.db", "full.db.originals", "given", "saved.db"},
	}
}

// sameStore holds the store of that name, if it is there, against full.db; both must be clean.
func sameStore(dir, name string, must bool) error {
	want, err := soundAt(filepath.Join(dir, "full.db"), nil)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, os.ErrNotExist) && !must {
		return nil
	}
	have, err := soundAt(filepath.Join(dir, name), nil)
	if err == nil && have != want {
		err = fmt.Errorf("%s is at %v, want %v", name, have, want)
	}
	return err
}

// soundAt verifies the store at path, which is made when there is none, and returns its head.
func soundAt(path string, look func(*store.Store) error) (head store.Head, err error) {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return head, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	if err != nil {
		return head, err
	}
	if !v.Clean() {
		return head, fmt.Errorf("%s: %v", path, v.Faults)
	}
	if look != nil {
		err = look(s)
	}
	return v.Head, err
}

func removeAll(dir string, names ...string) (err error) {
	for _, name := range names {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
	}
	return err
}

func namesIn(dir string) (out []string) {
	entries, _ := os.ReadDir(dir) // a folder that is gone has no names
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
