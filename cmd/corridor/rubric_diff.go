package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// builtinRubrics is what rubric diff calls the rubrics that ship with the program.
const builtinRubrics = "builtin"

func (p *program) rubricDiffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "list every coding of the repository that changes between two versions of the rubrics",
		ArgsUsage: "OLD NEW",
		Description: example("OLD and NEW are folders of rubrics, or \"builtin\" for those that ship with the program. A rubric of a folder takes the place of the "+
			"built-in one of the same id, and a file lexicon/NAME of the same name; a folder with lexicon/core.yaml stands alone. Every held agreement is coded "+
			"by the rules under both; nothing is stored. The exit code is 0 whether codings change or not.",
			"corridor rubric diff builtin my-rubrics", "corridor rubric diff rubrics-2026.11 builtin --format csv --out changes.csv"),
		Flags: []cli.Flag{formatFlag(), outFlag(), langFlag(), p.storeFlag(), quietFlag()},
		Action: func(c *cli.Context) error {
			if err := wantArgs(c, 2, 2, "the old and the new rubrics: folders, or builtin"); err != nil {
				return err
			}
			if _, err := formatOf(c); err != nil {
				return err
			}
			return p.rubricDiff(c, c.Args().Get(0), c.Args().Get(1))
		},
	}
}

func (p *program) rubricDiff(c *cli.Context, oldName, newName string) error {
	old, err := loadVersion(c.Context, oldName)
	if err != nil {
		return err
	}
	fresh, err := loadVersion(c.Context, newName)
	if err != nil {
		return err
	}
	return withStore(c, func(s *store.Store) error {
		report, err := p.rescore(c, s, old, fresh)
		if err != nil {
			return err
		}
		return p.writeReport(c, report)
	})
}

// loadVersion loads the rubrics of a folder, or those that ship with the program.
func loadVersion(ctx context.Context, name string) (*rubric.Library, error) {
	if name == builtinRubrics {
		return rubric.Builtin()
	}
	if err := isFolder(name); err != nil {
		return nil, err
	}
	lib, err := rubric.LoadInstead(ctx, os.DirFS(name))
	if err != nil && strings.Contains(err.Error(), "\n") {
		return nil, fmt.Errorf("%s: %w:\n  %s", name, corpus.ErrInvalid, strings.ReplaceAll(err.Error(), "\n", "\n  "))
	}
	return lib, named(name, err)
}

// recoded is one held agreement under both versions.
type recoded struct {
	agreement  *corpus.Agreement
	old, fresh []*rubric.Assessment
	err        error
}

// rescore codes every held agreement under both versions, on all cores and in the order of the store.
func (p *program) rescore(c *cli.Context, s *store.Store, old, fresh *rubric.Library) (reports.Rescore, error) {
	list, err := s.List(c.Context, store.Filter{})
	if err != nil {
		return reports.Rescore{}, err
	}
	was, is := rubric.NewRules(old), rubric.NewRules(fresh)
	r := reports.NewRescorer(old, fresh)
	bar := p.progress(c.Bool("quiet"), "code", len(list))
	defer bar.end()
	for one := range inOrder(c.Context, runtime.GOMAXPROCS(0), list, func(ctx context.Context, m store.Summary) (out recoded) {
		if out.agreement, out.err = s.Agreement(ctx, m.ID); out.err != nil {
			return out
		}
		if out.old, out.err = was.RateAll(ctx, out.agreement, old.Rubrics...); out.err == nil {
			out.fresh, out.err = is.RateAll(ctx, out.agreement, fresh.Rubrics...)
		}
		return out
	}) {
		if one.err != nil {
			return reports.Rescore{}, one.err
		}
		r.Add(one.agreement, one.old, one.fresh)
		bar.step()
	}
	return r.Rescore(), c.Context.Err()
}
