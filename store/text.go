package store

import (
	"context"
	"fmt"

	"corridor/rubric"
)

// Texts gives the text of agreements by their whole ids. A Store is one.
type Texts interface {
	Text(ctx context.Context, id string) (string, error)
}

// Text returns the text of an agreement, and nothing else of it. It wraps corpus.ErrNotFound.
func (s *Store) Text(ctx context.Context, id string) (text string, err error) {
	if err := s.read.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, id).Scan(&text); err != nil {
		return "", fmt.Errorf("store: text of %.12s: %w", id, explain(err))
	}
	return text, nil
}

// Document reads an agreement as an index takes it in, with the findings that count under each rubric.
func (s *Store) Document(ctx context.Context, id string, rubrics []*rubric.Rubric) (Document, error) {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return Document{}, err
	}
	held, err := s.Assessments(ctx, a.ID)
	if err != nil {
		return Document{}, err
	}
	d := NewDocument(a, held, rubrics)
	d.Publication, err = s.Publication(ctx, a.ID)
	return d, err
}
