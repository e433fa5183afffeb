package reports_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/reports"
	"corridor/rubric"
)

// demoRescore has one coding that weakens, one that moves, one criterion gone and one new.
func demoRescore(t testing.TB) reports.Rescore {
	t.Helper()
	old, fresh := demoRubric(), demoRubric()
	fresh.Version, fresh.Criteria[11] = "2026.12", rubric.Criterion{ID: "demo.new", Theme: "own", Title: "A new question"}
	was, is := opinions("rules", nil), opinions("rules", map[string]rubric.Level{"cw.prot_equal": rubric.Operative, "cw.wage_prot": rubric.Absent})
	is.Rubric = "demo@2026.12"
	for i := range is.Findings {
		if ev := is.Findings[i].Evidence; is.Findings[i].Criterion == "r086.06" {
			is.Findings[i].Evidence = ev[1:]
		}
	}
	r := reports.NewRescorer(&rubric.Library{Rubrics: []*rubric.Rubric{old}}, &rubric.Library{Rubrics: []*rubric.Rubric{fresh}})
	r.Add(demoAgreement(), []*rubric.Assessment{was}, []*rubric.Assessment{is})
	return r.Rescore()
}

func TestRescore(t *testing.T) {
	r := demoRescore(t)
	type counts struct{ Compared, Moved, Changes, InPlace int }
	if diff := cmp.Diff(counts{11, 1, 2, 0}, counts{r.Compared, r.Moved, len(r.Changes), len(r.InPlace)}, cmp.AllowUnexported(counts{})); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"demo.new"}, {"cw.emp_orgs"}}, [][]string{r.Added, r.Removed}); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
	c := r.Changes[0]
	if c.Criterion != "cw.wage_prot" || c.Old.Code != "weak" || c.New.Code != "absent" || c.Old.Quote == "" || c.New.Quote != "" {
		t.Errorf("have %+v", c)
	}
}

// TestRescoreInPlace holds that a rubric that changes under its version is named.
func TestRescoreInPlace(t *testing.T) {
	lib := &rubric.Library{Rubrics: []*rubric.Rubric{demoRubric()}}
	r := reports.NewRescorer(lib, lib)
	r.Add(demoAgreement(), []*rubric.Assessment{opinions("rules", nil)}, []*rubric.Assessment{opinions("rules", map[string]rubric.Level{"cw.passport": rubric.Weak})})
	if have := r.Rescore(); len(have.InPlace) != 1 || have.InPlace[0] != "demo@2026.11" {
		t.Errorf("have %+v", have.InPlace)
	}
}
