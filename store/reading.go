package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"corridor/corpus"
)

// Reading is what was once read from a text, before a newer reading took its place.
type Reading struct {
	Agreement *corpus.Agreement `json:"agreement"` // without its text
	Time      time.Time         `json:"time,omitzero"`
}

// Reread makes another reading of a held text the current one: what a newer program reads from it, or what a
// person has put right. The text and its id stay, and so does every assessment: evidence is places in the
// text. The reading before goes to the history, with the time; the file that is named as the source stays the
// first. It reports whether anything changed, and wraps corpus.ErrNotFound when the text is not held and
// corpus.ErrInvalid when the reading breaks a rule.
func (s *Store) Reread(ctx context.Context, a *corpus.Agreement, at time.Time) (changed bool, err error) {
	err = s.change(ctx, fmt.Sprintf("read %.12s again", a.ID), at, func(w *work) error {
		changed, err = reread(ctx, w, a)
		return err
	})
	return changed, err
}

func reread(ctx context.Context, w *work, a *corpus.Agreement) (changed bool, err error) {
	if err := a.Validate(); err != nil {
		return false, err
	}
	held, err := heldMeta(ctx, w.tx, a.ID)
	if err != nil {
		return false, err
	}
	next, meta, err := overHeld(held, a)
	if err != nil {
		return false, err
	}
	if err := sameReading(held, meta); !errors.Is(err, corpus.ErrConflict) {
		return false, err
	}
	err = w.insert(ctx, "readings", `INSERT INTO readings (agreement, meta, time) VALUES (?, ?, ?)`, a.ID, string(held), stampOf(w.at))
	if err != nil {
		return false, err
	}
	err = w.record(ctx, "agreements", a.ID, func() error {
		return w.exec(ctx, `UPDATE agreements SET meta = ?, title = ?, kind = ?, language = ?, signed = ?, year = ?, reciprocal = ? WHERE id = ?`,
			string(meta), a.Title.Value, string(a.Kind.Value), a.Language, string(a.Signed.Value), a.Signed.Value.Year(), a.Corridor.Reciprocal, a.ID)
	})
	if err == nil {
		err = w.exec(ctx, `DELETE FROM sides WHERE agreement = ?`, a.ID)
	}
	if err == nil {
		err = errors.Join(putSides(ctx, w.tx, a), putFamily(ctx, w, next))
	}
	if err == nil {
		_, err = linkAll(ctx, w.tx) // parties or date may be others now
	}
	return true, err
}

// overHeld is the new reading with the source of the file that the text first came from; how it was read is new.
func overHeld(held []byte, a *corpus.Agreement) (*corpus.Agreement, []byte, error) {
	var before corpus.Agreement
	if err := json.Unmarshal(held, &before); err != nil {
		return nil, nil, err
	}
	next := *a
	next.Source.Name, next.Source.SHA256, next.Source.Bytes = before.Source.Name, before.Source.SHA256, before.Source.Bytes
	meta, err := metaOf(&next)
	return &next, meta, err
}

// Readings returns the earlier readings of an agreement, given by its id or its first digits, the first one first.
func (s *Store) Readings(ctx context.Context, idOrPrefix string) ([]Reading, error) {
	id, err := s.resolve(ctx, idOrPrefix)
	if err != nil {
		return nil, fmt.Errorf("store: readings of %s: %w", idOrPrefix, err)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT meta, time FROM readings WHERE agreement = ? ORDER BY seq`, id)
	out, err := collect(rows, err, scanReading)
	if err != nil {
		return nil, fmt.Errorf("store: readings of %.12s: %w", id, explain(err))
	}
	return out, nil
}

func scanReading(scan func(...any) error) (r Reading, err error) {
	var meta sql.RawBytes
	var at string
	if err := scan(&meta, &at); err != nil {
		return r, err
	}
	r.Agreement = new(corpus.Agreement)
	err = json.Unmarshal(meta, r.Agreement)
	if at != "" && err == nil {
		r.Time, err = time.Parse(time.RFC3339Nano, at)
	}
	return r, err
}
