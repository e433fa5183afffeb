package site

import (
	"encoding/json"
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// endpoint is one address of the API: what answers, and what its description says.
type endpoint struct {
	method, path string
	name         string // operationId
	summary      string
	params       []param
	answer       func(*visit) (any, error) // nil when page writes the answer itself
	page         func(*visit) error
	result       any    // a zero value of what is answered, for the description
	media        string // of an answer that is not JSON
	takes        int64
}

// param is a value of the address or its query.
type param struct {
	name, in, about string
	kind            string // string or integer
	many            bool
	enum            []string
	example         string
}

func inPath(name, about, example string) param {
	return param{name: name, in: "path", about: about, kind: "string", example: example}
}

func inQuery(name, about string, enum ...string) param {
	return param{name: name, in: "query", about: about, kind: "string", enum: enum}
}

func numberIn(name, about string) param {
	return param{name: name, in: "query", about: about, kind: "integer"}
}

// chooseParams narrow a list of agreements.
var chooseParams = []param{
	inQuery("origin", "country of origin: alpha-3 code or name"), inQuery("destination", "country of destination: alpha-3 code or name"),
	inQuery("origin-region", "code of the region of an origin"), inQuery("destination-region", "code of the region of a destination"),
	inQuery("kind", "kinds, set apart by commas"), inQuery("language", "BCP 47 base of the text"),
	numberIn("from", "signed in this year or later"), numberIn("to", "signed in this year or before"),
}

var (
	idParam     = inPath("id", "SHA-256 of the text, or its first digits, six or more", "")
	rubricParam = inQuery("rubric", "id of a rubric; without it the one that suits the kind of agreement")
	themeParam  = inQuery("theme", "only these themes, set apart by commas")
	readParam   = inQuery("reading", "what counts as yes", "broad", "strict")
	raterParam  = inQuery("rater", "what this rater alone found")
	limitParam  = numberIn("limit", "of a page, 1 to 100")
	pageParam   = numberIn("page", "number of the page, from 1")
)

// endpoints is the table of the API.
func (s *Site) endpoints() []endpoint {
	return slices.Concat(s.searchEndpoints(), s.agreementEndpoints(), s.tableEndpoints(), s.draftEndpoints(), s.exportEndpoints())
}

func (s *Site) searchEndpoints() []endpoint {
	return []endpoint{
		{method: "GET", path: "/search", name: "search", summary: "Clauses or agreements that a query finds, with facets", result: reports.Found{}, answer: (*visit).apiSearch,
			params: []param{inQuery("q", "the query; see /help"), inQuery("by", "what hits are", "clause", "agreement"), inQuery("sort", "order of the hits", "relevance", "date", "score"),
				{name: "f", in: "query", about: "further conditions, each FIELD:VALUE", kind: "string", many: true}, numberIn("from", "signed in this year or later"), numberIn("to", "signed in this year or before"), limitParam, pageParam}},
		{method: "GET", path: "/rubrics", name: "rubrics", summary: "The rubrics", result: apiRubrics{}, answer: (*visit).apiRubrics},
		{method: "GET", path: "/rubrics/{rubric}", name: "rubric", summary: "One rubric with its criteria", result: rubric.Rubric{}, params: []param{inPath("rubric", "id of the rubric", "cw2022")},
			answer: func(v *visit) (any, error) { return v.Library.Rubric(v.r.PathValue("rubric")) }},
		{method: "GET", path: "/clauses/{criterion}", name: "clauses", summary: "Every passage on one criterion", result: reports.Clauses{},
			params: append([]param{inPath("criterion", "id of the criterion", "cw.passport")}, chooseParams...),
			answer: func(v *visit) (any, error) { c, _, err := v.clauseList(); return c, err }},
	}
}

func (s *Site) agreementEndpoints() []endpoint {
	of := func(path, name, summary string, result any, answer func(*visit) (any, error), params ...param) endpoint {
		return endpoint{method: "GET", path: "/agreements/{id}" + path, name: name, summary: summary, result: result, answer: answer, params: append([]param{idParam}, params...)}
	}
	return []endpoint{
		{method: "GET", path: "/agreements", name: "agreements", summary: "The agreements, by date of signature", result: apiAgreements{}, answer: (*visit).apiAgreements, params: append(slices.Clone(chooseParams), limitParam, pageParam)},
		of("", "agreement", "One agreement with all that was read from it; its text where that is published", corpus.Agreement{}, (*visit).apiAgreement),
		of("/clauses", "clausesOf", "The clauses of an agreement, word for word", apiClauses{}, (*visit).apiClausesOf),
		of("/findings", "findings", "The findings that count, with their passages, under every rubric or one", apiFindings{}, (*visit).apiFindings, rubricParam),
		of("/scorecard", "scorecard", "The scorecard beside its peers", reports.Scorecard{}, (*visit).apiScorecard, rubricParam),
		of("/gap", "gap", "What the agreement lacks, with precedents", reports.Gap{}, (*visit).apiGap, rubricParam, themeParam, inQuery("kind", "peers of these kinds"), numberIn("from", "peers signed in this year or later"), numberIn("to", "peers signed in this year or before")),
		of("/similar", "similar", "Clauses of other agreements that are most like one of this agreement", reports.Found{}, func(v *visit) (any, error) { return v.alike() },
			param{name: "at", in: "query", about: "START-END of the clause, bytes of the text", kind: "string"}),
	}
}

func (s *Site) tableEndpoints() []endpoint {
	years := []param{numberIn("from", "signed in this year or later"), numberIn("to", "signed in this year or before"), inQuery("kind", "kinds, set apart by commas")}
	return []endpoint{
		{method: "GET", path: "/compare", name: "compare", summary: "Two to twelve agreements side by side", result: reports.Comparison{}, answer: (*visit).apiCompare,
			params: []param{{name: "id", in: "query", about: "ids, given several times or set apart by commas", kind: "string", many: true}, rubricParam, themeParam,
				inQuery("order", "of the columns", "given", "date", "strength"), inQuery("all", "1: criteria without a difference too")}},
		{method: "GET", path: "/coverage", name: "coverage", summary: "How many agreements provide each criterion", result: reports.Coverage{},
			answer: func(v *visit) (any, error) { c, _, err := v.coverageTable(); return c, err },
			params: append([]param{rubricParam, inQuery("by", "what the columns are", "region", "decade", "kind", "language"), inQuery("region-of", "whose region", "origin", "destination", "either"), readParam, raterParam}, years...)},
		{method: "GET", path: "/trend", name: "trend", summary: "Shares over the years", result: reports.Trend{}, answer: func(v *visit) (any, error) { t, _, err := v.trendReport(); return t, err },
			params: append([]param{rubricParam, inQuery("criterion", "a series each; none means the themes"), numberIn("step", "years in a period"), readParam, raterParam}, years...)},
		{method: "GET", path: "/corridors", name: "corridors", summary: "Who has agreements with whom", result: reports.Corridors{}, answer: func(v *visit) (any, error) { return v.corridorReport() }, params: years},
		{method: "GET", path: "/accounting", name: "accounting", summary: "What became of every file", result: apiAccounting{}, answer: (*visit).apiAccounting},
	}
}

// apiRoutes are the endpoints as routes.
func (s *Site) apiRoutes() []route {
	out := []route{{method: "GET", path: "/api/openapi.json", page: s.openAPI, free: true}}
	for _, e := range s.endpoints() {
		page := e.page
		if page == nil {
			page = func(v *visit) error {
				x, err := e.answer(v)
				if err != nil {
					return err
				}
				return v.json(x)
			}
		}
		out = append(out, route{method: e.method, path: "/api/v1" + e.path, page: page, takes: e.takes})
	}
	return out
}

// json answers with a value.
func (v *visit) json(x any) error {
	data, err := json.Marshal(x)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Cache-Control", "private, no-cache")
	_, err = v.w.Write(append(data, '\n'))
	return ignoreGone(err)
}

type apiRubrics struct {
	Rubrics []apiRubric `json:"rubrics"`
}

type apiRubric struct {
	reports.RubricRef
	Version  string `json:"version"`
	Source   string `json:"source"`
	Criteria int    `json:"criteria"`
}

func (v *visit) apiRubrics() (any, error) {
	var out apiRubrics
	for _, r := range v.Library.Rubrics {
		out.Rubrics = append(out.Rubrics, apiRubric{reports.RubricRef{Ref: r.Ref(), ID: r.ID, Title: r.Title}, r.Version, r.Source, len(r.Criteria)})
	}
	return out, nil
}

func (v *visit) apiSearch() (any, error) {
	by, err := oneOf("by", v.q.Get("by"), store.Clauses, store.Agreements)
	if err != nil {
		return nil, err
	}
	sort, err := oneOf("sort", v.q.Get("sort"), store.Sortings()...)
	if err != nil {
		return nil, err
	}
	r, err := v.request(searchPage{Q: v.q.Get("q"), By: by, Sort: sort})
	if err != nil {
		return nil, err
	}
	res, err := v.Keeper.Search(v.ctx(), r)
	if err != nil {
		return nil, err
	}
	return reports.NewFound(v.ctx(), r, res, v.Store)
}

// apiAgreements is one page of the list.
type apiAgreements struct {
	Total      int             `json:"total"`
	Offset     int             `json:"offset"`
	Agreements []store.Summary `json:"agreements"`
	Next       string          `json:"next,omitempty"` // address of the next page
}

func (v *visit) apiAgreements() (any, error) {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return nil, err
	}
	keep, err := v.chooser()
	if err != nil {
		return nil, err
	}
	size, err := v.number("limit", pageSize, 1, maxPageSize)
	if err != nil {
		return nil, err
	}
	page, err := v.number("page", 1, 1, 1_000_000)
	if err != nil {
		return nil, err
	}
	all := []store.Summary{}
	for _, m := range h.list {
		if keep(m) {
			all = append(all, m)
		}
	}
	out := apiAgreements{Total: len(all), Offset: (page - 1) * size}
	out.Agreements = all[min(out.Offset, len(all)):min(out.Offset+size, len(all))]
	if out.Offset+size < len(all) {
		out.Next = v.with("page", fmt.Sprint(page+1))
	}
	return out, nil
}

