package indextest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/store"
)

// Place is where an index is kept: each call opens it, the first time empty. Indexes are closed by the suite.
type Place func(t *testing.T, texts store.Texts) store.Index

// Run holds an implementation to all that store.Index promises. Each call of place gives a new one.
func Run(t *testing.T, place func(t *testing.T) Place) {
	for _, part := range []struct {
		name string
		run  func(*testing.T, Place)
	}{
		{"queries", testQueries}, {"ranking", testRanking}, {"typos", testTypos}, {"marks", testMarks}, {"facets", testFacets},
		{"sorting", testSorting}, {"paging", testPaging}, {"agreements", testAgreements}, {"similar", testSimilar},
		{"publication", testPublication}, {"empty", testEmpty}, {"changes", testChanges}, {"rebuild", testRebuild}, {"abort", testAbort},
		{"reopen", testReopen}, {"many readers", testManyReaders}, {"cancelled", testCancelled}, {"refusals", testRefusals},
	} {
		t.Run(strings.ReplaceAll(part.name, " ", "-"), func(t *testing.T) { part.run(t, place(t)) })
	}
}

// built is what the suite says its indexes were built from.
var built = store.Built{Head: store.Head{Seq: 7, Hash: "abc"}, Rubrics: []string{"made@1"}}

// fill builds an index of documents from nothing.
func fill(t *testing.T, x store.Index, docs []store.Document) {
	t.Helper()
	change(t, x, store.Rebuild, func(w store.IndexWriter) error { return w.Put(context.Background(), docs) })
}

