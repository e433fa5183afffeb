package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"corridor/corpus"
)

// Disk is what the store asks of the file system for the files that it writes beside the database. Tests
// wrap it to make an operation fail.
type Disk interface {
	Mkdir(dir string) error               // no error when it is there
	Create(path string) (DiskFile, error) // an empty file, in place of another
	Rename(from, to string) error         // in place of what is there
	Remove(path string) error             //
	Sync(path string) error               // a file's bytes, or a folder's names, are on the medium
}

// DiskFile is a file that is written.
type DiskFile interface {
	io.WriteCloser
	Sync() error
}

// OS is the file system of the machine.
type OS struct{}

// Mkdir makes a folder.
func (OS) Mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o755); !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

// Create makes an empty file.
func (OS) Create(path string) (DiskFile, error) { return os.Create(path) }

// Rename moves a file.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Remove deletes a file.
func (OS) Remove(path string) error { return os.Remove(path) }

// Sync flushes a file or a folder.
func (OS) Sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// WriteFile writes a file so that it is there whole or not at all, whenever the machine stops: to temp, which is
// on the same file system, flushed, renamed to its place, and the folder flushed.
func WriteFile(d Disk, temp, path string, write func(io.Writer) error) error {
	err := writeTemp(d, temp, write)
	if err == nil {
		err = d.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(d, temp))
	}
	return d.Sync(filepath.Dir(path))
}

func writeTemp(d Disk, temp string, write func(io.Writer) error) error {
	f, err := d.Create(temp)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeIfThere(d Disk, path string) error {
	if err := d.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// makeDir makes a folder that stays when the machine stops.
func makeDir(d Disk, dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	return errors.Join(d.Mkdir(dir), d.Sync(filepath.Dir(dir)))
}

// copyFile writes a flushed copy of a file. It wraps corpus.ErrNotFound when there is none.
func copyFile(d Disk, from, to string) (err error) {
	f, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w: no such file", corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return writeTemp(d, to, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}
