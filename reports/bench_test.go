package reports_test

import (
	"io"
	"path/filepath"
	"testing"

	"corridor/reports"
)

// BenchmarkReports makes each report from a store of 2,000 agreements and lays it out as HTML. The project asks
// for less than a second each, and for less than 150 ms of a scorecard and a gap report.
func BenchmarkReports(b *testing.B) {
	var numbers []int
	for n := range 2000 {
		numbers = append(numbers, n)
	}
	x, err := newRepository(filepath.Join(b.TempDir(), "s.db"), numbers)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.store.Close() })
	for name, make := range x.makers() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				report, err := make()
				if err != nil {
					b.Fatal(err)
				}
				if err := reports.Encode(io.Discard, reports.HTML, report); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
