package rubric

import (
	"encoding/binary"
	"slices"
)

// gather collects the nodes and the ends of a state in the making.
type gather struct {
	items  []alive
	hits   []int32
	except []int32
	text   []byte // working memory of name
}

func (g *gather) clear() {
	g.items, g.hits, g.except = g.items[:0], g.hits[:0], g.except[:0]
}

// skip goes on behind the gaps that may skip one more token.
func (g *gather) skip(items []alive) {
	for _, it := range items {
		if it.left > 0 {
			g.reach(it.node, it.left-1)
		}
	}
}

// follow takes every edge of n that the word allows, going through the shorter of the two lists.
func (g *gather) follow(n *node, w *wordInfo) {
	if len(n.keys) < len(w.ids) {
		for i, id := range n.keys {
			if _, ok := slices.BinarySearch(w.ids, id); ok {
				g.enter(n.next[i])
			}
		}
	} else {
		for _, id := range w.ids {
			if i, ok := slices.BinarySearch(n.keys, id); ok {
				g.enter(n.next[i])
			}
		}
	}
	if n.digits != nil && w.number {
		g.enter(n.digits)
	}
	if n.any != nil {
		g.enter(n.any)
	}
}

// enter notes what ends at n and what may follow it.
func (g *gather) enter(n *node) {
	g.hits = append(g.hits, n.hits...)
	g.except = append(g.except, n.except...)
	g.reach(n, 0)
}

// reach puts n among the items, with what stands behind a gap after it. Of two items for one node, that
// with the longer gap does the work of both.
func (g *gather) reach(n *node, left int32) {
	if n.gap != nil {
		g.reach(n.gap, gapTokens)
	}
	if n.takes == 0 && (n.gap == nil || left == 0) {
		return
	}
	for i := range g.items {
		if g.items[i].node == n {
			g.items[i].left = max(g.items[i].left, left)
			return
		}
	}
	g.items = append(g.items, alive{n, left})
}

// name puts what was gathered in order and tells it from all else. It is good until the next call.
func (g *gather) name() []byte {
	slices.SortFunc(g.items, func(a, b alive) int { return int(a.node.number - b.node.number) })
	b := binary.AppendUvarint(g.text[:0], uint64(len(g.items)))
	for _, it := range g.items {
		b = binary.AppendUvarint(b, uint64(it.node.number)<<3|uint64(it.left))
	}
	for _, list := range []*[]int32{&g.hits, &g.except} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
		b = binary.AppendUvarint(b, uint64(len(*list)))
		for _, c := range *list {
			b = binary.AppendUvarint(b, uint64(c))
		}
	}
	g.text = b
	return b
}
