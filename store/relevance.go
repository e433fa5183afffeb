package store

import "math"

// OwnWeight is how often a word of the clause itself counts; one of its lead-in or heading counts once.
const OwnWeight = 3

// The constants of BM25.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// IDF is the weight of something that n of all clauses have.
func IDF(n, all int) float64 {
	return math.Log(1 + (float64(all)-float64(n)+0.5)/(float64(n)+0.5))
}

// BM25 turns how often something stands in a clause into a score, before the weight of the thing itself. Lengths are
// counted as words are: those of the clause by OwnWeight.
type BM25 struct{ low, perLength float64 }

// NewBM25 prepares the scores of an index whose clauses are so long in the mean.
func NewBM25(meanLength float64) BM25 {
	return BM25{bm25K * (1 - bm25B), bm25K * bm25B / max(1, meanLength)}
}

// Of is the score of frequency tf in a clause of a length.
func (b BM25) Of(tf float64, length int) float64 {
	return tf * (bm25K + 1) / (tf + b.low + b.perLength*float64(length))
}
