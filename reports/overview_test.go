package reports_test

import (
	"errors"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/reports"
)

func demoTrend(t testing.TB, o reports.TrendOptions) reports.Trend {
	t.Helper()
	tr, err := reports.NewTrend(demoRubric(), sampleRows(60, demoRubric()), o)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// demoSources are held texts, some of them reciprocal, and entries of a catalogue.
func demoSources() []reports.CorridorSource {
	var out []reports.CorridorSource
	for i, row := range sampleRows(24, demoRubric()) {
		s := reports.CorridorSource{Agreement: row.Agreement, Held: i%3 != 0, Directed: i%3 != 0}
		if i%8 == 7 {
			s.Agreement.Corridor.Reciprocal = true
		}
		out = append(out, s)
	}
	return out
}

func demoBlank(t testing.TB) reports.BlankSpots {
	t.Helper()
	b, err := reports.NewBlankSpots(demoRubric(), sampleRows(60, demoRubric()), demoSources(), reports.BlankOptions{Stock: 1, Since: 1990, Share: 0.45})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTrendCounts holds that every dated agreement stands in one period and that periods have no gaps.
func TestTrendCounts(t *testing.T) {
	for _, step := range []int{1, 5, 10, 20} {
		tr := demoTrend(t, reports.TrendOptions{Step: step})
		sum := 0
		for i, p := range tr.Periods {
			sum += p.Agreements
			if p.Last-p.First+1 != step || i > 0 && p.First != tr.Periods[i-1].Last+1 {
				t.Errorf("step %d: period %d is %d to %d", step, i, p.First, p.Last)
			}
		}
		if sum != tr.Sample.Counted || tr.Sample.Counted+tr.Sample.Undated != tr.Sample.Given {
			t.Errorf("step %d: %d in periods, sample %+v", step, sum, tr.Sample)
		}
		for _, s := range tr.Series {
			if len(s.Cells) != len(tr.Periods) {
				t.Errorf("step %d: %s has %d cells for %d periods", step, s.ID, len(s.Cells), len(tr.Periods))
			}
		}
	}
}

func TestTrendOptions(t *testing.T) {
	for _, o := range []reports.TrendOptions{{Step: 7}, {Criteria: []string{"x"}}, {Reading: "loose"}, {From: 2000, To: 1990}} {
		if _, err := reports.NewTrend(demoRubric(), nil, o); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: %v, want invalid", o, err)
		}
	}
}

// TestCorridorsAddUp holds that every source is counted or left out for one reason.
func TestCorridorsAddUp(t *testing.T) {
	c := reports.NewCorridors(demoSources(), reports.CorridorOptions{From: 1960})
	s := c.Sample
	if s.Given != s.Held+s.Catalogue+s.Undated+s.OtherYear+s.OtherKind+s.OneSided || s.Given != len(demoSources()) {
		t.Errorf("sample does not add up: %+v", s)
	}
	pairs := 0
	for _, p := range c.Pairs {
		pairs += p.N()
		if p.From.Code == "" || p.To.Code == "" || p.N() == 0 {
			t.Errorf("pair %+v", p)
		}
	}
	if pairs < s.Held+s.Catalogue {
		t.Errorf("%d agreements in pairs, %d counted", pairs, s.Held+s.Catalogue)
	}
}

// TestWorldMap holds that the outlines can be read and that the map draws them.
func TestWorldMap(t *testing.T) {
	html := string(encode(t, reports.HTML, reports.NewCorridors(demoSources(), reports.CorridorOptions{})))
	for _, want := range []string{`id="country-NPL"`, `id="country-QAT"`, `class="arc"`, "Natural Earth"} {
		if !strings.Contains(html, want) {
			t.Errorf("the map lacks %s", want)
		}
	}
	if n := strings.Count(html, `id="country-`); n < 150 {
		t.Errorf("only %d outlines", n)
	}
}

func TestBlankSpots(t *testing.T) {
	b := demoBlank(t)
	for _, p := range b.Corridors {
		if p.Last >= 1990 || p.N() < 1 {
			t.Errorf("%v is not blank", p)
		}
	}
	for _, c := range b.Criteria {
		if c.Share.Float() > 0.45 {
			t.Errorf("%s has %v", c.Criterion, c.Share)
		}
	}
	if _, err := reports.NewBlankSpots(demoRubric(), nil, nil, reports.BlankOptions{}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("without a year: %v, want invalid", err)
	}
}
