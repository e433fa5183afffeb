package reports_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// TestCoverageAddsUp draws samples and options and holds every table to its accounts.
func TestCoverageAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(n int) int { return rng.IntN(n) }
	for range 200 {
		o := reports.CoverageOptions{By: reports.Dimensions()[pick(8)],
			Reading: []reports.Reading{reports.Broad, reports.Strict}[pick(2)]}
		if o.By == reports.ByRegion {
			o.Attribution = []reports.Attribution{reports.OfOrigin, reports.OfDestination, reports.OfEither}[pick(3)]
			o.Regions = [][]string{nil, {"africa"}, {"arab", "gcc", "asia-arab"}}[pick(3)]
		}
		if pick(2) == 0 {
			o.From, o.To = 1950+pick(40), 1990+pick(40)
		}
		if o.By == reports.ByCorridor {
			o.Columns = pick(5)
		}
		if pick(3) == 0 {
			o.Rows, o.Themes = reports.Themes, [][]string{nil, {"recruitment", "wages"}}[pick(2)]
		}
		if pick(4) == 0 {
			o.Scopes, o.Sectors = []corpus.Scope{corpus.ScopeWorkers, corpus.ScopeSector}, []corpus.Sector{corpus.SectorHealth}
		}
		if pick(3) == 0 {
			o.Kinds = []corpus.Kind{corpus.KindBLA, corpus.KindMOU}
		}
		checkSums(t, demoCoverage(t, pick(90), o))
	}
}

func checkSums(t *testing.T, c reports.Coverage) {
	t.Helper()
	s, places := c.Sample, 0
	if s.Given != s.Counted+s.OtherKind+s.OtherScope+s.Undated+s.OtherYear+s.Unrated {
		t.Errorf("%+v: agreements are lost", c.Options)
	}
	for _, g := range c.Groups {
		places += g.Agreements
	}
	if places != s.Places || places < s.Counted || (s.Several == 0) != (places == s.Counted) {
		t.Errorf("%+v: columns hold %d entries of %d agreements, %d in several", c.Options, places, s.Counted, s.Several)
	}
	for _, l := range c.Criteria {
		k, n := 0, 0
		for i, cell := range l.Cells {
			k, n = k+cell.K, n+cell.N
			if cell.N > c.Groups[i].Agreements || cell.K > cell.N || (cell.N == 0) != (cell.Share == nil) {
				t.Errorf("%s in %s: %+v of %d agreements", l.Criterion, c.Groups[i].Code, cell, c.Groups[i].Agreements)
			}
		}
		if s.Several == 0 && c.Options.By != reports.ByRater && (k != l.Total.K || n != l.Total.N) {
			t.Errorf("%+v: %s adds up to %d/%d, the total says %d/%d", c.Options, l.Criterion, k, n, l.Total.K, l.Total.N)
		}
		if l.Total.N > s.Counted || c.Options.By != reports.ByRater && (l.Total.K > k || l.Total.N > n) {
			t.Errorf("%+v: %s: total %+v is over its parts %d/%d", c.Options, l.Criterion, l.Total, k, n)
		}
	}
}

func TestCoverageOrderOfRowsDoesNotMatter(t *testing.T) {
	r := demoRubric()
	rows := sampleRows(50, r)
	for _, by := range reports.Dimensions() {
		a, err1 := reports.NewCoverage(r, rows, reports.CoverageOptions{By: by})
		b, err2 := reports.NewCoverage(r, shuffled(rows), reports.CoverageOptions{By: by})
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for _, f := range reports.Formats() {
			if !bytes.Equal(encode(t, f, a), encode(t, f, b)) {
				t.Errorf("by %s as %s: shuffled rows give other bytes", by, f)
			}
		}
	}
}

// TestCoverageOfHandCounted is small enough to count by hand.
func TestCoverageOfHandCounted(t *testing.T) {
	r := smallRubric()
	row := func(id, from, to string, levels ...rubric.Level) reports.CoverageRow {
		out := reports.CoverageRow{Agreement: reports.Summary{ID: id, Kind: corpus.KindMOU, Corridor: corpus.Corridor{Origin: []string{from}, Destination: []string{to}}}}
		for i, l := range levels {
			out.Findings = append(out.Findings, found(r.Criteria[i].ID, l, ""))
		}
		return out
	}
	rows := []reports.CoverageRow{
		row("a", "NPL", "QAT", rubric.Operative, rubric.Contrary),
		row("b", "MAR", "FRA", rubric.Weak, rubric.NA),
		row("c", "Union of Nowhere", "FRA", rubric.Absent, rubric.Weak),
	}
	got := map[string]map[string][2]int{}
	for _, reading := range []reports.Reading{reports.Broad, reports.Strict} {
		c, err := reports.NewCoverage(r, rows, reports.CoverageOptions{Attribution: reports.OfEither, Reading: reading})
		if err != nil {
			t.Fatal(err)
		}
		got[string(reading)] = map[string][2]int{"total": {c.Criteria[0].Total.K, c.Criteria[0].Total.N}, "second": {c.Criteria[1].Total.K, c.Criteria[1].Total.N}}
		for i, g := range c.Groups {
			got[string(reading)][g.Code] = [2]int{c.Criteria[0].Cells[i].K, c.Criteria[0].Cells[i].N}
		}
	}
	want := map[string]map[string][2]int{
		"broad":  {"total": {2, 3}, "second": {1, 2}, "africa": {1, 1}, "asia-arab": {1, 1}, "europe": {1, 2}, "americas": {0, 0}, "pacific": {0, 0}, "unplaced": {0, 1}},
		"strict": {"total": {1, 3}, "second": {0, 2}, "africa": {0, 1}, "asia-arab": {1, 1}, "europe": {0, 2}, "americas": {0, 0}, "pacific": {0, 0}, "unplaced": {0, 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
}

func TestCoverageRefuses(t *testing.T) {
	r := demoRubric()
	for name, o := range map[string]reports.CoverageOptions{
		"dimension":            {By: "mood"},
		"attribution":          {Attribution: "neither"},
		"attribution by":       {By: reports.ByKind, Attribution: reports.OfOrigin},
		"reading":              {Reading: "loose"},
		"years":                {From: 2000, To: 1990},
		"region":               {Regions: []string{"atlantis"}},
		"kind":                 {Kinds: []corpus.Kind{"treaty"}},
		"regions by dimension": {By: reports.ByDecade, Regions: []string{"africa"}},
	} {
		if _, err := reports.NewCoverage(r, nil, o); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	twice := append(sampleRows(3, r), sampleRows(1, r)...)
	if _, err := reports.NewCoverage(r, twice, reports.CoverageOptions{}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("an agreement given twice: %v, want ErrInvalid", err)
	}
}
