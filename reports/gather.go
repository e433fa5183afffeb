package reports

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// GatherRows gathers the levels that count under a rubric, of the agreements of a list and in its order. The
// findings have no evidence and no reasons.
func GatherRows(ctx context.Context, s *store.Store, r *rubric.Rubric, list []store.Summary) ([]CoverageRow, error) {
	held, err := levelsUnder(ctx, s, r)
	var rows []CoverageRow
	for _, m := range list {
		rows = append(rows, CoverageRow{Agreement: SummaryOfHeld(m), Findings: rubric.Resolve(held[m.ID], r, rubric.DefaultOrder)})
	}
	return rows, err
}

// Across puts together the rows under several rubrics: under gives those of one, each time of the same agreements
// in the same order.
func Across(rubrics []*rubric.Rubric, under func(*rubric.Rubric) ([]CoverageRow, error)) (rows []CoverageRow, err error) {
	for i, r := range rubrics {
		more, err := under(r)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			rows = slices.Clone(more)
			continue
		}
		for j := range more {
			rows[j].Findings = slices.Concat(rows[j].Findings, more[j].Findings)
		}
	}
	return rows, nil
}

// GatherByRater is GatherRows, with what each rater found beside what counts.
func GatherByRater(ctx context.Context, s *store.Store, r *rubric.Rubric, list []store.Summary) ([]CoverageRow, error) {
	held, err := levelsUnder(ctx, s, r)
	var rows []CoverageRow
	for _, m := range list {
		row := CoverageRow{Agreement: SummaryOfHeld(m), Findings: rubric.Resolve(held[m.ID], r, rubric.DefaultOrder)}
		by := map[string][]*rubric.Assessment{}
		for _, as := range held[m.ID] {
			by[as.Rater] = append(by[as.Rater], as)
		}
		for _, rater := range slices.Sorted(maps.Keys(by)) {
			row.Raters = append(row.Raters, RaterFindings{rater, rubric.Resolve(by[rater], r, rubric.DefaultOrder)})
		}
		rows = append(rows, row)
	}
	return rows, err
}

// levelsUnder gathers the assessments under a rubric, levels alone, by agreement.
func levelsUnder(ctx context.Context, s *store.Store, r *rubric.Rubric) (map[string][]*rubric.Assessment, error) {
	held := map[string][]*rubric.Assessment{}
	for as, err := range s.LevelsUnder(ctx, r.Ref()) {
		if err != nil {
			return nil, err
		}
		held[as.Agreement] = append(held[as.Agreement], as)
	}
	return held, nil
}

// GatherSources lists who has an agreement with whom: the held texts of a list, and the entries of catalogues
// that stand for no held text.
func GatherSources(ctx context.Context, s *store.Store, list []store.Summary) (out []CorridorSource, err error) {
	for _, m := range list {
		out = append(out, CorridorSource{Agreement: SummaryOfHeld(m), Held: true, Directed: !m.Corridor.Reciprocal})
	}
	links, err := s.Links(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := s.Catalogue(ctx, "")
	for i := range entries {
		if len(links[entries[i].ID]) == 0 {
			out = append(out, CorridorSource{Agreement: SummaryOfEntry(&entries[i])})
		}
	}
	return out, err
}

// OpenCoded loads one agreement with the findings that count under a rubric.
func OpenCoded(ctx context.Context, s *store.Store, id string, r *rubric.Rubric) (*corpus.Agreement, []rubric.Resolved, error) {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.AssessmentsUnder(ctx, a.ID, r.Ref())
	return a, rubric.Resolve(all, r, rubric.DefaultOrder), err
}

// OpenAll loads the agreements of the rows, in their order, with the findings that count under a rubric, on as many
// processors as the program may use.
func OpenAll(ctx context.Context, s *store.Store, rows []CoverageRow, r *rubric.Rubric) ([]ComparedInput, error) {
	out, errs := make([]ComparedInput, len(rows)), make([]error, len(rows))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(rows)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(rows); i = int(next.Add(1)) - 1 {
				out[i].Agreement, out[i].Findings, errs[i] = OpenCoded(ctx, s, rows[i].Agreement.ID, r)
			}
		})
	}
	all.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return nil, errs[i]
	}
	return out, nil
}

// SummaryOfHeld is what tables need to know of a line of the repository's list.
func SummaryOfHeld(m store.Summary) Summary {
	return Summary{ID: m.ID, Corridor: m.Corridor, Kind: m.Kind, Signed: m.Signed, Language: m.Language, Scope: m.Scope, Sectors: m.Sectors, Source: m.Source}
}

// SummaryOfEntry puts both parties of an entry at both ends, because none of them is known to be the origin.
func SummaryOfEntry(e *corpus.Entry) Summary {
	var sides []string
	for _, p := range e.Parties {
		sides = append(sides, codeOrName(p))
	}
	return Summary{ID: e.ID, Signed: e.Signed, Language: e.Language, Corridor: corpus.Corridor{Origin: sides, Destination: sides}}
}

// codeOrName is how a corridor names a party.
func codeOrName(p corpus.Party) string {
	if p.Country != "" {
		return p.Country
	}
	return p.Name
}
