package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	lib "modernc.org/sqlite/lib"

	"corridor/corpus"
)

// Import makes a store at path from a complete export: the same records under the same journal. The new store is
// verified before it counts, and there is whole or not at all. It wraps corpus.ErrConflict when there is a file at
// path that is not to be replaced, corpus.ErrNotFound when dir is no export, and corpus.ErrInvalid, naming file and
// line, when it was changed, is not complete or is of a newer program.
func Import(ctx context.Context, dir fs.FS, path string, replace bool, options ...Option) (*Verification, error) {
	v, err := fill(ctx, path, replace, options, func(temp string) error { return importInto(ctx, dir, temp, options) })
	if err != nil {
		return v, fmt.Errorf("store: import to %s: %w", path, explain(err))
	}
	return v, nil
}

func importInto(ctx context.Context, dir fs.FS, temp string, options []Option) (err error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if !m.Complete {
		return fmt.Errorf("%w: the export holds only what may be handed on, so it makes no store; ingest the files in its folder originals", corpus.ErrInvalid)
	}
	s, err := Open(ctx, temp, options...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.importAll(ctx, dir, m); err != nil {
		return err
	}
	if h, err := s.Head(ctx); err != nil || h != m.Head {
		return errors.Join(err, fmt.Errorf("%w: manifest.json names the head %d %.12s, and the journal ends at %d %.12s", corpus.ErrInvalid, m.Head.Seq, m.Head.Hash, h.Seq, h.Hash))
	}
	return nil
}

// ReadManifest checks that a folder is an export, unchanged, that this program can read, and says what it holds.
func ReadManifest(dir fs.FS) (m Manifest, err error) {
	data, err := fs.ReadFile(dir, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("the folder is no export, it has no manifest.json: %w", corpus.ErrNotFound)
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("manifest.json: %w: %w", corpus.ErrInvalid, err)
	}
	if m.Format != exportFormat || m.Schema > SchemaVersion() {
		return m, fmt.Errorf("%w: the export has format %d and schema %d, and this program reads format %d and schemas up to %d; use a newer corridor",
			corpus.ErrInvalid, m.Format, m.Schema, exportFormat, SchemaVersion())
	}
	return m, checkSums(dir)
}

// checkSums compares every file with the hash that the export notes of it.
func checkSums(dir fs.FS) error {
	sums, err := fs.ReadFile(dir, "SHA256SUMS")
	if err != nil {
		return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	n := 0
	for line := range strings.Lines(string(sums)) {
		n++
		want, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !fs.ValidPath(name) {
			return fmt.Errorf("SHA256SUMS:%d: %w: a line is HASH, two blanks, FILE", n, corpus.ErrInvalid)
		}
		have, err := sumOf(dir, name)
		if err != nil {
			return fmt.Errorf("SHA256SUMS:%d: %w: %w", n, corpus.ErrInvalid, err)
		}
		if have != want {
			return fmt.Errorf("%s: %w: the file was changed since it was exported", name, corpus.ErrInvalid)
		}
	}
	return nil
}

func sumOf(dir fs.FS, name string) (_ string, err error) {
	f, err := dir.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// importAll fills an empty store in one transaction.
func (s *Store) importAll(ctx context.Context, dir fs.FS, manifest Manifest) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	m := &importer{store: s, dir: dir, tx: tx}
	for _, n := range manifest.Rows {
		m.rows += n
	}
	if err := m.all(ctx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// eachLine decodes the lines of a file; errors name it and the line.
func eachLine(dir fs.FS, name string, use func(line map[string]json.RawMessage) error) (err error) {
	f, err := dir.Open(name)
	if err != nil {
		return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r := bufio.NewReaderSize(f, 1<<16)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var members map[string]json.RawMessage
			fault := json.Unmarshal(line, &members)
			if fault == nil {
				fault = use(members)
			}
			if c := code(fault); c != 0 && c != lib.SQLITE_CONSTRAINT {
				return fault // of the disk
			}
			if fault != nil {
				return fmt.Errorf("%s:%d: %w: %w", name, n, corpus.ErrInvalid, explain(fault))
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
