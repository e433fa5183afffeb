package reports

import (
	"fmt"
	"strings"

	"corridor/rubric"
)

// Document lays the report out: what was compared, an overview of all gaps, then each gap with what is asked, how to
// draft it and who has done it.
func (g Gap) Document(t Tongue) Document {
	d := Document{Kind: t.S("Gap report"), Title: g.Agreement.Title, TitleLang: g.Agreement.Language, Lead: g.Agreement.lead(t) + " · " + t.S(g.Rubric.Title), Citation: []string{t.Cite(g.Agreement.Citation)}}
	d.Blocks = append(warningBlocks(t, g.Agreement), g.figures(t), note(g.peersLine(t)))
	if len(g.Gaps) == 0 {
		d.Blocks = append(d.Blocks, Paragraph{Body: words(t.S("Nothing is missing: every criterion that applies is provided by an operative clause."))})
	} else {
		d.Sections = []Section{{ID: "overview", Title: t.S("Gaps in order"), Blocks: []Block{g.overview(t)}}}
	}
	for _, item := range g.Gaps {
		d.Sections = append(d.Sections, item.section(t, g.Agreement.Language))
	}
	d.Sections = append(d.Sections, Section{ID: "method", Title: t.S("How gaps are ranked"), Blocks: g.method(t)})
	return d
}

func (g Gap) figures(t Tongue) Figures {
	n := map[rubric.Level]int{}
	for _, item := range g.Gaps {
		n[item.Level]++
	}
	return Figures{
		{t.S("contrary"), fmt.Sprint(n[rubric.Contrary]), t.S("a clause does the opposite")},
		{t.S("absent"), fmt.Sprint(n[rubric.Absent]), t.S("nothing in the text")},
		{t.S("weak"), fmt.Sprint(n[rubric.Weak]), t.S("a hope, or a part")},
		{t.S("operative"), fmt.Sprint(len(g.Met)), t.S("provided already")},
	}
}

func (g Gap) peersLine(t Tongue) string {
	if g.Peers == nil {
		return t.S("There is no other agreement to set it beside: put some into the store.")
	}
	out := t.S("Set beside %s.", g.Peers.line(t))
	if p := g.Peers.Overall.Percentile; p != nil {
		out += " " + t.S("Its broad share stands at percentile %s among %d.", t.Number(*p, 0), g.Peers.Overall.N)
	}
	return out
}

