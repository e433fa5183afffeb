package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/reports"
	"corridor/store"
)

func (p *program) searchCommand() *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     "find clauses, or agreements, by words and by what was found in them",
		ArgsUsage: "QUERY",
		Description: example("Set the query in single quotes, so that the shell leaves its own quotation marks alone. A query that begins with a minus stands "+
			"behind \"--\". --help-query prints the manual of the language. Words that are nowhere as written are looked for with typos.",
			`corridor search 'origin:NPL destination:"Gulf" year:2005.. kind:mou passport AND "employer shall" has:cw.passport>=operative -has:gp.05'`,
			"corridor search 'recruit* fee level:contrary' --sort date --facets origin,year --format json", "corridor search --help-query"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "by", Usage: "what hits are: clause or agreement", Value: string(store.Clauses)},
			&cli.StringFlag{Name: "sort", Usage: "relevance, date (newest first) or score (strongest coding first)", Value: string(store.ByRelevance)},
			&cli.IntFlag{Name: "limit", Usage: "hits of a page", Value: store.DefaultHits},
			&cli.IntFlag{Name: "page", Usage: "number of the page, from 1", Value: 1},
			&cli.StringSliceFlag{Name: "facets", Usage: "count the hits by these `FIELDS`, or \"all\": " + strings.Join(facetNames(), ", ")},
			&cli.IntFlag{Name: "values", Usage: "most values of a facet; 0 is all", Value: 20},
			&cli.BoolFlag{Name: "public", Usage: "leave out what may not be published"},
			&cli.BoolFlag{Name: "help-query", Usage: "print the manual of the query language"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), p.indexFlag(), quietFlag(),
		}, saveFlags("query")...),
		Action: func(c *cli.Context) error {
			if c.Bool("help-query") {
				fmt.Fprint(p.stdout, store.QueryHelp)
				return nil
			}
			if err := wantArgs(c, 0, 1, ""); err != nil {
				return usagef(c, "set the query in single quotes: %v", err)
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.search(c, k) })
		},
	}
}

func facetNames() (out []string) {
	for _, f := range store.FacetFields() {
		out = append(out, string(f))
	}
	return out
}

func (p *program) search(c *cli.Context, k *store.Keeper) error {
	words, err := vocabulary(c, k)
	if err != nil {
		return err
	}
	text := c.Args().First()
	if c.IsSet("saved") {
		if text != "" {
			return usagef(c, "--saved is the query: give no other")
		}
		v, err := p.recall(c, k.Store, store.SavedSearch)
		if err != nil {
			return err
		}
		text = v.Query
	}
	query, err := store.ParseQuery(text, words)
	if err != nil {
		return err
	}
	if err := p.keep(c, k.Store, store.Saved{Kind: store.SavedSearch, Query: text}); err != nil {
		return err
	}
	r, err := requestOf(c, query)
	if err != nil {
		return err
	}
	res, err := k.Search(c.Context, r)
	if err != nil {
		return err
	}
	found, err := reports.NewFound(c.Context, r, res, k.Store)
	if err != nil {
		return err
	}
	return p.writeReport(c, found)
}

// requestOf is what the flags ask for. What is wrong with them is said in the words of the flags.
func requestOf(c *cli.Context, q *store.Query) (store.Request, error) {
	r := store.Request{Query: q, By: store.Unit(c.String("by")), Sort: store.Sorting(c.String("sort")), Limit: c.Int("limit"),
		Values: c.Int("values"), Public: c.Bool("public"), Offset: (c.Int("page") - 1) * c.Int("limit")}
	if c.Int("page") < 1 || c.Int("limit") < 1 {
		return r, usagef(c, "--page and --limit count from 1")
	}
	for _, name := range c.StringSlice("facets") {
		if name == "all" {
			r.Facets = store.FacetFields()
			break
		}
		if !slices.Contains(store.FacetFields(), store.Field(name)) {
			return r, usagef(c, "--facets: no field %q; all, or one of %s", name, strings.Join(facetNames(), ", "))
		}
		r.Facets = append(r.Facets, store.Field(name))
	}
	if _, err := r.Complete(); err != nil {
		return r, usagef(c, "%v", err)
	}
	return r, nil
}
