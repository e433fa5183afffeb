package rubric

import mathbits "math/bits"

// unitSets knows, for each concept, in which units it occurs, so that a signal is tried only where all
// its terms can hold. Sets are bits over unit numbers.
type unitSets struct {
	words int      // length of one set
	own   []uint64 // by concept: in the unit's own text
	all   []uint64 // by concept: in the unit's own text or its lead-in
	tmp   []uint64
	out   []int32
}

// fill reads the sets off an analysis.
func (u *unitSets) fill(d *analysis) {
	u.words = (len(d.units) + 63) / 64
	n := u.words * d.words * 64
	u.own, u.all, u.tmp = zeroed(u.own, n), zeroed(u.all, n), zeroed(u.tmp, u.words)
	for i := range d.units {
		for _, h := range d.hits[d.units[i].hit0:d.units[i].hit1] {
			u.mark(u.own, h.concept, i)
			u.mark(u.all, h.concept, i)
		}
		for _, l := range d.units[i].leads {
			for _, h := range d.leadHits(l) {
				u.mark(u.all, h.concept, i)
			}
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

func (u *unitSets) mark(sets []uint64, concept int32, unit int) {
	sets[int(concept)*u.words+unit>>6] |= 1 << (unit & 63)
}

// candidates lists the units in which every term of the signal has a concept. The list is good until
// the next call.
func (u *unitSets) candidates(s *Signal) []int32 {
	terms, sets := s.All, u.all
	if s.In == InArticle {
		terms, sets = s.All[:1], u.own
	}
	for i := range u.tmp {
		u.tmp[i] = ^uint64(0)
	}
	for i := range terms {
		if !u.narrow(terms[i].Any, sets) {
			return nil
		}
	}
	u.out = u.out[:0]
	for i, w := range u.tmp {
		for ; w != 0; w &= w - 1 {
			u.out = append(u.out, int32(i*64+mathbits.TrailingZeros64(w)))
		}
	}
	return u.out
}

// narrow keeps the units that hold one of the concepts, and reports whether any is left.
func (u *unitSets) narrow(concepts []int, sets []uint64) bool {
	any := uint64(0)
	for i := range u.tmp {
		has := uint64(0)
		for _, c := range concepts {
			has |= sets[c*u.words+i]
		}
		u.tmp[i] &= has
		any |= u.tmp[i]
	}
	return any != 0
}
