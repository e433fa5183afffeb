package rubric

import (
	mathbits "math/bits"
	"slices"
	"strings"

	"corridor/corpus"
)

// bits is a set of concept numbers.
type bits []uint64

func (b bits) set(c int32)    { b[c>>6] |= 1 << (c & 63) }
func (b bits) has(c int) bool { return b[c>>6]>>(c&63)&1 != 0 }

// holds is has for a concept that the lexicon may lack.
func (b bits) holds(c int32) bool { return c >= 0 && b.has(int(c)) }
func (b bits) clear()             { clear(b) }
func (b bits) or(o bits) {
	for i, w := range o {
		b[i] |= w
	}
}

// all yields the members in order.
func (b bits) all(yield func(int32) bool) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			if !yield(int32(i*64 + mathbits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

func (b bits) hasAny(list []int) bool {
	for _, c := range list {
		if b.has(c) {
			return true
		}
	}
	return false
}

// sentence is a stretch of tokens with the concepts found in it.
type sentence struct {
	tok0, tok1 int32 // tokens
	hit0, hit1 int32 // hits
	unit       int32
	of         int32 // the sentence that this is another reading of, or -1 (see reading)
	from       int32 // the sentence that the reading takes words from
	concepts   bits
}

// unit is an analysed clause.
type unit struct {
	clause       *corpus.Clause
	sent0, sent1 int32
	hit0, hit1   int32
	leads        []int32 // units whose text leads in to this one
	concepts     bits    // of the clause's own text
	lead         bits    // of its lead-ins
	article      int32   // index into analysis.scopes
}

// scope is what an article and its headings hold together.
type scope struct {
	concepts bits // article text and headings
	heading  bits // article and chapter headings
	unit0    int32
	unit1    int32
}

// analysis is one pass over an agreement: everything that signals look at.
type analysis struct {
	agreement *corpus.Agreement
	auto      *automaton
	steer     steering
	words     int // length of a bit set
	tokens    []token
	hits      []hit
	sentences []sentence
	units     []unit
	scopes    []scope
	slabs     [][]uint64 // memory of bit sets
	used      int        // bit sets given out
	read      *reader
	scan      scanner
	headings  map[corpus.Span]bits
	sets      sentenceSets
	sieve     *sieve
	found     []foundTerm      // working memory of window.find
	matches   []match          // working memory of find
	weighed   []proof          // working memory of decide
	proved    [][]proof        // by number of the signal
	tried     []bool           // signals in proved
	subjects  []loan           // by sentence: who acts in it
	loans     []loan           // working memory of addReadings
	more      []hit            // working memory of lent and addNames
	lentAt    bits             // working memory of lent
	clauses   []corpus.Clause  // of the agreement
	leads     []int32          // of all units
	parts     []string         // working memory of reason
	said      []byte           // working memory of reason
	evid      []Evidence       // of the findings, which keep it
	starts    map[int]int32    // units by where they start
	articles  []corpus.Article // of the agreement, once a reference asks for them
	own       sides            // of this agreement
	names     shortNames       // of this agreement
	families  []family
	brackets  []corpus.Span // square brackets of a draft, in order
}

// analyse reads the agreement once. Cost is linear in its text. The result is nil when the lexicon does
// not cover the language.
func analyse(a *corpus.Agreement, lex *Lexicon) (*analysis, error) {
	auto, err := lex.automaton(a.Language)
	if auto == nil || err != nil {
		return nil, err
	}
	d := newAnalysis(a, auto, lex)
	lastArticle := -2
	d.clauses = a.AppendClauses(d.clauses[:0])
	for i := range d.clauses {
		c := &d.clauses[i]
		if c.Part == corpus.SegSignatures {
			continue
		}
		if c.Article < 0 || c.Article != lastArticle || len(d.scopes) == 0 {
			d.openScope(c)
		}
		lastArticle = c.Article
		d.starts[c.Span.Start] = int32(len(d.units))
		d.addUnit(c)
	}
	d.addReadings()
	d.sets.fill(d)
	return d, nil
}

// newAnalysis takes a used analysis of the language, or makes one.
func newAnalysis(a *corpus.Agreement, auto *automaton, lex *Lexicon) *analysis {
	d, _ := auto.pool.Get().(*analysis)
	if d == nil {
		d = &analysis{auto: auto, steer: lex.steer, words: (len(lex.names) + 63) / 64, headings: map[corpus.Span]bits{},
			read: newReader(auto.vocab), scan: scanner{auto: auto}, starts: map[int]int32{}, lentAt: lex.set(nil), own: sides{countries: map[string]int32{}},
			names: shortNames{seen: map[*wordInfo][]int32{}}, families: lex.families,
			sieve: lex.sieve, proved: make([][]proof, lex.sieve.signals()), tried: make([]bool, lex.sieve.signals())}
	}
	d.agreement = a
	d.read.noisy = a.Source.Quality.State == corpus.TextNoisy || a.Source.Quality.State == corpus.TextOCR
	d.own.origin, d.own.destination = lex.steer.origin, lex.steer.destination
	d.own.read(a)
	d.readNames()
	d.brackets = squareBrackets(d.brackets[:0], a.Text)
	return d
}

// maxBracket is the longest passage, in bytes, that a pair of square brackets may hold.
const maxBracket = 4000

// squareBrackets appends the outermost pairs of square brackets, which may span paragraphs.
func squareBrackets(dst []corpus.Span, text string) []corpus.Span {
	depth, open := 0, 0
	first := strings.IndexByte(text, '[')
	if first < 0 {
		return dst
	}
	for i := first; i < len(text); i++ {
		switch text[i] {
		case '[':
			if depth == 0 || i-open > maxBracket {
				depth, open = 0, i
			}
			depth++
		case ']':
			if depth--; depth == 0 && i-open <= maxBracket {
				dst = append(dst, corpus.Span{Start: open, End: i + 1})
			}
			depth = max(0, depth)
		}
	}
	return dst
}

// maxKept is the largest text, in tokens, whose working memory is kept for the next.
const maxKept = 200_000

// release gives the working memory back. Nothing of the analysis may be used after.
func (d *analysis) release() {
	if cap(d.tokens) > maxKept {
		return
	}
	d.agreement, d.articles, d.evid = nil, nil, nil
	d.tokens, d.hits, d.sentences, d.units, d.scopes = d.tokens[:0], d.hits[:0], d.sentences[:0], d.units[:0], d.scopes[:0]
	d.leads = d.leads[:0]
	d.used = 0
	clear(d.headings)
	clear(d.starts)
	for i := range d.proved {
		d.proved[i] = d.proved[i][:0]
	}
	clear(d.tried)
	d.auto.pool.Put(d)
}

// slabBits is how many bit sets are made at once.
const slabBits = 64

// newBits returns an empty set out of the slabs.
func (d *analysis) newBits() bits {
	slab, at := d.used/slabBits, d.used%slabBits*d.words
	if slab == len(d.slabs) {
		d.slabs = append(d.slabs, make([]uint64, slabBits*d.words))
	}
	d.used++
	b := bits(d.slabs[slab][at : at+d.words : at+d.words])
	b.clear()
	return b
}

func (d *analysis) openScope(c *corpus.Clause) {
	s := scope{concepts: d.newBits(), heading: d.newBits(), unit0: int32(len(d.units)), unit1: int32(len(d.units))}
	s.heading.or(d.headingBits(c.Heading))
	s.heading.or(d.headingBits(c.Chapter))
	s.concepts.or(s.heading)
	d.scopes = append(d.scopes, s)
}

// headingBits analyses a heading once.
func (d *analysis) headingBits(s corpus.Span) bits {
	if b, ok := d.headings[s]; ok {
		return b
	}
	b := d.newBits()
	if !s.Empty() {
		tokens, hits := len(d.tokens), len(d.hits)
		d.tokens = tokenize(d.tokens, d.agreement.Text, s.Start, s.End, d.read)
		d.hits = d.scan.scan(d.tokens[tokens:], 0, d.hits, nil)
		for _, h := range d.hits[hits:] {
			b.set(h.concept)
		}
		d.tokens, d.hits = d.tokens[:tokens], d.hits[:hits]
	}
	d.headings[s] = b
	return b
}

func (d *analysis) addUnit(c *corpus.Clause) {
	u := unit{clause: c, sent0: int32(len(d.sentences)), hit0: int32(len(d.hits)), article: int32(len(d.scopes) - 1),
		concepts: d.newBits(), lead: d.newBits()}
	from := len(d.tokens)
	d.tokens = tokenize(d.tokens, d.agreement.Text, c.Span.Start, c.Span.End, d.read)
	d.cutSentences(from)
	u.sent1, u.hit1 = int32(len(d.sentences)), int32(len(d.hits))
	for _, s := range d.sentences[u.sent0:] {
		u.concepts.or(s.concepts)
	}
	first := len(d.leads)
	for _, l := range c.LeadIn {
		if i, ok := d.starts[l.Start]; ok {
			d.leads = append(d.leads, i)
			u.lead.or(d.leadBits(i))
		}
	}
	u.leads = slices.Clip(d.leads[first:])
	sc := &d.scopes[u.article]
	sc.concepts.or(u.concepts)
	d.units = append(d.units, u)
	sc.unit1 = int32(len(d.units))
}

// leadBits is what the last sentence of a unit holds: the sentence that leads in to the list below it.
func (d *analysis) leadBits(i int32) bits {
	u := &d.units[i]
	if u.sent1 == u.sent0 {
		return u.concepts
	}
	return d.sentences[u.sent1-1].concepts
}

// maxSentence is how many tokens are read as one sentence; a longer one is cut. The work within a sentence
// grows with its square, and the longest sentence that was met in an agreement has some 350 tokens.
const maxSentence = 1000

// cutSentences parts the tokens from the given one on, and scans each sentence.
func (d *analysis) cutSentences(from int) {
	for from < len(d.tokens) {
		to := from + 1
		for to < len(d.tokens) && d.tokens[to].brk != fullBreak && to-from < maxSentence {
			to++
		}
		s := sentence{tok0: int32(from), tok1: int32(to), hit0: int32(len(d.hits)), unit: int32(len(d.units)), of: -1, from: -1, concepts: d.newBits()}
		d.hits = d.scan.scan(d.tokens[from:to], int32(from), d.hits, &d.own)
		d.addNames(from, to, int(s.hit0))
		s.hit1 = int32(len(d.hits))
		d.negate(s)
		for _, h := range d.hits[s.hit0:s.hit1] {
			s.concepts.set(h.concept)
		}
		d.sentences = append(d.sentences, s)
		from = to
	}
}

// Negation reaches so many tokens forward, and backward in the languages that put it behind the verb.
const (
	negationAhead  = 7
	negationBehind = 4
)

// negate marks the hits in reach of a negation in the same limb of the sentence. "No agency in the
// country may …" carries its negation over the "may".
func (d *analysis) negate(s sentence) {
	hits := d.hits[s.hit0:s.hit1]
	for i := range hits {
		if hits[i].concept == d.steer.not {
			d.spreadNegation(hits, &hits[i])
		}
	}
	for i := range hits {
		if hits[i].concept == d.steer.may && hits[i].negated {
			d.spreadNegation(hits, &hits[i])
		}
	}
}

func (d *analysis) spreadNegation(hits []hit, n *hit) {
	final := d.verbFinal()
	for i := range hits {
		h := &hits[i]
		if h.start-n.end >= negationAhead || h.start >= n.end && h.concept == d.steer.refer.exception {
			break // hits are in order of their start
		}
		if h.concept == d.steer.not {
			continue
		}
		ahead := h.start >= n.start
		behind := final && h.end <= n.start && n.start-h.end < negationBehind
		if (ahead || behind) && !d.parted(min(h.end, n.end), max(h.start, n.start)) {
			h.negated = true
		}
	}
	d.joinNegation(hits, n)
}

// A negation is carried on by "or" so far, to the words so close behind it.
const (
	joinedAhead = 25
	joinedReach = 4
)

// joinNegation carries a negation over the "or" that stands in its limb: "may not collect a fee or retain
// the passport". A new verb of duty or an exception ends it.
func (d *analysis) joinNegation(hits []hit, n *hit) {
	for i := range hits {
		or := &hits[i]
		if or.start < n.end || or.concept != d.steer.refer.or && !d.endsNegation(or, n) {
			continue
		}
		if or.concept != d.steer.refer.or || or.start-n.end > joinedAhead || d.parted(n.end, or.start) {
			return
		}
		for k := i + 1; k < len(hits) && hits[k].start-or.end < joinedReach; k++ {
			if hits[k].start >= or.end && hits[k].concept != d.steer.not {
				hits[k].negated = true
			}
		}
	}
}

// endsNegation reports whether the hit opens a rule of its own behind the negation.
func (d *analysis) endsNegation(h, n *hit) bool {
	switch h.concept {
	case d.steer.refer.exception:
		return true
	case d.steer.refer.shall, d.steer.may:
		return h.start-n.end > ownVerb
	}
	return false
}

// ownVerb is how far behind a negation its own verb stands: "no agency of either side may …".
const ownVerb = 6

func (d *analysis) verbFinal() bool {
	return slices.Contains([]string{"de", "nl"}, d.agreement.Language)
}

// parted reports whether a semicolon or line end lies before one of the tokens a to b.
func (d *analysis) parted(a, b int32) bool {
	for i := a; i <= b && i < int32(len(d.tokens)); i++ {
		if d.tokens[i].brk >= hardBreak {
			return true
		}
	}
	return false
}

// span returns the text span of a sentence.
func (d *analysis) span(s sentence) corpus.Span {
	if s.tok1 == s.tok0 {
		return corpus.Span{}
	}
	return corpus.Span{Start: int(d.tokens[s.tok0].start), End: int(d.tokens[s.tok1-1].end)}
}
