package typesense

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/typesense/typesense-go/v2/typesense/api"

	"corridor/store"
)

// writer is a change under way. See the package's manual.
type writer struct {
	x          *Index
	ctx        context.Context // for what an abort has to undo: never called off
	lock       *lock
	to         generation
	fresh      bool // to is made by this change, and no alias names it yet
	put        map[string]bool
	clauses    importer
	agreements importer
	pending    []operation // of an update, until it is committed
	size       int         // of pending: bytes of text
	done       bool
}

// Begin starts a change; see store.Index. An update of an index that is missing is a rebuild.
func (x *Index) Begin(ctx context.Context, mode store.WriteMode) (store.IndexWriter, error) {
	if err := errors.Join(x.usable(), ctx.Err()); err != nil {
		return nil, fmt.Errorf("change the index: %w", err)
	}
	l, err := x.acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("change the index: %w", err)
	}
	w := &writer{x: x, ctx: context.WithoutCancel(ctx), lock: l, put: map[string]bool{}}
	if err := w.begin(ctx, mode); err != nil {
		return nil, fmt.Errorf("change the index: %w", errors.Join(err, w.Abort()))
	}
	return w, nil
}

func (w *writer) begin(ctx context.Context, mode store.WriteMode) error {
	g, _, problem, err := w.x.current(ctx)
	if err != nil {
		return err
	}
	last, err := w.sweep(ctx, g)
	if err != nil {
		return err
	}
	w.to = g
	if mode == store.Rebuild || problem != "" {
		w.to, w.fresh = generation{w.x.options.Name, max(g.n, last) + 1}, true
		for _, schema := range w.to.schemas() {
			if _, err := w.x.cluster.Collections().Create(ctx, schema); err != nil {
				return explain(err)
			}
		}
	}
	w.clauses = importer{cluster: w.x.cluster, to: w.to.clauses()}
	w.agreements = importer{cluster: w.x.cluster, to: w.to.agreements()}
	return nil
}

// sweep drops the collections that changes which came to no end have left, and returns the greatest number of any.
func (w *writer) sweep(ctx context.Context, but generation) (last int, err error) {
	all, err := w.x.cluster.Collections().Retrieve(ctx)
	if err != nil {
		return 0, explain(err)
	}
	for _, c := range all {
		g, ok := generationOf(w.x.options.Name, c.Name)
		if !ok {
			continue
		}
		last = max(last, g.n)
		if g != but {
			err = errors.Join(err, w.x.drop(ctx, c.Name))
		}
	}
	return last, err
}

func (x *Index) drop(ctx context.Context, collection string) error {
	_, err := x.cluster.Collection(collection).Delete(ctx)
	if status(err) == http.StatusNotFound {
		return nil
	}
	return explain(err)
}

// operation is a step of an update: agreements to put, or ids of agreements to take out.
type operation struct {
	docs []store.Document
	ids  []string
}

// maxPending is how much text an update holds back before it begins to show; a shorter one can be dropped whole.
const maxPending = 64 << 20

// Put adds documents. Those that replace others do so one by one: searches meanwhile may see both.
func (w *writer) Put(ctx context.Context, docs []store.Document) error {
	for i := range docs {
		w.size += len(docs[i].Text)
	}
	return w.later(ctx, operation{docs: docs})
}

// Delete takes agreements out.
func (w *writer) Delete(ctx context.Context, ids []string) error {
	return w.later(ctx, operation{ids: ids})
}

// later does a step at once in collections that no search sees, and holds it back otherwise.
func (w *writer) later(ctx context.Context, o operation) error {
	w.pending = append(w.pending, o)
	if w.fresh || w.size > maxPending {
		return w.flush(ctx)
	}
	return nil
}

// flush does what was held back.
func (w *writer) flush(ctx context.Context) error {
	for _, o := range w.pending {
		if err := w.putAll(ctx, o.docs); err != nil {
			return fmt.Errorf("put %d agreements into the index: %w", len(o.docs), explain(err))
		}
		if err := w.deleteAll(ctx, o.ids); err != nil {
			return fmt.Errorf("delete from the index: %w", explain(err))
		}
	}
	w.pending, w.size = nil, 0
	return nil
}

