package site

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// agreementPage is the text with what was found in it.
type agreementPage struct {
	A        *holding
	Href     string // of the agreement or draft, for tabs
	Card     reports.Scorecard
	Strips   []themeStrip
	Rubric   *rubric.Rubric
	Form     form
	Rows     []*textRow
	Silent   []*textFinding // without a passage: absent, n/a
	Contrary []*textFinding
	Family   []familyLine
	Tabs     []menuEntry
	Files    []fileLink
	Peers    *reports.Peers
	Command  string
	Worse    []worseLine
}

// themeStrip is a theme as marks.
type themeStrip struct {
	Theme string
	Codes []*textFinding
	Score reports.Score
	Peers *reports.PeerStanding
}

// familyLine is a relation, read from this agreement.
type familyLine struct {
	Relation store.Relation
	Other    store.Summary
	Held     bool
	Reverse  bool
}

// agreement is the page of one agreement.
func (s *Site) agreement(v *visit) error {
	a, err := v.held()
	if err != nil {
		return err
	}
	p, err := v.agreementPage(a, agreementHref(a.ID))
	if err != nil {
		return err
	}
	if p.Family, err = v.family(a.ID); err != nil {
		return err
	}
	return v.page("agreement.html", shell{Title: reports.Shorten(p.Card.Agreement.Title, 200), TitleLang: a.Language, Kind: v.agreementLine(a.Agreement), Here: "/search", Wide: true, Data: p})
}

// held is the agreement of the address.
func (v *visit) held() (*holding, error) { return v.open(v.ctx(), v.r.PathValue("id")) }

// agreementLine is the line over the title: corridor, kind, date, language.
func (v *visit) agreementLine(a *corpus.Agreement) string {
	parts := []string{corridorName(v.t, a.Corridor), v.t.S(string(a.Kind.Value))}
	if d := v.t.Date(a.Signed.Value); d != "" {
		parts = append(parts, v.t.S("signed %s", d))
	}
	if d := v.t.Date(a.InForce.Value); d != "" {
		parts = append(parts, v.t.S("in force %s", d))
	}
	return strings.Join(append(parts, reports.Sentence(v.t.Language(a.Language))), " · ")
}

// agreementPage gathers what the page of an agreement or of a draft shows.
func (v *visit) agreementPage(a *holding, href string) (p agreementPage, err error) {
	r, err := v.rubric(v.Library.For(a.Kind.Value))
	if err != nil {
		return p, err
	}
	card, err := v.card(a, r)
	if err != nil {
		return p, err
	}
	p = agreementPage{A: a, Href: href, Card: card, Rubric: r, Peers: card.Peers, Tabs: v.tabs(href, a.Draft != nil, "")}
	findings := v.textFindings(card)
	byID := map[string]*textFinding{}
	for _, f := range findings {
		byID[f.Criterion] = f
	}
	for _, theme := range card.Themes {
		strip := themeStrip{Theme: theme.Theme, Score: theme.Score}
		for _, c := range theme.Criteria {
			strip.Codes = append(strip.Codes, byID[c.Criterion])
		}
		if card.Peers != nil {
			if i := slices.IndexFunc(card.Peers.Themes, func(x reports.PeerTheme) bool { return x.Theme == theme.Theme }); i >= 0 {
				strip.Peers = &card.Peers.Themes[i].PeerStanding
			}
		}
		p.Strips = append(p.Strips, strip)
	}
	shownFindings := v.chosenThemes(findings)
	for _, f := range shownFindings {
		switch {
		case f.Level == rubric.Contrary:
			p.Contrary = append(p.Contrary, f)
		case len(f.Passages) == 0:
			p.Silent = append(p.Silent, f)
		}
	}
	if a.Quotable {
		p.Rows = layText(a.Agreement, shownFindings, otherSpans(a))
		linkPlaces(v, shownFindings)
	}
	action := href
	if a.Draft != nil {
		action = href + "/text"
	}
	p.Form = v.newForm(action, v.rubricField(r), v.themeField(r))
	p.Worse = v.contraryElsewhere(a, r, func(r *rubric.Rubric, criterion string) string { return action + "?rubric=" + r.ID + "#f-" + criterion })
	return p, nil
}

