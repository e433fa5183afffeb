package typesense_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"corridor/store"
	"corridor/store/embedded"
)

// same are queries of every kind, which both indexes must answer alike: hits, their order, marks, facets, typos.
var same = []string{"", "passport employer", `"of the worker"`, `"in the name of the worker"`, `"an account in the worker's name"`, "wage* -contract", "pasport~ OR wages",
	"kind:MOU year:1980..2010 worker", "has:made.passport>=operative -has:made.wages fee", "evidence:made.fees=contrary", `theme:"theme 0" level:weak`,
	"-(passport OR wages) employer -part:title", "origin:arab worker", "corridor:XLT~XQB", "travailleur passeport", "Arbeitgeber Lohn", "trabajador contrato",
	"werkgever loon", "العامل", "title:memorandum contract", "party:lunthai wages", "-year:1900..2100", "recruitmant emploier", "sector:construction hours -wages"}

// TestSameAsEmbedded compares both implementations on a generated corpus.
func TestSameAsEmbedded(t *testing.T) {
	ctx := context.Background()
	docs, texts := some(60)
	docs[7].Publication, docs[12].Publication = store.PublishPrivate, store.PublishMetadata
	cloud := open(t, options(texts, node(t, cluster(t))))
	local := embedded.Open(embedded.Options{Folder: filepath.Join(t.TempDir(), "index"), Texts: texts})
	defer local.Close()
	if err := build(cloud, docs); err != nil {
		t.Fatal(err)
	}
	w, err := local.Begin(ctx, store.Rebuild)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Put(ctx, docs); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(ctx, store.Built{Head: store.Head{Seq: 1, Hash: "a"}}); err != nil {
		t.Fatal(err)
	}
	near := cmpopts.EquateApprox(1e-4, 0)
	for _, q := range same {
		for _, r := range []store.Request{{Limit: 15}, {Limit: 10, Offset: 5, By: store.Agreements}, {Limit: 15, Sort: store.ByDate, Public: true},
			{Limit: 15, Sort: store.ByScore, By: store.Agreements, Public: true}} {
			r.Query, r.Facets, r.Values = query(t, q), store.FacetFields(), 7
			want, err := local.Search(ctx, r)
			if err != nil {
				t.Fatal(err)
			}
			have, err := cloud.Search(ctx, r)
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			if diff := cmp.Diff(want, have, near); diff != "" {
				t.Errorf("%s by %s, %s: -embedded +typesense\n%s", q, r.By, r.Sort, diff)
			}
		}
	}
	for _, l := range []store.Likeness{{Text: "The employer keeps no passport of a worker.", Language: "en"}, {Text: "Le salaire est versé chaque mois."},
		{Text: "Wages are paid into an account.", Language: "en", Among: query(t, "year:1990.. -kind:MOU"), Without: docs[0].ID}} {
		want, err := local.Similar(ctx, l)
		if err != nil {
			t.Fatal(err)
		}
		have, err := cloud.Similar(ctx, l)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, have, near); diff != "" || len(want) == 0 {
			t.Errorf("%s: -embedded +typesense\n%s", l.Text, diff)
		}
	}
}
