package reports_test

import (
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/corpus/sharedtest"
	"corridor/reports"
	"corridor/rubric"
)

// box11Library has the criteria of the published table and no rules.
func box11Library(t testing.TB) *rubric.Library {
	t.Helper()
	figures, err := reports.Published("box11")
	if err != nil {
		t.Fatal(err)
	}
	r := &rubric.Rubric{ID: "box11", Version: "1", Title: "Box 11"}
	for _, f := range figures {
		if r.Criterion(f.Criterion) == nil {
			r.Criteria = append(r.Criteria, rubric.Criterion{ID: f.Criterion, Theme: "test", Title: "Question " + f.Criterion})
		}
	}
	return &rubric.Library{Rubrics: []*rubric.Rubric{r}}
}

func demoBeside(t testing.TB, n int, o reports.CoverageOptions) reports.Beside {
	t.Helper()
	lib := box11Library(t)
	b, err := reports.NewBeside("box11", lib, sampleRows(n, lib.Rubrics[0]), o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBesideAgreesWithCoverage holds that the rows for one region are those of the coverage table.
func TestBesideAgreesWithCoverage(t *testing.T) {
	lib := box11Library(t)
	rows := sampleRows(70, lib.Rubrics[0])
	for _, o := range []reports.CoverageOptions{{}, {Attribution: reports.OfEither, Reading: reports.Strict}, {From: 1970}} {
		b, err := reports.NewBeside("box11", lib, rows, o)
		if err != nil {
			t.Fatal(err)
		}
		c, err := reports.NewCoverage(lib.Rubrics[0], rows, o)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]reports.CoverageCell{}
		for _, l := range c.Criteria {
			want[l.Criterion+" all"] = l.Total
			for i, g := range c.Groups {
				want[l.Criterion+" "+g.Name] = l.Cells[i]
			}
		}
		for _, l := range b.Lines {
			cell, ok := want[l.Published.Criterion+" "+l.Published.Region]
			if diff := cmp.Diff(cell, l.Corridor); ok && diff != "" {
				t.Errorf("%s in %s (-want +have):\n%s", l.Published.Criterion, l.Published.Region, diff)
			}
		}
	}
}

func TestBesideStanding(t *testing.T) {
	lib := box11Library(t)
	row := func(id string, l rubric.Level) reports.CoverageRow {
		return reports.CoverageRow{Agreement: reports.Summary{ID: id, Corridor: corpus.Corridor{Origin: []string{"KEN"}, Destination: []string{"DEU"}}},
			Findings: []rubric.Resolved{found("gp.01", l, ""), found("gp.07", l, ""), found("gp.05", l, "")}}
	}
	for level, want := range map[rubric.Level]map[string]reports.Standing{
		rubric.Weak:   {"gp.01 Africa": reports.Within, "gp.07 all": reports.Within, "gp.05 all": reports.Unsettled, "gp.01 Asia and Arab States": reports.Unsettled},
		rubric.Absent: {"gp.01 Africa": reports.Higher, "gp.07 all": reports.Higher, "gp.05 all": reports.Unsettled},
	} {
		var rows []reports.CoverageRow
		for i := range 20 {
			rows = append(rows, row(string(rune('a'+i)), level))
		}
		b, err := reports.NewBeside("box11", lib, rows, reports.CoverageOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range b.Lines {
			if w, ok := want[l.Published.Criterion+" "+l.Published.Region]; ok && l.Standing != w {
				t.Errorf("%v: %s in %s: have %q, want %q", level, l.Published.Criterion, l.Published.Region, l.Standing, w)
			}
		}
	}
}

func TestBesideRefuses(t *testing.T) {
	lib := box11Library(t)
	if _, err := reports.NewBeside("box12", lib, nil, reports.CoverageOptions{}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("have %v", err)
	}
	for _, o := range []reports.CoverageOptions{{By: reports.ByKind}, {Regions: []string{"gcc"}}, {Reading: "loose"}, {Rater: rubric.ChiltonWoda, Reading: reports.Strict}} {
		if _, err := reports.NewBeside("box11", lib, nil, o); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: have %v", o, err)
		}
	}
}

func TestCoverageOfYesNoRater(t *testing.T) {
	r := demoRubric()
	for want, o := range map[string]reports.CoverageOptions{"strict": {Reading: reports.Strict}, "origin": {Attribution: reports.OfOrigin}} {
		o.Rater = rubric.ChiltonWoda
		if _, err := reports.NewCoverage(r, nil, o); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: have %v", want, err)
		}
	}
	c, err := reports.NewCoverage(r, nil, reports.CoverageOptions{Rater: rubric.ChiltonWoda})
	if err != nil || c.Options.Attribution != reports.OfEither {
		t.Errorf("have %+v, %v", c.Options, err)
	}
}

// TestPublishedIsTheCodebook compares the figures that ship with those of the codebook.
func TestPublishedIsTheCodebook(t *testing.T) {
	want, err := os.ReadFile(sharedtest.Path(t, "codebook", "published.csv"))
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("published.csv")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
}
