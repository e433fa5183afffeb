package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// Corridors says who has agreements with whom, from held texts and from the catalogues that were imported.
type Corridors struct {
	Options CorridorOptions `json:"options"`
	Sample  CorridorSample  `json:"sample"`
	Pairs   []CorridorPair  `json:"pairs"`     // most agreements first
	Places  []CountryCount  `json:"countries"` // most agreements first
	Matrix  CorridorMatrix  `json:"matrix"`

	basis Basis
}

// CorridorOptions narrow the list.
type CorridorOptions struct {
	From  int           `json:"from,omitempty"` // first year of signature; 0 for no limit
	To    int           `json:"to,omitempty"`   // last year of signature; 0 for no limit
	Kinds []corpus.Kind `json:"kinds,omitempty"`
}

// CorridorSource is one agreement as it is known: a held text, or an entry of a catalogue. An entry that stands
// for a held text is not given beside it.
type CorridorSource struct {
	Agreement Summary
	Held      bool
	Directed  bool // which party is the origin is known; catalogues may not say
}

// CorridorSample accounts for every agreement given.
type CorridorSample struct {
	Given     int `json:"given"`
	Held      int `json:"held"`      // counted, from held texts
	Catalogue int `json:"catalogue"` // counted, from catalogues
	Undated   int `json:"undated"`   // left out: a range of years was asked for
	OtherYear int `json:"other_year"`
	OtherKind int `json:"other_kind"` // left out; catalogues without kinds too
	OneSided  int `json:"one_sided"`  // left out: fewer than two parties are known states
}

// CorridorPair is two countries, or groups that signed together, and their agreements.
type CorridorPair struct {
	From      Side `json:"from"`
	To        Side `json:"to"`
	Directed  bool `json:"directed"` // from is the origin; false: reciprocal, or the source does not say
	Held      int  `json:"held"`
	Catalogue int  `json:"catalogue"`
	First     int  `json:"first_year,omitempty"`
	Last      int  `json:"last_year,omitempty"`
}

// N is the agreements of the pair.
func (p CorridorPair) N() int { return p.Held + p.Catalogue }

// CountryCount is how many agreements a country has, on any side.
type CountryCount struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Agreements  int    `json:"agreements"`
	Origin      int    `json:"origin"`      // as the origin of a directed corridor
	Destination int    `json:"destination"` // as its destination
}

// CorridorMatrix counts agreements between regions: the row is that of the origin, the column that of the
// destination. An agreement without a direction stands in both cells of its regions, one of several countries once in
// each cell.
type CorridorMatrix struct {
	Regions []RegionName `json:"regions"`
	Counts  [][]int      `json:"counts"`
	Held    [][]int      `json:"held"` // of these, held texts: the rest are entries of catalogues
}

// RegionName is a region's code and name.
type RegionName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// NewCorridors counts the agreements. The order of sources does not matter.
func NewCorridors(sources []CorridorSource, o CorridorOptions) Corridors {
	c := Corridors{Options: o, Pairs: []CorridorPair{}, Places: []CountryCount{}, Matrix: newMatrix(), basis: Basis{N: len(sources)}}
	pairs, places := map[pairKey]*CorridorPair{}, map[string]*CountryCount{}
	for _, s := range sources {
		c.basis.Agreements = append(c.basis.Agreements, BaseText{s.Agreement.ID, squeeze(s.Agreement.Source), s.Agreement.SHA256})
		ends := s.pairs()
		if !c.Sample.takes(s, o, len(ends)) {
			continue
		}
		for _, k := range ends {
			count(pairs, k, s)
		}
		countPlaces(places, s)
		c.Matrix.count(ends, s.Held)
	}
	for _, p := range pairs {
		c.Pairs = append(c.Pairs, *p)
	}
	slices.SortFunc(c.Pairs, func(a, b CorridorPair) int {
		return cmp.Or(cmp.Compare(b.N(), a.N()), strings.Compare(a.From.Code, b.From.Code), strings.Compare(a.To.Code, b.To.Code), btoi(b.Directed)-btoi(a.Directed))
	})
	for _, p := range places {
		c.Places = append(c.Places, *p)
	}
	slices.SortFunc(c.Places, func(a, b CountryCount) int {
		return cmp.Or(cmp.Compare(b.Agreements, a.Agreements), strings.Compare(a.Code, b.Code))
	})
	return c
}

