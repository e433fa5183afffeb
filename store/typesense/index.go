package typesense

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"sync"

	"github.com/typesense/typesense-go/v2/typesense"

	"corridor/corpus"
	"corridor/store"
)

// Index is a store.Index in a Typesense cluster.
type Index struct {
	options Options
	cluster *cluster
	turn    chan struct{} // held by the change of this process that is under way

	mu     sync.Mutex
	closed bool
	counts map[countsOf]map[string]int // see tokenCounts
}

var _ store.Index = (*Index)(nil)

// Open makes an index of what options say. Nothing is sent yet. It wraps corpus.ErrInvalid.
func Open(o Options) (*Index, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	c, err := newCluster(o)
	if err != nil {
		return nil, err
	}
	return &Index{options: o, cluster: c, turn: make(chan struct{}, 1), counts: map[countsOf]map[string]int{}}, nil
}

// Close releases the index: it answers no more. What is in the cluster stays.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	return nil
}

func (x *Index) usable() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return fs.ErrClosed
	}
	return nil
}

// Health reports an error when no node of the cluster says that it is well.
func (x *Index) Health(ctx context.Context) error {
	ok, err := x.cluster.Health(ctx, x.options.Timeout)
	switch {
	case err != nil:
		return fmt.Errorf("health of the cluster: %w", explain(err))
	case !ok:
		return errors.New("the cluster says that it is not well")
	}
	return nil
}

// aboutDocument says what a generation is; its id is aboutID.
type aboutDocument struct {
	ID     string `json:"id"`
	Format int    `json:"format"`
	Built  string `json:"built"` // stored: store.Built
}

const aboutID = "about"

// current is the generation that the alias names, with what it was built from, or why there is none.
func (x *Index) current(ctx context.Context) (g generation, built store.Built, problem string, err error) {
	for range maxTries {
		before := g
		if g, problem, err = x.named(ctx); err != nil || problem != "" {
			return g, built, problem, err
		}
		if built, problem, err = x.built(ctx, g); err != nil || problem != missing || g == before {
			return g, built, problem, err // what is missing may have been replaced just now
		}
	}
	return g, built, problem, err
}

const missing = "collections of it are missing"

// named is the generation that the alias names.
func (x *Index) named(ctx context.Context) (g generation, problem string, err error) {
	alias, err := x.cluster.Alias(x.options.Name).Retrieve(ctx)
	if status(err) == http.StatusNotFound {
		return g, "there is none yet", nil
	}
	if err != nil {
		return g, "", explain(err)
	}
	g, ok := generationOf(x.options.Name, alias.CollectionName)
	if !ok {
		return g, "", fmt.Errorf("%w: the alias %s names %s, which is none of this program's: choose another name", corpus.ErrConflict,
			x.options.Name, alias.CollectionName)
	}
	return g, "", nil
}

// built is what a generation was built from.
func (x *Index) built(ctx context.Context, g generation) (built store.Built, problem string, err error) {
	about, err := typesense.GenericCollection[aboutDocument](x.cluster.Client, g.about()).Document(aboutID).Retrieve(ctx)
	switch {
	case status(err) == http.StatusNotFound:
		return built, missing, nil
	case err != nil:
		return built, "", explain(err)
	case about.Format != format:
		return built, fmt.Sprintf("it is of format %d", about.Format), nil
	}
	if err := json.Unmarshal([]byte(about.Built), &built); err != nil {
		return built, "what it was built from cannot be read", nil
	}
	return built, "", nil
}

// State says what the index holds.
func (x *Index) State(ctx context.Context) (s store.IndexState, err error) {
	if err := x.usable(); err != nil {
		return s, fmt.Errorf("state of the index: %w", err)
	}
	for range maxTries {
		g, built, problem, err := x.current(ctx)
		if err != nil {
			return s, fmt.Errorf("state of the index: %w", err)
		}
		if problem != "" {
			return store.IndexState{Problem: problem}, nil
		}
		s.Built = built
		if s.Agreements, err = x.size(ctx, g.agreements()); err == nil {
			s.Clauses, err = x.size(ctx, g.clauses())
		}
		if err == nil {
			return s, nil
		}
		if status(err) != http.StatusNotFound {
			return s, fmt.Errorf("state of the index: %w", explain(err))
		}
	}
	return store.IndexState{Problem: missing}, nil
}

// size is how many documents a collection has.
func (x *Index) size(ctx context.Context, collection string) (int, error) {
	c, err := x.cluster.Collection(collection).Retrieve(ctx)
	if err != nil || c.NumDocuments == nil {
		return 0, err
	}
	return int(*c.NumDocuments), nil
}

// maxTries is how often a generation that was replaced under a search is looked for anew.
const maxTries = 5

// reading runs f on the generation that counts, and again when that one is gone meanwhile; without one it reports
// false.
func (x *Index) reading(ctx context.Context, f func(generation, store.Built) error) (there bool, err error) {
	if err := x.usable(); err != nil {
		return false, err
	}
	for range maxTries {
		g, built, problem, e := x.current(ctx)
		if e != nil || problem != "" {
			return false, e
		}
		if err = f(g, built); !errors.Is(err, errGone) && status(err) != http.StatusNotFound {
			return true, explain(err)
		}
	}
	return true, fmt.Errorf("%w: it is changed faster than it can be searched, or collections of it are missing: %w", store.ErrIndexDamaged, explain(err))
}
