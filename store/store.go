package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
	lib "modernc.org/sqlite/lib"
)

// Store is an open repository file. It may be used by many goroutines at once: writes queue up behind
// one connection, reads run beside them.
type Store struct {
	path   string
	write  *sql.DB // one connection
	read   *sql.DB // several, and unable to write
	disk   Disk
	author Author
	told   func(what string, done, total int)

	likeness   *recentShingles // of texts, by their ids
	statements *statements     // of write
}

// Option changes how a store is opened.
type Option func(*Store)

// OnDisk lets the store write its files beside the database through d.
func OnDisk(d Disk) Option { return func(s *Store) { s.disk = d } }

// Telling lets f hear how far long work has come: Verify, Backup, Export, Restore and Import. What is
// the part of the work that is under way; done grows to total, and then the next part may begin. It is called from
// one goroutine at a time.
func Telling(f func(what string, done, total int)) Option { return func(s *Store) { s.told = f } }

func (s *Store) tell(what string, done, total int) {
	if s.told != nil {
		s.told(what, done, total)
	}
}

// Open opens the repository at path, making it when there is none and bringing an older schema up to
// date. It wraps corpus.ErrInvalid when the file is something else, cannot be written, or was written by
// a newer version of the program.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	s := &Store{path: path, disk: OS{}, likeness: &recentShingles{}, statements: &statements{}}
	for _, o := range options {
		o(s)
	}
	if err := s.openPatiently(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", path, explainOpen(err)), s.Close())
	}
	return s, nil
}

// While one program turns a new file to its write-ahead log, SQLite tells the others that it is busy
// without waiting as busy_timeout says. So opening is tried openTries times, openPause apart.
const (
	openTries = 100
	openPause = 20 * time.Millisecond
)

func (s *Store) openPatiently(ctx context.Context) error {
	for try := 1; ; try++ {
		err := s.open(ctx)
		if err == nil || code(err) != lib.SQLITE_BUSY || try == openTries {
			return err
		}
		if err := errors.Join(s.Close(), pause(ctx, openPause)); err != nil {
			return err
		}
	}
}

// pause waits for d, or less when ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func (s *Store) open(ctx context.Context) (err error) {
	if err = s.migrate(ctx); err != nil {
		return err
	}
	if s.write, err = connect(s.path, 1, "&_txlock=immediate&_pragma=foreign_keys(1)"); err != nil {
		return err
	}
	readers := max(4, runtime.GOMAXPROCS(0))
	if s.read, err = connect(s.path, readers, "&_pragma=foreign_keys(1)&_pragma=query_only(1)"); err != nil {
		return err
	}
	return s.read.PingContext(ctx)
}

// Path is the file's path as given to Open.
func (s *Store) Path() string { return s.path }

// Close ends all work and folds the write-ahead log into the file.
func (s *Store) Close() error {
	errs := []error{s.statements.close()}
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// pragmas hold for every connection. recursive_triggers makes REPLACE meet the triggers against DELETE.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=recursive_triggers(1)&_pragma=trusted_schema(0)"

// fileURL is how SQLite takes a path with any signs.
func fileURL(path string) (string, error) {
	abs, err := filepath.Abs(path)
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	return u.String(), err
}

func connect(path string, conns int, extra string) (*sql.DB, error) {
	file, err := fileURL(path)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", file+pragmas+extra)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}
