package main

import (
	"github.com/urfave/cli/v2"

	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// coverageTable puts the repository beside published figures.
func (p *program) coverageTable(c *cli.Context) error {
	for _, name := range []string{"rubric", "by", "region", "rows", "theme", "columns"} {
		if c.IsSet(name) {
			return usagef(c, "--table and --%s: the rows and regions of a table are those that were published", name)
		}
	}
	o, err := coverageOptions(c)
	if err != nil {
		return err
	}
	o.By = reports.ByRegion
	if _, err := reports.Published(c.String("table")); err != nil {
		return err
	}
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		rows, err := tableRows(c, s, lib)
		if err != nil {
			return err
		}
		beside, err := reports.NewBeside(c.String("table"), lib, rows, o)
		if err != nil {
			return err
		}
		return p.writeReport(c, beside)
	})
}

// tableRows gathers the agreements with their findings under every rubric.
func tableRows(c *cli.Context, s *store.Store, lib *rubric.Library) (rows []reports.CoverageRow, err error) {
	if rater := c.String("rater"); rater != "" {
		return raterRows(c, s, rater, lib.Rubrics...)
	}
	for i, r := range lib.Rubrics {
		under, err := coverageRows(c, s, r)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			rows = under
			continue
		}
		for j := range under { // the store lists in one order
			rows[j].Findings = append(rows[j].Findings, under[j].Findings...)
		}
	}
	return rows, nil
}
