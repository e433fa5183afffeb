package ingest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// GoldRow is a row of a gold folder's index: a text and what is true of it. Empty fields are not judged.
type GoldRow struct {
	ID, File, Set       string
	InScope             bool
	Kind, Origin        string
	Destination, Signed string
	Language            string
	Articles            int // -1 when not given
}

// goldIndex is the file that lists the texts of a gold folder.
const goldIndex = "index.csv"

// goldColumns must be in the header; further ones are passed over.
var goldColumns = []string{"id", "file", "in_scope", "kind", "origin", "destination", "date_signed", "language", "articles"}

// ReadGoldIndex reads index.csv of a gold folder. Errors wrap corpus.ErrInvalid (corpus.ErrNotFound when
// there is none) and name the line and the column, both from 1, columns in bytes.
func ReadGoldIndex(fsys fs.FS) ([]GoldRow, error) {
	f, err := fsys.Open(goldIndex)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file: %w", goldIndex, corpus.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("read gold index: %w", err)
	}
	defer f.Close()
	x := goldReader{csv: csv.NewReader(f), ids: map[string]bool{}}
	if err := x.readHeader(); err != nil {
		return nil, err
	}
	var out []GoldRow
	for {
		row, err := x.row()
		switch {
		case errors.Is(err, io.EOF) && len(out) == 0:
			return nil, fmt.Errorf("%s:2:1: lists no text: %w", goldIndex, corpus.ErrInvalid)
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, err
		}
		out = append(out, row)
	}
}

// goldReader reads the rows and remembers what must not come twice.
type goldReader struct {
	csv *csv.Reader
	at  map[string]int // column of each name
	ids map[string]bool
}

func (x *goldReader) readHeader() error {
	head, err := x.csv.Read()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s:1:1: is empty; its header must name %s: %w", goldIndex, strings.Join(goldColumns, ", "), corpus.ErrInvalid)
	}
	if err != nil {
		return x.malformed(err)
	}
	x.at = map[string]int{}
	for i, name := range head {
		x.at[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	for _, name := range goldColumns {
		if _, ok := x.at[name]; !ok {
			return fmt.Errorf("%s:1:1: the column %q is missing: %w", goldIndex, name, corpus.ErrInvalid)
		}
	}
	return nil
}

// malformed gives an error of the CSV reader its place and kind.
func (x *goldReader) malformed(err error) error {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d:%d: %w: %w", goldIndex, e.Line, e.Column, e.Err, corpus.ErrInvalid)
	}
	return fmt.Errorf("%s: %w", goldIndex, err)
}

// row reads one row and checks its values. At the end of the file it returns io.EOF.
func (x *goldReader) row() (GoldRow, error) {
	rec, err := x.csv.Read()
	if errors.Is(err, io.EOF) {
		return GoldRow{}, io.EOF
	}
	if err != nil {
		return GoldRow{}, x.malformed(err)
	}
	field := func(name string) string {
		if i, ok := x.at[name]; ok {
			return strings.TrimSpace(rec[i])
		}
		return ""
	}
	g := GoldRow{ID: field("id"), File: field("file"), Set: field("set"), InScope: field("in_scope") == "yes", Kind: field("kind"),
		Origin: field("origin"), Destination: field("destination"), Signed: field("date_signed"), Language: field("language"), Articles: -1}
	if n := field("articles"); n != "" {
		if g.Articles, err = strconv.Atoi(n); err != nil || g.Articles < 0 {
			return g, x.fault("articles", "%q is no count of articles", n)
		}
	}
	return g, x.check(&g, field("in_scope"))
}

// fault is an error about a field of the row read last.
func (x *goldReader) fault(name, format string, args ...any) error {
	line, column := x.csv.FieldPos(x.at[name])
	return fmt.Errorf("%s:%d:%d: %s: %s: %w", goldIndex, line, column, name, fmt.Sprintf(format, args...), corpus.ErrInvalid)
}

func (x *goldReader) check(g *GoldRow, inScope string) error {
	switch {
	case g.ID == "":
		return x.fault("id", "is empty")
	case x.ids[g.ID]:
		return x.fault("id", "%q comes twice", g.ID)
	case !fs.ValidPath(g.File) || g.File == ".":
		return x.fault("file", "%q is no path inside the folder", g.File)
	case inScope != "yes" && inScope != "no":
		return x.fault("in_scope", "%q is neither yes nor no", inScope)
	}
	x.ids[g.ID] = true
	if g.Kind != "" && !slices.Contains(corpus.Kinds(), corpus.Kind(g.Kind)) {
		return x.fault("kind", "%q is not one of %v", g.Kind, corpus.Kinds())
	}
	if g.Signed != "" {
		if _, err := corpus.ParseDate(g.Signed); err != nil {
			return x.fault("date_signed", "%v", err)
		}
	}
	return nil
}
