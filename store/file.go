package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"corridor/corpus"
)

// State is what became of a file that was given.
type State string

// The states. Every file is in exactly one.
const (
	StateIngested  State = "ingested"      // its agreement was first read from it
	StateDuplicate State = "duplicate-of"  // its text was held already, from another file
	StateFailed    State = "failed"        // it could not be read; Reason says why
	StateNoText    State = "no-text-layer" // it is intact, and there is nothing to code
	StateWithheld  State = "withheld"      // kept out on purpose; Reason says by whom and why
)

// States lists the states in display order.
func States() []State {
	return []State{StateIngested, StateDuplicate, StateNoText, StateFailed, StateWithheld}
}

// File accounts for one file that was given. It is known by its name and the hash of its bytes: the same
// bytes under two names are two files, and a file that changed is another.
type File struct {
	Name      string    `json:"name"` // as given, without directories of this machine
	SHA256    string    `json:"sha256"`
	Bytes     int64     `json:"bytes"`
	State     State     `json:"state"`
	Agreement string    `json:"agreement,omitempty"` // ingested: the agreement; duplicate: the one that was held
	Others    []string  `json:"others,omitempty"`    // its further language versions
	Reason    string    `json:"reason,omitempty"`    // failed, no-text-layer and withheld: why
	Time      time.Time `json:"time"`                // when it came to this state
	Tool      string    `json:"tool,omitempty"`      // what took it, and how; "" when that is not known
	Address   string    `json:"address,omitempty"`   // where it was fetched from; "" for a file that was given
}

// PutFile sets the state of a file, in place of an earlier one.
func (s *Store) PutFile(ctx context.Context, f File) error {
	return s.change(ctx, "put file "+f.Name, f.Time, func(w *work) error { return putFile(ctx, w, f) })
}

// Withhold sets the state of a file that is kept out on purpose, unless that is its state already. It wraps
// corpus.ErrConflict when an agreement was read from the same bytes.
func (s *Store) Withhold(ctx context.Context, f File) error {
	f.State = StateWithheld
	return s.change(ctx, "withhold "+f.Name, f.Time, func(w *work) error {
		same, err := collectFiles(w.tx.QueryContext(ctx, selectFiles+` WHERE sha256 = ?`, f.SHA256))
		if err != nil {
			return err
		}
		for _, o := range same {
			switch {
			case o.Agreement != "":
				return fmt.Errorf("%w: agreement %.12s was read from it; publish --level private keeps that from others", corpus.ErrConflict, o.Agreement)
			case o.Name == f.Name && o.State == StateWithheld:
				return nil
			}
		}
		return putFile(ctx, w, f)
	})
}

func collectFiles(rows *sql.Rows, err error) ([]File, error) { return collect(rows, err, scanFile) }

func putFile(ctx context.Context, w *work, f File) error {
	if err := f.check(); err != nil {
		return err
	}
	others := ""
	if len(f.Others) > 0 {
		others = string(compact(f.Others))
	}
	var seq int64
	switch err := w.tx.QueryRowContext(ctx, `SELECT seq FROM files WHERE name = ? AND sha256 = ?`, f.Name, f.SHA256).Scan(&seq); {
	case errors.Is(err, sql.ErrNoRows):
		return w.insert(ctx, "files", `INSERT INTO files (name, sha256, bytes, state, agreement, others, reason, time, tool, address)
			VALUES (?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?)`, f.Name, f.SHA256, f.Bytes, string(f.State), f.Agreement, others, f.Reason, stamp(f.Time), f.Tool, f.Address)
	case err != nil:
		return err
	}
	return w.record(ctx, "files", seq, func() error {
		return w.exec(ctx, `UPDATE files SET state = ?, agreement = nullif(?, ''), others = ?, reason = ?, time = ?, tool = ?, address = ? WHERE seq = ?`,
			string(f.State), f.Agreement, others, f.Reason, stamp(f.Time), f.Tool, f.Address, seq)
	})
}

func (f File) check() error {
	switch held := f.State == StateIngested || f.State == StateDuplicate; {
	case f.Name == "" || len(f.SHA256) != 64 || f.Time.IsZero():
		return fmt.Errorf("%w: a file has a name, a SHA-256 and a time", corpus.ErrInvalid)
	case held && f.Agreement == "":
		return fmt.Errorf("%w: a file that is %s names its agreement", corpus.ErrInvalid, f.State)
	case !held && f.Reason == "":
		return fmt.Errorf("%w: a file that is %s says why", corpus.ErrInvalid, f.State)
	}
	return nil
}

// agreements lists the agreements that a file gave.
func (f *File) agreements() []string {
	if f.Agreement == "" {
		return nil
	}
	return append([]string{f.Agreement}, f.Others...)
}

const selectFiles = `SELECT name, sha256, bytes, state, ifnull(agreement, ''), others, reason, time, tool, address FROM files`

// Files returns every file that was ever given, in the order in which they came first.
func (s *Store) Files(ctx context.Context) ([]File, error) {
	out, err := collectFiles(s.read.QueryContext(ctx, selectFiles+` ORDER BY seq`))
	if err != nil {
		return nil, fmt.Errorf("store: files: %w", explain(err))
	}
	return out, nil
}

// File returns what became of the file of that name and hash. It wraps corpus.ErrNotFound.
func (s *Store) File(ctx context.Context, name, sha string) (File, error) {
	f, err := scanFile(s.read.QueryRowContext(ctx, selectFiles+` WHERE name = ? AND sha256 = ?`, name, sha).Scan)
	if err != nil {
		return File{}, fmt.Errorf("store: file %s: %w", name, explain(err))
	}
	return f, nil
}

// FileAt returns the file that was fetched from an address, the last one when what stands there has changed. It
// wraps corpus.ErrNotFound.
func (s *Store) FileAt(ctx context.Context, address string) (File, error) {
	if address == "" {
		return File{}, fmt.Errorf("store: file without an address: %w", corpus.ErrNotFound)
	}
	f, err := scanFile(s.read.QueryRowContext(ctx, selectFiles+` WHERE address = ? ORDER BY seq DESC LIMIT 1`, address).Scan)
	if err != nil {
		return File{}, fmt.Errorf("store: file at %s: %w", address, explain(err))
	}
	return f, nil
}

func scanFile(scan func(...any) error) (f File, err error) {
	var at, others string
	if err := scan(&f.Name, &f.SHA256, &f.Bytes, &f.State, &f.Agreement, &others, &f.Reason, &at, &f.Tool, &f.Address); err != nil {
		return File{}, err
	}
	if others != "" {
		if err := json.Unmarshal([]byte(others), &f.Others); err != nil {
			return File{}, fmt.Errorf("%w: file %s is damaged: %w", corpus.ErrInvalid, f.Name, err)
		}
	}
	f.Time, err = time.Parse(time.RFC3339Nano, at)
	return f, err
}
