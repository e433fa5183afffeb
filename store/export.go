package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"corridor/corpus"
)

// exportFormat is the version of the layout of an export.
const exportFormat = 1

// Manifest says what an export is: a folder of plain files that need no program of ours.
//
//	manifest.json      this
//	SHA256SUMS         the hash of every other file, for sha256sum -c
//	dictionary.csv     what every column of every file means
//	records/*.jsonl    the rows of every table, a JSON object a line
//	records/*.csv      the same for people, findings one a row
//	texts/ID.txt       the text of each agreement
//	originals/SHA256   the files that were given
//
// A complete export holds all, private agreements and the journal included, and becomes the same store again. One to
// be handed on leaves out what its publication level keeps back, the journal, and what users saved.
type Manifest struct {
	Format    int            `json:"format"`
	Schema    int            `json:"schema"`
	Complete  bool           `json:"complete"`
	Head      Head           `json:"head,omitzero"` // of the journal, in a complete export
	Rows      map[string]int `json:"rows"`          // by table
	Texts     int            `json:"texts"`
	Originals int            `json:"originals"`
}

// Export writes the store to a new folder: all of it, or what may be handed on. The folder is there whole or
// not at all. It wraps corpus.ErrConflict when there is something at dir, and corpus.ErrInvalid when a text or an
// original is damaged.
func (s *Store) Export(ctx context.Context, dir string, all bool) (*Manifest, error) {
	m, err := s.export(ctx, filepath.Clean(dir), all)
	if err != nil {
		return nil, fmt.Errorf("store: export to %s: %w", dir, explain(err))
	}
	return m, nil
}

func (s *Store) export(ctx context.Context, dir string, all bool) (*Manifest, error) {
	there, err := emptyFolder(dir)
	if err != nil {
		return nil, err
	}
	temp, err := tempDirBeside(dir)
	if err != nil {
		return nil, err
	}
	x := &exporter{store: s, dir: temp, all: all, sums: map[string]string{},
		m: Manifest{Format: exportFormat, Schema: SchemaVersion(), Complete: all, Rows: map[string]int{}}}
	err = x.run(ctx)
	if err == nil && there {
		err = s.disk.Remove(dir)
	}
	if err == nil {
		err = s.disk.Rename(temp, dir)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(temp))
	}
	return &x.m, s.disk.Sync(filepath.Dir(dir))
}

// emptyFolder refuses a place where something is, unless it is a folder with nothing in it.
func emptyFolder(dir string) (there bool, err error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%w: it is no folder; name a new one", corpus.ErrConflict)
	case len(entries) > 0:
		return false, fmt.Errorf("%w: the folder is not empty; name a new one", corpus.ErrConflict)
	}
	return true, nil
}
