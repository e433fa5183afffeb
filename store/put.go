package store

import (
	"cmp"
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
	Others      []*corpus.Agreement  // further language versions in the same file; Family ties them to Agreement
	Assessments []*rubric.Assessment // of all of them
	Publication Publication          // of agreements that are new; "" is private for drafts, full for others
	Reread      bool                 // make what was read now the current reading of a text that is held already
	Tool        string               // what read it, and how: the same bytes need not be read by it again
	Address     string               // where the file was fetched from; "" when it was given
	Err         error                // why there is no agreement
}

// Put writes a record whole or not at all, and says what became of the file. A text that is held already
// makes the file a duplicate, whatever else was read from it: the first reading stays, unless the record asks
// for another one to take its place. Assessments that say nothing new are not added again. A record without
// an agreement only accounts for its file.
func (s *Store) Put(ctx context.Context, r Record) (f File, err error) {
	err = s.change(ctx, "put "+r.Name, r.Time, func(w *work) error {
		f, err = putRecord(ctx, w, r)
		return err
	})
	return f, err
}

// PutAll writes records as Put does, in their order, and waits once for the medium: all of them are kept, or none is.
func (s *Store) PutAll(ctx context.Context, records []Record) (files []File, err error) {
	if len(records) == 0 {
		return nil, nil
	}
	err = s.change(ctx, fmt.Sprintf("put %d records", len(records)), records[0].Time, func(w *work) error {
		for _, r := range records {
			if s.author.Now == nil {
				w.at = r.Time
			}
			f, err := putRecord(ctx, w, r)
			if err != nil {
				return fmt.Errorf("%s: %w", r.Name, err)
			}
			files = append(files, f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return files, nil
}

func putRecord(ctx context.Context, w *work, r Record) (File, error) {
	f := File{Name: r.Name, SHA256: hash(r.Data), Bytes: int64(len(r.Data)), Time: r.Time, Tool: r.Tool, Address: r.Address}
	if r.Agreement == nil {
		f.State, f.Reason = failure(r.Err)
		return putUnlessHeld(ctx, w, f, StateIngested, StateDuplicate)
	}
	original, err := putOriginal(ctx, w, r.Name, r.Data)
	if err != nil {
		return f, err
	}
	if err := putAgreements(ctx, w, r, original, &f); err != nil {
		return f, err
	}
	if err := putNewAssessments(ctx, w, r); err != nil {
		return f, err
	}
	return putUnlessHeld(ctx, w, f, StateIngested)
}

// putAgreements keeps the agreements of a record that are new, with their families. The file is a duplicate
// when none is.
func putAgreements(ctx context.Context, w *work, r Record, original string, f *File) error {
	f.State, f.Agreement = StateDuplicate, r.Agreement.ID
	var fresh []*corpus.Agreement
	for i, a := range r.agreements() {
		if i > 0 {
			f.Others = append(f.Others, a.ID)
		}
		added, err := putAgreement(ctx, w, a, original)
		if errors.Is(err, corpus.ErrConflict) && r.Reread {
			f.Reason = "the text was held, and was read again"
			_, err = reread(ctx, w, a)
		}
		switch {
		case errors.Is(err, corpus.ErrConflict):
			f.Reason = "the text is held as an earlier version of the program read it"
		case err != nil:
			return err
		case added:
			f.State = StateIngested
			fresh = append(fresh, a)
		}
	}
	for _, a := range fresh { // after all: they may be each other's family
		if err := errors.Join(putFamily(ctx, w, a), publishNew(ctx, w, a, r.Publication)); err != nil {
			return err
		}
	}
	return nil
}

// agreements lists all agreements of a record.
func (r *Record) agreements() []*corpus.Agreement {
	if r.Agreement == nil {
		return nil
	}
	return append([]*corpus.Agreement{r.Agreement}, r.Others...)
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
// states: giving a file again never loses what was read from it. That it was read by another tool is noted.
func putUnlessHeld(ctx context.Context, w *work, f File, better ...State) (File, error) {
	before, err := scanFile(w.tx.QueryRowContext(ctx, selectFiles+` WHERE name = ? AND sha256 = ?`, f.Name, f.SHA256).Scan)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return f, putFile(ctx, w, f)
	case err != nil:
		return f, err
	case !slices.Contains(better, before.State):
		return f, putFile(ctx, w, f)
	case f.State != StateIngested:
		before.Tool, before.Address = cmp.Or(f.Tool, before.Tool), cmp.Or(f.Address, before.Address)
		return before, putFile(ctx, w, before)
	}
	for _, id := range before.agreements() { // it is read otherwise than before: it goes on accounting for what it gave then
		if !slices.Contains(f.agreements(), id) {
			f.Others = append(f.Others, id)
		}
	}
	return f, putFile(ctx, w, f)
}

func putNewAssessments(ctx context.Context, w *work, r Record) error {
	for _, as := range r.Assessments {
		list := r.agreements()
		i := slices.IndexFunc(list, func(a *corpus.Agreement) bool { return a.ID == as.Agreement })
		if i < 0 {
			return fmt.Errorf("%w: assessment of %.12s put with agreement %.12s", corpus.ErrInvalid, as.Agreement, r.Agreement.ID)
		}
		held, err := heldAlready(ctx, w.tx, as)
		if err == nil && !held {
			err = putAssessment(ctx, w, as, list[i].Text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
