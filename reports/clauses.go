package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// Clauses lists what many agreements say of one criterion, passage by passage: "all passport clauses in MOUs
// between Asia and the Gulf since 2005".
type Clauses struct {
	Rubric     RubricRef      `json:"rubric"`
	Criterion  string         `json:"criterion"`
	Title      string         `json:"title"`
	Definition string         `json:"definition"`
	Filter     []string       `json:"filter"` // what was asked for, in words
	Looked     int            `json:"looked"` // agreements that pass the filter and were coded
	Unrated    int            `json:"unrated"`
	Levels     LevelCounts    `json:"levels"`
	Agreements []ClausesOfOne `json:"agreements"` // contrary first, then the strongest, the latest first among equals

	basis Basis
}

// ClausesOfOne is one agreement and its coding.
type ClausesOfOne struct {
	Agreement Header `json:"agreement"`
	Coding    Coded  `json:"coding"`
}

// ClausesInput is what the list is made of.
type ClausesInput struct {
	Rubric    *rubric.Rubric
	Criterion string
	Filter    []string // in words, for the reader
	Items     []ComparedInput
	Silent    []CoverageRow // further agreements, which have no passage on the criterion: counted, and not listed
	Absent    bool          // list agreements without a passage too
}

// NewClauses gathers the passages. It wraps corpus.ErrInvalid when the rubric has no such criterion.
func NewClauses(in ClausesInput) (Clauses, error) {
	crit := in.Rubric.Criterion(in.Criterion)
	if crit == nil {
		return Clauses{}, fmt.Errorf("criterion %q: %w: rubric %s has none of this id", in.Criterion, corpus.ErrInvalid, in.Rubric.ID)
	}
	one := *in.Rubric
	one.Criteria = []rubric.Criterion{*crit}
	c := Clauses{Rubric: RubricRef{in.Rubric.Ref(), in.Rubric.ID, in.Rubric.Title}, Criterion: crit.ID, Title: crit.Title, Definition: crit.Definition,
		Filter: append([]string{}, in.Filter...), Agreements: []ClausesOfOne{}, basis: Basis{Rubrics: []string{in.Rubric.Ref()}}}
	for _, item := range in.Items {
		c.basis.Agreements = append(c.basis.Agreements, baseOf(item.Agreement))
		coded, _ := codedOf(item.Agreement, &one, item.Findings)
		if len(coded) == 0 {
			c.Unrated++
			continue
		}
		c.Looked++
		c.Levels.add(coded[0].Level)
		c.basis.Raters = append(c.basis.Raters, coded[0].Rater)
		if len(coded[0].Passages) > 0 || in.Absent {
			c.Agreements = append(c.Agreements, ClausesOfOne{headerOf(item.Agreement), coded[0]})
		}
	}
	c.addSilent(in.Silent)
	slices.SortFunc(c.Agreements, func(a, b ClausesOfOne) int {
		return cmp.Or(cmp.Compare(clauseRank(b.Coding.Level), clauseRank(a.Coding.Level)), cmp.Compare(b.Agreement.Signed, a.Agreement.Signed),
			cmp.Compare(a.Agreement.ID, b.Agreement.ID))
	})
	return c, nil
}

// addSilent counts agreements without a passage.
func (c *Clauses) addSilent(rows []CoverageRow) {
	for _, row := range rows {
		c.basis.Agreements = append(c.basis.Agreements, BaseText{ID: row.Agreement.ID, Source: squeeze(row.Agreement.Source), SHA256: row.Agreement.SHA256})
		i := slices.IndexFunc(row.Findings, func(f rubric.Resolved) bool { return f.Criterion == c.Criterion })
		if i < 0 {
			c.Unrated++
			continue
		}
		c.Looked++
		c.Levels.add(row.Findings[i].Level)
		c.basis.Raters = append(c.basis.Raters, row.Findings[i].Rater)
	}
}

