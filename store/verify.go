package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	lib "modernc.org/sqlite/lib"
)

// Fault is one damaged object of a store.
type Fault struct {
	Object  string `json:"object"` // what it is: "text", "original", "assessment", "journal", "database", …
	ID      string `json:"id"`     // which one: its hash, number or name
	Problem string `json:"problem"`
}

// Count is how many objects of a kind were looked at, and how many faults they have.
type Count struct {
	Object  string `json:"object"`
	Checked int    `json:"checked"`
	Faults  int    `json:"faults"`
}

// Verification is what checking a whole store found.
type Verification struct {
	Store  string   `json:"store"`
	Schema int      `json:"schema"`
	Head   Head     `json:"head"` // of the journal that was checked
	Counts []Count  `json:"counts"`
	Faults []Fault  `json:"faults"`
	Notes  []string `json:"notes"` // what is no damage, and worth knowing
}

// Clean reports whether nothing is wrong.
func (v *Verification) Clean() bool { return len(v.Faults) == 0 }

// Check is a part of a verification that belongs to something built from the records, such as a search index:
// it says how many objects it looked at, and which of them are wrong.
type Check struct {
	Object string
	Run    func(ctx context.Context, s *Store) (checked int, faults []Fault, err error)
}

// VerifyOptions steers Verify.
type VerifyOptions struct {
	Checks []Check // of what is built from the records
	Head   Head    // noted before, and elsewhere: the journal must lead through it. The zero Head asks for nothing.
}

// Verify checks everything that a store holds against itself; the package comment lists what. It looks at one
// state of the store, while others go on writing. Damage is in the result: an error is of the machine or of the
// context.
func (s *Store) Verify(ctx context.Context, o VerifyOptions) (*Verification, error) {
	v := &verifier{store: s, noted: o.Head, out: Verification{Store: s.path, Schema: SchemaVersion(), Faults: []Fault{}, Notes: []string{}}}
	err := v.all(ctx)
	for _, c := range o.Checks {
		if err == nil {
			var checked int
			var faults []Fault
			checked, faults, err = c.Run(ctx, s)
			v.count(c.Object, checked)
			v.out.Faults = append(v.out.Faults, faults...)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("store: verify %s: %w", s.path, explain(err))
	}
	v.sum()
	return &v.out, nil
}

// verifier goes through a store once.
type verifier struct {
	store *Store
	tx    *sql.Tx // one state of the store
	noted Head
	known map[string]map[string]string // table, then key: hash of the row as the journal leaves it
	out   Verification
}

// all runs every part. A part that meets damage it cannot read past says so, and the next goes on.
func (v *verifier) all(ctx context.Context) (err error) {
	if v.tx, err = v.store.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}); err != nil {
		return err
	}
	defer func() { _ = v.tx.Rollback() }() // nothing was written
	for _, part := range []struct {
		object string
		check  func(context.Context) error
	}{
		{"database", v.database}, {"journal", v.journal}, {"record", v.records}, {"agreement", v.agreements}, {"original", v.originals},
		{"catalogue", v.catalogue}, {"file", v.accounts}, {"words", v.words}, {"link", v.links}, {"levels", v.derived},
	} {
		if err := part.check(ctx); ctx.Err() != nil || err != nil && !damaged(err) {
			return errors.Join(ctx.Err(), err)
		} else if err != nil {
			v.fault(part.object, "", "cannot be read on: %v", err)
		}
	}
	return nil
}

// damaged reports whether an error is of the content of the store and not of the machine.
func damaged(err error) bool {
	switch code(err) {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_MISMATCH, lib.SQLITE_ERROR: // the last: JSON or a table that is damaged
		return true
	}
	return code(err) == 0
}

func (v *verifier) fault(object, id, format string, args ...any) {
	v.out.Faults = append(v.out.Faults, Fault{object, id, fmt.Sprintf(format, args...)})
}

func (v *verifier) count(object string, n int) {
	v.out.Counts = append(v.out.Counts, Count{Object: object, Checked: n})
}

// sum counts the faults, and puts them in the order of the counts.
func (v *verifier) sum() {
	order := map[string]int{}
	for i := range v.out.Counts {
		order[v.out.Counts[i].Object] = i
	}
	for _, f := range v.out.Faults {
		if i, ok := order[f.Object]; ok {
			v.out.Counts[i].Faults++
		} else {
			order[f.Object] = len(v.out.Counts)
			v.out.Counts = append(v.out.Counts, Count{Object: f.Object, Faults: 1})
		}
	}
	slices.SortStableFunc(v.out.Faults, func(a, b Fault) int { return order[a.Object] - order[b.Object] })
}

// database asks SQLite whether its file is whole and whether every reference leads somewhere.
func (v *verifier) database(ctx context.Context) error {
	v.count("database", 1)
	rows, err := v.tx.QueryContext(ctx, `PRAGMA integrity_check(1000)`)
	err = each(rows, err, scanString, func(line string) bool {
		if line != "ok" {
			v.fault("database", "", "%s", line)
		}
		return true
	})
	if err != nil {
		return err
	}
	type lost struct{ table, row, parent string }
	rows, err = v.tx.QueryContext(ctx, `SELECT "table", ifnull(rowid, ''), parent FROM pragma_foreign_key_check`)
	return each(rows, err, func(scan func(...any) error) (l lost, err error) { return l, scan(&l.table, &l.row, &l.parent) }, func(l lost) bool {
		v.fault("database", l.table+" "+l.row, "refers to a row of %s that is not there", l.parent)
		return true
	})
}

func scanString(scan func(...any) error) (s string, err error) { return s, scan(&s) }

// invalid turns an error of a rule into a fault.
func (v *verifier) invalid(object, id string, err error) {
	if err != nil {
		v.fault(object, id, "%s", flat(err))
	}
}
