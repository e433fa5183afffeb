package reports

import (
	"fmt"
	"strings"
)

// Document says how many codings change, then lists them with both passages.
func (r Rescore) Document(t Tongue) Document {
	d := Document{Kind: "Rubric versions", Title: plural(len(r.Changes), "coding changes", "codings change"), Wide: true,
		Lead: fmt.Sprintf("%s · %d codings compared", plural(r.Agreements, "agreement", "agreements"), r.Compared)}
	facts := Facts{{Term: "Old", Body: words(strings.Join(r.Old, ", "))}, {Term: "New", Body: words(strings.Join(r.New, ", "))},
		{Term: "Other passages", Body: words(plural(r.Moved, "coding keeps its level and rests on another passage", "codings keep their level and rest on other passages"))}}
	for _, f := range []struct {
		term string
		ids  []string
	}{{"New criteria", r.Added}, {"Criteria gone", r.Removed}} {
		if len(f.ids) > 0 {
			facts = append(facts, Fact{Term: f.term, Body: words(strings.Join(f.ids, ", "))})
		}
	}
	d.Blocks = []Block{facts}
	if len(r.InPlace) > 0 {
		d.Blocks = append(d.Blocks, Paragraph{Tone: Warning, Body: words("A rubric never changes in place: " + strings.Join(r.InPlace, ", ") +
			" changes codings under the same version. Give it a new one.")})
	}
	if len(r.Changes) > 0 {
		d.Sections = []Section{{ID: "changes", Title: "Changes", Blocks: []Block{r.table()}}}
	}
	return d
}

func (r Rescore) table() Table {
	t := Table{Style: Passages, Caption: "Codings that change, with the passage that each rests on", Columns: []Column{
		{Title: "Agreement and criterion", Grow: 1}, {Title: "Old", Grow: 2}, {Title: "New", Grow: 2}}, Groups: []Group{{}}}
	for _, c := range r.Changes {
		d := Dispute{c.Agreement, c.Title, c.Language, c.Criterion, c.Question, nil}
		row := []Cell{d.subject()}
		for _, o := range []Opinion{c.Old, c.New} {
			d.Opinions = []Opinion{o}
			row = append(row, d.opinion(o.Rater))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	return t
}

// Sheet is one row a change.
func (r Rescore) Sheet() Sheet {
	s := Sheet{Name: "changes", Columns: []string{"agreement", "title", "language", "criterion", "question", "old_rubric", "old", "old_article", "old_quote", "old_reason",
		"new_rubric", "new", "new_article", "new_quote", "new_reason"}}
	for _, c := range r.Changes {
		s.Rows = append(s.Rows, []any{c.Agreement, c.Title, c.Language, c.Criterion, c.Question, c.Old.Rater, c.Old.Code, c.Old.Path, c.Old.Quote, c.Old.Reason,
			c.New.Rater, c.New.Code, c.New.Path, c.New.Quote, c.New.Reason})
	}
	return s
}