// SplitByPassage tells the agreements that say something on a criterion from those that are silent on it: only the
// former need be opened for their words.
func SplitByPassage(rows []CoverageRow, criterion string) (speak, silent []CoverageRow) {
	for _, row := range rows {
		i := slices.IndexFunc(row.Findings, func(f rubric.Resolved) bool { return f.Criterion == criterion })
		if i >= 0 && (row.Findings[i].Level.Broad() || row.Findings[i].Level == rubric.Contrary) {
			speak = append(speak, row)
		} else {
			silent = append(silent, row)
		}
	}
	return speak, silent
}

// clauseRank puts what a reader must see first.
func clauseRank(l rubric.Level) int {
	return slices.Index([]rubric.Level{rubric.NA, rubric.Absent, rubric.Weak, rubric.Operative, rubric.Contrary}, l)
}

// Basis is every agreement that was looked at.
func (c Clauses) Basis() Basis { return c.basis }

// Document lists the passages, agreement by agreement.
func (c Clauses) Document(t Tongue) Document {
	lead := []string{t.N(c.Looked, "%d agreement", "%d agreements")}
	lead = append(lead, c.Filter...)
	d := Document{Kind: t.S("Clauses"), Title: t.S(c.Title), Lead: strings.Join(lead, " · ")}
	d.Blocks = []Block{
		Paragraph{Body: []Inline{Code(c.Criterion), Plain(" " + t.Said(c.Definition))}},
		note(t.S("%d operative, %d weak, %d contrary, %d absent, %d not applicable.", c.Levels.Operative, c.Levels.Weak, c.Levels.Contrary, c.Levels.Absent, c.Levels.NA)),
	}
	if c.Unrated > 0 {
		d.Blocks = append(d.Blocks, Paragraph{Tone: Warning, Body: words(t.N(c.Unrated, "%d agreement was coded by nobody under this rubric.", "%d agreements were coded by nobody under this rubric."))})
	}
	if len(c.Agreements) == 0 {
		d.Blocks = append(d.Blocks, Paragraph{Body: words(t.S("No agreement that passes the filter has such a clause: widen the filter."))})
		return d
	}
	d.Sections = []Section{{ID: "clauses", Title: t.S("Passages"), Blocks: []Block{c.table(t)}}}
	for _, a := range c.Agreements {
		d.Blocks = append(d.Blocks, textWarnings(t, a.Agreement)...)
		d.Citation = append(d.Citation, t.Cite(a.Agreement.Citation))
	}
	return d
}

func (c Clauses) table(t Tongue) Table {
	out := Table{Caption: t.S("Contrary clauses first, then the strongest"), Style: Passages, Columns: []Column{{Title: t.S("Agreement"), Grow: 2}, {Title: t.S("Passage and reason"), Grow: 5}}}
	var rows [][]Cell
	for _, a := range c.Agreements {
		h, card := a.Agreement, Scorecard{Agreement: a.Agreement}
		body := append([]Inline{t.mark(a.Coding.Level), Break{}}, card.proof(t, a.Coding).Body...)
		rows = append(rows, []Cell{
			cell(Plain(Shorten(h.Title, 90)), Break{}, Quiet(t.corridor(h.Origin, h.Destination, h.Reciprocal)), Break{}, Quiet(t.Date(h.Signed)), Break{}, Code(h.ID[:min(12, len(h.ID))])),
			cell(body...)})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

// Sheet is one row a passage, or one for an agreement without any.
func (c Clauses) Sheet() Sheet {
	s := Sheet{Name: "clauses of agreements", Columns: []string{"criterion", "agreement", "title", "corridor", "kind", "signed", "language", "level", "mark", "passage", "passage_level",
		"article", "page", "quote", "reason", "confidence", "rater", "citation"}}
	for _, a := range c.Agreements {
		h, list := a.Agreement, a.Coding.Passages
		if len(list) == 0 {
			list = []Passage{{Level: a.Coding.Level, Citation: h.Citation}}
		}
		for i, p := range list {
			s.Rows = append(s.Rows, []any{c.Criterion, h.ID, h.Title, h.Corridor, string(h.Kind), dateCell(h.Signed), h.Language, a.Coding.Level.String(), a.Coding.Mark, i + 1, p.Level.String(),
				p.Path, positive(p.Page), p.Quote, a.Coding.Reason, a.Coding.Confidence, a.Coding.Rater, p.Citation.String()})
		}
	}
	return s
}
