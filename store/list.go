package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"corridor/corpus"
)

// Summary is one line of a list: an agreement without its text.
type Summary struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Kind     corpus.Kind     `json:"kind"`
	Language string          `json:"language"`
	Corridor corpus.Corridor `json:"corridor"`
	Signed   corpus.Date     `json:"signed,omitempty"`
	Scope    corpus.Scope    `json:"scope,omitempty"`
	Sectors  []corpus.Sector `json:"sectors,omitempty"` // in display order
	Source   string          `json:"source"`            // file name
	Bytes    int             `json:"bytes"`             // of text

	Publication Publication `json:"publication"`
}

// Filter says which agreements to list. Zero fields ask for nothing.
type Filter struct {
	Origin      string        // party on the side of origin: alpha-3 code, or its name as printed
	Destination string        // party on the side of destination
	Country     string        // party on either side
	Region      string        // code of a region, such as "africa" or "gcc"
	RegionOf    RegionSide    // whose region; "" is either side's
	Kind        corpus.Kind   //
	Scope       corpus.Scope  // whom or what the agreement covers
	Sector      corpus.Sector // one of those it covers
	Language    string        // BCP 47 base
	From, To    int           // years of signature, both included; undated agreements are then left out
	Text        string        // words that the text must hold, all of them; letter case and accents do not count
	Public      bool          // leave out what is private
	Limit       int           // at most so many; 0 is all
	After       string        // id of the last agreement of the page before, or its first digits
}

// List returns the agreements that pass the filter, by date of signature and then by id; undated ones
// come first. It wraps corpus.ErrInvalid on a filter that cannot be met and corpus.ErrNotFound when
// After is unknown.
func (s *Store) List(ctx context.Context, f Filter) ([]Summary, error) {
	if f.After != "" {
		id, err := s.resolve(ctx, f.After)
		if err != nil {
			return nil, fmt.Errorf("store: list after %s: %w", f.After, err)
		}
		f.After = id
	}
	q, err := f.query()
	if err != nil {
		return nil, fmt.Errorf("store: list: %w", err)
	}
	rows, err := s.read.QueryContext(ctx, q.sql(f.Limit), q.args...)
	out, err := collect(rows, err, scanSummary)
	if err != nil {
		return nil, fmt.Errorf("store: list: %w", explain(err))
	}
	return out, nil
}

const selectSummary = `SELECT id, title, kind, language, signed, reciprocal, source, bytes,
	(SELECT json_group_array(party ORDER BY position) FROM sides WHERE agreement = id AND side = 'origin'),
	(SELECT json_group_array(party ORDER BY position) FROM sides WHERE agreement = id AND side = 'destination'),
	ifnull((SELECT value FROM covers WHERE agreement = id AND what = 'scope'), ''),
	(SELECT nullif(json_group_array(value ORDER BY position), '[]') FROM covers WHERE agreement = id AND what = 'sector'),
	ifnull((SELECT level FROM publications WHERE agreement = id), 'full')
	FROM agreements`

func scanSummary(scan func(...any) error) (m Summary, err error) {
	var origin, destination, sectors []byte
	if err := scan(&m.ID, &m.Title, &m.Kind, &m.Language, &m.Signed, &m.Corridor.Reciprocal, &m.Source, &m.Bytes,
		&origin, &destination, &m.Scope, &sectors, &m.Publication); err != nil {
		return m, err
	}
	err = errors.Join(json.Unmarshal(origin, &m.Corridor.Origin), json.Unmarshal(destination, &m.Corridor.Destination))
	if sectors != nil {
		err = errors.Join(err, json.Unmarshal(sectors, &m.Sectors))
	}
	return m, err
}

// query is a WHERE clause under construction.
type query struct {
	where []string
	args  []any
}

func (q *query) and(condition string, args ...any) {
	q.where = append(q.where, condition)
	q.args = append(q.args, args...)
}

func (q *query) sql(limit int) string {
	text := selectSummary
	if len(q.where) > 0 {
		text += " WHERE " + strings.Join(q.where, " AND ")
	}
	text += " ORDER BY signed, id"
	if limit > 0 {
		text += fmt.Sprintf(" LIMIT %d", limit)
	}
	return text
}
