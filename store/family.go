package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"corridor/corpus"
)

// RelationState says whether somebody stands behind a relation.
type RelationState string

// The states.
const (
	Offered  RelationState = "offered"  // found by the program, waiting for a person
	Accepted RelationState = "accepted" // said by the text or by a person
	Rejected RelationState = "rejected" // looked at and refused; never offered again
)

// Relation ties a held agreement to another of its family, read "Agreement Kind Other".
type Relation struct {
	Agreement  string              `json:"agreement"` // id
	Kind       corpus.RelationKind `json:"kind"`
	Other      string              `json:"other,omitempty"` // id, or "" when that text is not held
	Title      string              `json:"title,omitempty"` // what is meant then, as printed
	State      RelationState       `json:"state"`
	Similarity float64             `json:"similarity,omitempty"` // share of common word sequences, [0, 1]; 0 when not compared
	Why        string              `json:"why"`                  // in words
	Time       time.Time           `json:"time,omitzero"`        // when it came to this state
}

// Relate adds a relation, or brings one of the same agreements and kind to another state: an offer may be
// accepted or rejected, and a decision may be changed by another decision. An offer between agreements of
// which any relation is held already adds nothing. It reports whether anything changed, and wraps
// corpus.ErrNotFound when an agreement is not held and corpus.ErrInvalid when the relation is none.
func (s *Store) Relate(ctx context.Context, r Relation) (changed bool, err error) {
	err = s.change(ctx, fmt.Sprintf("relate %.12s", r.Agreement), r.Time, func(w *work) error {
		if r.Time.IsZero() {
			r.Time = w.at
		}
		changed, err = relate(ctx, w, r)
		return err
	})
	return changed, err
}

func (r *Relation) check() error {
	_, err := corpus.ParseRelationKind(string(r.Kind))
	switch {
	case err != nil:
		return err
	case (r.Other == "") == (r.Title == ""), r.Other == r.Agreement:
		return fmt.Errorf("%w: a relation leads to another agreement, by id or by title", corpus.ErrInvalid)
	case r.Similarity < 0 || r.Similarity > 1:
		return fmt.Errorf("%w: similarity %v is not between 0 and 1", corpus.ErrInvalid, r.Similarity)
	case r.State != Offered && r.State != Accepted && r.State != Rejected:
		return fmt.Errorf("%w: relation state %q: one of %s, %s, %s", corpus.ErrInvalid, r.State, Offered, Accepted, Rejected)
	case r.Why == "":
		return fmt.Errorf("%w: a relation says why", corpus.ErrInvalid)
	}
	return nil
}

func relate(ctx context.Context, w *work, r Relation) (changed bool, err error) {
	if err := r.check(); err != nil {
		return false, err
	}
	for _, id := range []string{r.Agreement, r.Other} {
		if id != "" {
			if err := isHeld(ctx, w.tx, id); err != nil {
				return false, fmt.Errorf("agreement %.12s: %w", id, err)
			}
		}
	}
	before, err := heldRelation(ctx, w, r)
	switch {
	case err != nil:
		return false, err
	case before.seq == 0:
		return true, w.insert(ctx, "relations", `INSERT INTO relations (agreement, kind, other, title, state, similarity, why, time)
			VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?)`, r.Agreement, string(r.Kind), r.Other, r.Title, string(r.State), r.Similarity, r.Why, stampOf(r.Time))
	case r.State == Offered, before.kind == r.Kind && before.state == r.State:
		return false, nil
	}
	return true, w.record(ctx, "relations", before.seq, func() error {
		return w.exec(ctx, `UPDATE relations SET agreement = ?, kind = ?, other = nullif(?, ''), state = ?, why = ?, time = ? WHERE seq = ?`,
			r.Agreement, string(r.Kind), r.Other, string(r.State), r.Why, stampOf(r.Time), before.seq)
	})
}

// knownRelation is a relation that a new one would take the place of.
type knownRelation struct {
	seq   int64
	kind  corpus.RelationKind
	state RelationState
}

// heldRelation finds the row that a relation would change: the same one, or an offer between the two that it
// decides, in either direction. An offer meets any relation between the two.
func heldRelation(ctx context.Context, w *work, r Relation) (k knownRelation, err error) {
	const same = `agreement = ?1 AND ifnull(other, '') = ?2 AND title = ?3 AND (kind = ?4 OR state = 'offered')`
	const between = `(agreement = ?1 AND other = ?2 OR agreement = ?2 AND other = ?1)`
	where := same + ` OR ` + between + ` AND state = 'offered'`
	if r.State == Offered {
		where = same + ` OR ` + between
	}
	row := w.tx.QueryRowContext(ctx, `SELECT seq, kind, state FROM relations WHERE `+where+` ORDER BY kind = ?4 AND agreement = ?1 DESC, seq LIMIT 1`,
		r.Agreement, r.Other, r.Title, string(r.Kind))
	if err = row.Scan(&k.seq, &k.kind, &k.state); errors.Is(err, sql.ErrNoRows) {
		return knownRelation{}, nil
	}
	return k, err
}

// putFamily keeps what the text of an agreement says of its family. What it names and what is not held is
// kept by its title.
func putFamily(ctx context.Context, w *work, a *corpus.Agreement) error {
	for _, f := range a.Family {
		r := Relation{Agreement: a.ID, Kind: f.Kind, Title: f.To, State: Accepted, Why: f.Note, Time: w.at}
		if r.Why == "" {
			r.Why = "the text says so"
		}
		if err := isHeld(ctx, w.tx, f.To); err == nil {
			r.Other, r.Title = f.To, ""
		} else if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if _, err := relate(ctx, w, r); err != nil {
			return err
		}
	}
	return nil
}

const selectRelations = `SELECT agreement, kind, ifnull(other, ''), title, state, similarity, why, time FROM relations`

// Family returns the relations of an agreement, given by its id or its first digits, in both directions and
// in the order in which they came.
func (s *Store) Family(ctx context.Context, idOrPrefix string) ([]Relation, error) {
	id, err := s.resolve(ctx, idOrPrefix)
	if err != nil {
		return nil, fmt.Errorf("store: family of %s: %w", idOrPrefix, err)
	}
	return s.relations(ctx, "family of "+id[:12], ` WHERE ? IN (agreement, other)`, id)
}

// Relations returns the relations of all agreements in the order in which they came; only those in a state,
// unless it is "".
func (s *Store) Relations(ctx context.Context, state RelationState) ([]Relation, error) {
	return s.relations(ctx, "relations", ` WHERE ? IN ('', state)`, string(state))
}

func (s *Store) relations(ctx context.Context, operation, where string, arg any) ([]Relation, error) {
	rows, err := s.read.QueryContext(ctx, selectRelations+where+` ORDER BY seq`, arg)
	out, err := collect(rows, err, scanRelation)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", operation, explain(err))
	}
	return out, nil
}

func scanRelation(scan func(...any) error) (r Relation, err error) {
	var at string
	if err := scan(&r.Agreement, &r.Kind, &r.Other, &r.Title, &r.State, &r.Similarity, &r.Why, &at); err != nil || at == "" {
		return r, err
	}
	r.Time, err = time.Parse(time.RFC3339Nano, at)
	return r, err
}
