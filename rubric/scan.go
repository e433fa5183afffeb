package rubric

import "slices"

// hit is a phrase of a concept found in the tokens [start, end).
type hit struct {
	concept    int32
	start, end int32
	negated    bool
	lent       bool // from another sentence (see reading.go)
}

func (h *hit) before(o *hit) bool {
	return h.start < o.start || h.start == o.start && h.concept < o.concept
}

// sameHit reports whether two hits are of one concept and start.
func sameHit(a, b hit) bool { return a.start == b.start && a.concept == b.concept }

// scanner finds phrases in sentences, one after the other.
type scanner struct {
	auto     *automaton
	hits     []hit
	first    int   // of this sentence's hits
	from     int   // of the hits that start at the token
	at       int32 // the token
	excepted []hit
	sides    []hit
}

// scan finds all phrases in tokens, which must be one sentence, numbering tokens from base, and appends
// them to hits: one hit per concept and start, the longest, in order of start and concept. Those inside
// an exception of their concept are left out; the sides that the agreement names as its own are added.
func (s *scanner) scan(tokens []token, base int32, hits []hit, own *sides) []hit {
	s.hits, s.first, s.excepted = hits, len(hits), s.excepted[:0]
	table := s.auto.begin()
	for i := range tokens {
		s.from, s.at = len(s.hits), base+int32(i)
		st := s.auto.start(table, tokens[i].word)
		for j := i + 1; ; j++ {
			if len(st.ends) > 0 {
				s.accept(st, base+int32(j))
			}
			if st.pass == nil || j == len(tokens) {
				break
			}
			if w := tokens[j].word; st.takes&w.sig == 0 {
				st = st.pass
			} else {
				st = s.auto.states.step(table, st, w)
			}
		}
	}
	s.dropExcepted()
	if own != nil {
		s.addSides(tokens, base, own)
	}
	return s.hits
}

// accept notes what ends in a state, before token end.
func (s *scanner) accept(st *state, end int32) {
	phrases := st.ends[:st.hits]
	if len(s.hits) == s.from {
		for _, c := range phrases {
			s.hits = append(s.hits, hit{concept: c, start: s.at, end: end})
		}
	} else {
		for _, c := range phrases {
			s.put(hit{concept: c, start: s.at, end: end})
		}
	}
	for _, c := range st.ends[st.hits:] {
		s.excepted = append(s.excepted, hit{concept: c, start: s.at, end: end})
	}
}

// put keeps one hit per concept and start, the last and so the longest, in order of concept.
func (s *scanner) put(h hit) {
	i := len(s.hits)
	for i > s.from && s.hits[i-1].concept > h.concept {
		i--
	}
	if i > s.from && s.hits[i-1].concept == h.concept {
		s.hits[i-1].end = h.end
		return
	}
	s.hits = append(s.hits, h)
	if i+1 < len(s.hits) {
		copy(s.hits[i+1:], s.hits[i:])
		s.hits[i] = h
	}
}

func (s *scanner) dropExcepted() {
	if len(s.excepted) == 0 {
		return
	}
	kept := s.hits[:s.first]
	for _, h := range s.hits[s.first:] {
		if !slices.ContainsFunc(s.excepted, func(e hit) bool {
			return e.concept == h.concept && e.start <= h.start && h.end <= e.end
		}) {
			kept = append(kept, h)
		}
	}
	s.hits = kept
}

// addSides puts the sides named by the tokens among the hits.
func (s *scanner) addSides(tokens []token, base int32, own *sides) {
	if !own.known() {
		return
	}
	s.sides = s.sides[:0]
	for i := range tokens {
		if concept, ok := own.of(tokens[i].word); ok {
			s.sides = append(s.sides, hit{concept: concept, start: base + int32(i), end: base + int32(i) + 1})
		}
	}
	s.hits = merge(s.hits, s.first, s.sides)
}

// merge puts more hits among those from first on. Both are in order of start and concept; of two that are
// equal in that, the one that was there stays before.
func merge(hits []hit, first int, more []hit) []hit {
	i, k := len(hits)-1, len(more)-1
	hits = append(hits, more...)
	for at := len(hits) - 1; k >= 0; at-- {
		if i >= first && more[k].before(&hits[i]) {
			hits[at] = hits[i]
			i--
		} else {
			hits[at] = more[k]
			k--
		}
	}
	return hits
}
