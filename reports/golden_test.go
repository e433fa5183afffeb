package reports_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// goldens are the reports of which every encoding is kept in testdata/golden.
func goldens(t testing.TB) map[string]reports.Report {
	return map[string]reports.Report{
		"scorecard":  demoCard(),
		"scorecards": demoCards(), "peers": demoPeersCard(),
		"coverage": demoCoverage(t, 40, reports.CoverageOptions{}),
		"either": demoCoverage(t, 60, reports.CoverageOptions{Attribution: reports.OfEither, Reading: reports.Strict,
			Regions: []string{"africa", "arab", "gcc"}, From: 1960, To: 2010}),
		"corridors":  demoCoverage(t, 60, reports.CoverageOptions{By: reports.ByCorridor, Rows: reports.Themes, Columns: 4}),
		"sectors":    demoCoverage(t, 60, reports.CoverageOptions{By: reports.BySector, Themes: []string{"recruitment", "conditions"}, Scopes: []corpus.Scope{corpus.ScopeSector, corpus.ScopeWorkers}}),
		"raters":     demoCoverage(t, 40, reports.CoverageOptions{By: reports.ByRater, Reading: reports.Strict}),
		"accounting": demoAccounting(false), "account": demoAccounting(true),
		"decades": demoCoverage(t, 60, reports.CoverageOptions{By: reports.ByDecade}),
		"agree":   demoConcordance(t, reports.ConcordanceInput{Raters: []string{"rules", "person:ana"}}),
		"agree3":  demoConcordance(t, reports.ConcordanceInput{Raters: []string{"rules", "person:ana", rubric.ChiltonWoda}, By: reports.AgreeByTheme}),
		"beside":  demoBeside(t, 90, reports.CoverageOptions{}),
		"rescore": demoRescore(t), "found": demoFound(t), "alike": demoAlike(t),
		"gap": demoGap(t), "round": demoRound(), "clauses": demoClauses(t), "checklist": demoChecklist(),
		"comparison": demoComparison(t, reports.ComparisonOptions{Differences: true, Order: reports.ByDate}),
		"empty":      demoCoverage(t, 0, reports.CoverageOptions{By: reports.ByDecade}),
	}
}

func TestGolden(t *testing.T) {
	for name, report := range goldens(t) {
		for _, f := range reports.Formats() {
			if f == reports.XLSX || f == reports.DOCX {
				continue // packages: office_test.go opens them
			}
			t.Run(name+"."+string(f), func(t *testing.T) {
				golden(t, name+"."+string(f), encode(t, f, report))
			})
		}
	}
}

// inTongues are the reports of which text and HTML are kept in every language.
var inTongues = []string{"peers", "gap", "coverage", "decades", "round", "checklist", "agree3", "accounting", "account"}

func TestGoldenTongues(t *testing.T) {
	all := goldens(t)
	for _, code := range reports.TongueCodes()[1:] {
		tongue, err := reports.ParseTongue(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range inTongues {
			for _, f := range []reports.Format{reports.Text, reports.HTML} {
				file := name + "." + code + "." + string(f)
				t.Run(file, func(t *testing.T) { golden(t, file, encode(t, f, all[name], reports.In(tongue))) })
			}
		}
	}
}

func TestWidths(t *testing.T) {
	for name, report := range goldens(t) {
		for _, width := range []int{40, 72, 120} {
			for i, line := range bytes.Split(encode(t, reports.Text, report, reports.Width(width)), []byte("\n")) {
				if n := columns(string(line)); n > width {
					t.Errorf("%s at %d columns: line %d takes %d: %s", name, width, i+1, n, line)
				}
			}
		}
	}
}

func encode(t testing.TB, f reports.Format, v reports.Report, opts ...reports.Option) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.Encode(&b, f, v, opts...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if strings.HasSuffix(name, ".html") {
		got = withoutStyle(t, got)
	}
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: make it with: go test ./reports -update", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +have):\n%s", name, diff)
	}
}

// withoutStyle takes the style sheet out of a report: it is the same in all of them, and has a file of its own.
func withoutStyle(t *testing.T, page []byte) []byte {
	t.Helper()
	css, err := reports.Stylesheet()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(page, []byte("<style>"+css+"</style>")); n != 1 {
		t.Errorf("the page holds the style sheet %d times", n)
	}
	return bytes.Replace(page, []byte(css), nil, 1)
}
