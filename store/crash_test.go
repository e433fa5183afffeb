package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"corridor/store"
)

const (
	crashRounds = 200
	crashAnew   = 20 // rounds until the next store is begun
)

// writeForEver puts records into the store, by themselves and several together, and prints the id of each that was
// acknowledged.
func writeForEver(path string) {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	list, err := s.List(context.Background(), store.Filter{})
	for i := len(list); err == nil; {
		var group []store.Record
		for range 1 + i%4 {
			group = append(group, record(i))
			i++
		}
		if len(group) == 1 {
			_, err = s.Put(context.Background(), group[0])
		} else {
			_, err = s.PutAll(context.Background(), group)
		}
		for _, r := range group {
			if err == nil {
				fmt.Println(r.Agreement.ID)
			}
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestKilledWriter kills a writing process at a random moment, again and again: what was acknowledged is
// there, and nothing is there in part.
func TestKilledWriter(t *testing.T) {
	dir, path := memory(t), ""
	seed := rand.New(rand.NewPCG(1, 2))
	total := 0
	var acknowledged []string
	for round := range times(crashRounds) {
		if round%crashAnew == 0 {
			path, acknowledged = filepath.Join(dir, fmt.Sprintf("%d.db", round)), nil
		}
		ids := runAndKill(t, path, time.Duration(seed.IntN(30))*time.Millisecond)
		acknowledged, total = append(acknowledged, ids...), total+len(ids)
		checkWhole(t, path, acknowledged)
		if round%crashAnew == crashAnew-1 {
			if _, problem := soundStore(path); problem != "" {
				t.Error(problem)
			}
		}
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d writes acknowledged", total)
}

// runAndKill lets the writer live for some time after its first write.
func runAndKill(t *testing.T, path string, life time.Duration) (ids []string) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CORRIDOR_STORE_WRITER="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		t.Fatal(err)
	}
	kill := sync.OnceFunc(func() { time.AfterFunc(life, func() { _ = cmd.Process.Kill() }) })
	for lines := bufio.NewScanner(out); lines.Scan(); kill() {
		ids = append(ids, lines.Text())
	}
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Fatalf("the writer ended by itself: %v", err)
	}
	return ids
}

func checkWhole(t *testing.T, path string, acknowledged []string) {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.List(context.Background(), store.Filter{})
	if err != nil || len(list) < len(acknowledged) {
		t.Errorf("%d agreements for %d acknowledged writes, %v", len(list), len(acknowledged), err)
	}
	for _, id := range acknowledged[max(0, len(acknowledged)-20):] {
		if _, err := s.Agreement(context.Background(), id); err != nil {
			t.Error(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	checkCounts(t, path, len(list))
}

// checkCounts looks into the file with plain SQL: every agreement has its text, original, file and both assessments.
func checkCounts(t *testing.T, path string, want int) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var health string
	var texts, originals, files, assessed, lost int
	err = db.QueryRow(`SELECT integrity_check, (SELECT count(*) FROM texts), (SELECT count(*) FROM originals),
		(SELECT count(*) FROM files), (SELECT count(*) FROM assessments), (SELECT count(*) FROM pragma_foreign_key_check)
		FROM pragma_integrity_check`).Scan(&health, &texts, &originals, &files, &assessed, &lost)
	if err != nil || health != "ok" || lost != 0 {
		t.Errorf("integrity %q, %d lost references, %v", health, lost, err)
	}
	if texts != want || originals != want || files != want || assessed != 2*want {
		t.Errorf("%d agreements, but %d texts, %d originals, %d files, %d assessments", want, texts, originals, files, assessed)
	}
}
