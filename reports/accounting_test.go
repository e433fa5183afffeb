package reports_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

// demoAccounting is an account in which one total does not add up; with the files, or without them.
func demoAccounting(files bool) reports.Accounting {
	part := func(name string, n int) store.Part { return store.Part{Name: name, Count: n} }
	a := reports.Accounting{Status: &store.Status{Store: "corridor.db", Schema: 9, Head: store.Head{Seq: 12, Hash: strings.Repeat("ab", 32)},
		Files:       store.Tally{Total: 6, Parts: []store.Part{part("ingested", 2), part("duplicate-of", 1), part("no-text-layer", 1), part("failed", 1), part("withheld", 0)}},
		Agreements:  store.Tally{Total: 2, Parts: []store.Part{part("full", 1), part("metadata-only", 0), part("private", 1)}},
		Sources:     store.Tally{Total: 2, Parts: []store.Part{part(store.SourceRead, 2), part(store.SourceUnread, 0)}},
		Assessments: store.Tally{Total: 8, Parts: []store.Part{part("rules", 8)}}, Raters: 1,
		Relations: store.Tally{Total: 1, Parts: []store.Part{part("accepted", 0), part("offered", 1), part("rejected", 0)}},
		Unsound:   []string{"files: 6 in all, and 5 in its parts"}},
		Index: store.Standing{State: store.Stale, Agreements: 1, Clauses: 40, Behind: 1}}
	if files {
		at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
		a.List = []store.File{
			{Name: "a.txt", SHA256: strings.Repeat("1", 64), Bytes: 120, State: store.StateIngested, Agreement: strings.Repeat("a", 64), Time: at},
			{Name: "=broken.pdf", SHA256: strings.Repeat("2", 64), Bytes: 8, State: store.StateFailed, Reason: "no page can be read", Time: at}}
	}
	return a
}

// TestAccountingNamesWhatDoesNotAddUp holds that a fault stands first, in every language.
func TestAccountingNamesWhatDoesNotAddUp(t *testing.T) {
	for code, want := range map[string]string{"en": "Does not add up: files: 6 in all", "fr": "Les comptes ne tombent pas juste\u00a0: files\u00a0: 6 en tout", "es": "No cuadra: files: 6 en total"} {
		tongue, err := reports.ParseTongue(code)
		if err != nil {
			t.Fatal(err)
		}
		p, ok := demoAccounting(false).Document(tongue).Blocks[0].(reports.Paragraph)
		if !ok || p.Tone != reports.Warning || !strings.Contains(string(p.Body[0].(reports.Plain)), want) {
			t.Errorf("%s: %+v, want %q", code, p, want)
		}
	}
}

// TestAccountFilesAddsUp holds that the account of all files and agreements is the store's own.
func TestAccountFilesAddsUp(t *testing.T) {
	x, err := newRepository(filepath.Join(t.TempDir(), "s.db"), []int{3, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	defer x.store.Close()
	status, err := x.store.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	files, err := x.store.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list, err := x.store.List(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	a := reports.AccountFiles(files, list)
	if diff := cmp.Diff([]store.Tally{status.Files, status.Agreements}, []store.Tally{a.Files, a.Agreements}); diff != "" || a.Files.Total != 3 {
		t.Errorf("(-store +account):\n%s", diff)
	}
}

// TestMatrixLeadsToHeldTexts holds that a cell that counts entries of catalogues alone leads nowhere: a search would
// find nothing.
func TestMatrixLeadsToHeldTexts(t *testing.T) {
	source := func(from, to string, held bool) reports.CorridorSource {
		return reports.CorridorSource{Agreement: reports.Summary{ID: from + to, Corridor: corpus.Corridor{Origin: []string{from}, Destination: []string{to}}}, Held: held, Directed: true}
	}
	c := reports.NewCorridors([]reports.CorridorSource{source("NPL", "QAT", true), source("NPL", "DEU", false)}, reports.CorridorOptions{})
	counted, led := 0, 0
	for _, s := range c.Document(reports.Tongue{}).Sections {
		for _, b := range s.Blocks {
			table, ok := b.(reports.Table)
			if !ok || table.Style != reports.Heat {
				continue
			}
			for _, row := range table.Groups[0].Rows {
				for _, x := range row {
					counted, led = counted+min(x.Shade, 1), led+min(len(x.Query), 1)
				}
			}
		}
	}
	if counted != 2 || led != 1 {
		t.Errorf("%d cells count something and %d lead on, want 2 and 1", counted, led)
	}
}
