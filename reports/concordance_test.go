package reports_test

import (
	"errors"
	"math"
	"testing"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// opinions makes the assessment of one rater from the demo findings, with some levels of its own.
func opinions(rater string, own map[string]rubric.Level) *rubric.Assessment {
	as := &rubric.Assessment{Agreement: demoAgreement().ID, Rubric: "demo@2026.11", Rater: rater}
	for _, f := range demoFindings() {
		if l, ok := own[f.Criterion]; ok {
			f.Level, f.Reason = l, ""
			if !l.Broad() {
				f.Evidence = nil
			}
		}
		if rubric.YesNo(rater) {
			f.Evidence, f.Reason = nil, ""
			if f.Level == rubric.Operative {
				f.Level = rubric.Weak
			}
		}
		as.Findings = append(as.Findings, f.Finding)
	}
	return as
}

func demoConcordance(t testing.TB, in reports.ConcordanceInput) reports.Concordance {
	t.Helper()
	in.Rubrics, in.Agreements = []*rubric.Rubric{demoRubric()}, []*corpus.Agreement{demoAgreement()}
	in.Assessments = []*rubric.Assessment{
		opinions("rules", nil),
		opinions("person:ana", map[string]rubric.Level{"cw.prot_equal": rubric.Absent, "cw.housing_cond": rubric.Operative}),
		opinions(rubric.ChiltonWoda, map[string]rubric.Level{"cw.wage_prot": rubric.Absent}),
	}
	c, err := reports.NewConcordance(in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestConcordance(t *testing.T) {
	c := demoConcordance(t, reports.ConcordanceInput{Raters: []string{"rules", "person:ana"}, By: reports.AgreeByTheme})
	if c.Reading != "levels" || c.Agreements != 1 || len(c.Readings) != 3 || len(c.Disagreements) != 2 {
		t.Fatalf("have %+v", c)
	}
	d := c.Disagreements[1]
	if d.Criterion != "cw.prot_equal" || d.Opinions[0].Quote != "wishing that every worker be treated with dignity" || d.Opinions[1].Quote != "" {
		t.Errorf("have %+v", d)
	}
	// 10 codes in common; absent 3, weak 3, operative 4 against absent 4, weak 1, operative 5.
	if want := (0.8 - (3*4+3*1+4*5)/100.0) / (1 - (3*4+3*1+4*5)/100.0); math.Abs(float64(c.Overall.Cohen)-want) > 1e-9 {
		t.Errorf("kappa %v, want %v", c.Overall.Cohen, want)
	}
}

// TestConcordanceOfYesNoRater holds that a yes without levels is a yes in both readings, and that levels are refused.
func TestConcordanceOfYesNoRater(t *testing.T) {
	raters := []string{"rules", rubric.ChiltonWoda}
	broad := demoConcordance(t, reports.ConcordanceInput{Raters: raters})
	strict := demoConcordance(t, reports.ConcordanceInput{Raters: raters, Reading: "strict"})
	if broad.Reading != "broad" || len(broad.Disagreements) != 1 || broad.Disagreements[0].Opinions[1].Code != "no" {
		t.Errorf("broad: have %+v", broad.Disagreements)
	}
	for _, d := range strict.Disagreements { // the data set's yes beside a weak clause
		if d.Opinions[0].Level != rubric.Weak || d.Opinions[1].Code != "yes" {
			t.Errorf("strict: have %+v", d)
		}
	}
	if len(strict.Disagreements) != 2 || strict.Overall.Percent != broad.Readings[1].Percent {
		t.Errorf("strict: have %+v", strict)
	}
}

func TestConcordanceRefuses(t *testing.T) {
	in := reports.ConcordanceInput{Rubrics: []*rubric.Rubric{demoRubric()}, Assessments: []*rubric.Assessment{opinions("rules", nil)}}
	for name, tc := range map[string]struct {
		raters  []string
		reading string
		by      reports.AgreeBy
		want    error
	}{
		"one rater":    {[]string{"rules"}, "", "", corpus.ErrInvalid},
		"twice":        {[]string{"rules", "rules"}, "", "", corpus.ErrInvalid},
		"reading":      {[]string{"rules", "model:x"}, "loose", "", corpus.ErrInvalid},
		"breakdown":    {[]string{"rules", "model:x"}, "", "moon", corpus.ErrInvalid},
		"levels of":    {[]string{"rules", rubric.ChiltonWoda}, "levels", "", corpus.ErrInvalid},
		"not together": {[]string{"rules", "model:x"}, "", "", corpus.ErrNotFound},
	} {
		in.Raters, in.Reading, in.By = tc.raters, tc.reading, tc.by
		if _, err := reports.NewConcordance(in); !errors.Is(err, tc.want) {
			t.Errorf("%s: have %v, want %v", name, err, tc.want)
		}
	}
}