func (w *writer) putAll(ctx context.Context, docs []store.Document) error {
	var own, clauses [][]byte
	for i := range docs {
		agreement, parts, err := made(&docs[i])
		if err != nil {
			return err
		}
		for _, c := range parts {
			line, err := json.Marshal(c)
			if err != nil {
				return err
			}
			clauses = append(clauses, line)
		}
		line, err := json.Marshal(agreement)
		if err != nil {
			return err
		}
		own = append(own, line)
	}
	if err := errors.Join(ctx.Err(), w.clauses.put(ctx, clauses), w.agreements.put(ctx, own)); err != nil {
		return err
	}
	for i := range docs {
		if err := w.dropSurplus(ctx, &docs[i]); err != nil {
			return err
		}
	}
	return nil
}

// dropSurplus takes out the clauses of an earlier state of an agreement that had more.
func (w *writer) dropSurplus(ctx context.Context, d *store.Document) error {
	had := !w.fresh || w.put[d.ID]
	w.put[d.ID] = true
	if !had {
		return nil
	}
	b := &builder{}
	allOf{oneOf{"agreement", []string{d.ID}}, between{"number", int64(len(d.Clauses)), 1 << 30}}.write(b, false)
	return w.deleteWhere(ctx, w.to.clauses(), b.String())
}

func (w *writer) deleteWhere(ctx context.Context, collection, filter string) error {
	_, err := w.x.cluster.Collection(collection).Documents().Delete(ctx, &api.DeleteDocumentsParams{FilterBy: &filter, BatchSize: new(500)})
	return err
}

func (w *writer) deleteAll(ctx context.Context, ids []string) error {
	for _, id := range ids {
		b := &builder{}
		oneOf{"agreement", []string{id}}.write(b, false)
		for _, collection := range []string{w.to.agreements(), w.to.clauses()} {
			if err := w.deleteWhere(ctx, collection, b.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// Commit notes what the index was built from, and puts a rebuilt one in its place.
func (w *writer) Commit(ctx context.Context, built store.Built) error {
	if w.done {
		return fmt.Errorf("commit the index: %w", fs.ErrClosed)
	}
	err := w.commit(ctx, built)
	if err != nil {
		err = fmt.Errorf("commit the index: %w", explain(err))
	}
	return errors.Join(err, w.Abort())
}

func (w *writer) commit(ctx context.Context, built store.Built) error {
	data, err := json.Marshal(built)
	if err != nil {
		return err
	}
	if err := w.lock.held(ctx); err != nil {
		return err
	}
	if err := w.flush(ctx); err != nil {
		return err
	}
	if err := w.lock.held(ctx); err != nil {
		return err
	}
	about := aboutDocument{aboutID, format, string(data)}
	if _, err := w.x.cluster.Collection(w.to.about()).Documents().Upsert(ctx, about); err != nil {
		return err
	}
	w.x.forget()
	if !w.fresh {
		return nil
	}
	schema := &api.CollectionAliasSchema{CollectionName: w.to.agreements()}
	if _, err := w.x.cluster.Aliases().Upsert(ctx, w.x.options.Name, schema); err != nil {
		return err
	}
	w.fresh = false
	_, _ = w.sweep(ctx, w.to) // what cannot be dropped yet is dropped by the next change
	return nil
}

// Abort drops the change and gives the turn back. Of an update that was too long to be held back, what was put stays;
// the head of the journal that it belongs to is not noted, so that the next update does the same again.
func (w *writer) Abort() (err error) {
	if w.done {
		return nil
	}
	w.done = true
	if w.fresh {
		for _, c := range w.to.collections() {
			err = errors.Join(err, w.x.drop(w.ctx, c))
		}
	}
	return errors.Join(err, w.lock.release(w.ctx))
}
