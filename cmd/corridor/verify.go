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

func (v verification) Document(t reports.Tongue) reports.Document {
	d := reports.Document{Kind: t.S("Verification"), Title: v.Store, Lead: t.S("Nothing is damaged."), Wide: len(v.Faults) > 0}
	if n := len(v.Faults); n > 0 {
		d.Lead = t.N(n, "Damaged in %d place.", "Damaged in %d places.")
	}
	d.Blocks = []reports.Block{reports.Facts{
		{Term: t.S("Schema"), Body: []reports.Inline{reports.Plain(fmt.Sprint(v.Schema))}},
		{Term: t.S("Head of the journal"), Body: []reports.Inline{reports.Code(v.Head.String())}},
	}}
	for _, note := range v.Notes {
		d.Blocks = append(d.Blocks, reports.Paragraph{Tone: reports.Note, Body: []reports.Inline{reports.Plain(note)}})
	}
	return withTables(d, v.damage(t), v.checked(t))
}

func (v verification) damage(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Damage"), Columns: []reports.Column{{Title: t.S("Object")}, {Title: t.S("Which"), Grow: 1}, {Title: t.S("What is wrong"), Grow: 2}}}
	var rows [][]reports.Cell
	for _, f := range v.Faults {
		rows = append(rows, row(reports.Plain(f.Object), reports.Code(f.ID), reports.Plain(f.Problem)))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

func (v verification) checked(t reports.Tongue) reports.Table {
	table := reports.Table{Caption: t.S("Checked"), Style: reports.Numbers,
		Columns: []reports.Column{{Title: t.S("Objects"), Grow: 1}, {Title: t.S("Checked"), Right: true}, {Title: t.S("Damaged"), Right: true}}}
	var rows [][]reports.Cell
	for _, n := range v.Counts {
		rows = append(rows, row(reports.Plain(n.Object), reports.Plain(fmt.Sprint(n.Checked)), reports.Plain(fmt.Sprint(n.Faults))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return table
}

// Sheet is one row a fault.
func (v verification) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "damage", Columns: []string{"object", "id", "problem"}}
	for _, f := range v.Faults {
		s.Rows = append(s.Rows, []any{f.Object, f.ID, f.Problem})
	}
	return s
}
