package site

import (
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// scorecard is the scorecard of a held agreement, under one rubric or all that suit it.
func (s *Site) scorecard(v *visit) error {
	a, err := v.held()
	if err != nil {
		return err
	}
	return v.scorecardOf(a, agreementHref(a.ID))
}

func (v *visit) scorecardOf(a *holding, href string) error {
	r, err := v.rubric(v.Library.For(a.Kind.Value))
	if err != nil {
		return err
	}
	card, err := v.card(a, r)
	if err != nil {
		return err
	}
	x := shown{report: reports.NewScorecards(card), name: fileStem(a) + "-scorecard-" + r.ID, here: a.menuEntry(),
		page: reportPage{Tabs: v.tabs(href, a.Draft != nil, "/scorecard"), Form: v.newForm(href+"/scorecard", v.rubricField(r))}}
	if a.Draft == nil {
		x.args = command("score", "--rubric", r.ID, "--peers", a.ID)
	}
	return v.present(x)
}

// menuEntry is where in the menu the pages of an agreement stand.
func (h *holding) menuEntry() string {
	if h.Draft != nil {
		return "/drafts"
	}
	return "/search"
}

func fileStem(a *holding) string {
	if a.Draft != nil {
		return "draft"
	}
	return a.ID[:12]
}

// gap is the gap report of a held agreement.
func (s *Site) gap(v *visit) error {
	a, err := v.held()
	if err != nil {
		return err
	}
	return v.gapOf(a, agreementHref(a.ID), agreementHref(a.ID)+"/gap")
}

func (v *visit) gapOf(a *holding, href, action string) error {
	g, r, err := v.gapReport(a)
	if err != nil {
		return err
	}
	x := shown{report: g, name: fileStem(a) + "-gaps-" + r.ID, here: a.menuEntry(), page: reportPage{Tabs: v.tabs(href, a.Draft != nil, "/gap"),
		Form: v.newForm(action, append([]field{v.rubricField(r), v.themeField(r), v.kindField()}, v.yearFields()...)...)}}
	x.page.Worse = v.contraryElsewhere(a, r, func(r *rubric.Rubric, criterion string) string {
		return action + "?rubric=" + r.ID + "#gap-" + criterion
	})
	if a.Draft != nil {
		x.page.Note = v.t.S("This draft is kept in memory, for %s after you last looked at it, and is written nowhere.", v.t.S("two hours"))
		x.view, x.page.Token = "draft.html", a.Draft.Token
		if a.Draft.Previous != "" {
			x.page.Round = href + "/round"
		}
	} else {
		x.args = command("gap", "--rubric", r.ID).with("theme", v.q.Get("theme")).with("kind", v.q.Get("kind")).with("from", v.q.Get("from")).with("to", v.q.Get("to"))
		x.args = append(x.args, a.ID)
	}
	return v.present(x)
}

// worseLine is a contrary clause that the rubric shown does not ask about.
type worseLine struct {
	Rubric, Title, Href string
}

// contraryElsewhere lists the contrary clauses of an agreement under the other rubrics that suit it. href leads to a
// criterion, which is written as in an anchor.
func (v *visit) contraryElsewhere(a *holding, chosen *rubric.Rubric, href func(r *rubric.Rubric, criterion string) string) (out []worseLine) {
	for _, r := range v.Library.Suiting(a.Kind.Value) {
		if r.ID == chosen.ID {
			continue
		}
		for _, f := range a.under(r) {
			if c := r.Criterion(f.Criterion); c != nil && f.Level == rubric.Contrary {
				out = append(out, worseLine{r.Title, c.Title, href(r, strings.ReplaceAll(c.ID, ".", "-"))})
			}
		}
	}
	return out
}

// gapReport sets an agreement beside those of the repository that the form chooses.
func (v *visit) gapReport(a *holding) (g reports.Gap, r *rubric.Rubric, err error) {
	if r, err = v.rubric(v.Library.For(a.Kind.Value)); err != nil {
		return g, nil, err
	}
	rows, err := v.chosenRows(r)
	if err != nil {
		return g, nil, err
	}
	g, err = reports.NewGap(reports.GapInput{Agreement: a.Agreement, Rubric: r, Findings: a.under(r), Rows: rows,
		Options: reports.GapOptions{Themes: v.list("theme")},
		Open: func(id string) (*corpus.Agreement, []rubric.Resolved, error) {
			other, err := v.openUnder(v.ctx(), id, r)
			if err != nil {
				return nil, nil, err
			}
			return other.Agreement, other.under(r), nil
		}})
	return g, r, err
}

// chosenRows are the rows of the shelf that kind, years, origin, destination and regions choose.
func (v *visit) chosenRows(r *rubric.Rubric) (out []reports.CoverageRow, err error) {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return nil, err
	}
	rows, err := h.under(v.ctx(), r)
	if err != nil {
		return nil, err
	}
	keep, err := v.chooser()
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if keep(h.list[i]) {
			out = append(out, row)
		}
	}
	return out, nil
}

