package reports

import (
	"math"

	"corridor/rubric"
)

// Sheet is one row for each reading and group, or with DisputeSheet one row for each opinion of a disagreement.
func (c Concordance) Sheet() Sheet {
	if c.DisputeSheet {
		return c.disputeSheet()
	}
	s := Sheet{Name: "agreement", Columns: []string{"by", "key", "name", "reading", "n", "percent", "cohen", "fleiss", "alpha_nominal", "alpha_ordinal",
		"ac1", "ac2", "prevalence", "bias", "ci95_low", "ci95_high"}}
	add := func(by, key, name, reading string, f rubric.CoderFigures) {
		row := []any{by, key, name, reading, f.N}
		for _, v := range []rubric.Num{f.Percent, f.Cohen, f.Fleiss, f.AlphaNominal, f.AlphaOrdinal, f.AC1, f.AC2, f.Prevalence, f.Bias, f.CI95[0], f.CI95[1]} {
			row = append(row, figureCell(v))
		}
		s.Rows = append(s.Rows, row)
	}
	for _, r := range c.Readings {
		add("all", "all", "All", r.Reading, r.CoderFigures)
	}
	for _, g := range c.Groups {
		add(string(c.By), g.Key, g.Name, c.Reading, g.CoderFigures)
	}
	return s
}

// figureCell is a figure with four decimals, or nil when undefined.
func figureCell(v rubric.Num) any {
	if math.IsNaN(float64(v)) {
		return nil
	}
	return round(float64(v), 4)
}

// cited is the cell that says how to cite the passage.
func (o Opinion) cited() any {
	if o.Citation == nil {
		return nil
	}
	return o.Citation.String()
}

func (c Concordance) disputeSheet() Sheet {
	s := Sheet{Name: "disagreements", Columns: []string{"agreement", "title", "language", "criterion", "question", "rater", "code", "article", "page", "quote", "reason", "citation"}}
	for _, d := range c.Disagreements {
		for _, o := range d.Opinions {
			s.Rows = append(s.Rows, []any{d.Agreement, d.Title, d.Language, d.Criterion, d.Question, o.Rater, o.Code, o.Path, positive(o.Page), o.Quote, o.Reason, o.cited()})
		}
	}
	return s
}
