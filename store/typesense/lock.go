package typesense

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/typesense/typesense-go/v2/typesense"
	"github.com/typesense/typesense-go/v2/typesense/api"
)

// lock is the turn to change an index, among all processes. The cluster makes a collection of one name only once:
// who makes it has the turn, and shows by a number that goes up that it is alive. A turn whose number stands still
// for long is taken over, and its holder finds out before it commits.
type lock struct {
	x    *Index
	stop context.CancelFunc
	done sync.WaitGroup
}

// lockDocument is the one document of the lock's collection.
type lockDocument struct {
	ID     string `json:"id"`
	Holder string `json:"holder"`
	Beat   int    `json:"beat"`
}

const lockID = "lock"

// acquire waits for the turn.
func (x *Index) acquire(ctx context.Context) (*lock, error) {
	select {
	case x.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := x.acquireInCluster(ctx); err != nil {
		<-x.turn
		return nil, err
	}
	l := &lock{x: x}
	beating, stop := context.WithCancel(context.WithoutCancel(ctx))
	l.stop = stop
	l.done.Go(func() { l.beat(beating) })
	return l, nil
}

func (x *Index) acquireInCluster(ctx context.Context) error {
	schema := &api.CollectionSchema{Name: lockName(x.options.Name), Fields: []api.Field{{Name: "beat", Type: "int32"}}}
	seen, still := lockDocument{Beat: -1}, 0
	for {
		_, err := x.cluster.Collections().Create(ctx, schema)
		if err == nil {
			return x.sign(ctx, 0)
		}
		if status(err) != http.StatusConflict {
			return explain(err)
		}
		now, err := x.holder(ctx)
		if err != nil {
			return err
		}
		if now == seen {
			still++
		} else {
			seen, still = now, 0
		}
		if still == 1 && x.options.Waiting != nil {
			x.options.Waiting()
		}
		if still > x.options.Patience {
			if err := x.dropLock(ctx); err != nil {
				return err
			}
			seen, still = lockDocument{Beat: -1}, 0
			continue
		}
		if err := sleep(ctx, x.options.Beat); err != nil {
			return err
		}
	}
}

// holder reads who has the turn; nobody when it has just been given back or just been taken.
func (x *Index) holder(ctx context.Context) (lockDocument, error) {
	d, err := typesense.GenericCollection[lockDocument](x.cluster.Client, lockName(x.options.Name)).Document(lockID).Retrieve(ctx)
	if status(err) == http.StatusNotFound {
		return lockDocument{}, nil
	}
	return d, explain(err)
}

// sign says that this process has the turn and is alive.
func (x *Index) sign(ctx context.Context, beat int) error {
	_, err := x.cluster.Collection(lockName(x.options.Name)).Documents().Upsert(ctx, lockDocument{lockID, x.options.Holder, beat})
	return explain(err)
}

func (x *Index) dropLock(ctx context.Context) error {
	_, err := x.cluster.Collection(lockName(x.options.Name)).Delete(ctx)
	if status(err) == http.StatusNotFound {
		return nil
	}
	return explain(err)
}

// beat signs until it is stopped. A sign that fails is made up for by the next one.
func (l *lock) beat(ctx context.Context) {
	t := time.NewTicker(l.x.options.Beat)
	defer t.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if l.held(ctx) == nil {
			_ = l.x.sign(ctx, n)
		}
	}
}

// held reports an error when the turn was taken over.
func (l *lock) held(ctx context.Context) error {
	d, err := l.x.holder(ctx)
	if err == nil && d.Holder != l.x.options.Holder {
		err = errors.New("another process has taken over the change of the index")
	}
	return err
}

// release gives the turn back.
func (l *lock) release(ctx context.Context) error {
	l.stop()
	l.done.Wait()
	var err error
	if l.held(ctx) == nil {
		err = l.x.dropLock(ctx)
	}
	<-l.x.turn
	if err != nil {
		return fmt.Errorf("give back the turn to change the index: %w", err)
	}
	return nil
}
