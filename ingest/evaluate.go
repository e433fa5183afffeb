package ingest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// Report is the accuracy of reading, per field, with every miss.
type Report struct {
	Fields map[string]FieldScore
	Misses []Miss
	Texts  int
}

// FieldScore is how many rows judged a field, and how many of them were right.
type FieldScore struct{ N, Right int }

// Miss is one wrong reading.
type Miss struct {
	ID    string `json:"id"`
	File  string `json:"file"`
	Field string `json:"field"`
	Want  string `json:"want"`
	Have  string `json:"have"`
}

// EvaluatedFields are the fields of a report, in order.
var EvaluatedFields = []string{"in_scope", "kind", "origin", "destination", "date_signed", "language", "articles"}

// RowReader turns the text of a row into an agreement and says whether it is in scope.
type RowReader func(ctx context.Context, row GoldRow) (a *corpus.Agreement, inScope bool, err error)

// Evaluate reads every row's text and compares. Every row judges in_scope, and the other fields where the
// index fills them, near-misses included; a text that cannot be read misses all that its row judges.
// Origin and destination of a reciprocal agreement are both held against its pair of parties.
func Evaluate(ctx context.Context, rows []GoldRow, read RowReader) (Report, error) {
	rep := Report{Fields: map[string]FieldScore{}}
	for _, field := range EvaluatedFields {
		rep.Fields[field] = FieldScore{}
	}
	for _, row := range rows {
		if err := ctx.Err(); err != nil {
			return rep, fmt.Errorf("evaluate: %w", err)
		}
		a, inScope, err := read(ctx, row)
		if err != nil {
			a = &corpus.Agreement{}
		}
		rep.Texts++
		for _, field := range EvaluatedFields {
			want, have, judged := compare(row, a, inScope, field)
			if !judged {
				continue
			}
			ok := agrees(field, want, have)
			if err != nil {
				ok, have = false, err.Error()
			}
			rep.add(row, field, want, have, ok)
		}
	}
	return rep, nil
}

func (rep *Report) add(row GoldRow, field, want, have string, ok bool) {
	s := rep.Fields[field]
	s.N++
	if ok {
		s.Right++
	} else {
		rep.Misses = append(rep.Misses, Miss{ID: row.ID, File: row.File, Field: field, Want: want, Have: have})
	}
	rep.Fields[field] = s
}

// compare gives what the index wants of a field and what was read.
func compare(row GoldRow, a *corpus.Agreement, inScope bool, field string) (want, have string, judged bool) {
	switch field {
	case "in_scope":
		want, have = yesNo(row.InScope), yesNo(inScope)
	case "kind":
		want, have = row.Kind, string(a.Kind.Value)
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

func yesNo(v bool) string {
	if v {
		return "yes"
	}
	return "no"
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

// reciprocalMark begins the side of an agreement that runs both ways.
const reciprocalMark = "both:"

func sideText(a *corpus.Agreement, codes []string) string {
	s := strings.Join(codes, ";")
	if a.Corridor.Reciprocal {
		return reciprocalMark + s
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

// agrees compares a value of the index with what was read. Names of invented states agree when the words
// of one stand in the other; codes of a reciprocal agreement agree in any order.
func agrees(field, want, have string) bool {
	if field != "origin" && field != "destination" {
		return want == have
	}
	codes, reciprocal := strings.CutPrefix(have, reciprocalMark)
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

// sameSide compares a code or a name of the index with the code or name that was read: the same state, or,
// of states that nobody knows, one name within the other, or derived from it ("Marenza", "Marenzan Republic").
func sameSide(want, have string) bool {
	w, known := corpus.FindCountry(want)
	h, found := corpus.FindCountry(have)
	switch {
	case want == have || known && w.Code == have:
		return true
	case found && known:
		return w.Code == h.Code
	}
	ww, hw := wordsOf(want, 0), wordsOf(have, 0)
	return wordsWithin(ww, hw) || wordsWithin(hw, ww)
}

// wordsWithin reports whether all words of a stand in b in a row, each the same or akin.
func wordsWithin(a, b []word) bool {
	for i := 0; len(a) > 0 && i+len(a) <= len(b); i++ {
		k := 0
		for k < len(a) && (a[k].fold == b[i+k].fold || kindred(b[i+k].fold, a[k].fold)) {
			k++
		}
		if k == len(a) {
			return true
		}
	}
	return false
}
