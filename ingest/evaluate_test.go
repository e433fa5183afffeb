package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

const goldHead = "id,file,set,in_scope,title,kind,origin,destination,date_signed,language,articles\n"

func TestEvaluate(t *testing.T) {
	index := goldHead +
		"a,texts/a.txt,real,yes,,BLA,TUR,NLD,1964-08-19,fr,25\n" +
		"b,texts/b.txt,real,yes,,trainee,both,SWE;NLD,1949-07-06,fr,8\n" +
		"c,texts/c.txt,near-miss,no,,,,,,en,\n" +
		"d,texts/d.txt,composed,yes,,MOU,Marenza,Quorvia,,en,1\n" +
		"e,texts/e.txt,near-miss,no,,,,,,nl,\n"
	rows, err := ReadGoldIndex(fstest.MapFS{"index.csv": {Data: []byte(index)}})
	if err != nil || len(rows) != 5 {
		t.Fatalf("%v %+v", err, rows)
	}
	found := map[string]*corpus.Agreement{
		"a": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindBLA}, Language: "fr", Corridor: corpus.Corridor{Origin: []string{"NLD"}, Destination: []string{"NLD"}}},
		"b": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindTrainee}, Language: "fr", Signed: corpus.Fact[corpus.Date]{Value: "1949-07-06"},
			Corridor: corpus.Corridor{Origin: []string{"NLD", "SWE"}, Destination: []string{"NLD", "SWE"}, Reciprocal: true}},
		"d": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindMOU}, Language: "en", Corridor: corpus.Corridor{Origin: []string{"Republic of Marenza"}, Destination: []string{"Norquorvia"}}},
		"e": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindBLA}, Language: "nl"},
	}
	rep, err := Evaluate(context.Background(), rows, func(_ context.Context, row GoldRow) (*corpus.Agreement, bool, error) {
		if a := found[row.ID]; a != nil {
			return a, row.ID != "a", nil
		}
		return nil, false, errors.New("not there")
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]FieldScore{"in_scope": {5, 2}, "kind": {3, 3}, "origin": {3, 2}, "destination": {3, 2}, "date_signed": {2, 1}, "language": {5, 4}, "articles": {3, 0}}
	if diff := cmp.Diff(want, rep.Fields); diff != "" {
		t.Errorf("-want +have\n%s\n%+v", diff, rep.Misses)
	}
	if m := rep.Misses[0]; m != (Miss{"a", "texts/a.txt", "in_scope", "yes", "no"}) {
		t.Errorf("first miss: %+v", m)
	}
}

func TestReadGoldIndexFaults(t *testing.T) {
	row := "a,texts/a.txt,real,yes,,BLA,TUR,NLD,1964-08-19,fr,25\n"
	for _, c := range []struct{ index, want string }{
		{"", "index.csv:1:1: is empty"},
		{goldHead, "index.csv:2:1: lists no text"},
		{"id,file\na,b\n", `index.csv:1:1: the column "in_scope" is missing`},
		{goldHead + row + "b,texts/b.txt,real\n", "index.csv:3:1: wrong number of fields"},
		{goldHead + "a,\"texts\n", "index.csv:"},
		{goldHead + row + row, `index.csv:3:1: id: "a" comes twice`},
		{goldHead + strings.Replace(row, "yes", "maybe", 1), `index.csv:2:20: in_scope: "maybe" is neither yes nor no`},
		{goldHead + strings.Replace(row, "BLA", "BLT", 1), `index.csv:2:25: kind: "BLT" is not one of`},
		{goldHead + strings.Replace(row, "1964-08-19", "19.8.64", 1), "index.csv:2:37: date_signed:"},
		{goldHead + strings.Replace(row, ",25", ",many", 1), `index.csv:2:51: articles: "many" is no count`},
		{goldHead + strings.Replace(row, "texts/a", "../a", 1), `index.csv:2:3: file: "../a.txt" is no path inside`},
	} {
		_, err := ReadGoldIndex(fstest.MapFS{"index.csv": {Data: []byte(c.index)}})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("want %s, have %v", c.want, err)
		}
	}
	if _, err := ReadGoldIndex(fstest.MapFS{}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("no index: %v", err)
	}
}
