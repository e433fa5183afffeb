package site_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"corridor/corpus"
	"corridor/store"
)

// benchAgreements is the size of the repository of the benchmarks.
const benchAgreements = 2000

// crowded is a site over benchAgreements agreements: the specimens again and again, each with a line of its own.
func crowded(b *testing.B) *served {
	s := serve(b, hurrying)
	ctx := context.Background()
	texts, err := fs.Glob(corpus.Specimens(), "*.txt")
	if err != nil {
		b.Fatal(err)
	}
	for i := range benchAgreements {
		name := texts[i%len(texts)]
		data, err := fs.ReadFile(corpus.Specimens(), name)
		if err != nil {
			b.Fatal(err)
		}
		own := fmt.Sprintf("\nRegistered under number %d of the collection.\n", i)
		if err := s.put(ctx, s.store, fmt.Sprintf("%d-%s", i, name), append(data, own...)); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// BenchmarkPages asks for the pages of a repository of 2,000 agreements, by one reader and then by twenty at once.
func BenchmarkPages(b *testing.B) {
	s := crowded(b)
	list, err := s.store.List(context.Background(), store.Filter{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	id := list[0].ID[:16]
	for _, p := range []struct{ name, path string }{
		{"first", "/"}, {"search", "/search?q=passport+employer"}, {"typo", "/search?q=recruitmnt"}, {"agreement", "/agreements/" + id + "?rubric=cw2022"},
		{"scorecard", "/agreements/" + id + "/scorecard?rubric=cw2022"}, {"gap", "/agreements/" + id + "/gap?rubric=cw2022"}, {"coverage", "/coverage?rubric=cw2022"}, {"corridors", "/corridors"},
	} {
		b.Run(p.name, func(b *testing.B) {
			size := len(s.get(p.path).body)
			for b.Loop() {
				if a := s.get(p.path); a.StatusCode != http.StatusOK {
					b.Fatal(a.Status)
				}
			}
			b.ReportMetric(float64(size)/1024, "KB/page")
		})
	}
	b.Run("search-20-readers", func(b *testing.B) {
		queries := []string{"passport", "recruitment fee", "origin:XLT employer", "social security", "housing wages", "return"}
		var took []time.Duration
		var mu sync.Mutex
		for b.Loop() {
			var wg sync.WaitGroup
			for i := range 20 {
				wg.Go(func() {
					start := time.Now()
					s.get("/search?q=" + strings.ReplaceAll(queries[i%len(queries)], " ", "+"))
					mu.Lock()
					defer mu.Unlock()
					took = append(took, time.Since(start))
				})
			}
			wg.Wait()
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "ms-p95")
		b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "ms-p50")
	})
}
