package rubric

import (
	"slices"
	"sync"
)

// gapTokens is how many tokens ".." may skip.
const gapTokens = 4

// node is a point in the tree of all phrases of a language: what a phrase may go on with.
type node struct {
	number int32   // of the node, from 0 at the root
	takes  uint64  // signature of all that leads on
	keys   []int32 // lexicon words and word classes, sorted
	next   []*node // by keys
	digits *node   // a number in digits
	any    *node   // any token
	gap    *node   // up to gapTokens tokens
	hits   []int32 // concepts whose phrase ends here
	except []int32 // concepts whose exception ends here
}

// automaton finds every phrase of every concept of one language in one pass over the tokens. The tree of
// phrases is not deterministic, since a word can stand for many lexicon words and gaps can end anywhere;
// states are sets of its nodes, made when a text first leads to them and kept for the next (see state).
type automaton struct {
	vocab  *vocabulary
	root   *node
	nodes  int32  // how many there are
	slab   []node // for those to come
	states states
	pool   sync.Pool // of *analysis, to be used again
}

func newAutomaton(lang string) *automaton {
	a := &automaton{vocab: newVocabulary(lang)}
	a.root = a.newNode()
	return a
}

// slabNodes is how many nodes are made at once.
const slabNodes = 128

func (a *automaton) newNode() *node {
	if len(a.slab) == 0 {
		a.slab = make([]node, slabNodes)
	}
	n := &a.slab[0]
	a.slab = a.slab[1:]
	n.number = a.nodes
	a.nodes++
	return n
}

// addAll puts the phrases of one lexicon entry into the tree.
func (a *automaton) addAll(w word, concept int32, exception bool) error {
	list, err := phrasesOf(w)
	for _, p := range list {
		a.add(p, concept, exception)
	}
	return err
}

// add puts one plain phrase into the tree.
func (a *automaton) add(words []string, concept int32, exception bool) {
	for len(words) > 0 && words[len(words)-1] == ".." {
		words = words[:len(words)-1]
	}
	n := a.root
	for _, w := range words {
		n = a.grow(n, w)
	}
	list := &n.hits
	if exception {
		list = &n.except
	}
	if i, ok := slices.BinarySearch(*list, concept); !ok {
		*list = slices.Insert(*list, i, concept)
	}
}

// grow returns the node behind one element of a phrase, making it when new.
func (a *automaton) grow(n *node, word string) *node {
	switch word {
	case "#":
		n.takes |= takesDigits
		return a.orNew(&n.digits)
	case "_":
		n.takes |= takesAny
		return a.orNew(&n.any)
	case "..":
		return a.orNew(&n.gap)
	}
	id := a.vocab.id(word)
	i, ok := slices.BinarySearch(n.keys, id)
	if !ok {
		n.keys = slices.Insert(n.keys, i, id)
		n.next = slices.Insert(n.next, i, a.newNode())
		n.takes |= signature(id)
	}
	return n.next[i]
}

func (a *automaton) orNew(n **node) *node {
	if *n == nil {
		*n = a.newNode()
	}
	return *n
}
