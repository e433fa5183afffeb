package rubric

// Reaches of what points back, in tokens.
const (
	opensWithin   = 3  // a pronoun opens a sentence when it stands so far in
	subjectWithin = 6  // a subject stands so far into its sentence: "On arrival, seasonal workers shall …"
	nounBehind    = 2  // "such travel costs", "these additional costs"
	phraseBefore  = 4  // words before a noun that belong to it
	phraseAfter   = 12 // words behind it: "the costs of recruitment, selection and travel to …"
	lookBack      = 6  // sentences of the article that are searched for what "these costs" are
)

// subject says who acts in sentence i: the actor that opens it or, when a pronoun opens it, the subject of
// the sentence before. The loan of a pronoun is noted. An empty loan means that nobody can be told.
func (d *analysis) subject(i int32) loan {
	st := &d.sentences[i]
	for k := st.hit0; k < st.hit1 && d.hits[k].start < st.tok0+subjectWithin; k++ {
		h := &d.hits[k]
		if h.start < st.tok0+opensWithin {
			if who, ok := d.pronoun(i, h); ok {
				who.at = h.start
				if who.tok1 > who.tok0 {
					d.loans = append(d.loans, who)
				}
				return who
			}
		}
		if d.isActor(h) && !d.behindOf(st, h) {
			return loan{from: i, tok0: h.start, tok1: h.end, actor: true}
		}
	}
	return d.thing(i)
}

// thing is the subject of a sentence in which nobody acts: what opens it ("The quarters shall be dry").
func (d *analysis) thing(i int32) (what loan) {
	st := &d.sentences[i]
	for k := st.hit0; k < st.hit1 && d.hits[k].start < st.tok0+opensWithin; k++ {
		h := &d.hits[k]
		switch {
		case d.steer.all.has(int(h.concept)):
		case what.tok1 == 0:
			what = loan{from: i, tok0: h.start, tok1: h.end}
		case h.start == what.tok0:
			what.tok1 = max(what.tok1, h.end)
		}
	}
	return what
}

// pronoun says whom a pronoun stands for; ok is false when the hit is none.
func (d *analysis) pronoun(i int32, h *hit) (who loan, ok bool) {
	r := &d.steer.refer
	switch h.concept {
	case r.pronoun, r.latter, r.former:
	default:
		return loan{}, false
	}
	before, found := d.sentenceBefore(i)
	switch {
	case !found:
	case h.concept == r.pronoun:
		who = d.subjects[before]
	case h.concept == r.latter:
		who = d.actorOf(before, true)
	default:
		who = d.actorOf(before, false)
	}
	return who, true
}

// sentenceBefore returns the sentence before i in the same article.
func (d *analysis) sentenceBefore(i int32) (int32, bool) {
	if i == 0 {
		return 0, false
	}
	return i - 1, d.units[d.sentences[i-1].unit].article == d.units[d.sentences[i].unit].article
}

// actorOf returns the first or the last actor that a sentence names.
func (d *analysis) actorOf(i int32, last bool) (who loan) {
	st := &d.sentences[i]
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if !d.isActor(h) {
			continue
		}
		who = loan{from: i, tok0: h.start, tok1: h.end, actor: true}
		if !last {
			break
		}
	}
	return who
}

// behindOf reports whether the hit hangs on another noun: "the passports of the workers".
func (d *analysis) behindOf(st *sentence, h *hit) bool {
	for k := st.hit0; k < st.hit1 && d.hits[k].start < h.start; k++ {
		if o := &d.hits[k]; o.concept == d.steer.refer.of && h.start-o.end <= 1 {
			return true
		}
	}
	return false
}

// lendWithin adds a reading of the limb in which "the latter" or "the former" stands for someone named before it
// in the same sentence: "… a contract with the worker; the latter keeps his passport".
func (d *analysis) lendWithin(i int32) {
	st := &d.sentences[i]
	r := &d.steer.refer
	if !st.concepts.holds(r.latter) && !st.concepts.holds(r.former) {
		return
	}
	var first, last loan
	for k := st.hit0; k < st.hit1; k++ {
		h := d.hits[k]
		switch {
		case d.isActor(&h):
			last = loan{from: i, tok0: h.start, tok1: h.end, actor: true}
			if first.tok1 == 0 {
				first = last
			}
		case last.tok1 == 0 || h.concept != r.latter && h.concept != r.former:
		default:
			who := last
			if h.concept == r.former {
				who = first
			}
			who.at = h.start
			d.addReading(i, []loan{who}, h.start)
			return
		}
	}
}

