package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"corridor/corpus"
)

// A backup is a store in one file: the database with every original inside. It opens like any other store,
// and Verify holds it to the same rules.

// Backup writes the whole store to one file, while others go on reading and writing: the file holds the one state
// that the returned head names. It is there whole or not at all. It wraps corpus.ErrConflict when the file exists
// and is not to be replaced, and corpus.ErrInvalid when an original is damaged, so that no backup hides damage.
func (s *Store) Backup(ctx context.Context, path string, replace bool) (Head, error) {
	h, err := s.backup(ctx, path, replace)
	if err != nil {
		return Head{}, fmt.Errorf("store: back up to %s: %w", path, explain(err))
	}
	return h, nil
}

func (s *Store) backup(ctx context.Context, path string, replace bool) (h Head, err error) {
	switch err := mayWrite(path, replace); {
	case err != nil:
		return h, err
	case sameFile(path, s.path):
		return h, fmt.Errorf("%w: that is the store itself", corpus.ErrInvalid)
	}
	temp, err := TempBeside(path)
	if err != nil {
		return h, err
	}
	if h, err = s.snapshot(ctx, temp); err == nil {
		err = putInPlace(ctx, s.disk, temp, path)
	}
	return h, discard(s.disk, temp, err)
}

// snapshot copies the database and then the originals into a new file, and flushes it.
func (s *Store) snapshot(ctx context.Context, temp string) (h Head, err error) {
	source, err := connect(s.path, 1, "")
	if err != nil {
		return h, err
	}
	_, err = source.ExecContext(ctx, `VACUUM INTO ?`, temp)
	if err = errors.Join(err, source.Close()); err != nil {
		return h, err
	}
	file, err := fileURL(temp)
	if err != nil {
		return h, err
	}
	db, err := sql.Open("sqlite", file+"?_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		return h, err
	}
	db.SetMaxOpenConns(1)
	h, err = s.packOriginals(ctx, db)
	if err = errors.Join(err, db.Close()); err != nil {
		return h, err
	}
	return h, s.disk.Sync(temp)
}

// packOriginals puts the originals that are files into the database of a backup.
func (s *Store) packOriginals(ctx context.Context, db *sql.DB) (h Head, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return h, err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the file is thrown away
		}
	}()
	rows, err := tx.QueryContext(ctx, `SELECT sha256 FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM original_bytes) ORDER BY sha256`)
	shas, err := collect(rows, err, scanString)
	if err != nil {
		return h, err
	}
	for i, sha := range shas {
		s.tell("back up originals", i, len(shas))
		data, err := s.originalBytes(ctx, tx, sha)
		if err != nil {
			return h, fmt.Errorf("original %s: %w", sha, err)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO original_bytes (sha256, name, bytes, data) SELECT sha256, name, bytes, ? FROM originals WHERE sha256 = ?`, blob(data), sha)
		if err != nil {
			return h, err
		}
	}
	s.tell("back up originals", len(shas), len(shas))
	if h, err = headOf(ctx, tx); err != nil {
		return h, err
	}
	return h, tx.Commit()
}

// blob is bytes that are no NULL.
func blob(data []byte) []byte {
	if data == nil {
		return []byte{}
	}
	return data
}

// Restore puts a backup in the place of the store at path. The copy is verified before it counts, and the backup is
// only read. An existing store is never written over, unless replace says so; nobody may have it open then. It wraps
// corpus.ErrNotFound when there is no backup, corpus.ErrConflict when there is a store at path, and
// corpus.ErrInvalid when the backup is none or is damaged; the verification says where.
func Restore(ctx context.Context, backup, path string, replace bool, options ...Option) (*Verification, error) {
	if sameFile(backup, path) {
		return nil, fmt.Errorf("store: restore %s: %w: that is the backup itself", backup, corpus.ErrInvalid)
	}
	v, err := fill(ctx, path, replace, options, func(temp string) error { return copyFile(diskOf(options), backup, temp) })
	if err != nil {
		return v, fmt.Errorf("store: restore %s to %s: %w", backup, path, explainOpen(err))
	}
	return v, nil
}

// diskOf is the disk that the options name.
func diskOf(options []Option) Disk {
	s := &Store{disk: OS{}}
	for _, o := range options {
		o(s)
	}
	return s.disk
}

// fill makes a store at path: it is made beside its place, verified, and moved there.
func fill(ctx context.Context, path string, replace bool, options []Option, into func(temp string) error) (v *Verification, err error) {
	if err := mayWrite(path, replace); err != nil {
		return nil, err
	}
	temp, err := TempBeside(path)
	if err != nil {
		return nil, err
	}
	d := diskOf(options)
	if err = into(temp); err == nil {
		v, err = verified(ctx, temp, options)
	}
	if err == nil {
		v.Store = path
		err = fold(ctx, temp)
	}
	if err == nil {
		err = d.Sync(temp)
	}
	if err == nil {
		err = putInPlace(ctx, d, temp, path)
	}
	return v, discard(d, temp, err)
}

// verified opens a store, which brings it to the current schema, and refuses one that is not clean.
func verified(ctx context.Context, path string, options []Option) (v *Verification, err error) {
	s, err := Open(ctx, path, options...)
	if err != nil {
		return nil, err
	}
	v, err = s.Verify(ctx, VerifyOptions{})
	if err = errors.Join(err, s.Close()); err != nil {
		return v, err
	}
	if !v.Clean() {
		f := v.Faults[0]
		return v, fmt.Errorf("%w: it is damaged in %d places, the first: %s %s %s", corpus.ErrInvalid, len(v.Faults), f.Object, f.ID, f.Problem)
	}
	return v, nil
}
