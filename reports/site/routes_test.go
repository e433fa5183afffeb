package site_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// passport is the specimen whose employer keeps the passports.
const passport = "lunthai-qabariyah-2014-mou"

// wantedOf is one line of the table.
type wantedOf struct {
	path string // with values in the place of names
	get  int    // 0: not answered
	post int    // with an empty body
}

// wanted is what every route answers to GET, and which it answers to POST besides. A route without a line fails.
var wanted = map[string]wantedOf{
	"/{$}":                              {path: "/", get: 200},
	"/search":                           {path: "/search?q=passport", get: 200},
	"/saved":                            {path: "/saved", get: 200, post: 400},
	"/agreements":                       {path: "/agreements", get: 200},
	"/agreements/{id}":                  {path: "/agreements/ID", get: 200},
	"/agreements/{id}/scorecard":        {path: "/agreements/ID/scorecard", get: 200},
	"/agreements/{id}/gap":              {path: "/agreements/ID/gap", get: 200},
	"/agreements/{id}/checklist":        {path: "/agreements/ID/checklist", get: 200},
	"/agreements/{id}/similar":          {path: "/agreements/ID/similar?at=1200-1300", get: 200},
	"/drafts":                           {path: "/drafts", get: 200, post: 400},
	"/drafts/{token}":                   {path: "/drafts/none", get: 404},
	"/drafts/{token}/text":              {path: "/drafts/none/text", get: 404},
	"/drafts/{token}/scorecard":         {path: "/drafts/none/scorecard", get: 404},
	"/drafts/{token}/checklist":         {path: "/drafts/none/checklist", get: 404},
	"/drafts/{token}/round":             {path: "/drafts/none/round", get: 404},
	"/drafts/{token}/progress":          {path: "/drafts/none/progress", get: 404},
	"/drafts/{token}/forget":            {path: "/drafts/none/forget", post: 303},
	"/compare":                          {path: "/compare", get: 200},
	"/coverage":                         {path: "/coverage", get: 200},
	"/coverage/published":               {path: "/coverage/published", get: 200},
	"/trend":                            {path: "/trend", get: 200},
	"/corridors":                        {path: "/corridors", get: 200},
	"/blank":                            {path: "/blank", get: 200},
	"/clauses/{criterion}":              {path: "/clauses/cw.passport", get: 200},
	"/unions":                           {path: "/unions", get: 200},
	"/method":                           {path: "/method", get: 200},
	"/method/{rubric}":                  {path: "/method/cw2022", get: 200},
	"/accounting":                       {path: "/accounting", get: 200},
	"/api":                              {path: "/api", get: 200},
	"/help":                             {path: "/help", get: 200},
	"/static/{file}":                    {path: "/static/site.css", get: 200},
	"/healthz":                          {path: "/healthz", get: 200},
	"/readyz":                           {path: "/readyz", get: 200},
	"/robots.txt":                       {path: "/robots.txt", get: 200},
	"/api/openapi.json":                 {path: "/api/openapi.json", get: 200},
	"/api/v1/search":                    {path: "/api/v1/search?q=passport", get: 200},
	"/api/v1/rubrics":                   {path: "/api/v1/rubrics", get: 200},
	"/api/v1/rubrics/{rubric}":          {path: "/api/v1/rubrics/cw2022", get: 200},
	"/api/v1/clauses/{criterion}":       {path: "/api/v1/clauses/cw.passport", get: 200},
	"/api/v1/agreements":                {path: "/api/v1/agreements", get: 200},
	"/api/v1/agreements/{id}":           {path: "/api/v1/agreements/ID", get: 200},
	"/api/v1/agreements/{id}/clauses":   {path: "/api/v1/agreements/ID/clauses", get: 200},
	"/api/v1/agreements/{id}/findings":  {path: "/api/v1/agreements/ID/findings", get: 200},
	"/api/v1/agreements/{id}/scorecard": {path: "/api/v1/agreements/ID/scorecard", get: 200},
	"/api/v1/agreements/{id}/gap":       {path: "/api/v1/agreements/ID/gap", get: 200},
	"/api/v1/agreements/{id}/similar":   {path: "/api/v1/agreements/ID/similar?at=1200-1300", get: 200},
	"/api/v1/compare":                   {path: "/api/v1/compare?id=ID", get: 400},
	"/api/v1/coverage":                  {path: "/api/v1/coverage", get: 200},
	"/api/v1/trend":                     {path: "/api/v1/trend", get: 200},
	"/api/v1/corridors":                 {path: "/api/v1/corridors", get: 200},
	"/api/v1/accounting":                {path: "/api/v1/accounting", get: 200},
	"/api/v1/drafts":                    {path: "/api/v1/drafts", post: 400},
	"/api/v1/drafts/{token}/forget":     {path: "/api/v1/drafts/none/forget", post: 200},
	"/api/v1/export/agreements.jsonl":   {path: "/api/v1/export/agreements.jsonl", get: 200},
	"/api/v1/export/findings.jsonl":     {path: "/api/v1/export/findings.jsonl", get: 200},
	"/api/v1/export/agreements.csv":     {path: "/api/v1/export/agreements.csv", get: 200},
	"/api/v1/export/findings.csv":       {path: "/api/v1/export/findings.csv", get: 200},
}

