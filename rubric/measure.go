package rubric

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Confusion counts yes/no decisions of a rater against a reference.
type Confusion struct {
	TP, FP, FN, TN int
}

// Add counts one decision.
func (c *Confusion) Add(reference, rater bool) {
	switch {
	case reference && rater:
		c.TP++
	case rater:
		c.FP++
	case reference:
		c.FN++
	default:
		c.TN++
	}
}

func (c *Confusion) merge(o Confusion) {
	c.TP, c.FP, c.FN, c.TN = c.TP+o.TP, c.FP+o.FP, c.FN+o.FN, c.TN+o.TN
}

// N is the number of decisions.
func (c Confusion) N() int { return c.TP + c.FP + c.FN + c.TN }

// F1 is the harmonic mean of precision and recall; NaN when there is no yes on either side.
func (c Confusion) F1() float64 { return ratio(2*c.TP, 2*c.TP+c.FP+c.FN) }

// Kappa is Cohen's kappa (Cohen 1960); NaN when chance agreement is total.
func (c Confusion) Kappa() float64 {
	n := float64(c.N())
	po := float64(c.TP+c.TN) / n
	yes := float64(c.TP+c.FN) / n * float64(c.TP+c.FP) / n
	no := float64(c.TN+c.FP) / n * float64(c.TN+c.FN) / n
	return corrected(po, yes+no)
}

// AC1 is Gwet's first-order agreement coefficient (Gwet 2008) for two raters and two categories.
func (c Confusion) AC1() float64 {
	n := float64(c.N())
	po := float64(c.TP+c.TN) / n
	q := (float64(c.TP+c.FN)/n + float64(c.TP+c.FP)/n) / 2
	return corrected(po, 2*q*(1-q))
}

// corrected is the agreement beyond chance; undefined (NaN) when chance leaves nothing to gain.
func corrected(po, pe float64) float64 {
	if pe >= 1 {
		return math.NaN()
	}
	return (po - pe) / (1 - pe)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return math.NaN()
	}
	return float64(a) / float64(b)
}

// weightedKappa is Cohen's kappa with linear weights (Cohen 1968) over the scale 0, 1, 2; pairs are
// {reference, rater}. NaN when undefined.
func weightedKappa(pairs [][2]int) float64 {
	const k = 3
	var obs [k][k]float64
	var row, col [k]float64
	for _, p := range pairs {
		obs[p[0]][p[1]]++
		row[p[0]]++
		col[p[1]]++
	}
	n := float64(len(pairs))
	var do, de float64
	for i := range k {
		for j := range k {
			w := math.Abs(float64(i-j)) / (k - 1)
			do += w * obs[i][j] / n
			de += w * row[i] * col[j] / n / n
		}
	}
	if de == 0 {
		return math.NaN()
	}
	return 1 - do/de
}

// Resampling of texts for intervals: fixed seed, so that the same input gives the same interval.
const (
	bootstrapRounds = 1000
	bootstrapSeed   = 86
)

// bootstrap returns the 2.5 and 97.5 percentiles of f over resamples of n texts with replacement.
func bootstrap(n int, f func(sample []int) float64) [2]float64 {
	if n == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	rnd := rand.New(rand.NewPCG(bootstrapSeed, bootstrapSeed))
	sample := make([]int, n)
	var values []float64
	for range bootstrapRounds {
		for i := range sample {
			sample[i] = rnd.IntN(n)
		}
		if v := f(sample); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	return [2]float64{values[len(values)*25/1000], values[min(len(values)-1, len(values)*975/1000)]}
}
