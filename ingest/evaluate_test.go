package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

func TestEvaluate(t *testing.T) {
	dir := t.TempDir()
	index := "id,file,set,in_scope,title,kind,origin,destination,date_signed,language,articles\n" +
		"a,texts/a.txt,real,yes,,BLA,TUR,NLD,1964-08-19,fr,25\n" +
		"b,texts/b.txt,real,yes,,trainee,both,SWE;NLD,1949-07-06,fr,8\n" +
		"c,texts/c.txt,near-miss,no,,,,,,en,\n" +
		"d,texts/d.txt,composed,yes,,MOU,Marenza,Quorvia,,en,1\n"
	if err := os.WriteFile(filepath.Join(dir, "index.csv"), []byte(index), 0o600); err != nil {
		t.Fatal(err)
	}
	rows, err := ReadGoldIndex(dir)
	if err != nil || len(rows) != 4 || rows[0].Path() != filepath.Join(dir, "texts", "a.txt") {
		t.Fatalf("%v %+v", err, rows)
	}
	found := map[string]*corpus.Agreement{
		"a.txt": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindBLA}, Language: "fr", Corridor: corpus.Corridor{Origin: []string{"NLD"}, Destination: []string{"NLD"}}},
		"b.txt": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindTrainee}, Language: "fr", Signed: corpus.Fact[corpus.Date]{Value: "1949-07-06"},
			Corridor: corpus.Corridor{Origin: []string{"NLD", "SWE"}, Destination: []string{"NLD", "SWE"}, Reciprocal: true}},
		"d.txt": {Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindMOU}, Language: "en", Corridor: corpus.Corridor{Origin: []string{"Republic of Marenza"}, Destination: []string{"Kingdom of Quorvia"}}},
	}
	rep, err := Evaluate(context.Background(), rows, func(_ context.Context, path string) (*corpus.Agreement, error) {
		if a := found[filepath.Base(path)]; a != nil {
			return a, nil
		}
		return nil, errors.New("not there")
	})
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]float64{}
	for f, s := range rep.Fields {
		have[f] = s.Accuracy
	}
	want := map[string]float64{"kind": 0.75, "origin": 2.0 / 3, "destination": 1, "date_signed": 0.5, "language": 0.75, "articles": 0}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +have\n%s\n%+v", diff, rep.Misses)
	}
}
