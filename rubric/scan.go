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

// scan finds all phrases in tokens, which must be one sentence, numbering tokens from base, and appends
// them to hits: one hit per concept and start, the longest, in order of start and concept. Those inside
// an exception of their concept are left out; the sides that the agreement names as its own are added.
func (a *automaton) scan(tokens []token, base int32, hits []hit, own *sides) []hit {
	s := scanner{hits: hits, first: len(hits)}
	for i := range tokens {
		s.from, s.at = len(s.hits), base+int32(i)
		st := a.start(tokens[i].word)
		for j := i + 1; ; j++ {
			if len(st.hits)+len(st.except) > 0 {
				s.accept(st, base+int32(j))
			}
			if len(st.items) == 0 || j == len(tokens) {
				break
			}
			st = a.states.step(st, tokens[j].word)
		}
	}
	s.dropExcepted()
	if own != nil {
		s.addSides(tokens, base, own)
	}
	return s.hits
}

type scanner struct {
	hits     []hit
	first    int   // of this sentence's hits
	from     int   // of the hits that start at the token
	at       int32 // the token
	excepted []hit
}

// accept notes what ends in a state, before token end.
func (s *scanner) accept(st *state, end int32) {
	for _, c := range st.hits {
		s.put(hit{concept: c, start: s.at, end: end})
	}
	for _, c := range st.except {
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
	n := len(s.hits) - s.first
	for i := range tokens {
		if concept, ok := own.of(tokens[i].word); ok {
			s.hits = append(s.hits, hit{concept: concept, start: base + int32(i), end: base + int32(i) + 1})
		}
	}
	settle(s.hits[s.first:], n)
}
