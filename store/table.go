package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// table describes a journaled table: the records that the journal, verify, export and import go through.
// Tables that follow from these (sides, words, links, …) are not journaled but built again and compared.
type table struct {
	name      string
	noun      string // what a row is, for people
	since     int    // schema in which it came
	key       string // its column that names a row
	order     string // in which rows are exported; "" is by key
	agreement string // its column that names the agreement touched, or ""
	time      string // its column that says when the row came, or ""
	columns   []column
}

// column is a column of a journaled table. A value that is empty or 0 is left out of the journal and of exports.
type column struct {
	name    string
	kind    kind
	meaning string // for the data dictionary
	since   int    // schema in which it came; 0 with its table. A later column is empty in older rows.
}

// kind is what a column holds.
type kind uint8

const (
	plain  kind = iota // text
	ref                // text that refers to another row, NULL when it is empty
	number             // an integer
	share              // a real number
	object             // JSON; the journal holds its hash
)

// tableNamed finds a journaled table; its absence is a fault of the program.
func tableNamed(name string) *table {
	for i := range tables {
		if tables[i].name == name {
			return &tables[i]
		}
	}
	panic("store: no table " + name)
}

// at is the table as it was in a schema.
func (t *table) at(schema int) *table {
	old := *t
	old.columns = nil
	for _, c := range t.columns {
		if c.since <= schema {
			old.columns = append(old.columns, c)
		}
	}
	return &old
}

func (t *table) query() string {
	var names []string
	for _, c := range t.columns {
		names = append(names, `"`+c.name+`"`)
	}
	return `SELECT ` + strings.Join(names, ", ") + ` FROM ` + t.name
}

// entry is a row as the journal sees it.
type entry struct {
	key, agreement, time string
	content              string // JSON
}

// one reads the row of a key; the zero entry when there is none.
func (t *table) one(ctx context.Context, tx transaction, key any) (entry, error) {
	e, err := t.scan(tx.QueryRowContext(ctx, t.query()+` WHERE "`+t.key+`" = ?`, key).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return entry{}, nil
	}
	return e, err
}

// values reads a row of query.
func (t *table) values(scan func(...any) error) ([]any, error) {
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	return values, scan(into...)
}

// scan reads a row of query. Its content is a JSON object of the columns in their order without those that
// are empty, so that a column that comes later changes nothing; JSON is "sha256:" and its hash.
func (t *table) scan(scan func(...any) error) (e entry, err error) {
	values, err := t.values(scan)
	if err != nil {
		return e, err
	}
	for i, c := range t.columns {
		switch c.name {
		case t.key:
			e.key = fmt.Sprint(values[i])
		case t.time:
			e.time, _ = values[i].(string)
		}
		if c.name == t.agreement {
			e.agreement, _ = values[i].(string)
		}
	}
	e.content = string(t.line(values, func(json string) []byte { return compact("sha256:" + hash([]byte(json))) }))
	return e, nil
}

// line writes a row as a JSON object, columns that hold JSON by long.
func (t *table) line(values []any, long func(json string) []byte) []byte {
	b := []byte{'{'}
	for i, c := range t.columns {
		switch v := values[i]; {
		case v == nil, v == "", v == int64(0), v == 0.0:
			continue
		case len(b) > 1:
			b = append(b, ',')
		}
		b = append(append(b, compact(c.name)...), ':')
		switch v := values[i].(type) {
		case string:
			if c.kind == object {
				b = append(b, long(v)...)
			} else {
				b = append(b, compact(strings.ToValidUTF8(v, "\ufffd"))...) // names of files are any bytes
			}
		default:
			b = append(b, compact(v)...)
		}
	}
	return append(b, '}')
}

// compact is the JSON of a value, signs of HTML as they are.
func compact(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // strings and numbers only
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
