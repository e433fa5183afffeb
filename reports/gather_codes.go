package reports

import (
	"context"
	"maps"
	"slices"

	"corridor/rubric"
	"corridor/store"
)

// GatherCodes fills in what the raters have found, imported codings by way of the links, in every held text that two
// of them or more have coded: only there can they differ, and no other text is opened.
func GatherCodes(ctx context.Context, s *store.Store, in *ConcordanceInput) error {
	coders, err := s.Coders(ctx)
	if err != nil {
		return err
	}
	linked, err := linkedCodes(ctx, s, in.Raters)
	if err != nil {
		return err
	}
	for _, as := range linked {
		coders[as.Agreement] = append(coders[as.Agreement], as.Rater)
	}
	several := func(id string) bool {
		n := 0
		for _, rater := range in.Raters {
			if slices.Contains(coders[id], rater) {
				n++
			}
		}
		return n > 1
	}
	for _, id := range slices.Sorted(maps.Keys(coders)) {
		if several(id) {
			if err := in.open(ctx, s, id); err != nil {
				return err
			}
		}
	}
	in.Assessments = append(in.Assessments, slices.DeleteFunc(linked, func(as *rubric.Assessment) bool { return !several(as.Agreement) })...)
	return nil
}

// open adds a held text with what the raters found in it.
func (in *ConcordanceInput) open(ctx context.Context, s *store.Store, id string) error {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return err
	}
	held, err := s.Assessments(ctx, id)
	in.Agreements = append(in.Agreements, a)
	for _, as := range held {
		if slices.Contains(in.Raters, as.Rater) {
			in.Assessments = append(in.Assessments, as)
		}
	}
	return err
}

// linkedCodes are imported assessments as if they were of the held texts that their entries stand for.
func linkedCodes(ctx context.Context, s *store.Store, raters []string) (out []*rubric.Assessment, err error) {
	links, err := s.Links(ctx)
	if err != nil {
		return nil, err
	}
	for _, rater := range raters {
		list, err := s.CatalogueAssessments(ctx, rater)
		if err != nil {
			return nil, err
		}
		for _, as := range list {
			for _, id := range links[as.Agreement] {
				of := *as
				of.Agreement = id
				out = append(out, &of)
			}
		}
	}
	return out, nil
}
