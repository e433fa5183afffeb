package reports

import (
	"fmt"
	"math"
	"strings"

	"corridor/rubric"
)

// Document lays the figures out, then the confusion of two raters, then every disagreement.
func (c Concordance) Document(t Tongue) Document {
	d := Document{Kind: t.S("Agreement between raters"), Title: joinWords(t, c.Raters), Wide: true,
		Lead: strings.Join([]string{t.N(c.Agreements, "%d agreement", "%d agreements"), t.N(c.Overall.N, "%d code in common", "%d codes in common"),
			t.S(c.Reading + " reading"), strings.Join(c.Rubrics, ", ")}, " · "),
		Blocks: []Block{c.figures(t)}}
	d.Sections = append(d.Sections, Section{ID: "readings", Title: t.S("Under each reading"), Blocks: []Block{c.readings(t)}})
	if len(c.Groups) > 0 {
		d.Sections = append(d.Sections, Section{ID: "groups", Title: t.S("By %s", t.S(string(c.By))), Blocks: []Block{c.groups(t)}})
	}
	if len(c.Confusion) > 0 {
		d.Sections = append(d.Sections, Section{ID: "confusion", Title: t.S("Who says what"), Blocks: []Block{c.confusion(t)}})
	}
	d.Sections = append(d.Sections, Section{ID: "disagreements", Title: t.S("Disagreements"), Blocks: c.disagreements(t)},
		Section{ID: "method", Title: t.S("How to read these figures"), Blocks: c.method(t)})
	return d
}

func (c Concordance) figures(t Tongue) Figures {
	o := c.Overall
	out := Figures{{Label: t.S("per cent agreement"), Value: percentOf(o.Percent), Note: t.N(o.N, "%d code in common", "%d codes in common")}}
	if len(c.Raters) == 2 {
		out = append(out, Figure{Label: t.S("Cohen's kappa"), Value: t.coefficient(o.Cohen), Note: t.S("two raters")})
	} else {
		out = append(out, Figure{Label: t.S("Fleiss' kappa"), Value: t.coefficient(o.Fleiss), Note: t.N(len(c.Raters), "%d rater", "%d raters")})
	}
	return append(out,
		Figure{Label: t.S("Krippendorff's alpha"), Value: t.coefficient(o.AlphaNominal), Note: "95\u00a0% " + t.interval(o.CI95)},
		Figure{Label: t.S("Gwet's AC1"), Value: t.coefficient(o.AC1), Note: "AC2 " + t.coefficient(o.AC2)})
}

// figureColumns are the columns of the coefficients; figureCells fills them.
var figureColumns = []string{"n", "per cent", "Cohen", "Fleiss", "alpha", "alpha ordinal", "AC1", "AC2", "yes", "bias", "95\u00a0% of alpha"}

func figureCells(t Tongue, f rubric.CoderFigures) []Cell {
	out := []Cell{cell(Plain(fmt.Sprint(f.N))), cell(Plain(percentOf(f.Percent)))}
	for _, v := range []rubric.Num{f.Cohen, f.Fleiss, f.AlphaNominal, f.AlphaOrdinal, f.AC1, f.AC2} {
		out = append(out, cell(Plain(t.coefficient(v))))
	}
	return append(out, cell(Plain(percentOf(f.Prevalence))), cell(Plain(t.coefficient(f.Bias))), cell(Quiet(t.interval(f.CI95))))
}

func figureTable(t Tongue, caption, first string) Table {
	out := Table{Style: Numbers, Caption: caption, Columns: []Column{{Title: first, Grow: 1}}, Groups: []Group{{}}}
	for _, title := range figureColumns {
		out.Columns = append(out.Columns, Column{Title: t.S(title), Right: true})
	}
	return out
}

func (c Concordance) readings(t Tongue) Table {
	out := figureTable(t, t.S("All codes in common"), t.S("Reading"))
	for _, r := range c.Readings {
		out.Groups[0].Rows = append(out.Groups[0].Rows, append([]Cell{cell(Plain(Sentence(t.S(r.Reading))))}, figureCells(t, r.CoderFigures)...))
	}
	return out
}

func (c Concordance) groups(t Tongue) Table {
	out := figureTable(t, t.S("Coefficients by %s, %s", t.S(string(c.By)), t.S(c.Reading+" reading")), Sentence(t.S(string(c.By))))
	for _, g := range c.Groups {
		name := cell(Plain(c.groupName(t, g)))
		if c.By == AgreeByCriterion {
			name = cell(Plain(t.S(g.Name)), Break{}, Code(g.Key))
		}
		out.Groups[0].Rows = append(out.Groups[0].Rows, append([]Cell{name}, figureCells(t, g.CoderFigures)...))
	}
	return out
}

