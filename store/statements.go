package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// transaction is what changes of records ask of a transaction.
type transaction interface {
	reader
	rowReader
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// statements are prepared statements of the writing connection, by their words. A statement is prepared after a
// transaction that asked for it, since there is one connection, and that has it until then.
type statements struct {
	mu       sync.Mutex
	changes  int // transactions so far
	prepared map[string]*sql.Stmt
	wanted   map[string]bool // asked for, and not prepared
}

// What is prepared: nothing for a program that makes few changes, which would cost more than it spares, and no more
// than the statements that write records come to.
const (
	fewChanges    = 2
	maxStatements = 128
)

// of is the prepared statement of a query; nil when there is none yet.
func (s *statements) of(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.prepared[query]
	if st == nil && len(s.prepared)+len(s.wanted) < maxStatements {
		if s.wanted == nil {
			s.wanted = map[string]bool{}
		}
		s.wanted[query] = true
	}
	return st
}

// prepare prepares what was asked for, when the transaction that asked has ended. What cannot be prepared is met, and
// explained, where it is used.
func (s *statements) prepare(ctx context.Context, db *sql.DB) {
	for _, query := range s.due() {
		st, err := db.PrepareContext(ctx, query) // not under the lock: the connection may be with a transaction that asks
		if err == nil && !s.keep(query, st) {
			_ = st.Close() // another one was quicker
		}
	}
}

// due takes the queries that are to be prepared.
func (s *statements) due() (queries []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes++; s.changes < fewChanges {
		return nil
	}
	for query := range s.wanted {
		queries = append(queries, query)
	}
	clear(s.wanted)
	return queries
}

// keep keeps a prepared statement, and reports whether there was none.
func (s *statements) keep(query string, st *sql.Stmt) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared[query] != nil {
		return false
	}
	if s.prepared == nil {
		s.prepared = map[string]*sql.Stmt{}
	}
	s.prepared[query] = st
	return true
}

// close ends the statements.
func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, st := range s.prepared {
		errs = append(errs, st.Close())
	}
	clear(s.prepared)
	return errors.Join(errs...)
}

// swift is a transaction that uses prepared statements.
type swift struct {
	*sql.Tx
	statements *statements
}

func (t swift) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if st := t.statements.of(query); st != nil {
		return t.StmtContext(ctx, st).ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

func (t swift) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st := t.statements.of(query); st != nil {
		return t.StmtContext(ctx, st).QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

func (t swift) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if st := t.statements.of(query); st != nil {
		return t.StmtContext(ctx, st).QueryRowContext(ctx, args...)
	}
	return t.Tx.QueryRowContext(ctx, query, args...)
}
