package rubric

import "math"

// ratings is the codes of n items by r raters: ratings[i][k] is a category from 0, or missing.
type ratings [][]int

// missing marks a rater who did not code an item.
const missing = -1

// weightKind is how far apart two categories are held to be.
type weightKind int8

const (
	nominal weightKind = iota // same or not
	ordinal                   // by rank
)

// counts is how many raters put an item in each category.
func (r ratings) counts(item, categories int) (per []float64, n float64) {
	per = make([]float64, categories)
	for _, c := range r[item] {
		if c != missing {
			per[c]++
			n++
		}
	}
	return per, n
}

// observed is the share of agreeing pairs of raters, averaged over the items that two or more coded,
// with partial credit by weights. NaN when there is no such item.
func (r ratings) observed(w [][]float64) float64 {
	sum, items := 0.0, 0.0
	for i := range r {
		per, n := r.counts(i, len(w))
		if n < 2 {
			continue
		}
		items++
		for k := range w {
			credit := 0.0
			for l := range w {
				credit += w[k][l] * per[l]
			}
			sum += per[k] * (credit - 1) / (n * (n - 1))
		}
	}
	if items == 0 {
		return math.NaN()
	}
	return sum / items
}

// shares is the mean share of each category over items that anybody coded (Gwet 2014, ch. 2).
func (r ratings) shares(categories int) []float64 {
	p := make([]float64, categories)
	items := 0.0
	for i := range r {
		per, n := r.counts(i, categories)
		if n == 0 {
			continue
		}
		items++
		for k := range p {
			p[k] += per[k] / n
		}
	}
	for k := range p {
		p[k] /= items
	}
	return p
}

// weights gives full credit to equal categories; ordinal weights are those of Gwet (2014, ch. 3):
// one minus the share of the scale's pairs that lie between the two.
func weights(categories int, kind weightKind) [][]float64 {
	w := make([][]float64, categories)
	pairs := func(n int) float64 { return float64(n*(n-1)) / 2 }
	for k := range w {
		w[k] = make([]float64, categories)
		for l := range w[k] {
			switch {
			case k == l:
				w[k][l] = 1
			case kind == ordinal:
				d := k - l
				if d < 0 {
					d = -d
				}
				w[k][l] = 1 - pairs(d+1)/pairs(categories)
			}
		}
	}
	return w
}

// fleiss is Fleiss' kappa (Fleiss 1971), generalised to items with missing raters.
func (r ratings) fleiss(categories int) float64 {
	pe := 0.0
	for _, p := range r.shares(categories) {
		pe += p * p
	}
	return corrected(r.observed(weights(categories, nominal)), pe)
}

// gwet is AC1 with nominal and AC2 with ordinal weights (Gwet 2008, 2014).
func (r ratings) gwet(categories int, kind weightKind) float64 {
	w := weights(categories, kind)
	total, spread := 0.0, 0.0
	for k := range w {
		for l := range w[k] {
			total += w[k][l]
		}
	}
	for _, p := range r.shares(categories) {
		spread += p * (1 - p)
	}
	q := float64(categories)
	return corrected(r.observed(w), total/(q*(q-1))*spread)
}

// cohen is Cohen's kappa of two raters (Cohen 1960) over the items that both coded.
func (r ratings) cohen(categories int) float64 {
	a, b := make([]float64, categories), make([]float64, categories)
	n, same := 0.0, 0.0
	for i := range r {
		x, y := r[i][0], r[i][1]
		if x == missing || y == missing {
			continue
		}
		n++
		a[x]++
		b[y]++
		if x == y {
			same++
		}
	}
	pe := 0.0
	for k := range a {
		pe += a[k] * b[k] / n / n
	}
	return corrected(same/n, pe)
}

// krippendorff is Krippendorff's alpha (Krippendorff 2011) with nominal or ordinal differences.
func (r ratings) krippendorff(categories int, kind weightKind) float64 {
	o := r.coincidences(categories)
	margin := make([]float64, categories)
	n := 0.0
	for k := range o {
		for l := range o[k] {
			margin[k] += o[k][l]
		}
		n += margin[k]
	}
	var do, de float64
	for k := range o {
		for l := range o {
			d := difference(margin, k, l, kind)
			do += o[k][l] * d
			de += margin[k] * margin[l] * d
		}
	}
	if de == 0 {
		return math.NaN()
	}
	return 1 - (n-1)*do/de
}

// coincidences counts ordered pairs of codes within items, each item weighing as many as its coders.
func (r ratings) coincidences(categories int) [][]float64 {
	o := make([][]float64, categories)
	for k := range o {
		o[k] = make([]float64, categories)
	}
	for i := range r {
		per, n := r.counts(i, categories)
		if n < 2 {
			continue
		}
		for k := range o {
			for l := range o {
				pairs := per[k] * per[l]
				if k == l {
					pairs = per[k] * (per[k] - 1)
				}
				o[k][l] += pairs / (n - 1)
			}
		}
	}
	return o
}

// difference is Krippendorff's squared difference of two categories.
func difference(margin []float64, k, l int, kind weightKind) float64 {
	if k == l {
		return 0
	}
	if kind == nominal {
		return 1
	}
	if k > l {
		k, l = l, k
	}
	sum := -(margin[k] + margin[l]) / 2
	for g := k; g <= l; g++ {
		sum += margin[g]
	}
	return sum * sum
}
