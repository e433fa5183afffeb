package reports

import (
	"cmp"
	"fmt"
	"slices"

	"corridor/corpus"
	"corridor/rubric"
)

// Gap says what a draft lacks under a rubric, the most pressing first, with precedents for each gap.
type Gap struct {
	Agreement Header     `json:"agreement"`
	Rubric    RubricRef  `json:"rubric"`
	Warnings  []string   `json:"warnings,omitempty"` // of the text
	Options   GapOptions `json:"options"`
	Rule      string     `json:"rule"` // how gaps are ranked, in words
	Overall   Score      `json:"overall"`
	Peers     *Peers     `json:"peers,omitempty"`
	Gaps      []GapItem  `json:"gaps"`
	Met       []string   `json:"met"`               // criteria that the draft provides with an operative clause
	NA        []string   `json:"na,omitempty"`      // that cannot apply to it
	Unrated   []string   `json:"unrated,omitempty"` // that nobody has rated

	basis Basis
}

// GapOptions narrow a gap report.
type GapOptions struct {
	Themes     []string           `json:"themes,omitempty"`  // only these themes
	Precedents int                `json:"precedents"`        // at most so many for each gap; 0 means DefaultPrecedents
	Weights    map[string]float64 `json:"weights,omitempty"` // of criteria; 1 where none is given
	Limit      int                `json:"limit,omitempty"`   // only so many gaps; 0 is all
}

// DefaultPrecedents is how many precedents a gap shows.
const DefaultPrecedents = 3

// GapItem is one gap: what the draft says, what is asked, how usual it is, and who has done it well.
type GapItem struct {
	Rank int `json:"rank"`
	Coded
	Score      float64     `json:"score"` // need × weight × (1 + usual + best) / 3
	Need       float64     `json:"need"`
	Weight     float64     `json:"weight"`
	Usual      Share       `json:"usual"` // peers with the criterion, broad reading
	UsualFirm  Share       `json:"usual_operative"`
	Best       float64     `json:"best"` // level of the best precedent / 2
	Asks       string      `json:"asks"`
	Counts     string      `json:"counts,omitempty"`
	Source     string      `json:"source"`         // R086 article or other source of the criterion
	Note       string      `json:"note,omitempty"` // how to draft it, in our words
	Precedents []Precedent `json:"precedents,omitempty"`
}

// Precedent is a passage of another agreement that provides what is missing.
type Precedent struct {
	Agreement PrecedentOf  `json:"agreement"`
	Passage   Passage      `json:"passage"`
	Language  string       `json:"language"`
	Level     rubric.Level `json:"level"`
	Why       []string     `json:"why"` // why it was chosen
	rank      []int
	sure      float64
}

// PrecedentOf names the agreement of a precedent.
type PrecedentOf struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Corridor string      `json:"corridor"`
	Kind     corpus.Kind `json:"kind"`
	Signed   corpus.Date `json:"signed,omitempty"`
}

// gapRule is the rule by which gaps are ranked. needs are its first factor.
const gapRule = "need × weight × (1 + usual + best) / 3. Need is 1 for a contrary clause, 0.8 for nothing, 0.4 for a weak clause; weight is 1 unless " +
	"you set it; usual is the share of peers that provide the criterion (broad reading); best is the level of the strongest precedent / 2."

var needs = map[rubric.Level]float64{rubric.Contrary: 1, rubric.Absent: 0.8, rubric.Weak: 0.4}

// GapInput is what a gap report is made of.
type GapInput struct {
	Agreement *corpus.Agreement
	Rubric    *rubric.Rubric
	Findings  []rubric.Resolved // of the agreement, that count
	Rows      []CoverageRow     // other agreements with the findings that count; evidence may be left out
	// Open loads an agreement of the rows with its findings and their evidence, for the passages of precedents.
	Open    func(id string) (*corpus.Agreement, []rubric.Resolved, error)
	Options GapOptions
}

