package rubric

import (
	"math"
	mathbits "math/bits"
	"slices"

	"corridor/corpus"
)

// match is one place where a signal holds.
type match struct {
	unit     int32
	sentence int32 // the sentence that decides, or -1 in article scope
	tok0     int32 // the tokens that hold the terms
	tok1     int32
}

// find returns the places where the signal of a number holds, in order, at most one in each sentence. They are
// good until the next call. Most signals are found nowhere, and then not even looked at.
func (d *analysis) find(number int32, s *Signal) []match {
	if d.sieve.ofSentences(number) {
		if sentences := d.sets.candidates(d.sieve, number); len(sentences) > 0 && d.suits(s) {
			return d.findInSentences(s, sentences)
		}
	} else if d.suits(s) {
		return d.findInUnits(s)
	}
	return nil
}

// suits reports whether the signal is for agreements of this kind.
func (d *analysis) suits(s *Signal) bool {
	return len(s.Kinds) == 0 || slices.Contains(s.Kinds, d.agreement.Kind.Value)
}

func (d *analysis) findInSentences(s *Signal, sentences []int32) []match {
	out := d.matches[:0]
	for _, i := range sentences {
		st := &d.sentences[i]
		if d.admits(s, &d.units[st.unit]) && !matched(out, st.of) {
			out = d.findInRange(s, st.unit, i, i+1, out)
		}
	}
	d.matches = out
	return out
}

// findInUnits looks for a signal of clauses or articles.
func (d *analysis) findInUnits(s *Signal) []match {
	out := d.matches[:0]
	for i := range d.units {
		u := &d.units[i]
		switch {
		case u.sent0 == u.sent1 || !d.admits(s, u):
		case s.In == InArticle:
			out = d.findInArticle(s, int32(i), out)
		case d.mayHold(s.All, u.concepts, u.lead):
			out = d.findInRange(s, int32(i), u.sent0, u.sent1, out)
		}
	}
	d.matches = out
	return out
}

// matched reports whether a sentence is among the matches.
func matched(list []match, sentence int32) bool {
	return sentence >= 0 && slices.ContainsFunc(list, func(m match) bool { return m.sentence == sentence })
}

// admits checks what does not depend on the sentence: place and article context.
func (d *analysis) admits(s *Signal, u *unit) bool {
	if !placed(s.Place, u.clause.Part) {
		return false
	}
	sc := &d.scopes[u.article]
	return holdsAll(s.Context, sc.concepts) && holdsAll(s.Heading, sc.heading) && !holdsAny(s.Without, sc.concepts)
}

func placed(p Place, part corpus.SegmentKind) bool {
	switch p {
	case PlaceAny:
		return true
	case PlaceTitle:
		return part == corpus.SegTitle
	case PlacePreamble:
		return part == corpus.SegTitle || part == corpus.SegPreamble
	case PlaceBody:
		return bodily(part)
	}
	return part != corpus.SegTestimony
}

// bodily reports whether clauses of the part can bind.
func bodily(part corpus.SegmentKind) bool {
	return part == corpus.SegBody || part == corpus.SegAnnex || part == corpus.SegProtocol
}

func holdsAll(terms []Term, b bits) bool {
	for i := range terms {
		if !b.hasAny(terms[i].Any) {
			return false
		}
	}
	return true
}

func holdsAny(terms []Term, b bits) bool {
	for i := range terms {
		if b.hasAny(terms[i].Any) {
			return true
		}
	}
	return false
}

// findInArticle asks only that the article holds every term; the evidence is each clause that holds the first.
func (d *analysis) findInArticle(s *Signal, ui int32, out []match) []match {
	u := &d.units[ui]
	sc := &d.scopes[u.article]
	if !u.concepts.hasAny(s.All[0].Any) || !holdsAll(s.All, sc.concepts) || holdsAny(s.None, u.concepts) {
		return out
	}
	for i := u.sent0; i < u.sent1; i++ {
		st := &d.sentences[i]
		if st.concepts.hasAny(s.All[0].Any) && d.passes(&s.All[0], st.hit0, st.hit1) {
			return append(out, match{unit: ui, sentence: i, tok0: st.tok0, tok1: st.tok1})
		}
	}
	return out
}

// findInRange looks for all terms in the sentences [from, to), with the lead-in as context.
func (d *analysis) findInRange(s *Signal, ui, from, to int32, out []match) []match {
	if d.excluded(s.None, from, to) {
		return out
	}
	w := window{d: d, signal: s, unit: &d.units[ui], hit0: d.sentences[from].hit0, hit1: d.sentences[to-1].hit1}
	tok0, tok1, ok := w.find()
	if !ok {
		return out
	}
	at := from
	for at+1 < to && d.sentences[at].tok1 <= tok0 {
		at++
	}
	return append(out, match{unit: ui, sentence: at, tok0: tok0, tok1: tok1})
}

