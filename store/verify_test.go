package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// verify checks a store and returns its faults as "object id: problem".
func verify(t testing.TB, s *store.Store) (faults []string) {
	t.Helper()
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Faults {
		faults = append(faults, f.Object+" "+f.ID+": "+f.Problem)
	}
	return faults
}

// wantClean fails when anything in the store is wrong.
func wantClean(t testing.TB, s *store.Store) {
	t.Helper()
	if faults := verify(t, s); len(faults) > 0 {
		t.Errorf("not clean:\n%s", strings.Join(faults, "\n"))
	}
}

// library fills a store with something of everything that it can hold.
func library(t testing.TB, s *store.Store) {
	t.Helper()
	ctx := context.Background()
	s = s.As(store.Author{Name: "ann"})
	for i := range 3 {
		put(t, s, record(i))
	}
	both := record(3)
	other := agreement(4)
	both.Agreement.Family = []corpus.Relation{{Kind: corpus.Translates, To: other.ID}, {Kind: corpus.Amends, To: "Treaty of 1950"}}
	both.Others, both.Publication = []*corpus.Agreement{other}, store.PublishPrivate
	put(t, s, both)
	copied := record(1)
	copied.Name = "copy.txt"
	copied.Agreement.Corridor = corpus.Corridor{Origin: []string{"LKA"}, Destination: []string{"QAT"}}
	copied.Reread = true
	put(t, s, copied)
	put(t, s, store.Record{Name: "scan.pdf", Data: []byte("%PDF"), Time: noon, Err: corpus.ErrNoText})
	must(t, s.PutFile(ctx, store.File{Name: "secret.txt", SHA256: corpus.TextID("secret"), State: store.StateWithheld, Reason: "asked by the ministry", Time: noon}))
	a, b := agreement(0).ID, agreement(1).ID
	_, err := s.Relate(ctx, store.Relation{Agreement: b, Kind: corpus.VersionOf, Other: a, State: store.Offered, Similarity: 0.875, Why: "alike", Time: noon})
	must(t, err)
	_, err = s.Publish(ctx, b, store.PublishMetadata)
	must(t, err)
	must(t, s.Save(ctx, store.Saved{Kind: store.SavedSearch, Owner: "ann", Name: "gulf", Query: "passport", Time: noon}))
	must(t, s.Save(ctx, store.Saved{Kind: store.SavedComparison, Owner: "ann", Name: "two", Agreements: []string{a, b}, Time: noon}))
	must(t, s.Save(ctx, store.Saved{Kind: store.SavedSearch, Owner: "bob", Name: "gone", Query: "x", Time: noon}))
	must(t, s.Unsave(ctx, store.SavedSearch, "bob", "gone"))
	must(t, s.PutAssessment(ctx, assessment(agreement(0), "box11@1", rubric.Contrary)))
	e := entry(1, "NPL", "QAT", "1950-06-01")
	_, err = s.PutCatalogue(ctx, &rubric.Dataset{Name: "list", Entries: []corpus.Entry{e, entry(2, "NLD", "TUR", "1964")},
		Assessments: []*rubric.Assessment{coded(e, rubric.Weak)}})
	must(t, err)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestVerifyClean(t *testing.T) {
	s := open(t)
	wantClean(t, s)
	library(t, s)
	wantClean(t, s)
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	must(t, err)
	have := map[string]int{}
	for _, c := range v.Counts {
		have[c.Object] = c.Checked
	}
	for object, want := range map[string]int{"agreement": 5, "text": 5, "original": 4, "assessment": 9, "file": 7, "entry": 2, "coding": 1,
		"relation": 3, "publication": 3, "reading": 1, "saved": 2, "link": 1, "journal": 40} {
		if have[object] != want {
			t.Errorf("%s: %d checked, want %d", object, have[object], want)
		}
	}
}

// TestVerifyNamesDamage changes a row of every table past the program, and wants it named.
func TestVerifyNamesDamage(t *testing.T) {
	id, other := agreement(1).ID, agreement(2).ID
	for want, script := range map[string]string{
		"text " + id + ": was changed":                         `DROP TRIGGER texts_keep; UPDATE texts SET text = text || '!' WHERE id = '` + id + `'`,
		"text " + id + ": is gone":                             `DROP TRIGGER texts_stay; DELETE FROM texts WHERE id = '` + id + `'`,
		"text " + corpus.TextID("new") + ": no agreement":      `INSERT INTO texts (id, text) VALUES ('` + corpus.TextID("new") + `', 'new')`,
		"agreement " + id + ": is not what the journal says":   `UPDATE agreements SET meta = json_set(meta, '$.language', 'fr'), language = 'fr' WHERE id = '` + id + `'`,
		"agreement " + id + ": is listed as":                   `UPDATE agreements SET title = 'x' WHERE id = '` + id + `'`,
		"agreement " + id + ": is found under the parties":     `UPDATE sides SET party = 'KEN' WHERE agreement = '` + id + `'`,
		"agreement " + id + ": its record is no JSON":          `PRAGMA ignore_check_constraints = 1; UPDATE agreements SET meta = '{' WHERE id = '` + id + `'`,
		"agreement " + other + ": is in the journal, and gone": `DELETE FROM agreements WHERE id = '` + other + `'`,
		"assessment 3: is not what the journal says":           `DROP TRIGGER assessments_keep; UPDATE assessments SET rater = 'x' WHERE seq = 3`,
		"assessment 3: invalid: cw.passport: evidence":         `DROP TRIGGER assessments_keep; UPDATE assessments SET findings = replace(findings, '"end":9', '"end":999') WHERE seq = 3`,
		"assessment 2: is in the journal, and gone":            `DROP TRIGGER assessments_stay; DELETE FROM assessments WHERE seq = 2`,
		"assessment 77: is not in the journal":                 `INSERT INTO assessments SELECT 77, agreement, rubric, 'x', rater_kind, tool, time, findings FROM assessments WHERE seq = 1`,
		"file 4: is not what the journal says":                 `UPDATE files SET state = 'failed', agreement = NULL, reason = 'x' WHERE seq = 4`,
		"file 5: is in the journal, and gone":                  `DELETE FROM files WHERE seq = 5`,
		"relation 1: is not what the journal says":             `UPDATE relations SET state = 'rejected' WHERE seq = 1`,
		"publication " + id + ": is not what the journal":      `UPDATE publications SET level = 'full' WHERE agreement = '` + id + `'`,
		"saved 1: is not what the journal says":                `UPDATE saved SET body = 'x' WHERE seq = 1`,
		"reading 1: is not what the journal says":              `DROP TRIGGER readings_keep; UPDATE readings SET time = '' WHERE seq = 1`,
		"entry list/1: is not what the journal says":           `DROP TRIGGER catalogue_keep; UPDATE catalogue SET entry = json_set(entry, '$.title', 'x') WHERE id = 'list/1'`,
		"entry list/2: is found by other parties":              `DROP TRIGGER catalogue_keep; UPDATE catalogue SET year = 1 WHERE id = 'list/2'`,
		"coding 1: is not what the journal says":               `DROP TRIGGER catalogue_assessments_keep; UPDATE catalogue_assessments SET rater = 'x'`,
		"original " + agreement(0).Source.SHA256 + ": is not":  `DROP TRIGGER originals_keep; UPDATE originals SET name = 'x' WHERE sha256 = '` + agreement(0).Source.SHA256 + `'`,
		"levels assessment 2: does not follow":                 `UPDATE levels SET levels = 'cw.passport absent 0.9' WHERE assessment = 2`,
		"levels assessment 3: does not follow":                 `DELETE FROM levels WHERE assessment = 3`,
		"covers " + id + ": does not follow":                   `INSERT INTO covers VALUES ('` + id + `', 'sector', 3, 'health')`,
		"link list/1 ":                                         `UPDATE catalogue_links SET found_by = 'year'`,
		"words memorandum: ":                                   `INSERT INTO words (rowid, text) VALUES (99, 'memorandum')`,
		"database agreements ":                                 `UPDATE agreements SET original = '` + corpus.TextID("none") + `' WHERE id = '` + id + `'`,
		"journal 7: its hash is not":                           `DROP TRIGGER journal_keep; UPDATE journal SET who = 'bob' WHERE seq = 7`,
		"journal 9: follows 7":                                 `DROP TRIGGER journal_stay; DELETE FROM journal WHERE seq = 8`,
	} {
		path := filepath.Join(t.TempDir(), "s.db")
		s := openAt(t, path)
		library(t, s)
		if err := raw(t, path, script); err != nil {
			t.Fatalf("%s: %v", want, err)
		}
		if faults := verify(t, s); !strings.Contains("\n"+strings.Join(faults, "\n"), "\n"+want) {
			t.Errorf("want %q, have:\n%s", want, strings.Join(faults, "\n"))
		}
	}
}

// TestVerifyOriginals damages the files beside the database.
func TestVerifyOriginals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := openAt(t, path)
	library(t, s)
	sha := agreement(0).Source.SHA256
	file := filepath.Join(path+".originals", sha[:2], sha)
	stray := filepath.Join(path+".originals", sha[:2], corpus.TextID("stray"))
	must(t, os.WriteFile(stray, []byte("stray"), 0o644))
	v, err := s.Verify(context.Background(), store.VerifyOptions{})
	if err != nil || !v.Clean() || len(v.Notes) != 1 || !strings.HasPrefix(v.Notes[0], "1 files") {
		t.Errorf("a stray file: %+v, %v", v, err)
	}
	must(t, os.WriteFile(file, []byte("other"), 0o644))
	for _, want := range []string{"original " + sha + ": invalid: its bytes have changed", "original " + sha + ": invalid: its file"} {
		if faults := verify(t, s); len(faults) != 1 || !strings.HasPrefix(faults[0], want) {
			t.Errorf("want %q, have %q", want, faults)
		}
		must(t, os.RemoveAll(file))
	}
	put(t, s, record(0)) // giving the file again mends it
	wantClean(t, s)
}

