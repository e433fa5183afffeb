package store

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Versions of one agreement are found by their word sequences: two texts are as similar as the share of
// sequences of shingleWords words that both have among those that either has (Jaccard). Comparing every text with
// every other would cost the square of their number, so each text is sketched by MinHash: the smallest value of each
// of many hash functions over its sequences is the same in two texts with the probability of their similarity.
// The sketch is cut into bands, and only texts that have a band in common are compared, exactly.
const (
	shingleWords = 5
	bandCount    = 32
	bandRows     = 4  // hash functions in a band: texts of similarity 0.5 meet with probability 0.87, of 0.6 with 0.99
	minShingles  = 40 // a text with fewer is too short to tell: it has no sketch
	longWord     = 24 // letters; longer ones are of scripts without spaces and are taken sign by sign
)

// shingles is the word sequences of a text, by their hashes, in order and each once.
type shingles []uint64

// sketch is the bands of a text: none when it is too short.
type sketch []int64

// sketch finds the bands of a text.
func (set shingles) sketch() sketch {
	if len(set) < minShingles {
		return nil
	}
	var least [bandCount * bandRows]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	var times, plus [len(least)]uint64
	for i := range times {
		times[i], plus[i] = mix(uint64(2*i+1))|1, mix(uint64(2*i+2))
	}
	for _, s := range set {
		for i := range least {
			if h := s*times[i] + plus[i]; h < least[i] {
				least[i] = h
			}
		}
	}
	out := make(sketch, bandCount)
	for b := range out {
		key := uint64(b)
		for _, h := range least[b*bandRows:][:bandRows] {
			key = mix(key ^ h)
		}
		out[b] = int64(key)
	}
	return out
}

// mix spreads the bits of a number (the finisher of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// shingleBytes is about how many bytes of a text there are to a sequence: one begins with each word.
const shingleBytes = 5

// shinglesOf lists the word sequences of a text. Letter case and all that is no letter or digit
// do not count.
func shinglesOf(text string) shingles {
	var last [shingleWords]uint64
	out := make(shingles, 0, len(text)/shingleBytes)
	n := 0
	each := func(word uint64) {
		last[n%shingleWords] = word
		if n++; n >= shingleWords {
			h := uint64(0)
			for i := range shingleWords {
				h = mix(h ^ last[(n+i)%shingleWords])
			}
			out = append(out, h)
		}
	}
	for word := range strings.FieldsFuncSeq(text, notInWord) {
		if len(word) > longWord && len([]rune(word)) > longWord {
			for _, r := range word {
				each(uint64(r))
			}
			continue
		}
		each(hashWord(word))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hashWord is FNV-1a over the lower-case letters.
func hashWord(word string) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range word {
		h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
	}
	return h
}

// similarity is the share of common members among all.
func similarity(a, b shingles) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if common == 0 {
		return 0
	}
	return float64(common) / float64(len(a)+len(b)-common)
}
