package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/store"
)

// input is a file to read, or why a path that was given is none.
type input struct {
	path    string // on this machine, or standardInput, or the address
	name    string // for records: without the folders above what was given
	address string // where it is fetched from; "" for a file of this machine
	sum     string // SHA-256 that it must have; "" for any
	err     error
}

// standardInput is the path that stands for standard input, and standardName what it is called in records.
const (
	standardInput = "-"
	standardName  = "standard-input"
)

// recordName is what a file that was given by itself is called in records.
func recordName(path string) string {
	if path == standardInput {
		return standardName
	}
	return filepath.Base(path)
}

// inputsOf lists the files of the paths given, folders walked in the order of their names. Hidden files
// and companions in folders are counted as passed over.
func inputsOf(paths []string) (files []input, passed int) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == standardInput:
			files = append(files, input{path: path, name: recordName(path)})
		case err != nil:
			files = append(files, input{path: path, err: fileError("read", path, err)})
		case info.IsDir():
			found, n := folder(path)
			files, passed = append(files, found...), passed+n
		default:
			files = append(files, input{path: path, name: recordName(path)})
		}
	}
	return files, passed
}

func folder(root string) (files []input, passed int) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // every error becomes an input
		hidden := path != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			files = append(files, input{path: path, err: fileError("read", path, err)})
		case d.IsDir() && (hidden || strings.HasSuffix(d.Name(), store.OriginalsSuffix)):
			return filepath.SkipDir
		case d.IsDir():
		case hidden || !d.Type().IsRegular() || ingest.Companion(d.Name()):
			passed++
		default:
			name, err := filepath.Rel(root, path)
			files = append(files, input{path: path, name: filepath.ToSlash(name), err: err})
		}
		return nil
	})
	return files, passed
}

// read reads the bytes of an input, if it is not too large to be worth it.
func (p *program) read(in input) ([]byte, error) {
	switch {
	case in.err != nil:
		return nil, in.err
	case in.path == standardInput:
		data, err := readLimited(p.stdin, 0, ingest.MaxFileBytes)
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return data, nil
	}
	info, err := os.Stat(in.path)
	if err != nil {
		return nil, fileError("read", in.path, err)
	}
	if what := special(info.Mode()); what != "" {
		return nil, fmt.Errorf("read %s: %w: it is %s and no file", in.path, corpus.ErrInvalid, what)
	}
	if info.Size() > ingest.MaxFileBytes {
		return nil, fmt.Errorf("read %s: %w: %d MiB, the limit is %d MiB", in.path, corpus.ErrTooLarge, info.Size()>>20, ingest.MaxFileBytes>>20)
	}
	data, err := readUpTo(in.path, ingest.MaxFileBytes)
	if err != nil {
		return nil, fileError("read", in.path, err)
	}
	return data, nil
}

// special says what stands where a file should; "" for a file. A pipe could keep its reader for ever, and a device
// never end; what a program writes is read from standard input.
func special(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe (give - to read from standard input)"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// readUpTo reads a file, which is refused past the limit even when it has grown since.
func readUpTo(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	data, err := readLimited(f, size, limit)
	return data, errors.Join(err, f.Close())
}

// readLimited reads up to a limit; room for the size that is expected is made at once, so that nothing is copied.
func readLimited(r io.Reader, size, limit int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(size, limit)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && int64(b.Len()) > limit {
		err = fmt.Errorf("%w: more than %d MiB", corpus.ErrTooLarge, limit>>20)
	}
	return b.Bytes(), err
}

// named puts the path before an error that does not hold it.
func named(path string, err error) error {
	if err == nil || strings.Contains(err.Error(), path) {
		return err
	}
	return fmt.Errorf("%s: %w", path, err)
}
