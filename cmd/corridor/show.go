package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       "show one agreement of the repository",
		ArgsUsage:   "ID",
		Description: example("An id may be cut to its first six digits or more.", "corridor show 3f9a12", "corridor show 3f9a12 --text | less"),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "text", Usage: "only its text"},
			&cli.BoolFlag{Name: "segments", Usage: "only the tree of its parts, with their byte offsets"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "the id of the agreement"); err != nil {
				return err
			}
			if c.Bool("text") && c.Bool("segments") {
				return usagef(c, "--text and --segments do not go together")
			}
			return withStore(c, func(s *store.Store) error { return p.show(c, s) })
		},
	}
}

func (p *program) show(c *cli.Context, s *store.Store) error {
	page, err := pageOf(c.Context, s, c.Args().First())
	if err != nil {
		return err
	}
	var body string
	switch {
	case c.Bool("text"):
		body = page.Agreement.Text
	case c.Bool("segments"):
		body = outline(page.Agreement)
	default:
		return p.writeReport(c, page)
	}
	write := func(w io.Writer) error {
		_, err := io.WriteString(w, body)
		return err
	}
	if out := c.Path("out"); out != "" {
		return writeFile(out, write)
	}
	return write(p.stdout)
}

// page is the report of one agreement: what was read from it and who assessed it.
type page struct {
	Agreement   *corpus.Agreement    `json:"agreement"`
	Assessments []*rubric.Assessment `json:"assessments"`
}

func pageOf(ctx context.Context, s *store.Store, id string) (page, error) {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return page{}, err
	}
	held, err := s.Assessments(ctx, a.ID)
	return page{a, append([]*rubric.Assessment{}, held...)}, err
}

// Basis is the agreement, and who assessed it.
func (g page) Basis() reports.Basis {
	b := reports.Basis{Agreements: []reports.BaseText{{ID: g.Agreement.ID, Source: g.Agreement.Source.Name, SHA256: g.Agreement.Source.SHA256}}}
	for _, as := range g.Assessments {
		b.Rubrics, b.Raters = append(b.Rubrics, as.Rubric), append(b.Raters, as.Rater)
	}
	return b
}

func (g page) Document(t reports.Tongue) reports.Document {
	a := g.Agreement
	d := reports.Document{Kind: t.S("Agreement"), Title: a.Title.Value, TitleLang: a.Language, Blocks: []reports.Block{g.facts(t)}, Citation: []string{t.Cite(reports.Cite(a))}}
	d.Lead = d.Citation[0]
	if d.Title == "" {
		d.Title, d.TitleLang = t.S("(no title found)"), ""
	}
	return withTables(d, g.articles(t), g.assessed(t))
}

// withTables adds a section for each table that has rows; its caption is the title.
func withTables(d reports.Document, tables ...reports.Table) reports.Document {
	for i, t := range tables {
		if len(t.Groups[0].Rows) > 0 {
			d.Sections = append(d.Sections, reports.Section{ID: fmt.Sprintf("table-%d", i+1), Title: t.Caption, Blocks: []reports.Block{t}})
		}
	}
	return d
}

func (g page) facts(t reports.Tongue) reports.Facts {
	a := g.Agreement
	var out reports.Facts
	add := func(term, value string) {
		if value != "" {
			out = append(out, reports.Fact{Term: term, Body: []reports.Inline{reports.Plain(value)}})
		}
	}
	add(t.S("Agreement"), a.ID)
	add(t.S("Corridor"), a.Corridor.String())
	for _, party := range a.Parties {
		add(t.S("Party"), fmt.Sprintf("%s (%s)", party.Name, t.S(string(party.Role))))
		add(t.S("Authorities"), values(party.Authorities, plain))
	}
	add(t.S("Kind"), t.S(string(a.Kind.Value)))
	add(t.S("Scope"), t.S(string(a.Scope.Value)))
	add(t.S("Sectors"), values(a.Sectors, say(t)))
	add(t.S("Occupations"), occupations(a.Occupations))
	add(t.S("Signed"), string(a.Signed.Value))
	add(t.S("Place"), a.Place.Value)
	add(t.S("Enters into force"), t.Entry(a.Entry.Value))
	add(t.S("In force"), string(a.InForce.Value))
	add(t.S("Duration"), duration(t, a.Duration))
	add(t.S("Renewal"), t.S(string(a.Renewal.Value)))
	add(t.S("Expires"), string(a.Expires.Value))
	add(t.S("Language"), a.Language)
	add(t.S("Authentic texts"), authentic(t, a))
	for _, r := range a.Family {
		add(t.S("Family"), t.S(string(r.Kind))+" "+r.To)
	}
	add(t.S("Source"), t.S("%s, %s, %d bytes, read by %s", a.Source.Name, a.Source.MediaType, a.Source.Bytes, a.Source.Extractor))
	add(t.S("Fetched from"), a.Source.Address)
	add(t.S("SHA-256 of the file"), a.Source.SHA256)
	add(t.S("Text"), t.S("%s, %d bytes, %.0f\u00a0%% of tokens look like words", t.S(string(a.Source.Quality.State)), len(a.Text), 100*a.Source.Quality.WordShare))
	add(t.S("Read by OCR"), ocrPages(t, a))
	for _, w := range a.Source.Warnings {
		add(t.S("Remark"), t.Said(w))
	}
	return out
}