// mayHold is the quick test: every term has a concept in the text or its lead-in, one at least in the text.
func (d *analysis) mayHold(terms []Term, own, lead bits) bool {
	any := false
	for i := range terms {
		switch {
		case own.hasAny(terms[i].Any):
			any = true
		case !lead.hasAny(terms[i].Any):
			return false
		}
	}
	return any
}

// excluded reports whether a term of "none" holds in the sentences.
func (d *analysis) excluded(none []Term, from, to int32) bool {
	for i := range none {
		for s := from; s < to; s++ {
			st := &d.sentences[s]
			if st.concepts.hasAny(none[i].Any) && d.passes(&none[i], st.hit0, st.hit1) {
				return true
			}
		}
	}
	return false
}

// passes reports whether some hit in the range satisfies a term.
func (d *analysis) passes(t *Term, hit0, hit1 int32) bool {
	for i := hit0; i < hit1; i++ {
		if d.satisfies(t, i, hit0, hit1) {
			return true
		}
	}
	return false
}

// satisfies reports whether hit i is one of the term's, of the right polarity, with its neighbour near.
func (d *analysis) satisfies(t *Term, i, hit0, hit1 int32) bool {
	h := &d.hits[i]
	if !t.any.has(int(h.concept)) {
		return false
	}
	if t.Polar != Either && h.negated != (t.Polar == Negated) {
		return false
	}
	return len(t.Next) == 0 || d.neighbour(t, h, hit0, hit1)
}

// neighbour reports whether one of the term's second concepts stands within Gap tokens of h. Hits that
// overlap, as the parts of separable verbs do, stand at no distance.
func (d *analysis) neighbour(t *Term, h *hit, hit0, hit1 int32) bool {
	hits, next, gap := d.hits[hit0:hit1], t.next, int32(min(t.Gap, math.MaxInt32))
	for j := range hits {
		n := &hits[j]
		if n.start-h.end > gap {
			return false // hits are in order of their start
		}
		if c := n.concept; next[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		if n.start < h.start && t.Ordered || n.start == h.start && n.end == h.end {
			continue
		}
		if max(n.start-h.end, h.start-n.end) <= gap {
			return true
		}
	}
	return false
}

// window searches for the shortest stretch of tokens that holds every term found in the text itself;
// terms found only in the lead-in hold from there.
type window struct {
	d          *analysis
	signal     *Signal
	unit       *unit
	hit0, hit1 int32
}

// foundTerm is a hit that satisfies a term of the signal.
type foundTerm struct {
	hit  int32
	term int32
}

func (w *window) find() (tok0, tok1 int32, ok bool) {
	found, seen, own := w.d.found[:0], uint64(0), uint64(0)
	all, terms := w.signal.all, w.signal.All
	hits := w.d.hits[w.hit0:w.hit1]
	for i := range hits {
		if c := hits[i].concept; all[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		for k := range terms {
			if w.d.satisfies(&terms[k], w.hit0+int32(i), w.hit0, w.hit1) {
				found = append(found, foundTerm{w.hit0 + int32(i), int32(k)})
				seen |= 1 << k
				if !hits[i].lent {
					own |= 1 << k
				}
			}
		}
	}
	w.d.found = found
	if seen == 0 || own == 0 || mathbits.OnesCount64(seen&^own) > maxLent {
		return 0, 0, false
	}
	for k := range terms {
		if seen>>k&1 == 0 && !w.leadHolds(&terms[k]) {
			return 0, 0, false
		}
	}
	tok0, tok1, ok = w.shortest(found, seen)
	near := int32(w.signal.Near)
	return tok0, tok1, ok && (near == 0 || tok1-tok0 <= near)
}

func (w *window) leadHolds(t *Term) bool {
	for _, l := range w.unit.leads {
		u := &w.d.units[l]
		if u.sent1 == u.sent0 {
			continue
		}
		st := &w.d.sentences[u.sent1-1]
		if w.d.passes(t, st.hit0, st.hit1) {
			return true
		}
	}
	return false
}

// shortest slides over the hits and keeps the last place of every term that the text itself holds.
func (w *window) shortest(found []foundTerm, seen uint64) (tok0, tok1 int32, ok bool) {
	var last [maxTerms]int32 // hit number + 1 by term
	best := int32(1 << 30)
	have := uint64(0)
	for _, f := range found {
		last[f.term] = f.hit + 1
		if have |= 1 << f.term; have != seen {
			continue
		}
		lo, hi := int32(1<<30), int32(0)
		for k := range w.signal.All {
			if last[k] > 0 {
				h := &w.d.hits[last[k]-1]
				lo, hi = min(lo, h.start), max(hi, h.end)
			}
		}
		if hi-lo < best {
			best, tok0, tok1, ok = hi-lo, lo, hi, true
		}
	}
	return tok0, tok1, ok
}

// maxLent is how many terms of a signal may hold only in what a sentence takes over from another.
const maxLent = 1

// maxTerms is how many terms a signal may ask for.
const maxTerms = 8
