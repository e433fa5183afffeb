package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"corridor/ingest"
	"corridor/rubric"
	"corridor/store"
)

// TestInGroups holds that groups come in order, that what is ready comes together, and that large results do not pile up.
func TestInGroups(t *testing.T) {
	items := make([]int, 60)
	for i := range items {
		items[i] = i
	}
	var waiting, most atomic.Int32 // large results that are made and not taken
	large := func(i int) bool { return i >= 40 }
	work := func(_ context.Context, i int) int {
		if large(i) {
			n := waiting.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
		}
		return i
	}
	var have []int
	longest := 0
	for group := range inGroups(t.Context(), ahead[int]{workers: 2, results: 8, large: large}, items, work) {
		for n, i := range group {
			if large(i) {
				waiting.Add(-1)
				if n < len(group)-1 {
					t.Errorf("%v goes on after a large one", group)
				}
			}
		}
		have, longest = append(have, group...), max(longest, len(group))
		time.Sleep(2 * time.Millisecond)
	}
	if !slices.Equal(have, items) {
		t.Errorf("have %v", have)
	}
	if longest < 2 || longest > 8 || most.Load() > 3 {
		t.Errorf("%d in a group, %d large at once", longest, most.Load())
	}
	for range inGroups(t.Context(), ahead[int]{workers: 2, results: 8}, items, work) {
		break // nothing is left behind that blocks
	}
}

// TestPutGroup holds that of inputs that are written together one that cannot be kept loses only itself.
func TestPutGroup(t *testing.T) {
	p, _, errs := testProgram(t)
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	in := &intake{p: p, store: s, count: map[store.State]int{}}
	var group []taken
	for i := range 3 {
		data := []byte(longAgreement(i, 1000))
		a, err := ingest.Read(t.Context(), "a.txt", data, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprint(i, ".txt")
		group = append(group, taken{input: input{path: name, name: name}, records: []store.Record{{Name: name, Data: data, Time: p.now(), Agreement: a}}})
	}
	group[1].records[0].Assessments = []*rubric.Assessment{{Agreement: group[1].records[0].Agreement.ID}} // says nothing
	if err := in.putGroup(t.Context(), nil, group); err != nil {
		t.Fatal(err)
	}
	if in.count[store.StateIngested] != 2 || in.count[store.StateFailed] != 1 || !strings.Contains(errs.String(), "1.txt") {
		t.Errorf("%v, %s", in.count, errs)
	}
	files, err := s.Files(t.Context())
	if err != nil || len(files) != 3 || files[1].State != store.StateFailed || files[2].State != store.StateIngested {
		t.Errorf("%+v, %v", files, err)
	}
	group[2].records[0].Name = "other.txt"
	group[0].records[0].Name = "another.txt"
	if err := in.putGroup(t.Context(), nil, []taken{group[0], group[2]}); err != nil || in.count[store.StateDuplicate] != 2 {
		t.Errorf("%v, %v", in.count, err)
	}
}
