package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// PutOriginal keeps the bytes of a file and returns their SHA-256. Bytes that are held already are not
// kept twice; the name of the first stays.
func (s *Store) PutOriginal(ctx context.Context, name string, data []byte) (sha string, err error) {
	err = s.change(ctx, "put original "+name, time.Time{}, func(w *work) error {
		sha, err = putOriginal(ctx, w, name, data)
		return err
	})
	return sha, err
}

func putOriginal(ctx context.Context, w *work, name string, data []byte) (string, error) {
	if data == nil {
		data = []byte{}
	}
	sha := hash(data)
	return sha, w.record(ctx, "originals", sha, func() error {
		return w.exec(ctx, `INSERT INTO originals (sha256, name, bytes, data) VALUES (?, ?, ?, ?)
			ON CONFLICT (sha256) DO NOTHING`, sha, name, len(data), data)
	})
}

// Original returns the bytes of a file by their SHA-256. It wraps corpus.ErrNotFound.
func (s *Store) Original(ctx context.Context, sha string) (name string, data []byte, err error) {
	row := s.read.QueryRowContext(ctx, `SELECT name, data FROM originals WHERE sha256 = ?`, sha)
	if err := row.Scan(&name, &data); err != nil {
		return "", nil, fmt.Errorf("store: original %.12s: %w", sha, explain(err))
	}
	return name, data, nil
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
