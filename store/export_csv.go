package store

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// NeutralCSV disarms text that a spreadsheet would run as a formula, by an apostrophe before it.
func NeutralCSV(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// sheets writes every sheet as CSV: RFC 4180, UTF-8.
func (x *exporter) sheets(ctx context.Context) error {
	for _, s := range sheets() {
		err := x.file("records/"+s.name+".csv", func(w io.Writer) error {
			out := csv.NewWriter(w)
			out.UseCRLF = true
			var head []string
			for _, c := range s.columns {
				head = append(head, c.name)
			}
			err := out.Write(head)
			err = errors.Join(err, s.rows(x, ctx, func(values ...any) bool { return out.Write(cells(values)) == nil }))
			out.Flush()
			return errors.Join(err, out.Error())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func cells(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
		case float64:
			out[i] = strconv.FormatFloat(v, 'f', -1, 64)
		case int64, int, bool:
			out[i] = fmt.Sprint(v)
		default:
			out[i] = NeutralCSV(strings.ToValidUTF8(fmt.Sprint(v), "\ufffd"))
		}
	}
	return out
}

// writeDictionary says what every column of an export means.
func writeDictionary(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	err := out.Write([]string{"file", "column", "type", "meaning"})
	write := func(file string, columns []column) {
		for _, c := range columns {
			err = errors.Join(err, out.Write([]string{file, c.name, c.kind.String(), c.meaning}))
		}
	}
	for _, t := range tables {
		write("records/"+t.name+".jsonl", t.columns)
	}
	write("records/journal.jsonl", journalColumns)
	for _, s := range sheets() {
		write("records/"+s.name+".csv", s.columns)
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

// String names the kind for the dictionary.
func (k kind) String() string { return [...]string{"text", "text", "integer", "number", "JSON"}[k] }

// journalColumns are the members of a Change.
var journalColumns = []column{
	{name: "seq", kind: number, meaning: "from 1, without a gap"},
	{name: "time", meaning: "when"},
	{name: "who", meaning: "on whose behalf"},
	{name: "action", meaning: "adopt (was kept before there was a journal), add, change or remove"},
	{name: "object", meaning: "table of the record"},
	{name: "key", meaning: "which of its rows"},
	{name: "agreement", meaning: "the agreement touched"},
	{name: "before", meaning: "the record before, as JSON; JSON in it by its SHA-256"},
	{name: "after", meaning: "the record after"},
	{name: "hash", meaning: "SHA-256 of the JSON list of the strings: hash of the row before, and all of the above in this order"},
}
