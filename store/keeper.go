package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"corridor/corpus"
	"corridor/rubric"
)

// Keeper keeps an index in step with a store. Records are the truth: an index that is missing, damaged, of an
// older format or of another store is built anew, one that lags behind is brought up to date by the journal.
type Keeper struct {
	Store   *Store
	Index   Index
	Rubrics func() ([]*rubric.Rubric, error) // whose findings are indexed; called only when there is something to index

	// Progress hears how many of how many agreements are indexed, first with none and at last with all; nil for
	// nobody. It is called from one goroutine at a time.
	Progress func(done, total int)

	mu sync.Mutex // one refresh at a time
}

// Refreshed says what a Keeper did.
type Refreshed struct {
	Rebuilt bool   `json:"rebuilt"`       // from nothing
	Why     string `json:"why,omitempty"` // of a rebuild
	Indexed int    `json:"indexed"`       // agreements put in
	Removed int    `json:"removed"`       // agreements taken out
	Head    Head   `json:"head"`          // of the journal that the index now stands for
}

// putAtOnce is how many agreements go into the index together: enough to keep all cores busy.
const putAtOnce = 32

// rebuildShare is from which share of its agreements on an index is built anew instead of changed.
const rebuildShare = 2

// Refresh brings the index up to date. When it is, that costs two look-ups.
func (k *Keeper) Refresh(ctx context.Context) (Refreshed, error) {
	p, err := k.plan(ctx, Update)
	if err != nil || p.nothing() {
		return Refreshed{Head: p.head}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.change(ctx, Update)
}

// Rebuild builds the index from nothing, whatever its state.
func (k *Keeper) Rebuild(ctx context.Context) (Refreshed, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.change(ctx, Rebuild)
}

// plan is what has to be done.
type plan struct {
	mode WriteMode
	why  string   // of a rebuild
	head Head     // of the journal
	ids  []string // agreements to look at; those that are not held any more are taken out
}

// nothing reports whether the index is in step: nothing has happened since, or nothing that it holds.
func (p plan) nothing() bool { return p.mode == Update && len(p.ids) == 0 }

// plan decides between bringing the index up to date and building it anew.
func (k *Keeper) plan(ctx context.Context, mode WriteMode) (p plan, err error) {
	state, err := k.Index.State(ctx)
	if err != nil {
		return p, err
	}
	if p.head, err = k.Store.Head(ctx); err != nil {
		return p, err
	}
	switch {
	case state.Problem != "":
		p.why = state.Problem
	case mode == Rebuild:
		p.why = "asked for"
	case state.Head != p.head:
		if p.ids, p.why, err = k.touched(ctx, state.Head); err != nil {
			return p, err
		}
		if rebuildShare*len(p.ids) > state.Agreements+putAtOnce {
			p.why = "most of it has changed"
		}
	}
	if p.why == "" {
		return p, nil
	}
	p.mode = Rebuild
	p.ids, err = k.all(ctx)
	return p, err
}

func (k *Keeper) all(ctx context.Context) (ids []string, err error) {
	list, err := k.Store.List(ctx, Filter{})
	for _, m := range list {
		ids = append(ids, m.ID)
	}
	return ids, err
}

// change makes one change of the index. When its turn comes it looks again: another process may have done the work,
// or the index that was to be changed may be gone.
func (k *Keeper) change(ctx context.Context, mode WriteMode) (r Refreshed, err error) {
	for {
		p, err := k.plan(ctx, mode)
		if err != nil {
			return r, err
		}
		w, err := k.Index.Begin(ctx, p.mode)
		if err != nil {
			return r, err
		}
		again, err := k.plan(ctx, mode)
		switch {
		case err == nil && again.nothing():
			return Refreshed{Head: again.head}, w.Abort()
		case err == nil && again.mode != p.mode:
			err = w.Abort()
		case err == nil:
			r, err = k.carryOut(ctx, w, again)
			return r, errors.Join(err, w.Abort())
		}
		if err != nil {
			return r, errors.Join(err, w.Abort())
		}
	}
}

// touched lists the agreements that the journal names since a head, or says why the journal does not lead there.
func (k *Keeper) touched(ctx context.Context, since Head) (ids []string, why string, err error) {
	led := since == Head{}
	for c, err := range k.Store.Journal(ctx, max(0, since.Seq-1)) {
		switch {
		case err != nil:
			return nil, "", err
		case c.Seq == since.Seq && c.Hash != since.Hash:
			return nil, "it is of another state of the store", nil
		case c.Seq == since.Seq:
			led = true
		case c.Agreement != "":
			ids = append(ids, c.Agreement)
		}
	}
	if !led {
		return nil, "it is of a later state of the store", nil
	}
	slices.Sort(ids)
	return slices.Compact(ids), "", nil
}

// carryOut indexes what a plan names and commits.
func (k *Keeper) carryOut(ctx context.Context, w IndexWriter, p plan) (r Refreshed, err error) {
	rubrics, err := k.Rubrics()
	if err != nil {
		return r, err
	}
	r = Refreshed{Rebuilt: p.mode == Rebuild, Head: p.head}
	if r.Rebuilt {
		r.Why = p.why
	}
	k.progress(0, len(p.ids))
	for i := 0; i < len(p.ids); i += putAtOnce {
		chunk := p.ids[i:min(i+putAtOnce, len(p.ids))]
		docs, gone, err := k.documents(ctx, chunk, rubrics)
		if err != nil {
			return r, err
		}
		if err := w.Put(ctx, docs); err != nil {
			return r, err
		}
		if len(gone) > 0 {
			if err := w.Delete(ctx, gone); err != nil {
				return r, err
			}
		}
		r.Indexed, r.Removed = r.Indexed+len(docs), r.Removed+len(gone)
		k.progress(i+len(chunk), len(p.ids))
	}
	return r, w.Commit(ctx, builtOf(p.head, rubrics))
}

func (k *Keeper) progress(done, total int) {
	if k.Progress != nil {
		k.Progress(done, total)
	}
}

// builtOf is what an index notes of its origin. A store whose head moves on while it is read is only ahead of what
// is noted: the next refresh looks at the same agreements again.
func builtOf(head Head, rubrics []*rubric.Rubric) Built {
	b := Built{Head: head}
	for _, r := range rubrics {
		b.Rubrics = append(b.Rubrics, r.Ref())
		for _, t := range r.Themes() {
			if !slices.Contains(b.Vocabulary.Themes, t) {
				b.Vocabulary.Themes = append(b.Vocabulary.Themes, t)
			}
		}
		for _, c := range r.Criteria {
			b.Vocabulary.Criteria = append(b.Vocabulary.Criteria, c.ID)
		}
	}
	return b
}

// documents reads agreements, several at once; gone are those that the store does not hold.
func (k *Keeper) documents(ctx context.Context, ids []string, rubrics []*rubric.Rubric) (docs []Document, gone []string, err error) {
	made, errs := make([]Document, len(ids)), make([]error, len(ids))
	var wg sync.WaitGroup
	turn := make(chan struct{}, documentReaders)
	for i, id := range ids {
		turn <- struct{}{}
		wg.Go(func() {
			made[i], errs[i] = k.Store.Document(ctx, id, rubrics)
			<-turn
		})
	}
	wg.Wait()
	for i, err := range errs {
		switch {
		case err == nil:
			docs = append(docs, made[i])
		case errors.Is(err, corpus.ErrNotFound):
			gone = append(gone, ids[i])
		default:
			return nil, nil, fmt.Errorf("index agreement %.12s: %w", ids[i], err)
		}
	}
	return docs, gone, nil
}

// documentReaders is how many agreements are read from the store at once.
const documentReaders = 4

// Search answers a request from an index that is up to date. An index that turns out to be damaged is built anew,
// and the search made again.
func (k *Keeper) Search(ctx context.Context, r Request) (*Results, error) {
	var out *Results
	err := k.healed(ctx, func() (err error) {
		out, err = k.Index.Search(ctx, r)
		return err
	})
	return out, err
}

// Similar is Index.Similar on an index that is up to date.
func (k *Keeper) Similar(ctx context.Context, l Likeness) ([]Hit, error) {
	var out []Hit
	err := k.healed(ctx, func() (err error) {
		out, err = k.Index.Similar(ctx, l)
		return err
	})
	return out, err
}

func (k *Keeper) healed(ctx context.Context, search func() error) error {
	if _, err := k.Refresh(ctx); err != nil {
		return err
	}
	err := search()
	if !errors.Is(err, ErrIndexDamaged) {
		return err
	}
	if _, err := k.Rebuild(ctx); err != nil {
		return err
	}
	return search()
}

// Check is the part of a verification that looks at the index: whether it is whole, and whether it holds as many
// agreements as the store when it says that it is up to date. An index that is missing or lags behind is no
// fault: the next search mends that.
func (k *Keeper) Check() Check {
	return Check{Object: "index", Run: func(ctx context.Context, s *Store) (int, []Fault, error) {
		state, err := k.Index.State(ctx)
		if err != nil {
			return 0, nil, err
		}
		if state.Problem != "" {
			return 0, nil, nil
		}
		if whole, ok := k.Index.(interface{ Check(context.Context) error }); ok {
			if err := whole.Check(ctx); err != nil {
				return state.Agreements, []Fault{{"index", "", err.Error() + "; \"corridor reindex\" builds it anew"}}, nil
			}
		}
		ids, err := k.all(ctx)
		p, planErr := k.plan(ctx, Update)
		if err = errors.Join(err, planErr); err != nil || !p.nothing() || state.Agreements == len(ids) {
			return state.Agreements, nil, err
		}
		problem := fmt.Sprintf("it holds %d agreements and the store %d; \"corridor reindex\" builds it anew", state.Agreements, len(ids))
		return state.Agreements, []Fault{{"index", "", problem}}, nil
	}}
}
