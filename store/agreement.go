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

// PutAgreement keeps an agreement and names the original it was read from ("" when that is not kept).
// Putting it again changes nothing and reports false; it wraps corpus.ErrConflict when the held agreement
// has the same text and was read otherwise. The source may differ: the same text can come in many files.
func (s *Store) PutAgreement(ctx context.Context, a *corpus.Agreement, original string) (added bool, err error) {
	err = s.change(ctx, fmt.Sprintf("put agreement %.12s", a.ID), time.Time{}, func(w *work) error {
		added, err = putAgreement(ctx, w, a, original)
		return err
	})
	return added, err
}

func putAgreement(ctx context.Context, w *work, a *corpus.Agreement, original string) (added bool, err error) {
	if err := a.Validate(); err != nil {
		return false, err
	}
	meta, err := metaOf(a)
	if err != nil {
		return false, err
	}
	held, err := heldMeta(ctx, w.tx, a.ID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return true, insertAgreement(ctx, w, a, meta, original)
	case err != nil:
		return false, err
	}
	return false, sameReading(held, meta)
}

// metaOf is the agreement as JSON without its text.
func metaOf(a *corpus.Agreement) ([]byte, error) {
	bare := *a
	bare.Text = ""
	return json.Marshal(&bare)
}

// isHeld is nil when an agreement is held, and else sql.ErrNoRows.
func isHeld(ctx context.Context, tx transaction, id string) error {
	var one int
	return tx.QueryRowContext(ctx, `SELECT 1 FROM agreements WHERE id = ?`, id).Scan(&one)
}

func heldMeta(ctx context.Context, tx transaction, id string) (meta []byte, err error) {
	err = tx.QueryRowContext(ctx, `SELECT meta FROM agreements WHERE id = ?`, id).Scan(&meta)
	return meta, err
}

// sameReading compares what was read from one text twice, sources aside.
func sameReading(held, given []byte) error {
	var pair [2]string
	for i, meta := range [][]byte{held, given} {
		var a corpus.Agreement
		if err := json.Unmarshal(meta, &a); err != nil {
			return err
		}
		a.Source = corpus.Source{}
		bare, err := json.Marshal(&a)
		if err != nil {
			return err
		}
		pair[i] = string(bare)
	}
	if pair[0] != pair[1] {
		return fmt.Errorf("%w: the same text is held with another reading, which stays until it is read again on purpose", corpus.ErrConflict)
	}
	return nil
}

func insertAgreement(ctx context.Context, w *work, a *corpus.Agreement, meta []byte, original string) error {
	if err := w.exec(ctx, `INSERT INTO texts (id, text) VALUES (?, ?)`, a.ID, a.Text); err != nil {
		return err
	}
	err := w.exec(ctx, `INSERT INTO agreements
		(id, original, meta, title, kind, language, signed, year, reciprocal, source, bytes)
		VALUES (?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, original, string(meta), a.Title.Value, string(a.Kind.Value), a.Language, string(a.Signed.Value),
		a.Signed.Value.Year(), a.Corridor.Reciprocal, a.Source.Name, len(a.Text))
	if err != nil {
		return err
	}
	if err := errors.Join(w.added(ctx, "agreements", a.ID), putSides(ctx, w.tx, a)); err != nil {
		return err
	}
	if err := linkText(ctx, w.tx, a); err != nil {
		return err
	}
	return offerVersions(ctx, w, a)
}

func putSides(ctx context.Context, tx transaction, a *corpus.Agreement) error {
	return errors.Join(insertSides(ctx, tx, a.ID, "origin", a.Corridor.Origin), insertSides(ctx, tx, a.ID, "destination", a.Corridor.Destination))
}

func insertSides(ctx context.Context, tx transaction, id, side string, parties []string) error {
	for i, p := range parties {
		_, err := tx.ExecContext(ctx, `INSERT INTO sides (agreement, side, position, party) VALUES (?, ?, ?, ?)`, id, side, i, p)
		if err != nil {
			return err
		}
	}
	return nil
}