// chooser reads the conditions of the address that narrow a list of agreements.
func (v *visit) chooser() (func(store.Summary) bool, error) {
	from, to, err := v.years()
	if err != nil {
		return nil, err
	}
	kinds, err := v.kinds()
	if err != nil {
		return nil, err
	}
	origin, destination := corpus.CodeOf(v.q.Get("origin")), corpus.CodeOf(v.q.Get("destination"))
	regions := [2]string{v.q.Get("origin-region"), v.q.Get("destination-region")}
	for _, code := range regions {
		if code != "" && !corpus.KnownRegion(code) {
			return nil, fmt.Errorf("region %q: %w: no such region", code, corpus.ErrInvalid)
		}
	}
	language := v.q.Get("language")
	return func(m store.Summary) bool {
		y := m.Signed.Year()
		return (from == 0 || y >= from) && (to == 0 || y > 0 && y <= to) && (len(kinds) == 0 || slices.Contains(kinds, m.Kind)) &&
			(origin == "" || slices.Contains(m.Corridor.Origin, origin)) && (destination == "" || slices.Contains(m.Corridor.Destination, destination)) &&
			(language == "" || m.Language == language) && corpus.AnyInRegion(m.Corridor.Origin, regions[0]) && corpus.AnyInRegion(m.Corridor.Destination, regions[1])
	}, nil
}

// checklist is the questions about a held agreement.
func (s *Site) checklist(v *visit) error {
	a, err := v.held()
	if err != nil {
		return err
	}
	return v.checklistOf(a, agreementHref(a.ID))
}

func (v *visit) checklistOf(a *holding, href string) error {
	r, err := v.rubric(v.Library.For(a.Kind.Value))
	if err != nil {
		return err
	}
	list := reports.NewChecklist(reports.Shorten(a.Title.Value, 200), []*rubric.Rubric{r}, []reports.ChecklistInput{{Agreement: a.Agreement, Under: a.compared}})
	x := shown{report: list, name: fileStem(a) + "-checklist-" + r.ID, here: a.menuEntry(),
		page: reportPage{Tabs: v.tabs(href, a.Draft != nil, "/checklist"), Form: v.newForm(href+"/checklist", v.rubricField(r))}}
	if a.Draft == nil {
		x.args = command("checklist", "--rubric", r.ID, a.ID)
	}
	return v.present(x)
}

// similar lists the clauses of other agreements that are most like one of this agreement.
func (s *Site) similar(v *visit) error {
	found, err := v.alike()
	if err != nil {
		return err
	}
	return v.present(shown{report: found, name: "similar", here: "/search"})
}

// alike finds clauses like the one at ?at=START-END of the agreement of the address.
func (v *visit) alike() (reports.Found, error) {
	a, err := v.held()
	if err != nil {
		return reports.Found{}, err
	}
	if !a.Quotable {
		return reports.Found{}, fmt.Errorf("the text of this agreement: %w: only what is known about it is published", errForbidden)
	}
	var s corpus.Span
	if _, err := fmt.Sscanf(v.q.Get("at"), "%d-%d", &s.Start, &s.End); err != nil {
		return reports.Found{}, fmt.Errorf("at=%q: %w: write START-END, bytes of the text", v.q.Get("at"), corpus.ErrInvalid)
	}
	clauses := a.Clauses()
	i := slices.IndexFunc(clauses, func(c corpus.Clause) bool { return c.Span == s })
	if i < 0 {
		i = slices.IndexFunc(clauses, func(c corpus.Clause) bool { return c.Span.Overlaps(s) })
	}
	if i < 0 {
		return reports.Found{}, fmt.Errorf("at=%q: %w: no clause stands there", v.q.Get("at"), corpus.ErrNotFound)
	}
	text := clauses[i].Span.Of(a.Text)
	hits, err := v.Keeper.Similar(v.ctx(), store.Likeness{Text: text, Language: a.Language, Without: a.ID, Limit: pageSize, Public: v.Public})
	if err != nil {
		return reports.Found{}, err
	}
	found, err := reports.NewAlike(v.ctx(), reports.LikePassage{Text: text, Agreement: a.ID, Path: clauses[i].Path}, nil, hits, v.Store)
	return found, err
}
