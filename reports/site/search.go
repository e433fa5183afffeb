package site

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"corridor/reports"
	"corridor/store"
)

// searchPage is the search, its answer and what can be narrowed.
type searchPage struct {
	Q        string
	By       store.Unit
	Sort     store.Sorting
	From, To string
	Chosen   []chosenFacet // conditions that were picked from the facets
	Found    *reports.Found
	Hits     []searchHit
	Facets   []facetBox
	Years    yearBars
	Notes    []string
	Problem  *problem
	Pages    pages
	Files    []fileLink
	Command  string
	Saved    []store.Saved
	Keep     url.Values // what a form must hand on
}

// searchHit is a hit with its words in pieces.
type searchHit struct {
	reports.FoundHit
	Pieces   []textPiece
	Href     string
	Lang     string
	Dir      string
	Evidence []hitCoding
}

type hitCoding struct {
	store.Coding
	Title string
}

// textPiece is a run of text, marked or not.
type textPiece struct {
	Text string
	Mark bool
}

// search is the search page.
func (s *Site) search(v *visit) error {
	p, r, err := v.searchPage()
	if err != nil {
		return err
	}
	if p.Problem == nil {
		if v.q.Get("format") != "" {
			return v.exportSearch(r)
		}
		if err := v.find(&p, r); err != nil {
			return err
		}
	}
	if v.mayWrite() {
		if p.Saved, err = v.Store.Saved(v.ctx(), store.SavedSearch, ""); err != nil {
			return err
		}
	}
	title := v.t.S("Search")
	if p.Q != "" {
		title = v.t.S("Search: %s", reports.Shorten(p.Q, 60))
	}
	return v.page("search.html", shell{Title: title, Here: "/search", Wide: true, Data: p})
}

// searchPage reads what is asked for. A fault of the query is shown beside it and is no error.
func (v *visit) searchPage() (p searchPage, r store.Request, err error) {
	p = searchPage{Q: strings.TrimSpace(v.q.Get("q")), From: v.q.Get("from"), To: v.q.Get("to"), Keep: url.Values{}}
	if p.By, err = oneOf("by", v.q.Get("by"), store.Clauses, store.Agreements); err != nil {
		return p, r, err
	}
	if p.Sort, err = oneOf("sort", v.q.Get("sort"), store.ByRelevance, store.ByDate, store.ByScore); err != nil {
		return p, r, err
	}
	r, err = v.request(p)
	if q, ok := errors.AsType[*store.QueryError](err); ok {
		found := problemOf(q)
		p.Problem, err = &found, nil
	}
	for _, f := range v.q["f"] {
		p.Keep.Add("f", f)
		field, value, _ := strings.Cut(f, ":")
		p.Chosen = append(p.Chosen, chosenFacet{f, v.conditionName(field, value), v.without("f", f)})
	}
	return p, r, err
}

// request is the search as the index takes it: the words, the conditions picked from facets, the years.
func (v *visit) request(p searchPage) (r store.Request, err error) {
	from, to, err := v.years()
	if err != nil {
		return r, err
	}
	size, err := v.number("limit", pageSize, 1, maxPageSize)
	if err != nil {
		return r, err
	}
	page, err := v.number("page", 1, 1, store.MaxHits/size)
	if err != nil {
		return r, err
	}
	words, err := v.vocabulary()
	if err != nil {
		return r, err
	}
	if _, err = store.ParseQuery(p.Q, words); err != nil { // so that the fault is told in what was typed
		return r, err
	}
	text := p.Q
	if text != "" && (len(v.q["f"]) > 0 || from > 0 || to > 0) {
		text = "(" + text + ")"
	}
	for _, f := range v.q["f"] {
		text += " " + f
	}
	if from > 0 || to > 0 {
		text += " year:" + yearEnd(from) + ".." + yearEnd(to)
	}
	r = store.Request{By: p.By, Sort: p.Sort, Limit: size, Offset: (page - 1) * size, Facets: facetsShown, Values: facetValues, Public: v.Public}
	r.Query, err = store.ParseQuery(strings.TrimSpace(text), words)
	return r, err
}

func yearEnd(y int) string {
	if y == 0 {
		return ""
	}
	return fmt.Sprint(y)
}

// vocabulary is what queries can name.
func (v *visit) vocabulary() (store.Vocabulary, error) {
	if _, err := v.Keeper.Refresh(v.ctx()); err != nil {
		return store.Vocabulary{}, err
	}
	state, err := v.Keeper.Index.State(v.ctx())
	return state.Vocabulary, err
}

