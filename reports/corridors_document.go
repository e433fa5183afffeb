package reports

import (
	"fmt"
	"strings"
)

// shownPairs is how many corridors and countries are displayed; JSON and sheets have them all.
const shownPairs = 100

// Document lays the corridors out: the map, the regions, the pairs, the countries.
func (c Corridors) Document(t Tongue) Document {
	n := c.Sample.Held + c.Sample.Catalogue
	d := Document{Kind: t.S("Corridors"), Title: t.S("Who has agreements with whom"), Wide: true,
		Lead: strings.Join([]string{t.N(n, "%d agreement", "%d agreements"), t.N(len(c.Pairs), "%d corridor", "%d corridors"), t.N(len(c.Places), "%d country", "%d countries")}, " · ")}
	if n == 0 {
		d.Blocks = []Block{Paragraph{Tone: Warning, Body: words(t.S("There is no agreement to count: put some into the store, import a catalogue, or widen the years."))}}
		return d
	}
	if m := c.worldMap(t); m.shaded() { // invented and former states have no outline
		d.Sections = []Section{{ID: "map", Title: t.S("Map"), Blocks: []Block{m}}}
	}
	d.Sections = append(d.Sections,
		Section{ID: "regions", Title: t.S("Between regions"), Blocks: []Block{c.matrix(t)}},
		Section{ID: "corridors", Title: t.S("Corridors"), Blocks: []Block{c.pairs(t)}},
		Section{ID: "countries", Title: t.S("Countries"), Blocks: []Block{c.places(t)}},
		Section{ID: "method", Title: t.S("How to read this"), Blocks: c.method(t)})
	return d
}

func (c Corridors) matrix(t Tongue) Table {
	out := Table{Style: Heat, Caption: t.S("Agreements between regions: the row is that of the origin; one without a direction stands in both cells"), Columns: []Column{{Title: t.S("Region"), Grow: 1}}}
	most := 1
	for i, r := range c.Matrix.Regions {
		out.Columns = append(out.Columns, Column{Title: t.S(r.Name), Right: true})
		for _, n := range c.Matrix.Counts[i] {
			most = max(most, n)
		}
	}
	var rows [][]Cell
	for i, r := range c.Matrix.Regions {
		row := []Cell{cell(Plain(t.S(r.Name)))}
		for j, n := range c.Matrix.Counts[i] {
			x := cell(Plain(fmt.Sprint(n)))
			if n > 0 {
				x.Shade = shadeOf(n, most)
			}
			if c.Matrix.Held[i][j] > 0 { // a search finds held texts alone
				x.Query = c.Options.narrow(fmt.Sprintf("corridor:%s-%s", r.Code, c.Matrix.Regions[j].Code))
			}
			row = append(row, x)
		}
		rows = append(rows, row)
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

// shadeOf is one of the five steps for n of the most.
func shadeOf(n, most int) int { return min(shades, 1+n*shades/(most+1)) }

func (c Corridors) pairs(t Tongue) Table {
	out := Table{Style: Numbers, Caption: shownOf(t, len(c.Pairs), t.S("Corridors by the number of agreements")), Head: 0, Columns: []Column{{Title: t.S("Corridor"), Grow: 1},
		{Title: t.S("Agreements"), Right: true}, {Title: t.S("Held"), Right: true}, {Title: t.S("Catalogue"), Right: true}, {Title: t.S("Years"), Right: true}}}
	var rows [][]Cell
	for _, p := range c.Pairs[:min(len(c.Pairs), shownPairs)] {
		name := cell(Plain(p.name(t)))
		if p.Held > 0 {
			name.Query = c.Options.narrow(p.query())
		}
		rows = append(rows, []Cell{name, cell(Plain(fmt.Sprint(p.N()))),
			cell(Plain(fmt.Sprint(p.Held))), cell(Plain(fmt.Sprint(p.Catalogue))), cell(Plain(yearSpan(p.First, p.Last)))})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

// query finds the agreements of the pair.
func (p CorridorPair) query() string {
	if p.Directed {
		return fmt.Sprintf("corridor:%s-%s", p.From.Code, p.To.Code)
	}
	return fmt.Sprintf("corridor:%s~%s", p.From.Code, p.To.Code)
}

// narrow adds the years and kinds that were counted to a query.
func (o CorridorOptions) narrow(query string) string {
	if o.From > 0 || o.To > 0 {
		query += " year:" + yearOrNone(o.From) + ".." + yearOrNone(o.To)
	}
	if len(o.Kinds) > 0 {
		var kinds []string
		for _, k := range o.Kinds {
			kinds = append(kinds, string(k))
		}
		query += " kind:" + strings.Join(kinds, ",")
	}
	return query
}

func yearOrNone(y int) string {
	if y == 0 {
		return ""
	}
	return fmt.Sprint(y)
}

// name writes the pair with names.
func (p CorridorPair) name(t Tongue) string {
	if p.Directed {
		return t.corridor([]Side{p.From}, []Side{p.To}, false)
	}
	return t.corridor([]Side{p.From, p.To}, nil, true)
}

func shownOf(t Tongue, n int, caption string) string {
	if n > shownPairs {
		caption = t.S("%s; %s", caption, t.S("the first %d of %d", shownPairs, n))
	}
	return caption
}

func yearSpan(first, last int) string {
	switch {
	case first == 0:
		return "–"
	case first == last:
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d–%d", first, last)
}

func (c Corridors) places(t Tongue) Table {
	out := Table{Style: Numbers, Caption: shownOf(t, len(c.Places), t.S("Countries by the number of agreements")), Columns: []Column{{Title: t.S("Country"), Grow: 1},
		{Title: t.S("Agreements"), Right: true}, {Title: t.S("As origin"), Right: true}, {Title: t.S("As destination"), Right: true}}}
	var rows [][]Cell
	for _, p := range c.Places[:min(len(c.Places), shownPairs)] {
		rows = append(rows, []Cell{cell(Plain(t.Country(p.Code)), Quiet(" "+p.Code)), cell(Plain(fmt.Sprint(p.Agreements))), cell(Plain(fmt.Sprint(p.Origin))), cell(Plain(fmt.Sprint(p.Destination)))})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

func (c Corridors) method(t Tongue) []Block {
	s := c.Sample
	out := t.S("Of %d agreements given, %d held texts and %d entries of catalogues are counted", s.Given, s.Held, s.Catalogue)
	for _, left := range []struct {
		n   int
		why string
	}{{s.OtherKind, t.S("of another kind")}, {s.Undated, t.S("without a year")}, {s.OtherYear, t.S("of other years")}, {s.OneSided, t.S("without two known states")}} {
		if left.n > 0 {
			out += fmt.Sprintf(", %d %s", left.n, left.why)
		}
	}
	blocks := []Block{note(out + "."),
		note(t.S("↔ marks corridors without a direction: reciprocal agreements, and entries of a catalogue that does not say which party is the origin. An entry that stands for a held text is counted once, as the text."))}
	if c.worldMap(t).shaded() {
		blocks = append(blocks, note(t.S("Outlines: Natural Earth, public domain, 1:110 million. They are drawn for orientation and say nothing of the legal status of any territory.")))
	}
	return blocks
}
