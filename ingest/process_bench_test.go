package ingest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// cost is what one run of a process took.
type cost struct {
	wall, cpu time.Duration
	resident  int64 // most, in bytes; 0 where the system does not tell
}

// askCosts has corridor-extract answer one request. What it had resident is read of the process while it waits for another:
// what the system tells of an ended process counts the memory of the one that started it too.
func askCosts(b *testing.B, extractor string, request io.Reader) cost {
	b.Helper()
	cmd := exec.Command(extractor)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	go func() { _, _ = io.Copy(in, request) }() // a request that is cut off gives no answer
	var a answer
	if _, err := readMessage(out, &a, bounds{head: maxReport, blobs: maxVersions, blob: MaxTextBytes, total: 2 * MaxTextBytes}); err != nil || a.Error != "" {
		b.Fatal(err, a.Error)
	}
	c := cost{resident: residentPeak(cmd.Process.Pid)}
	if err := in.Close(); err != nil {
		b.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	c.wall, c.cpu = time.Since(begun), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
	return c
}

// residentPeak is the most that a running process has had resident, in bytes; 0 where the system does not tell.
func residentPeak(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	var kib int64
	_, _ = fmt.Sscan(peak, &kib) // nothing is 0
	return kib << 10
}

func runCosts(b *testing.B, in io.Reader, program string, args ...string) cost {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Stdin, cmd.Stdout = in, io.Discard
	begun := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return cost{wall: time.Since(begun), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
}

// buildExtractor makes the program corridor-extract.
func buildExtractor(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "corridor-extract")
	build := exec.Command("go", "build", "-trimpath", "-o", path, "corridor/cmd/corridor-extract")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return path
}

// BenchmarkPDFProcess reads the same PDFs by corridor-extract and by pdftotext -raw, each as a whole process, and gives the pages
// that each reads in a second of processor time, their ratio (0.7 is wanted) and what the child had resident.
func BenchmarkPDFProcess(b *testing.B) {
	pdftotext := lookFor(b, "pdftotext", "a text to compare with")
	extractor := buildExtractor(b)
	line := "The employer shall bear the cost of the recruitment and of the journey of the worker, and no agency may ask a fee."
	var pages []string
	for i := range 40 {
		lines := make([]string, 50)
		for j := range lines {
			lines[j] = fmt.Sprintf("%d.%d %s", i+1, j+1, line)
		}
		pages = append(pages, setLines(b, 40, 800, lines...))
	}
	html := "<body style='font:11pt serif'>" + strings.Repeat("<p>"+strings.Repeat(line+" ", 6)+"</p>", 160)
	for name, doc := range map[string]struct {
		data  []byte
		pages int
	}{"by hand": {pagesOf(pages...).bytes(), 40}, "chromium": {data: chromiumPDFs(b, map[string]string{"x": html})["x"]}} {
		if doc.pages == 0 {
			doc.pages = bytes.Count(doc.data, []byte("/Type /Page\n"))
		}
		b.Run(name, func(b *testing.B) { comparePDF(b, extractor, pdftotext, doc.data, doc.pages) })
	}
}

func comparePDF(b *testing.B, extractor, pdftotext string, data []byte, pages int) {
	var ours, theirs cost
	n := 0
	for b.Loop() {
		request, err := messageReader(request{Op: opExtract}, data)
		if err != nil {
			b.Fatal(err)
		}
		own := askCosts(b, extractor, request)
		other := runCosts(b, bytes.NewReader(data), pdftotext, "-raw", "-", "-")
		ours.cpu, theirs.cpu = ours.cpu+own.cpu, theirs.cpu+other.cpu
		ours.resident = max(ours.resident, own.resident)
		n++
	}
	rate := func(c cost) float64 { return float64(pages*n) / c.cpu.Seconds() }
	b.ReportMetric(rate(ours), "pages/s")
	b.ReportMetric(rate(theirs), "pdftotext-pages/s")
	b.ReportMetric(rate(ours)/rate(theirs), "ratio")
	b.ReportMetric(float64(ours.resident)/(1<<20), "MB-resident")
}