// find searches and lays the answer out.
func (v *visit) find(p *searchPage, r store.Request) error {
	res, err := v.Keeper.Search(v.ctx(), r)
	if err != nil {
		return err
	}
	found, err := reports.NewFound(v.ctx(), r, res, v.Store)
	if err != nil {
		return err
	}
	p.Found = &found
	for _, h := range found.Hits {
		p.Hits = append(p.Hits, v.hit(h))
	}
	for _, f := range found.Facets {
		if f.Field == store.FieldYear {
			p.Years = newYearBars(f)
			continue
		}
		if box := v.facetBox(f); len(box.Values) > 0 {
			p.Facets = append(p.Facets, box)
		}
	}
	p.Notes = v.searchNotes(found)
	p.Pages = v.pages(found.Total, found.Offset, r.Limit)
	p.Files = v.files()
	p.Command = reports.NewManifest(found, v.Tool, v.searchArgs(r)).Command()
	return nil
}

func (v *visit) searchArgs(r store.Request) args {
	return command("search").with("by", string(r.By)).with("sort", string(r.Sort)).with("limit", fmt.Sprint(r.Limit)).
		with("page", fmt.Sprint(1+r.Offset/max(1, r.Limit))).withQuery(r.Query)
}

// withQuery puts the query behind the flags.
func (a args) withQuery(q *store.Query) args {
	if q == nil || q.Text == "" {
		return a
	}
	return append(a, "--", q.Text)
}

func (v *visit) searchNotes(f reports.Found) (out []string) {
	if len(f.Typos) > 0 {
		out = append(out, v.t.S("Nowhere as written, so looked for with typos: %s.", strings.Join(f.Typos, ", ")))
	}
	if len(f.Ignored) > 0 {
		out = append(out, v.t.S("Small words passed over: %s.", strings.Join(f.Ignored, ", ")))
	}
	return out
}

// hit prepares one hit.
func (v *visit) hit(h reports.FoundHit) searchHit {
	out := searchHit{FoundHit: h, Href: agreementHref(h.Agreement.ID), Lang: h.Agreement.Language, Dir: reports.Direction(h.Agreement.Language), Pieces: pieces(h.Snippet)}
	if h.Clause != nil {
		out.Href = passageHref(h.Agreement.ID, h.Clause.Span)
	}
	for _, e := range h.Evidence {
		title := e.Criterion
		if c := v.Library.Criterion(e.Criterion); c != nil {
			title = v.t.S(c.Title)
		}
		if !slices.ContainsFunc(out.Evidence, func(x hitCoding) bool { return x.Title == title && x.Level == e.Level }) { // rubrics share questions
			out.Evidence = append(out.Evidence, hitCoding{e, title})
		}
	}
	return out
}

// pieces cuts a snippet at its marks.
func pieces(s reports.Snippet) (out []textPiece) {
	at := 0
	for _, m := range s.Marks {
		if m.Start < at || m.End > len(s.Text) {
			continue
		}
		if m.Start > at {
			out = append(out, textPiece{Text: s.Text[at:m.Start]})
		}
		out = append(out, textPiece{Text: s.Text[m.Start:m.End], Mark: true})
		at = m.End
	}
	if at < len(s.Text) {
		out = append(out, textPiece{Text: s.Text[at:]})
	}
	return out
}

// exportSearch sends all hits of a search as a file.
func (v *visit) exportSearch(r store.Request) error {
	r.Limit, r.Offset = store.MaxPage, 0
	found, err := v.everyHit(v.ctx(), r)
	if err != nil {
		return err
	}
	return v.download(shown{report: found, name: "search"})
}

// everyHit gathers the hits of all pages, exportHits at most.
func (v *visit) everyHit(ctx context.Context, r store.Request) (all reports.Found, err error) {
	for r.Offset < exportHits {
		res, err := v.Keeper.Search(ctx, r)
		if err != nil {
			return all, err
		}
		found, err := reports.NewFound(ctx, r, res, v.Store)
		if err != nil {
			return all, err
		}
		if r.Offset == 0 {
			all = found
		} else {
			all.Hits = append(all.Hits, found.Hits...)
		}
		r.Offset += r.Limit
		if found.Next == "" {
			break
		}
	}
	all.Next = ""
	return all, nil
}
