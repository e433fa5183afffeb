package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"corridor/rubric"
	"corridor/store"
	"corridor/store/embedded"
	"corridor/store/typesense"
)

// The indexes that --index names.
const (
	indexEmbedded  = "embedded"
	indexTypesense = "typesense"
)

// indexSettings say which index is meant when --index does not, and where a Typesense cluster is.
type indexSettings struct{ name, url, key, collection string }

func (p *program) indexFlag() cli.Flag {
	return &cli.StringFlag{Name: "index", Usage: "where the search index is kept: embedded, beside the store, or typesense, in the cluster of $TYPESENSE_URL with " +
		"$TYPESENSE_API_KEY, to which then the words of all texts are sent; `NAME`", Value: p.index.name, DefaultText: "$CORRIDOR_INDEX, or embedded"}
}

// withIndex runs f on the repository of the command and its search index.
func (p *program) withIndex(c *cli.Context, f func(*store.Keeper) error) error {
	return withStore(c, func(s *store.Store) (err error) {
		x, err := p.openIndex(c, s)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, x.Close()) }()
		show := p.parts(c.Bool("quiet"))
		k := &store.Keeper{Store: s, Index: x, Rubrics: indexedRubrics, Progress: func(done, total int) { show("index", done, total) }}
		return f(k)
	}, p.telling(c))
}

// openIndex opens the index that the command asks for.
func (p *program) openIndex(c *cli.Context, s *store.Store) (store.Index, error) {
	waiting := func() {
		fmt.Fprintln(p.stderr, "corridor: another program is changing the search index; waiting for it")
	}
	switch c.String("index") {
	case "", indexEmbedded:
		return embedded.Open(embedded.Options{
			Folder: embedded.Folder(c.Path("store")), Texts: s, Waiting: waiting,
			Instead: func() (string, error) {
				fmt.Fprintf(p.stderr, "corridor: the search index cannot be kept beside %s; it is built for this run only\n", c.Path("store"))
				return os.MkdirTemp("", "corridor-index-")
			},
		}), nil
	case indexTypesense:
		return p.openTypesense(c, s, waiting)
	}
	return nil, usagef(c, "--index: no index %q; one of %s, %s", c.String("index"), indexEmbedded, indexTypesense)
}

// openTypesense opens the index of a repository in a cluster, and says where its words go.
func (p *program) openTypesense(c *cli.Context, s *store.Store, waiting func()) (store.Index, error) {
	if p.index.url == "" || p.index.key == "" {
		return nil, usagef(c, "--index typesense needs TYPESENSE_URL, the addresses of the nodes set apart by commas, and TYPESENSE_API_KEY")
	}
	nodes := strings.FieldsFunc(p.index.url, func(r rune) bool { return r == ',' || r == ' ' })
	name := p.index.collection
	if name == "" {
		var err error
		if name, err = collectionName(c, s); err != nil {
			return nil, err
		}
	}
	host, _ := os.Hostname() // only a name for others to read
	x, err := typesense.Open(typesense.Options{Nodes: nodes, Key: p.index.key, Name: name, Texts: s, Waiting: waiting,
		Holder: fmt.Sprintf("%s-%d-%d", host, os.Getpid(), p.now().UnixNano())})
	if err == nil && !c.Bool("quiet") {
		fmt.Fprintf(p.stderr, "corridor: queries and the words of texts go to the Typesense cluster at %s, as %s\n", strings.Join(nodes, ", "), name)
	}
	return x, err
}

// collectionName names the index of a repository in a cluster by the first entry of its journal: copies of a
// repository share an index, and two repositories never do.
func collectionName(c *cli.Context, s *store.Store) (string, error) {
	for change, err := range s.Journal(c.Context, 0) {
		if err != nil {
			return "", err
		}
		return "corridor_" + change.Hash[:min(12, len(change.Hash))], nil
	}
	path, err := filepath.Abs(c.Path("store"))
	sum := sha256.Sum256([]byte(path))
	return "corridor_new_" + hex.EncodeToString(sum[:6]), err // nothing has happened in it yet
}

// indexPlace says where the index of a command is.
func (p *program) indexPlace(c *cli.Context) string {
	if c.String("index") == indexTypesense {
		return "the Typesense cluster"
	}
	return embedded.Folder(c.Path("store"))
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
