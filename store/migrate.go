package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"corridor/corpus"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks an SQLite file as a store: "CORR" in ASCII.
const applicationID = 0x434f5252

// SchemaVersion is the schema that this program writes: the number of its last migration.
func SchemaVersion() int {
	names, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is well formed
	return len(names)
}

// migrate brings the file to SchemaVersion. Each step is one transaction that looks at the version
// again, so that two programs may open a new file at once. Steps may build tables anew that others refer to:
// the references are not enforced while they do, and checked before they count.
func (s *Store) migrate(ctx context.Context) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	db, err := connect(s.path, 1, "&_txlock=immediate&_pragma=foreign_keys(0)")
	for done := false; !done && err == nil; {
		done, err = migrateStep(ctx, db, names)
	}
	if db != nil {
		err = errors.Join(err, db.Close())
	}
	return err
}

func migrateStep(ctx context.Context, db *sql.DB, names []string) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() {
		if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
			err = errors.Join(err, e)
		}
	}()
	version, err := schemaOf(ctx, tx)
	if err != nil || version == len(names) {
		return true, err
	}
	if version > len(names) {
		return true, fmt.Errorf("%w: it has schema %d and this program knows up to %d; use a newer corridor",
			corpus.ErrInvalid, version, len(names))
	}
	if err := apply(ctx, tx, names[version], version+1); err != nil {
		return true, err
	}
	return false, tx.Commit()
}

// steps is what the program does after the script of a schema, in its transaction.
var steps = map[int]func(context.Context, *sql.Tx) error{journalSchema: adopt, 6: sketchAll}

func apply(ctx context.Context, tx *sql.Tx, name string, version int) error {
	script, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	// PRAGMA takes no parameters; both values are numbers of ours.
	mark := fmt.Sprintf("; PRAGMA user_version = %d; PRAGMA application_id = %d;", version, applicationID)
	if _, err := tx.ExecContext(ctx, string(script)+mark); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var lost int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM pragma_foreign_key_check`).Scan(&lost); err != nil {
		return err
	}
	if lost > 0 {
		return fmt.Errorf("%w: %s: %d references lead nowhere; restore a backup", corpus.ErrInvalid, name, lost)
	}
	if step := steps[version]; step != nil {
		if err := step(ctx, tx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// schemaOf reads the version of a store; 0 is a new file. A database of somebody else is refused.
func schemaOf(ctx context.Context, tx *sql.Tx) (version int, err error) {
	var id, tables int
	row := tx.QueryRowContext(ctx, `SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_user_version, pragma_application_id`)
	if err := row.Scan(&version, &id, &tables); err != nil {
		return 0, err
	}
	if id != applicationID && (tables > 0 || version > 0 || id != 0) {
		return 0, fmt.Errorf("%w: the file is an SQLite database, but not a Corridor store; name another file", corpus.ErrInvalid)
	}
	return version, nil
}
