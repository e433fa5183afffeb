package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/reports"
)

func (p *program) ingestEvaluateCommand() *cli.Command {
	return &cli.Command{
		Name:  "evaluate",
		Usage: "measure what is read from texts against a folder that says what is true of them",
		Description: example("The folder holds index.csv and the texts that it lists. For each field (in scope, kind, origin, destination, date of signature, "+
			"language, articles) the share of texts read right is given with n and Wilson's 95 % interval, and every miss with what was wanted and what was read. "+
			"A text that cannot be read misses every field that its row fills.",
			"corridor ingest evaluate --gold ../shared/gold", "corridor ingest evaluate --gold ../shared/gold --set real --format json"),
		Flags: append([]cli.Flag{
			&cli.PathFlag{Name: "gold", Usage: "`FOLDER` with index.csv"},
			&cli.StringSliceFlag{Name: "set", Usage: "only rows of these `SETS` of the index (real,near-miss)"},
			formatFlag(), outFlag(), quietFlag(),
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if c.Path("gold") == "" {
				return usagef(c, "give the folder with --gold")
			}
			return p.ingestEvaluate(c)
		},
	}
}

func (p *program) ingestEvaluate(c *cli.Context) error {
	dir := c.Path("gold")
	rows, err := goldRows(dir, c.StringSlice("set"))
	if err != nil {
		return err
	}
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	opt, err := p.reading(c)
	if err != nil {
		return err
	}
	read := p.readRows(c, b, dir, rows, opt)
	rep, err := ingest.Evaluate(c.Context, rows, read)
	if err != nil {
		return err
	}
	return p.writeReport(c, newReadingReport(filepath.Base(filepath.Clean(dir)), rep))
}

// goldRows reads the index of a gold folder and keeps the rows of the sets asked for.
func goldRows(dir string, sets []string) ([]ingest.GoldRow, error) {
	rows, err := ingest.ReadGoldIndex(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, fileError("read", dir, err))
	}
	if len(sets) == 0 {
		return rows, nil
	}
	var kept []ingest.GoldRow
	var known []string
	for _, r := range rows {
		known = append(known, r.Set)
		if slices.Contains(sets, r.Set) {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		slices.Sort(known)
		return nil, fmt.Errorf("%s: no row is of the sets %s: %w: there are %s", dir, strings.Join(sets, ", "), corpus.ErrNotFound, strings.Join(slices.Compact(known), ", "))
	}
	return kept, nil
}

// readRows reads the texts of the rows on all cores, screens them, and hands them out by row.
func (p *program) readRows(c *cli.Context, b *bench, dir string, rows []ingest.GoldRow, opt ingest.Options) ingest.RowReader {
	type text struct {
		id      string
		a       *corpus.Agreement
		inScope bool
		err     error
	}
	bar := p.progress(c.Bool("quiet"), "read", len(rows))
	defer bar.end()
	held := map[string]text{}
	for t := range inOrder(c.Context, runtime.GOMAXPROCS(0), rows, func(ctx context.Context, row ingest.GoldRow) text {
		a, err := p.readAgreement(ctx, filepath.Join(dir, filepath.FromSlash(row.File)), opt)
		return text{row.ID, a, err == nil && b.rules.Screen(a).InScope, err}
	}) {
		held[t.id] = t
		bar.step()
	}
	return func(_ context.Context, row ingest.GoldRow) (*corpus.Agreement, bool, error) {
		t := held[row.ID]
		return t.a, t.inScope, t.err
	}
}

// readingReport is the report of an evaluation of reading.
type readingReport struct {
	Gold   string                  `json:"gold"`
	Texts  int                     `json:"texts"`
	Fields map[string]fieldReading `json:"fields"`
	Misses []ingest.Miss           `json:"misses"`
}

// fieldReading is how well one field is read. Of n = 0 accuracy and interval are null.
type fieldReading struct {
	N        int               `json:"n"`
	Right    int               `json:"right"`
	Accuracy *float64          `json:"accuracy"`
	CI95     *reports.Interval `json:"ci95"`
}

func newReadingReport(gold string, rep ingest.Report) readingReport {
	r := readingReport{Gold: gold, Texts: rep.Texts, Fields: map[string]fieldReading{}, Misses: append([]ingest.Miss{}, rep.Misses...)}
	for name, f := range rep.Fields {
		share := reports.Share{K: f.Right, N: f.N}
		r.Fields[name] = fieldReading{N: f.N, Right: f.Right, Accuracy: share.Value(), CI95: reports.Wilson(share)}
	}
	return r
}

func (r readingReport) Document(reports.Tongue) reports.Document {
	t := reports.Table{Caption: "Fields", Style: reports.Numbers, Head: 1, Columns: []reports.Column{
		{Title: "Field", Grow: 1}, {Title: "n", Right: true}, {Title: "Right", Right: true}, {Title: "Accuracy", Right: true}, {Title: "95 % interval", Right: true}}}
	var rows [][]reports.Cell
	for _, name := range ingest.EvaluatedFields {
		f := r.Fields[name]
		interval := "–"
		if f.CI95 != nil {
			interval = f.CI95.String() + " %"
		}
		rows = append(rows, row(reports.Code(name), reports.Plain(fmt.Sprint(f.N)), reports.Plain(fmt.Sprint(f.Right)),
			reports.Plain(accuracyText(f)), reports.Plain(interval)))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	d := reports.Document{Kind: "Evaluation", Title: "Reading against " + r.Gold, Lead: counted(r.Texts, "text"), Blocks: []reports.Block{t}}
	return withTables(d, r.missed())
}

func accuracyText(f fieldReading) string {
	if f.Accuracy == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100**f.Accuracy)
}

func (r readingReport) missed() reports.Table {
	t := reports.Table{Caption: "Misses", Columns: []reports.Column{{Title: "File", Grow: 2}, {Title: "Field"}, {Title: "Want", Grow: 1}, {Title: "Have", Grow: 1}}}
	var rows [][]reports.Cell
	for _, m := range r.Misses {
		rows = append(rows, row(reports.Code(m.File), reports.Plain(m.Field), reports.Plain(m.Want), reports.Plain(line(m.Have))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// Sheet is one row a field.
func (r readingReport) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "fields", Columns: []string{"field", "n", "right", "accuracy", "low", "high"}}
	for _, name := range ingest.EvaluatedFields {
		f := r.Fields[name]
		cells := []any{name, f.N, f.Right, nil, nil, nil}
		if f.Accuracy != nil {
			cells[3], cells[4], cells[5] = *f.Accuracy, f.CI95.Low, f.CI95.High
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}