// groupName is the name of a group in the language of the document.
func (c Concordance) groupName(t Tongue, g ConcordanceGroup) string {
	switch {
	case c.By == AgreeByLanguage && g.Key != unplaced:
		return Sentence(t.Language(g.Key))
	case c.By == AgreeByTheme:
		return Sentence(t.S(g.Key))
	}
	var names []string
	for name := range strings.SplitSeq(g.Name, " + ") {
		names = append(names, Sentence(t.S(name)))
	}
	return strings.Join(names, " + ")
}

// confusion counts the codes of the second rater for each code of the first.
func (c Concordance) confusion(t Tongue) Table {
	out := Table{Style: Numbers, Caption: t.S("Rows: %s. Columns: %s.", c.Raters[0], c.Raters[1]), Columns: []Column{{Title: c.Raters[0], Grow: 1}}, Groups: []Group{{}}}
	for _, name := range c.Categories {
		out.Columns = append(out.Columns, Column{Title: t.S(name), Right: true})
	}
	for i, counts := range c.Confusion {
		row := []Cell{cell(Plain(Sentence(t.S(c.Categories[i]))))}
		for _, n := range counts {
			row = append(row, cell(Plain(fmt.Sprint(n))))
		}
		out.Groups[0].Rows = append(out.Groups[0].Rows, row)
	}
	return out
}

func (c Concordance) disagreements(t Tongue) []Block {
	if len(c.Disagreements) == 0 {
		return []Block{Paragraph{Body: words(t.S("There are none in this reading."))}}
	}
	out := Table{Style: Passages, Caption: t.N(len(c.Disagreements), "%d disagreement with the passages that each rater rests on", "%d disagreements with the passages that each rater rests on"),
		Columns: []Column{{Title: t.S("Agreement and criterion"), Grow: 1}}, Groups: []Group{{}}}
	for _, rater := range c.Raters {
		out.Columns = append(out.Columns, Column{Title: rater, Grow: 2})
	}
	for _, d := range c.Disagreements {
		row := []Cell{d.subject(t)}
		for _, rater := range c.Raters {
			row = append(row, d.opinion(t, rater))
		}
		out.Groups[0].Rows = append(out.Groups[0].Rows, row)
	}
	return []Block{out}
}

// subject is the cell that names the agreement and the criterion.
func (d Dispute) subject(t Tongue) Cell {
	return cell(Plain(Shorten(d.Title, 90)), Break{}, Code(d.Agreement[:min(12, len(d.Agreement))]), Break{}, Plain(t.S(d.Question)), Break{}, Code(d.Criterion))
}

// opinion is the cell of one rater.
func (d Dispute) opinion(t Tongue, rater string) Cell {
	for _, o := range d.Opinions {
		if o.Rater != rater {
			continue
		}
		body := []Inline{Inline(t.mark(o.Level))}
		if rubric.YesNo(rater) {
			body = []Inline{Strong(Sentence(t.S(o.Code)))}
		}
		if o.Quote != "" {
			q := Quote{Text: Shorten(o.Quote, quoteLimit), Lang: d.Language, Dir: Direction(d.Language), Where: o.Path}
			if o.Citation != nil {
				q.Cite = t.citeLines(*o.Citation)
			}
			body = append(body, Break{}, q)
		}
		if reason := t.Reason(o.Level, o.Reason); reason != "" {
			body = append(body, Break{}, Quiet(Sentence(reason)))
		}
		return cell(body...)
	}
	return cell(Quiet(t.S("not coded")))
}

func (c Concordance) method(t Tongue) []Block {
	out := []Block{
		note(t.S("n counts the criteria of agreements that two raters or more coded; n/a is missing. – means that a coefficient is undefined, as when every code is the same. " +
			"Yes is the share of codes above the lowest; bias is the first rater's share of yes less the second's.")),
		note(t.S("Cohen 1960 (two raters), Fleiss 1971, Krippendorff 2011 (nominal and ordinal), Gwet 2008 and 2014 (AC1; AC2 with ordinal weights). Intervals are bootstrapped over agreements, of which it takes two at least.")),
		note(t.S("Broad reading: weak and operative are yes. Strict reading: operative alone is. Kappa falls where nearly all codes are alike, AC1 hardly does: read both with the share of yes.")),
	}
	for _, rater := range c.Raters {
		if rubric.YesNo(rater) {
			out = append(out, note(t.S("%s codes yes or no, without levels and passages: its yes counts as yes in both readings.", rater)))
		}
	}
	return out
}

func (t Tongue) coefficient(v rubric.Num) string {
	if math.IsNaN(float64(v)) {
		return "–"
	}
	return t.Number(float64(v), 2)
}

func percentOf(v rubric.Num) string {
	if math.IsNaN(float64(v)) {
		return "–"
	}
	return fmt.Sprintf("%.0f\u00a0%%", 100*float64(v))
}

func (t Tongue) interval(v [2]rubric.Num) string {
	if math.IsNaN(float64(v[0])) {
		return "–"
	}
	return t.S("%s to %s", t.coefficient(v[0]), t.coefficient(v[1]))
}