// change makes a change and commits it.
func change(t *testing.T, x store.Index, mode store.WriteMode, f func(store.IndexWriter) error) {
	t.Helper()
	w, err := x.Begin(context.Background(), mode)
	if err != nil {
		t.Fatal(err)
	}
	if err := f(w); err != nil {
		t.Fatal(err)
	}
	b := built
	b.Vocabulary = Vocabulary()
	if err := w.Commit(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

// filled opens an index of the small corpus.
func filled(t *testing.T, place Place) (store.Index, *small) {
	t.Helper()
	s := newSmall(t)
	x := place(t, s.texts)
	fill(t, x, s.all())
	t.Cleanup(func() { closed(t, x) })
	return x, s
}

func closed(t *testing.T, x store.Index) {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

// search asks for everything that a query finds.
func search(t *testing.T, x store.Index, r store.Request) *store.Results {
	t.Helper()
	if r.Limit == 0 {
		r.Limit = 200
	}
	res, err := x.Search(context.Background(), r)
	if err != nil {
		t.Fatalf("%v: %v", r.Query, err)
	}
	return res
}

// queries are what finds which clauses of the small corpus, in no order.
var queries = []struct{ query, want string }{
	{"passport", "mou:1(1) mou:1(2) draft:1(1) draft:3(1) union:1(2) secret:1(1) listed:1(1)"},
	{"PASSPORTS", "mou:1(1) mou:1(2) draft:1(1) draft:3(1) union:1(2) secret:1(1) listed:1(1)"},
	{`"passports"`, "union:1(2)"},
	{"passport employer", "mou:1(1) draft:1(1)"},
	{"passport AND NOT employer", "mou:1(2) draft:3(1) union:1(2) secret:1(1) listed:1(1)"},
	{"passport -employer -diplomatic kind:BLA", ""},
	{"passport -pasport shift", "secret:1(1)"},
	{"passport OR wages language:en", "mou:1(1) mou:1(2) draft:1(1) draft:3(1) mou:3(1) union:1(1) union:1(2) secret:1(1) listed:1(1)"},
	{"(visa OR wages) kind:MOU language:en", "mou:2(a) mou:3(1)"},
	{`"employer shall"`, "mou:1(1) mou:2"},
	{`"shall employer"`, ""},
	{`"the passport of the worker"`, "mou:1(1)"},
	{"employer shall pay", "mou:2 mou:2(a) mou:2(b)"},
	{"medical employer", "mou:2(b)"},
	{"costs ticket", "mou:2(a)"},
	{"recruit* -part:title", "draft:2(2)"},
	{"season*", "draft:1(1) draft:2(1) draft:2(2)"},
	{"the passport of safekeeping", "mou:1(2)"},
	{"pre-departure", ""},
	{"l'employeur frais", "accord:2(1)"},
	{"employe passeport", "accord:1(1)"},
	{"réunions", "accord:2(2)"},
	{"REUNION", "accord:2(2)"},
	{"repatriaciones", "convenio:1(1)"},
	{"repatriacion empleadores", "convenio:1(1)"},
	{"contrato", "convenio:1(2)"},
	{"Verträge Arbeitgeber", "vertrag:1(1)"},
	{"strasse", "vertrag:1(2)"},
	{"arbeider paspoorten", "werving:1(1)"},
	{"جواز العامل", "mudhakkira:1(1)"},
	{`"جواز سفر"`, ""},
	{`"بجواز سفر"`, "mudhakkira:1(1)"},
	{"الاتفاقية", "mudhakkira:1(2)"},
	{"कामदार ज्याला", "nepali:1(1)"},
	{"राहदानी", "nepali:1(2)"},
	{"លិខិតឆ្លងដែន", "khmer:1(1)"},
	{"កម្មករ -part:title", "khmer:1(1)"},
	{"និយោជក លិខិត", "khmer:1(1)"},
	{"លិខិតនិយោជក", ""},
	{"origin:XLT part:body wages", "mou:3(1)"},
	{"origin:Lunthai passport", "mou:1(1) mou:1(2) listed:1(1)"},
	{"destination:XVS passport", "draft:1(1) draft:3(1) secret:1(1) listed:1(1)"},
	{"country:XPG part:body", "mudhakkira:1(1) mudhakkira:1(2) nepali:1(1) nepali:1(2) union:1(1) union:1(2)"},
	{"corridor:XLT-XQB visa", "mou:2(a)"},
	{"corridor:XQB-XLT visa", ""},
	{"corridor:XQB~XLT visa", "mou:2(a)"},
	{"corridor:XZU-XPG part:body", "union:1(1) union:1(2)"},
	{"region:arab wages", "mou:3(1) union:1(1)"},
	{"year:1960..1975 part:body language:de,nl", "vertrag:1(1) vertrag:1(2) werving:1(1)"},
	{"year:..1962 part:body", "vertrag:1(1) vertrag:1(2)"},
	{"signed:2014-03 wages", "mou:3(1)"},
	{"signed:2024 part:body -passport -workers", ""},
	{"signed:2014-04..2024-06 passport", "secret:1(1) listed:1(1)"},
	{"-year:1900..2100 part:body", "union:1(1) union:1(2)"},
	{"kind:union wages", "union:1(1)"},
	{"language:French part:title", "accord:Title"},
	{"sector:agriculture part:body fee", "draft:2(2)"},
	{"scope:unions passport", "union:1(2)"},
	{"has:made.passport=contrary fee", "draft:2(2)"},
	{"has:made.passport>=operative frais", "accord:2(1) accord:2(2)"},
	{"has:made.passport passport kind:MOU", "mou:1(1) mou:1(2) listed:1(1)"},
	{"-has:made.passport wages part:body", "union:1(1)"},
	{"has:made.passport=absent wages", "union:1(1)"},
	{"evidence:made.passport", "mou:1(1) mou:1(2) draft:1(1) accord:1(1) mudhakkira:1(1) listed:1(1)"},
	{"evidence:made.passport>=operative", "mou:1(1) accord:1(1) mudhakkira:1(1)"},
	{"level:contrary", "draft:1(1)"},
	{`theme:"theme 2" level:operative`, "convenio:1(1)"},
	{`theme:"theme 0" level:operative language:en`, "mou:1(1) mou:2(a) draft:2(2)"},
	{"part:title building", "mou:Title"},
	{"title:building wages", "mou:3(1)"},
	{`title:"farm work" contract`, "draft:2(1)"},
	{"title:travailleur part:body frais", "accord:2(1) accord:2(2)"},
	{"title:solid* desk", "union:1(1) union:1(2)"},
	{`party:"Port Hands" wages`, "union:1(1)"},
	{"party:bureau wages", "mou:3(1)"},
	{"zebrawood", "secret:1(1) listed:1(1)"},
	{"nothinglikethis", ""},
	{"pasport~ shift", "secret:1(1)"},
	{"wagez~ title:building", "mou:3(1)"},
}

func testQueries(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range queries {
		res := search(t, x, store.Request{Query: parse(t, c.query)})
		want, have := strings.Fields(c.want), noSpaces(s.describe(res.By, res.Hits))
		slices.Sort(want)
		slices.Sort(have)
		if len(res.Typos) > 0 {
			have = append(have, "(with typos)")
		}
		if diff := cmp.Diff(want, have); diff != "" && len(want)+len(have) > 0 {
			t.Errorf("%s: -want +have\n%s", c.query, diff)
		}
		if res.Total != len(res.Hits) || res.By != store.Clauses || res.Head != built.Head {
			t.Errorf("%s: total %d of %d hits, by %s, head %v", c.query, res.Total, len(res.Hits), res.By, res.Head)
		}
	}
	everything := search(t, x, store.Request{})
	clauses := 0
	for _, d := range s.docs {
		clauses += len(d.Clauses)
	}
	if everything.Total != clauses || everything.Agreements != len(s.docs) {
		t.Errorf("no query: %d clauses of %d, %d agreements", everything.Total, clauses, everything.Agreements)
	}
	if ignored := search(t, x, store.Request{Query: parse(t, "the passport of safekeeping")}).Ignored; !slices.Equal(ignored, []string{"the", "of"}) {
		t.Errorf("ignored %v", ignored)
	}
}

func noSpaces(list []string) (out []string) {
	for _, s := range list {
		out = append(out, strings.ReplaceAll(s, " ", ""))
	}
	return out
}

func testRanking(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range []struct{ query, first string }{
		{"ticket employer", "mou:2(a)"},         // both words before one
		{"employer pay", "mou:2"},               // the words themselves before those of a lead-in
		{"season* workers", "draft:2(1)"},       // the shorter clause, where both are as often
		{"passport OR safekeeping", "mou:1(2)"}, // a rare word weighs more
		{"passport~ diplomatic", "draft:3(1)"},  //
		{"travailleurs OR recrutement", "accord:2(1)"},
	} {
		res := search(t, x, store.Request{Query: parse(t, c.query)})
		have := s.describe(res.By, res.Hits)
		if len(have) == 0 || have[0] != c.first {
			t.Errorf("%s: %v, want first %s", c.query, have, c.first)
		}
		for i := 1; i < len(res.Hits); i++ {
			if res.Hits[i].Score > res.Hits[i-1].Score {
				t.Errorf("%s: hit %d scores more than the one before", c.query, i)
			}
		}
	}
}

func testTypos(t *testing.T, place Place) {
	x, s := filled(t, place)
	for _, c := range []struct{ query, want string }{
		{"pasport saefkeeping", "mou:1(2)"}, // one and two
		{"dipolmatic", "draft:3(1)"},        // two that changed places
		{"emploier medicl", ""},             // words of a lead-in are found as written only
		{"visaa", "mou:2(a)"},               // five letters: one
		{"vissaz", ""},                      // two in six letters are too many
		{"tikcet", "mou:2(a)"},              //
		{"repatriazion", "convenio:1(1)"},
		{"recurtement frais", "accord:2(1)"},
		{"Arbeitgeebr", "vertrag:1(1)"},
		{"pasport OR visa", "mou:2(a)"}, // each word for itself
		{"werkgefer", "werving:1(1)"},
		{"اتفاقيت", "mudhakkira:1(2)"},
		{`"pasport"`, ""},
		{"zebrawod kind:MOU publication", ""},
	} {
		res := search(t, x, store.Request{Query: parse(t, c.query)})
		have := s.describe(res.By, res.Hits)
		if c.want == "" && res.Total != 0 || c.want != "" && (len(have) == 0 || have[0] != c.want) {
			t.Errorf("%s: %v, want %q first", c.query, have, c.want)
		}
		if c.want != "" && len(res.Typos) == 0 {
			t.Errorf("%s: typos %v", c.query, res.Typos)
		}
	}
	if res := search(t, x, store.Request{Query: parse(t, "wages pasport origin:XLT")}); !slices.Equal(res.Typos, []string{"pasport"}) {
		t.Errorf("typos in %v", res.Typos)
	}
	if res := search(t, x, store.Request{Query: parse(t, "wages visa")}); res.Total != 0 || res.Typos != nil {
		t.Errorf("what is known as written is found as written: %d, %v", res.Total, res.Typos)
	}
	for query, want := range map[string]string{"wages visa": "wages visa", "visa passport ticket": "passport", "passport kind:BLA -passport": "passport", "xylophone": "",
		"seafarers desk desert": "desert"} {
		if have := strings.Join(search(t, x, store.Request{Query: parse(t, query)}).Lacking, " "); have != want {
			t.Errorf("%s lacks %q, want %q", query, have, want)
		}
	}
	exact := search(t, x, store.Request{Query: parse(t, "passport~ -part:title kind:MOU language:en")})
	if have := s.describe(exact.By, exact.Hits); len(have) < 3 || len(exact.Typos) > 0 {
		t.Errorf("a tilde also finds the word as written: %v", have)
	}
}
