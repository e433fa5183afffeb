package reports_test

import (
	"encoding/json"
	"math"
	"testing"

	"corridor/reports"
)

// The interval is that of E. B. Wilson, "Probable inference, the law of succession, and statistical
// inference", JASA 22 (1927) 209-212. The figures are those of method 3 in R. G. Newcombe, "Two-sided
// confidence intervals for the single proportion", Statistics in Medicine 17 (1998) 857-872, table I.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{29, 29, 0.8830, 1},
	} {
		i := reports.Wilson(reports.Share{K: c.k, N: c.n})
		if math.Abs(i.Low-c.low) > 5e-5 || math.Abs(i.High-c.high) > 5e-5 {
			t.Errorf("Wilson of %d/%d = %.4f..%.4f, want %.4f..%.4f", c.k, c.n, i.Low, i.High, c.low, c.high)
		}
	}
	if i := reports.Wilson(reports.Share{}); i != nil {
		t.Errorf("Wilson of 0/0 = %v, want none", i)
	}
}

func TestWilsonHoldsTheShare(t *testing.T) {
	for n := 1; n <= 60; n++ {
		for k := 0; k <= n; k++ {
			i, p := reports.Wilson(reports.Share{K: k, N: n}), float64(k)/float64(n)
			if i.Low < 0 || i.High > 1 || p < i.Low-1e-6 || p > i.High+1e-6 {
				t.Fatalf("%d/%d lies outside %v", k, n, *i)
			}
			mirror := reports.Wilson(reports.Share{K: n - k, N: n})
			if math.Abs(i.Low-(1-mirror.High)) > 1.5e-6 {
				t.Fatalf("%d/%d: the interval of yes and that of no do not mirror each other", k, n)
			}
		}
	}
}

func TestShareOfNothingIsUndefined(t *testing.T) {
	b, err := json.Marshal(reports.Share{})
	if err != nil || string(b) != `{"k":0,"n":0,"share":null}` {
		t.Errorf("0/0 is %s, %v", b, err)
	}
	if got := (reports.Share{}).Percent(); got != "–" {
		t.Errorf("0/0 reads %q", got)
	}
	var s reports.Share
	if err := json.Unmarshal([]byte(`{"k":1,"n":4,"share":0.25}`), &s); err != nil || s != (reports.Share{K: 1, N: 4}) {
		t.Errorf("read back %v, %v", s, err)
	}
}
