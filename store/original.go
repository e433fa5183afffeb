package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"corridor/corpus"
)

// OriginalsSuffix ends the name of the folder of originals: they are kept in PATH.originals beside the database
// at PATH, each in a file named by its SHA-256 in a folder named by the first two digits: ab/ab12….
const OriginalsSuffix = ".originals"

// incoming is the file in which an original arrives. Writers queue up behind the database's lock, so one is
// enough, and what a writer that was killed left in it is written over by the next.
const incoming = "incoming"

func (s *Store) originals() string { return s.path + OriginalsSuffix }

func (s *Store) originalPath(sha string) string { return filepath.Join(s.originals(), sha[:2], sha) }

// PutOriginal keeps the bytes of a file and returns their SHA-256. Bytes that are held already are not
// kept twice; the name of the first stays.
func (s *Store) PutOriginal(ctx context.Context, name string, data []byte) (sha string, err error) {
	err = s.change(ctx, "put original "+name, time.Time{}, func(w *work) error {
		sha, err = putOriginal(ctx, w, name, data)
		return err
	})
	return sha, err
}

// putOriginal keeps the bytes before the transaction ends that says that they are kept. When it does not end
// well, a file stays that no record names: it is whole, and does no harm.
func putOriginal(ctx context.Context, w *work, name string, data []byte) (sha string, err error) {
	sha = hash(data)
	err = w.record(ctx, "originals", sha, func() error {
		return w.exec(ctx, `INSERT INTO originals (sha256, name, bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING`, sha, name, len(data))
	})
	if err != nil {
		return sha, err
	}
	var inside bool
	err = w.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM original_bytes WHERE sha256 = ?)`, sha).Scan(&inside)
	if err != nil || inside {
		return sha, err
	}
	return sha, w.store.writeOriginal(sha, data)
}

// writeOriginal writes the file of an original unless it is there.
func (s *Store) writeOriginal(sha string, data []byte) error {
	path := s.originalPath(sha)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return nil
	}
	err := errors.Join(makeDir(s.disk, s.originals()), makeDir(s.disk, filepath.Dir(path)))
	if err != nil {
		return fmt.Errorf("write original %.12s: %w", sha, err)
	}
	err = WriteFile(s.disk, filepath.Join(s.originals(), incoming), path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return fmt.Errorf("write original %.12s: %w", sha, err)
	}
	return nil
}

// Original returns the bytes of a file by their SHA-256. It wraps corpus.ErrNotFound when they were never
// kept, and corpus.ErrInvalid when they are gone or are no longer the same bytes.
func (s *Store) Original(ctx context.Context, sha string) (name string, data []byte, err error) {
	if err := s.read.QueryRowContext(ctx, `SELECT name FROM originals WHERE sha256 = ?`, sha).Scan(&name); err != nil {
		return "", nil, fmt.Errorf("store: original %.12s: %w", sha, explain(err))
	}
	if data, err = s.originalBytes(ctx, s.read, sha); err != nil {
		return "", nil, fmt.Errorf("store: original %.12s (%s): %w", sha, name, explain(err))
	}
	return name, data, nil
}

// originalBytes reads and checks the bytes of an original that a record names.
func (s *Store) originalBytes(ctx context.Context, r rowReader, sha string) (data []byte, err error) {
	err = r.QueryRowContext(ctx, `SELECT data FROM original_bytes WHERE sha256 = ?`, sha).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		data, err = os.ReadFile(s.originalPath(sha))
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%w: its file %s is gone; give the file again, or restore a backup", corpus.ErrInvalid, s.originalPath(sha))
	case err != nil:
		return nil, err
	case hash(data) != sha:
		return nil, fmt.Errorf("%w: its bytes have changed; restore a backup", corpus.ErrInvalid)
	}
	return data, nil
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
