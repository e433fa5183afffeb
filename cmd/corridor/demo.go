package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) demoCommand() *cli.Command {
	return &cli.Command{
		Name:  "demo",
		Usage: "ingest the specimens that Corridor ships with, score them, and write the reports to a folder",
		Description: example("The specimens are agreements of our own writing between invented states. The folder holds index.html, a scorecard of each, "+
			"coverage tables, and the repository; it may be deleted at any time. With --serve the site is opened on it, until an interrupt.", "corridor demo --out demo-out --serve"),
		Flags: []cli.Flag{&cli.PathFlag{Name: "out", Aliases: []string{"o"}, Usage: "`FOLDER` to write to", Value: "demo-out"}, &cli.BoolFlag{Name: "serve", Usage: "open the site when all is there"}, quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if err := p.demo(c, c.Path("out")); err != nil || !c.Bool("serve") {
				return err
			}
			return p.app().RunContext(c.Context, []string{"corridor", "serve", "--store", filepath.Join(c.Path("out"), defaultStore), "--open"})
		},
	}
}

func (p *program) demo(c *cli.Context, dir string) error {
	for _, sub := range []string{"texts", "cards"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return fileError("write", dir, err)
		}
	}
	texts := filepath.Join(dir, "texts")
	if err := copySpecimens(texts); err != nil {
		return err
	}
	db := filepath.Join(dir, defaultStore)
	files, passed := inputsOf([]string{texts})
	if err := p.ingestInto(c, db, files, passed); err != nil {
		return err
	}
	if err := p.demoReports(c, dir, db); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "open %s\n", filepath.Join(dir, "index.html"))
	return nil
}

// copySpecimens writes the text of every specimen to a folder: the files that have a provenance beside them.
func copySpecimens(dir string) error {
	specimens := corpus.Specimens()
	names, err := fs.Glob(specimens, "*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		texts, err := fs.Glob(specimens, strings.TrimSuffix(name, "yaml")+"[^y]*")
		if err != nil || len(texts) != 1 {
			return fmt.Errorf("specimen %s has %d texts: %w", name, len(texts), corpus.ErrInvalid)
		}
		data, err := fs.ReadFile(specimens, texts[0])
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(dir, texts[0]), writeBytes(data)); err != nil {
			return err
		}
	}
	return nil
}

func writeBytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// demoReports writes the scorecards, the coverage tables and the page that leads to them.
func (p *program) demoReports(c *cli.Context, dir, db string) (err error) {
	s, err := store.Open(c.Context, db)
	if err != nil {
		return err
	}
	defer func() {
		if e := s.Close(); err == nil {
			err = e
		}
	}()
	b, err := p.newBench(c)
	if err != nil {
		return err
	}
	d, err := p.newDesk(c, b)
	if err != nil {
		return err
	}
	d.store = s
	index, err := d.demoCards(c, dir)
	if err != nil {
		return err
	}
	if index.Tables, err = demoTables(c, s, b.lib, dir); err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "index.html"), index.write)
}

// demoCards writes a scorecard of every agreement under every rubric that suits it.
func (d *desk) demoCards(c *cli.Context, dir string) (index demoIndex, err error) {
	list, err := d.store.List(c.Context, store.Filter{})
	if err != nil {
		return index, err
	}
	for _, m := range list {
		d.bench.asked = d.bench.lib.Suiting(m.Kind)
		got := d.scoreOne(c.Context, subject{name: m.ID, id: true})
		if got.err != nil {
			return index, got.err
		}
		base := path.Join("cards", strings.TrimSuffix(m.Source, path.Ext(m.Source)))
		if err := writeFormats(filepath.Join(dir, filepath.FromSlash(base)), reports.NewScorecards(got.cards...), reports.HTML, reports.JSON); err != nil {
			return index, err
		}
		index.add(m, base, got.cards)
	}
	return index, nil
}

// demoTables writes a coverage table for each rubric.
func demoTables(c *cli.Context, s *store.Store, lib *rubric.Library, dir string) (links []demoTable, err error) {
	for _, r := range lib.Rubrics {
		rows, err := coverageRows(c, s, r)
		if err != nil {
			return nil, err
		}
		table, err := reports.NewCoverage(r, rows, reports.CoverageOptions{})
		if err != nil {
			return nil, err
		}
		base := "coverage-" + r.ID
		if err := writeFormats(filepath.Join(dir, base), table, reports.HTML, reports.CSV, reports.JSON); err != nil {
			return nil, err
		}
		links = append(links, demoTable{Title: "Coverage by region of origin: " + r.Title, base: base})
	}
	return links, nil
}

// writeFormats writes a report in several formats beside each other.
func writeFormats(base string, v reports.Report, formats ...reports.Format) error {
	for _, f := range formats {
		if err := writeFile(base+"."+string(f), func(w io.Writer) error { return reports.Encode(w, f, v) }); err != nil {
			return err
		}
	}
	return nil
}
