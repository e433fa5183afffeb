package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// entry lists an agreement between two countries.
func entry(number int, a, b string, signed corpus.Date) corpus.Entry {
	return corpus.Entry{ID: fmt.Sprintf("list/%d", number), Signed: signed, Parties: []corpus.Party{{Name: a, Country: a}, {Name: b, Country: b}}}
}

func coded(e corpus.Entry, level rubric.Level) *rubric.Assessment {
	return &rubric.Assessment{Agreement: e.ID, Rubric: "cw2022@1", Rater: "list", RaterKind: rubric.Imported, Tool: "test", Time: noon,
		Findings: []rubric.Finding{{Criterion: "cw.passport", Level: level, Confidence: 1}}}
}

func putCatalogue(t *testing.T, s *store.Store, entries ...corpus.Entry) store.CatalogueChange {
	t.Helper()
	d := &rubric.Dataset{Name: "list", Entries: entries}
	for _, e := range entries {
		d.Assessments = append(d.Assessments, coded(e, rubric.Weak))
	}
	added, err := s.PutCatalogue(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// held puts a text of two countries.
func held(t *testing.T, s *store.Store, i int, a, b, language string, signed corpus.Date) string {
	t.Helper()
	r := record(i)
	r.Agreement.Corridor = corpus.Corridor{Origin: []string{b}, Destination: []string{a}}
	r.Agreement.Language, r.Agreement.Signed.Value = language, signed
	put(t, s, r)
	return r.Agreement.ID
}

func TestCatalogueRoundTrip(t *testing.T) {
	ctx, s := context.Background(), open(t)
	e := entry(1, "NLD", "TUR", "1964-08-19")
	e.Title, e.Language, e.Copies, e.Facts = "Agreement", "fr", []string{"fr", "nl"}, map[string]string{"quota": "no"}
	if added := putCatalogue(t, s, e); added != (store.CatalogueChange{Entries: 1, Assessments: 1}) {
		t.Errorf("added %+v", added)
	}
	if again := putCatalogue(t, s, e); again != (store.CatalogueChange{}) {
		t.Errorf("again %+v", again)
	}
	list, err := s.Catalogue(ctx, "list")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]corpus.Entry{e}, list); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	as, err := s.CatalogueAssessments(ctx, "list")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]*rubric.Assessment{coded(e, rubric.Weak)}, as); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	if other, err := s.Catalogue(ctx, "lis"); err != nil || len(other) != 0 {
		t.Errorf("another catalogue: %v, %v", other, err)
	}
}

func TestCatalogueNewOpinion(t *testing.T) {
	ctx, s := context.Background(), open(t)
	e := entry(1, "NLD", "TUR", "1964")
	for i, level := range []rubric.Level{rubric.Weak, rubric.Absent, rubric.Absent, rubric.Weak} {
		added, err := s.PutCatalogue(ctx, &rubric.Dataset{Name: "list", Entries: []corpus.Entry{e}, Assessments: []*rubric.Assessment{coded(e, level)}})
		if want := map[bool]int{true: 0, false: 1}[i == 2]; err != nil || added.Assessments != want {
			t.Errorf("time %d: added %+v, %v", i+1, added, err)
		}
	}
}

// TestCatalogueWholeOrNotAtAll spoils the last piece of a catalogue: nothing of it is kept.
func TestCatalogueWholeOrNotAtAll(t *testing.T) {
	ctx, s := context.Background(), open(t)
	good := entry(1, "NLD", "TUR", "1964")
	bad := entry(2, "NLD", "TUR", "1964-13")
	changed := entry(3, "NLD", "TUR", "1964")
	stray := coded(entry(9, "NLD", "TUR", ""), rubric.Weak)
	quoting := coded(good, rubric.Weak)
	quoting.Findings[0].Evidence = []rubric.Evidence{{Span: corpus.Span{End: 3}}}
	putCatalogue(t, s, changed)
	changed.Title = "other"
	for name, tc := range map[string]struct {
		set  rubric.Dataset
		want error
	}{
		"broken entry":   {rubric.Dataset{Entries: []corpus.Entry{good, bad}}, corpus.ErrInvalid},
		"changed entry":  {rubric.Dataset{Entries: []corpus.Entry{good, changed}}, corpus.ErrConflict},
		"stray code":     {rubric.Dataset{Entries: []corpus.Entry{good}, Assessments: []*rubric.Assessment{stray}}, corpus.ErrConflict},
		"quote of none":  {rubric.Dataset{Entries: []corpus.Entry{good}, Assessments: []*rubric.Assessment{quoting}}, corpus.ErrInvalid},
		"rater unnamed":  {rubric.Dataset{Entries: []corpus.Entry{good}, Assessments: []*rubric.Assessment{{Agreement: good.ID}}}, corpus.ErrInvalid},
		"no such number": {rubric.Dataset{Entries: []corpus.Entry{good, {ID: "list"}}}, corpus.ErrInvalid},
	} {
		if _, err := s.PutCatalogue(ctx, &tc.set); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
	if list, err := s.Catalogue(ctx, ""); err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}

func TestCatalogueIsAppendOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	putCatalogue(t, openAt(t, path), entry(1, "NLD", "TUR", "1964"))
	for _, script := range []string{`UPDATE catalogue SET year = 1`, `DELETE FROM catalogue`,
		`UPDATE catalogue_assessments SET rater = 'me'`, `DELETE FROM catalogue_assessments`} {
		if err := raw(t, path, script); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", script, err)
		}
	}
}

