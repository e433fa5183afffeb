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

func (g page) Document(reports.Tongue) reports.Document {
	a := g.Agreement
	d := reports.Document{Kind: "Agreement", Title: a.Title.Value, Lead: reports.Cite(a), Blocks: []reports.Block{g.facts()}}
	if d.Title == "" {
		d.Title = "(no title found)"
	}
	return withTables(d, g.articles(), g.assessed())
}

// withTables adds the tables that have rows.
func withTables(d reports.Document, tables ...reports.Table) reports.Document {
	for _, t := range tables {
		if len(t.Groups[0].Rows) > 0 {
			d.Sections = append(d.Sections, reports.Section{ID: strings.ToLower(t.Caption), Title: t.Caption, Blocks: []reports.Block{t}})
		}
	}
	return d
}

func (g page) facts() reports.Facts {
	a := g.Agreement
	var out reports.Facts
	add := func(term, value string) {
		if value != "" {
			out = append(out, reports.Fact{Term: term, Body: []reports.Inline{reports.Plain(value)}})
		}
	}
	add("Agreement", a.ID)
	add("Corridor", a.Corridor.String())
	for _, party := range a.Parties {
		add("Party", fmt.Sprintf("%s (%s)", party.Name, party.Role))
		add("Authorities", values(party.Authorities))
	}
	add("Kind", string(a.Kind.Value))
	add("Scope", string(a.Scope.Value))
	add("Sectors", values(a.Sectors))
	add("Occupations", occupations(a.Occupations))
	add("Signed", string(a.Signed.Value))
	add("Place", a.Place.Value)
	add("Enters into force", a.Entry.Value.String())
	add("In force", string(a.InForce.Value))
	add("Duration", duration(a.Duration))
	add("Renewal", string(a.Renewal.Value))
	add("Expires", string(a.Expires.Value))
	add("Language", a.Language)
	add("Authentic texts", authentic(a))
	for _, r := range a.Family {
		add("Family", fmt.Sprintf("%s %s", r.Kind, r.To))
	}
	add("Source", fmt.Sprintf("%s, %s, %d bytes, read by %s", a.Source.Name, a.Source.MediaType, a.Source.Bytes, a.Source.Extractor))
	add("Fetched from", a.Source.Address)
	add("SHA-256 of the file", a.Source.SHA256)
	add("Text", fmt.Sprintf("%s, %d bytes, %.0f %% of tokens look like words", a.Source.Quality.State, len(a.Text), 100*a.Source.Quality.WordShare))
	add("Read by OCR", ocrPages(a))
	for _, w := range a.Source.Warnings {
		add("Note", w)
	}
	return out
}

// values writes facts in a row.
func values[T ~string](facts []corpus.Fact[T]) string {
	var out []string
	for _, f := range facts {
		out = append(out, string(f.Value))
	}
	return strings.Join(out, ", ")
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
func ocrPages(a *corpus.Agreement) string {
	var pages []string
	for _, p := range a.Pages {
		if p.Confidence > 0 {
			pages = append(pages, fmt.Sprintf("page %d: %.0f %%", p.Number, 100*p.Confidence))
		}
	}
	if len(pages) == 0 {
		return ""
	}
	return fmt.Sprintf("mean confidence %.0f %%; %s", 100*a.Source.Quality.OCRMean, strings.Join(pages, ", "))
}

func duration(d corpus.Fact[corpus.Duration]) string {
	switch {
	case d.Value.Months > 0:
		return fmt.Sprintf("%d months", d.Value.Months)
	case d.Confidence > 0:
		return "unlimited"
	}
	return ""
}

func authentic(a *corpus.Agreement) string {
	list := values(a.Authentic)
	if lang := a.Prevailing.Value; lang != "" {
		list += "; " + lang + " prevails"
	}
	return list
}

func (g page) articles() reports.Table {
	t := reports.Table{Caption: "Articles", Columns: []reports.Column{
		{Title: "Part"}, {Title: "Article"}, {Title: "Heading", Grow: 3}, {Title: "Page", Right: true}, {Title: "Bytes", Right: true}}, Head: 1}
	var rows [][]reports.Cell
	for _, art := range g.Agreement.Articles() {
		at := ""
		if n := g.Agreement.PageOf(art.Span.Start); n > 0 {
			at = fmt.Sprint(n)
		}
		rows = append(rows, row(reports.Plain(art.Part), reports.Plain(line(art.Label.Of(g.Agreement.Text))),
			reports.Plain(line(art.Heading.Of(g.Agreement.Text))), reports.Plain(at), reports.Plain(fmt.Sprint(art.Span.Len()))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

func (g page) assessed() reports.Table {
	t := reports.Table{Caption: "Assessments", Columns: []reports.Column{
		{Title: "Rubric"}, {Title: "Rater"}, {Title: "Time"}, {Title: "Tool"}, {Title: "Yes (broad)", Right: true}, {Title: "Criteria", Right: true}}}
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
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// Sheet is one row an article.
func (g page) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "articles", Columns: []string{"agreement", "part", "label", "heading", "start", "end", "page"}}
	for _, art := range g.Agreement.Articles() {
		s.Rows = append(s.Rows, []any{g.Agreement.ID, string(art.Part), line(art.Label.Of(g.Agreement.Text)),
			line(art.Heading.Of(g.Agreement.Text)), art.Span.Start, art.Span.End, g.Agreement.PageOf(art.Span.Start)})
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
