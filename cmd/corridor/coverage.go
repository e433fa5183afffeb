package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

func (p *program) coverageCommand() *cli.Command {
	return &cli.Command{
		Name:  "coverage",
		Usage: "count how many agreements of the repository provide each criterion",
		Description: example("A table of criteria, or of themes, by region, corridor, decade, kind, scope, sector, language or rater: k of n, per cent, and Wilson's 95 % interval. The broad reading "+
			"counts weak and operative provisions, the strict one operative ones alone.",
			"corridor coverage --rubric cw2022 --by region --region-of destination --reading strict",
			"corridor coverage --by decade --kind BLA,MOU --format csv --out coverage.csv",
			"corridor coverage --rater chilton-woda-2022 --by region --from 1990",
			"corridor coverage --by corridor --rows theme --columns 8",
			"corridor coverage --by decade --sector domestic --theme recruitment,wages",
			"corridor coverage --table box11"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "rubric", Aliases: []string{"r"}, Usage: "count under this `RUBRIC`", Value: "r086"},
			&cli.StringFlag{Name: "by", Usage: "columns: " + joined(reports.Dimensions()), Value: string(reports.ByRegion)},
			&cli.StringFlag{Name: "region-of", Usage: "by region: whose region, origin, destination or either", DefaultText: "origin"},
			&cli.StringSliceFlag{Name: "region", Usage: "by region: these `CODES` as columns (gcc,asean)", DefaultText: "the principal regions"},
			&cli.IntFlag{Name: "columns", Usage: "by corridor: so many corridors, the others together", DefaultText: fmt.Sprint(reports.DefaultColumns)},
			&cli.StringFlag{Name: "rows", Usage: "lines: criterion or theme", Value: string(reports.Criteria)},
			&cli.StringSliceFlag{Name: "theme", Usage: "only criteria of these `THEMES`"},
			&cli.StringFlag{Name: "reading", Usage: "what counts as yes: broad or strict", Value: string(reports.Broad)},
			&cli.IntFlag{Name: "from", Usage: "signed in this `YEAR` or later"},
			&cli.IntFlag{Name: "to", Usage: "signed in this `YEAR` or before"},
			&cli.StringSliceFlag{Name: "kind", Usage: "only agreements of these `KINDS`"},
			&cli.StringSliceFlag{Name: "scope", Usage: "only agreements that cover these `SCOPES`: " + joined(corpus.Scopes())},
			&cli.StringSliceFlag{Name: "sector", Usage: "only agreements that cover one of these `SECTORS`: " + joined(corpus.Sectors())},
			&cli.StringFlag{Name: "rater", Usage: "count what this `RATER` alone found, in held texts and in imported catalogues", DefaultText: "the findings that count"},
			&cli.StringFlag{Name: "table", Usage: "beside the figures of a published `TABLE`: box11"},
			&cli.IntFlag{Name: "min-n", Usage: "mark cells on fewer agreements as thin", Value: reports.DefaultMinN},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			if c.IsSet("table") {
				return p.coverageTable(c)
			}
			return p.coverage(c)
		},
	}
}

func (p *program) coverage(c *cli.Context) error {
	o, err := coverageOptions(c)
	if err != nil {
		return err
	}
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	if _, err := lib.Rubric(c.String("rubric")); err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		r, err := coverageRubric(c, s, lib)
		if err != nil {
			return err
		}
		rows, err := countedRows(c, s, r)
		if err != nil {
			return err
		}
		table, err := reports.NewCoverage(r, rows, o)
		if err != nil {
			return err
		}
		return p.writeReport(c, table)
	})
}

func coverageOptions(c *cli.Context) (reports.CoverageOptions, error) {
	o := reports.CoverageOptions{
		By: reports.Dimension(c.String("by")), Attribution: reports.Attribution(c.String("region-of")),
		Regions: c.StringSlice("region"), Reading: reports.Reading(c.String("reading")),
		From: c.Int("from"), To: c.Int("to"), MinN: c.Int("min-n"), Rater: c.String("rater"),
		Themes: c.StringSlice("theme"), Columns: c.Int("columns"),
	}
	if c.IsSet("rows") {
		o.Rows = reports.Unit(c.String("rows"))
	}
	var err error
	if o.Kinds, err = kindsOf(c); err != nil {
		return o, err
	}
	if o.Scopes, err = parsedAll(c, "scope", corpus.ParseScope); err != nil {
		return o, err
	}
	o.Sectors, err = parsedAll(c, "sector", corpus.ParseSector)
	return o, err
}

// parsedAll reads every value of a flag.
func parsedAll[T any](c *cli.Context, name string, parse func(string) (T, error)) (out []T, err error) {
	for _, value := range c.StringSlice(name) {
		v, err := parse(value)
		if err != nil {
			return nil, usagef(c, "%v", err)
		}
		out = append(out, v)
	}
	return out, nil
}

// countedRows gathers the rows of --rater, or else those of the findings that count.
func countedRows(c *cli.Context, s *store.Store, r *rubric.Rubric) ([]reports.CoverageRow, error) {
	if rater := c.String("rater"); rater != "" {
		return raterRows(c, s, rater, r)
	}
	return coverageRows(c, s, r)
}

// coverageRows gathers every agreement of the repository with the findings that count under the rubric.
func coverageRows(c *cli.Context, s *store.Store, r *rubric.Rubric) ([]reports.CoverageRow, error) {
	list, err := coverageList(c, s)
	if err != nil {
		return nil, err
	}
	if c.String("by") == string(reports.ByRater) {
		return reports.GatherByRater(c.Context, s, r, list)
	}
	return reports.GatherRows(c.Context, s, r, list)
}

// coverageList lists the agreements of the repository, which must hold one.
func coverageList(c *cli.Context, s *store.Store) ([]store.Summary, error) {
	list, err := s.List(c.Context, store.Filter{})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("coverage: the store %s holds no agreement: %w", s.Path(), corpus.ErrNotFound)
	}
	return list, err
}
