package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Author is on whose behalf the store is changed. Both are optional; without them the journal says "" for
// who, and the time of the record itself for when.
type Author struct {
	Name string           // of the user
	Now  func() time.Time // the clock
}

// As returns the same open store, changing it on behalf of an author. Closing either closes both.
func (s *Store) As(a Author) *Store {
	as := *s
	as.author = a
	return &as
}

// work is one transaction that changes records and journals what it changes.
type work struct {
	store  *Store
	tx     transaction
	who    string
	at     time.Time
	head   Head
	headed bool // head was read
}

// change runs f in one transaction, which counts as a whole or not at all. The operation names it in errors;
// at is when it happens, unless the author has a clock.
func (s *Store) change(ctx context.Context, operation string, at time.Time, f func(*work) error) error {
	if s.author.Now != nil {
		at = s.author.Now()
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err == nil {
		if err = f(&work{store: s, tx: swift{tx, s.statements}, who: strings.ToValidUTF8(s.author.Name, "\ufffd"), at: at}); err == nil {
			err = tx.Commit()
		} else {
			err = errors.Join(err, tx.Rollback())
		}
		s.statements.prepare(ctx, s.write)
	}
	if err != nil {
		return fmt.Errorf("store: %s: %w", operation, explain(err))
	}
	return nil
}

func (w *work) exec(ctx context.Context, query string, args ...any) error {
	_, err := w.tx.ExecContext(ctx, query, args...)
	return err
}

// record runs a change of the row of a journaled table and journals what became of it.
func (w *work) record(ctx context.Context, table string, key any, change func() error) error {
	t := tableNamed(table)
	before, err := t.one(ctx, w.tx, key)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := t.one(ctx, w.tx, key)
	if err != nil {
		return err
	}
	return w.journal(ctx, t, before, after)
}

// insert runs an INSERT into a journaled table whose key SQLite chooses.
func (w *work) insert(ctx context.Context, table, query string, args ...any) error {
	res, err := w.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	key, err := res.LastInsertId()
	if err != nil {
		return err
	}
	return w.added(ctx, table, key)
}

// added journals a row that was not there before.
func (w *work) added(ctx context.Context, table string, key any) error {
	t := tableNamed(table)
	after, err := t.one(ctx, w.tx, key)
	if err != nil {
		return err
	}
	return w.journal(ctx, t, entry{}, after)
}

func (w *work) journal(ctx context.Context, t *table, before, after entry) error {
	if before.content == after.content {
		return nil
	}
	c := Change{Time: w.at, Who: w.who, Object: t.name, Key: after.key, Agreement: after.agreement, Before: before.content, After: after.content}
	switch {
	case before.content == "":
		c.Action = Added
	case after.content == "":
		c.Action, c.Key, c.Agreement = Removed, before.key, before.agreement
	default:
		c.Action = Changed
	}
	return w.append(ctx, c)
}

// append adds a change to the end of the journal.
func (w *work) append(ctx context.Context, c Change) (err error) {
	if !w.headed {
		if w.head, err = headOf(ctx, w.tx); err != nil {
			return err
		}
		w.headed = true
	}
	c.Seq = w.head.Seq + 1
	c.Hash = c.seal(w.head.Hash)
	w.head = Head{c.Seq, c.Hash}
	return insertChange(ctx, w.tx, c)
}

func insertChange(ctx context.Context, tx transaction, c Change) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO journal (seq, time, who, action, object, key, agreement, before, after, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, c.Seq, stampOf(c.Time), c.Who, string(c.Action), c.Object, c.Key, c.Agreement,
		c.Before, c.After, c.Hash)
	return err
}

// journalSchema is the schema in which the journal came.
const journalSchema = 3

// adopt journals what was kept before there was a journal.
func adopt(ctx context.Context, tx *sql.Tx) error {
	w := &work{tx: tx}
	for _, t := range tables {
		if t.since > journalSchema {
			continue
		}
		old := t.at(journalSchema)
		rows, err := tx.QueryContext(ctx, old.query()+` ORDER BY rowid`)
		list, err := collect(rows, err, old.scan)
		if err != nil {
			return err
		}
		for _, e := range list {
			c := Change{Action: Adopted, Object: t.name, Key: e.key, Agreement: e.agreement, After: e.content}
			if e.time != "" {
				if c.Time, err = time.Parse(time.RFC3339Nano, e.time); err != nil {
					return err
				}
			}
			if err := w.append(ctx, c); err != nil {
				return err
			}
		}
	}
	return nil
}
