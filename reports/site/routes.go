package site

import "net/http"

// route is one line of the table of all that the site answers.
type route struct {
	method, path string
	page         func(*visit) error
	takes        int64 // bytes of the body; 0 is none
	free         bool  // does not count for the rate limit
}

// routes is that table.
func (s *Site) routes() []route {
	return append([]route{
		{method: "GET", path: "/{$}", page: s.home},
		{method: "GET", path: "/search", page: s.search},
		{method: "GET", path: "/saved", page: s.saved},
		{method: "POST", path: "/saved", page: s.save, takes: maxForm},
		{method: "GET", path: "/agreements", page: s.agreements},
		{method: "GET", path: "/agreements/{id}", page: s.agreement},
		{method: "GET", path: "/agreements/{id}/scorecard", page: s.scorecard},
		{method: "GET", path: "/agreements/{id}/gap", page: s.gap},
		{method: "GET", path: "/agreements/{id}/checklist", page: s.checklist},
		{method: "GET", path: "/agreements/{id}/similar", page: s.similar},
		{method: "GET", path: "/drafts", page: s.bench},
		{method: "POST", path: "/drafts", page: s.handIn, takes: maxUpload + maxForm},
		{method: "GET", path: "/drafts/{token}", page: s.draftGap},
		{method: "GET", path: "/drafts/{token}/text", page: s.draftText},
		{method: "GET", path: "/drafts/{token}/scorecard", page: s.draftScorecard},
		{method: "GET", path: "/drafts/{token}/checklist", page: s.draftChecklist},
		{method: "GET", path: "/drafts/{token}/round", page: s.draftRound},
		{method: "GET", path: "/drafts/{token}/progress", page: s.draftProgress},
		{method: "POST", path: "/drafts/{token}/forget", page: s.draftForget, takes: maxForm},
		{method: "GET", path: "/compare", page: s.compare},
		{method: "GET", path: "/coverage", page: s.coverage},
		{method: "GET", path: "/coverage/published", page: s.published},
		{method: "GET", path: "/trend", page: s.trend},
		{method: "GET", path: "/corridors", page: s.corridorsPage},
		{method: "GET", path: "/blank", page: s.blank},
		{method: "GET", path: "/clauses/{criterion}", page: s.clauses},
		{method: "GET", path: "/unions", page: s.unions},
		{method: "GET", path: "/method", page: s.methodPage},
		{method: "GET", path: "/method/{rubric}", page: s.rubricPage},
		{method: "GET", path: "/accounting", page: s.accounting},
		{method: "GET", path: "/api", page: s.apiPage},
		{method: "GET", path: "/help", page: s.help},
		{method: "GET", path: "/static/{file}", page: s.static, free: true},
		{method: "GET", path: "/healthz", page: s.healthz, free: true},
		{method: "GET", path: "/readyz", page: s.readyz, free: true},
		{method: "GET", path: "/robots.txt", page: s.robots, free: true},
	}, s.apiRoutes()...)
}

func (s *Site) register() {
	s.mux = http.NewServeMux()
	for _, r := range s.routes() {
		s.mux.Handle(r.method+" "+r.path, s.handle(r))
	}
}

// Routes lists all that the site answers: "GET /search".
func (s *Site) Routes() (out []string) {
	for _, r := range s.routes() {
		out = append(out, r.method+" "+r.path)
	}
	return out
}
