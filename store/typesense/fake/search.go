package fake

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// search is one search of several. Other parameters are not used, and refused.
type search struct {
	Collection     string  `json:"collection"`
	Q              string  `json:"q"`
	FilterBy       string  `json:"filter_by"`
	SortBy         string  `json:"sort_by"`
	FacetBy        string  `json:"facet_by"`
	FacetStrategy  string  `json:"facet_strategy"`
	MaxFacetValues *int    `json:"max_facet_values"`
	GroupBy        string  `json:"group_by"`
	GroupLimit     int     `json:"group_limit"`
	IncludeFields  *string `json:"include_fields"`
	PerPage        *int    `json:"per_page"`
	Offset         int     `json:"offset"`
	Limit          *int    `json:"limit"`
}

// The limits of a server as it comes.
const (
	maxSearches = 50
	maxHits     = 250
)

// multiSearch answers several searches; each has an error of its own.
func (s *Server) multiSearch(_ *http.Request, body []byte) (int, any, error) {
	var request struct {
		Searches []search `json:"searches"`
	}
	if err := strict(body, &request); err != nil {
		return 0, nil, err
	}
	if n := len(request.Searches); n == 0 || n > maxSearches {
		return 0, nil, bad("Number of multi searches exceeds `50`: %d", n)
	}
	results := []any{}
	for _, q := range request.Searches {
		result, err := s.search(q)
		if f, ok := err.(fault); ok {
			if f.status == http.StatusBadRequest {
				s.problems = append(s.problems, "multi_search: "+f.message)
			}
			result = map[string]any{"code": f.status, "error": f.message}
		} else if err != nil {
			return 0, nil, err
		}
		results = append(results, result)
	}
	return http.StatusOK, map[string]any{"results": results}, nil
}

func (s *Server) search(q search) (any, error) {
	c, err := s.named(q.Collection)
	if err != nil {
		return nil, err
	}
	limit, err := q.limit()
	if err != nil {
		return nil, err
	}
	holds, err := c.filter(q.FilterBy)
	if err != nil {
		return nil, err
	}
	var found []*doc
	for _, d := range c.sorted() {
		if holds(d) {
			found = append(found, d)
		}
	}
	if err := c.sort(found, q.SortBy); err != nil {
		return nil, err
	}
	result := map[string]any{"out_of": len(c.docs), "page": 1, "search_time_ms": 1, "search_cutoff": false,
		"request_params": map[string]any{"collection_name": c.Name, "per_page": limit, "q": q.Q}}
	if result["facet_counts"], err = c.facets(found, q); err != nil {
		return nil, err
	}
	result["found"] = len(found)
	if q.GroupBy != "" {
		result["found_docs"], result["found"], result["grouped_hits"] = len(found), len(groups(found, q.GroupBy)), []any{}
		return result, nil
	}
	hits := []any{}
	for _, d := range found[min(q.Offset, len(found)):min(q.Offset+limit, len(found))] {
		hits = append(hits, map[string]any{"document": d.included(q.IncludeFields), "highlights": []any{}, "highlight": map[string]any{}})
	}
	result["hits"] = hits
	return result, nil
}

// limit checks the shape of a search, and says how many hits it asks for.
func (q search) limit() (int, error) {
	limit := 10
	switch {
	case q.Q != "*":
		return 0, bad("this server does not rank by text: q %q", q.Q)
	case q.PerPage != nil && q.Limit != nil:
		return 0, bad("per_page and limit")
	case q.PerPage != nil:
		limit = *q.PerPage
	case q.Limit != nil:
		limit = *q.Limit
	}
	if limit > maxHits || limit < 0 || q.Offset < 0 {
		return 0, bad("Only upto 250 hits can be fetched per page.")
	}
	if q.GroupBy != "" && (limit != 0 || q.GroupLimit < 1) {
		return 0, bad("this server gives no hits of groups")
	}
	return limit, nil
}

func (d *doc) included(fields *string) map[string]json.RawMessage {
	if fields == nil {
		return d.raw
	}
	out := map[string]json.RawMessage{}
	for name := range strings.SplitSeq(*fields, ",") {
		if raw, ok := d.raw[name]; ok {
			out[name] = raw
		}
	}
	return out
}

// sort orders documents by numbers.
func (c *collection) sort(docs []*doc, by string) error {
	if by == "" {
		return nil
	}
	parts := strings.Split(by, ",")
	if len(parts) > 3 {
		return bad("Only upto 3 sort_by fields can be specified.")
	}
	for _, p := range parts {
		name, order, _ := strings.Cut(p, ":")
		if !c.fields[name].Sort || order != "asc" && order != "desc" {
			return bad("Could not find a field named `%s` in the schema for sorting.", p)
		}
	}
	slices.SortStableFunc(docs, func(a, b *doc) int {
		for _, p := range parts {
			name, order, _ := strings.Cut(p, ":")
			n := cmp.Compare(a.numbers[name], b.numbers[name])
			if order == "desc" {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return 0
	})
	return nil
}

func groups(docs []*doc, by string) map[string]bool {
	out := map[string]bool{}
	for _, d := range docs {
		out[strings.Join(d.texts[by], "\x00")] = true
	}
	return out
}

type facetCount struct {
	Value       string `json:"value"`
	Highlighted string `json:"highlighted"`
	Count       int    `json:"count"`
}

// facets counts values: documents, or groups of documents.
func (c *collection) facets(docs []*doc, q search) ([]any, error) {
	out := []any{}
	if q.GroupBy != "" && !c.fields[q.GroupBy].Facet {
		return nil, bad("Group by field `%s` should be a facet field.", q.GroupBy)
	}
	if q.FacetBy == "" {
		return out, nil
	}
	if q.FacetStrategy != "" && q.FacetStrategy != "exhaustive" {
		return nil, bad("facet_strategy %q", q.FacetStrategy)
	}
	most := 10
	if q.MaxFacetValues != nil {
		most = *q.MaxFacetValues
	}
	for name := range strings.SplitSeq(q.FacetBy, ",") {
		f, ok := c.fields[name]
		if !ok || !f.Facet {
			return nil, bad("Could not find a facet field named `%s` in the schema.", name)
		}
		counts, stats := countsOf(docs, f, q.GroupBy)
		out = append(out, map[string]any{"field_name": name, "counts": counts[:min(most, len(counts))], "stats": stats, "sampled": false})
	}
	return out, nil
}

func countsOf(docs []*doc, f field, groupBy string) (counts []facetCount, stats map[string]any) {
	met, sum := map[string]map[string]bool{}, 0.0
	for _, d := range docs {
		values := d.texts[f.Name]
		if !strings.HasPrefix(f.Type, "string") {
			sum += d.numbers[f.Name]
			values = []string{string(d.raw[f.Name])}
		}
		by := d.id
		if groupBy != "" {
			by = strings.Join(d.texts[groupBy], "\x00")
		}
		for _, v := range values {
			if met[v] == nil {
				met[v] = map[string]bool{}
			}
			met[v][by] = true
		}
	}
	counts = []facetCount{}
	for v, in := range met {
		counts = append(counts, facetCount{v, v, len(in)})
	}
	slices.SortFunc(counts, func(a, b facetCount) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Value, a.Value)) })
	stats = map[string]any{"total_values": len(counts)}
	if !strings.HasPrefix(f.Type, "string") && len(docs) > 0 {
		stats["avg"], stats["sum"] = sum/float64(len(docs)), sum
	}
	return counts, stats
}
