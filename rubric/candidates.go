package rubric

import mathbits "math/bits"

// sentenceSets knows, for each concept, in which sentences it occurs, so that a signal is looked at only
// where all its terms can hold. Sets are bits over sentence numbers.
type sentenceSets struct {
	words int      // length of one set
	own   []uint64 // by concept: in the sentence itself
	all   []uint64 // by concept: in the sentence or what leads in to it
	here  []uint64 // working memory of candidates
	some  []uint64
	out   []int32
}

// fill reads the sets off an analysis.
func (x *sentenceSets) fill(d *analysis) {
	x.words = (len(d.sentences) + 63) / 64
	n := x.words * d.words * 64
	x.own, x.all = zeroed(x.own, n), zeroed(x.all, n)
	x.here, x.some = zeroed(x.here, x.words), zeroed(x.some, x.words)
	for i := range d.sentences {
		x.mark(x.own, d.sentences[i].concepts, i)
	}
	copy(x.all, x.own)
	for i := range d.sentences {
		for _, l := range d.units[d.sentences[i].unit].leads {
			x.mark(x.all, d.leadBits(l), i)
		}
	}
}

// zeroed returns n zeros, in the old memory where that is enough.
func zeroed(old []uint64, n int) []uint64 {
	if cap(old) < n {
		return make([]uint64, n)
	}
	old = old[:n]
	clear(old)
	return old
}

func (x *sentenceSets) mark(sets []uint64, concepts bits, sentence int) {
	for w, set := range concepts {
		for ; set != 0; set &= set - 1 {
			sets[(w*64+mathbits.TrailingZeros64(set))*x.words+sentence>>6] |= 1 << (sentence & 63)
		}
	}
}

// candidates lists the sentences in which every term of the signal has a concept, one of them at least in
// the sentence itself, and nothing stands that may not. The list is good until the next call.
func (x *sentenceSets) candidates(s *Signal) []int32 {
	for i := range x.here {
		x.here[i], x.some[i] = ^uint64(0), 0
	}
	for i := range s.All {
		t := &s.All[i]
		if !x.narrow(t.Any) || len(t.Next) > 0 && !x.narrow(t.Next) {
			return nil
		}
		x.collect(t.Any)
	}
	for i := range s.None {
		if t := &s.None[i]; t.Polar == Either && len(t.Next) == 0 {
			x.exclude(t.Any)
		}
	}
	x.out = x.out[:0]
	for i, w := range x.here {
		for w &= x.some[i]; w != 0; w &= w - 1 {
			x.out = append(x.out, int32(i*64+mathbits.TrailingZeros64(w)))
		}
	}
	return x.out
}

// narrow keeps the sentences that hold one of the concepts or are led in to by it, and reports whether any
// is left.
func (x *sentenceSets) narrow(concepts []int) bool {
	left := uint64(0)
	for i := range x.here {
		has := uint64(0)
		for _, c := range concepts {
			has |= x.all[c*x.words+i]
		}
		x.here[i] &= has
		left |= x.here[i]
	}
	return left != 0
}

// collect adds the sentences that hold one of the concepts themselves to some.
func (x *sentenceSets) collect(concepts []int) {
	for _, c := range concepts {
		for i, w := range x.own[c*x.words : (c+1)*x.words] {
			x.some[i] |= w
		}
	}
}

// exclude drops the sentences that hold one of the concepts.
func (x *sentenceSets) exclude(concepts []int) {
	for _, c := range concepts {
		for i, w := range x.own[c*x.words : (c+1)*x.words] {
			x.here[i] &^= w
		}
	}
}