func TestPlacements(t *testing.T) {
	ctx, s := context.Background(), open(t)
	fr := held(t, s, 1, "NLD", "TUR", "fr", "1964-08-19")
	nl := held(t, s, 2, "NLD", "TUR", "nl", "1964-08-19")
	only := held(t, s, 3, "CHE", "TUN", "de", "2012-06-11")
	held(t, s, 4, "ARG", "BOL", "es", "1998-02-16")
	held(t, s, 5, "ITA", "FRA", "fr", "1951-01-01")
	held(t, s, 6, "ITA", "FRA", "fr", "1951-02-02")
	added := putCatalogue(t, s,
		entry(1, "TUR", "NLD", "1964-08-19"), // the day, in two languages
		entry(2, "CHE", "TUN", "2012-12-31"), // the only text of the year
		entry(3, "CHE", "TUN", "2011"),       // another year
		entry(4, "CHE", "NLD", "1964"),       // other parties
		entry(5, "ARG", "BOL", "1998-02-16"), // two entries of one day
		entry(6, "ARG", "BOL", "1998-02-16"),
		entry(7, "FRA", "ITA", "1951"), // two texts of one year
		entry(8, "FRA", "ITA", ""),
	)
	if added.Links != 3 {
		t.Errorf("%d links", added.Links)
	}
	list, err := s.Placements(ctx, "list")
	if err != nil {
		t.Fatal(err)
	}
	type placed struct {
		By     store.LinkedBy
		Reason store.Unplaced
		IDs    int
	}
	var have []placed
	for _, p := range list {
		have = append(have, placed{p.By, p.Reason, len(p.Agreements)})
	}
	want := []placed{{store.LinkedByDate, "", 2}, {store.LinkedByYear, "", 1}, {"", store.NoYearHeld, 0}, {"", store.NoPartyHeld, 0},
		{"", store.SeveralEntries, 0}, {"", store.SeveralEntries, 0}, {"", store.SeveralTexts, 0}, {"", store.NoYearHeld, 0}}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	links, err := s.Links(ctx)
	if err != nil || len(links) != 2 || len(links["list/1"]) != 2 || links["list/2"][0] != only || fr == nl {
		t.Errorf("links %v, %v", links, err)
	}
}

// TestTextAfterCatalogue lets texts come in after the catalogue: links follow, and go when they are no longer sure.
func TestTextAfterCatalogue(t *testing.T) {
	ctx, s := context.Background(), open(t)
	putCatalogue(t, s, entry(1, "NLD", "TUR", "1964"))
	for i, want := range []int{1, 0} {
		held(t, s, i, "NLD", "TUR", "fr", corpus.Date(fmt.Sprintf("1964-08-0%d", i+1)))
		if links, err := s.Links(ctx); err != nil || len(links["list/1"]) != want {
			t.Errorf("after text %d: %v, %v", i+1, links, err)
		}
	}
}

func TestRaters(t *testing.T) {
	s := open(t)
	put(t, s, record(1))
	putCatalogue(t, s, entry(1, "NLD", "TUR", "1964"))
	have, err := s.Raters(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []store.RaterCount{
		{Rater: "list", Kind: rubric.Imported, Rubric: "cw2022@1", Catalogue: 1},
		{Rater: "rules", Kind: rubric.Rules, Rubric: "cw2022@1", Held: 1},
		{Rater: "rules", Kind: rubric.Rules, Rubric: "r086@1", Held: 1},
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
}

// TestOlderSchemasTakeCatalogues opens a store of every earlier schema and puts a catalogue into it that
// links to the text it holds.
func TestOlderSchemasTakeCatalogues(t *testing.T) {
	for version := 1; version <= store.SchemaVersion(); version++ {
		s := openAt(t, unpackFixture(t, version))
		if added := putCatalogue(t, s, entry(1, "QAT", "NPL", "1951-06-01")); added.Links != 1 {
			t.Errorf("schema %d: %+v", version, added)
		}
	}
}
