package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"corridor/corpus"
)

// TempBeside makes an empty file beside path, in which something is made that will stand at path. What a process left
// so that was killed is removed.
func TempBeside(path string) (string, error) {
	pattern, err := tempName(path)
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Chmod(0o644), f.Close())
}

// tempDirBeside is TempBeside for a folder.
func tempDirBeside(path string) (string, error) {
	pattern, err := tempName(path)
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), pattern)
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// tempName is how files are named that will stand at path. The name holds the number of this process: what a
// process left that has ended is removed first.
func tempName(path string) (pattern string, err error) {
	dir, before := filepath.Dir(path), "."+filepath.Base(path)+"."
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("%w: the folder of %s cannot be read: %w", corpus.ErrInvalid, path, err)
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), before)
		number, _, _ := strings.Cut(rest, "-")
		if pid, err := strconv.Atoi(number); ours && err == nil && strings.Contains(rest, ".part") && !running(pid) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return "", err
			}
		}
	}
	return fmt.Sprintf("%s%d-*.part", before, os.Getpid()), nil
}

// running reports whether a process is there.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// putInPlace moves a flushed database to its place for good. A database that is there must be nobody's in use.
func putInPlace(ctx context.Context, d Disk, temp, path string) error {
	if err := alone(ctx, path); err != nil {
		return err
	}
	if err := d.Rename(temp, path); err != nil {
		return err
	}
	return d.Sync(filepath.Dir(path))
}

// alone folds the write-ahead log of a database that is to be replaced into its file, so that none is left that
// belongs to another file; that works only when nobody else has it open. It refuses a file that is no database.
func alone(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := fold(ctx, path); err != nil {
		return fmt.Errorf("%w: %s is in use, or is no store: end what uses it, or move it away (%v)", corpus.ErrConflict, path, err)
	}
	return nil
}

// fold brings all that is in the write-ahead log of a database into its file. Closing a database does that too, and
// says nothing when it cannot: so a file that is to be moved is folded first.
func fold(ctx context.Context, path string) error {
	file, err := fileURL(path)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(1000)&_pragma=synchronous(FULL)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	var mode string
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode)
	if err = errors.Join(err, db.Close()); err == nil && mode != "delete" {
		err = fmt.Errorf("its log cannot be folded in: it stays in mode %s", mode)
	}
	return err
}

// mayWrite refuses to write over a file without leave.
func mayWrite(path string, replace bool) error {
	if _, err := os.Stat(path); err == nil && !replace {
		return fmt.Errorf("%w: the file is there already; name another, or say that it is to be replaced", corpus.ErrConflict)
	}
	return nil
}

// discard removes a temporary database that did not come to its place, and what SQLite left beside it.
func discard(d Disk, temp string, err error) error {
	if err == nil {
		return nil
	}
	return errors.Join(err, removeDatabase(d, temp))
}

func removeDatabase(d Disk, path string) error {
	var errs []error
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		errs = append(errs, removeIfThere(d, path+suffix))
	}
	return errors.Join(errs...)
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
