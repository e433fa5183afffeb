package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"corridor/corpus"
)

// exporter writes one state of a store into a folder.
type exporter struct {
	store *Store
	tx    *sql.Tx
	dir   string
	all   bool
	sums  map[string]string // file, with slashes: its hash
	pass  *passage          // nil: all
	m     Manifest
}

func (x *exporter) run(ctx context.Context) (err error) {
	if x.tx, err = x.store.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}); err != nil {
		return err
	}
	defer func() { _ = x.tx.Rollback() }() // nothing was written
	if !x.all {
		if x.pass, err = newPassage(ctx, x.tx); err != nil {
			return err
		}
	}
	for _, dir := range []string{"records", "texts", "originals"} {
		if err := x.store.disk.Mkdir(filepath.Join(x.dir, dir)); err != nil {
			return err
		}
	}
	if err := errors.Join(x.records(ctx), x.texts(ctx), x.originals(ctx)); err != nil {
		return err
	}
	return errors.Join(x.sheets(ctx), x.file("dictionary.csv", writeDictionary), x.seal())
}

// file writes a file of the export, flushed, and notes its hash.
func (x *exporter) file(name string, write func(io.Writer) error) error {
	sum := sha256.New()
	err := writeTemp(x.store.disk, filepath.Join(x.dir, filepath.FromSlash(name)), func(w io.Writer) error {
		b := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)
		return errors.Join(write(b), b.Flush())
	})
	x.sums[name] = hex.EncodeToString(sum.Sum(nil))
	return err
}

// records writes a file of lines for each table, and the journal.
func (x *exporter) records(ctx context.Context) error {
	for i := range tables {
		t := &tables[i]
		err := x.file("records/"+t.name+".jsonl", func(w io.Writer) error {
			rows, err := x.tx.QueryContext(ctx, t.query()+` ORDER BY `+t.sorted())
			return x.lines(w, t, rows, err)
		})
		if err != nil {
			return err
		}
	}
	if !x.all {
		return nil
	}
	return x.file("records/journal.jsonl", func(w io.Writer) error {
		rows, err := x.tx.QueryContext(ctx, selectJournal+` ORDER BY seq`)
		return each(rows, err, scanChange, func(c Change) bool {
			x.m.Head, err = Head{c.Seq, c.Hash}, writeLine(w, compact(c))
			x.m.Rows["journal"]++
			return err == nil
		})
	})
}

// sorted is the order of a table's rows in an export: that in which they came.
func (t *table) sorted() string {
	if t.order != "" {
		return t.order
	}
	return t.key
}

func (x *exporter) lines(w io.Writer, t *table, rows *sql.Rows, err error) error {
	var fault error
	whole := func(json string) []byte { return []byte(json) }
	if x.pass != nil && (t.name == "agreements" || t.name == "readings") {
		whole = func(meta string) []byte { return withoutComments(meta, &fault) }
	}
	err = each(rows, err, t.values, func(values []any) bool {
		if !x.pass.row(t, values) {
			return true
		}
		x.m.Rows[t.name]++
		fault = errors.Join(fault, writeLine(w, t.line(values, whole)))
		return fault == nil
	})
	return errors.Join(err, fault)
}

// withoutComments leaves out what people wrote beside a text: it is theirs, and not the agreement's.
func withoutComments(meta string, fault *error) []byte {
	var a corpus.Agreement
	if err := json.Unmarshal([]byte(meta), &a); err != nil {
		*fault = err
		return nil
	}
	a.Comments = nil
	bare, err := metaOf(&a)
	*fault = err
	return bare
}

func writeLine(w io.Writer, line []byte) error {
	_, err := w.Write(append(line, '\n'))
	return err
}

func (x *exporter) texts(ctx context.Context) error {
	rows, err := x.tx.QueryContext(ctx, `SELECT id FROM texts ORDER BY seq`)
	ids, err := collect(rows, err, scanString)
	if err != nil {
		return err
	}
	for i, id := range ids {
		x.store.tell("export texts", i+1, len(ids))
		if !x.pass.text(id) {
			continue
		}
		var text string
		if err := x.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, id).Scan(&text); err != nil {
			return err
		}
		if corpus.TextID(text) != id {
			return fmt.Errorf("%w: text %s was changed; run verify, and restore a backup", corpus.ErrInvalid, id)
		}
		x.m.Texts++
		if err := x.file("texts/"+id+".txt", writeString(text)); err != nil {
			return err
		}
	}
	return nil
}

func writeString(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func (x *exporter) originals(ctx context.Context) error {
	rows, err := x.tx.QueryContext(ctx, `SELECT sha256 FROM originals ORDER BY sha256`)
	shas, err := collect(rows, err, scanString)
	if err != nil {
		return err
	}
	for i, sha := range shas {
		x.store.tell("export originals", i+1, len(shas))
		if !x.pass.original(sha) {
			continue
		}
		data, err := x.store.originalBytes(ctx, x.tx, sha)
		if err != nil {
			return fmt.Errorf("original %s: %w", sha, err)
		}
		x.m.Originals++
		if err := x.file("originals/"+sha, writeString(string(data))); err != nil {
			return err
		}
	}
	return nil
}

// seal writes the manifest and the hashes, and flushes the names.
func (x *exporter) seal() error {
	manifest, err := json.MarshalIndent(x.m, "", "  ")
	if err != nil {
		return err
	}
	if err := x.file("manifest.json", writeString(string(manifest)+"\n")); err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(x.sums))
	err = writeTemp(x.store.disk, filepath.Join(x.dir, "SHA256SUMS"), func(w io.Writer) error {
		for _, name := range names {
			if _, err := fmt.Fprintf(w, "%s  %s\n", x.sums[name], name); err != nil {
				return err
			}
		}
		return nil
	})
	for _, dir := range []string{"records", "texts", "originals", "."} {
		err = errors.Join(err, x.store.disk.Sync(filepath.Join(x.dir, dir)))
	}
	return err
}