// card is the scorecard of an agreement beside its peers.
func (v *visit) card(a *holding, r *rubric.Rubric) (reports.Scorecard, error) {
	findings := a.under(r)
	card := reports.NewScorecard(a.Agreement, r, findings)
	h, err := v.shelf(v.ctx())
	if err != nil {
		return card, err
	}
	rows, err := h.under(v.ctx(), r)
	if err != nil {
		return card, err
	}
	card.Peers = reports.NewPeers(reports.SummaryOf(a.Agreement), r, findings, rows)
	return card, nil
}

// textFindings numbers the findings of a card in the order of the codebook.
func (v *visit) textFindings(card reports.Scorecard) (out []*textFinding) {
	for _, theme := range card.Themes {
		for _, c := range theme.Criteria {
			f := &textFinding{Number: len(out) + 1, ID: "f-" + strings.ReplaceAll(c.Criterion, ".", "-"), Coded: c}
			if k := v.Library.Criterion(c.Criterion); k != nil {
				f.Definition = k.Definition
			}
			if card.Peers != nil {
				if i := slices.IndexFunc(card.Peers.Criteria, func(x reports.PeerCriterion) bool { return x.Criterion == c.Criterion }); i >= 0 {
					f.Peers = &card.Peers.Criteria[i]
				}
			}
			out = append(out, f)
		}
	}
	return out
}

// chosenThemes keeps the findings of the themes asked for.
func (v *visit) chosenThemes(in []*textFinding) (out []*textFinding) {
	themes := v.list("theme")
	for _, f := range in {
		if len(themes) == 0 || slices.Contains(themes, f.Theme) {
			out = append(out, f)
		}
	}
	return out
}

// linkPlaces names the passages of each finding.
func linkPlaces(v *visit, findings []*textFinding) {
	for _, f := range findings {
		for _, g := range f.Passages {
			name := g.Path
			if name == "" {
				name = v.t.S("passage")
			}
			f.Places = append(f.Places, placeLink{Href: "#" + anchor(g.Span), Name: name, Level: g.Level})
		}
	}
}

// otherSpans are the places that links from elsewhere lead to: the clauses, and evidence under every rubric.
func otherSpans(a *holding) (out []corpus.Span) {
	for _, c := range a.Clauses() {
		out = append(out, c.Span)
	}
	for _, as := range a.All {
		for _, f := range as.Findings {
			for _, e := range f.Evidence {
				out = append(out, e.Span)
			}
		}
	}
	return out
}

// tabs are the views of one agreement or draft.
func (v *visit) tabs(href string, draft bool, here string) []menuEntry {
	out := []menuEntry{
		{Path: "", Name: v.t.S("Text and findings")}, {Path: "/scorecard", Name: v.t.S("Scorecard")},
		{Path: "/gap", Name: v.t.S("Gap report")}, {Path: "/checklist", Name: v.t.S("Checklist")},
	}
	if draft {
		out[0].Path, out[2].Path = "/text", ""
		out = []menuEntry{out[2], out[1], out[0], out[3]}
		if here == "" {
			here = "/text"
		} else if here == "/gap" {
			here = ""
		}
	}
	for i := range out {
		out[i].Here = out[i].Path == here
		out[i].Path = href + out[i].Path
	}
	return out
}

// family lists the relations of an agreement to those that the visitor may see.
func (v *visit) family(id string) (out []familyLine, err error) {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return nil, err
	}
	all, err := v.Store.Family(v.ctx(), id)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if r.State == store.Rejected || r.State == store.Offered && v.Public {
			continue
		}
		line := familyLine{Relation: r, Reverse: r.Other == id}
		other := r.Other
		if line.Reverse {
			other = r.Agreement
		}
		if other != "" {
			m, err := h.find(other)
			if err != nil {
				continue // not for this visitor
			}
			line.Other, line.Held = m, true
		}
		out = append(out, line)
	}
	return out, nil
}

// agreements lists what is held, by date.
func (s *Site) agreements(v *visit) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	page, err := v.number("page", 1, 1, 1_000_000)
	if err != nil {
		return err
	}
	offset := (page - 1) * pageSize
	list := slices.Clone(h.list)
	slices.Reverse(list)
	shownList := list[min(offset, len(list)):min(offset+pageSize, len(list))]
	return v.page("agreements.html", shell{Title: v.t.S("All agreements"), Here: "/search", Data: struct {
		List  []store.Summary
		Pages pages
	}{shownList, v.pages(len(list), offset, pageSize)}})
}
