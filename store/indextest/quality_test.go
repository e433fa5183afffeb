package indextest_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/rubric"
	"corridor/store"
	"corridor/store/embedded"
	"corridor/store/indextest"
	"corridor/store/typesense"
	"corridor/store/typesense/fake"
)

// wish is one line of testdata/quality.txt.
type wish struct {
	line      int
	query     string
	agreement string // file name without its extension, or the number of a generated agreement
	path      string // of the clause; "" when the agreement is wanted, whichever clause
	rank      int    // at most
}

func wishes(t *testing.T) (out []wish) {
	data, err := os.ReadFile(filepath.Join("testdata", "quality.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, " | ")
		if len(cells) != 3 {
			t.Fatalf("quality.txt:%d: query | wanted | rank", i+1)
		}
		w := wish{line: i + 1, query: strings.TrimSpace(cells[0])}
		w.agreement, w.path, _ = strings.Cut(strings.TrimSpace(cells[1]), " ")
		if w.rank, err = strconv.Atoi(strings.TrimSpace(cells[2])); err != nil {
			t.Fatalf("quality.txt:%d: %v", i+1, err)
		}
		out = append(out, w)
	}
	return out
}

// library are the agreements that queries are asked of: all specimens, coded by the rules, and generated ones.
type library struct {
	docs       []store.Document
	texts      indextest.Texts
	names      map[string]string // by id
	vocabulary store.Vocabulary
}

// generated is how many generated agreements there are: all that have a clause of their own are among them.
const generated = 120

func newLibrary(t *testing.T) *library {
	l := &library{texts: indextest.Texts{}, names: map[string]string{}, vocabulary: indextest.Vocabulary()}
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range lib.Rubrics {
		l.vocabulary.Themes = append(l.vocabulary.Themes, r.Themes()...)
		for _, c := range r.Criteria {
			l.vocabulary.Criteria = append(l.vocabulary.Criteria, c.ID)
		}
	}
	rules := rubric.NewRules(lib)
	files, err := fs.Glob(corpus.Specimens(), "*-*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if path.Ext(file) == ".yaml" {
			continue
		}
		data, err := fs.ReadFile(corpus.Specimens(), file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := ingest.Read(t.Context(), file, data, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		held, err := rules.RateAll(t.Context(), a, lib.Rubrics...)
		if err != nil {
			t.Fatal(err)
		}
		l.add(strings.TrimSuffix(file, path.Ext(file)), store.NewDocument(a, held, lib.Rubrics))
	}
	for i := range generated {
		l.add(strconv.Itoa(i), indextest.Corpus{Clauses: 25}.Document(i))
	}
	return l
}

func (l *library) add(name string, d store.Document) {
	d.Publication = store.PublishFull
	l.docs, l.texts[d.ID], l.names[d.ID] = append(l.docs, d), d.Text, name
}

// fill builds an index of the library.
func (l *library) fill(t *testing.T, x store.Index) {
	t.Helper()
	w, err := x.Begin(t.Context(), store.Rebuild)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Put(t.Context(), l.docs); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(t.Context(), store.Built{Vocabulary: l.vocabulary}); err != nil {
		t.Fatal(err)
	}
}

// found lists the first hits as quality.txt names them, with the place of the wanted one, from 1, or 0.
func (l *library) found(x store.Index, w wish) (list []string, rank int, err error) {
	q, err := store.ParseQuery(w.query, l.vocabulary)
	if err != nil {
		return nil, 0, err
	}
	r := store.Request{Query: q, Limit: 100}
	if w.path == "" {
		r.By = store.Agreements
	}
	res, err := x.Search(context.Background(), r)
	if err != nil {
		return nil, 0, err
	}
	want := strings.TrimSpace(w.agreement + " " + w.path)
	for _, h := range res.Hits {
		name := l.names[h.Agreement.ID]
		if w.path != "" {
			name += " " + h.Clause.Path
		}
		list = append(list, name)
	}
	return list, slices.Index(list, want) + 1, nil
}

// TestQuality asks every query of testdata/quality.txt of both indexes.
func TestQuality(t *testing.T) {
	list, lib := wishes(t), newLibrary(t)
	if len(list) < 60 {
		t.Errorf("quality.txt has %d queries", len(list))
	}
	for name, x := range indexes(t, lib) {
		t.Run(name, func(t *testing.T) {
			lib.fill(t, x)
			for _, w := range list {
				have, rank, err := lib.found(x, w)
				if err != nil {
					t.Errorf("quality.txt:%d: %s: %v", w.line, w.query, err)
				} else if rank == 0 || rank > w.rank {
					t.Errorf("quality.txt:%d: %s\n-want %s %s, rank %d at most\n+have %s", w.line, w.query, w.agreement, w.path, w.rank, describe(have, rank))
				}
			}
		})
	}
}

// describe lists the first hits.
func describe(list []string, rank int) string {
	where := "not among the first 100"
	if rank > 0 {
		where = fmt.Sprintf("rank %d", rank)
	}
	return where + " after " + strings.Join(list[:min(len(list), 5)], "; ")
}

// indexes are one of each implementation.
func indexes(t *testing.T, lib *library) map[string]store.Index {
	server := httptest.NewServer(fake.New("key"))
	t.Cleanup(server.Close)
	cloud, err := typesense.Open(typesense.Options{Nodes: []string{server.URL}, Key: "key", Name: "quality", Texts: lib.texts, Holder: "test"})
	if err != nil {
		t.Fatal(err)
	}
	local := embedded.Open(embedded.Options{Folder: filepath.Join(t.TempDir(), "index"), Texts: lib.texts})
	t.Cleanup(func() { local.Close() })
	return map[string]store.Index{"embedded": local, "typesense": cloud}
}
