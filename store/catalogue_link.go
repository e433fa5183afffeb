package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"corridor/corpus"
)

// Placement says which held texts an entry of a catalogue stands for, or why none.
type Placement struct {
	Entry      corpus.Entry `json:"entry"`
	Agreements []string     `json:"agreements,omitempty"` // language versions of one text are several
	By         LinkedBy     `json:"by,omitempty"`
	Reason     Unplaced     `json:"reason,omitempty"` // why there is no agreement
}

// LinkedBy says on what a link rests, beside the parties.
type LinkedBy string

// The grounds of a link.
const (
	LinkedByDate LinkedBy = "date" // the day of signature
	LinkedByYear LinkedBy = "year" // the only entry and the only text of the parties in that year
)

// Unplaced is why an entry has no held text.
type Unplaced string

// The reasons, from the least to the most that is held.
const (
	NoPartyHeld    Unplaced = "no text of these parties is held"
	NoYearHeld     Unplaced = "texts of these parties are held, of other years"
	SeveralEntries Unplaced = "the catalogue lists several agreements that the held text could be"
	SeveralTexts   Unplaced = "several held texts could be the agreement"
)

// Reasons lists the reasons in order.
func Reasons() []Unplaced {
	return []Unplaced{NoPartyHeld, NoYearHeld, SeveralEntries, SeveralTexts}
}

// heldText is what links look at in a held agreement.
type heldText struct {
	id, language string
	signed       corpus.Date
	pair         string
}

const heldTextColumns = `id, language, signed, meta -> '$.parties', meta -> '$.corridor'`

const selectHeldTexts = `SELECT ` + heldTextColumns + ` FROM agreements WHERE kind <> 'union'`

func scanHeldText(scan func(...any) error) (t heldText, err error) {
	var parties, corridor sql.NullString
	if err := scan(&t.id, &t.language, &t.signed, &parties, &corridor); err != nil {
		return t, err
	}
	var a corpus.Agreement
	if parties.Valid {
		err = json.Unmarshal([]byte(parties.String), &a.Parties)
	}
	if corridor.Valid {
		err = errors.Join(err, json.Unmarshal([]byte(corridor.String), &a.Corridor))
	}
	t.pair = pairOf(a.Countries())
	return t, err
}

// linkAll builds all links again and says how many more there are.
func linkAll(ctx context.Context, tx transaction) (more int, err error) {
	var before int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM catalogue_links`).Scan(&before); err != nil {
		return 0, err
	}
	entries, err := entriesWhere(ctx, tx, ``)
	if err != nil {
		return 0, err
	}
	rows, err := tx.QueryContext(ctx, selectHeldTexts)
	held, err := collect(rows, err, scanHeldText)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM catalogue_links`); err != nil {
		return 0, err
	}
	after, err := putLinks(ctx, tx, place(entries, held))
	return after - before, err
}

// linkText builds the links of the parties and year of a text that has come in.
func linkText(ctx context.Context, tx transaction, a *corpus.Agreement) error {
	pair, year := pairOf(a.Countries()), a.Signed.Value.Year()
	entries, err := entriesWhere(ctx, tx, ` WHERE pair = ? AND year = ?`, pair, year)
	if err != nil || len(entries) == 0 || year == 0 {
		return err
	}
	rows, err := tx.QueryContext(ctx, selectHeldTexts+` AND year = ?`, year)
	held, err := collect(rows, err, scanHeldText)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, err := tx.ExecContext(ctx, `DELETE FROM catalogue_links WHERE entry = ?`, e.ID); err != nil {
			return err
		}
	}
	_, err = putLinks(ctx, tx, place(entries, held))
	return err
}

// reader is what a query needs of a transaction or a database.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func entriesWhere(ctx context.Context, r reader, where string, args ...any) ([]corpus.Entry, error) {
	rows, err := r.QueryContext(ctx, `SELECT entry FROM catalogue`+where+` ORDER BY seq`, args...)
	return collect(rows, err, scanEntry)
}

func putLinks(ctx context.Context, tx transaction, list []Placement) (n int, err error) {
	for _, p := range list {
		for _, id := range p.Agreements {
			n++
			_, err := tx.ExecContext(ctx, `INSERT INTO catalogue_links (entry, agreement, found_by) VALUES (?, ?, ?)`, p.Entry.ID, id, string(p.By))
			if err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// Placements says, for every entry of a catalogue in its order, which held texts it stands for or why none.
func (s *Store) Placements(ctx context.Context, catalogue string) ([]Placement, error) {
	entries, err := s.Catalogue(ctx, "")
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, selectHeldTexts)
	held, err := collect(rows, err, scanHeldText)
	if err != nil {
		return nil, fmt.Errorf("store: placements: %w", explain(err))
	}
	return slices.DeleteFunc(place(entries, held), func(p Placement) bool { return p.Entry.Catalogue() != catalogue }), nil
}

// Links returns, for each entry that stands for held texts, their ids.
func (s *Store) Links(ctx context.Context) (map[string][]string, error) {
	type link struct{ entry, agreement string }
	rows, err := s.read.QueryContext(ctx, `SELECT entry, agreement FROM catalogue_links ORDER BY entry, agreement`)
	list, err := collect(rows, err, func(scan func(...any) error) (l link, err error) { return l, scan(&l.entry, &l.agreement) })
	if err != nil {
		return nil, fmt.Errorf("store: links: %w", explain(err))
	}
	out := map[string][]string{}
	for _, l := range list {
		out[l.entry] = append(out[l.entry], l.agreement)
	}
	return out, nil
}
