package reports

import "strings"

// Document lays the trend out: the picture, the table, how to read them.
func (t Trend) Document(tg Tongue) Document {
	lead := []string{tg.N(t.Sample.Counted, "%d agreement", "%d agreements"), tg.S(string(t.Options.Reading) + " reading"), t.unit(tg)}
	d := Document{Kind: tg.S("Trend"), Title: tg.S(t.Rubric.Title), Lead: strings.Join(lead, " · "), Wide: true}
	if len(t.Periods) == 0 {
		d.Blocks = []Block{Paragraph{Tone: Warning, Body: words(tg.S("No dated agreement is left to count: widen the years or the kinds, or put agreements into the store."))}}
		return d
	}
	d.Sections = []Section{
		{ID: "picture", Title: tg.S("Picture"), Blocks: []Block{t.chart(tg)}},
		{ID: "table", Title: tg.S("Numbers"), Blocks: []Block{t.table(tg)}},
		{ID: "method", Title: tg.S("How to read this"), Blocks: t.method(tg)},
	}
	return d
}

func (t Trend) unit(tg Tongue) string {
	switch t.Options.Step {
	case 1:
		return tg.S("by year")
	case 10:
		return tg.S("by decade")
	}
	return tg.S("by %d years", t.Options.Step)
}

func (t Trend) chart(tg Tongue) LineChart {
	c := LineChart{Title: tg.S("Share of agreements"), Desc: tg.S("A line for each row of the table below; the band is its 95 %% interval. Periods with fewer than %d agreements are left open.", t.Options.MinN)}
	for _, p := range t.Periods {
		c.Ticks = append(c.Ticks, tg.decade(p.Name()))
	}
	for _, s := range t.Series {
		line := ChartLine{Name: tg.S(s.Title)}
		for _, x := range s.Cells {
			var p ChartPoint
			if x.N > 0 {
				p = ChartPoint{Known: true, Thin: x.Thin, Value: *x.Share, Low: x.CI95.Low, High: x.CI95.High}
			}
			line.Points = append(line.Points, p)
		}
		c.Lines = append(c.Lines, line)
	}
	return c
}

func (t Trend) table(tg Tongue) Table {
	first := tg.S("Theme")
	if len(t.Options.Criteria) > 0 {
		first = tg.S("Criterion")
	}
	out := Table{Style: Heat, Caption: tg.S("Share of agreements, k/n, and the 95\u00a0% interval; number of agreements in brackets"), Columns: []Column{{Title: first, Grow: 1}}}
	for _, p := range t.Periods {
		out.Columns = append(out.Columns, Column{Title: tg.decade(p.Name()) + " (" + tg.Number(float64(p.Agreements), 0) + ")", Right: true})
	}
	var rows [][]Cell
	for _, s := range t.Series {
		row := []Cell{cell(Plain(tg.S(s.Title)))}
		if !s.Theme {
			row = []Cell{cell(Plain(tg.S(s.Title)), Break{}, Code(s.ID))}
		}
		for _, x := range s.Cells {
			row = append(row, x.cell())
		}
		rows = append(rows, row)
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

func (t Trend) method(tg Tongue) []Block {
	out := []Block{note(tg.S("† marks cells with fewer than %d agreements: read them as cases, not as shares. – means that there are none, which is not 0.", t.Options.MinN))}
	if len(t.Options.Criteria) == 0 {
		out = append(out, note(tg.S("An agreement counts for a theme when it provides one criterion of it at least.")))
	}
	return append(out, note(Coverage{Options: CoverageOptions{Reading: t.Options.Reading, Rater: t.Options.Rater}}.readingNote(tg)), note(Coverage{Sample: t.Sample, Rubric: t.Rubric}.sampleNote(tg)))
}

// Sheet is one row for each series and period.
func (t Trend) Sheet() Sheet {
	s := Sheet{Name: "trend", Columns: []string{"rubric", "series", "title", "reading", "first_year", "last_year", "agreements", "k", "n", "percent", "ci95_low", "ci95_high", "thin"}}
	for _, line := range t.Series {
		for i, x := range line.Cells {
			p := t.Periods[i]
			var percent, low, high any
			if x.N > 0 {
				percent, low, high = round(100**x.Share, 4), round(100*x.CI95.Low, 4), round(100*x.CI95.High, 4)
			}
			s.Rows = append(s.Rows, []any{t.Rubric.Ref, line.ID, line.Title, string(t.Options.Reading), p.First, p.Last, p.Agreements, x.K, x.N, percent, low, high, x.Thin})
		}
	}
	return s
}
