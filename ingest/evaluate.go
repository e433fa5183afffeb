package ingest

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
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
	path                string
}

// Report is the accuracy of reading, per field, with every miss.
type Report struct {
	Fields map[string]FieldScore `json:"fields"`
	Misses []Miss                `json:"misses,omitempty"`
	Texts  int                   `json:"texts"`
}

// FieldScore is how many rows judged a field, and the share that was right.
type FieldScore struct {
	N        int     `json:"n"`
	Accuracy float64 `json:"accuracy"`
	right    int
}

// Miss is one wrong reading.
type Miss struct {
	ID    string `json:"id"`
	Field string `json:"field"`
	Want  string `json:"want"`
	Have  string `json:"have"`
}

// EvaluatedFields are the fields of a report, in order.
var EvaluatedFields = []string{"kind", "origin", "destination", "date_signed", "language", "articles"}

// ReadGoldIndex reads index.csv of a gold folder.
func ReadGoldIndex(dir string) ([]GoldRow, error) {
	path := filepath.Join(dir, "index.csv")
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read gold index: %w", err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w: %w", path, err, corpus.ErrInvalid)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("read %s: no header: %w", path, corpus.ErrInvalid)
	}
	at := func(rec []string, col string) string {
		if i := slices.Index(records[0], col); i >= 0 && i < len(rec) {
			return strings.TrimSpace(rec[i])
		}
		return ""
	}
	var out []GoldRow
	for _, rec := range records[1:] {
		row := GoldRow{ID: at(rec, "id"), File: at(rec, "file"), Set: at(rec, "set"), InScope: at(rec, "in_scope") == "yes", Kind: at(rec, "kind"),
			Origin: at(rec, "origin"), Destination: at(rec, "destination"), Signed: at(rec, "date_signed"), Language: at(rec, "language"), Articles: -1}
		if n, err := strconv.Atoi(at(rec, "articles")); err == nil {
			row.Articles = n
		}
		row.path = filepath.Join(dir, filepath.FromSlash(row.File))
		out = append(out, row)
	}
	return out, nil
}

// Path is where the row's text lies.
func (g GoldRow) Path() string { return g.path }

// Evaluate reads every row's text and compares. A text that cannot be read misses all its fields; an
// out-of-scope row without a kind must be read as "other".
func Evaluate(ctx context.Context, rows []GoldRow, read func(ctx context.Context, path string) (*corpus.Agreement, error)) (Report, error) {
	rep := Report{Fields: map[string]FieldScore{}}
	for _, row := range rows {
		if err := ctx.Err(); err != nil {
			return rep, fmt.Errorf("evaluate: %w", err)
		}
		a, err := read(ctx, row.path)
		if err != nil {
			a = &corpus.Agreement{}
		}
		rep.Texts++
		for _, field := range EvaluatedFields {
			want, have, judged := compare(row, a, field)
			if !judged {
				continue
			}
			ok := agrees(field, want, have)
			if err != nil {
				ok, have = false, err.Error()
			}
			rep.add(row.ID, field, want, have, ok)
		}
	}
	return rep, nil
}

func (rep *Report) add(id, field, want, have string, ok bool) {
	s := rep.Fields[field]
	s.N++
	if ok {
		s.right++
	} else {
		rep.Misses = append(rep.Misses, Miss{ID: id, Field: field, Want: want, Have: have})
	}
	s.Accuracy = float64(s.right) / float64(s.N)
	rep.Fields[field] = s
}

// compare gives what the index wants of a field and what was read.
func compare(row GoldRow, a *corpus.Agreement, field string) (want, have string, judged bool) {
	switch field {
	case "kind":
		want, have = row.Kind, string(a.Kind.Value)
		if want == "" && !row.InScope {
			want = string(corpus.KindOther)
		}
	case "origin":
		want, have = goldSide(row, row.Origin), sideText(a, a.Corridor.Origin)
	case "destination":
		want, have = goldSide(row, row.Destination), sideText(a, a.Corridor.Destination)
	case "date_signed":
		want, have = row.Signed, string(a.Signed.Value)
	case "language":
		want, have = row.Language, a.Language
	case "articles":
		if row.Articles < 0 {
			return "", "", false
		}
		want, have = strconv.Itoa(row.Articles), strconv.Itoa(bodyArticles(a))
	}
	return want, have, want != ""
}

// goldSide writes a side of the index so that it can be compared: reciprocal rows have "both" and the codes.
func goldSide(row GoldRow, side string) string {
	if row.Origin == "both" {
		if row.Destination == "both" {
			return "both"
		}
		return row.Destination
	}
	return side
}

func sideText(a *corpus.Agreement, codes []string) string {
	s := strings.Join(codes, ";")
	if a.Corridor.Reciprocal {
		return "both:" + s
	}
	return s
}

func bodyArticles(a *corpus.Agreement) int {
	n := 0
	for _, art := range a.Articles() {
		if art.Part == corpus.SegBody {
			n++
		}
	}
	return n
}

// agrees compares a value of the index with what was read. Names of invented states agree when one
// holds the other; codes of a reciprocal agreement agree in any order.
func agrees(field, want, have string) bool {
	if field != "origin" && field != "destination" {
		return want == have
	}
	codes, reciprocal := strings.CutPrefix(have, "both:")
	if want == "both" {
		return reciprocal
	}
	list := strings.Split(codes, ";")
	wants := strings.Split(want, ";")
	if len(wants) > 1 != reciprocal || len(list) != len(wants) {
		return false
	}
	for _, w := range wants {
		if !slices.ContainsFunc(list, func(h string) bool { return sameSide(w, h) }) {
			return false
		}
	}
	return true
}

func sameSide(want, have string) bool {
	w, h := fold(want), fold(have)
	return w == h || w != "" && h != "" && (strings.Contains(w, h) || strings.Contains(h, w))
}
