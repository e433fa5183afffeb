package reports

import (
	"strings"

	"corridor/corpus"
	"corridor/rubric"
)

// shownPassages is how many passages of a criterion are displayed; JSON has them all.
const shownPassages = 2

// Document lays the scorecard out: what to beware of, contrary clauses, scores, then every criterion.
func (s Scorecard) Document(t Tongue) Document { return Scorecards{Cards: []Scorecard{s}}.Document(t) }

// warningBlocks says what a reader must know of a text before its codes.
func warningBlocks(t Tongue, h Header) []Block {
	var out []Block
	for _, w := range h.warnings(t) {
		out = append(out, Paragraph{Tone: Warning, Body: words(w)})
	}
	return out
}

// sourceSection says which text was coded, and how good it is.
func sourceSection(t Tongue, h Header, id string) Section {
	return Section{ID: id, Title: t.S("Text and source"), Blocks: []Block{agreementFacts(t, h)}}
}

func agreementFacts(t Tongue, h Header) Facts {
	out := Facts{
		{t.S("Agreement"), []Inline{Code(h.ID)}},
		{t.S("Source"), []Inline{Plain(h.Source)}},
		{t.S("SHA-256 of the file"), []Inline{Code(h.SHA256)}},
		{t.S("Text"), words(textState(t, h))},
	}
	if h.Source == "" {
		out[1].Body = []Inline{Quiet(t.S("not recorded"))}
	}
	if h.SHA256 == "" {
		out = append(out[:2], out[3:]...)
	}
	return out
}

func textState(t Tongue, h Header) string {
	parts := []string{t.S(string(h.TextState))}
	if h.TextState == "" {
		parts[0] = t.S("quality not recorded")
	}
	if h.TextState != corpus.TextNone && h.WordShare > 0 {
		parts = append(parts, t.S("%.0f\u00a0%% of tokens look like words", 100*h.WordShare))
	}
	if h.Pages > 0 {
		parts = append(parts, t.N(h.Pages, "%d page", "%d pages"))
	}
	return strings.Join(parts, ", ")
}

// lead is the one line under an agreement's title.
func (h Header) lead(t Tongue) string {
	parts := []string{t.S("corridor not known")}
	if len(h.Origin)+len(h.Destination) > 0 {
		parts[0] = t.corridor(h.Origin, h.Destination, h.Reciprocal)
	}
	if h.Kind != "" {
		parts = append(parts, t.S(string(h.Kind)))
	}
	if d := t.Date(h.Signed); d != "" {
		parts = append(parts, t.S("signed %s", d))
	} else {
		parts = append(parts, t.S("date of signature not known"))
	}
	return strings.Join(append(parts, t.Language(h.Language)), " · ")
}

// section lays out one scorecard under its rubric's title: contrary clauses, scores, criteria. The
// anchors begin with prefix.
func (s Scorecard) section(t Tongue, prefix string) Section {
	out := Section{ID: prefix, Title: t.S(s.Rubric.Title)}
	if out.Title == "" {
		out.Title = s.Rubric.ID
	}
	if len(s.Unrated) > 0 {
		out.Blocks = append(out.Blocks, Paragraph{Tone: Warning, Body: words(t.N(len(s.Unrated),
			"Nobody has rated %d criterion: %s. It is in no score.", "Nobody has rated %d criteria: %s. They are in no score.", strings.Join(s.Unrated, ", ")))})
	}
	out.Sections = []Section{
		s.contrarySection(t, prefix+"-contrary"),
		{ID: prefix + "-scores", Title: t.S("Scores"), Blocks: append(s.overview(t), s.themeTable(t))},
		{ID: prefix + "-criteria", Title: t.S("Criteria"), Blocks: []Block{legend(t), s.criteriaTable(t)}},
	}
	return out
}

func (s Scorecard) overview(t Tongue) []Block {
	out := []Block{
		Figures{
			{t.S("broad"), s.Overall.Broad.Percent(), t.S("%s weak or operative", s.Overall.Broad.Of())},
			{t.S("strict"), s.Overall.Strict.Percent(), t.S("%s operative", s.Overall.Strict.Of())},
			{t.S("strength"), t.strength(s.Overall), t.S("mean of level / 2, n = %d", s.Overall.N)},
		},
		Paragraph{Tone: Note, Body: append([]Inline{Code(s.Rubric.Ref), Plain(": ")}, s.countsLine(t)...)},
	}
	if s.Peers != nil {
		out = append(out, note(t.S("Beside %s. Broad share: %s. Strict share: %s.", s.Peers.line(t), s.Peers.Overall.line(t), s.Peers.Strict.line(t))))
	}
	return out
}

func (s Scorecard) countsLine(t Tongue) []Inline {
	n := s.Levels
	text := t.N(s.Overall.N, "%d criterion applies: %d operative, %d weak, %d absent, %d contrary.",
		"%d criteria apply: %d operative, %d weak, %d absent, %d contrary.", n.Operative, n.Weak, n.Absent, n.Contrary)
	if n.NA > 0 {
		text += " " + t.S("%d not applicable, left out of every share.", n.NA)
	}
	return words(text + " " + t.S("Contrary counts as 0."))
}

