package site

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// shelf is what visitors may know of the store at one head of its journal.
type shelf struct {
	head  store.Head
	list  []store.Summary // by date of signature; what is private is not in it for readers from outside
	at    map[string]int  // id -> place in the list
	store *store.Store

	mu      sync.Mutex
	rows    map[string][]reports.CoverageRow // by reference of the rubric, in the order of the list
	sources []reports.CorridorSource
}

// shelf is the shelf of the store's present head.
func (s *Site) shelf(ctx context.Context) (*shelf, error) {
	head, err := s.Store.Head(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stack != nil && s.stack.head == head {
		return s.stack, nil
	}
	list, err := s.Store.List(ctx, store.Filter{Public: s.Public})
	if err != nil {
		return nil, err
	}
	fresh := &shelf{head: head, list: list, at: map[string]int{}, store: s.Store, rows: map[string][]reports.CoverageRow{}}
	for i, m := range list {
		fresh.at[m.ID] = i
	}
	s.stack = fresh
	return fresh, nil
}

// under is what counts of every agreement under a rubric.
func (h *shelf) under(ctx context.Context, r *rubric.Rubric) ([]reports.CoverageRow, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if rows, ok := h.rows[r.Ref()]; ok {
		return rows, nil
	}
	rows, err := reports.GatherRows(ctx, h.store, r, h.list)
	if err == nil {
		h.rows[r.Ref()] = rows
	}
	return rows, err
}

// corridors is who has agreements with whom.
func (h *shelf) corridors(ctx context.Context) ([]reports.CorridorSource, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sources != nil {
		return h.sources, nil
	}
	var err error
	h.sources, err = reports.GatherSources(ctx, h.store, h.list)
	return h.sources, err
}

// find is the line of an agreement, by its id or the first digits of it. It wraps corpus.ErrNotFound.
func (h *shelf) find(id string) (store.Summary, error) {
	if i, ok := h.at[id]; ok {
		return h.list[i], nil
	}
	found := -1
	if len(id) >= store.MinPrefix {
		for i, m := range h.list {
			if len(m.ID) > len(id) && m.ID[:len(id)] == id {
				if found >= 0 {
					return store.Summary{}, fmt.Errorf("agreement %q: %w: several begin so", id, corpus.ErrInvalid)
				}
				found = i
			}
		}
	}
	if found < 0 {
		return store.Summary{}, fmt.Errorf("agreement %q: %w", id, corpus.ErrNotFound)
	}
	return h.list[found], nil
}

// holding is an agreement with all that was found in it.
type holding struct {
	*corpus.Agreement
	All         []*rubric.Assessment
	Publication store.Publication
	Quotable    bool // its text may be sent
	Draft       *draft
}

// open is the one door through which agreements come to visitors.
func (s *Site) open(ctx context.Context, id string) (*holding, error) {
	return s.openWith(ctx, id, s.Store.Assessments)
}

// openUnder is open with what was found under one rubric alone, for pages that show many agreements.
func (s *Site) openUnder(ctx context.Context, id string, r *rubric.Rubric) (*holding, error) {
	return s.openWith(ctx, id, func(ctx context.Context, id string) ([]*rubric.Assessment, error) {
		return s.Store.AssessmentsUnder(ctx, id, r.Ref())
	})
}

func (s *Site) openWith(ctx context.Context, id string, found func(context.Context, string) ([]*rubric.Assessment, error)) (*holding, error) {
	h, err := s.shelf(ctx)
	if err != nil {
		return nil, err
	}
	m, err := h.find(id)
	if err != nil {
		return nil, err
	}
	a, err := s.Store.Agreement(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	all, err := found(ctx, a.ID)
	return &holding{Agreement: a, All: all, Publication: m.Publication, Quotable: !s.Public || m.Publication == store.PublishFull}, err
}

// under is what counts of the agreement under a rubric; without its passages when its text may not be sent.
func (h *holding) under(r *rubric.Rubric) []rubric.Resolved {
	out := rubric.Resolve(h.All, r, rubric.DefaultOrder)
	if h.Quotable {
		return out
	}
	out = slices.Clone(out)
	for i := range out {
		out[i].Evidence, out[i].Note = nil, ""
	}
	return out
}

func (h *holding) compared(r *rubric.Rubric) reports.ComparedInput {
	return reports.ComparedInput{Agreement: h.Agreement, Findings: h.under(r)}
}

// coded reports whether somebody has coded it under the rubric.
func (h *holding) coded(r *rubric.Rubric) bool {
	return slices.ContainsFunc(h.All, func(as *rubric.Assessment) bool { return as.Rubric == r.Ref() })
}
