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

// candidates lists the sentences in which all that a signal asks for can hold: one concept of each group in
// the sentence or what leads in to it, one of them at least in the sentence itself, and nothing that may not
// stand there. The list is good until the next call.
func (x *sentenceSets) candidates(v *sieve, signal int32) []int32 {
	for i := range x.here {
		x.here[i], x.some[i] = ^uint64(0), 0
	}
	for _, g := range v.groups[v.first[signal]:v.first[signal+1]] {
		concepts := v.concepts[g.from:g.to]
		if g.role == excluded {
			x.exclude(concepts)
		} else if !x.narrow(concepts) {
			return nil
		}
		if g.role == wanted {
			x.collect(concepts)
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
func (x *sentenceSets) narrow(concepts []int32) bool {
	left := uint64(0)
	for i := range x.here {
		has := uint64(0)
		for _, c := range concepts {
			has |= x.all[int(c)*x.words+i]
		}
		x.here[i] &= has
		left |= x.here[i]
	}
	return left != 0
}

// collect adds the sentences that hold one of the concepts themselves to some.
func (x *sentenceSets) collect(concepts []int32) {
	for _, c := range concepts {
		for i, w := range x.row(c) {
			x.some[i] |= w
		}
	}
}

// exclude drops the sentences that hold one of the concepts.
func (x *sentenceSets) exclude(concepts []int32) {
	for _, c := range concepts {
		for i, w := range x.row(c) {
			x.here[i] &^= w
		}
	}
}

// row is the set of sentences that hold a concept themselves.
func (x *sentenceSets) row(c int32) []uint64 {
	return x.own[int(c)*x.words : (int(c)+1)*x.words]
}
