package typesense

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"corridor/store"
)

// count fills in how many hits there are, in how many agreements, and the facets. Clauses are counted twice: each for
// itself, and gathered by agreement.
func (a *asking) count(ctx context.Context, res *store.Results, filter string) error {
	var fields []string
	for _, f := range a.r.Facets {
		fields = append(fields, string(f))
	}
	one := everything(a.collection(), filter)
	if len(fields) > 0 {
		one.FacetBy, one.MaxFacetValues, one.FacetStrategy = new(strings.Join(fields, ",")), new(maxValues), new("exhaustive")
	}
	gathered := one
	gathered.GroupBy, gathered.GroupLimit = new("agreement"), new(1)
	questions := []question{one, gathered}
	if a.r.By == store.Agreements {
		questions = questions[:1]
	}
	answers, err := a.x.cluster.ask(ctx, questions)
	if err != nil {
		return err
	}
	hits, agreements := answers[0], answers[len(answers)-1]
	res.Total, res.Agreements = hits.Found, agreements.Found
	for _, f := range a.r.Facets {
		res.Facets = append(res.Facets, facetOf(f, hits.values(f), agreements.values(f), a.r.Values))
	}
	return nil
}

// values is how often each value of a field was met.
func (a answer) values(f store.Field) map[string]int {
	out := map[string]int{}
	for _, facet := range a.Facets {
		if facet.Field == string(f) {
			for _, c := range facet.Counts {
				out[c.Value] = c.Count
			}
		}
	}
	return out
}

// facetOf lists values, the most frequent first and equal ones by name.
func facetOf(f store.Field, hits, agreements map[string]int, most int) store.Facet {
	out := store.Facet{Field: f, Values: []store.FacetValue{}}
	for value, n := range hits {
		out.Values = append(out.Values, store.FacetValue{Value: value, Hits: n, Agreements: agreements[value]})
	}
	slices.SortFunc(out.Values, func(a, b store.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.Value, b.Value))
	})
	if most > 0 && len(out.Values) > most {
		out.More = len(out.Values) - most
		out.Values = out.Values[:most]
	}
	return out
}
