package embedded

import (
	"cmp"
	"slices"

	"github.com/bits-and-blooms/bitset"

	"corridor/store"
)

// values are the values of a field of agreements: each agreement has the places of its own.
type values struct {
	names []string
	of    [][]uint32 // by agreement
}

// countedFields are the fields of the agreement that facets count; those of the clause are counted from its row.
var countedFields = []store.Field{store.FieldOrigin, store.FieldDestination, store.FieldRegion, store.FieldYear, store.FieldKind,
	store.FieldLanguage, store.FieldSector, store.FieldScope, store.FieldHas}

// countValues prepares the facets.
func (v *view) countValues() {
	v.facets = map[store.Field]*values{}
	for _, f := range countedFields {
		v.facets[f] = v.valuesOf(f)
	}
}

func (v *view) valuesOf(f store.Field) *values {
	out := &values{of: make([][]uint32, len(v.agreements))}
	places := map[string]uint32{}
	for i := range v.agreements {
		for _, name := range v.agreements[i].Values(f) {
			place, ok := places[name]
			if !ok {
				place = uint32(len(out.names))
				places[name] = place
				out.names = append(out.names, name)
			}
			out.of[i] = append(out.of[i], place)
		}
	}
	return out
}

// tally counts hits and agreements of each value of a facet.
type tally struct {
	names      []string
	hits       []int
	agreements []int
}

func newTally(names []string) *tally {
	return &tally{names, make([]int, len(names)), make([]int, len(names))}
}

// facet lists the values that were met, the most frequent first and equal ones by name.
func (t *tally) facet(f store.Field, most int) store.Facet {
	out := store.Facet{Field: f, Values: []store.FacetValue{}}
	for i, n := range t.hits {
		if n > 0 {
			out.Values = append(out.Values, store.FacetValue{Value: t.names[i], Hits: n, Agreements: t.agreements[i]})
		}
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

// perAgreement is how many hits each agreement has.
func (v *view) perAgreement(set *bitset.BitSet) []int {
	counts := make([]int, len(v.agreements))
	for doc := range set.EachSet() {
		counts[v.rows[doc].agreement]++
	}
	return counts
}

// facet counts one field over hits: clauses as a set, and how many hits each agreement has. In units of agreements
// clauses are those of the agreements found.
func (v *view) facet(f store.Field, clauses *bitset.BitSet, counts []int, byAgreement bool, most int) store.Facet {
	if known := v.facets[f]; known != nil {
		t := newTally(known.names)
		for i, n := range counts {
			if n == 0 {
				continue
			}
			for _, place := range known.of[i] {
				t.hits[place] += n
				t.agreements[place]++
			}
		}
		return t.facet(f, most)
	}
	return v.clauseFacet(f, clauses, counts, byAgreement).facet(f, most)
}

// clauseFacet counts a field of clauses, agreement by agreement. In units of agreements each counts once.
func (v *view) clauseFacet(f store.Field, clauses *bitset.BitSet, counts []int, byAgreement bool) *tally {
	names, of := v.clauseValues(f)
	t := newTally(names)
	seen := make([]int, len(names)) // the last agreement that had the value, from 1
	for i, n := range counts {
		a := &v.agreements[i]
		if n == 0 {
			continue
		}
		for _, doc := range v.clauses[a.first:a.last] {
			if !clauses.Test(uint(doc)) {
				continue
			}
			for _, place := range of(&v.rows[doc]) {
				first := seen[place] != i+1
				if first {
					seen[place] = i + 1
					t.agreements[place]++
				}
				if first || !byAgreement {
					t.hits[place]++
				}
			}
		}
	}
	return t
}

// clauseValues lists the values of a field of clauses, and says which a clause has.
func (v *view) clauseValues(f store.Field) (names []string, of func(*row) []uint32) {
	if f == store.FieldPart {
		for _, p := range parts {
			names = append(names, string(p))
		}
		single := []uint32{0}
		return names, func(r *row) []uint32 { single[0] = uint32(r.part); return single }
	}
	places := map[string]uint32{}
	sets := make([][]uint32, len(v.evidence))
	for i, codings := range v.evidence {
		for _, c := range codings {
			name := c.Value()
			switch f {
			case store.FieldTheme:
				name = c.Theme
			case store.FieldLevel:
				name = c.Level.String()
			}
			place, ok := places[name]
			if !ok {
				place = uint32(len(names))
				places[name] = place
				names = append(names, name)
			}
			if !slices.Contains(sets[i], place) {
				sets[i] = append(sets[i], place)
			}
		}
	}
	return names, func(r *row) []uint32 { return sets[r.evidence] }
}