// lendThings notes what the nouns of sentence i stand for: by a pointing word, or by the article or
// paragraph that they are said to stand in. Sentences from n on are readings.
func (d *analysis) lendThings(i, n int32) {
	st := &d.sentences[i]
	r := &d.steer.refer
	if st.concepts.holds(r.thisSuch) {
		for k := st.hit0; k < st.hit1; k++ {
			if h := &d.hits[k]; h.concept == r.thisSuch && !d.isPronoun(st, h.start) {
				d.lendBefore(i, d.nouns(st, h.end, h.end+nounBehind))
			}
		}
	}
	if st.concepts.holds(r.article) || st.concepts.holds(r.paragraph) {
		d.lendReferred(i, n)
	}
}

// isPronoun reports whether the word at a token stands alone and points at no noun behind it.
func (d *analysis) isPronoun(st *sentence, at int32) bool {
	r := &d.steer.refer
	for k := st.hit0; k < st.hit1; k++ {
		if h := &d.hits[k]; h.start == at && (h.concept == r.pronoun || h.concept == r.latter || h.concept == r.former) {
			return true
		}
	}
	return false
}

// noun is where a thing is named, and as what.
type noun struct {
	at       int32 // the token
	concepts []int32
}

// nouns collects what is named by the first hits that start in tokens [from, to]; nothing when it is
// someone who acts.
func (d *analysis) nouns(st *sentence, from, to int32) (out noun) {
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if h.start < from || h.start > to || d.steer.all.has(int(h.concept)) {
			continue
		}
		if len(out.concepts) > 0 && h.start != out.at {
			break
		}
		if d.isActor(h) {
			return noun{}
		}
		out.at = h.start
		out.concepts = append(out.concepts, h.concept)
	}
	return out
}

// lendBefore takes over what the nearest sentence before i, in the same article, says of the noun.
func (d *analysis) lendBefore(i int32, what noun) {
	if len(what.concepts) == 0 {
		return
	}
	for b, n := i, 0; n < lookBack; n++ {
		var ok bool
		if b, ok = d.sentenceBefore(b); !ok || d.lendFrom(b, what) {
			return
		}
	}
}

// lendFrom takes over what a sentence says of the noun, and reports whether it names it.
func (d *analysis) lendFrom(i int32, what noun) bool {
	st, found := &d.sentences[i], false
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if !containsID(what.concepts, h.concept) {
			continue
		}
		tok0, tok1 := d.phraseAround(st, h)
		d.loans = append(d.loans, loan{at: what.at, from: i, tok0: tok0, tok1: tok1})
		found = true
	}
	return found
}

// phraseAround returns the tokens that belong to a noun: up to a verb of duty, a bearer's verb, an exception
// or the end of the limb.
func (d *analysis) phraseAround(st *sentence, noun *hit) (tok0, tok1 int32) {
	tok0, tok1 = max(st.tok0, noun.start-phraseBefore), min(st.tok1, noun.end+phraseAfter)
	for k := st.hit0; k < st.hit1; k++ {
		switch h := &d.hits[k]; {
		case !d.bounds(h):
		case h.end <= noun.start:
			tok0 = max(tok0, h.end)
		case h.start >= noun.end:
			tok1 = min(tok1, h.start)
		}
	}
	for t := noun.end; t < tok1; t++ {
		if d.tokens[t].brk >= hardBreak {
			tok1 = t
		}
	}
	for t := noun.start; t > tok0; t-- {
		if d.tokens[t].brk >= hardBreak {
			tok0 = t
		}
	}
	return tok0, tok1
}

// bounds reports whether a hit ends the phrase of a noun.
func (d *analysis) bounds(h *hit) bool {
	r := &d.steer.refer
	switch h.concept {
	case r.shall, r.bear, r.exception, d.steer.may, d.steer.not, d.steer.hedge:
		return true
	}
	return false
}
