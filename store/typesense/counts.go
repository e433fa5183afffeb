package typesense

import (
	"context"

	"corridor/store"
)

// countsOf names a list of tokens with their counts: those of a field in one state of the index.
type countsOf struct {
	g     generation
	head  store.Head
	field string
}

// maxValues is how many values of a field are counted at most; no index has as many words.
const maxValues = 2_000_000

// maxHeld is how many such lists an index keeps.
const maxHeld = 4

// tokenCounts says how many clauses have each word, or each stem, of the index. It is asked of the cluster once for
// each state of the index (some 30 bytes for each different word), and only by searches that need it: those with
// prefixes or typos, and those for likeness.
func (a *asking) tokenCounts(ctx context.Context, field string) (map[string]int, error) {
	x, key := a.x, countsOf{a.g, a.built.Head, field}
	x.mu.Lock()
	held, ok := x.counts[key]
	x.mu.Unlock()
	if ok {
		return held, nil
	}
	q := everything(a.g.clauses(), "date:>=0")
	q.FacetBy, q.MaxFacetValues, q.FacetStrategy = new(field), new(maxValues), new("exhaustive")
	answers, err := x.cluster.ask(ctx, []question{q})
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, f := range answers[0].Facets {
		for _, c := range f.Counts {
			counts[c.Value] = c.Count
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.counts) >= maxHeld {
		clear(x.counts)
	}
	x.counts[key] = counts
	return counts, nil
}

// forget drops the lists: this process has changed the index.
func (x *Index) forget() {
	x.mu.Lock()
	defer x.mu.Unlock()
	clear(x.counts)
}