// values writes facts in a row, each said by one.
func values[T ~string](facts []corpus.Fact[T], one func(string) string) string {
	var out []string
	for _, f := range facts {
		out = append(out, one(string(f.Value)))
	}
	return strings.Join(out, ", ")
}

// plain says a word as it is, say in a language.
func plain(word string) string { return word }

func say(t reports.Tongue) func(string) string {
	return func(word string) string { return t.S(word) }
}

// occupations writes each occupation with its major group of ISCO-08: "nurse (2), caregiver (5)".
func occupations(facts []corpus.Fact[corpus.Occupation]) string {
	var out []string
	for _, f := range facts {
		out = append(out, fmt.Sprintf("%s (%d)", f.Value.Name, f.Value.ISCO))
	}
	return strings.Join(out, ", ")
}

// ocrPages writes how surely the pages that were read from pictures were read: "mean 93 %; page 1: 95 %, page 2: 91 %".
func ocrPages(t reports.Tongue, a *corpus.Agreement) string {
	var pages []string
	for _, p := range a.Pages {
		if p.Confidence > 0 {
			pages = append(pages, t.S("page %d: %.0f\u00a0%%", p.Number, 100*p.Confidence))
		}
	}
	if len(pages) == 0 {
		return ""
	}
	return t.S("mean confidence %.0f\u00a0%%; %s", 100*a.Source.Quality.OCRMean, strings.Join(pages, ", "))
}

func duration(t reports.Tongue, d corpus.Fact[corpus.Duration]) string {
	switch {
	case d.Value.Months > 0:
		return t.N(d.Value.Months, "%d month", "%d months")
	case d.Confidence > 0:
		return t.S("unlimited")
	}
	return ""
}

func authentic(t reports.Tongue, a *corpus.Agreement) string {
	list := values(a.Authentic, plain)
	if lang := a.Prevailing.Value; lang != "" {
		list = t.S("%s; %s prevails", list, lang)
	}
	return list
}

func (g page) articles(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Articles"), Columns: []reports.Column{
		{Title: t.S("Part")}, {Title: t.S("Article")}, {Title: t.S("Heading"), Grow: 3}, {Title: t.S("Page"), Right: true}, {Title: t.S("Bytes"), Right: true}}, Head: 1}
	var rows [][]reports.Cell
	for _, art := range g.Agreement.Articles() {
		at := ""
		if n := g.Agreement.PageOf(art.Span.Start); n > 0 {
			at = fmt.Sprint(n)
		}
		rows = append(rows, row(reports.Plain(t.S(string(art.Part))), reports.Plain(line(art.Label.Of(g.Agreement.Text))),
			reports.Plain(line(art.Heading.Of(g.Agreement.Text))), reports.Plain(at), reports.Plain(fmt.Sprint(art.Span.Len()))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

func (g page) assessed(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Assessments"), Columns: []reports.Column{
		{Title: t.S("Rubric")}, {Title: t.S("Rater")}, {Title: t.S("Time")}, {Title: t.S("Tool")}, {Title: t.S("Yes (broad)"), Right: true}, {Title: t.S("Criteria"), Right: true}}}
	var rows [][]reports.Cell
	for _, as := range g.Assessments {
		yes := 0
		for _, f := range as.Findings {
			if f.Level.Broad() {
				yes++
			}
		}
		rows = append(rows, row(reports.Plain(as.Rubric), reports.Plain(as.Rater), reports.Plain(as.Time.Format("2006-01-02 15:04")),
			reports.Plain(as.Tool), reports.Plain(fmt.Sprint(yes)), reports.Plain(fmt.Sprint(len(as.Findings)))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

// Sheet is one row an article.
func (g page) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "articles", Columns: []string{"agreement", "part", "label", "heading", "start", "end", "page", "citation"}}
	for _, art := range g.Agreement.Articles() {
		s.Rows = append(s.Rows, []any{g.Agreement.ID, string(art.Part), line(art.Label.Of(g.Agreement.Text)),
			line(art.Heading.Of(g.Agreement.Text)), art.Span.Start, art.Span.End, g.Agreement.PageOf(art.Span.Start),
			reports.CitePassage(g.Agreement, art.Span, line(art.Label.Of(g.Agreement.Text))).String()})
	}
	return s
}

// line puts text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// outline writes the tree of parts, a line a segment.
func outline(a *corpus.Agreement) string {
	var b strings.Builder
	var visit func(s corpus.Segment, depth int)
	visit = func(s corpus.Segment, depth int) {
		fmt.Fprintf(&b, "%7d %7d  %s%s", s.Span.Start, s.Span.End, strings.Repeat("  ", depth), s.Kind)
		if label := line(s.Label.Of(a.Text)); label != "" {
			fmt.Fprintf(&b, "  %s", label)
		}
		if heading := line(s.Heading.Of(a.Text)); heading != "" {
			fmt.Fprintf(&b, "  %s", heading)
		}
		b.WriteByte('\n')
		for _, c := range s.Children {
			visit(c, depth+1)
		}
	}
	for _, s := range a.Segments {
		visit(s, 0)
	}
	return b.String()
}
