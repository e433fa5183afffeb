package reports

import (
	"fmt"
	"math"
	"strings"

	"corridor/rubric"
)

// Document lays the figures out, then the confusion of two raters, then every disagreement.
func (c Concordance) Document(t Tongue) Document {
	d := Document{Kind: "Agreement between raters", Title: strings.Join(c.Raters, " and "), Wide: true,
		Lead: fmt.Sprintf("%s · %s · %s · %s", plural(c.Agreements, "agreement", "agreements"), plural(c.Overall.N, "code in common", "codes in common"),
			c.Reading+" reading", strings.Join(c.Rubrics, ", ")),
		Blocks: []Block{c.figures()}}
	d.Sections = append(d.Sections, Section{ID: "readings", Title: "Under each reading", Blocks: []Block{c.readings()}})
	if len(c.Groups) > 0 {
		d.Sections = append(d.Sections, Section{ID: "groups", Title: "By " + string(c.By), Blocks: []Block{c.groups()}})
	}
	if len(c.Confusion) > 0 {
		d.Sections = append(d.Sections, Section{ID: "confusion", Title: "Who says what", Blocks: []Block{c.confusion()}})
	}
	d.Sections = append(d.Sections, Section{ID: "disagreements", Title: "Disagreements", Blocks: c.disagreements()},
		Section{ID: "method", Title: "How to read these figures", Blocks: c.method()})
	return d
}

func (c Concordance) figures() Figures {
	o := c.Overall
	out := Figures{{Label: "per cent agreement", Value: percentOf(o.Percent), Note: plural(o.N, "code in common", "codes in common")}}
	if len(c.Raters) == 2 {
		out = append(out, Figure{Label: "Cohen's kappa", Value: coefficient(o.Cohen), Note: "two raters"})
	} else {
		out = append(out, Figure{Label: "Fleiss' kappa", Value: coefficient(o.Fleiss), Note: plural(len(c.Raters), "rater", "raters")})
	}
	return append(out,
		Figure{Label: "Krippendorff's alpha", Value: coefficient(o.AlphaNominal), Note: "95\u00a0% " + intervalOf(o.CI95)},
		Figure{Label: "Gwet's AC1", Value: coefficient(o.AC1), Note: "AC2 " + coefficient(o.AC2)})
}

// figureColumns are the columns of the coefficients; figureCells fills them.
var figureColumns = []string{"n", "per cent", "Cohen", "Fleiss", "alpha", "alpha ordinal", "AC1", "AC2", "yes", "bias", "95\u00a0% of alpha"}

func figureCells(f rubric.CoderFigures) []Cell {
	out := []Cell{cell(Plain(fmt.Sprint(f.N))), cell(Plain(percentOf(f.Percent)))}
	for _, v := range []rubric.Num{f.Cohen, f.Fleiss, f.AlphaNominal, f.AlphaOrdinal, f.AC1, f.AC2} {
		out = append(out, cell(Plain(coefficient(v))))
	}
	return append(out, cell(Plain(percentOf(f.Prevalence))), cell(Plain(coefficient(f.Bias))), cell(Quiet(intervalOf(f.CI95))))
}

func figureTable(caption, first string) Table {
	t := Table{Style: Numbers, Caption: caption, Columns: []Column{{Title: first, Grow: 1}}, Groups: []Group{{}}}
	for _, title := range figureColumns {
		t.Columns = append(t.Columns, Column{Title: title, Right: true})
	}
	return t
}

func (c Concordance) readings() Table {
	t := figureTable("All codes in common", "Reading")
	for _, r := range c.Readings {
		t.Groups[0].Rows = append(t.Groups[0].Rows, append([]Cell{cell(Plain(sentence(r.Reading)))}, figureCells(r.CoderFigures)...))
	}
	return t
}

func (c Concordance) groups() Table {
	t := figureTable("Coefficients by "+string(c.By)+", "+c.Reading+" reading", sentence(string(c.By)))
	for _, g := range c.Groups {
		name := cell(Plain(g.Name))
		if c.By == AgreeByCriterion {
			name = cell(Plain(g.Name), Break{}, Code(g.Key))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, append([]Cell{name}, figureCells(g.CoderFigures)...))
	}
	return t
}

