package indextest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/store"
)

// testMarks holds that marks are the words that matched and snippets stretches of the clause.
func testMarks(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range []struct{ query, hit, want string }{
		{"passports worker", "mou:1(1)", "clause passport form 0, clause worker exact 1"},
		{`"employer shall" passport`, "mou:1(1)", "clause employer shall exact 0, clause passport exact 1"},
		{"medical employer costs", "mou:2(b)", "heading Costs exact 2, lead-in employer exact 1, clause medical exact 0"},
		{"recrut*", "accord:2(1)", "clause recrutement prefix 0"},
		{"passeprt employé", "accord:1(1)", "clause passeport typo 0, clause employé exact 1"},
		{"العامل", "mudhakkira:1(1)", "clause العامل exact 0"},
		{"លិខិតឆ្លងដែន", "khmer:1(1)", "clause លិខិតឆ្លងដែន exact 0"},
		{"STRASSE", "vertrag:1(2)", "clause Straße exact 0"},
		{"origin:XLT visa -passport", "mou:2(a)", "clause visa exact 0"},
	} {
		res := search(t, x, store.Request{Query: parse(t, c.query)})
		i := slices.Index(s.describe(res.By, res.Hits), c.hit)
		if i < 0 {
			t.Errorf("%s: no hit %s in %v", c.query, c.hit, s.describe(res.By, res.Hits))
			continue
		}
		h := res.Hits[i]
		text := s.texts[h.Agreement.ID]
		var have []string
		for _, m := range h.Marks {
			have = append(have, fmt.Sprintf("%s %s %s %d", m.In, m.Span.Of(text), m.How, m.Term))
		}
		if diff := cmp.Diff(c.want, strings.Join(have, ", ")); diff != "" {
			t.Errorf("%s in %s: -want +have\n%s", c.query, c.hit, diff)
		}
		if !h.Clause.Span.Contains(h.Snippet) || h.Snippet.Empty() {
			t.Errorf("%s: snippet %v is not of the clause %v", c.query, h.Snippet, h.Clause.Span)
		}
	}
}

// counts writes a facet as "BLA 3/2": three hits in two agreements.
func counts(f store.Facet) string {
	var out []string
	for _, v := range f.Values {
		out = append(out, fmt.Sprintf("%s %d/%d", v.Value, v.Hits, v.Agreements))
	}
	return strings.Join(out, ", ")
}

func testFacets(t *testing.T, place Place) {
	x, _ := filled(t, place)
	q := parse(t, "passport part:body -title:secret -title:listed")
	res := search(t, x, store.Request{Query: q, Limit: 1, Facets: store.FacetFields()})
	want := map[store.Field]string{
		store.FieldOrigin: "XLT 2/1, XMB 2/1, XPG 1/1, XZU 1/1", store.FieldDestination: "XQB 2/1, XVS 2/1, XPG 1/1, XZU 1/1",
		store.FieldYear: "2014 2/1, 2024 2/1", store.FieldKind: "BLA 2/1, MOU 2/1, union 1/1", store.FieldLanguage: "en 5/3",
		store.FieldSector: "agriculture 2/1, construction 2/1", store.FieldScope: "unions 1/1", store.FieldPart: "body 5/3",
		store.FieldTheme:    "theme 0 3/2",
		store.FieldEvidence: "made.passport:contrary 1/1, made.passport:operative 1/1, made.passport:weak 1/1",
	}
	if len(res.Facets) != len(store.FacetFields()) || res.Total != 5 || res.Agreements != 3 {
		t.Fatalf("%d facets, %d hits in %d agreements", len(res.Facets), res.Total, res.Agreements)
	}
	for i, f := range res.Facets {
		if f.Field != store.FacetFields()[i] {
			t.Errorf("facet %d is of %s", i, f.Field)
		}
		if w, ok := want[f.Field]; ok && counts(f) != w {
			t.Errorf("%s\n-want %s\n+have %s", f.Field, w, counts(f))
		}
		if f.Field == store.FieldHas && !strings.Contains(counts(f), "made.passport:contrary 2/1, made.passport:operative 2/1") {
			t.Errorf("has: %s", counts(f))
		}
		if f.Field == store.FieldRegion && (!strings.Contains(counts(f), "arab 3/2") || strings.Contains(counts(f), "/4")) {
			t.Errorf("region: %s", counts(f))
		}
	}
	few := search(t, x, store.Request{Query: q, Limit: 1, Facets: []store.Field{store.FieldOrigin}, Values: 3})
	if f := few.Facets[0]; counts(f) != "XLT 2/1, XMB 2/1, XPG 1/1" || f.More != 1 {
		t.Errorf("three values: %s and %d more", counts(f), f.More)
	}
	narrowed := search(t, x, store.Request{Query: parse(t, "passport part:body -title:secret -title:listed origin:XLT")})
	if narrowed.Total != res.Facets[0].Values[0].Hits {
		t.Errorf("a facet promised %d hits, narrowing gave %d", res.Facets[0].Values[0].Hits, narrowed.Total)
	}
	byAgreement := search(t, x, store.Request{Query: q, By: store.Agreements, Facets: []store.Field{store.FieldKind, store.FieldTheme}})
	if k := counts(byAgreement.Facets[0]); k != "BLA 1/1, MOU 1/1, union 1/1" {
		t.Errorf("by agreement: %s", k)
	}
}

