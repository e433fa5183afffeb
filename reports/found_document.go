package reports

import (
	"fmt"
	"slices"
	"strings"

	"corridor/store"
)

// Document lists the hits with their passages, then the facets.
func (f Found) Document(t Tongue) Document {
	d := Document{Kind: t.S("Search"), Title: f.Query, Wide: true, Lead: f.lead(t)}
	if f.Passage != nil {
		d.Kind, d.Title = t.S("Similar clauses"), Shorten(f.Passage.Text, 160)
	}
	if d.Title == "" {
		d.Title = t.S("Everything")
	}
	for _, note := range f.notes(t) {
		d.Blocks = append(d.Blocks, Paragraph{Tone: Note, Body: words(note)})
	}
	for _, h := range f.Hits {
		if line := t.Cite(CiteSummary(h.Agreement)); !slices.Contains(d.Citation, line) {
			d.Citation = append(d.Citation, line)
		}
	}
	if len(f.Hits) > 0 {
		d.Blocks = append(d.Blocks, f.table(t))
	}
	for _, facet := range f.Facets {
		if len(facet.Values) > 0 {
			d.Sections = append(d.Sections, Section{ID: "facet-" + string(facet.Field), Title: Sentence(t.S(string(facet.Field))), Blocks: []Block{facetTable(t, facet)}})
		}
	}
	return d
}

func (f Found) lead(t Tongue) string {
	found := t.N(f.Total, "%d clause", "%d clauses")
	if f.By == store.Agreements {
		return t.N(f.Total, "%d agreement", "%d agreements")
	}
	lead := t.S("%s in %s", found, t.N(f.Agreements, "%d agreement", "%d agreements"))
	if f.Passage != nil && f.Passage.Path != "" {
		lead += " · " + t.S("like %s of %s", f.Passage.Path, f.Passage.Agreement[:min(12, len(f.Passage.Agreement))])
	}
	if f.Passage != nil && f.Query != "" {
		lead += " · " + t.S("among %s", f.Query)
	}
	return lead
}

// notes say what the reader would not expect.
func (f Found) notes(t Tongue) (out []string) {
	if len(f.Typos) > 0 {
		out = append(out, t.S("Nowhere as written, so looked for with typos: %s.", strings.Join(f.Typos, ", ")))
	}
	if len(f.Ignored) > 0 {
		out = append(out, t.S("Small words passed over: %s.", strings.Join(f.Ignored, ", ")))
	}
	if len(f.Lacking) > 0 {
		out = append(out, t.S("Nothing has all of it; without any one of these something would be found: %s.", strings.Join(f.Lacking, ", ")))
	}
	if f.Weighed > 0 {
		out = append(out, t.S("There are too many hits to weigh all: these are the most relevant of the %d shortest.", f.Weighed))
	}
	if first, last := f.Offset+1, f.Offset+len(f.Hits); len(f.Hits) > 0 && len(f.Hits) < f.Total {
		out = append(out, t.S("Shown: %d to %d of %d.", first, last, f.Total))
	}
	return out
}

func (f Found) table(t Tongue) Table {
	out := Table{Style: Passages, Caption: t.S("Hits in their order"), Head: 1, Groups: []Group{{}},
		Columns: []Column{{Title: "", Right: true}, {Title: t.S("Clause"), Grow: 2}, {Title: t.S("Passage"), Grow: 4}}}
	if f.By == store.Agreements {
		out.Columns[1].Title = t.S("Agreement")
		out.Columns[2].Title = t.S("Best passage")
	}
	for _, h := range f.Hits {
		out.Groups[0].Rows = append(out.Groups[0].Rows, []Cell{cell(Plain(fmt.Sprint(h.Rank))), h.where(t, f.By), h.passage(t)})
	}
	return out
}

// where names the clause and its agreement.
func (f FoundHit) where(t Tongue, by store.Unit) Cell {
	a := f.Agreement
	title := Shorten(a.Title, 90)
	if title == "" {
		title = a.Source
	}
	var body []Inline
	if c := f.Clause; c != nil && by == store.Clauses {
		place := c.Path
		if f.Heading != "" && !strings.EqualFold(f.Heading, c.Path) {
			place += ", " + Shorten(f.Heading, 60)
		}
		if c.Page > 0 {
			place += ", " + t.S("p. %d", c.Page)
		}
		body = append(body, Strong(place), Break{}, Plain(title))
	} else {
		body = append(body, Strong(title))
	}
	facts := []string{a.Corridor.String(), string(a.Kind), t.Date(a.Signed)}
	body = append(body, Break{}, Quiet(strings.Join(present(facts), " · ")), Break{}, Code(a.ID[:min(12, len(a.ID))]))
	if f.Similarity > 0 {
		body = append(body, Break{}, Quiet(t.S("similarity %s", t.Number(f.Similarity, 2))))
	}
	if f.Matches > 1 {
		body = append(body, Break{}, Quiet(t.N(f.Matches, "%d clause matches", "%d clauses match")))
	}
	return cell(body...)
}

