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
		for group := range inGroups(ctx, ahead[R]{workers: workers, results: workers}, items, f) {
			for _, r := range group {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// ahead is how far work may be ahead of the reader of its results.
type ahead[R any] struct {
	workers int          // that run at once
	results int          // that run or wait for the reader
	large   func(R) bool // ends a group, and keeps its worker until the reader has it; nil: none is
}

func (a ahead[R]) isLarge(r R) bool { return a.large != nil && a.large(r) }

// inGroups is inOrder for a reader who takes together what is ready: each group is at least one result, and those after it
// that are there, as many as may wait at most.
func inGroups[T, R any](ctx context.Context, a ahead[R], items []T, f func(context.Context, T) R) iter.Seq[[]R] {
	return func(yield func([]R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		gone := make(chan struct{})
		defer close(gone)
		queue := make(chan chan R, a.results-1)
		go a.startAll(ctx, queue, len(items), func(i int) R { return f(ctx, items[i]) }, gone)
		for next := <-queue; next != nil; {
			var group []R
			if group, next = a.ready(<-next, queue); !yield(group) {
				return
			}
			if next == nil {
				next = <-queue
			}
		}
	}
}

// startAll starts n pieces of work, each when a worker is free and there is room in the queue for its result.
func (a ahead[R]) startAll(ctx context.Context, queue chan<- chan R, n int, do func(int) R, gone <-chan struct{}) {
	defer close(queue)
	busy := make(chan struct{}, a.workers)
	for i := range n {
		if ctx.Err() != nil {
			return
		}
		result := make(chan R)
		select {
		case busy <- struct{}{}:
		case <-ctx.Done():
			return
		}
		select {
		case queue <- result:
		case <-ctx.Done():
			return
		}
		go func() {
			r := do(i)
			if a.isLarge(r) {
				defer func() { <-busy }()
			} else {
				<-busy
			}
			select {
			case result <- r:
			case <-gone:
			}
		}()
	}
}

// ready makes a group of a result and of those after it that are there. next is the first that is not there, or nil.
func (a ahead[R]) ready(first R, queue <-chan chan R) (group []R, next chan R) {
	group = []R{first}
	for len(group) < a.results && !a.isLarge(group[len(group)-1]) {
		select {
		case next = <-queue:
		default:
			return group, nil
		}
		if next == nil {
			return group, nil
		}
		select {
		case r := <-next:
			group = append(group, r)
		default:
			return group, next
		}
	}
	return group, nil
}
