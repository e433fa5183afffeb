package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"corridor/corpus"
)

// Publication is how much of an agreement may leave the repository: by export, and on pages that others see.
// The owner of the store reads all of it in any case.
type Publication string

// The levels.
const (
	PublishFull     Publication = "full"          // text and all
	PublishMetadata Publication = "metadata-only" // what was read from the text and found in it, without the text and its quotes
	PublishPrivate  Publication = "private"       // nothing, not even that it is held
)

// Publications lists the levels, the most open first.
func Publications() []Publication {
	return []Publication{PublishFull, PublishMetadata, PublishPrivate}
}

// ParsePublication reads a level; "metadata" is short for metadata-only. It wraps corpus.ErrInvalid and names the allowed ones.
func ParsePublication(s string) (Publication, error) {
	p := Publication(strings.ToLower(strings.TrimSpace(s)))
	if p == "metadata" {
		p = PublishMetadata
	}
	if !slices.Contains(Publications(), p) {
		return "", fmt.Errorf("publication level %q: %w: one of %v", s, corpus.ErrInvalid, Publications())
	}
	return p, nil
}

// Publication is the level of an agreement, which may be given by its first digits.
func (s *Store) Publication(ctx context.Context, idOrPrefix string) (Publication, error) {
	id, err := s.resolve(ctx, idOrPrefix)
	if err != nil {
		return "", fmt.Errorf("store: publication of %s: %w", idOrPrefix, err)
	}
	level, err := publicationOf(ctx, s.read, id)
	if err != nil {
		return "", fmt.Errorf("store: publication of %.12s: %w", id, explain(err))
	}
	return level, nil
}

// publicationOf is the level of an agreement: full, unless another was set.
func publicationOf(ctx context.Context, r rowReader, id string) (level Publication, err error) {
	err = r.QueryRowContext(ctx, `SELECT level FROM publications WHERE agreement = ?`, id).Scan(&level)
	if errors.Is(err, sql.ErrNoRows) {
		return PublishFull, nil
	}
	return level, err
}

// Publish sets the level of an agreement, given by its id or its first digits, and returns the level before.
// It wraps corpus.ErrNotFound and corpus.ErrInvalid.
func (s *Store) Publish(ctx context.Context, idOrPrefix string, level Publication) (before Publication, err error) {
	if level, err = ParsePublication(string(level)); err != nil {
		return "", fmt.Errorf("store: publish %s: %w", idOrPrefix, err)
	}
	id, err := s.resolve(ctx, idOrPrefix)
	if err != nil {
		return "", fmt.Errorf("store: publish %s: %w", idOrPrefix, err)
	}
	err = s.change(ctx, fmt.Sprintf("publish %.12s", id), time.Time{}, func(w *work) error {
		if before, err = publicationOf(ctx, w.tx, id); err != nil || before == level {
			return err
		}
		return publish(ctx, w, id, level)
	})
	return before, err
}

func publish(ctx context.Context, w *work, id string, level Publication) error {
	return w.record(ctx, "publications", id, func() error {
		return w.exec(ctx, `INSERT INTO publications (agreement, level) VALUES (?, ?)
			ON CONFLICT (agreement) DO UPDATE SET level = excluded.level`, id, string(level))
	})
}

// publishNew sets the level of an agreement that has come in: what was asked for, or else private for a
// draft, which nobody has signed yet, and full for anything else.
func publishNew(ctx context.Context, w *work, a *corpus.Agreement, asked Publication) error {
	draft := slices.ContainsFunc(a.Family, func(r corpus.Relation) bool { return r.Kind == corpus.DraftOf })
	level := asked
	switch {
	case level == "" && draft:
		level = PublishPrivate
	case level == "":
		level = PublishFull
	}
	if _, err := ParsePublication(string(level)); err != nil {
		return err
	}
	if level == PublishFull {
		return nil
	}
	return publish(ctx, w, a.ID, level)
}