// overview is a row a gap.
func (g Gap) overview(t Tongue) Table {
	out := Table{Caption: t.S("What is contrary, missing or weak, the most pressing first"), Style: Numbers, Head: 1, Columns: []Column{
		{Title: "#", Right: true}, {Title: t.S("Criterion"), Grow: 1}, {Title: t.S("Draft")}, {Title: t.S("Peers"), Right: true}, {Title: t.S("Best precedent")}, {Title: t.S("Score"), Right: true}}}
	var rows [][]Cell
	for _, item := range g.Gaps {
		best := cell(Quiet(t.S("none held")))
		if len(item.Precedents) > 0 {
			p := item.Precedents[0]
			best = cell(t.mark(p.Level), Break{}, Quiet(p.name(t)))
		}
		rows = append(rows, []Cell{cell(Plain(fmt.Sprint(item.Rank))), cell(nameOf(t, item.Coded)...), cell(t.mark(item.Level)),
			shareCell(item.Usual), best, cell(Plain(t.Number(item.Score, 2)))})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

// name is how a table names the agreement of a precedent.
func (p Precedent) name(t Tongue) string {
	out := p.Agreement.Corridor
	if y := p.Agreement.Signed.Year(); y > 0 {
		out += fmt.Sprintf(" %d", y)
	}
	return out
}

// section is one gap.
func (item GapItem) section(t Tongue, lang string) Section {
	s := Section{ID: "gap-" + strings.ReplaceAll(item.Criterion, ".", "-"), Title: fmt.Sprintf("%d. %s", item.Rank, t.S(item.Title))}
	if item.Level == rubric.Contrary {
		s.Tone = Warning
	}
	facts := Facts{
		{t.S("The draft"), item.said(t, lang)},
		{t.S("Asked"), words(t.Said(item.Asks))},
	}
	if item.Counts != "" {
		facts = append(facts, Fact{t.S("What counts"), words(t.S(item.Counts))})
	}
	facts = append(facts, Fact{t.S("Source"), words(t.Said(item.Source))}, Fact{t.S("Among peers"), words(item.usual(t))})
	if item.Note != "" {
		facts = append(facts, Fact{t.S("Drafting"), words(t.S(item.Note))})
	}
	s.Blocks = []Block{facts}
	if len(item.Precedents) == 0 {
		s.Blocks = append(s.Blocks, note(t.S("No agreement in the repository provides it better.")))
	} else {
		s.Blocks = append(s.Blocks, precedentTable(t, item.Precedents))
	}
	return s
}

// said is what the draft has of the criterion.
func (item GapItem) said(t Tongue, lang string) []Inline {
	body := []Inline{t.mark(item.Level)}
	if reason := reasonOf(t, item.Coded); reason != "" {
		body = append(body, Plain(" – "+reason))
	}
	for _, p := range shown(item.Coded) {
		body = append(body, Break{}, p.display(t, lang, item.Level, quoteLimit))
	}
	return body
}

func (item GapItem) usual(t Tongue) string {
	if item.Usual.N == 0 {
		return t.S("no peer to compare with")
	}
	return t.S("%s have it (%s), %s with an operative clause (%s)", item.Usual.Percent(), item.Usual.Of(), item.UsualFirm.Percent(), item.UsualFirm.Of())
}

func precedentTable(t Tongue, list []Precedent) Table {
	out := Table{Caption: t.S("Strongest precedents in the repository"), Style: Passages, Head: 0, Columns: []Column{{Title: t.S("Agreement"), Grow: 2}, {Title: t.S("Passage"), Grow: 5}}}
	var rows [][]Cell
	for _, p := range list {
		var why []string
		for _, w := range p.Why {
			why = append(why, t.S(w))
		}
		rows = append(rows, []Cell{
			cell(Plain(Shorten(p.Agreement.Title, 90)), Break{}, Quiet(p.name(t)), Break{}, Code(p.Agreement.ID[:min(12, len(p.Agreement.ID))])),
			cell(t.mark(p.Level), Break{}, p.Passage.display(t, p.Language, p.Level, quoteLimit),
				Break{}, Quiet(t.S("chosen for: %s", strings.Join(why, ", ")))),
		})
	}
	out.Groups = []Group{{Rows: rows}}
	return out
}

func (g Gap) method(t Tongue) []Block {
	out := []Block{note(t.S("Score = %s", t.S(g.Rule))),
		note(t.S("Precedents are passages of agreements in this repository, word for word: the stronger level first, then the same corridor, destination, origin, region of destination and kind, " +
			"the surer coding, the later signature. Drafting notes are ours and quote nothing."))}
	if len(g.Options.Themes) > 0 {
		out = append(out, note(t.S("Only these themes: %s.", strings.Join(g.Options.Themes, ", "))))
	}
	for _, list := range []struct {
		text string
		ids  []string
	}{{t.S("Provided by an operative clause"), g.Met}, {t.S("Not applicable"), g.NA}, {t.S("Rated by nobody"), g.Unrated}} {
		if len(list.ids) > 0 {
			out = append(out, note(list.text+": "+strings.Join(list.ids, ", ")+"."))
		}
	}
	return out
}

// Sheet is one row a precedent, or one for a gap without any.
func (g Gap) Sheet() Sheet {
	s := Sheet{Name: "gaps", Columns: []string{"agreement", "rubric", "rank", "theme", "criterion", "criterion_title", "level", "article", "quote", "reason", "confidence", "score",
		"weight", "peers_k", "peers_n", "peers_percent", "asks", "source", "drafting_note", "precedent", "precedent_title", "precedent_corridor", "precedent_signed",
		"precedent_level", "precedent_article", "precedent_quote", "precedent_why", "citation", "precedent_citation"}}
	for _, item := range g.Gaps {
		list := item.Precedents
		if len(list) == 0 {
			list = []Precedent{{}}
		}
		for _, p := range list {
			row := append(g.gapCells(item), precedentCells(p)...)
			s.Rows = append(s.Rows, append(row, citationCell(g.Agreement, item.Passages), p.Passage.Citation.String()))
		}
	}
	return s
}

func (g Gap) gapCells(item GapItem) []any {
	var first Passage
	if len(item.Passages) > 0 {
		first = item.Passages[0]
	}
	var percent any
	if v := item.Usual.Value(); v != nil {
		percent = round(100**v, 4)
	}
	return []any{g.Agreement.ID, g.Rubric.Ref, item.Rank, item.Theme, item.Criterion, item.Title, item.Level.String(), first.Path, first.Quote, item.Reason, item.Confidence,
		item.Score, item.Weight, item.Usual.K, item.Usual.N, percent, item.Asks, item.Source, item.Note}
}

func precedentCells(p Precedent) []any {
	if p.Agreement.ID == "" {
		return make([]any, 8)
	}
	return []any{p.Agreement.ID, p.Agreement.Title, p.Agreement.Corridor, dateCell(p.Agreement.Signed), p.Level.String(), p.Passage.Path, p.Passage.Quote, strings.Join(p.Why, "; ")}
}
