package main

import (
	"context"
	"iter"
)

// inOrder runs f over the items on so many workers and yields the results in the order of the items, as
// soon as each is there. It holds few results at once and stops starting work when the context or the
// reader ends.
func inOrder[T, R any](ctx context.Context, workers int, items []T, f func(context.Context, T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan R, workers-1)
		go func() {
			defer close(queue)
			for _, item := range items {
				result := make(chan R, 1)
				select {
				case queue <- result:
				case <-ctx.Done():
					return
				}
				go func() { result <- f(ctx, item) }()
			}
		}()
		for result := range queue {
			if !yield(<-result) {
				return
			}
		}
	}
}
