package store

import (
	"slices"
	"sync"
)

// recentShingles remembers the word sequences of the texts that were looked at last. A text is known by its hash and
// never changes, so that what is remembered is never wrong.
type recentShingles struct {
	mu   sync.Mutex
	sets map[string]shingles
	ids  []string // the one looked at last at the end
}

// What is remembered: 2 MB for texts of 20 KB, 32 MB at most.
const (
	maxRecent      = 64
	maxRecentWords = 1 << 16 // sequences of one text
)

func (r *recentShingles) of(id string) (shingles, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	set, ok := r.sets[id]
	if ok {
		r.last(id)
	}
	return set, ok
}

func (r *recentShingles) keep(id string, set shingles) {
	if len(set) > maxRecentWords {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sets == nil {
		r.sets = map[string]shingles{}
	}
	r.sets[id] = set
	r.last(id)
	if len(r.ids) > maxRecent {
		delete(r.sets, r.ids[0])
		r.ids = slices.Delete(r.ids, 0, 1)
	}
}

// last makes a text the one that was looked at last.
func (r *recentShingles) last(id string) {
	if i := slices.Index(r.ids, id); i >= 0 {
		r.ids = slices.Delete(r.ids, i, i+1)
	}
	r.ids = append(r.ids, id)
}
