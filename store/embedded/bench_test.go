package embedded_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/embedded"
	"corridor/store/indextest"
)

// fileTexts are texts in one file, read when they are asked for: a test that measures memory holds none.
type fileTexts struct {
	file *os.File
	at   map[string]corpus.Span
}

func (t *fileTexts) Text(_ context.Context, id string) (string, error) {
	s, ok := t.at[id]
	if !ok {
		return "", corpus.ErrNotFound
	}
	buf := make([]byte, s.Len())
	_, err := t.file.ReadAt(buf, int64(s.Start))
	return string(buf), err
}

func (t *fileTexts) add(id, text string) error {
	info, err := t.file.Stat()
	if err != nil {
		return err
	}
	t.at[id] = corpus.Span{Start: int(info.Size()), End: int(info.Size()) + len(text)}
	_, err = t.file.WriteAt([]byte(text), info.Size())
	return err
}

// buildLarge indexes generated agreements and returns how many clauses and how long without making the texts.
func buildLarge(b *testing.B, agreements int) (*embedded.Index, int, time.Duration) {
	b.Helper()
	ctx := context.Background()
	dir := b.TempDir()
	file, err := os.Create(filepath.Join(dir, "texts"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { file.Close() })
	texts := &fileTexts{file, map[string]corpus.Span{}}
	x := embedded.Open(embedded.Options{Folder: filepath.Join(dir, "index"), Texts: texts})
	b.Cleanup(func() { x.Close() })
	w, err := x.Begin(ctx, store.Rebuild)
	if err != nil {
		b.Fatal(err)
	}
	clauses, spent := 0, time.Duration(0)
	for i := 0; i < agreements; {
		var docs []store.Document
		for ; len(docs) < 64 && i < agreements; i++ {
			d := indextest.Corpus{Clauses: 25}.Document(i)
			if err := texts.add(d.ID, d.Text); err != nil {
				b.Fatal(err)
			}
			docs = append(docs, d)
			clauses += len(d.Clauses)
		}
		start := time.Now()
		if err := w.Put(ctx, docs); err != nil {
			b.Fatal(err)
		}
		spent += time.Since(start)
	}
	start := time.Now()
	if err := w.Commit(ctx, store.Built{Vocabulary: indextest.Vocabulary()}); err != nil {
		b.Fatal(err)
	}
	return x, clauses, spent + time.Since(start)
}

// residentMiB is the memory of this process that is not in files, and the most it ever was.
func residentMiB() (now, peak float64) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(data)) {
		var kb float64
		if _, err := fmt.Sscanf(line, "VmRSS: %f kB", &kb); err == nil {
			now = kb / 1024
		}
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kb); err == nil {
			peak = kb / 1024
		}
	}
	return now, peak
}

var allFacets = []store.Field{store.FieldOrigin, store.FieldDestination, store.FieldRegion, store.FieldYear, store.FieldKind, store.FieldLanguage,
	store.FieldSector, store.FieldTheme}

// benchQueries are the kinds of query that have figures to reach; %s is one of some words.
var benchQueries = []struct {
	name    string
	queries []string
}{
	{"two-words", []string{"passport employer", "wages account", "worker contract", "employer worker", "travailleur passeport", "committee meets",
		"fee worker", "pension benefits", "Arbeitgeber Lohn", "trabajador pasaporte"}},
	{"filtered-phrase", []string{`"of the worker" kind:MOU year:1980..2010`, `"the employer" region:europe has:made.passport>=operative`,
		`"per cent" language:en`, `"joint committee" year:>=1990`, `"de recrutement" OR "du travailleur" language:fr`}},
	{"fuzzy", []string{"pasport emploier", "recruitmant~ worker~", "comittee~ membres~", "travaileur~ passeprt~", "contrackt~ signd~ departure~"}},
	{"one-common-word", []string{"worker", "employer", "travailleur"}},
	{"filter-only", []string{"kind:MOU year:1980..2010", "has:made.passport>=operative -has:made.wages"}},
	{"or-not", []string{"(passport OR visa OR contract) -fee employer", "wages OR salary OR pay -overtime"}},
	{"prefix", []string{"recru* work*", "ba*"}},
}

func BenchmarkSearch(b *testing.B) {
	for _, agreements := range sizes(b) {
		x, clauses, took := buildLarge(b, agreements)
		b.Run(fmt.Sprintf("clauses=%d/index", clauses), func(b *testing.B) {
			for b.Loop() {
			}
			now, peak := residentMiB()
			b.ReportMetric(float64(clauses)/took.Seconds(), "clauses/s")
			b.ReportMetric(peak, "peak-MiB")
			runtime.GC()
			b.ReportMetric(now, "MiB")
			b.ReportMetric(0, "ns/op")
		})
		for _, kind := range benchQueries {
			b.Run(fmt.Sprintf("clauses=%d/%s", clauses, kind.name), func(b *testing.B) { benchSearch(b, x, kind.queries) })
		}
		b.Run(fmt.Sprintf("clauses=%d/similar", clauses), func(b *testing.B) { benchSimilar(b, x) })
		now, peak := residentMiB()
		b.Logf("%d clauses: %.0f MiB now, %.0f at most", clauses, now, peak)
		x.Close()
	}
}

// sizes are the numbers of agreements to measure: CORRIDOR_BENCH_AGREEMENTS, or 400.
func sizes(b *testing.B) (out []int) {
	for s := range strings.SplitSeq(os.Getenv("CORRIDOR_BENCH_AGREEMENTS"), ",") {
		var n int
		if _, err := fmt.Sscan(s, &n); err == nil {
			out = append(out, n)
		}
	}
	if len(out) == 0 {
		out = []int{400}
	}
	return out
}

func benchSearch(b *testing.B, x *embedded.Index, queries []string) {
	var took, cost []time.Duration
	total := 0
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for i := 0; b.Loop(); i++ {
		q, err := store.ParseQuery(queries[i%len(queries)], store.Vocabulary{})
		if err != nil {
			b.Fatal(err)
		}
		start, before := time.Now(), threadTime()
		r, err := x.Search(context.Background(), store.Request{Query: q, Limit: 10, Facets: allFacets, Values: 20})
		if err != nil {
			b.Fatal(err)
		}
		took, cost = append(took, time.Since(start)), append(cost, threadTime()-before)
		total += r.Total
	}
	report(b, took)
	slices.Sort(cost)
	b.ReportMetric(float64(cost[len(cost)*95/100].Microseconds())/1000, "p95-cpu-ms")
	b.ReportMetric(float64(total)/float64(len(took)), "hits")
}

func benchSimilar(b *testing.B, x *embedded.Index) {
	passages := []string{"The employer shall not keep the passport of the worker nor any other paper of identity.",
		"Wages are paid every month into an account in the name of the worker, without deductions.",
		"L'employeur prend à sa charge le voyage d'aller et la visite médicale."}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := x.Similar(context.Background(), store.Likeness{Text: passages[i%3], Language: []string{"en", "en", "fr"}[i%3], Limit: 10}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	report(b, took)
}

func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
