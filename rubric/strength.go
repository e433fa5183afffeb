package rubric

import (
	"slices"

	"corridor/corpus"
)

// Reaches of the things that weaken, in tokens.
const (
	hedgeBefore = 25 // a hedge governs what follows it in the same limb of a sentence
	hedgeAfter  = 10 // "..., as far as possible"
	mayBefore   = 15
	mayActor    = 12 // the subject of "may" stands so close before it
)

// weigh says what level a match proves, absent for none, and, when something weakens it, why in words.
func (d *analysis) weigh(s *Signal, m match) (Level, string) {
	if s.Level != Contrary && d.released(s, m) {
		return Absent, ""
	}
	if s.Level != Operative {
		return s.Level, ""
	}
	u := &d.units[m.unit]
	switch u.clause.Part {
	case corpus.SegTitle:
		if s.Place != PlaceAny {
			return Weak, "only in the title"
		}
	case corpus.SegPreamble:
		if s.Place != PlaceAny {
			return Weak, "only in the preamble"
		}
	}
	if s.Firm {
		return Operative, ""
	}
	if why := d.weakened(u, m); why != "" {
		return Weak, why
	}
	return Operative, ""
}

func (d *analysis) weakened(u *unit, m match) string {
	heading := d.scopes[u.article].heading
	switch {
	case heading.has(int(d.steer.definitions)):
		return "only in a definition"
	case heading.has(int(d.steer.aimsHeading)):
		return "only among the aims"
	case d.bracketed(m):
		return "draft text in square brackets"
	}
	for _, l := range u.leads {
		if lead := d.leadBits(l); lead.has(int(d.steer.hedge)) {
			return "hedged by its lead-in"
		} else if lead.has(int(d.steer.aims)) {
			return "only among the aims"
		}
	}
	st := &d.sentences[m.sentence]
	if st.concepts.has(int(d.steer.aims)) {
		return "only among the aims"
	}
	if d.defined(st, m) {
		return "only in a definition"
	}
	if st.concepts.has(int(d.steer.later)) {
		return "left to a later arrangement"
	}
	if h := d.hedge(st, m); h != nil {
		return "hedged by “" + d.text(h) + "”"
	}
	if d.optional(st, m) {
		return "the side may, but need not"
	}
	return ""
}

// defined reports whether the sentence says, before the match ends, what a word means.
func (d *analysis) defined(st *sentence, m match) bool {
	if !st.concepts.holds(d.steer.refer.defines) {
		return false
	}
	for i := st.hit0; i < st.hit1 && d.hits[i].start < m.tok1; i++ {
		if d.hits[i].concept == d.steer.refer.defines {
			return true
		}
	}
	return false
}

// bracketed reports whether the match lies inside square brackets.
func (d *analysis) bracketed(m match) bool {
	if m.tok1 <= m.tok0 || len(d.brackets) == 0 {
		return false
	}
	span := corpus.Span{Start: int(d.tokens[m.tok0].start), End: int(d.tokens[m.tok1-1].end)}
	return slices.ContainsFunc(d.brackets, func(b corpus.Span) bool { return b.Contains(span) })
}

// hedge returns the hedge that governs the match, if any.
func (d *analysis) hedge(st *sentence, m match) *hit {
	if !st.concepts.has(int(d.steer.hedge)) && !st.concepts.has(int(d.steer.wish)) {
		return nil
	}
	for i := st.hit0; i < st.hit1; i++ {
		h := &d.hits[i]
		if h.concept != d.steer.hedge && !(h.concept == d.steer.wish && d.actorBefore(st, h)) || d.opensCondition(st, h) {
			continue
		}
		inReach := h.start < m.tok1 && m.tok0-h.end <= hedgeBefore || h.start >= m.tok1 && h.start-m.tok1 <= hedgeAfter
		if inReach && !d.parted(min(h.end, m.tok1), max(h.start, m.tok0)) {
			return h
		}
	}
	return nil
}

// opensCondition reports whether the hit is a "should" that opens the sentence: "Should war break out, …".
func (d *analysis) opensCondition(st *sentence, h *hit) bool {
	if h.start != st.tok0 {
		return false
	}
	for i := st.hit0; i < st.hit1 && d.hits[i].start == h.start; i++ {
		if d.hits[i].concept == d.steer.opener {
			return true
		}
	}
	return false
}

// optional reports whether the match is something that a state, an authority or an employer may do.
// What a worker may do is a right; what nobody may do is a ban.
func (d *analysis) optional(st *sentence, m match) bool {
	if !st.concepts.has(int(d.steer.may)) {
		return false
	}
	for i := st.hit0; i < st.hit1; i++ {
		h := &d.hits[i]
		if h.concept != d.steer.may || d.bans(st, h) {
			continue
		}
		if h.start < m.tok1 && m.tok0-h.end <= mayBefore && !d.parted(h.end, max(h.end, m.tok0)) && d.actorBefore(st, h) {
			return true
		}
	}
	return false
}

// How far behind "may" a negation makes it a ban: far where the verb closes the sentence.
const (
	banBehind      = 2
	banBehindFinal = 8
)

// bans reports whether "may" is negated: "may not", "no agency may", "ne peut", "darf … nicht".
func (d *analysis) bans(st *sentence, may *hit) bool {
	if may.negated {
		return true
	}
	reach := int32(banBehind)
	if d.verbFinal() {
		reach = banBehindFinal
	}
	for i := st.hit0; i < st.hit1; i++ {
		n := &d.hits[i]
		if n.concept == d.steer.not && n.start-may.end <= reach && may.start-n.end <= banBehind && !d.parted(may.end, n.start) {
			return true
		}
	}
	return false
}

// actorBefore reports whether the nearest actor before the hit is someone other than the worker.
func (d *analysis) actorBefore(st *sentence, may *hit) bool {
	other, nearest := false, int32(-1)
	for i := st.hit0; i < st.hit1; i++ {
		h := &d.hits[i]
		if h.end > may.start || may.start-h.end > mayActor || h.end < nearest {
			continue
		}
		switch {
		case h.concept == d.steer.worker:
			other, nearest = false, h.end
		case containsID(d.steer.actors, h.concept):
			other, nearest = true, h.end
		}
	}
	return other
}

func containsID(list []int32, c int32) bool {
	for _, x := range list {
		if x == c {
			return true
		}
	}
	return false
}

// text returns the words of a hit.
func (d *analysis) text(h *hit) string {
	return d.agreement.Text[d.tokens[h.start].start:d.tokens[h.end-1].end]
}
