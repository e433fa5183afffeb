package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"corridor/corpus"
)

// MinPrefix is the fewest hex digits by which an agreement can be asked for.
const MinPrefix = 6

// wholeID is how many hex digits an id has.
const wholeID = 64

// maxCandidates is how many agreements an ambiguous prefix names.
const maxCandidates = 5

// Agreement returns an agreement by its id or by the first digits of it, at least MinPrefix. It wraps
// corpus.ErrNotFound, and corpus.ErrInvalid when the digits are none or fit several agreements.
func (s *Store) Agreement(ctx context.Context, idOrPrefix string) (*corpus.Agreement, error) {
	id := strings.ToLower(strings.TrimSpace(idOrPrefix))
	if len(id) != wholeID {
		var err error
		if id, err = s.resolve(ctx, idOrPrefix); err != nil {
			return nil, fmt.Errorf("store: agreement %s: %w", idOrPrefix, err)
		}
	}
	a, err := s.load(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("store: agreement %.12s: %w", id, explain(err))
	}
	return a, nil
}

// resolve completes a prefix to the one id that begins with it.
func (s *Store) resolve(ctx context.Context, prefix string) (string, error) {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	if len(prefix) < MinPrefix || strings.Trim(prefix, "0123456789abcdef") != "" {
		return "", fmt.Errorf("%w: an id is at least %d hex digits", corpus.ErrInvalid, MinPrefix)
	}
	found, err := s.candidates(ctx, prefix)
	switch {
	case err != nil:
		return "", explain(err)
	case len(found) == 0:
		return "", corpus.ErrNotFound
	case len(found) > 1:
		return "", fmt.Errorf("%w: it fits several agreements, write more digits:\n  %s", corpus.ErrInvalid, strings.Join(found, "\n  "))
	}
	return found[0][:wholeID], nil
}

// candidates lists the ids that begin with prefix; with their titles when there are several.
func (s *Store) candidates(ctx context.Context, prefix string) (found []string, err error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id || '  ' || title FROM agreements
		WHERE id >= ? AND id < ? || 'g' ORDER BY id LIMIT ?`, prefix, prefix, maxCandidates)
	return collect(rows, err, func(scan func(...any) error) (line string, err error) { return line, scan(&line) })
}

// load reads an agreement that leaves the store, and checks it.
func (s *Store) load(ctx context.Context, id string) (*corpus.Agreement, error) {
	var meta []byte
	var text string
	row := s.read.QueryRowContext(ctx, `SELECT meta, text FROM agreements JOIN texts USING (id) WHERE id = ?`, id)
	if err := row.Scan(&meta, &text); err != nil {
		return nil, err
	}
	a := new(corpus.Agreement)
	if err := json.Unmarshal(meta, a); err != nil {
		return nil, fmt.Errorf("%w: its record is damaged: %w", corpus.ErrInvalid, err)
	}
	a.Text = text
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("its record is damaged: %w", err)
	}
	return a, nil
}
