package store

import (
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"corridor/corpus"
)

// code is the primary result code of an SQLite error, or 0.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// explain gives an error of SQLite one of our kinds where a caller can act on it.
func explain(err error) error {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return corpus.ErrNotFound
	case code(err) == lib.SQLITE_CONSTRAINT:
		return fmt.Errorf("%w: %w", corpus.ErrConflict, err)
	case code(err) == lib.SQLITE_NOTADB, code(err) == lib.SQLITE_CORRUPT:
		return fmt.Errorf("%w: the store file is damaged: %w", corpus.ErrInvalid, err)
	}
	return err
}

// explainOpen says what is wrong with a file that does not open as a store, and how to mend it.
func explainOpen(err error) error {
	switch code(err) {
	case lib.SQLITE_NOTADB:
		return fmt.Errorf("%w: the file is not a Corridor store (not SQLite); name another file", corpus.ErrInvalid)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return fmt.Errorf("%w: the file or its folder is read-only; give write permission to both", corpus.ErrInvalid)
	case lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%w: the file cannot be opened; does its folder exist, and may it be written?", corpus.ErrInvalid)
	case lib.SQLITE_CORRUPT:
		return fmt.Errorf("%w: the file is damaged (%v)", corpus.ErrInvalid, err)
	}
	return err
}
