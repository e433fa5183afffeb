package rubric

import (
	"math"
	"strconv"
)

// Num is a figure that may be undefined: NaN marshals as null.
type Num float64

// MarshalJSON writes four decimals, or null when undefined.
func (n Num) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, math.Round(float64(n)*1e4)/1e4, 'f', -1, 64), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Num) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Num(math.NaN())
		return nil
	}
	v, err := strconv.ParseFloat(string(b), 64)
	*n = Num(v)
	return err
}

func figures(ds []decision) Figures {
	var pairs [][2]int
	tp, hits := 0, 0
	for _, d := range ds {
		pairs = append(pairs, [2]int{d.gold.Value(), d.rater.Value()})
		if d.gold.Broad() && d.rater.Broad() {
			tp++
			if d.hit {
				hits++
			}
		}
	}
	return Figures{Broad: reading(ds, Level.Broad), Strict: reading(ds, Level.Strict),
		WeightedKappa: Num(weightedKappa(pairs)), EvidenceHit: Num(ratio(hits, tp))}
}

// reading sums up decisions under one yes/no reading, with intervals by resampling texts.
func reading(ds []decision, yes func(Level) bool) Reading {
	at := map[*GoldText]int{}
	var texts []Confusion
	var c Confusion
	for _, d := range ds {
		i, ok := at[d.text]
		if !ok {
			i = len(texts)
			at[d.text] = i
			texts = append(texts, Confusion{})
		}
		texts[i].Add(yes(d.gold), yes(d.rater))
		c.Add(yes(d.gold), yes(d.rater))
	}
	ci := func(f func(Confusion) float64) [2]Num {
		b := bootstrap(len(texts), func(sample []int) float64 {
			var sum Confusion
			for _, i := range sample {
				sum.merge(texts[i])
			}
			return f(sum)
		})
		return [2]Num{Num(b[0]), Num(b[1])}
	}
	return Reading{N: c.N(), TP: c.TP, FP: c.FP, FN: c.FN, TN: c.TN, Precision: Num(ratio(c.TP, c.TP+c.FP)),
		Recall: Num(ratio(c.TP, c.TP+c.FN)), F1: Num(c.F1()), Kappa: Num(c.Kappa()), AC1: Num(c.AC1()),
		CI95: ci(Confusion.Kappa), F1CI95: ci(Confusion.F1)}
}
