package reports

import (
	"fmt"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// shownPassages is how many passages of a criterion are displayed; JSON has them all.
const shownPassages = 2

// Document lays the scorecard out: what to beware of, contrary clauses, scores, then every criterion.
func (s Scorecard) Document() Document { return Scorecards{Cards: []Scorecard{s}}.Document() }

// warningBlocks says what a reader must know of a text before its codes.
func warningBlocks(warnings []string) []Block {
	var out []Block
	for _, w := range warnings {
		out = append(out, Paragraph{Tone: Warning, Body: words(w)})
	}
	return out
}

// sourceSection says which text was coded, and how good it is.
func sourceSection(h Header, id string) Section {
	return Section{ID: id, Title: "Text and source", Blocks: []Block{agreementFacts(h)}}
}

func agreementFacts(h Header) Facts {
	out := Facts{
		{"Agreement", []Inline{Code(h.ID)}},
		{"Source", []Inline{Plain(h.Source)}},
		{"SHA-256 of the file", []Inline{Code(h.SHA256)}},
		{"Text", words(textState(h))},
	}
	if h.Source == "" {
		out[1].Body = []Inline{Quiet("not recorded")}
	}
	if h.SHA256 == "" {
		out = append(out[:2], out[3:]...)
	}
	return out
}

func textState(h Header) string {
	parts := []string{string(h.TextState)}
	if h.TextState == "" {
		parts[0] = "quality not recorded"
	}
	if h.TextState != corpus.TextNone && h.WordShare > 0 {
		parts = append(parts, fmt.Sprintf("%.0f\u00a0%% of tokens look like words", 100*h.WordShare))
	}
	if h.Pages > 0 {
		parts = append(parts, plural(h.Pages, "page", "pages"))
	}
	return strings.Join(parts, ", ")
}

// lead is the one line under an agreement's title.
func (h Header) lead() string {
	parts := []string{corridorName(h.Origin, h.Destination, h.Reciprocal)}
	if parts[0] == "not known → not known" || parts[0] == "not known" {
		parts[0] = "corridor not known"
	}
	if h.Kind != "" {
		parts = append(parts, string(h.Kind))
	}
	if d := DateName(h.Signed); d != "" {
		parts = append(parts, "signed "+d)
	} else {
		parts = append(parts, "date of signature not known")
	}
	return strings.Join(append(parts, languageName(h.Language)), " · ")
}

// section lays out one scorecard under its rubric's title: contrary clauses, scores, criteria. The
// anchors begin with prefix.
func (s Scorecard) section(prefix string) Section {
	out := Section{ID: prefix, Title: s.Rubric.Title}
	if out.Title == "" {
		out.Title = s.Rubric.ID
	}
	if len(s.Unrated) > 0 {
		out.Blocks = append(out.Blocks, Paragraph{Tone: Warning, Body: words(fmt.Sprintf("Nobody has rated %s: %s. They are in no score.",
			plural(len(s.Unrated), "criterion", "criteria"), strings.Join(s.Unrated, ", ")))})
	}
	out.Sections = []Section{
		s.contrarySection(prefix + "-contrary"),
		{ID: prefix + "-scores", Title: "Scores", Blocks: append(s.overview(), s.themeTable())},
		{ID: prefix + "-criteria", Title: "Criteria", Blocks: []Block{s.legend(), s.criteriaTable()}},
	}
	return out
}

func (s Scorecard) overview() []Block {
	return []Block{
		Figures{
			{"broad", s.Overall.Broad.Percent(), s.Overall.Broad.Of() + " weak or operative"},
			{"strict", s.Overall.Strict.Percent(), s.Overall.Strict.Of() + " operative"},
			{"strength", strengthName(s.Overall), fmt.Sprintf("mean of level / 2, n = %d", s.Overall.N)},
		},
		Paragraph{Tone: Note, Body: append([]Inline{Code(s.Rubric.Ref), Plain(": ")}, s.countsLine()...)},
	}
}

func (s Scorecard) countsLine() []Inline {
	n := s.Levels
	text := fmt.Sprintf("%s: %d operative, %d weak, %d absent, %d contrary.",
		plural(s.Overall.N, "criterion applies", "criteria apply"), n.Operative, n.Weak, n.Absent, n.Contrary)
	if n.NA > 0 {
		text += fmt.Sprintf(" %d not applicable, left out of every share.", n.NA)
	}
	return words(text + " Contrary counts as 0.")
}

func strengthName(s Score) string {
	if s.Strength == nil {
		return "–"
	}
	return fmt.Sprintf("%.2f", *s.Strength)
}

func (s Scorecard) contrarySection(id string) Section {
	if len(s.Contrary) == 0 {
		return Section{ID: id, Title: "Contrary clauses", Blocks: []Block{
			Paragraph{Tone: Note, Body: words("None found: no clause does the opposite of what a criterion asks.")}}}
	}
	table := Table{Caption: "Clauses that do the opposite of what a criterion asks", Style: Passages, Head: 0,
		Columns: []Column{{Title: "Criterion", Grow: 2}, {Title: "Passage and reason", Grow: 5}}}
	var rows [][]Cell
	for _, c := range s.Contrary {
		name := append([]Inline{Mark{c.Level}, Break{}}, nameOf(c)...)
		rows = append(rows, []Cell{cell(name...), s.proof(c)})
	}
	table.Groups = []Group{{Rows: rows}}
	return Section{ID: id, Title: fmt.Sprintf("Contrary clauses (%d)", len(s.Contrary)), Tone: Warning, Blocks: []Block{table}}
}

func (s Scorecard) themeTable() Table {
	t := Table{Caption: "Scores by theme, no criterion weighing more than another", Style: Numbers,
		Columns: []Column{{Title: "Theme", Grow: 1}, {Title: "Criteria"}, {Title: "Share"},
			{Title: "Broad", Right: true}, {Title: "Strict", Right: true}, {Title: "Strength", Right: true}}}
	var rows [][]Cell
	for _, th := range s.Themes {
		rows = append(rows, themeRow(Plain(sentence(th.Theme)), stripOf(th.Criteria), th.Score))
	}
	t.Groups = []Group{{Rows: rows}, {Rows: [][]Cell{themeRow(Strong("All themes"), nil, s.Overall)}}}
	return t
}

func themeRow(name Inline, strip Strip, s Score) []Cell {
	marks := cell()
	if len(strip) > 0 {
		marks = cell(strip)
	}
	return []Cell{cell(name), marks, cell(Bar{Strict: s.Strict, Broad: s.Broad}),
		shareCell(s.Broad), shareCell(s.Strict), cell(Plain(strengthName(s)))}
}

func shareCell(s Share) Cell {
	if s.N == 0 {
		return cell(Quiet("–"))
	}
	return cell(Plain(s.Percent()), Quiet(" "+s.Of()))
}

func stripOf(coded []Coded) Strip {
	var out Strip
	for _, c := range coded {
		out = append(out, StripMark{c.Level, c.Title})
	}
	return out
}

func (s Scorecard) legend() Paragraph {
	var body []Inline
	for i, l := range rubric.Levels() {
		if i > 0 {
			body = append(body, Plain("   "))
		}
		body = append(body, Mark{l})
	}
	return Paragraph{Tone: Note, Body: body}
}

func (s Scorecard) criteriaTable() Table {
	t := Table{Caption: "Every criterion in the order of the codebook", Style: Passages, Head: 1,
		Columns: []Column{{Title: "Level"}, {Title: "Criterion", Grow: 2}, {Title: "Passage and reason", Grow: 5}}}
	for _, th := range s.Themes {
		g := Group{Title: sentence(th.Theme), Aside: []Inline{stripOf(th.Criteria), Quiet(" " + th.Score.line())}}
		for _, c := range th.Criteria {
			g.Rows = append(g.Rows, []Cell{cell(Mark{c.Level}), cell(nameOf(c)...), s.proof(c)})
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	return t
}

// line writes the score in a few words.
func (s Score) line() string {
	if s.N == 0 {
		return "none applies"
	}
	return fmt.Sprintf("broad %s, strict %s", s.Broad.Of(), s.Strict.Of())
}

func nameOf(c Coded) []Inline { return []Inline{Plain(c.Title), Break{}, Code(c.Criterion)} }