// TestVerifyHead holds a store to a head that was noted before.
func TestVerifyHead(t *testing.T) {
	ctx, s := context.Background(), open(t)
	library(t, s)
	head, err := s.Head(ctx)
	must(t, err)
	put(t, s, record(20))
	for noted, clean := range map[store.Head]bool{head: true, {}: true, {Seq: head.Seq, Hash: corpus.TextID("other")}: false, {Seq: 999, Hash: head.Hash}: false} {
		v, err := s.Verify(ctx, store.VerifyOptions{Head: noted})
		if err != nil || v.Clean() != clean {
			t.Errorf("%v: %+v, %v", noted, v.Faults, err)
		}
	}
}

// TestVerifyChecks runs the check of something built from the records.
func TestVerifyChecks(t *testing.T) {
	s := open(t)
	v, err := s.Verify(context.Background(), store.VerifyOptions{Checks: []store.Check{{Object: "index", Run: func(context.Context, *store.Store) (int, []store.Fault, error) {
		return 3, []store.Fault{{Object: "index", ID: "x", Problem: "is stale"}}, nil
	}}}})
	last := v.Counts[len(v.Counts)-1]
	if err != nil || v.Clean() || last != (store.Count{Object: "index", Checked: 3, Faults: 1}) {
		t.Errorf("%+v, %v", v, err)
	}
}

// TestOlderSchemasAreClean migrates a store of every earlier schema and verifies it.
func TestOlderSchemasAreClean(t *testing.T) {
	for version := 1; version <= store.SchemaVersion(); version++ {
		s := openAt(t, unpackFixture(t, version))
		wantClean(t, s)
		library(t, s)
		wantClean(t, s)
		if t.Failed() {
			t.Fatal(fmt.Sprint("schema ", version))
		}
	}
}
