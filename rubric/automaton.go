package rubric

import (
	"cmp"
	"slices"
)

// Edges of the automaton that are no lexicon word.
const (
	edgeNumber = -1 - iota
	edgeAny
	edgeGap
)

// gapTokens is how many tokens ".." may skip.
const gapTokens = 4

// node is a state of the phrase automaton: a trie over lexicon words.
type node struct {
	edges  map[int32]*node
	hits   []int32 // concepts whose phrase ends here
	except []int32 // concepts whose exception ends here
}

func (n *node) child(edge int32) *node {
	if n.edges == nil {
		n.edges = map[int32]*node{}
	}
	c := n.edges[edge]
	if c == nil {
		c = &node{}
		n.edges[edge] = c
	}
	return c
}

// automaton finds every phrase of every concept of one language in one pass over the tokens.
type automaton struct {
	vocab *vocabulary
	root  node
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
		e := a.edge(w)
		if i == 0 {
			a.vocab.first[e] = true
		}
		n = n.child(e)
	}
	list := &n.hits
	if exception {
		list = &n.except
	}
	if !slices.Contains(*list, concept) {
		*list = append(*list, concept)
	}
}

func (a *automaton) edge(word string) int32 {
	switch word {
	case "#":
		return edgeNumber
	case "_":
		return edgeAny
	case "..":
		return edgeGap
	}
	return a.vocab.id(word)
}

// hit is a phrase of a concept found in the tokens [start, end).
type hit struct {
	concept    int32
	start, end int32
	negated    bool
}

// scan finds all phrases in tokens, which must be one sentence, numbering tokens from base. Hits come
// back in order of their start, those inside an exception of their concept left out.
func (a *automaton) scan(tokens []token, base int32, hits []hit) []hit {
	s := scanner{tokens: tokens, base: base, hits: hits, first: len(hits)}
	for i := range tokens {
		s.at = int32(i)
		s.walk(&a.root, i, 0)
	}
	s.dropExcepted()
	slices.SortFunc(s.hits[s.first:], func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.concept, b.concept))
	})
	return s.hits
}

type scanner struct {
	tokens   []token
	base     int32
	at       int32
	hits     []hit
	first    int
	excepted []hit
}

// walk follows every edge that token i allows; skipped counts the tokens of a gap.
func (s *scanner) walk(n *node, i, depth int) {
	s.accept(n, i)
	if i >= len(s.tokens) || n.edges == nil || depth > 16 {
		return
	}
	t := &s.tokens[i]
	if depth == 0 {
		for _, id := range t.word.roots {
			s.walk(n.edges[id], i+1, 1)
		}
		return
	}
	s.follow(n, t.word, i, depth)
	if next := n.edges[edgeNumber]; next != nil && t.number {
		s.walk(next, i+1, depth+1)
	}
	if next := n.edges[edgeAny]; next != nil {
		s.walk(next, i+1, depth+1)
	}
	if next := n.edges[edgeGap]; next != nil {
		for skip := 0; skip <= gapTokens && i+skip < len(s.tokens); skip++ {
			s.walk(next, i+skip, depth+1)
		}
	}
}

// follow takes the edges that the word allows, going through the shorter of the two lists.
func (s *scanner) follow(n *node, w *wordInfo, i, depth int) {
	if len(n.edges) > len(w.ids) {
		for _, id := range w.ids {
			if next := n.edges[id]; next != nil {
				s.walk(next, i+1, depth+1)
			}
		}
		return
	}
	for id, next := range n.edges {
		if id < 0 {
			continue
		}
		if _, ok := slices.BinarySearch(w.ids, id); ok {
			s.walk(next, i+1, depth+1)
		}
	}
}

func (s *scanner) accept(n *node, end int) {
	for _, c := range n.hits {
		s.push(hit{concept: c, start: s.base + s.at, end: s.base + int32(end)})
	}
	for _, c := range n.except {
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