func testSorting(t *testing.T, place Place) {
	x, s := filled(t, place)
	q := parse(t, "passport -title:secret -title:listed part:body")
	byDate := search(t, x, store.Request{Query: q, Sort: store.ByDate})
	if have := strings.Join(s.describe(byDate.By, byDate.Hits), " "); have != "draft:1(1) draft:3(1) mou:1(1) mou:1(2) union:1(2)" {
		t.Errorf("by date: %s", have)
	}
	byScore := search(t, x, store.Request{Query: q, Sort: store.ByScore})
	for i := 1; i < len(byScore.Hits); i++ {
		a, b := byScore.Hits[i-1], byScore.Hits[i]
		if a.Strength < b.Strength || a.Strength == b.Strength && less(b, a) {
			t.Errorf("by score: %v, strengths %g and %g", s.describe(byScore.By, byScore.Hits), a.Strength, b.Strength)
		}
	}
	if first := byScore.Hits[0]; first.Strength <= 0 || s.names[first.Agreement.ID] != "mou" {
		t.Errorf("the strongest is %s, %g", s.names[first.Agreement.ID], first.Strength)
	}
	plain := search(t, x, store.Request{Query: parse(t, "part:body kind:BLA")})
	for i := 1; i < len(plain.Hits); i++ {
		a, b := plain.Hits[i-1], plain.Hits[i]
		if a.Agreement.Signed < b.Agreement.Signed || a.Agreement.ID == b.Agreement.ID && a.Clause.Number > b.Clause.Number {
			t.Errorf("without words: %v", s.describe(plain.By, plain.Hits))
		}
	}
}

// less orders equal hits.
func less(a, b store.Hit) bool {
	return a.Agreement.ID < b.Agreement.ID || a.Agreement.ID == b.Agreement.ID && a.Clause.Number < b.Clause.Number
}

