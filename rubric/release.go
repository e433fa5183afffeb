package rubric

// How far a release reaches, in tokens: what one need not do stands close behind the words that say so, or just
// before them in the languages that put the verb last.
const (
	releaseAhead  = 12
	releaseBehind = 6
)

// released reports whether the match is what a state, an authority or an employer need not do: "the employer shall
// not be obliged to furnish lodging". That proves nothing, unless the signal asks for what is not done. What a worker
// need not do is a right.
func (d *analysis) released(s *Signal, m match) bool {
	st := &d.sentences[m.sentence]
	if !st.concepts.holds(d.steer.released) || d.asksForRelease(s) {
		return false
	}
	for i := st.hit0; i < st.hit1; i++ {
		h := &d.hits[i]
		if h.concept == d.steer.released && d.releases(h, m) && d.actorBefore(st, h) {
			return true
		}
	}
	return false
}

// releases reports whether the match stands in reach of the release.
func (d *analysis) releases(h *hit, m match) bool {
	ahead := h.end < m.tok1 && m.tok0-h.end <= releaseAhead
	behind := d.verbFinal() && h.start >= m.tok1 && h.start-m.tok1 <= releaseBehind
	return (ahead || behind) && !d.parted(min(h.end, m.tok1), max(h.start, m.tok0))
}

// asksForRelease reports whether a term of the signal is about what is not done, or need not be.
func (d *analysis) asksForRelease(s *Signal) bool {
	for i := range s.All {
		if t := &s.All[i]; t.Polar == Negated || t.any.has(int(d.steer.released)) || t.any.has(int(d.steer.not)) {
			return true
		}
	}
	return false
}
