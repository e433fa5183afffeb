package reports

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// RatedUnder lists the ids of the rubrics under which a rater has coded. It wraps corpus.ErrNotFound and
// names the raters there are.
func RatedUnder(ctx context.Context, s *store.Store, rater string) (under []string, err error) {
	all, err := s.Raters(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range all {
		names = append(names, r.Rater)
		if r.Rater == rater {
			under = append(under, rubricID(r.Rubric))
		}
	}
	switch names = slices.Compact(names); {
	case len(names) == 0:
		return nil, fmt.Errorf("rater %q: %w: nobody has coded in this store yet", rater, corpus.ErrNotFound)
	case len(under) == 0:
		return nil, fmt.Errorf("rater %q: %w: the raters of this store are %s", rater, corpus.ErrNotFound, strings.Join(names, ", "))
	}
	return slices.Compact(under), nil
}

// rubricID is a reference without its version.
func rubricID(ref string) string {
	id, _, _ := strings.Cut(ref, "@")
	return id
}

// GatherRaterRows gathers every agreement of a list and every entry of a catalogue that the rater has dealt with,
// with its findings alone. It wraps corpus.ErrNotFound and names the raters there are.
func GatherRaterRows(ctx context.Context, s *store.Store, list []store.Summary, rater string, rubrics ...*rubric.Rubric) ([]CoverageRow, error) {
	if _, err := RatedUnder(ctx, s, rater); err != nil {
		return nil, err
	}
	found, err := findingsBy(ctx, s, rater)
	if err != nil {
		return nil, err
	}
	sample, err := raterSample(ctx, s, list, rater)
	if err != nil {
		return nil, err
	}
	var rows []CoverageRow
	coded := false
	for _, m := range sample {
		row := CoverageRow{Agreement: m}
		for _, r := range rubrics {
			row.Findings = append(row.Findings, found[m.ID].under(r, rater)...)
		}
		coded = coded || len(row.Findings) > 0
		rows = append(rows, row)
	}
	if !coded {
		return nil, fmt.Errorf("coverage: %s has coded nothing under %s: %w", rater, rubrics[0].ID, corpus.ErrNotFound)
	}
	return rows, nil
}

// raterSample lists what a rater could have coded: held agreements if it coded any, and the entries of
// every catalogue of which it coded some.
func raterSample(ctx context.Context, s *store.Store, list []store.Summary, rater string) (out []Summary, err error) {
	listed := map[string]bool{}
	raters, err := s.Raters(ctx)
	if err != nil {
		return nil, err
	}
	held := slices.ContainsFunc(raters, func(c store.RaterCount) bool { return c.Rater == rater && c.Held > 0 })
	codes, err := s.CatalogueAssessments(ctx, rater)
	if err != nil {
		return nil, err
	}
	for _, as := range codes {
		name, _, _ := strings.Cut(as.Agreement, "/")
		listed[name] = true
	}
	if held {
		for _, m := range list {
			out = append(out, SummaryOfHeld(m))
		}
	}
	entries, err := s.Catalogue(ctx, "")
	for i := range entries {
		if listed[entries[i].Catalogue()] {
			out = append(out, SummaryOfEntry(&entries[i]))
		}
	}
	return out, err
}

// findings is the latest finding of one rater for each criterion of one agreement.
type findings map[string]rubric.Finding

// findingsBy gathers what a rater found, by agreement or entry. Later assessments count.
func findingsBy(ctx context.Context, s *store.Store, rater string) (map[string]findings, error) {
	out := map[string]findings{}
	add := func(as *rubric.Assessment) {
		if out[as.Agreement] == nil {
			out[as.Agreement] = findings{}
		}
		for _, f := range as.Findings {
			out[as.Agreement][f.Criterion] = f
		}
	}
	for as, err := range s.LevelsBy(ctx, rater) {
		if err != nil {
			return nil, err
		}
		add(as)
	}
	codes, err := s.CatalogueAssessments(ctx, rater)
	for _, as := range codes {
		add(as)
	}
	return out, err
}

// under is the findings for the criteria of a rubric; derived ones that were not coded follow from the others.
func (fs findings) under(r *rubric.Rubric, rater string) (out []rubric.Resolved) {
	for i := range r.Criteria {
		c := &r.Criteria[i]
		f, ok := fs[c.ID]
		if !ok && c.Derived() && slices.ContainsFunc(c.From, func(id string) bool { _, known := fs[id]; return known }) {
			f, ok = rubric.Derive(c, func(id string) (rubric.Finding, bool) { f, ok := fs[id]; return f, ok }), true
		}
		if ok {
			out = append(out, rubric.Resolved{Finding: f, Rater: rater, Why: "the rater asked for"})
		}
	}
	return out
}
