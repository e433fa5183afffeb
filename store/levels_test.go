package store_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// covering is a record of an agreement that covers sectors.
func covering(i int, scope corpus.Scope, sectors ...corpus.Sector) store.Record {
	r := record(i)
	r.Agreement.Scope = corpus.Fact[corpus.Scope]{Value: scope}
	for _, s := range sectors {
		r.Agreement.Sectors = append(r.Agreement.Sectors, corpus.Fact[corpus.Sector]{Value: s})
	}
	return r
}

// TestLevelsUnder holds that the levels are those of the assessments, without what carries them.
func TestLevelsUnder(t *testing.T) {
	s := open(t)
	for i := range 3 {
		put(t, s, record(i))
	}
	again := assessment(agreement(1), "cw2022@1", rubric.NA)
	again.Findings = append(again.Findings, rubric.Finding{Criterion: "cw.wage_prot", Level: rubric.Contrary, Confidence: 0.123456})
	if err := s.PutAssessment(context.Background(), again); err != nil {
		t.Fatal(err)
	}
	var want, have []*rubric.Assessment
	for _, a := range []int{0, 1, 2, 1} {
		held, err := s.AssessmentsUnder(context.Background(), agreement(a).ID, "cw2022@1")
		if err != nil {
			t.Fatal(err)
		}
		as := held[len(want)/3] // the later one of agreement 1 comes last
		as.Tool = ""
		for i, f := range as.Findings {
			as.Findings[i] = rubric.Finding{Criterion: f.Criterion, Level: f.Level, Confidence: f.Confidence}
		}
		want = append(want, as)
	}
	for as, err := range s.LevelsUnder(context.Background(), "cw2022@1") {
		if err != nil {
			t.Fatal(err)
		}
		have = append(have, as)
	}
	if diff := cmp.Diff(want, have); diff != "" || len(have) != 4 {
		t.Errorf("-want +have\n%s", diff)
	}
	for range s.LevelsUnder(context.Background(), "none@1") {
		t.Error("levels under a rubric that nobody used")
	}
}

// TestLevelsBy holds that the levels of a rater are those under all rubrics, and of nobody else.
func TestLevelsBy(t *testing.T) {
	s := open(t)
	put(t, s, record(1))
	ana := assessment(agreement(1), "r086@1", rubric.Contrary)
	ana.Rater, ana.RaterKind = "person:ana", rubric.Person
	if err := s.PutAssessment(context.Background(), ana); err != nil {
		t.Fatal(err)
	}
	for rater, want := range map[string][]string{"rules": {"cw2022@1 operative", "r086@1 weak"}, "person:ana": {"r086@1 contrary"}, "nobody": nil} {
		var have []string
		for as, err := range s.LevelsBy(context.Background(), rater) {
			if err != nil || as.Rater != rater {
				t.Fatal(as, err)
			}
			have = append(have, as.Rubric+" "+as.Findings[0].Level.String())
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +have):\n%s", rater, diff)
		}
	}
	for range s.LevelsBy(context.Background(), "rules") {
		break // a reader may leave early
	}
	put(t, s, record(2))
	coders, err := s.Coders(context.Background())
	if diff := cmp.Diff(map[string][]string{agreement(1).ID: {"person:ana", "rules"}, agreement(2).ID: {"rules"}}, coders); diff != "" || err != nil {
		t.Errorf("coders: %v (-want +have):\n%s", err, diff)
	}
}

func TestLevelsUnderEnds(t *testing.T) {
	s := open(t)
	put(t, s, record(1))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range s.LevelsUnder(ctx, "cw2022@1") {
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// TestListCovers filters by scope and sector, and follows another reading of the text.
func TestListCovers(t *testing.T) {
	s := open(t)
	put(t, s, covering(1, corpus.ScopeSector, corpus.SectorHealth, corpus.SectorDomestic))
	put(t, s, covering(2, corpus.ScopeWorkers))
	put(t, s, covering(3, corpus.ScopeSector, corpus.SectorDomestic))
	check := func(f store.Filter, want ...string) {
		t.Helper()
		list, err := s.List(context.Background(), f)
		var have []string
		for _, m := range list {
			have = append(have, m.Title)
		}
		if err != nil || !slices.Equal(have, want) {
			t.Errorf("%+v: %q, %v, want %q", f, have, err, want)
		}
	}
	check(store.Filter{Scope: corpus.ScopeSector}, "Memorandum 1", "Memorandum 3")
	check(store.Filter{Sector: corpus.SectorHealth}, "Memorandum 1")
	check(store.Filter{Sector: corpus.SectorDomestic, Scope: corpus.ScopeSector, From: 1952}, "Memorandum 3")
	check(store.Filter{Sector: corpus.SectorMining})
	list, err := s.List(context.Background(), store.Filter{Sector: corpus.SectorHealth})
	if err != nil || len(list) != 1 || list[0].Scope != corpus.ScopeSector || !slices.Equal(list[0].Sectors, []corpus.Sector{corpus.SectorHealth, corpus.SectorDomestic}) {
		t.Errorf("%+v, %v", list, err)
	}
	if changed, err := s.Reread(context.Background(), covering(1, corpus.ScopeWorkers, corpus.SectorMining).Agreement, noon); err != nil || !changed {
		t.Fatal(changed, err)
	}
	check(store.Filter{Sector: corpus.SectorHealth})
	check(store.Filter{Sector: corpus.SectorMining, Scope: corpus.ScopeWorkers}, "Memorandum 1")
}

// TestSchemaOpensInOlderTools holds that the schema uses no word of SQLite that came after 2020: a tool that does
// not know one refuses the whole file.
func TestSchemaOpensInOlderTools(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	openAt(t, path)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	newer, n := regexp.MustCompile(`->|(group_concat|json_group_array)\([^()]*ORDER BY|RETURNING|iif\(|string_agg`), 0
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		if n++; newer.MatchString(text) {
			t.Errorf("%s: %s", name, text)
		}
	}
	if err := rows.Err(); err != nil || n < 20 {
		t.Errorf("%d objects, %v", n, err)
	}
}
