package reports

import (
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// Checklist is the questions that a tripartite meeting should put about a draft or a corridor, theme by theme, each
// with what the texts say today.
type Checklist struct {
	Title      string           `json:"title"`
	Rubrics    []RubricRef      `json:"rubrics"`
	Agreements []Header         `json:"agreements"`
	Themes     []ChecklistTheme `json:"themes"` // in codebook order

	basis Basis
}

// ChecklistTheme is the questions of one theme.
type ChecklistTheme struct {
	Theme     string              `json:"theme"`
	Open      int                 `json:"open"` // questions that no text answers with an operative clause, or one answers contrary
	Questions []ChecklistQuestion `json:"questions"`
}

// ChecklistQuestion is one question and the answer of each text, in the order of the agreements.
type ChecklistQuestion struct {
	Criterion string         `json:"criterion"`
	Title     string         `json:"title"`
	Question  string         `json:"question"`
	Settled   bool           `json:"settled"` // some text has an operative clause, and none a contrary one
	Answers   []ComparedCell `json:"answers"`
}

// ChecklistInput is a text and what counts of it under a rubric.
type ChecklistInput struct {
	Agreement *corpus.Agreement
	Under     func(*rubric.Rubric) ComparedInput
}

// NewChecklist asks about every criterion of the rubrics that can apply to one of the agreements and that follows
// from no other. Title says what the list is for: a draft, or a corridor.
func NewChecklist(title string, rubrics []*rubric.Rubric, in []ChecklistInput) Checklist {
	c := Checklist{Title: title, Themes: []ChecklistTheme{}}
	for _, one := range in {
		c.Agreements = append(c.Agreements, headerOf(one.Agreement))
		c.basis.Agreements = append(c.basis.Agreements, baseOf(one.Agreement))
	}
	for _, r := range rubrics {
		c.Rubrics = append(c.Rubrics, RubricRef{r.Ref(), r.ID, r.Title})
		c.basis.Rubrics = append(c.basis.Rubrics, r.Ref())
		var coded [][]Coded
		for _, one := range in {
			list, _ := codedOf(one.Agreement, r, one.Under(r).Findings)
			coded = append(coded, list)
			for _, f := range list {
				c.basis.Raters = append(c.basis.Raters, f.Rater)
			}
		}
		for _, crit := range r.Criteria {
			if !crit.Derived() {
				c.ask(crit, comparedLine(crit, coded))
			}
		}
	}
	return c
}

// ask adds a question under its theme, unless it can apply to none of the texts.
func (c *Checklist) ask(crit rubric.Criterion, line ComparedLine) {
	q := ChecklistQuestion{Criterion: crit.ID, Title: crit.Title, Question: Question(crit.ID), Answers: line.Cells}
	if q.Question == "" {
		q.Question = crit.Definition
	}
	operative, contrary, applies := false, false, len(line.Cells) == 0
	for _, x := range line.Cells {
		operative = operative || x.Rated && x.Level == rubric.Operative
		contrary = contrary || x.Rated && x.Level == rubric.Contrary
		applies = applies || !x.Rated || x.Level != rubric.NA
	}
	if !applies {
		return
	}
	q.Settled = operative && !contrary
	for i := range c.Themes {
		if c.Themes[i].Theme == crit.Theme {
			c.Themes[i].add(q)
			return
		}
	}
	c.Themes = append(c.Themes, ChecklistTheme{Theme: crit.Theme})
	c.Themes[len(c.Themes)-1].add(q)
}

func (th *ChecklistTheme) add(q ChecklistQuestion) {
	th.Questions = append(th.Questions, q)
	if !q.Settled {
		th.Open++
	}
}

// Basis is the texts that answer.
func (c Checklist) Basis() Basis { return c.basis }

// Document lays the list out: a box to tick, the question, what each text says.
func (c Checklist) Document(t Tongue) Document {
	d := Document{Kind: t.S("Discussion checklist"), Title: c.Title, Wide: len(c.Agreements) > 2}
	var names []string
	for _, r := range c.Rubrics {
		names = append(names, t.S(r.Title))
	}
	d.Lead = strings.Join(names, " · ")
	d.Blocks = append(textWarnings(t, c.Agreements...), note(t.S("Open questions stand with ☐, questions that a text settles with ☑. An operative clause settles a question unless another text goes against it.")))
	for _, th := range c.Themes {
		d.Sections = append(d.Sections, Section{ID: "theme-" + strings.ReplaceAll(th.Theme, " ", "-"), Title: Sentence(t.S(th.Theme)),
			Blocks: []Block{note(t.N(th.Open, "%d question open of %d", "%d questions open of %d", len(th.Questions))), c.table(t, th)}})
	}
	for _, a := range c.Agreements {
		d.Citation = append(d.Citation, t.Cite(a.Citation))
	}
	return d
}

func (c Checklist) table(t Tongue, th ChecklistTheme) Table {
	out := Table{Caption: t.S("Questions and what the texts say today"), Style: Passages, Head: 1, Columns: []Column{{Title: ""}, {Title: t.S("Question"), Grow: 3}}}
	for i, a := range c.Agreements {
		out.Columns = append(out.Columns, Column{Title: columnTitle(i, ComparedAgreement{Header: a}), Grow: 4})
	}
	var rows [][]Cell
	for _, q := range th.Questions {
		box := "☐"
		if q.Settled {
			box = "☑"
		}
		row := []Cell{cell(Plain(box)), cell(Plain(t.Said(q.Question)), Break{}, Code(q.Criterion))}
		for i, x := range q.Answers {
			row = append(row, x.cell(t, c.Agreements[i].Language))
		}
		rows = append(rows, row)
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

// Sheet is one row for each question and text.
func (c Checklist) Sheet() Sheet {
	s := Sheet{Name: "checklist", Columns: []string{"theme", "criterion", "criterion_title", "ask", "settled", "agreement", "title", "corridor", "level", "article", "quote", "reason", "citation"}}
	for _, th := range c.Themes {
		for _, q := range th.Questions {
			for i, x := range q.Answers {
				s.Rows = append(s.Rows, append([]any{th.Theme, q.Criterion, q.Title, q.Question, q.Settled}, c.answerCells(i, x)...))
			}
			if len(q.Answers) == 0 {
				s.Rows = append(s.Rows, append([]any{th.Theme, q.Criterion, q.Title, q.Question, q.Settled}, make([]any, 8)...))
			}
		}
	}
	return s
}

func (c Checklist) answerCells(i int, x ComparedCell) []any {
	var level any
	if x.Rated {
		level = x.Level.String()
	}
	var p Passage
	if list := shown(x.Coded); len(list) > 0 {
		p = list[0]
	}
	a := c.Agreements[i]
	return []any{a.ID, a.Title, a.Corridor, level, p.Path, p.Quote, x.Reason, citationCell(a, shown(x.Coded))}
}
