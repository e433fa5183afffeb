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
	lib, err := rubric.Builtin()
	if err != nil {
		return err
	}
	rubrics, err := reports.PublishedRubrics(c.String("table"), lib)
	if err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		rows, err := tableRows(c, s, rubrics)
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

// tableRows gathers the agreements with their findings under the rubrics that the table draws on.
func tableRows(c *cli.Context, s *store.Store, rubrics []*rubric.Rubric) ([]reports.CoverageRow, error) {
	if rater := c.String("rater"); rater != "" {
		return raterRows(c, s, rater, rubrics...)
	}
	list, err := coverageList(c, s)
	if err != nil {
		return nil, err
	}
	return reports.Across(rubrics, func(r *rubric.Rubric) ([]reports.CoverageRow, error) {
		return reports.GatherRows(c.Context, s, r, list)
	})
}