func (v *visit) apiAgreement() (any, error) {
	a, err := v.held()
	if err != nil {
		return nil, err
	}
	return a.published(), nil
}

// published is the agreement without its text and all that is cut from it, when those may not be sent.
func (h *holding) published() *corpus.Agreement {
	if h.Quotable {
		return h.Agreement
	}
	a := *h.Agreement
	a.Text, a.Segments, a.Pages, a.Lines, a.Footnotes, a.Comments = "", nil, nil, nil, nil, nil
	return &a
}

type apiClauses struct {
	Agreement string      `json:"agreement"`
	Language  string      `json:"language"`
	Clauses   []apiClause `json:"clauses"`
}

type apiClause struct {
	Path string             `json:"path"`
	Part corpus.SegmentKind `json:"part"`
	Span corpus.Span        `json:"span"`
	Text string             `json:"text"`
	Cite string             `json:"cite"`
}

func (v *visit) apiClausesOf() (any, error) {
	a, err := v.held()
	if err != nil {
		return nil, err
	}
	if !a.Quotable {
		return nil, fmt.Errorf("the text of this agreement: %w: only what is known about it is published", errForbidden)
	}
	out := apiClauses{Agreement: a.ID, Language: a.Language, Clauses: []apiClause{}}
	for _, c := range a.Clauses() {
		out.Clauses = append(out.Clauses, apiClause{c.Path, c.Part, c.Span, c.Span.Of(a.Text), reports.CitePassage(a.Agreement, c.Span, c.Path).String()})
	}
	return out, nil
}

