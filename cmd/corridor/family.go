package main

import (
	"context"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

func (p *program) familyCommand() *cli.Command {
	return &cli.Command{
		Name:      "family",
		Usage:     "show the family of an agreement, and decide what agreements are to each other",
		ArgsUsage: "ID [OTHER]",
		Description: example("A relation is read \"ID amends OTHER\". It is said by a text, by you (--add), or offered by the program because two texts are much alike, and then waits "+
			"for you: --accept says that the two belong together, as the relation named, and --refuse that they do not, so that it is never offered again. Texts are never "+
			"merged. --offers lists what waits, of one agreement or of all.",
			"corridor family 3f9a12", "corridor family --offers", "corridor family 3f9a12 --accept renews 77be04", "corridor family 3f9a12 --add amends 77be04",
			"corridor family 3f9a12 --refuse 77be04"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "add", Usage: "add the `RELATION` \"ID RELATION OTHER\": " + strings.Join(relationNames(), ", ")},
			&cli.StringFlag{Name: "accept", Usage: "take the offer between ID and OTHER, as this `RELATION`"},
			&cli.BoolFlag{Name: "refuse", Usage: "refuse the offer, or the relation, between ID and OTHER"},
			&cli.BoolFlag{Name: "offers", Usage: "list only what is offered and waits"},
			&cli.StringFlag{Name: "why", Usage: "reason to keep with the decision", DefaultText: "who decided"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(),
		},
		Action: func(c *cli.Context) error {
			d, err := p.decisionOf(c)
			switch {
			case err != nil:
				return err
			case d == nil:
				return withStore(c, func(s *store.Store) error { return p.family(c, s) })
			}
			return p.changeStore(c, func(s *store.Store) error {
				if err := d.carryOut(c.Context, s); err != nil {
					return err
				}
				return p.family(c, s)
			})
		},
	}
}

func relationNames() (out []string) {
	for _, k := range corpus.RelationKinds() {
		out = append(out, string(k))
	}
	return out
}

// family writes the relations of the agreement that is named, or of all.
func (p *program) family(c *cli.Context, s *store.Store) error {
	var list []store.Relation
	var err error
	if id := c.Args().First(); id != "" {
		list, err = s.Family(c.Context, id)
	} else {
		list, err = s.Relations(c.Context, store.Offered)
	}
	if err != nil {
		return err
	}
	k := kinship{Relations: []kin{}}
	for _, r := range list {
		if c.Bool("offers") && r.State != store.Offered {
			continue
		}
		line := kin{Relation: r}
		if line.Name, err = heldTitle(c.Context, s, r.Agreement); err != nil {
			return err
		}
		if line.OtherName, err = heldTitle(c.Context, s, r.Other); err != nil {
			return err
		}
		k.Relations = append(k.Relations, line)
	}
	return p.writeReport(c, k)
}

// heldTitle is the title of a held agreement; "" is of none.
func heldTitle(ctx context.Context, s *store.Store, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return "", err
	}
	return a.Title.Value, nil
}

// kinship is the report of family.
type kinship struct {
	Relations []kin `json:"relations"`
}

// kin is a relation with the titles of both.
type kin struct {
	store.Relation
	Name      string `json:"agreementTitle,omitempty"`
	OtherName string `json:"otherTitle,omitempty"`
}

func (k kinship) Document(t reports.Tongue) reports.Document {
	table := reports.Table{Caption: t.S("Relations"), Columns: []reports.Column{{Title: t.S("Agreement"), Grow: 2}, {Title: t.S("Relation")}, {Title: t.S("Other agreement"), Grow: 2},
		{Title: t.S("State")}, {Title: t.S("Why"), Grow: 2}}, Head: 1}
	var rows [][]reports.Cell
	for _, r := range k.Relations {
		other := called(r.Other, r.OtherName)
		if r.Other == "" {
			other = reports.Cell{Body: []reports.Inline{reports.Plain(t.S("“%s”, not held", r.Title))}}
		}
		rows = append(rows, []reports.Cell{called(r.Agreement, r.Name), {Body: []reports.Inline{reports.Strong(t.S(string(r.Kind)))}}, other,
			{Body: []reports.Inline{reports.Plain(t.S(string(r.State)))}}, {Body: []reports.Inline{reports.Plain(r.Why)}}})
	}
	table.Groups = []reports.Group{{Rows: rows}}
	return reports.Document{Kind: t.S("Family"), Title: t.N(len(rows), "%d relation", "%d relations"), Wide: true, Blocks: []reports.Block{table}}
}

// called is an agreement by its first digits and its title.
func called(id, title string) reports.Cell {
	return reports.Cell{Body: []reports.Inline{reports.Code(id[:min(12, len(id))]), reports.Break{}, reports.Plain(shorten(title, 60))}}
}

func (k kinship) Sheet() reports.Sheet {
	s := reports.Sheet{Name: "relations", Columns: []string{"agreement", "agreement_title", "relation", "other", "other_title", "state", "similarity", "why"}}
	for _, r := range k.Relations {
		title := r.OtherName
		if r.Other == "" {
			title = r.Title
		}
		s.Rows = append(s.Rows, []any{r.Agreement, r.Name, string(r.Kind), r.Other, title, string(r.State), r.Similarity, r.Why})
	}
	return s
}
