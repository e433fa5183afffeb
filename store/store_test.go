package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

func TestRoundTrip(t *testing.T) {
	ctx, s := context.Background(), open(t)
	want := record(1)
	if got := put(t, s, want); got.State != store.StateIngested || got.Agreement != want.Agreement.ID {
		t.Errorf("state = %+v", got)
	}
	a, err := s.Agreement(ctx, want.Agreement.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.Agreement, a, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("agreement (-want +have):\n%s", d)
	}
	as, err := s.Assessments(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.Assessments, as); d != "" {
		t.Errorf("assessments (-want +have):\n%s", d)
	}
	name, data, err := s.Original(ctx, want.Agreement.Source.SHA256)
	if err != nil || name != want.Name || string(data) != string(want.Data) {
		t.Errorf("original = %q, %q, %v", name, data, err)
	}
}

func TestPutAgreementAgain(t *testing.T) {
	ctx, s := context.Background(), open(t)
	a := agreement(1)
	for i, want := range []bool{true, false} {
		if added, err := s.PutAgreement(ctx, a, ""); err != nil || added != want {
			t.Errorf("time %d: added = %v, %v", i+1, added, err)
		}
	}
	a.Source.Name = "copy.txt"
	if added, err := s.PutAgreement(ctx, a, ""); err != nil || added {
		t.Errorf("same reading from another file: added = %v, %v", added, err)
	}
	a.Kind.Value = corpus.KindBLA
	if _, err := s.PutAgreement(ctx, a, ""); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("another reading of the text: %v", err)
	}
}

func TestPutRefusesWhatBreaksRules(t *testing.T) {
	ctx, s := context.Background(), open(t)
	broken := agreement(1)
	broken.Text += "!"
	if _, err := s.PutAgreement(ctx, broken, ""); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("text that is not its id: %v", err)
	}
	if _, err := s.PutAgreement(ctx, agreement(1), corpus.TextID("nowhere")); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("original that is not held: %v", err)
	}
	if err := s.PutAssessment(ctx, assessment(agreement(9), "r@1", rubric.Weak)); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("assessment of nothing: %v", err)
	}
	list, err := s.List(ctx, store.Filter{})
	if err != nil || len(list) != 0 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}

func TestAssessmentMustFit(t *testing.T) {
	ctx, s := context.Background(), open(t)
	r := record(1)
	put(t, s, r)
	cut := len(r.Agreement.Text) - len("º 1.\n") + 1 // inside º
	for name, change := range map[string]func(*rubric.Assessment){
		"beyond":     func(a *rubric.Assessment) { a.Findings[0].Evidence[0].Span.End = 1000 },
		"empty":      func(a *rubric.Assessment) { a.Findings[0].Evidence[0].Span = corpus.Span{} },
		"cut rune":   func(a *rubric.Assessment) { a.Findings[0].Evidence[0].Span.End = cut },
		"no time":    func(a *rubric.Assessment) { a.Time = time.Time{} },
		"no rater":   func(a *rubric.Assessment) { a.Rater = "" },
		"said twice": func(a *rubric.Assessment) { a.Findings = append(a.Findings, a.Findings[0]) },
	} {
		as := assessment(r.Agreement, "r@1", rubric.Weak)
		change(as)
		if err := s.PutAssessment(ctx, as); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAssessmentsKeepTheirOrder(t *testing.T) {
	ctx, s := context.Background(), open(t)
	r := record(1)
	put(t, s, r)
	late := assessment(r.Agreement, "r086@1", rubric.Absent)
	late.Time = noon.Add(-time.Hour) // an earlier time does not move it forward
	if err := s.PutAssessment(ctx, late); err != nil {
		t.Fatal(err)
	}
	var levels []string
	held, err := s.Assessments(ctx, r.Agreement.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, as := range held {
		levels = append(levels, as.Findings[0].Level.String())
	}
	if d := cmp.Diff([]string{"operative", "weak", "absent"}, levels); d != "" {
		t.Error(d)
	}
}

func TestFilesAddUp(t *testing.T) {
	ctx, s := context.Background(), open(t)
	first, again, copied := record(1), record(1), record(1)
	copied.Name = "folder/copy.txt"
	scan := store.Record{Name: "scan.pdf", Data: []byte("%PDF"), Time: noon, Err: errors.Join(errors.New("scan.pdf"), corpus.ErrNoText)}
	broken := store.Record{Name: "broken.pdf", Data: []byte("%P"), Time: noon, Err: corpus.ErrUnreadable}
	lost := store.Record{Name: first.Name, Data: first.Data, Time: noon, Err: corpus.ErrUnreadable}
	for _, r := range []store.Record{first, again, copied, scan, broken, broken, lost} {
		put(t, s, r)
	}
	files, err := s.Files(ctx)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]store.State{}
	for _, f := range files {
		got[f.Name] = f.State
	}
	want := map[string]store.State{"m1.txt": store.StateIngested, "folder/copy.txt": store.StateDuplicate,
		"scan.pdf": store.StateNoText, "broken.pdf": store.StateFailed}
	if d := cmp.Diff(want, got); d != "" || len(files) != 4 {
		t.Errorf("%d files (-want +have):\n%s", len(files), d)
	}
	if as, err := s.Assessments(ctx, first.Agreement.ID); err != nil || len(as) != 2 {
		t.Errorf("%d assessments after giving the same file three times, %v", len(as), err)
	}
}

func TestFailedFileThatIsMended(t *testing.T) {
	s := open(t)
	r := record(1)
	put(t, s, store.Record{Name: r.Name, Data: r.Data, Time: noon, Err: corpus.ErrUnreadable})
	put(t, s, r)
	if f, err := s.File(context.Background(), r.Name, r.Agreement.Source.SHA256); err != nil || f.State != store.StateIngested {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestPutFileRefusesHalfAnAccount(t *testing.T) {
	ctx, s := context.Background(), open(t)
	sha := corpus.TextID("x")
	for _, f := range []store.File{
		{Name: "", SHA256: sha, State: store.StateFailed, Reason: "why", Time: noon},
		{Name: "a", SHA256: "12", State: store.StateFailed, Reason: "why", Time: noon},
		{Name: "a", SHA256: sha, State: store.StateFailed, Time: noon},
		{Name: "a", SHA256: sha, State: store.StateIngested, Time: noon},
	} {
		if err := s.PutFile(ctx, f); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: %v", f, err)
		}
	}
	if err := s.PutFile(ctx, store.File{Name: "a", SHA256: sha, State: "lost", Reason: "why", Time: noon}); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("unknown state: %v", err)
	}
}

func TestPathWithSigns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a ?#%20 ü.db")
	put(t, openAt(t, path), record(1))
	list, err := openAt(t, path).List(context.Background(), store.Filter{})
	if err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

// TestFileReadOtherwise gives a file again to a program that reads another text from it: the file accounts for both.
func TestFileReadOtherwise(t *testing.T) {
	s := open(t)
	put(t, s, record(1))
	other := record(2)
	other.Name, other.Data = record(1).Name, record(1).Data
	for range 2 {
		f := put(t, s, other)
		if f.State != store.StateIngested || f.Agreement != other.Agreement.ID || !slices.Equal(f.Others, []string{record(1).Agreement.ID}) {
			t.Errorf("%+v", f)
		}
		other.Agreement = agreement(2)
	}
	if st := status(t, s); st.Files.Total != 1 || st.Agreements.Total != 2 || len(st.Unsound) > 0 {
		t.Errorf("%+v", st)
	}
	wantClean(t, s)
}
