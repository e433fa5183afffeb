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
	agreement string // its column that names the agreement touched, or ""
	time      string // its column that says when the row came, or ""
	columns   []column
}

// column is a column of a journaled table.
type column struct {
	name  string
	since int  // schema in which it came; 0 with its table. A later column is empty in older rows.
	long  bool // the journal holds its hash
}

// tables lists the journaled tables; a table comes after those that it refers to.
var tables = []table{
	{name: "originals", noun: "original", since: 1, key: "sha256", columns: []column{{name: "sha256"}, {name: "name"}, {name: "bytes"}}},
	{name: "agreements", noun: "agreement", since: 1, key: "id", agreement: "id", columns: []column{{name: "id"}, {name: "original"}, {name: "title"}, {name: "kind"},
		{name: "language"}, {name: "signed"}, {name: "year"}, {name: "reciprocal"}, {name: "source"}, {name: "bytes"}, {name: "meta", long: true}}},
	{name: "assessments", noun: "assessment", since: 1, key: "seq", agreement: "agreement", time: "time", columns: []column{{name: "seq"}, {name: "agreement"},
		{name: "rubric"}, {name: "rater"}, {name: "rater_kind"}, {name: "tool"}, {name: "time"}, {name: "findings", long: true}}},
	{name: "files", noun: "file", since: 1, key: "seq", agreement: "agreement", time: "time", columns: []column{{name: "seq"}, {name: "name"}, {name: "sha256"},
		{name: "bytes"}, {name: "state"}, {name: "agreement"}, {name: "reason"}, {name: "time"}, {name: "others", since: 4}}},
	{name: "relations", noun: "relation", since: 4, key: "seq", agreement: "agreement", time: "time", columns: []column{{name: "seq"}, {name: "agreement"},
		{name: "kind"}, {name: "other"}, {name: "title"}, {name: "state"}, {name: "similarity"}, {name: "why"}, {name: "time"}}},
	{name: "publications", noun: "publication", since: 4, key: "agreement", agreement: "agreement", columns: []column{{name: "agreement"}, {name: "level"}}},
	{name: "readings", noun: "reading", since: 4, key: "seq", agreement: "agreement", time: "time", columns: []column{{name: "seq"}, {name: "agreement"},
		{name: "meta", long: true}, {name: "time"}}},
	{name: "saved", noun: "saved", since: 4, key: "seq", time: "time", columns: []column{{name: "seq"}, {name: "kind"}, {name: "owner"}, {name: "name"},
		{name: "body"}, {name: "time"}}},
	{name: "catalogue", noun: "entry", since: 2, key: "id", columns: []column{{name: "seq"}, {name: "id"}, {name: "entry", long: true}}},
	{name: "catalogue_assessments", noun: "coding", since: 2, key: "seq", time: "time", columns: []column{{name: "seq"}, {name: "entry"},
		{name: "rubric"}, {name: "rater"}, {name: "rater_kind"}, {name: "tool"}, {name: "time"}, {name: "findings", long: true}}},
}

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
func (t *table) one(ctx context.Context, tx *sql.Tx, key any) (entry, error) {
	e, err := t.scan(tx.QueryRowContext(ctx, t.query()+` WHERE "`+t.key+`" = ?`, key).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return entry{}, nil
	}
	return e, err
}

// scan reads a row of query. Its content is a JSON object of the columns in their order without those that
// are empty, so that a column that comes later changes nothing; a long value is "sha256:" and its hash.
func (t *table) scan(scan func(...any) error) (e entry, err error) {
	values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		into[i] = &values[i]
	}
	if err := scan(into...); err != nil {
		return e, err
	}
	var b bytes.Buffer
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
		writeMember(&b, c, values[i])
	}
	e.content = "{" + b.String() + "}"
	return e, nil
}

func writeMember(b *bytes.Buffer, c column, v any) {
	switch text, isText := v.(string); {
	case v == nil, v == "", v == int64(0), v == 0.0:
		return
	case isText && c.long:
		v = "sha256:" + hash([]byte(text))
	}
	if b.Len() > 0 {
		b.WriteByte(',')
	}
	b.Write(compact(c.name))
	b.WriteByte(':')
	b.Write(compact(v))
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
