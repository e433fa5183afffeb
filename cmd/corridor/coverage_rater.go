package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// coverageRubric is the rubric of --rubric, or, for a rater when none is given, the first under which it has coded.
func coverageRubric(c *cli.Context, s *store.Store, lib *rubric.Library) (*rubric.Rubric, error) {
	rater := c.String("rater")
	if rater == "" || c.IsSet("rubric") {
		return lib.Rubric(c.String("rubric"))
	}
	under, err := reports.RatedUnder(c.Context, s, rater)
	if err != nil {
		return nil, err
	}
	for _, r := range lib.Rubrics {
		if slices.Contains(under, r.ID) {
			return r, nil
		}
	}
	return nil, fmt.Errorf("coverage: %s has coded under %s alone: %w", rater, strings.Join(under, ", "), corpus.ErrNotFound)
}

// raterRows gathers what the rater alone has found in the repository.
func raterRows(c *cli.Context, s *store.Store, rater string, rubrics ...*rubric.Rubric) ([]reports.CoverageRow, error) {
	list, err := s.List(c.Context, store.Filter{})
	if err != nil {
		return nil, err
	}
	return reports.GatherRaterRows(c.Context, s, list, rater, rubrics...)
}
