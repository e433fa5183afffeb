package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"corridor/rubric"
	"corridor/store"
	"corridor/store/embedded"
)

// withIndex runs f on the repository of the command and its search index.
func (p *program) withIndex(c *cli.Context, f func(*store.Keeper) error) error {
	return withStore(c, func(s *store.Store) (err error) {
		x := embedded.Open(embedded.Options{
			Folder: embedded.Folder(c.Path("store")), Texts: s,
			Instead: func() (string, error) {
				fmt.Fprintf(p.stderr, "corridor: the search index cannot be kept beside %s; it is built for this run only\n", c.Path("store"))
				return os.MkdirTemp("", "corridor-index-")
			},
			Waiting: func() {
				fmt.Fprintln(p.stderr, "corridor: another program is changing the search index; waiting for it")
			},
		})
		defer func() { err = errors.Join(err, x.Close()) }()
		show := p.parts(c.Bool("quiet"))
		k := &store.Keeper{Store: s, Index: x, Rubrics: indexedRubrics, Progress: func(done, total int) { show("index", done, total) }}
		return f(k)
	}, p.telling(c))
}

func indexedRubrics() ([]*rubric.Rubric, error) {
	lib, err := rubric.Builtin()
	if err != nil {
		return nil, err
	}
	return lib.Rubrics, nil
}

// vocabulary is what queries on an index can name. The index is brought up to date first, so that it knows.
func vocabulary(c *cli.Context, k *store.Keeper) (store.Vocabulary, error) {
	if _, err := k.Refresh(c.Context); err != nil {
		return store.Vocabulary{}, err
	}
	state, err := k.Index.State(c.Context)
	return state.Vocabulary, err
}
