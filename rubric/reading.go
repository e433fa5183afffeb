package rubric

import "slices"

// A sentence can stand for more than its own words: "They shall keep their passports", "These costs are
// borne by the employer", "the costs referred to in Article 5". A reading is such a sentence once more, with
// the words that it takes over put where the pronoun or the noun stands. It is searched like any other
// sentence, so that order, nearness, negation and exclusions hold for it too.

// loan is what a sentence takes over: the hits between two tokens of another one.
type loan struct {
	at         int32 // the token in whose place the words are read
	from       int32 // the sentence that lends them
	tok0, tok1 int32
	actor      bool // one who acts; else a thing
}

// addReadings adds the readings of all sentences, behind the sentences.
func (d *analysis) addReadings() {
	n := int32(len(d.sentences))
	d.subjects = slices.Grow(d.subjects[:0], int(n))
	for i := range n {
		d.loans = d.loans[:0]
		d.subjects = append(d.subjects, d.subject(i))
		d.lendThings(i, n)
		if len(d.loans) > 0 {
			d.addReading(i, d.loans, d.sentences[i].tok0)
		}
		d.lendWithin(i)
	}
}

// addReading puts what the loans hold among the hits of a sentence from a token on, unless there is nothing in it.
func (d *analysis) addReading(of int32, loans []loan, tok0 int32) {
	lent := d.lent(of, loans)
	if len(lent) == 0 {
		return
	}
	st := d.sentences[of]
	own := d.hits[st.hit0:st.hit1]
	for len(own) > 0 && own[0].start < tok0 {
		own = own[1:]
	}
	st.of, st.from, st.concepts, st.hit0 = of, loans[0].from, d.newBits(), int32(len(d.hits))
	d.hits = merge(append(d.hits, own...), int(st.hit0), lent)
	hits := slices.CompactFunc(d.hits[st.hit0:], sameHit)
	d.hits = d.hits[:int(st.hit0)+len(hits)]
	st.hit1 = int32(len(d.hits))
	d.negate(st)
	for _, h := range hits {
		st.concepts.set(h.concept)
	}
	d.sentences = append(d.sentences, st)
}

// lent lists in order what a sentence takes over by loans. Things that it names itself are left out. The list
// is good until the next call.
func (d *analysis) lent(of int32, loans []loan) []hit {
	d.more = d.more[:0]
	for at := firstAt(loans, 0); at >= 0; at = firstAt(loans, at+1) {
		d.lentAt.clear()
		for i := range loans {
			if loans[i].at == at {
				d.collect(d.lentAt, d.sentences[of].concepts, &loans[i])
			}
		}
		for c := range d.lentAt.all {
			d.more = append(d.more, hit{concept: c, start: at, end: at + 1, lent: true})
		}
	}
	return d.more
}

// firstAt returns the first token from the given one on in whose place words are lent, or -1.
func firstAt(loans []loan, from int32) int32 {
	first := int32(-1)
	for i := range loans {
		if at := loans[i].at; at >= from && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// collect adds the concepts that a loan lends to a sentence with concepts of its own.
func (d *analysis) collect(into, own bits, l *loan) {
	lender := &d.sentences[l.from]
	for k := lender.hit0; k < lender.hit1; k++ {
		h := &d.hits[k]
		if l.tok0 <= h.start && h.end <= l.tok1 && d.lends(h, l) && (l.actor || !own.has(int(h.concept))) {
			into.set(h.concept)
		}
	}
}

// lends reports whether a hit goes over with a loan: what steers stays behind, and who acts stays behind
// when a thing is referred to.
func (d *analysis) lends(h *hit, l *loan) bool {
	return !d.steer.all.has(int(h.concept)) && (l.actor || !d.isActor(h))
}

// isActor reports whether the hit is someone who acts.
func (d *analysis) isActor(h *hit) bool {
	return h.concept == d.steer.worker || containsID(d.steer.actors, h.concept)
}