// NewGap ranks what the agreement lacks. It wraps corpus.ErrInvalid when a theme or a weight names nothing of
// the rubric, and returns what Open returns.
func NewGap(in GapInput) (Gap, error) {
	o := in.Options
	if o.Precedents == 0 {
		o.Precedents = DefaultPrecedents
	}
	if err := o.check(in.Rubric); err != nil {
		return Gap{}, fmt.Errorf("gap: %w", err)
	}
	a := SummaryOf(in.Agreement)
	card := NewScorecard(in.Agreement, in.Rubric, in.Findings)
	g := Gap{Agreement: card.Agreement, Rubric: card.Rubric, Warnings: card.Warnings, Options: o, Rule: gapRule, Overall: card.Overall, Unrated: card.Unrated,
		Peers: NewPeers(a, in.Rubric, in.Findings, in.Rows), Gaps: []GapItem{}, Met: []string{}}
	find := precedentFinder{in: in, draft: a, most: o.Precedents, opened: map[string]opened{}}
	for _, th := range card.Themes {
		if len(o.Themes) > 0 && !slices.Contains(o.Themes, th.Theme) {
			continue
		}
		for _, c := range th.Criteria {
			if err := g.add(c, in.Rubric.Criterion(c.Criterion), &find); err != nil {
				return Gap{}, fmt.Errorf("gap: %s: %w", c.Criterion, err)
			}
		}
	}
	g.rank()
	g.basis = card.Basis()
	g.basis.Agreements = append(g.basis.Agreements, basisOfRows(in.Rows).Agreements...)
	return g, nil
}

func (o GapOptions) check(r *rubric.Rubric) error {
	for _, theme := range o.Themes {
		if !slices.Contains(r.Themes(), theme) {
			return fmt.Errorf("theme %q: %w: one of %v", theme, corpus.ErrInvalid, r.Themes())
		}
	}
	for id, w := range o.Weights {
		if r.Criterion(id) == nil || w < 0 || w > 100 {
			return fmt.Errorf("weight of %q: %w: a criterion of %s and a number from 0 to 100", id, corpus.ErrInvalid, r.ID)
		}
	}
	if o.Precedents < 0 || o.Limit < 0 {
		return fmt.Errorf("precedents and limit: %w: 0 or more", corpus.ErrInvalid)
	}
	return nil
}

// add sorts one criterion: met, not applicable, or a gap.
func (g *Gap) add(c Coded, criterion *rubric.Criterion, find *precedentFinder) error {
	need, lacks := needs[c.Level]
	switch {
	case c.Level == rubric.NA:
		g.NA = append(g.NA, c.Criterion)
		return nil
	case !lacks:
		g.Met = append(g.Met, c.Criterion)
		return nil
	}
	item := GapItem{Coded: c, Need: need, Weight: 1, Asks: criterion.Definition, Counts: criterion.Counts, Source: criterion.Source, Note: DraftingNote(c.Criterion)}
	if w, ok := g.Options.Weights[c.Criterion]; ok {
		item.Weight = w
	}
	if p, ok := g.Peers.of(c.Criterion); ok {
		item.Usual, item.UsualFirm = p.Broad, p.Strict
	}
	var err error
	if item.Precedents, err = find.of(c); err != nil {
		return err
	}
	if len(item.Precedents) > 0 {
		item.Best = float64(item.Precedents[0].Level) / float64(rubric.Operative)
	}
	item.Score = round(item.Need*item.Weight*(1+item.Usual.Float()+item.Best)/3, 4)
	g.Gaps = append(g.Gaps, item)
	return nil
}

// rank orders the gaps by their score, then as the codebook has them, and cuts the list.
func (g *Gap) rank() {
	slices.SortStableFunc(g.Gaps, func(a, b GapItem) int { return cmp.Compare(b.Score, a.Score) })
	if g.Options.Limit > 0 {
		g.Gaps = g.Gaps[:min(len(g.Gaps), g.Options.Limit)]
	}
	for i := range g.Gaps {
		g.Gaps[i].Rank = i + 1
	}
}

// Basis is the draft and every agreement that it was set beside.
func (g Gap) Basis() Basis { return g.basis }
