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
	st := d.sentences[of]
	st.of, st.from, st.concepts = of, loans[0].from, d.newBits()
	own0, own1 := st.hit0, st.hit1
	st.hit0 = int32(len(d.hits))
	for own0 < own1 && d.hits[own0].start < tok0 {
		own0++
	}
	d.hits = append(d.hits, d.hits[own0:own1]...)
	for _, l := range loans {
		lender := &d.sentences[l.from]
		for k := lender.hit0; k < lender.hit1; k++ {
			h := d.hits[k]
			if l.tok0 <= h.start && h.end <= l.tok1 && d.lends(&h, l) && (l.actor || !d.sentences[of].concepts.has(int(h.concept))) {
				d.hits = append(d.hits, hit{concept: h.concept, start: l.at, end: l.at + 1, lent: true})
			}
		}
	}
	if own := own1 - own0; int32(len(d.hits))-st.hit0 == own {
		d.hits = d.hits[:st.hit0]
		return
	}
	hits := d.hits[st.hit0:]
	settle(hits, int(own1-own0))
	hits = slices.CompactFunc(hits, func(a, b hit) bool { return a.start == b.start && a.concept == b.concept })
	d.hits = d.hits[:int(st.hit0)+len(hits)]
	st.hit1 = int32(len(d.hits))
	d.negate(st)
	for _, h := range hits {
		st.concepts.set(h.concept)
	}
	d.sentences = append(d.sentences, st)
}

// settle brings hits into order of start and concept; those before sorted are.
func settle(hits []hit, sorted int) {
	for i := sorted; i < len(hits); i++ {
		h, k := hits[i], i
		for ; k > 0 && h.before(&hits[k-1]); k-- {
			hits[k] = hits[k-1]
		}
		hits[k] = h
	}
}

// lends reports whether a hit goes over with a loan: what steers stays behind, and who acts stays behind
// when a thing is referred to.
func (d *analysis) lends(h *hit, l loan) bool {
	return !d.steer.all.has(int(h.concept)) && (l.actor || !d.isActor(h))
}

// isActor reports whether the hit is someone who acts.
func (d *analysis) isActor(h *hit) bool {
	return h.concept == d.steer.worker || containsID(d.steer.actors, h.concept)
}
