package store

import "context"

// Freshness says how an index stands to its store.
type Freshness string

// The kinds of freshness.
const (
	Fresh   Freshness = "fresh"   // it stands for all that the store holds
	Stale   Freshness = "stale"   // agreements have come or changed since, or it is of another state of the store
	Missing Freshness = "missing" // there is none, or it is damaged, or of an older format
)

// Standing is how an index stands to its store. What is stale or missing is mended by the next search.
type Standing struct {
	State      Freshness `json:"state"`
	Why        string    `json:"why,omitempty"` // of what is missing, or must be built anew
	Agreements int       `json:"agreements"`    // in the index
	Clauses    int       `json:"clauses"`
	Behind     int       `json:"behind"` // agreements that it does not know as they are
}

// Standing compares the index with the store, and changes neither.
func (k *Keeper) Standing(ctx context.Context) (out Standing, err error) {
	state, err := k.Index.State(ctx)
	if err != nil {
		return out, err
	}
	p, err := k.plan(ctx, Update)
	if err != nil {
		return out, err
	}
	out = Standing{State: Fresh, Why: p.why, Agreements: state.Agreements, Clauses: state.Clauses, Behind: len(p.ids)}
	switch {
	case state.Problem != "":
		out.State = Missing
	case !p.nothing():
		out.State = Stale
	}
	return out, nil
}
