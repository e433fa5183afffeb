package reports

import (
	"strings"
)

// Document says how many codings change, then lists them with both passages.
func (r Rescore) Document(t Tongue) Document {
	d := Document{Kind: t.S("Rubric versions"), Title: t.N(len(r.Changes), "%d coding changes", "%d codings change"), Wide: true,
		Lead: t.N(r.Agreements, "%d agreement", "%d agreements") + " · " + t.S("%d codings compared", r.Compared)}
	facts := Facts{{Term: t.S("Old"), Body: words(strings.Join(r.Old, ", "))}, {Term: t.S("New"), Body: words(strings.Join(r.New, ", "))},
		{Term: t.S("Other passages"), Body: words(t.N(r.Moved, "%d coding keeps its level and rests on another passage", "%d codings keep their level and rest on other passages"))}}
	for _, f := range []struct {
		term string
		ids  []string
	}{{t.S("New criteria"), r.Added}, {t.S("Criteria gone"), r.Removed}} {
		if len(f.ids) > 0 {
			facts = append(facts, Fact{Term: f.term, Body: words(strings.Join(f.ids, ", "))})
		}
	}
	d.Blocks = []Block{facts}
	if len(r.InPlace) > 0 {
		d.Blocks = append(d.Blocks, Paragraph{Tone: Warning, Body: words(t.S("A rubric never changes in place: %s changes codings under the same version. Give it a new one.", strings.Join(r.InPlace, ", ")))})
	}
	if len(r.Changes) > 0 {
		d.Sections = []Section{{ID: "changes", Title: t.S("Changes"), Blocks: []Block{r.table(t)}}}
	}
	return d
}

func (r Rescore) table(t Tongue) Table {
	out := Table{Style: Passages, Caption: t.S("Codings that change, with the passage that each rests on"), Columns: []Column{
		{Title: t.S("Agreement and criterion"), Grow: 1}, {Title: t.S("Old"), Grow: 2}, {Title: t.S("New"), Grow: 2}}, Groups: []Group{{}}}
	for _, c := range r.Changes {
		d := Dispute{c.Agreement, c.Title, c.Language, c.Criterion, c.Question, nil}
		row := []Cell{d.subject(t)}
		for _, o := range []Opinion{c.Old, c.New} {
			d.Opinions = []Opinion{o}
			row = append(row, d.opinion(t, o.Rater))
		}
		out.Groups[0].Rows = append(out.Groups[0].Rows, row)
	}
	return out
}

// Sheet is one row a change.
func (r Rescore) Sheet() Sheet {
	s := Sheet{Name: "changes", Columns: []string{"agreement", "title", "language", "criterion", "question", "old_rubric", "old", "old_article", "old_quote", "old_reason",
		"new_rubric", "new", "new_article", "new_quote", "new_reason", "old_citation", "new_citation"}}
	for _, c := range r.Changes {
		s.Rows = append(s.Rows, []any{c.Agreement, c.Title, c.Language, c.Criterion, c.Question, c.Old.Rater, c.Old.Code, c.Old.Path, c.Old.Quote, c.Old.Reason,
			c.New.Rater, c.New.Code, c.New.Path, c.New.Quote, c.New.Reason, c.Old.cited(), c.New.cited()})
	}
	return s
}