type apiFindings struct {
	Agreement string          `json:"agreement"`
	Rubrics   []apiRubricOf   `json:"rubrics"`
	Citation  string          `json:"citation"`
	Public    bool            `json:"quotes_withheld,omitempty"` // only what is known about the text is published
	Warnings  []string        `json:"warnings,omitempty"`
	Score     []reports.Score `json:"scores"` // in the order of the rubrics
}

type apiRubricOf struct {
	reports.RubricRef
	Findings []reports.Coded `json:"findings"`
}

func (v *visit) apiFindings() (any, error) {
	a, err := v.held()
	if err != nil {
		return nil, err
	}
	rubrics := v.Library.Rubrics
	if v.q.Get("rubric") != "" {
		r, err := v.Library.Rubric(v.q.Get("rubric"))
		if err != nil {
			return nil, err
		}
		rubrics = []*rubric.Rubric{r}
	}
	out := apiFindings{Agreement: a.ID, Citation: reports.Cite(a.Agreement).String(), Public: !a.Quotable, Rubrics: []apiRubricOf{}, Score: []reports.Score{}}
	for _, r := range rubrics {
		card := reports.NewScorecard(a.Agreement, r, a.under(r))
		one := apiRubricOf{RubricRef: card.Rubric, Findings: []reports.Coded{}}
		for _, t := range card.Themes {
			one.Findings = append(one.Findings, t.Criteria...)
		}
		out.Rubrics, out.Score, out.Warnings = append(out.Rubrics, one), append(out.Score, card.Overall), card.Warnings
	}
	return out, nil
}

func (v *visit) apiScorecard() (any, error) {
	a, err := v.held()
	if err != nil {
		return nil, err
	}
	r, err := v.rubric(v.Library.For(a.Kind.Value))
	if err != nil {
		return nil, err
	}
	return v.card(a, r)
}

func (v *visit) apiGap() (any, error) {
	a, err := v.held()
	if err != nil {
		return nil, err
	}
	g, _, err := v.gapReport(a)
	return g, err
}

func (v *visit) apiCompare() (any, error) {
	ids := v.list("id")
	if len(ids) < reports.CompareMin || len(ids) > reports.CompareMax {
		return nil, fmt.Errorf("id: %w: name %d to %d agreements", corpus.ErrInvalid, reports.CompareMin, reports.CompareMax)
	}
	c, _, err := v.comparison(ids)
	return c, err
}

// apiAccounting is every file in exactly one state.
type apiAccounting struct {
	Total  int            `json:"total"`
	States map[string]int `json:"states"`
	Files  []store.File   `json:"files"`
}

func (v *visit) apiAccounting() (any, error) {
	account, err := v.account()
	if err != nil {
		return nil, err
	}
	out := apiAccounting{Total: account.Files.Total, States: map[string]int{}, Files: append([]store.File{}, account.List...)}
	for _, part := range account.Files.Parts {
		out.States[part.Name] = part.Count
	}
	return out, nil
}

// openAPI sends the description of the API.
func (s *Site) openAPI(v *visit) error {
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Cache-Control", "no-cache")
	_, err := v.w.Write(openAPIFile)
	return ignoreGone(err)
}
