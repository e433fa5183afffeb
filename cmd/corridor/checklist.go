package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/reports"
)

func (p *program) checklistCommand() *cli.Command {
	return &cli.Command{
		Name:      "checklist",
		Usage:     "print the questions that a tripartite meeting should put, with what the texts say today",
		ArgsUsage: "[FILE|ID…]",
		Description: example("For a draft, name it; for a corridor, choose it by the filters. Questions are grouped by theme; those that an operative clause settles are ticked.",
			"corridor checklist draft.docx --rubric cw2022 --out questions.docx", "corridor checklist --origin NPL --destination QAT"),
		Flags: append([]cli.Flag{rubricFlag("ask about these `RUBRICS`"), formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag()}, slices.Concat(readingFlags(), filterFlags())...),
		Action: func(c *cli.Context) error {
			return p.withDesk(c, func(d *desk) error { return p.checklist(c, d) })
		},
	}
}

// checklistMost is how many texts answer side by side.
const checklistMost = 6

func (p *program) checklist(c *cli.Context, d *desk) error {
	texts, err := d.chosen(c, checklistMost)
	if err != nil {
		return err
	}
	rubrics := d.bench.asked
	if rubrics == nil {
		r, err := d.oneRubric(c, texts)
		if err != nil {
			return err
		}
		rubrics = append(rubrics, r)
	}
	return p.writeReport(c, reports.NewChecklist(checklistTitle(c, texts), rubrics, checklistInputs(texts)))
}

// checklistInputs are the texts with all that was found of them, whatever the rubric.
func checklistInputs(texts []codedText) []reports.ChecklistInput {
	var out []reports.ChecklistInput
	for _, t := range texts {
		out = append(out, reports.ChecklistInput{Agreement: t.agreement, Under: t.under})
	}
	return out
}

// checklistTitle names the one text, or the corridor.
func checklistTitle(c *cli.Context, texts []codedText) string {
	if len(texts) == 1 {
		return strings.Join(strings.Fields(texts[0].agreement.Title.Value), " ")
	}
	var ends []string
	for _, name := range []string{"origin", "destination"} {
		if c.IsSet(name) {
			ends = append(ends, c.String(name))
		}
	}
	if len(ends) > 0 {
		return strings.Join(ends, " → ")
	}
	return texts[0].agreement.Corridor.String()
}
