package reports_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// generated makes the n-th agreement of a repository of invented ones: a text of a page or two, an article a
// criterion of the rubrics.
func generated(n int, rubrics []*rubric.Rubric) store.Record {
	rng := rand.New(rand.NewPCG(uint64(n), 7))
	countries := corpus.Countries()
	a := &corpus.Agreement{Language: []string{"en", "fr", "es"}[n%3], Kind: corpus.Fact[corpus.Kind]{Value: corpus.Kinds()[n%4]},
		Signed:   corpus.Fact[corpus.Date]{Value: corpus.Date(fmt.Sprintf("%d-%02d-01", 1950+rng.IntN(75), 1+rng.IntN(12)))},
		Corridor: corpus.Corridor{Origin: []string{countries[rng.IntN(40)].Code}, Destination: []string{countries[40+rng.IntN(20)].Code}},
		Scope:    corpus.Fact[corpus.Scope]{Value: corpus.Scopes()[n%5]}, Sectors: []corpus.Fact[corpus.Sector]{{Value: corpus.Sectors()[n%13]}}}
	var text strings.Builder
	fmt.Fprintf(&text, "Agreement %d\n", n)
	a.Title = corpus.Fact[string]{Value: strings.TrimSpace(text.String()), Span: corpus.Span{End: text.Len() - 1}}
	var body []corpus.Segment
	for i := range 40 {
		s := corpus.Segment{Kind: corpus.SegArticle, Number: fmt.Sprint(i + 1), Span: corpus.Span{Start: text.Len()}}
		fmt.Fprintf(&text, "Article %d", i+1)
		s.Label = corpus.Span{Start: s.Span.Start, End: text.Len()}
		for range 40 {
			fmt.Fprintf(&text, " w%d", rng.IntN(4000))
		}
		text.WriteString(".\n")
		s.Span.End = text.Len()
		body = append(body, s)
	}
	a.Text = text.String()
	a.ID = corpus.TextID(a.Text)
	a.Segments = []corpus.Segment{{Kind: corpus.SegTitle, Span: corpus.Span{End: body[0].Span.Start}}, {Kind: corpus.SegBody, Span: corpus.Span{Start: body[0].Span.Start, End: len(a.Text)}, Children: body}}
	a.Source = corpus.Source{Name: fmt.Sprintf("%d.txt", n), SHA256: corpus.TextID("file" + a.Text), Bytes: int64(len(a.Text))}
	r := store.Record{Name: a.Source.Name, Data: []byte(a.Text), Agreement: a, Time: time.Unix(0, 0).UTC()}
	for _, rub := range rubrics {
		r.Assessments = append(r.Assessments, generatedCodes(rng, a, rub, body))
		if n%100 < 2 {
			by := generatedCodes(rng, a, rub, body)
			by.Rater, by.RaterKind = "person:ana", rubric.Person
			r.Assessments = append(r.Assessments, by)
		}
	}
	return r
}

func generatedCodes(rng *rand.Rand, a *corpus.Agreement, r *rubric.Rubric, body []corpus.Segment) *rubric.Assessment {
	as := &rubric.Assessment{Agreement: a.ID, Rubric: r.Ref(), Rater: "rules", RaterKind: rubric.Rules, Tool: "test", Time: time.Unix(0, 0).UTC()}
	for _, c := range r.Criteria {
		f := rubric.Finding{Criterion: c.ID, Level: rubric.Levels()[rng.IntN(5)], Confidence: 0.9, Reason: "courses for the workers"}
		if f.Level != rubric.Absent && f.Level != rubric.NA {
			for range 1 + rng.IntN(3) {
				s := body[rng.IntN(len(body))]
				f.Evidence = append(f.Evidence, rubric.Evidence{Span: s.Span, Path: "Article " + s.Number, Level: f.Level, Why: "courses for the workers"})
			}
		}
		as.Findings = append(as.Findings, f)
	}
	return as
}

// repository is a store of generated agreements under one rubric.
type repository struct {
	store *store.Store
	lib   *rubric.Library
	r     *rubric.Rubric
	id    [2]string // of the first two agreements
}

// newRepository fills a store at path with the agreements of the numbers given, in that order.
func newRepository(path string, numbers []int) (*repository, error) {
	x := &repository{}
	var err error
	if x.lib, err = rubric.Builtin(); err != nil {
		return nil, err
	}
	if x.r, err = x.lib.Rubric("cw2022"); err != nil {
		return nil, err
	}
	if x.store, err = store.Open(context.Background(), path); err != nil {
		return nil, err
	}
	for _, n := range numbers {
		rec := generated(n, x.lib.Rubrics)
		if n < len(x.id) {
			x.id[n] = rec.Agreement.ID
		}
		if _, err := x.store.Put(context.Background(), rec); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// rows is what counts of every agreement, as a command gathers it.
func (x *repository) rows() ([]reports.CoverageRow, error) {
	list, err := x.store.List(context.Background(), store.Filter{})
	if err != nil {
		return nil, err
	}
	return reports.GatherRows(context.Background(), x.store, x.r, list)
}

func (x *repository) open(id string) (*corpus.Agreement, []rubric.Resolved, error) {
	return reports.OpenCoded(context.Background(), x.store, id, x.r)
}

// TestTheSilentCount: opening only the agreements that say something gives the same list as opening all.
func TestTheSilentCount(t *testing.T) {
	var numbers []int
	for n := range 60 {
		numbers = append(numbers, n)
	}
	x, err := newRepository(filepath.Join(t.TempDir(), "s.db"), numbers)
	if err != nil {
		t.Fatal(err)
	}
	defer x.store.Close()
	some, err := x.clauses()
	if err != nil {
		t.Fatal(err)
	}
	in, err := x.inputs(0)
	if err != nil {
		t.Fatal(err)
	}
	all, err := reports.NewClauses(reports.ClausesInput{Rubric: x.r, Criterion: "cw.passport", Items: in})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(reports.Report(all), some, cmpopts.IgnoreUnexported(reports.Clauses{})); diff != "" {
		t.Errorf("(-all +some):\n%s", diff)
	}
	if some := some.(reports.Clauses); len(some.Agreements) == 0 || len(some.Agreements) == some.Looked {
		t.Errorf("%d of %d agreements say something: the test tells nothing", len(some.Agreements), some.Looked)
	}
}
