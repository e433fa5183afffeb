package store_test

import (
	"context"
	"errors"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestPutAll holds that records written together leave the same journal as records written one after the other.
func TestPutAll(t *testing.T) {
	ctx := context.Background()
	var records []store.Record
	for i := range 6 {
		records = append(records, record(i))
	}
	again := record(2)
	again.Name = "copy.txt"
	records = append(records, again, store.Record{Name: "torn.pdf", Data: []byte("%PDF"), Time: noon, Err: errors.New("torn")})
	single, together := open(t), open(t)
	var want []store.State
	for _, r := range records {
		want = append(want, put(t, single, r).State)
	}
	var have []store.State
	for _, part := range [][]store.Record{nil, records[:2], records[2:4], records[4:]} {
		files, err := together.PutAll(ctx, part)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			have = append(have, f.State)
		}
	}
	if len(have) != len(want) || have[6] != store.StateDuplicate || have[7] != store.StateFailed {
		t.Errorf("%v, not %v", have, want)
	}
	a, errA := single.Head(ctx)
	b, errB := together.Head(ctx)
	if errA != nil || errB != nil || a != b {
		t.Errorf("%v and %v, %v, %v", a, b, errA, errB)
	}
	if _, problem := soundStore(together.Path()); problem != "" {
		t.Error(problem)
	}
}

// TestPutAllOrNone holds that nothing stays of records that were to be written together when one cannot be, and that the
// others can then be written by themselves.
func TestPutAllOrNone(t *testing.T) {
	ctx, s := context.Background(), open(t)
	for i := range 4 { // statements are prepared by then
		put(t, s, record(i))
	}
	before, err := s.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	bad := record(11)
	bad.Assessments[1].Rater = ""
	if files, err := s.PutAll(ctx, []store.Record{record(10), bad, record(12)}); !errors.Is(err, corpus.ErrInvalid) || files != nil {
		t.Errorf("%v, %v", files, err)
	}
	if after, err := s.Head(ctx); err != nil || after != before {
		t.Errorf("%v became %v, %v", before, after, err)
	}
	if f := put(t, s, record(10)); f.State != store.StateIngested {
		t.Errorf("%+v", f)
	}
	if _, problem := soundStore(s.Path()); problem != "" {
		t.Error(problem)
	}
}
