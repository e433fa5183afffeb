package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"corridor/corpus"
)

// Action is what was done to a record.
type Action string

// The actions.
const (
	Adopted Action = "adopt"  // it was kept before there was a journal
	Added   Action = "add"    //
	Changed Action = "change" //
	Removed Action = "remove" //
)

// Change is one row of the journal: who did what to which record when.
type Change struct {
	Seq       int64     `json:"seq"` // from 1, without a gap
	Time      time.Time `json:"time,omitzero"`
	Who       string    `json:"who,omitempty"`
	Action    Action    `json:"action"`
	Object    string    `json:"object"`              // table of the record
	Key       string    `json:"key"`                 // which of its rows
	Agreement string    `json:"agreement,omitempty"` // the agreement touched
	Before    string    `json:"before,omitempty"`    // the record as JSON, long values by their SHA-256
	After     string    `json:"after,omitempty"`
	Hash      string    `json:"hash"` // hex SHA-256 over the hash of the row before and all of the above
}

// Head is the end of the journal. Two stores of one head hold the same records, and a store that once had a
// head that was noted elsewhere cannot lose or change what was in it unseen. The zero Head is of an empty journal.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash,omitempty"`
}

// String writes a head as ParseHead reads it: "120:9f2c…".
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Hash) }

// ParseHead reads a head that was noted. It wraps corpus.ErrInvalid.
func ParseHead(s string) (h Head, err error) {
	seq, hash, _ := strings.Cut(strings.TrimSpace(s), ":")
	h.Hash = strings.ToLower(hash)
	if h.Seq, err = strconv.ParseInt(seq, 10, 64); err != nil || h.Seq < 1 || len(hash) != 64 || strings.Trim(h.Hash, "0123456789abcdef") != "" {
		return Head{}, fmt.Errorf("head %q: %w: a head is NUMBER:HASH, as status, verify and backup print it", s, corpus.ErrInvalid)
	}
	return h, nil
}

// Head returns the end of the journal: whatever is built from the records is up to date when it was built
// at this head.
func (s *Store) Head(ctx context.Context) (Head, error) {
	h, err := headOf(ctx, s.read)
	if err != nil {
		return Head{}, fmt.Errorf("store: head of the journal: %w", explain(err))
	}
	return h, nil
}

// rowReader is what a query for one row needs of a transaction or a database.
type rowReader interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func headOf(ctx context.Context, r rowReader) (h Head, err error) {
	err = r.QueryRowContext(ctx, `SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1`).Scan(&h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return h, err
}

// Journal goes through the changes after a sequence number, in their order; 0 is all of them. It ends after
// the first error.
func (s *Store) Journal(ctx context.Context, after int64) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		rows, err := s.read.QueryContext(ctx, selectJournal+` WHERE seq > ? ORDER BY seq`, after)
		if err = each(rows, err, scanChange, func(c Change) bool { return yield(c, nil) }); err != nil {
			yield(Change{}, fmt.Errorf("store: journal: %w", explain(err)))
		}
	}
}

const selectJournal = `SELECT seq, time, who, action, object, key, agreement, before, after, hash FROM journal`

func scanChange(scan func(...any) error) (c Change, err error) {
	var at string
	if err := scan(&c.Seq, &at, &c.Who, &c.Action, &c.Object, &c.Key, &c.Agreement, &c.Before, &c.After, &c.Hash); err != nil || at == "" {
		return c, err
	}
	c.Time, err = time.Parse(time.RFC3339Nano, at)
	return c, err
}

// seal is the hash of a change that follows the row of hash prev: SHA-256 of a JSON list of strings.
func (c *Change) seal(prev string) string {
	sum := sha256.Sum256(compact([]string{prev, strconv.FormatInt(c.Seq, 10), stampOf(c.Time), c.Who, string(c.Action),
		c.Object, c.Key, c.Agreement, c.Before, c.After}))
	return hex.EncodeToString(sum[:])
}

// stampOf is the stamp of a time, or "" for none.
func stampOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t)
}