// TestEveryRouteWithEveryMethod asks every route for every method. A method that a route does not know is 405 with
// the ones that it does; a page is never a server error.
func TestEveryRouteWithEveryMethod(t *testing.T) {
	s := serve(t)
	id := s.one(passport).ID[:16]
	seen := map[string]bool{}
	for _, r := range s.site.Routes() {
		_, path, _ := strings.Cut(r, " ")
		want, ok := wanted[path]
		if !ok {
			t.Errorf("route %s has no line in the table", r)
			continue
		}
		if seen[path] {
			continue
		}
		seen[path] = true
		at := strings.ReplaceAll(want.path, "ID", id)
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
			status := http.StatusMethodNotAllowed
			switch {
			case (method == "GET" || method == "HEAD") && want.get > 0:
				status = want.get
			case method == "POST" && want.post > 0:
				status = want.post
			}
			a := s.do(method, at, nil)
			if a.StatusCode != status {
				t.Errorf("%s %s: %d, want %d\n%.300s", method, at, a.StatusCode, status, a.body)
			}
			if status == http.StatusMethodNotAllowed && (a.Header.Get("Allow") == "" || slices.Contains(strings.Split(a.Header.Get("Allow"), ", "), method)) {
				t.Errorf("%s %s: Allow is %q", method, at, a.Header.Get("Allow"))
			}
			if csp := a.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
				t.Errorf("%s %s: policy %q", method, at, csp)
			}
		}
	}
	for path := range wanted {
		if !seen[path] {
			t.Errorf("the table has a line for %s, which is no route", path)
		}
	}
}

// TestPagesInEveryLanguage: every page says its language, has one h1, one main and a title, and no id twice.
func TestPagesInEveryLanguage(t *testing.T) {
	s := serve(t)
	id := s.one(passport).ID[:16]
	for _, at := range pageAddresses(id) {
		for _, lang := range []string{"en", "fr", "es"} {
			sep := "?"
			if strings.Contains(at, "?") {
				sep = "&"
			}
			doc := s.page(at + sep + "lang=" + lang)
			if got := get(all(doc, "html")[0], "lang"); got != lang {
				t.Errorf("%s: lang %q, want %q", at, got, lang)
			}
			for _, name := range []string{"h1", "main", "head"} {
				if n := len(all(doc, name)); n != 1 {
					t.Errorf("%s: %d %s elements", at, n, name)
				}
			}
			ids := map[string]bool{}
			for n := range doc.Descendants() {
				if x := get(n, "id"); x != "" {
					if ids[x] {
						t.Errorf("%s (%s): id %q twice", at, lang, x)
					}
					ids[x] = true
				}
				if get(n, "style") != "" || n.Data == "script" && get(n, "src") == "" {
					t.Errorf("%s: inline style or script", at)
				}
			}
		}
	}
}

// TestLinksInsideLead follows every link of every page of the site to something that is there.
func TestLinksInsideLead(t *testing.T) {
	s := serve(t)
	queue, asked := []string{"/"}, map[string]bool{"/": true}
	for len(queue) > 0 && len(asked) < 250 {
		path := queue[0]
		queue = queue[1:]
		a := s.get(path)
		if a.StatusCode != 200 {
			t.Errorf("%s: %s", path, a.Status)
			continue
		}
		if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") || a.Header.Get("Content-Disposition") != "" {
			continue
		}
		for _, link := range all(parse(t, a.body), "a") {
			to, fragment, _ := strings.Cut(get(link, "href"), "#")
			if to == "" && fragment != "" {
				if len(byID(parse(t, a.body), fragment)) == 0 {
					t.Errorf("%s: nothing has the id %q", path, fragment)
				}
				continue
			}
			if !strings.HasPrefix(to, "/") {
				t.Errorf("%s leads to %q", path, to)
				continue
			}
			// Searches and languages lead on without end: their own pages are asked for once each.
			if kind := strings.SplitN(to, "?", 2)[0]; strings.Contains(to, "lang=") || kind == "/search" && asked[kind] || strings.Contains(to, "format=") && asked[kind+" file"] {
				continue
			} else if kind == "/search" {
				asked[kind] = true
			} else if strings.Contains(to, "format=") {
				asked[kind+" file"] = true
			}
			if !asked[to] {
				asked[to] = true
				queue = append(queue, to)
			}
		}
	}
	if len(asked) < 60 {
		t.Errorf("only %d pages were reached from the first one", len(asked))
	}
}