// takes accounts for one source and reports whether it counts.
func (n *CorridorSample) takes(s CorridorSource, o CorridorOptions, ends int) bool {
	year := s.Agreement.Signed.Year()
	n.Given++
	switch {
	case len(o.Kinds) > 0 && !slices.Contains(o.Kinds, s.Agreement.Kind):
		n.OtherKind++
	case year == 0 && (o.From > 0 || o.To > 0):
		n.Undated++
	case year < o.From || o.To > 0 && year > o.To:
		n.OtherYear++
	case ends == 0:
		n.OneSided++
	case s.Held:
		n.Held++
		return true
	default:
		n.Catalogue++
		return true
	}
	return false
}

// pairKey is two countries; of undirected pairs in the order of their codes.
type pairKey struct {
	from, to string
	directed bool
}

// pairs are the pairs of known states of one agreement, each once.
func (s CorridorSource) pairs() (out []pairKey) {
	c := s.Agreement.Corridor
	directed := s.Directed && !c.Reciprocal
	for _, from := range c.Origin {
		for _, to := range c.Destination {
			a, okA := countryOf(from)
			b, okB := countryOf(to)
			if !okA || !okB || a.Code == b.Code {
				continue
			}
			k := pairKey{a.Code, b.Code, directed}
			if !directed && k.from > k.to {
				k.from, k.to = k.to, k.from
			}
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

func count(pairs map[pairKey]*CorridorPair, k pairKey, s CorridorSource) {
	p := pairs[k]
	if p == nil {
		ends := sidesOf([]string{k.from, k.to})
		p = &CorridorPair{From: ends[0], To: ends[1], Directed: k.directed}
		pairs[k] = p
	}
	if s.Held {
		p.Held++
	} else {
		p.Catalogue++
	}
	if y := s.Agreement.Signed.Year(); y > 0 {
		p.Last = max(p.Last, y)
		if p.First == 0 || y < p.First {
			p.First = y
		}
	}
}

func countPlaces(places map[string]*CountryCount, s CorridorSource) {
	c := s.Agreement.Corridor
	directed := s.Directed && !c.Reciprocal
	seen := map[string]bool{}
	for side, list := range [][]string{c.Origin, c.Destination} {
		for _, code := range list {
			country, ok := countryOf(code)
			if !ok {
				continue
			}
			p := places[country.Code]
			if p == nil {
				p = &CountryCount{Code: country.Code, Name: country.Name("en")}
				places[country.Code] = p
			}
			if !seen[country.Code] {
				p.Agreements++
				seen[country.Code] = true
			}
			if directed && side == 0 {
				p.Origin++
			} else if directed {
				p.Destination++
			}
		}
	}
}

// newMatrix has a row and a column for each principal region.
func newMatrix() CorridorMatrix {
	m := CorridorMatrix{}
	names := regionNames()
	for _, code := range (CoverageOptions{By: ByRegion}).shownRegions() {
		if code != "" {
			m.Regions = append(m.Regions, RegionName{code, names[code]})
		}
	}
	for range m.Regions {
		m.Counts = append(m.Counts, make([]int, len(m.Regions)))
		m.Held = append(m.Held, make([]int, len(m.Regions)))
	}
	return m
}

func (m *CorridorMatrix) count(ends []pairKey, held bool) {
	seen := map[[2]int]bool{}
	for _, k := range ends {
		i, j := m.index(k.from), m.index(k.to)
		if i < 0 || j < 0 {
			continue
		}
		cells := [][2]int{{i, j}}
		if !k.directed {
			cells = append(cells, [2]int{j, i})
		}
		for _, at := range cells {
			if !seen[at] {
				seen[at] = true
				m.Counts[at[0]][at[1]]++
				m.Held[at[0]][at[1]] += btoi(held)
			}
		}
	}
}

func (m *CorridorMatrix) index(country string) int {
	region := corpus.PrincipalRegion(country)
	return slices.IndexFunc(m.Regions, func(r RegionName) bool { return r.Code == region })
}

// Basis is every agreement and entry given.
func (c Corridors) Basis() Basis { return c.basis }

// Sheet is one row a pair.
func (c Corridors) Sheet() Sheet {
	s := Sheet{Name: "corridors", Columns: []string{"from", "from_name", "to", "to_name", "directed", "agreements", "held", "catalogue", "first_year", "last_year"}}
	for _, p := range c.Pairs {
		s.Rows = append(s.Rows, []any{p.From.Code, p.From.Name, p.To.Code, p.To.Name, p.Directed, p.N(), p.Held, p.Catalogue, positive(p.First), positive(p.Last)})
	}
	return s
}

// String names the pair: "NPL → QAT", or "BOL ↔ ARG" when no side is the origin.
func (p CorridorPair) String() string {
	if p.Directed {
		return fmt.Sprintf("%s → %s", p.From.Code, p.To.Code)
	}
	return fmt.Sprintf("%s ↔ %s", p.From.Code, p.To.Code)
}
