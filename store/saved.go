package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"corridor/corpus"
)

// SavedKind tells what a user saved.
type SavedKind string

// The kinds.
const (
	SavedSearch     SavedKind = "search"
	SavedComparison SavedKind = "comparison"
)

// Saved is a search or a comparison that a user keeps under a name. Names are one owner's own.
type Saved struct {
	Kind       SavedKind `json:"kind"`
	Owner      string    `json:"owner,omitempty"`
	Name       string    `json:"name"`
	Query      string    `json:"query,omitempty"`      // of a search
	Agreements []string  `json:"agreements,omitempty"` // ids of a comparison, in order, two or more
	Time       time.Time `json:"time,omitzero"`
}

// body is what the table keeps of it.
func (v *Saved) body() (string, error) {
	switch {
	case v.Name == "":
		return "", fmt.Errorf("%w: what is saved needs a name", corpus.ErrInvalid)
	case v.Kind == SavedSearch && v.Query != "" && v.Agreements == nil:
		return v.Query, nil
	case v.Kind == SavedComparison && v.Query == "" && len(v.Agreements) > 1:
		return string(compact(v.Agreements)), nil
	}
	return "", fmt.Errorf("%w: a saved search has a query, a saved comparison two agreements or more", corpus.ErrInvalid)
}

// Save keeps a search or a comparison, in place of one of the same kind, owner and name. It wraps
// corpus.ErrInvalid, and corpus.ErrNotFound when an agreement of a comparison is not held.
func (s *Store) Save(ctx context.Context, v Saved) error {
	return s.change(ctx, "save "+v.Name, v.Time, func(w *work) error {
		body, err := v.body()
		if err != nil {
			return err
		}
		for _, id := range v.Agreements {
			if err := isHeld(ctx, w.tx, id); err != nil {
				return fmt.Errorf("agreement %.12s: %w", id, err)
			}
		}
		if err := unsave(ctx, w, v.Kind, v.Owner, v.Name); err != nil && !errors.Is(err, corpus.ErrNotFound) {
			return err
		}
		return w.insert(ctx, "saved", `INSERT INTO saved (kind, owner, name, body, time) VALUES (?, ?, ?, ?, ?)`,
			string(v.Kind), v.Owner, v.Name, body, stampOf(w.at))
	})
}

// Unsave forgets a saved search or comparison. It wraps corpus.ErrNotFound.
func (s *Store) Unsave(ctx context.Context, kind SavedKind, owner, name string) error {
	return s.change(ctx, "forget "+name, time.Time{}, func(w *work) error { return unsave(ctx, w, kind, owner, name) })
}

func unsave(ctx context.Context, w *work, kind SavedKind, owner, name string) error {
	var seq int64
	err := w.tx.QueryRowContext(ctx, `SELECT seq FROM saved WHERE kind = ? AND owner = ? AND name = ?`, string(kind), owner, name).Scan(&seq)
	if err != nil {
		return explain(err)
	}
	return w.record(ctx, "saved", seq, func() error { return w.exec(ctx, `DELETE FROM saved WHERE seq = ?`, seq) })
}

// Saved lists what an owner keeps of a kind, by name; a kind of "" is both.
func (s *Store) Saved(ctx context.Context, kind SavedKind, owner string) ([]Saved, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, owner, name, body, time FROM saved
		WHERE ? IN ('', kind) AND owner = ? ORDER BY kind, name`, string(kind), owner)
	out, err := collect(rows, err, scanSaved)
	if err != nil {
		return nil, fmt.Errorf("store: saved: %w", explain(err))
	}
	return out, nil
}

func scanSaved(scan func(...any) error) (v Saved, err error) {
	var body, at string
	if err := scan(&v.Kind, &v.Owner, &v.Name, &body, &at); err != nil {
		return v, err
	}
	if at != "" {
		v.Time, err = time.Parse(time.RFC3339Nano, at)
	}
	if v.Kind == SavedSearch {
		v.Query = body
		return v, err
	}
	return v, errors.Join(err, json.Unmarshal([]byte(body), &v.Agreements))
}
