package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"corridor/reports"
	"corridor/store"
)

// errDamaged: verify found damage; the report names it.
var errDamaged = errors.New("the repository is damaged")

func (p *program) verifyCommand() *cli.Command {
	return &cli.Command{
		Name:  "verify",
		Usage: "check all that the repository holds, and name what is damaged",
		Description: example("Hashes every original and every text again, replays the journal and holds every record against it, checks every span of evidence and "+
			"every reference, and compares the index with the records. Each damaged object is named, and the exit code is 5; it is 0 when nothing is wrong. With --head, "+
			"noted elsewhere before (status, verify and backup print it), the journal must lead through it: so nobody can have written it anew.",
			"corridor verify --store corridor.db", "corridor verify --head \"$(cat head.txt)\" --format json"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "head", Usage: "`NUMBER:HASH` of the journal as it was noted"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), p.indexFlag(), quietFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.verify(c, k) })
		},
	}
}

func (p *program) verify(c *cli.Context, k *store.Keeper) (err error) {
	o := store.VerifyOptions{Checks: []store.Check{k.Check()}}
	if noted := c.String("head"); noted != "" {
		if o.Head, err = store.ParseHead(noted); err != nil {
			return usagef(c, "--head: %v", err)
		}
	}
	v, err := k.Store.Verify(c.Context, o)
	if err != nil {
		return err
	}
	if index, err := k.Standing(c.Context); err != nil {
		return err
	} else if index.State != store.Fresh { // the next search mends it
		v.Notes = append(v.Notes, "index "+reports.Tongue{}.Index(index))
	}
	if err := p.writeReport(c, verification{v}); err != nil {
		return err
	}
	if n := len(v.Faults); n > 0 {
		return fmt.Errorf("%w in %s: restore a backup, or give the files named again", errDamaged, counted(n, "place"))
	}
	return nil
}

// verification is the report of verify.
type verification struct{ *store.Verification }

func (v verification) Document(reports.Tongue) reports.Document {
	d := reports.Document{Kind: "Verification", Title: v.Store, Lead: "Nothing is damaged.", Wide: len(v.Faults) > 0}
	if n := len(v.Faults); n > 0 {
		d.Lead = fmt.Sprintf("Damaged in %s.", counted(n, "place"))
	}
	d.Blocks = []reports.Block{reports.Facts{
		{Term: "Schema", Body: []reports.Inline{reports.Plain(fmt.Sprint(v.Schema))}},
		{Term: "Head", Body: []reports.Inline{reports.Code(v.Head.String())}},
	}}
	for _, note := range v.Notes {
		d.Blocks = append(d.Blocks, reports.Paragraph{Tone: reports.Note, Body: []reports.Inline{reports.Plain(note)}})
	}
	return withTables(d, v.damage(), v.checked())
}

func (v verification) damage() reports.Table {
	t := reports.Table{Caption: "Damage", Columns: []reports.Column{{Title: "Object"}, {Title: "Which", Grow: 1}, {Title: "What is wrong", Grow: 2}}}
	var rows [][]reports.Cell
	for _, f := range v.Faults {
		rows = append(rows, row(reports.Plain(f.Object), reports.Code(f.ID), reports.Plain(f.Problem)))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

func (v verification) checked() reports.Table {
	t := reports.Table{Caption: "Checked", Style: reports.Numbers,
		Columns: []reports.Column{{Title: "Objects", Grow: 1}, {Title: "Checked", Right: true}, {Title: "Damaged", Right: true}}}
	var rows [][]reports.Cell
	for _, n := range v.Counts {
		rows = append(rows, row(reports.Plain(n.Object), reports.Plain(fmt.Sprint(n.Checked)), reports.Plain(fmt.Sprint(n.Faults))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// Sheet is one row a fault.
func (v verification) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "damage", Columns: []string{"object", "id", "problem"}}
	for _, f := range v.Faults {
		s.Rows = append(s.Rows, []any{f.Object, f.ID, f.Problem})
	}
	return s
}