func (t Tongue) strength(s Score) string {
	if s.Strength == nil {
		return "–"
	}
	return t.Number(*s.Strength, 2)
}

func (s Scorecard) contrarySection(t Tongue, id string) Section {
	if len(s.Contrary) == 0 {
		return Section{ID: id, Title: t.S("Contrary clauses"), Blocks: []Block{
			Paragraph{Tone: Note, Body: words(t.S("None found: no clause does the opposite of what a criterion asks."))}}}
	}
	table := Table{Caption: t.S("Clauses that do the opposite of what a criterion asks"), Style: Passages, Head: 0,
		Columns: []Column{{Title: t.S("Criterion"), Grow: 2}, {Title: t.S("Passage and reason"), Grow: 5}}}
	var rows [][]Cell
	for _, c := range s.Contrary {
		name := append([]Inline{t.mark(c.Level), Break{}}, nameOf(t, c)...)
		rows = append(rows, []Cell{cell(name...), s.proof(t, c)})
	}
	table.Groups = []Group{{Rows: rows}}
	return Section{ID: id, Title: t.S("Contrary clauses (%d)", len(s.Contrary)), Tone: Warning, Blocks: []Block{table}}
}

func (s Scorecard) themeTable(t Tongue) Table {
	out := Table{Caption: s.themeCaption(t), Style: Numbers,
		Columns: []Column{{Title: t.S("Theme"), Grow: 1}, {Title: t.S("Criteria")}, {Title: t.S("Share")},
			{Title: t.S("Broad"), Right: true}, {Title: t.S("Strict"), Right: true}, {Title: t.S("Strength"), Right: true}}}
	var rows [][]Cell
	for _, th := range s.Themes {
		rows = append(rows, themeRow(t, Plain(Sentence(t.S(th.Theme))), stripOf(t, th.Criteria), th.Score))
	}
	all := themeRow(t, Strong(t.S("All themes")), nil, s.Overall)
	if s.Peers != nil {
		out.Columns = append(out.Columns, Column{Title: t.S("Percentile of peers"), Right: true}, Column{Title: t.S("Peers, broad"), Right: true})
		for i, th := range s.Themes {
			rows[i] = append(rows[i], s.Peers.ofTheme(th.Theme).cells(t)...)
		}
		all = append(all, s.Peers.Overall.cells(t)...)
	}
	out.Groups = []Group{{Rows: rows}, {Rows: [][]Cell{all}}}
	return out
}

func (s Scorecard) themeCaption(t Tongue) string {
	out := t.S("Scores by theme, no criterion weighing more than another")
	if s.Peers != nil {
		out = t.S("%s; %s", out, t.S("of the peers the median and, in brackets, the 10th to the 90th percentile"))
	}
	return out
}

func themeRow(t Tongue, name Inline, strip Strip, s Score) []Cell {
	marks := cell()
	if len(strip) > 0 {
		marks = cell(strip)
	}
	return []Cell{cell(name), marks, cell(t.bar(s.Strict, s.Broad)),
		shareCell(s.Broad), shareCell(s.Strict), cell(Plain(t.strength(s)))}
}

func shareCell(s Share) Cell {
	if s.N == 0 {
		return cell(Quiet("–"))
	}
	return cell(Plain(s.Percent()), Quiet(" "+s.Of()))
}

func stripOf(t Tongue, coded []Coded) Strip {
	var out Strip
	for _, c := range coded {
		out = append(out, StripMark{t.mark(c.Level), t.S(c.Title)})
	}
	return out
}

// legend shows every level.
func legend(t Tongue) Paragraph {
	var body []Inline
	for i, l := range rubric.Levels() {
		if i > 0 {
			body = append(body, Plain("   "))
		}
		body = append(body, t.mark(l))
	}
	return Paragraph{Tone: Note, Body: body}
}

func (s Scorecard) criteriaTable(t Tongue) Table {
	out := Table{Caption: t.S("Every criterion in the order of the codebook"), Style: Passages, Head: 1,
		Columns: []Column{{Title: t.S("Level")}, {Title: t.S("Criterion"), Grow: 2}, {Title: t.S("Passage and reason"), Grow: 5}}}
	for _, th := range s.Themes {
		g := Group{Title: Sentence(t.S(th.Theme)), Aside: []Inline{stripOf(t, th.Criteria), Quiet(" " + th.Score.line(t))}}
		for _, c := range th.Criteria {
			g.Rows = append(g.Rows, []Cell{cell(t.mark(c.Level)), cell(nameOf(t, c)...), s.proof(t, c)})
		}
		if len(g.Rows) > 0 {
			out.Groups = append(out.Groups, g)
		}
	}
	return out
}

// line writes the score in a few words.
func (s Score) line(t Tongue) string {
	if s.N == 0 {
		return t.S("none applies")
	}
	return t.S("broad %s, strict %s", s.Broad.Of(), s.Strict.Of())
}

func nameOf(t Tongue, c Coded) []Inline {
	return []Inline{Plain(t.S(c.Title)), Break{}, Code(c.Criterion)}
}
