package reports

import (
	"fmt"
	"slices"
)

// Scorecards is several scorecards in one report: one agreement under several rubrics, or several
// agreements. Cards of one agreement that follow each other share its header.
type Scorecards struct {
	Cards []Scorecard `json:"scorecards"`
}

// NewScorecards puts scorecards into one report, in the order given.
func NewScorecards(cards ...Scorecard) Scorecards {
	return Scorecards{Cards: append([]Scorecard{}, cards...)}
}

// byAgreement cuts the cards into runs of the same agreement.
func (s Scorecards) byAgreement() [][]Scorecard {
	var out [][]Scorecard
	for i, c := range s.Cards {
		if i == 0 || c.Agreement.ID != s.Cards[i-1].Agreement.ID {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

// Document lays the cards out, agreement by agreement.
func (s Scorecards) Document(t Tongue) Document {
	runs := s.byAgreement()
	d := Document{Kind: t.S("Scorecard")}
	if len(runs) == 1 {
		h := runs[0][0].Agreement
		d.Title, d.TitleLang, d.Lead, d.Citation = h.Title, h.Language, h.lead(t), []string{t.Cite(h.Citation)}
		d.Blocks = warningBlocks(t, runs[0][0].Agreement)
		d.Sections = append(rubricSections(t, runs[0], ""), sourceSection(t, h, "source"))
		return d
	}
	d.Kind, d.Title = t.S("Scorecards"), t.N(len(runs), "Scorecards of %d agreement", "Scorecards of %d agreements")
	for i, run := range runs {
		h := run[0].Agreement
		sec := Section{ID: fmt.Sprintf("agreement-%d", i+1), Title: h.Title}
		sec.Blocks = append([]Block{Paragraph{Body: words(h.lead(t))}}, warningBlocks(t, h)...)
		sec.Sections = append(rubricSections(t, run, sec.ID+"-"), sourceSection(t, h, sec.ID+"-source"))
		d.Sections = append(d.Sections, sec)
		d.Citation = append(d.Citation, t.Cite(h.Citation))
	}
	return d
}

func rubricSections(t Tongue, run []Scorecard, prefix string) []Section {
	var out []Section
	for _, c := range run {
		out = append(out, c.section(t, prefix+c.Rubric.ID))
	}
	return out
}

// Sheet is one row a criterion, with what is needed to use a row on its own.
func (s Scorecard) Sheet() Sheet { return Scorecards{Cards: []Scorecard{s}}.Sheet() }

// scorecardColumns are the columns of a scorecard's sheet; scorecardRow fills them in this order.
var scorecardColumns = []string{"agreement", "title", "corridor", "kind", "signed", "language", "source", "text_state",
	"rubric", "theme", "criterion", "criterion_title", "level", "mark", "article", "page", "quote", "passages",
	"reason", "confidence", "rater", "why", "note",
	"peers_k", "peers_n", "citation"}

// Sheet is one row a criterion of every card.
func (s Scorecards) Sheet() Sheet {
	out := Sheet{Name: "scorecard", Columns: slices.Clone(scorecardColumns)}
	for _, card := range s.Cards {
		for _, th := range card.Themes {
			for _, c := range th.Criteria {
				out.Rows = append(out.Rows, scorecardRow(card, c))
			}
		}
	}
	return out
}

func scorecardRow(s Scorecard, c Coded) []any {
	h := s.Agreement
	var p Passage
	if len(c.Passages) > 0 {
		p = c.Passages[0]
	}
	var peersK, peersN any
	if p, ok := s.Peers.of(c.Criterion); ok {
		peersK, peersN = p.Broad.K, p.Broad.N
	}
	return []any{h.ID, h.Title, h.Corridor, string(h.Kind), dateCell(h.Signed), h.Language, h.Source, string(h.TextState),
		s.Rubric.Ref, c.Theme, c.Criterion, c.Title, c.Level.String(), c.Mark, p.Path, positive(p.Page), p.Quote,
		len(c.Passages), c.Reason, c.Confidence, c.Rater, c.Why, c.Note, peersK, peersN, citationCell(h, c.Passages)}
}
