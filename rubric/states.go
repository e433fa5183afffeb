package rubric

import (
	"slices"
	"sync"
	"sync/atomic"
)

// state is where the tokens since the begin of a phrase may have led in the tree of phrases. States are
// made on demand, once, and are immutable. They are small: the scan is as quick as they are near.
type state struct {
	takes uint64   // signature of all that leads on: no common bit with a word's, no item takes the word
	pass  *state   // where a word leads that no item takes; nil when nothing leads on
	ends  []int32  // concepts whose phrase ends here, sorted, and behind them those whose exception does
	hits  int32    // how many of ends are phrases
	id    int32    // 0 when the automaton is full and the state is not kept
	items *[]alive // what may lead on
}

// alive is a node that may lead on. Behind a gap, left is how many more tokens it may skip.
type alive struct {
	node *node
	left int32 // 0 when the node is behind no gap
}

// Signatures are sets of lexicon words that may say yes wrongly but never no. Two bits are set apart.
const (
	takesAny    = 1 << 0 // every word has it
	takesDigits = 1 << 1 // numbers have it
)

// signature is the bit that stands for a lexicon word.
func signature(id int32) uint64 { return 1 << (2 + (uint32(id)*2654435761>>16)%62) }

// states holds the states made so far and the transitions between them, for all readers of a language at
// once: reading takes no lock.
type states struct {
	table atomic.Pointer[[]transition] // open addressing, a power of two long
	mu    sync.Mutex                   // for what follows, and for writing to the table
	used  int
	made  map[string]*state // by their nodes
	first *state            // before any token
	next  gather            // working memory
}

// transition says where a state leads by a class of words. The key is written last.
type transition struct {
	key atomic.Uint64
	to  atomic.Pointer[state]
}

const (
	firstTable = 1 << 12
	maxTable   = 1 << 20 // transitions kept per language, some 16 MB: a hostile text cannot fill memory
	maxStates  = 1 << 17
)

// dead is the state from which nothing leads on and where nothing ends.
var dead = &state{id: 1, items: new([]alive)}

// begin returns the transitions known so far; none is missed but those learnt since.
func (a *automaton) begin() []transition {
	s := &a.states
	if s.table.Load() == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.table.Load() == nil {
			table := make([]transition, firstTable)
			s.made = map[string]*state{string((&gather{}).name()): dead}
			s.first = s.intern(&gather{items: []alive{{node: a.root}}})
			s.table.Store(&table)
		}
	}
	return *s.table.Load()
}

// start returns the state behind the first word of a phrase.
func (a *automaton) start(table []transition, w *wordInfo) *state {
	st := w.start.Load()
	if st == nil {
		if st = dead; a.root.takes&w.sig != 0 {
			st = a.states.step(table, a.states.first, w)
		}
		w.start.Store(st)
	}
	return st
}

// step returns the state behind a word that something of the state before it may take.
func (s *states) step(table []transition, from *state, w *wordInfo) *state {
	key := uint64(from.id)<<32 | uint64(uint32(w.class)+1)
	for i := slot(key, len(table)); ; i = (i + 1) & (len(table) - 1) {
		switch table[i].key.Load() {
		case key:
			return table[i].to.Load()
		case 0:
			return s.learn(from, w, key)
		}
	}
}

func slot(key uint64, size int) int {
	return int(key*0x9E3779B97F4A7C15>>32) & (size - 1)
}

// learn works out where a word leads and keeps it.
func (s *states) learn(from *state, w *wordInfo, key uint64) *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next.clear()
	for _, it := range *from.items {
		if it.node.takes&w.sig != 0 {
			s.next.follow(it.node, w)
		}
	}
	s.next.skip(*from.items)
	to := s.intern(&s.next)
	table := *s.table.Load()
	if from.id == 0 || w.class == unclassed || s.used >= maxTable*3/4 {
		return to
	}
	if s.used >= len(table)*3/4 {
		table = s.widen(table)
	}
	s.used += insert(table, key, to)
	return to
}

// intern returns the one state of what was gathered. The lock must be held.
func (s *states) intern(g *gather) *state {
	name := g.name()
	if have := s.made[string(name)]; have != nil {
		return have
	}
	items := slices.Clone(g.items)
	st := &state{items: &items, ends: slices.Concat(g.hits, g.except), hits: int32(len(g.hits))}
	for _, it := range items {
		st.takes |= it.node.takes
	}
	if len(s.made) < maxStates {
		st.id = int32(len(s.made) + 1)
		s.made[string(name)] = st
	}
	if len(items) > 0 {
		st.pass = s.passed(g, items)
	}
	return st
}

// passed returns the state behind a word that no item takes: what is left of the gaps. It gathers anew.
func (s *states) passed(g *gather, items []alive) *state {
	if !slices.ContainsFunc(items, func(it alive) bool { return it.left > 0 }) {
		return dead
	}
	g.clear()
	g.skip(items)
	return s.intern(g)
}

// widen doubles the table. Readers of the old one come here when they miss something.
func (s *states) widen(old []transition) []transition {
	table := make([]transition, 2*len(old))
	for i := range old {
		if k := old[i].key.Load(); k != 0 {
			insert(table, k, old[i].to.Load())
		}
	}
	s.table.Store(&table)
	return table
}

// insert puts a transition into the table and returns 1, or 0 when it was there.
func insert(table []transition, key uint64, to *state) int {
	i := slot(key, len(table))
	for ; table[i].key.Load() != 0; i = (i + 1) & (len(table) - 1) {
		if table[i].key.Load() == key {
			return 0
		}
	}
	table[i].to.Store(to)
	table[i].key.Store(key)
	return 1
}
