package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"corridor/corpus"
	"corridor/store"
)

func (p *program) storeFlag() cli.Flag {
	return &cli.PathFlag{Name: "store", Aliases: []string{"s"}, Usage: "repository `FILE`", Value: p.store,
		DefaultText: "$CORRIDOR_STORE, or " + defaultStore}
}

// openStore opens the repository of the command, which must be there: a command that only reads makes none.
func openStore(c *cli.Context, options ...store.Option) (*store.Store, error) {
	path := c.Path("store")
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open store %s: %w: make it with \"corridor ingest\", or name another with --store", path, corpus.ErrNotFound)
	}
	return store.Open(c.Context, path, options...)
}

// makeStore opens a repository to change it on behalf of the user, and makes it when there is none.
func (p *program) makeStore(ctx context.Context, path string) (*store.Store, error) {
	s, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return s.As(p.author()), nil
}

// withStore runs f on the repository of the command and closes it.
func withStore(c *cli.Context, f func(*store.Store) error, options ...store.Option) (err error) {
	s, err := openStore(c, options...)
	if err != nil {
		return err
	}
	defer func() {
		if e := s.Close(); err == nil {
			err = e
		}
	}()
	return f(s)
}

// changeStore runs f on the repository of the command to change it on behalf of the user, and closes it. It must be there.
func (p *program) changeStore(c *cli.Context, f func(*store.Store) error) error {
	return withStore(c, func(s *store.Store) error { return f(s.As(p.author())) })
}

// author is the user, with the clock.
func (p *program) author() store.Author { return store.Author{Name: p.user, Now: p.now} }

// telling shows the parts of long work of the store, one after the other.
func (p *program) telling(c *cli.Context) store.Option {
	return store.Telling(p.parts(c.Bool("quiet")))
}
