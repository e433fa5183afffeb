package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"corridor/corpus"
	"corridor/rubric"
)

// Record is all that is known of one file that was given.
type Record struct {
	Name        string               // of the file, without directories of this machine
	Data        []byte               // its bytes, kept as the original when there is an agreement
	Time        time.Time            // of this ingest
	Agreement   *corpus.Agreement    // nil when the file could not be read
	Assessments []*rubric.Assessment // of the agreement
	Err         error                // why there is no agreement
}

// Put writes a record whole or not at all, and says what became of the file. A text that is held already
// makes the file a duplicate, whatever else was read from it: the first reading stays. Assessments that
// say nothing new are not added again. A record without an agreement only accounts for its file.
func (s *Store) Put(ctx context.Context, r Record) (f File, err error) {
	err = s.change(ctx, "put "+r.Name, r.Time, func(w *work) error {
		f, err = putRecord(ctx, w, r)
		return err
	})
	return f, err
}

func putRecord(ctx context.Context, w *work, r Record) (File, error) {
	f := File{Name: r.Name, SHA256: hash(r.Data), Bytes: int64(len(r.Data)), Time: r.Time}
	if r.Agreement == nil {
		f.State, f.Reason = failure(r.Err)
		return putUnlessHeld(ctx, w, f, StateIngested, StateDuplicate)
	}
	f.State, f.Agreement = StateIngested, r.Agreement.ID
	original, err := putOriginal(ctx, w, r.Name, r.Data)
	if err != nil {
		return f, err
	}
	added, err := putAgreement(ctx, w, r.Agreement, original)
	if errors.Is(err, corpus.ErrConflict) {
		f.Reason, err = "the text is held as an earlier version of the program read it", nil
	}
	if err != nil {
		return f, err
	}
	if err := putNewAssessments(ctx, w, r); err != nil {
		return f, err
	}
	if !added {
		f.State = StateDuplicate
	}
	return putUnlessHeld(ctx, w, f, StateIngested)
}

// failure is the state and reason of a file that gave no agreement.
func failure(err error) (State, string) {
	switch {
	case err == nil:
		return StateFailed, ""
	case errors.Is(err, corpus.ErrNoText):
		return StateNoText, err.Error()
	}
	return StateFailed, err.Error()
}

// putUnlessHeld accounts for a file, unless the same file was given before and came to one of the better
// states: giving a file again never loses what was read from it.
func putUnlessHeld(ctx context.Context, w *work, f File, better ...State) (File, error) {
	before, err := scanFile(w.tx.QueryRowContext(ctx, selectFiles+` WHERE name = ? AND sha256 = ?`, f.Name, f.SHA256).Scan)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return f, putFile(ctx, w, f)
	case err != nil:
		return f, err
	case slices.Contains(better, before.State):
		return before, nil
	}
	return f, putFile(ctx, w, f)
}

func putNewAssessments(ctx context.Context, w *work, r Record) error {
	for _, as := range r.Assessments {
		if as.Agreement != r.Agreement.ID {
			return fmt.Errorf("%w: assessment of %.12s put with agreement %.12s", corpus.ErrInvalid, as.Agreement, r.Agreement.ID)
		}
		held, err := heldAlready(ctx, w.tx, as)
		if err == nil && !held {
			err = putAssessment(ctx, w, as, r.Agreement.Text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