// confusion counts the codes of the second rater for each code of the first.
func (c Concordance) confusion() Table {
	t := Table{Style: Numbers, Caption: fmt.Sprintf("Rows: %s. Columns: %s.", c.Raters[0], c.Raters[1]), Columns: []Column{{Title: c.Raters[0], Grow: 1}}, Groups: []Group{{}}}
	for _, name := range c.Categories {
		t.Columns = append(t.Columns, Column{Title: name, Right: true})
	}
	for i, counts := range c.Confusion {
		row := []Cell{cell(Plain(sentence(c.Categories[i])))}
		for _, n := range counts {
			row = append(row, cell(Plain(fmt.Sprint(n))))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	return t
}

func (c Concordance) disagreements() []Block {
	if len(c.Disagreements) == 0 {
		return []Block{Paragraph{Body: words("There are none in this reading.")}}
	}
	t := Table{Style: Passages, Caption: plural(len(c.Disagreements), "disagreement", "disagreements") + " with the passages that each rater rests on",
		Columns: []Column{{Title: "Agreement and criterion", Grow: 1}}, Groups: []Group{{}}}
	for _, rater := range c.Raters {
		t.Columns = append(t.Columns, Column{Title: rater, Grow: 2})
	}
	for _, d := range c.Disagreements {
		row := []Cell{d.subject()}
		for _, rater := range c.Raters {
			row = append(row, d.opinion(rater))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	return []Block{t}
}

// subject is the cell that names the agreement and the criterion.
func (d Dispute) subject() Cell {
	return cell(Plain(shorten(d.Title, 90)), Break{}, Code(d.Agreement[:min(12, len(d.Agreement))]), Break{}, Plain(d.Question), Break{}, Code(d.Criterion))
}

// opinion is the cell of one rater.
func (d Dispute) opinion(rater string) Cell {
	for _, o := range d.Opinions {
		if o.Rater != rater {
			continue
		}
		body := []Inline{Inline(Mark{Level: o.Level})}
		if rubric.YesNo(rater) {
			body = []Inline{Strong(sentence(o.Code))}
		}
		if o.Quote != "" {
			body = append(body, Break{}, Quote{Text: shorten(o.Quote, quoteLimit), Lang: d.Language, Dir: direction(d.Language), Where: o.Path})
		}
		if reason := strings.TrimPrefix(squeeze(o.Reason), o.Level.String()+": "); reason != "" {
			body = append(body, Break{}, Quiet(sentence(reason)))
		}
		return cell(body...)
	}
	return cell(Quiet("not coded"))
}

func (c Concordance) method() []Block {
	out := []Block{
		note("n counts the criteria of agreements that two raters or more coded; n/a is missing. – means that a coefficient is undefined, as when every code is the same. " +
			"Yes is the share of codes above the lowest; bias is the first rater's share of yes less the second's."),
		note("Cohen 1960 (two raters), Fleiss 1971, Krippendorff 2011 (nominal and ordinal), Gwet 2008 and 2014 (AC1; AC2 with ordinal weights). Intervals are bootstrapped over agreements, of which it takes two at least."),
		note("Broad reading: weak and operative are yes. Strict reading: operative alone is. Kappa falls where nearly all codes are alike, AC1 hardly does: read both with the share of yes."),
	}
	for _, rater := range c.Raters {
		if rubric.YesNo(rater) {
			out = append(out, note(rater+" codes yes or no, without levels and passages: its yes counts as yes in both readings."))
		}
	}
	return out
}

func coefficient(v rubric.Num) string {
	if math.IsNaN(float64(v)) {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(v))
}

func percentOf(v rubric.Num) string {
	if math.IsNaN(float64(v)) {
		return "–"
	}
	return fmt.Sprintf("%.0f\u00a0%%", 100*float64(v))
}

func intervalOf(v [2]rubric.Num) string {
	if math.IsNaN(float64(v[0])) {
		return "–"
	}
	return coefficient(v[0]) + " to " + coefficient(v[1])
}
