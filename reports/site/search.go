package site

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"corridor/corpus"
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

// chosenFacet is a condition and the address without it.
type chosenFacet struct{ Condition, Name, Without string }

// facetBox is one field with its values, each leading to the narrower search.
type facetBox struct {
	Field  store.Field
	Name   string
	Values []facetLink
	More   int
	Open   bool
}

type facetLink struct {
	Name, Href string
	Hits       int
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

// facetsShown are the fields that the search page counts.
var facetsShown = []store.Field{store.FieldOrigin, store.FieldDestination, store.FieldRegion, store.FieldKind, store.FieldLanguage,
	store.FieldSector, store.FieldTheme, store.FieldEvidence, store.FieldHas, store.FieldYear}

// facetValues is how many values of a field are shown.
const facetValues = 12

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

// facetBox lists the values of a field that are not chosen yet.
func (v *visit) facetBox(f store.Facet) facetBox {
	box := facetBox{Field: f.Field, Name: sentence(v.t.S(facetTitles[f.Field])), More: f.More}
	for _, value := range f.Values {
		condition := string(f.Field) + ":" + quoted(value.Value)
		if criterion, level, ok := strings.Cut(value.Value, ":"); ok { // has:cw.passport=operative
			condition = string(f.Field) + ":" + criterion + "=" + level
		}
		if slices.Contains(v.q["f"], condition) || value.Value == "" {
			continue
		}
		box.Values = append(box.Values, facetLink{facetName(v.t, f.Field, value.Value), v.adding("f", condition), value.Hits})
	}
	box.Open = f.Field == store.FieldOrigin || f.Field == store.FieldDestination || f.Field == store.FieldKind
	return box
}

// facetTitles are the fields in words.
var facetTitles = map[store.Field]string{
	store.FieldOrigin: "country of origin", store.FieldDestination: "country of destination", store.FieldRegion: "region", store.FieldKind: "kind",
	store.FieldLanguage: "language", store.FieldSector: "sector", store.FieldTheme: "theme of the clause", store.FieldEvidence: "what the clause is evidence of",
	store.FieldHas: "what the agreement provides", store.FieldYear: "year of signature",
}

// quoted sets a value in quotation marks when it is more than one word of letters and digits.
func quoted(s string) string {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			return `"` + strings.ReplaceAll(s, `"`, "") + `"`
		}
	}
	return s
}

// facetName names a value of a field.
func facetName(t reports.Tongue, f store.Field, value string) string {
	switch f {
	case store.FieldOrigin, store.FieldDestination, store.FieldCountry:
		return t.Country(value)
	case store.FieldLanguage:
		return sentence(t.Language(value))
	case store.FieldRegion:
		for _, r := range corpus.Regions() {
			if r.Code == value {
				return t.S(r.Name)
			}
		}
	case store.FieldHas, store.FieldEvidence:
		if criterion, level, ok := strings.Cut(value, ":"); ok {
			return criterion + ": " + t.S(level)
		}
	}
	return sentence(t.S(value))
}

// conditionName names a chosen condition: "Country of origin: Nepal".
func (v *visit) conditionName(field, value string) string {
	title := facetTitles[store.Field(field)]
	if title == "" {
		title = field
	}
	return sentence(v.t.S(title)) + ": " + facetName(v.t, store.Field(field), strings.Trim(strings.Replace(value, "=", ":", 1), `"`))
}

// adding is the address with one more value, from the first page.
func (v *visit) adding(name, value string) string {
	q := cloned(v.q)
	q.Add(name, value)
	return v.r.URL.Path + "?" + q.Encode()
}

// without is the address with one value less, from the first page.
func (v *visit) without(name, value string) string {
	q := cloned(v.q)
	q[name] = slices.DeleteFunc(slices.Clone(q[name]), func(s string) bool { return s == value })
	return v.r.URL.Path + "?" + q.Encode()
}

func cloned(q url.Values) url.Values {
	out := url.Values{}
	for k, list := range q {
		if k != "page" && k != "lang" {
			out[k] = slices.Clone(list)
		}
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
