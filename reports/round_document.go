package reports

import (
	"corridor/corpus"
	"fmt"
	"strings"
)

// Document lays out what the round did to the codings, then the redline, article by article.
func (r Round) Document(t Tongue) Document {
	d := Document{Kind: t.S("Round to round"), Title: r.New.Title, TitleLang: r.New.Language, Lead: t.S("against %s", r.oldName(t)) + " · " + t.S(r.Rubric.Title), Citation: []string{t.Cite(r.Old.Citation), t.Cite(r.New.Citation)}}
	d.Blocks = append(textWarnings(t, r.Old, r.New), r.figures(t))
	d.Sections = []Section{
		{ID: "codings", Title: t.S("What the change did"), Blocks: r.codings(t)},
		{ID: "redline", Title: t.S("Redline"), Blocks: r.redline(t)},
	}
	if r.Loses() {
		d.Sections[0].Tone = Warning
	}
	return d
}

func (r Round) oldName(t Tongue) string {
	if r.Old.Source != "" && r.Old.Title == r.New.Title {
		return r.Old.Source
	}
	return r.Old.Title
}

func (r Round) figures(t Tongue) Figures {
	n, c := r.Counts, r.Texts
	return Figures{
		{t.S("lost"), fmt.Sprint(n.Lost), t.S("codings gone or turned contrary")},
		{t.S("weakened"), fmt.Sprint(n.Weakened), t.S("codings")},
		{t.S("strengthened"), fmt.Sprint(n.Strengthened), t.S("codings")},
		{t.S("gained"), fmt.Sprint(n.Gained), t.S("of %d codings compared", n.Compared)},
		{t.S("clauses"), fmt.Sprint(c.Changed + c.Moved + c.Added + c.Removed), t.S("%d changed, %d moved, %d added, %d removed; %d the same", c.Changed, c.Moved, c.Added, c.Removed, c.Same)},
	}
}

func (r Round) codings(t Tongue) []Block {
	if len(r.Codings) == 0 {
		return []Block{Paragraph{Body: words(t.S("No coding changed."))}}
	}
	out := Table{Caption: t.S("Codings that changed, losses first, with both passages"), Style: Passages, Head: 1, Columns: []Column{
		{Title: t.S("Change")}, {Title: t.S("Criterion"), Grow: 2}, {Title: t.S("Before"), Grow: 4}, {Title: t.S("After"), Grow: 4}}}
	for _, c := range r.Codings {
		if n := len(out.Groups); n == 0 || out.Groups[n-1].Title != Sentence(t.S(string(c.Direction))) {
			out.Groups = append(out.Groups, Group{Title: Sentence(t.S(string(c.Direction)))})
		}
		g := &out.Groups[len(out.Groups)-1]
		g.Rows = append(g.Rows, []Cell{cell(Strong(t.S(string(c.Direction)))), cell(nameOf(t, c.Old)...),
			ComparedCell{true, c.Old}.cell(t, r.Old.Language), ComparedCell{true, c.New}.cell(t, r.New.Language)})
	}
	return []Block{out}
}

// redline shows every clause that is not the same; articles without any are counted.
func (r Round) redline(t Tongue) []Block {
	out := Table{Caption: t.S("Clauses that changed: inserted words underlined, deleted words struck through"), Style: Passages, Head: 0,
		Columns: []Column{{Title: t.S("Clause"), Grow: 1}, {Title: t.S("Text"), Grow: 5}}}
	for _, c := range r.Clauses {
		if c.State == ClauseSame {
			continue
		}
		if n := len(out.Groups); n == 0 || out.Groups[n-1].Title != c.Article {
			out.Groups = append(out.Groups, Group{Title: c.Article})
		}
		g := &out.Groups[len(out.Groups)-1]
		g.Rows = append(g.Rows, []Cell{cell(c.label(t)...), cell(append(c.body(r.New.Language), r.cited(t, c)...)...)})
	}
	if len(out.Groups) == 0 {
		return []Block{Paragraph{Body: words(t.S("The texts are the same, clause by clause."))}}
	}
	return []Block{out, note(t.S("%d clauses are the same and not shown.", r.Texts.Same))}
}

// pinned is the citation of a clause in one of the versions; nil when that has none.
func pinned(h Header, path string, s corpus.Span) any {
	if s.Empty() {
		return nil
	}
	return clauseCited(h, path, s).String()
}

func clauseCited(h Header, path string, s corpus.Span) Citation {
	c := h.Citation
	c.Path, c.Span = path, s
	return c
}

// cited are the notes of a clause, one a version that has it.
func (r Round) cited(t Tongue, c ClauseChange) (out []Inline) {
	if !c.OldSpan.Empty() {
		out = append(out, Plain(" "), Cited{Cite: t.citeLines(clauseCited(r.Old, c.OldPath, c.OldSpan))})
	}
	if !c.NewSpan.Empty() {
		out = append(out, Plain(" "), Cited{Cite: t.citeLines(clauseCited(r.New, c.NewPath, c.NewSpan))})
	}
	return out
}

func (c ClauseChange) label(t Tongue) []Inline {
	state := t.S(string(c.State))
	if c.Moved {
		state += ", " + t.S(string(ClauseMoved))
	}
	body := []Inline{Strong(state)}
	switch {
	case c.OldPath == "" || c.NewPath == "" || c.OldPath == c.NewPath:
		body = append(body, Break{}, Quiet(c.NewPath+strings.Repeat(c.OldPath, btoi(c.NewPath == ""))))
	default:
		body = append(body, Break{}, Quiet(c.OldPath+" → "+c.NewPath))
	}
	return body
}

func (c ClauseChange) body(lang string) (out []Inline) {
	for i, p := range c.Pieces {
		if i > 0 {
			out = append(out, Plain(" "))
		}
		out = append(out, Edit{Op: p.Op, Text: p.Text, Lang: lang, Dir: Direction(lang)})
	}
	return out
}

// Sheet is one row a coding that changed, then one a clause that changed.
func (r Round) Sheet() Sheet {
	s := Sheet{Name: "round", Columns: []string{"what", "change", "criterion", "criterion_title", "theme", "old_level", "new_level", "old_article", "new_article", "old_quote", "new_quote", "old_reason", "new_reason", "old_citation", "new_citation"}}
	for _, c := range r.Codings {
		old, fresh := firstShown(c.Old), firstShown(c.New)
		s.Rows = append(s.Rows, []any{"coding", string(c.Direction), c.Criterion, c.Title, c.Theme, c.Old.Level.String(), c.New.Level.String(),
			old.Path, fresh.Path, old.Quote, fresh.Quote, c.Old.Reason, c.New.Reason, citationCell(r.Old, shown(c.Old)), citationCell(r.New, shown(c.New))})
	}
	for _, c := range r.Clauses {
		if c.State != ClauseSame {
			s.Rows = append(s.Rows, []any{"clause", string(c.State), nil, nil, nil, nil, nil, c.OldPath, c.NewPath, c.side(Inserted), c.side(Deleted), nil, nil, pinned(r.Old, c.OldPath, c.OldSpan), pinned(r.New, c.NewPath, c.NewSpan)})
		}
	}
	return s
}

// side is the text of one version: all pieces but those of the operation given.
func (c ClauseChange) side(without DiffOp) string {
	var out []string
	for _, p := range c.Pieces {
		if p.Op != without {
			out = append(out, p.Text)
		}
	}
	return strings.Join(out, " ")
}

func firstShown(c Coded) Passage {
	if list := shown(c); len(list) > 0 {
		return list[0]
	}
	return Passage{}
}
