package rubric

import (
	"slices"
	"sync"
)

// gapTokens is how many tokens ".." may skip.
const gapTokens = 4

// node is a state of the phrase automaton: a trie over lexicon words and word classes.
type node struct {
	keys   []int32 // sorted
	next   []*node // by keys
	sig    uint64  // signature of keys: no common bit with a word's, no edge for it
	number *node   // a number in digits
	any    *node   // any token
	gap    *node   // up to gapTokens tokens
	hits   []int32 // concepts whose phrase ends here
	except []int32 // concepts whose exception ends here
	ends   bool    // some phrase or exception ends here
	open   bool    // has an edge that is no word
}

// signature is the bit that stands for a lexicon word in signatures.
func signature(id int32) uint64 { return 1 << (1 + (uint32(id)*2654435761>>16)%63) }

// mayTake reports whether the word may lead on from n; it may say yes wrongly.
func (n *node) mayTake(w *wordInfo) bool {
	if n.sig&w.sig == 0 || len(n.keys) > 4 {
		return n.sig&w.sig != 0
	}
	for _, id := range n.keys {
		if w.bloom.may(id) {
			return true
		}
	}
	return false
}

// child returns the state behind a word, making it when new.
func (n *node) child(id int32) *node {
	i, ok := slices.BinarySearch(n.keys, id)
	if !ok {
		n.keys = slices.Insert(n.keys, i, id)
		n.next = slices.Insert(n.next, i, &node{})
		n.sig |= signature(id)
	}
	return n.next[i]
}

// automaton finds every phrase of every concept of one language in one pass over the tokens.
type automaton struct {
	vocab *vocabulary
	root  node
	pool  sync.Pool // of *analysis, to be used again
}

// addAll puts the phrases of one lexicon entry into the automaton.
func (a *automaton) addAll(w word, concept int32, exception bool) error {
	list, err := phrasesOf(w)
	for _, p := range list {
		a.add(p, concept, exception)
	}
	return err
}

// add puts one plain phrase into the automaton.
func (a *automaton) add(words []string, concept int32, exception bool) {
	for len(words) > 0 && words[len(words)-1] == ".." {
		words = words[:len(words)-1]
	}
	n := &a.root
	for i, w := range words {
		n = a.step(n, w)
		if i == 0 && n != a.root.number {
			a.vocab.first[a.vocab.id(w)] = n
		}
	}
	list := &n.hits
	if exception {
		list = &n.except
	}
	n.ends = true
	if !slices.Contains(*list, concept) {
		*list = append(*list, concept)
	}
}

// step returns the state behind one element of a phrase.
func (a *automaton) step(n *node, word string) *node {
	special := map[string]**node{"#": &n.number, "_": &n.any, "..": &n.gap}[word]
	if special == nil {
		return n.child(a.vocab.id(word))
	}
	if *special == nil {
		*special = &node{}
		n.open = true
	}
	return *special
}

// hit is a phrase of a concept found in the tokens [start, end).
type hit struct {
	concept    int32
	start, end int32
	negated    bool
}

// scan finds all phrases in tokens, which must be one sentence, numbering tokens from base. Hits come
// back in order of their start, those inside an exception of their concept left out, with the sides that
// the agreement names as its own.
func (a *automaton) scan(tokens []token, base int32, hits []hit, own *sides) []hit {
	s := scanner{tokens: tokens, base: base, hits: hits, first: len(hits), numbers: a.root.number}
	for i := range tokens {
		s.begin(i)
	}
	s.dropExcepted()
	if own != nil {
		s.hits = own.add(tokens, base, s.hits)
	}
	s.settle()
	return s.hits
}

// settle brings hits into order of start and concept; they are nearly so.
func (s *scanner) settle() {
	for i := s.first + 1; i < len(s.hits); i++ {
		for k := i; k > s.first && s.hits[k].before(s.hits[k-1]); k-- {
			s.hits[k], s.hits[k-1] = s.hits[k-1], s.hits[k]
		}
	}
}

func (h hit) before(o hit) bool {
	return h.start < o.start || h.start == o.start && h.concept < o.concept
}

type scanner struct {
	numbers  *node // what begins with a number
	tokens   []token
	base     int32
	at       int32
	hits     []hit
	first    int
	excepted []hit
}

// begin follows every phrase that begins at token i.
func (s *scanner) begin(i int) {
	s.at = int32(i)
	w := s.tokens[i].word
	s.accept(w.single, w.singleExcept, i+1)
	if s.numbers != nil && s.tokens[i].number {
		s.walk(s.numbers, i+1, 1)
	}
	if i+1 == len(s.tokens) {
		return
	}
	after := s.tokens[i+1:]
	for k := range w.roots {
		if w.roots[k].admits(after) {
			s.extend(w.roots[k].node, i+1, 1)
		}
	}
}

// walk notes what ends at n, before token i, and goes on from there.
func (s *scanner) walk(n *node, i, depth int) {
	if n.ends {
		s.accept(n.hits, n.except, i)
	}
	if i < len(s.tokens) && depth <= maxPhrase {
		s.extend(n, i, depth)
	}
}

// extend takes every edge of n that token i allows.
func (s *scanner) extend(n *node, i, depth int) {
	t := &s.tokens[i]
	if n.sig&t.word.sig != 0 {
		s.follow(n, t.word, i, depth)
	}
	if !n.open {
		return
	}
	if n.number != nil && t.number {
		s.walk(n.number, i+1, depth+1)
	}
	if n.any != nil {
		s.walk(n.any, i+1, depth+1)
	}
	if n.gap != nil && depth < maxPhrase {
		s.skip(n.gap, i, depth+1)
	}
}

// skip goes on from g, which stands behind a gap, at each token that the gap may reach.
func (s *scanner) skip(g *node, i, depth int) {
	for end := min(len(s.tokens), i+gapTokens+1); i < end; i++ {
		if g.open || g.mayTake(s.tokens[i].word) {
			s.extend(g, i, depth)
		}
	}
}

// maxPhrase bounds the elements of one phrase that are followed.
const maxPhrase = 16

// follow takes the edges that the word allows, going through the shorter of the two lists.
func (s *scanner) follow(n *node, w *wordInfo, i, depth int) {
	if len(n.keys) <= len(w.ids) {
		for k, id := range n.keys {
			if !w.bloom.may(id) {
				continue
			}
			if _, ok := slices.BinarySearch(w.ids, id); ok {
				s.walk(n.next[k], i+1, depth+1)
			}
		}
		return
	}
	for _, id := range w.ids {
		if k, ok := slices.BinarySearch(n.keys, id); ok {
			s.walk(n.next[k], i+1, depth+1)
		}
	}
}

func (s *scanner) accept(hits, except []int32, end int) {
	for _, c := range hits {
		s.push(hit{concept: c, start: s.base + s.at, end: s.base + int32(end)})
	}
	for _, c := range except {
		s.excepted = append(s.excepted, hit{concept: c, start: s.base + s.at, end: s.base + int32(end)})
	}
}

// push keeps one hit per concept and start, the longest.
func (s *scanner) push(h hit) {
	for i := len(s.hits) - 1; i >= s.first && s.hits[i].start == h.start; i-- {
		if s.hits[i].concept == h.concept {
			s.hits[i].end = max(s.hits[i].end, h.end)
			return
		}
	}
	s.hits = append(s.hits, h)
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
