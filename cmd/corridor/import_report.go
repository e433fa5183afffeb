package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// imported is the report of an import: what was read, what of it is new, and where it stands beside held texts.
type imported struct {
	Catalogue string                 `json:"catalogue"`
	Entries   int                    `json:"entries"`
	Coded     int                    `json:"coded"`
	Added     store.CatalogueChange  `json:"added"`
	Placed    map[store.LinkedBy]int `json:"placed"`
	Unplaced  map[store.Unplaced]int `json:"unplaced"`
	Notes     []rubric.DatasetNote   `json:"notes"`
	Rows      []importedRow          `json:"rows,omitempty"` // with --list
}

// importedRow is one entry and what it stands for.
type importedRow struct {
	Entry      string         `json:"entry"`
	Parties    string         `json:"parties"`
	Signed     corpus.Date    `json:"signed,omitempty"`
	Title      string         `json:"title,omitempty"`
	Agreements []string       `json:"agreements,omitempty"`
	By         store.LinkedBy `json:"by,omitempty"`
	Reason     store.Unplaced `json:"reason,omitempty"`
}

func newImported(set *rubric.Dataset, added store.CatalogueChange, placed []store.Placement, list bool) imported {
	out := imported{Catalogue: set.Name, Entries: len(set.Entries), Coded: len(set.Assessments), Added: added,
		Placed: map[store.LinkedBy]int{}, Unplaced: map[store.Unplaced]int{}, Notes: append([]rubric.DatasetNote{}, set.Notes...)}
	for _, p := range placed {
		if p.Reason == "" {
			out.Placed[p.By]++
		} else {
			out.Unplaced[p.Reason]++
		}
		if list {
			out.Rows = append(out.Rows, importedRow{p.Entry.ID, partiesOf(p.Entry), p.Entry.Signed, p.Entry.Title, p.Agreements, p.By, p.Reason})
		}
	}
	return out
}

// partiesOf writes the parties of an entry, of which none is the origin: "TUR – NLD".
func partiesOf(e corpus.Entry) string {
	var out []string
	for _, p := range e.Parties {
		if p.Country != "" {
			out = append(out, p.Country)
		} else {
			out = append(out, p.Name)
		}
	}
	return strings.Join(out, " – ")
}

func (m imported) Document(t reports.Tongue) reports.Document {
	d := reports.Document{Kind: t.S("Import"), Title: m.Catalogue, Lead: t.N(m.Entries, "%d agreement listed, %d of them coded", "%d agreements listed, %d of them coded", m.Coded), Wide: len(m.Rows) > 0}
	news := t.S("New: %s, %s.", t.N(m.Added.Entries, "%d agreement", "%d agreements"), t.N(m.Added.Assessments, "%d coding", "%d codings"))
	if m.Added.Entries+m.Added.Assessments == 0 {
		news = t.S("Nothing is new: all of it was held already.")
	}
	d.Blocks = []reports.Block{reports.Paragraph{Body: []reports.Inline{reports.Plain(news)}}}
	return withTables(d, m.places(t), m.notes(t), m.rows(t))
}

// places counts the entries by the text they stand for; the counts add up to the entries.
func (m imported) places(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Where they stand"), Style: reports.Numbers, Columns: []reports.Column{{Title: t.S("Where"), Grow: 1}, {Title: t.S("Agreements"), Right: true}}}
	add := func(name string, n int) {
		if n > 0 {
			table.Groups[0].Rows = append(table.Groups[0].Rows, row(reports.Plain(name), reports.Plain(fmt.Sprint(n))))
		}
	}
	table.Groups = []reports.Group{{}}
	add(t.S("linked to a held text by parties and day"), m.Placed[store.LinkedByDate])
	add(t.S("linked to a held text by parties and year"), m.Placed[store.LinkedByYear])
	for _, reason := range store.Reasons() {
		add(t.S("not placed: %s", t.S(string(reason))), m.Unplaced[reason])
	}
	add(t.S("in all"), m.Entries)
	return table
}

func (m imported) notes(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Read otherwise than it stands"), Columns: []reports.Column{{Title: t.S("Agreement")}, {Title: t.S("Where")}, {Title: t.S("What"), Grow: 1}}}
	var rows [][]reports.Cell
	for _, n := range m.Notes {
		rows = append(rows, row(reports.Code(n.Entry), reports.Plain(n.Where), reports.Plain(t.Said(n.Note))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

func (m imported) rows(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Agreements"), Columns: []reports.Column{{Title: t.S("Agreement")}, {Title: t.S("Parties")}, {Title: t.S("Signed")}, {Title: t.S("Held text, or why none"), Grow: 1}}}
	var rows [][]reports.Cell
	for _, r := range m.Rows {
		place := t.S(string(r.Reason))
		if r.Reason == "" {
			place = t.S("by %s: %s", t.S(string(r.By)), strings.Join(shortIDs(r.Agreements), ", "))
		}
		rows = append(rows, row(reports.Code(r.Entry), reports.Plain(r.Parties), reports.Plain(r.Signed), reports.Plain(place)))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

func shortIDs(ids []string) []string {
	out := slices.Clone(ids)
	for i := range out {
		out[i] = out[i][:12]
	}
	return out
}

// Sheet is one row an entry with --list, else one row a place.
func (m imported) Sheet() reports.Sheet {
	if len(m.Rows) == 0 {
		s := reports.Sheet{Name: "places", Columns: []string{"place", "agreements"}}
		for _, by := range slices.Sorted(maps.Keys(m.Placed)) {
			s.Rows = append(s.Rows, []any{"linked by " + string(by), m.Placed[by]})
		}
		for _, reason := range store.Reasons() {
			if n := m.Unplaced[reason]; n > 0 {
				s.Rows = append(s.Rows, []any{string(reason), n})
			}
		}
		return s
	}
	s := reports.Sheet{Name: "entries", Columns: []string{"entry", "parties", "signed", "title", "agreements", "by", "reason"}}
	for _, r := range m.Rows {
		s.Rows = append(s.Rows, []any{r.Entry, r.Parties, string(r.Signed), r.Title, strings.Join(r.Agreements, " "), string(r.By), string(r.Reason)})
	}
	return s
}