// testPaging holds that pages are the whole list cut in pieces, for every order and unit.
func testPaging(t *testing.T, place Place) {
	x := place(t, Texts{})
	c := Corpus{Clauses: 12}
	var docs []store.Document
	texts := Texts{}
	for i := range 30 {
		docs = append(docs, c.Document(i))
		texts[docs[i].ID] = docs[i].Text
	}
	closed(t, x)
	x = place(t, texts)
	defer func() { closed(t, x) }()
	fill(t, x, docs)
	for _, by := range []store.Unit{store.Clauses, store.Agreements} {
		for _, sort := range store.Sortings() {
			for _, q := range []string{"worker OR travailleur OR trabajador", "year:1950..2030"} {
				pageThrough(t, x, store.Request{Query: parse(t, q), By: by, Sort: sort, Limit: 7})
			}
		}
	}
	r := store.Request{Query: parse(t, "worker"), Limit: 3}
	r.Page = search(t, x, r).Next
	for name, other := range map[string]store.Request{
		"another query": {Query: parse(t, "employer"), Limit: 3, Page: r.Page}, "another order": {Query: r.Query, Sort: store.ByDate, Limit: 3, Page: r.Page},
		"no token": {Query: r.Query, Page: "nonsense"},
	} {
		if _, err := x.Search(context.Background(), other); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func pageThrough(t *testing.T, x store.Index, r store.Request) {
	t.Helper()
	whole := r
	whole.Limit = store.MaxPage
	all := search(t, x, whole)
	if all.Next != "" || all.Total != len(all.Hits) || all.Total < 3*r.Limit {
		t.Fatalf("%v: %d hits of %d, next %q", r.Query, len(all.Hits), all.Total, all.Next)
	}
	var have []store.Hit
	for range all.Total {
		res := search(t, x, r)
		have = append(have, res.Hits...)
		if res.Total != all.Total {
			t.Errorf("%v: total %d, then %d", r.Query, all.Total, res.Total)
		}
		if r.Page = res.Next; r.Page == "" {
			break
		}
	}
	if diff := cmp.Diff(all.Hits, have); diff != "" {
		t.Errorf("%v by %s, %s: -whole +pages\n%s", r.Query, r.By, r.Sort, diff)
	}
}

func testAgreements(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range []struct{ query, want string }{
		{"passport wages", "mou union"}, // in different clauses
		{"passport fee", "draft"},
		{"passport -wages language:en kind:BLA", "draft"},
		{"employer -passport -passeport", ""},
		{"visa OR desk", "mou union"},
		{"origin:XPG", "mudhakkira nepali union"},
		{"evidence:made.passport=contrary", "draft"},
		{"theme:\"theme 2\"", "convenio"},
		{"wages kind:MOU,union", "mou union"},
		{`"help desk" seafarers passports`, "union"},
	} {
		res := search(t, x, store.Request{Query: parse(t, c.query), By: store.Agreements})
		have := s.describe(res.By, res.Hits)
		slices.Sort(have)
		if strings.Join(have, " ") != c.want || res.Total != len(have) || res.Agreements != len(have) {
			t.Errorf("%s: %v, want %s; total %d", c.query, have, c.want, res.Total)
		}
	}
	res := search(t, x, store.Request{Query: parse(t, "passport safekeeping"), By: store.Agreements})
	if h := res.Hits[0]; h.Clause == nil || h.Clause.Path != "Article 1(2)" || h.Matches != 2 || len(h.Marks) == 0 {
		t.Errorf("the best clause: %+v of %d", h.Clause, h.Matches)
	}
	if h := search(t, x, store.Request{Query: parse(t, "kind:union"), By: store.Agreements}).Hits[0]; h.Clause != nil || h.Agreement.Kind != corpus.KindUnion {
		t.Errorf("without words: %+v", h)
	}
}

func testSimilar(t *testing.T, place Place) {
	x, s := filled(t, place)
	similar := func(l store.Likeness) []store.Hit {
		t.Helper()
		hits, err := x.Similar(context.Background(), l)
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	passage := "The employer shall not keep the passport of the worker."
	hits := similar(store.Likeness{Text: passage, Language: "en"})
	if len(hits) < 3 || s.describe(store.Clauses, hits)[0] != "mou:1(1)" || hits[0].Similarity < 0.999 {
		t.Fatalf("the clause itself: %v", s.describe(store.Clauses, hits))
	}
	for i, h := range hits {
		if h.Similarity <= 0 || h.Similarity > 1 || i > 0 && h.Similarity > hits[i-1].Similarity {
			t.Errorf("similarity %g at %d", h.Similarity, i)
		}
	}
	others := similar(store.Likeness{Text: passage, Language: "en", Without: hits[0].Agreement.ID})
	if have := s.describe(store.Clauses, others); have[0] != "draft:1(1)" || slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, "mou") }) {
		t.Errorf("of other agreements: %v", have)
	}
	if h := others[0]; len(h.Evidence) != 1 || h.Evidence[0].Criterion != "made.passport" || h.Evidence[0].Level.String() != "contrary" {
		t.Errorf("what it is evidence of: %+v", h.Evidence)
	}
	among := similar(store.Likeness{Text: passage, Language: "en", Among: parse(t, "kind:union")})
	if have := s.describe(store.Clauses, among); len(have) != 1 || have[0] != "union:1(2)" {
		t.Errorf("among union agreements: %v", have)
	}
	if one := similar(store.Likeness{Text: passage, Language: "en", Limit: 1}); len(one) != 1 {
		t.Errorf("limit 1: %d", len(one))
	}
	french := similar(store.Likeness{Text: "Le passeport ne peut être retenu par les employeurs.", Language: "fr"})
	if have := s.describe(store.Clauses, french); len(have) == 0 || have[0] != "accord:1(1)" {
		t.Errorf("French: %v", have)
	}
	if have := s.describe(store.Clauses, similar(store.Likeness{Text: "Le passeport ne peut être retenu par les employeurs."})); len(have) == 0 || have[0] != "accord:1(1)" {
		t.Errorf("French that nobody calls so: %v", have)
	}
	if none := similar(store.Likeness{Text: "xylophone quartz", Language: "en"}); len(none) != 0 {
		t.Errorf("nothing is like this: %v", s.describe(store.Clauses, none))
	}
	for _, h := range similar(store.Likeness{Text: "zebrawood passport", Language: "en", Public: true}) {
		if h.Agreement.Publication != store.PublishFull {
			t.Errorf("%s is not for the public", s.names[h.Agreement.ID])
		}
	}
}

func testPublication(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range []struct {
		query string
		by    store.Unit
		want  string
	}{
		{"zebrawood", store.Clauses, ""}, {"zebrawood", store.Agreements, ""}, {"title:secret", store.Agreements, ""},
		{"title:listed", store.Agreements, "listed"}, {"title:listed", store.Clauses, ""}, {"title:listed -zebrawood", store.Agreements, "listed"},
		{"has:made.passport=weak", store.Agreements, "listed"},
	} {
		res := search(t, x, store.Request{Query: parse(t, c.query), By: c.by, Public: true, Facets: []store.Field{store.FieldOrigin, store.FieldEvidence}})
		if have := strings.Join(s.describe(res.By, res.Hits), " "); have != c.want {
			t.Errorf("%s by %s: %q, want %q", c.query, c.by, have, c.want)
		}
		for _, h := range res.Hits {
			if len(h.Marks) > 0 || h.Clause != nil {
				t.Errorf("%s: text of what is metadata-only: %+v", c.query, h)
			}
		}
	}
	all := search(t, x, store.Request{By: store.Agreements, Public: true, Facets: []store.Field{store.FieldKind}})
	if all.Total != len(s.docs)-1 {
		t.Errorf("%d agreements are public, want %d", all.Total, len(s.docs)-1)
	}
}
