package rubric

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"corridor/corpus"
)

// maxTableBytes is the largest table that is read.
const maxTableBytes = 64 << 20

// csvTable reads a CSV file row by row and knows where every cell stands. What does no harm is accepted: a
// byte order mark, semicolons or tabs between cells, any line ends, white space around a cell.
type csvTable struct {
	name string
	rd   *csv.Reader
	head []string
	row  []string
}

// openTable reads the header. Columns may stand in any order; need must all be there, and besides
// them only those of may. Errors wrap corpus.ErrInvalid and begin with file, line and column.
func openTable(fsys fs.FS, name string, need, may []string) (*csvTable, error) {
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file in the folder: %w", name, corpus.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, err := tableText(name, data)
	if err != nil {
		return nil, err
	}
	t := &csvTable{name: name, rd: csv.NewReader(strings.NewReader(text))}
	t.rd.Comma = separator(text)
	if err := t.next(); err != nil {
		if errors.Is(err, io.EOF) {
			err = fmt.Errorf("%s:1:1: %w: the file is empty", name, corpus.ErrInvalid)
		}
		return nil, err
	}
	t.head = t.row
	return t, t.checkHead(need, may)
}

// tableText is the file without its byte order mark and with "\n" for line ends of old.
func tableText(name string, data []byte) (string, error) {
	if len(data) > maxTableBytes {
		return "", fmt.Errorf("%s: %w: the limit is %d MiB", name, corpus.ErrTooLarge, maxTableBytes>>20)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	for i, line := range strings.Split(text, "\n") {
		if !utf8.ValidString(line) {
			return "", fmt.Errorf("%s:%d:1: %w: the line is not UTF-8; save the table as UTF-8", name, i+1, corpus.ErrInvalid)
		}
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, nil
}

// separator is the sign that stands most often in the header line.
func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, sign := range ";\t" {
		if strings.Count(head, string(sign)) > strings.Count(head, string(best)) {
			best = sign
		}
	}
	return best
}

func (t *csvTable) checkHead(need, may []string) error {
	for i, column := range t.head {
		line, at := t.rd.FieldPos(i)
		switch {
		case slices.Contains(t.head[:i], column):
			return fmt.Errorf("%s:%d:%d: column %q stands twice: %w", t.name, line, at, column, corpus.ErrInvalid)
		case !slices.Contains(need, column) && !slices.Contains(may, column):
			return fmt.Errorf("%s:%d:%d: column %q is not known: %w: the columns are %s", t.name, line, at, column, corpus.ErrInvalid,
				strings.Join(append(slices.Clone(need), may...), ", "))
		}
	}
	for _, column := range need {
		if !slices.Contains(t.head, column) {
			return fmt.Errorf("%s:1:1: column %q is missing: %w", t.name, column, corpus.ErrInvalid)
		}
	}
	return nil
}

// next reads the next row; at the end it returns io.EOF.
func (t *csvTable) next() error {
	row, err := t.rd.Read()
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d:%d: %w: %w", t.name, e.Line, e.Column, e.Err, corpus.ErrInvalid)
	}
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	t.row = row
	return err
}

// cell is the row's value in a column; "" when there is no such column.
func (t *csvTable) cell(column string) string {
	if i := slices.Index(t.head, column); i >= 0 {
		return t.row[i]
	}
	return ""
}

// fail is an error in the row's value in a column.
func (t *csvTable) fail(column, format string, args ...any) error {
	line, at := t.rd.FieldPos(max(0, slices.Index(t.head, column)))
	return fmt.Errorf("%s:%d:%d: column %s: %w: %s", t.name, line, at, column, corpus.ErrInvalid, fmt.Sprintf(format, args...))
}
