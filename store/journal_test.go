package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

func journal(t *testing.T, s *store.Store, after int64) (list []store.Change) {
	t.Helper()
	for c, err := range s.Journal(context.Background(), after) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// lines writes changes short: number, who, action, object, key or agreement.
func lines(list []store.Change) (out []string) {
	for _, c := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s %s %.6s", c.Seq, c.Who, c.Action, c.Object, c.Agreement)))
	}
	return out
}

func TestJournalTellsEveryChange(t *testing.T) {
	ctx, s := context.Background(), open(t)
	tick := noon
	ann := s.As(store.Author{Name: "ann", Now: func() time.Time { tick = tick.Add(time.Minute); return tick }})
	r := record(1)
	id := r.Agreement.ID[:6]
	put(t, ann, store.Record{Name: r.Name, Data: r.Data, Time: noon, Err: corpus.ErrUnreadable})
	put(t, ann, r)
	put(t, ann, r) // nothing new
	if err := s.PutAssessment(ctx, assessment(r.Agreement, "box11@1", rubric.Weak)); err != nil {
		t.Fatal(err)
	}
	list := journal(t, s, 0)
	want := []string{"1 ann add files", "2 ann add originals", "3 ann add agreements " + id, "4 ann add assessments " + id,
		"5 ann add assessments " + id, "6 ann change files " + id, "7  add assessments " + id}
	if d := cmp.Diff(want, lines(list)); d != "" {
		t.Errorf("(-want +have):\n%s", d)
	}
	if c := list[5]; c.Time != noon.Add(2*time.Minute) || !strings.Contains(c.Before, `"state":"failed"`) || !strings.Contains(c.After, `"state":"ingested"`) {
		t.Errorf("change %+v", c)
	}
	if c := list[6]; c.Time != noon {
		t.Errorf("a change without a clock has the time of its record, and not %v", c.Time)
	}
	head, err := s.Head(ctx)
	if err != nil || head != (store.Head{Seq: 7, Hash: list[6].Hash}) {
		t.Errorf("head %+v, %v", head, err)
	}
	if since := journal(t, s, 5); len(since) != 2 || since[0].Seq != 6 {
		t.Errorf("after 5: %v", lines(since))
	}
	for range s.Journal(ctx, 0) {
		break // a reader may leave early
	}
}

func TestJournalOfNothing(t *testing.T) {
	ctx, s := context.Background(), open(t)
	if head, err := s.Head(ctx); err != nil || head != (store.Head{}) {
		t.Errorf("%+v, %v", head, err)
	}
	broken := record(1)
	broken.Agreement.Text += "!"
	if _, err := s.Put(ctx, broken); err == nil {
		t.Error("a broken record passed")
	}
	if list := journal(t, s, 0); len(list) != 0 {
		t.Errorf("what was refused is in the journal: %v", lines(list))
	}
}

// TestJournalHashes holds the form of the chain, so that other tools can follow it.
func TestJournalHashes(t *testing.T) {
	s := open(t)
	put(t, s.As(store.Author{Name: "ann <a@b>"}), store.Record{Name: "a.txt", Data: []byte("a"), Time: noon, Err: corpus.ErrUnreadable})
	put(t, s, store.Record{Name: "b.txt", Data: []byte("b"), Time: noon, Err: corpus.ErrUnreadable})
	prev := ""
	for i, c := range journal(t, s, 0) {
		name := string(rune('a' + i))
		row := fmt.Sprintf(`{\"seq\":%d,\"name\":\"%s.txt\",\"sha256\":\"%s\",\"bytes\":1,\"state\":\"failed\",\"reason\":\"unreadable\",\"time\":\"2026-11-22T12:00:00Z\"}`,
			i+1, name, corpus.TextID(name))
		who := []string{"ann <a@b>", ""}[i]
		want := corpus.TextID(fmt.Sprintf(`["%s","%d","2026-11-22T12:00:00Z","%s","add","files","%d","","","%s"]`, prev, i+1, who, i+1, row))
		if c.Hash != want {
			t.Errorf("change %d: hash %s, want %s", i+1, c.Hash, want)
		}
		prev = c.Hash
	}
}

// TestJournalIsAppendOnly lets a foreign tool try to change history.
func TestJournalIsAppendOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	put(t, openAt(t, path), record(1))
	for _, script := range []string{`UPDATE journal SET who = 'x'`, `DELETE FROM journal`} {
		if err := raw(t, path, script); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", script, err)
		}
	}
}

// TestOlderStoresGetAJournal opens stores from before there was one: it begins with what they hold.
func TestOlderStoresGetAJournal(t *testing.T) {
	id := record(1).Agreement.ID[:6]
	want := []string{"1  adopt originals", "2  adopt agreements " + id, "3  adopt assessments " + id, "4  adopt assessments " + id, "5  adopt files " + id}
	for version := 1; version <= 2; version++ {
		list := journal(t, openAt(t, unpackFixture(t, version)), 0)
		if d := cmp.Diff(want, lines(list)); d != "" {
			t.Errorf("schema %d (-want +have):\n%s", version, d)
		}
		if list[4].Time != noon || !list[0].Time.IsZero() {
			t.Errorf("schema %d: times %v, %v", version, list[4].Time, list[0].Time)
		}
	}
}
