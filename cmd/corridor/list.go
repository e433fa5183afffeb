package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

func (p *program) listCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list the agreements of the repository",
		Description: example("Countries are alpha-3 codes or names. Lists are in the order of signature; undated agreements come first. "+
			"For the next page, give the id of the last line to --after.",
			"corridor list --origin NPL --region gcc --from 2005", "corridor list --scope sector --sector domestic", "corridor list --kind MOU --text \"passport\" --format csv"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "origin", Usage: "`COUNTRY` of origin"},
			&cli.StringFlag{Name: "destination", Usage: "`COUNTRY` of destination"},
			&cli.StringFlag{Name: "country", Usage: "`COUNTRY` on either side"},
			&cli.StringFlag{Name: "region", Usage: "`REGION` on either side (africa, gcc, asean, …)"},
			&cli.StringFlag{Name: "region-of", Usage: "side that --region means: origin, destination or either", Value: "either"},
			&cli.StringFlag{Name: "kind", Usage: "BLA, MOU, SSA, trainee, residence, union, framework, protocol or other"},
			&cli.StringFlag{Name: "scope", Usage: "whom it covers: " + joined(corpus.Scopes())},
			&cli.StringFlag{Name: "sector", Usage: "a sector it covers: " + joined(corpus.Sectors())},
			&cli.StringFlag{Name: "language", Usage: "`CODE` of the language: en, fr, es, de, nl, …"},
			&cli.IntFlag{Name: "from", Usage: "signed in this `YEAR` or later"},
			&cli.IntFlag{Name: "to", Usage: "signed in this `YEAR` or before"},
			&cli.StringFlag{Name: "text", Usage: "`WORDS` that the text must hold"},
			&cli.BoolFlag{Name: "public", Usage: "leave out what is private"},
			&cli.IntFlag{Name: "limit", Usage: "at most so many"},
			&cli.StringFlag{Name: "after", Usage: "`ID` of the last agreement of the page before"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			f, err := filterOf(c)
			if err != nil {
				return err
			}
			return withStore(c, func(s *store.Store) error {
				list, err := s.List(c.Context, f)
				if err != nil {
					return err
				}
				return p.writeReport(c, newListing(list))
			})
		},
	}
}

func filterOf(c *cli.Context) (store.Filter, error) {
	f := store.Filter{
		Origin: corpus.CodeOf(c.String("origin")), Destination: corpus.CodeOf(c.String("destination")), Country: corpus.CodeOf(c.String("country")),
		Region: c.String("region"), RegionOf: store.RegionSide(c.String("region-of")), Language: c.String("language"),
		From: c.Int("from"), To: c.Int("to"), Text: c.String("text"), Limit: c.Int("limit"), After: c.String("after"), Public: c.Bool("public"),
	}
	if name := c.String("kind"); name != "" {
		k, err := corpus.ParseKind(name)
		if err != nil {
			return f, usagef(c, "%v", err)
		}
		f.Kind = k
	}
	var err error
	if f.Scope, f.Sector, err = coversOf(c); err != nil {
		return f, usagef(c, "%v", err)
	}
	return f, nil
}

// coversOf reads --scope and --sector; "" where they are not given.
func coversOf(c *cli.Context) (scope corpus.Scope, sector corpus.Sector, err error) {
	if name := c.String("scope"); name != "" {
		if scope, err = corpus.ParseScope(name); err != nil {
			return "", "", err
		}
	}
	if name := c.String("sector"); name != "" {
		sector, err = corpus.ParseSector(name)
	}
	return scope, sector, err
}

// joined lists the values of an enumeration.
func joined[T ~string](list []T) string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}

// listing is the report of a list.
type listing struct {
	Agreements []store.Summary `json:"agreements"`
}

func newListing(list []store.Summary) listing {
	return listing{Agreements: append([]store.Summary{}, list...)}
}

// Basis is the agreements of the list.
func (l listing) Basis() (b reports.Basis) {
	for _, m := range l.Agreements {
		b.Agreements = append(b.Agreements, reports.BaseText{ID: m.ID, Source: m.Source})
	}
	return b
}

func (l listing) Document(t reports.Tongue) reports.Document {
	table := reports.Table{Caption: t.S("Agreements"), Style: reports.Numbers, Head: 1, Columns: []reports.Column{
		{Title: t.S("Id")}, {Title: t.S("Title"), Grow: 4}, {Title: t.S("Corridor")}, {Title: t.S("Kind")}, {Title: t.S("Signed")}, {Title: t.S("Language")}}}
	var rows [][]reports.Cell
	for _, m := range l.Agreements {
		rows = append(rows, row(reports.Code(m.ID[:12]), reports.Plain(shorten(m.Title, 70)), reports.Plain(m.Corridor.String()),
			reports.Plain(t.S(string(m.Kind))), reports.Plain(m.Signed), reports.Plain(m.Language)))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return reports.Document{Kind: t.S("List"), Title: t.N(len(rows), "%d agreement", "%d agreements"), Wide: true, Blocks: []reports.Block{table}}
}

func (l listing) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "agreements", Columns: []string{"id", "title", "corridor", "kind", "signed", "language", "source", "bytes", "citation"}}
	for _, m := range l.Agreements {
		s.Rows = append(s.Rows, []any{m.ID, m.Title, m.Corridor.String(), string(m.Kind), string(m.Signed), m.Language, m.Source, m.Bytes, reports.CiteSummary(m).String()})
	}
	return s
}

// row makes a table row of one inline a cell.
func row(cells ...reports.Inline) []reports.Cell {
	var out []reports.Cell
	for _, c := range cells {
		out = append(out, reports.Cell{Body: []reports.Inline{c}})
	}
	return out
}

// shorten cuts text that is longer than n characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n-1])) + "…"
	}
	return s
}

// counted writes a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
