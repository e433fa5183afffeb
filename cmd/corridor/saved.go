package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

func (p *program) savedCommand() *cli.Command {
	return &cli.Command{
		Name:  "saved",
		Usage: "list the searches and comparisons that you keep under a name",
		Description: example("\"corridor search --save NAME\" and \"corridor compare --save NAME\" keep one, in place of one of the same name, and --saved NAME runs it "+
			"again. They are your own: each user of a repository has names of his or her own, and none leave it with --public.",
			"corridor saved", "corridor saved --forget gulf"),
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "forget", Usage: "forget what is kept under these `NAMES`"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 0, 0, ""); err != nil {
				return err
			}
			return p.changeStore(c, func(s *store.Store) error {
				for _, name := range c.StringSlice("forget") {
					if err := p.forget(c.Context, s, name); err != nil {
						return err
					}
				}
				list, err := s.Saved(c.Context, "", p.user)
				if err != nil {
					return err
				}
				return p.writeReport(c, keepsakes{append([]store.Saved{}, list...)})
			})
		},
	}
}

// saveFlags are the flags of a command whose question can be kept.
func saveFlags(what string) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "save", Usage: "keep this " + what + " under a `NAME` of yours"},
		&cli.StringFlag{Name: "saved", Usage: "run the " + what + " that you keep under this `NAME`"},
	}
}

// recall is what the user keeps under the name of --saved.
func (p *program) recall(c *cli.Context, s *store.Store, kind store.SavedKind) (store.Saved, error) {
	list, err := s.Saved(c.Context, kind, p.user)
	for _, v := range list {
		if v.Name == c.String("saved") {
			return v, nil
		}
	}
	if err == nil {
		err = fmt.Errorf("saved %s %q: %w; \"corridor saved\" lists them", kind, c.String("saved"), corpus.ErrNotFound)
	}
	return store.Saved{}, err
}

// keep saves what --save asks for, if it does.
func (p *program) keep(c *cli.Context, s *store.Store, v store.Saved) error {
	if v.Name = c.String("save"); v.Name == "" {
		return nil
	}
	v.Owner = p.user
	return s.As(p.author()).Save(c.Context, v)
}

// forget forgets what is kept under a name, of either kind.
func (p *program) forget(ctx context.Context, s *store.Store, name string) error {
	list, err := s.Saved(ctx, "", p.user)
	found := false
	for _, v := range list {
		if v.Name == name && err == nil {
			found = true
			err = s.Unsave(ctx, v.Kind, v.Owner, v.Name)
		}
	}
	if err == nil && !found {
		err = fmt.Errorf("forget %q: %w", name, corpus.ErrNotFound)
	}
	return err
}

// keepsakes is the report of what a user keeps.
type keepsakes struct {
	Saved []store.Saved `json:"saved"`
}

func (k keepsakes) Document(t reports.Tongue) reports.Document {
	table := reports.Table{Caption: t.S("Saved"), Columns: []reports.Column{{Title: t.S("Name")}, {Title: t.S("Kind")}, {Title: t.S("What"), Grow: 1}}}
	var rows [][]reports.Cell
	for _, v := range k.Saved {
		rows = append(rows, row(reports.Strong(v.Name), reports.Plain(t.S(string(v.Kind))), reports.Code(question(v))))
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return reports.Document{Kind: t.S("Saved"), Title: t.S("%d saved", len(rows)), Blocks: []reports.Block{table}}
}

// question is the query, or the agreements by their first digits.
func question(v store.Saved) string {
	if v.Kind == store.SavedSearch {
		return v.Query
	}
	return strings.Join(shortIDs(v.Agreements), " ")
}

func (k keepsakes) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "saved", Columns: []string{"name", "kind", "what"}}
	for _, v := range k.Saved {
		s.Rows = append(s.Rows, []any{v.Name, string(v.Kind), question(v)})
	}
	return s
}
