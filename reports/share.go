package reports

import (
	"encoding/json"
	"fmt"
	"math"
)

// Share is k of n. Of n = 0 it is undefined, which is not the same as 0.
type Share struct{ K, N int }

// Value is k / n, or nil when undefined.
func (s Share) Value() *float64 {
	if s.N == 0 {
		return nil
	}
	v := float64(s.K) / float64(s.N)
	return &v
}

// Float is k / n, or 0 when undefined: for pictures only.
func (s Share) Float() float64 {
	if v := s.Value(); v != nil {
		return *v
	}
	return 0
}

// Percent writes the share as "45 %", or "–" when undefined. The space does not break.
func (s Share) Percent() string {
	if s.N == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f\u00a0%%", 100*s.Float())
}

// Of writes the share as "9/20".
func (s Share) Of() string { return fmt.Sprintf("%d/%d", s.K, s.N) }

type shareJSON struct {
	K     int      `json:"k"`
	N     int      `json:"n"`
	Share *float64 `json:"share"`
}

// MarshalJSON writes k, n and the share, null when undefined.
func (s Share) MarshalJSON() ([]byte, error) {
	return json.Marshal(shareJSON{s.K, s.N, s.Value()})
}

// UnmarshalJSON reads k and n; the share follows from them.
func (s *Share) UnmarshalJSON(b []byte) error {
	var j shareJSON
	err := json.Unmarshal(b, &j)
	s.K, s.N = j.K, j.N
	return err
}

// Interval is a range of shares, ends included.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// String writes the interval in per cent: "26–66".
func (i Interval) String() string { return fmt.Sprintf("%.0f–%.0f", 100*i.Low, 100*i.High) }

// round rounds v to so many decimals.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}

// z95 is the 97.5 % quantile of the standard normal distribution.
const z95 = 1.959963984540054

// Wilson is the 95 % score interval of Wilson (1927) for k of n, without continuity correction. With
// p = k/n and z the 97.5 % normal quantile its ends are
//
//	(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
//
// Its low end is 0 when k = 0 and its high end 1 when k = n; of n = 0 there is no interval (nil).
// Unlike p ± z·se it never leaves [0, 1] and holds its level for small n. Ends are rounded to six
// decimals, so that every kind of processor writes the same bytes.
func Wilson(s Share) *Interval {
	if s.N == 0 {
		return nil
	}
	n, p := float64(s.N), s.Float()
	scale := 1 + z95*z95/n
	centre := (p + z95*z95/(2*n)) / scale
	half := z95 * math.Sqrt(p*(1-p)/n+z95*z95/(4*n*n)) / scale
	i := Interval{round(max(0, centre-half), 6), round(min(1, centre+half), 6)}
	if s.K == 0 {
		i.Low = 0
	}
	if s.K == s.N {
		i.High = 1
	}
	return &i
}