// present leaves out what is empty.
func present(list []string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// maxEvidence is how many codings a hit shows.
const maxEvidence = 4

// passage shows the words with what matched, then why, then what the clause is evidence of.
func (f FoundHit) passage(t Tongue) Cell {
	if f.Clause == nil {
		return cell(Quiet(t.S("no word of the query to show")))
	}
	body := append(f.Snippet.inlines(f.Agreement.Language), Plain(" "), Cited{Cite: t.citeLines(f.Citation)})
	if why := f.why(t); why != "" {
		body = append(body, Break{}, Quiet(why))
	}
	for i, c := range contraryFirst(f.Evidence) {
		if i == maxEvidence {
			body = append(body, Plain(" …"))
			break
		}
		if i == 0 {
			body = append(body, Break{})
		} else {
			body = append(body, Plain("  "))
		}
		body = append(body, t.mark(c.Level), Plain(" "), Code(c.Criterion))
	}
	return cell(body...)
}

// inlines sets the snippet in pieces, matched and not.
func (s Snippet) inlines(lang string) (out []Inline) {
	add := func(op DiffOp, text string) {
		if text = flat(text); text != "" {
			out = append(out, Edit{Op: op, Text: text, Lang: lang, Dir: Direction(lang)})
		}
	}
	pos := 0
	for _, m := range s.Marks {
		if m.Start < pos {
			continue // within the one before
		}
		add(Kept, s.Text[pos:m.Start])
		add(Matched, s.Text[m.Start:m.End])
		pos = m.End
	}
	add(Kept, s.Text[pos:])
	if s.Cut {
		out = append(out, Plain(" …"))
	}
	return out
}

// flat turns every run of white space into one blank.
func flat(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" && s != "" {
		return " "
	}
	if strings.TrimLeft(s, " \t\n\u00a0") != s {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\n\u00a0") != s {
		out += " "
	}
	return out
}

// why explains the words that were not met as written, or not in the clause itself.
func (f FoundHit) why(t Tongue) string {
	var out []string
	for _, w := range f.Why {
		switch {
		case w.How == store.HowTypo:
			out = append(out, t.S("%s met as “%s”", w.Asked, w.Met))
		case w.In == store.InLeadIn:
			out = append(out, t.S("“%s” in the lead-in", w.Met))
		case w.In == store.InHeading:
			out = append(out, t.S("“%s” in the heading", w.Met))
		}
	}
	return strings.Join(out, ", ")
}

func facetTable(t Tongue, f store.Facet) Table {
	out := Table{Style: Numbers, Caption: t.S("Hits by %s", t.S(string(f.Field))), Groups: []Group{{}}, Head: 0,
		Columns: []Column{{Title: Sentence(t.S(string(f.Field))), Grow: 1}, {Title: t.S("Hits"), Right: true}, {Title: t.S("Agreements"), Right: true}}}
	for _, v := range f.Values {
		out.Groups[0].Rows = append(out.Groups[0].Rows, []Cell{cell(facetName(t, f.Field, v.Value)...), cell(Plain(fmt.Sprint(v.Hits))), cell(Plain(fmt.Sprint(v.Agreements)))})
	}
	if f.More > 0 {
		out.Caption += ", " + t.N(f.More, "%d more value is left out", "%d more values are left out")
	}
	return out
}

// facetName is the value with what it stands for.
func facetName(t Tongue, f store.Field, value string) []Inline {
	name := ""
	switch f {
	case store.FieldOrigin, store.FieldDestination:
		if c, ok := countryOf(value); ok {
			name = t.Country(c.Code)
		}
	case store.FieldLanguage:
		name = t.Language(value)
	case store.FieldRegion:
		name = regionNames()[value]
	}
	if name == "" || name == value {
		return words(value)
	}
	return []Inline{Plain(name + " "), Code(value)}
}
