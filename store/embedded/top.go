package embedded

import (
	"container/heap"
	"slices"
)

// top keeps the first n of many candidates.
type top struct {
	most  int
	order func(a, b *candidate) int
	held  []candidate // a heap, the last one first
}

func newTop(most int, order func(a, b *candidate) int) *top {
	return &top{most: most, order: order}
}

func (t *top) Len() int           { return len(t.held) }
func (t *top) Less(i, j int) bool { return t.order(&t.held[i], &t.held[j]) > 0 }
func (t *top) Swap(i, j int)      { t.held[i], t.held[j] = t.held[j], t.held[i] }
func (t *top) Push(c any)         { t.held = append(t.held, c.(candidate)) }

func (t *top) Pop() any {
	last := t.held[len(t.held)-1]
	t.held = t.held[:len(t.held)-1]
	return last
}

func (t *top) add(c candidate) {
	switch {
	case len(t.held) < t.most:
		heap.Push(t, c)
	case t.most > 0 && t.order(&c, &t.held[0]) < 0:
		t.held[0] = c
		heap.Fix(t, 0)
	}
}

func (t *top) sorted() []candidate {
	slices.SortFunc(t.held, func(a, b candidate) int { return t.order(&a, &b) })
	return t.held
}
