package rubric

import (
	"errors"
	"math"
	"testing"
	"time"

	"corridor/corpus"
)

func near(t *testing.T, name string, have, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(have) || math.Abs(have-want) > tolerance {
		t.Errorf("%s: have %.5f, want %.5f", name, have, want)
	}
}

// table makes ratings of two raters from a cross table.
func table(cells [][]int) ratings {
	var r ratings
	for i, row := range cells {
		for j, n := range row {
			for range n {
				r = append(r, []int{i, j})
			}
		}
	}
	return r
}

// TestCohen: the two tables of Feinstein and Cicchetti (1990), same agreement, different kappa.
func TestCohen(t *testing.T) {
	near(t, "balanced", table([][]int{{40, 9}, {6, 45}}).cohen(2), 0.70, 0.005)
	near(t, "skewed", table([][]int{{80, 10}, {5, 5}}).cohen(2), 0.32, 0.005)
}

// TestFleiss: ten subjects, fourteen raters, five categories, the usual textbook table; kappa 0.210.
func TestFleiss(t *testing.T) {
	counts := [][]int{{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}}
	var r ratings
	for _, row := range counts {
		var codes []int
		for k, n := range row {
			for range n {
				codes = append(codes, k)
			}
		}
		r = append(r, codes)
	}
	near(t, "fleiss", r.fleiss(5), 0.210, 0.0005)
}

// TestIncomplete: four observers, twelve units, missing values: Krippendorff (2011), alpha 0.743 nominal
// and 0.815 ordinal; the same data in Gwet (2014): percent 0.818, AC1 0.775, Fleiss 0.761.
func TestIncomplete(t *testing.T) {
	const o = missing
	observers := [][]int{
		{0, 1, 2, 2, 1, 0, 3, 0, 1, o, o, o},
		{0, 1, 2, 2, 1, 1, 3, 0, 1, 4, o, 2},
		{o, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, o},
		{0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, o},
	}
	r := make(ratings, 12)
	for i := range r {
		for k := range observers {
			r[i] = append(r[i], observers[k][i])
		}
	}
	near(t, "alpha nominal", r.krippendorff(5, nominal), 0.743, 0.0005)
	near(t, "alpha ordinal", r.krippendorff(5, ordinal), 0.815, 0.0005)
	near(t, "percent", r.observed(weights(5, nominal)), 0.81818, 0.0005)
	near(t, "AC1", r.gwet(5, nominal), 0.77544, 0.0005)
	near(t, "fleiss", r.fleiss(5), 0.76117, 0.0005)
}

func TestUndefinedIsUndefined(t *testing.T) {
	r := table([][]int{{0, 0}, {0, 9}})
	for name, v := range map[string]float64{"cohen": r.cohen(2), "fleiss": r.fleiss(2), "alpha": r.krippendorff(2, nominal)} {
		if !math.IsNaN(v) {
			t.Errorf("%s of one category only: have %v, want undefined", name, v)
		}
	}
	if b, _ := Num(math.NaN()).MarshalJSON(); string(b) != "null" {
		t.Errorf("undefined marshals as %s", b)
	}
}

func TestAgree(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	code := func(agreement, rater string, levels ...Level) *Assessment {
		s := &Assessment{Agreement: agreement, Rubric: "x@1", Rater: rater, Time: at}
		for i, l := range levels {
			s.Findings = append(s.Findings, Finding{Criterion: string(rune('a' + i)), Level: l, Evidence: []Evidence{{Span: corpus.Span{Start: 1, End: 5}}}})
		}
		return s
	}
	all := []*Assessment{code("1", "A", Operative, Absent, NA), code("1", "B", Operative, Weak, Weak), code("2", "A", Absent, Absent, Weak),
		code("2", "B", Contrary, Absent, Weak), code("2", "C", Weak, Weak, Weak)}
	got, err := Agree(all, AgreeOptions{Raters: []string{"A", "B"}, Group: func(_, c string) string { return c }})
	if err != nil {
		t.Fatal(err)
	}
	if got.Overall.N != 5 || len(got.Groups) != 3 || len(got.Disagreements) != 1 || got.Disagreements[0].Criterion != "b" {
		t.Errorf("have %+v", got)
	}
	if d := got.Disagreements[0]; d.Codes["A"] != Absent || d.Codes["B"] != Weak || d.Passages["B"].End != 5 {
		t.Errorf("disagreement %+v lacks a code or passage", d)
	}
	near(t, "percent", float64(got.Overall.Percent), 0.8, 1e-9)
	if got.Confusion[0][1] != 1 {
		t.Errorf("confusion %v", got.Confusion)
	}
	if _, err := Agree(all, AgreeOptions{Raters: []string{"A"}}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("one rater: have %v", err)
	}
	if _, err := Agree(all, AgreeOptions{Raters: []string{"A", "Z"}}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("nothing in common: have %v", err)
	}
}
