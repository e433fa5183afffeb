package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkIngest ingests 1,000 agreements of 20 KB into a new repository, by the programs as "make build" makes them: read in
// a process each, coded under every rubric, kept. Less than 20 seconds is wanted of the two programs together; corridor by
// itself does the same more slowly.
func BenchmarkIngest(b *testing.B) {
	bin := b.TempDir()
	if out, err := exec.Command("make", "-C", "../..", "build", "BIN="+bin).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	dir := b.TempDir()
	for i := range 1000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(longAgreement(i, 20<<10)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("two programs", func(b *testing.B) { benchmarkIngest(b, filepath.Join(bin, "corridor"), dir) })
	if err := os.Remove(filepath.Join(bin, extractorName)); err != nil {
		b.Fatal(err)
	}
	b.Run("one program", func(b *testing.B) { benchmarkIngest(b, filepath.Join(bin, "corridor"), dir) })
}

func benchmarkIngest(b *testing.B, exe, dir string) {
	cpu := 0.0
	for b.Loop() {
		cmd := exec.Command(exe, "ingest", dir, "--quiet", "--store", filepath.Join(b.TempDir(), "s.db"))
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(squeezed(string(out)), "ingested 1000") {
			b.Fatalf("%v: %s", err, out)
		}
		cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// longAgreement makes an agreement of some size whose words are its own.
func longAgreement(i, size int) string {
	var t strings.Builder
	fmt.Fprintf(&t, "AGREEMENT\nbetween the Government of Lunthai and the Government of Qabariyah on the employment of group %d of workers\n\nThe Parties have agreed as follows:\n", i)
	for n := 1; t.Len() < size; n++ {
		fmt.Fprintf(&t, "\nArticle %d\nMatter %d of %d\n\n1. The employer shall bear the cost %d of the recruitment and of the journey of the worker, and shall provide:\n\n"+
			"(a) lodging of a decent standard, without a charge;\n\n(b) insurance against accidents at work.\n\n2. The employer shall not keep the passport of the worker, who may report breach %d to the joint committee.\n", n, n, i, i*n%97, n+i)
	}
	fmt.Fprintf(&t, "\nDone at Lunport on %d May %d in two copies in English.\n", 1+i%28, 1960+i%60)
	return t.String()
}
