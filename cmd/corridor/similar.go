package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

// maxPassage is the longest passage that clauses like it are looked for: 64 KiB.
const maxPassage = 64 << 10

func (p *program) similarCommand() *cli.Command {
	return &cli.Command{
		Name:      "similar",
		Usage:     "find the clauses of other agreements that are most like a clause or a passage",
		ArgsUsage: "CLAUSE|TEXT",
		Description: example("A clause is the first digits of its agreement's id, \"#\", and how a lawyer cites it: 3f9a12#Article 7(1). Any other text is a passage; "+
			"\"-\" reads it from standard input. The rarest words of the passage ask for candidates by BM25, and these are compared with it by the cosine of "+
			"their weighted words: 1 is the same words. Wording is compared, not meaning, so only clauses of one language are near each other. "+
			"Versions of one agreement come first; --among leaves them out.",
			"corridor similar '3f9a12#Article 8(4)' --among 'kind:MOU year:2005..'", "corridor similar 'The employer shall not keep the passport of the worker.' --format json"),
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "limit", Usage: "at most so many", Value: 10},
			&cli.StringFlag{Name: "among", Usage: "only clauses that this `QUERY` finds"},
			&cli.StringFlag{Name: "language", Usage: "`CODE` of the language of a text; the one that knows most of its words when it is not given"},
			&cli.BoolFlag{Name: "public", Usage: "leave out what may not be published"},
			formatFlag(), outFlag(), langFlag(), p.storeFlag(), p.indexFlag(), quietFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 1, 1, "a clause or a text"); err != nil {
				return err
			}
			if c.Int("limit") < 1 {
				return usagef(c, "--limit counts from 1")
			}
			return p.withIndex(c, func(k *store.Keeper) error { return p.similar(c, k) })
		},
	}
}

func (p *program) similar(c *cli.Context, k *store.Keeper) error {
	passage, likeness, err := p.passageOf(c, k.Store)
	if err != nil {
		return err
	}
	if among := c.String("among"); among != "" {
		words, err := vocabulary(c, k)
		if err != nil {
			return err
		}
		if likeness.Among, err = store.ParseQuery(among, words); err != nil {
			return err
		}
	}
	likeness.Limit, likeness.Public = c.Int("limit"), c.Bool("public")
	hits, err := k.Similar(c.Context, likeness)
	if err != nil {
		return err
	}
	found, err := reports.NewAlike(c.Context, passage, likeness.Among, hits, k.Store)
	if err != nil {
		return err
	}
	return p.writeReport(c, found)
}

// passageOf reads the argument: a clause of the repository, or a text.
func (p *program) passageOf(c *cli.Context, s *store.Store) (passage reports.LikePassage, l store.Likeness, err error) {
	arg := c.Args().First()
	if id, path, ok := strings.Cut(arg, "#"); ok && looksLikeID(id) && len(path) < 200 {
		return clausePassage(c.Context, s, id, path)
	}
	if arg == "-" {
		data, err := io.ReadAll(io.LimitReader(p.stdin, maxPassage+1))
		if err != nil {
			return passage, l, fmt.Errorf("similar: read standard input: %w", err)
		}
		arg = string(data)
	}
	if arg = strings.TrimSpace(strings.ToValidUTF8(arg, "\ufffd")); arg == "" {
		return passage, l, fmt.Errorf("similar: the passage is empty: %w", corpus.ErrInvalid)
	}
	if len(arg) > maxPassage {
		return passage, l, fmt.Errorf("similar: %w: a passage is at most %d bytes long", corpus.ErrTooLarge, maxPassage)
	}
	l = store.Likeness{Text: arg, Language: c.String("language")}
	return reports.LikePassage{Text: arg}, l, nil
}

// clausePassage finds a clause by how it is cited. Letter case and spaces do not count.
func clausePassage(ctx context.Context, s *store.Store, id, path string) (passage reports.LikePassage, l store.Likeness, err error) {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return passage, l, err
	}
	clauses := a.Clauses()
	i := slices.IndexFunc(clauses, func(k corpus.Clause) bool { return plainPath(k.Path) == plainPath(path) })
	if i < 0 {
		return passage, l, fmt.Errorf("agreement %.12s has no clause %q: %w; its clauses: %s", a.ID, path, corpus.ErrNotFound, somePaths(clauses, path))
	}
	k := clauses[i]
	text := make([]string, 0, len(k.LeadIn)+1)
	for _, span := range append(slices.Clone(k.LeadIn), k.Span) {
		text = append(text, span.Of(a.Text))
	}
	joined := strings.Join(text, " ")
	return reports.LikePassage{Text: k.Span.Of(a.Text), Agreement: a.ID, Path: k.Path}, store.Likeness{Text: joined, Language: a.Language, Without: a.ID}, nil
}

func plainPath(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

// maxPaths is how many clauses are named when the one asked for is not there.
const maxPaths = 12

// somePaths names the clauses that begin as the one asked for, or else the first ones.
func somePaths(clauses []corpus.Clause, path string) string {
	var near, all []string
	word, _, _ := strings.Cut(plainPath(path), "(")
	for _, k := range clauses {
		if !slices.Contains(all, k.Path) {
			all = append(all, k.Path)
			if strings.HasPrefix(plainPath(k.Path), word) {
				near = append(near, k.Path)
			}
		}
	}
	if len(near) == 0 {
		near = all
	}
	if len(near) > maxPaths {
		near = append(near[:maxPaths:maxPaths], "…")
	}
	return strings.Join(near, ", ")
}
