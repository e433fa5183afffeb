package rubric_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"corridor/ingest"
	"corridor/rubric"
)

// specimenFloor is the least share of the codings promised in the specimens' provenance that the rules
// must give.
const specimenFloor = 0.85

// TestSpecimens compares the rules with what the authors of the specimens say any careful reader gives.
func TestSpecimens(t *testing.T) {
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rater := rubric.NewRules(lib)
	right, all := 0, 0
	files, err := filepath.Glob("../corpus/specimens/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no specimens: %v", err)
	}
	for _, f := range files {
		var y struct {
			Expect map[string]string `yaml:"expect"`
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, &y); err != nil {
			t.Fatal(err)
		}
		r, n := specimen(t, lib, rater, strings.TrimSuffix(f, ".yaml"), y.Expect)
		right, all = right+r, all+n
	}
	t.Logf("%d of %d codings as the specimens promise", right, all)
	if float64(right) < specimenFloor*float64(all) {
		t.Errorf("only %d of %d codings are as promised", right, all)
	}
}

// specimen codes one text and counts the codings that come out as expected.
func specimen(t *testing.T, lib *rubric.Library, rater *rubric.RulesRater, base string, expect map[string]string) (right, all int) {
	t.Helper()
	names, _ := filepath.Glob(base + ".*")
	i := slices.IndexFunc(names, func(n string) bool { return !strings.HasSuffix(n, ".yaml") })
	if i < 0 {
		t.Fatalf("%s has no text", base)
	}
	data, err := os.ReadFile(names[i])
	if err != nil {
		t.Fatal(err)
	}
	a, err := ingest.Read(t.Context(), names[i], data, ingest.Options{})
	if err != nil {
		t.Fatalf("%s: %v", names[i], err)
	}
	list, err := rater.RateAll(t.Context(), a, lib.Rubrics...)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range expect {
		all++
		for _, s := range list {
			f := s.Finding(id)
			if f == nil {
				continue
			}
			if f.Level.String() == want || f.Level == rubric.NA && want == "absent" {
				right++
				continue
			}
			quote := ""
			if len(f.Evidence) > 0 {
				quote = f.Evidence[0].Span.Of(a.Text)
			}
			t.Logf("%s %s: have %q, want %s: %s", filepath.Base(base), id, f.Reason, want, clip(quote))
		}
	}
	return right, all
}
