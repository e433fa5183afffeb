package rubric

import (
	"cmp"
	"math"
	"slices"
)

// Calibration compares the confidence that a rater states with how often its yes or no (broad reading)
// is that of gold.
type Calibration struct {
	Bins  []CalibrationBin `json:"bins"`
	ECE   Num              `json:"ece"`             // expected calibration error: mean gap, weighted by n
	Folds int              `json:"folds,omitempty"` // with cross-validation: stated is what the other folds observed
}

// CalibrationBin is the findings of one stated confidence, rounded to hundredths.
type CalibrationBin struct {
	Stated   Num `json:"stated"`
	Observed Num `json:"observed"`
	N        int `json:"n"`
}

// calibrate makes the reliability table of decisions as they state their confidence.
func calibrate(ds []decision) Calibration {
	c := Calibration{}
	at := map[float64]int{}
	right := map[float64]int{}
	for _, d := range ds {
		key := stated(d)
		at[key]++
		if d.right() {
			right[key]++
		}
	}
	for key, n := range at {
		c.Bins = append(c.Bins, CalibrationBin{Num(key), Num(ratio(right[key], n)), n})
	}
	c.finish()
	return c
}

// crossCalibrate states for each text the confidence that the texts of the other folds observed for
// findings of the same stated confidence. Folds go by the order of texts.
func crossCalibrate(ds []decision, folds int) Calibration {
	fold := foldsOf(ds, folds)
	c := Calibration{Folds: folds}
	sums := map[float64]*CalibrationBin{}
	for f := range folds {
		seen, right := map[float64]int{}, map[float64]int{}
		for _, d := range ds {
			if fold[d.text] != f {
				seen[stated(d)]++
				if d.right() {
					right[stated(d)]++
				}
			}
		}
		for _, d := range ds {
			if fold[d.text] != f {
				continue
			}
			key := stated(d)
			learned := math.Round(100*float64(right[key]+1)/float64(seen[key]+2)) / 100
			b := sums[learned]
			if b == nil {
				b = &CalibrationBin{Stated: Num(learned)}
				sums[learned] = b
			}
			b.N++
			if d.right() {
				b.Observed++ // a count until all are in
			}
		}
	}
	for _, b := range sums {
		b.Observed /= Num(b.N)
		c.Bins = append(c.Bins, *b)
	}
	c.finish()
	return c
}

// foldsOf deals texts out to folds in turn.
func foldsOf(ds []decision, folds int) map[*GoldText]int {
	fold := map[*GoldText]int{}
	for _, d := range ds {
		if _, ok := fold[d.text]; !ok {
			fold[d.text] = len(fold) % folds
		}
	}
	return fold
}

func stated(d decision) float64 { return math.Round(100*d.finding.Confidence) / 100 }

// right reports whether the decision reads as gold does, broadly.
func (d decision) right() bool { return d.gold.Broad() == d.rater.Broad() }

// finish sorts the bins and sums the error up.
func (c *Calibration) finish() {
	slices.SortFunc(c.Bins, func(a, b CalibrationBin) int { return cmp.Compare(a.Stated, b.Stated) })
	n, gap := 0, 0.0
	for _, b := range c.Bins {
		n += b.N
		gap += float64(b.N) * math.Abs(float64(b.Stated-b.Observed))
	}
	c.ECE = Num(gap / float64(n))
}
