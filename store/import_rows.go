package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"corridor/corpus"
)

// importer fills an empty store from a complete export.
type importer struct {
	store      *Store
	dir        fs.FS
	tx         *sql.Tx
	done, rows int // of how many, as the manifest says
}

// step tells that one more row is in.
func (m *importer) step() {
	m.done++
	m.store.tell("import", min(m.done, m.rows), m.rows)
}

// all puts the rows of every table with what follows from them, then the journal as it was.
func (m *importer) all(ctx context.Context) error {
	for i := range tables {
		t := &tables[i]
		err := eachLine(m.dir, "records/"+t.name+".jsonl", func(line map[string]json.RawMessage) error { return m.row(ctx, t, line) })
		if err != nil {
			return err
		}
	}
	err := eachLine(m.dir, "records/journal.jsonl", func(line map[string]json.RawMessage) error { return m.change(ctx, line) })
	if err != nil {
		return err
	}
	_, err = linkAll(ctx, m.tx)
	return err
}

// row puts one row, with what stands before it and follows from it.
func (m *importer) row(ctx context.Context, t *table, line map[string]json.RawMessage) error {
	defer m.step()
	values, err := t.parse(line)
	if err != nil {
		return err
	}
	switch t.name {
	case "agreements":
		return m.agreement(ctx, t, values)
	case "catalogue":
		return m.entry(ctx, values)
	case "originals":
		if err := m.insert(ctx, t.name, t.names(), values); err != nil {
			return err
		}
		return m.original(ctx, values)
	}
	return m.insert(ctx, t.name, t.names(), values)
}

func (t *table) names() (out []string) {
	for _, c := range t.columns {
		out = append(out, c.name)
	}
	return out
}

// parse turns the members of a line into the values of a row; what is left out is empty.
func (t *table) parse(line map[string]json.RawMessage) ([]any, error) {
	for _, name := range slices.Sorted(maps.Keys(line)) {
		if !slices.Contains(t.names(), name) {
			return nil, fmt.Errorf("%q is no column of %s", name, t.name)
		}
	}
	values := make([]any, len(t.columns))
	for i, c := range t.columns {
		v, err := c.parse(line[c.name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		values[i] = v
	}
	return values, nil
}

func (c *column) parse(raw json.RawMessage) (any, error) {
	switch {
	case c.kind == object:
		return string(raw), nil
	case c.kind == number:
		return decoded[int64](raw)
	case c.kind == share:
		return decoded[float64](raw)
	case c.kind == ref && raw == nil:
		return nil, nil
	}
	return decoded[string](raw)
}

func decoded[T any](raw json.RawMessage) (v T, err error) {
	if raw != nil {
		err = json.Unmarshal(raw, &v)
	}
	return v, err
}

func (m *importer) insert(ctx context.Context, table string, columns []string, values []any) error {
	_, err := m.tx.ExecContext(ctx, `INSERT INTO `+table+` ("`+strings.Join(columns, `", "`)+`") VALUES (?`+strings.Repeat(", ?", len(values)-1)+`)`, values...)
	return err
}

// agreement puts an agreement with its text, sides and bands.
func (m *importer) agreement(ctx context.Context, t *table, values []any) error {
	row := map[string]any{}
	for i, c := range t.columns {
		row[c.name] = values[i]
	}
	id := fmt.Sprint(row["id"])
	if len(id) != 64 || strings.Trim(id, "0123456789abcdef") != "" {
		return fmt.Errorf("%q is no SHA-256", id)
	}
	text, err := fs.ReadFile(m.dir, "texts/"+id+".txt")
	if err != nil {
		return err
	}
	a, err := reading([]byte(fmt.Sprint(row["meta"])), id, string(text))
	if err != nil {
		return err
	}
	res, err := m.tx.ExecContext(ctx, `INSERT INTO texts (id, text) VALUES (?, ?)`, id, string(text))
	if err != nil {
		return err
	}
	seq, err := res.LastInsertId()
	if err != nil {
		return err
	}
	if err := m.insert(ctx, t.name, t.names(), values); err != nil {
		return err
	}
	if err := putSides(ctx, m.tx, a); err != nil {
		return err
	}
	return putSketch(ctx, m.tx, seq, shinglesOf(a.Text).sketch())
}

// original puts the bytes of a file: inside the database, as a backup has them.
func (m *importer) original(ctx context.Context, values []any) error {
	sha := fmt.Sprint(values[0])
	if len(sha) != 64 || strings.Trim(sha, "0123456789abcdef") != "" {
		return fmt.Errorf("%q is no SHA-256", sha)
	}
	data, err := fs.ReadFile(m.dir, "originals/"+sha)
	if err != nil {
		return err
	}
	return m.insert(ctx, "original_bytes", []string{"sha256", "name", "bytes", "data"}, append(slices.Clone(values), blob(data)))
}

// entry puts an entry of a catalogue with the columns by which it is found.
func (m *importer) entry(ctx context.Context, values []any) error {
	var e corpus.Entry
	if err := json.Unmarshal([]byte(fmt.Sprint(values[2])), &e); err != nil {
		return err
	}
	if err := e.Validate(); err != nil {
		return err
	}
	if err := m.insert(ctx, "catalogue", []string{"seq", "id", "entry", "pair", "year"}, append(slices.Clone(values), pairOf(e.Countries()), e.Signed.Year())); err != nil {
		return err
	}
	return putParties(ctx, m.tx, &e)
}

// change puts a row of the journal as it was: whether it is true is for Verify to say.
func (m *importer) change(ctx context.Context, line map[string]json.RawMessage) error {
	defer m.step()
	var c Change
	raw, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return err
	}
	return insertChange(ctx, m.tx, c)
}
