package rubric_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/corpus/sharedtest"
	"corridor/ingest"
	"corridor/rubric"
)

var update = flag.Bool("update", false, "write the figures reached into "+floorFile)

var group = flag.String("group", "", "print figures and errors of the criteria defined in files of this name, or with this id prefix")

// TestGold measures the rules on the gold folder beside the project.
func TestGold(t *testing.T) {
	ev, lib := evaluate(t, sharedtest.Path(t, "gold"))
	holdFloor(t, "gold", map[string]float64{"broad kappa": float64(ev.Overall.Broad.Kappa), "strict kappa": float64(ev.Overall.Strict.Kappa),
		"evidence hit": float64(ev.Overall.EvidenceHit), "screening": float64(ev.Screening.Accuracy), "human strict kappa": float64(ev.Human.Strict.Kappa)})
	list(ev, lib)
}

// TestComposed measures them on the agreements that ship in testdata.
func TestComposed(t *testing.T) {
	for _, name := range []string{"composed", "plain", "drafted", "unseen"} {
		t.Run(name, func(t *testing.T) {
			ev, _ := evaluate(t, filepath.Join("testdata", name))
			holdFloor(t, name, map[string]float64{"broad kappa": float64(ev.Overall.Broad.Kappa), "strict kappa": float64(ev.Overall.Strict.Kappa),
				"evidence hit": float64(ev.Overall.EvidenceHit), "screening": float64(ev.Screening.Accuracy)})
		})
	}
}

// evaluate reads a gold folder as the program does and codes it.
func evaluate(t *testing.T, dir string) (*rubric.Evaluation, *rubric.Library) {
	t.Helper()
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	gold, err := rubric.ReadGold(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]*corpus.Agreement{}
	for _, g := range gold.Texts {
		data, err := os.ReadFile(filepath.Join(dir, g.File))
		if err != nil {
			t.Fatal(err)
		}
		a, err := ingest.Read(t.Context(), g.File, data, ingest.Options{})
		if err != nil {
			t.Fatalf("%s: %v", g.ID, err)
		}
		texts[g.ID] = a
	}
	rater := rubric.NewRules(lib)
	ev, err := rubric.Evaluate(t.Context(), rubric.EvaluateInput{Name: "gold", Gold: gold, Agreements: texts, Rater: rater,
		Rubrics: lib.Rubrics, Screen: func(a *corpus.Agreement) bool { return rater.Screen(a).InScope }})
	if err != nil {
		t.Fatal(err)
	}
	return ev, lib
}

// list prints figures and errors of the group asked for by flag.
func list(ev *rubric.Evaluation, lib *rubric.Library) {
	if *group == "" {
		return
	}
	mine := func(id string) bool {
		c := lib.Criterion(id)
		return strings.HasPrefix(id, *group) || c != nil && strings.TrimSuffix(filepath.Base(c.File), ".yaml") == *group
	}
	var ids []string
	for id := range ev.ByCriterion {
		if mine(id) {
			ids = append(ids, id)
		}
	}
	sort.Strings(ids)
	for _, id := range ids {
		f := ev.ByCriterion[id]
		fmt.Printf("%-22s broad k %6.2f P %5.2f R %5.2f (tp %d fp %d fn %d) | strict k %6.2f P %5.2f R %5.2f | evidence %.2f\n", id, f.Broad.Kappa, f.Broad.Precision, f.Broad.Recall,
			f.Broad.TP, f.Broad.FP, f.Broad.FN, f.Strict.Kappa, f.Strict.Precision, f.Strict.Recall, f.EvidenceHit)
	}
	slices.SortStableFunc(ev.Errors, func(a, b rubric.Disagreement) int { return strings.Compare(a.Criterion, b.Criterion) })
	for _, e := range ev.Errors {
		if mine(e.Criterion) {
			fmt.Printf("\n%s %s  GOLD %s  RULES %s\n   gold  [%s] %s\n   rules [%s] %s\n", e.Criterion, e.Text, e.Gold, e.Rater, e.Where, e.GoldQuote, e.Reason, clip(e.Quote))
		}
	}
}

// floorFile holds the figures that a change may not fall below by more than floorSlack.
const (
	floorFile  = "testdata/figures.json"
	floorSlack = 0.01
)

// holdFloor compares figures with those written in the repository, or writes them with -update.
func holdFloor(t *testing.T, folder string, have map[string]float64) {
	t.Helper()
	data, err := os.ReadFile(floorFile)
	if err != nil {
		t.Fatal(err)
	}
	floor := map[string]map[string]float64{}
	if err := json.Unmarshal(data, &floor); err != nil {
		t.Fatal(err)
	}
	if *update {
		for k, v := range have {
			have[k] = math.Round(v*1000) / 1000
		}
		floor[folder] = have
		if data, err = json.MarshalIndent(floor, "", "  "); err == nil {
			err = os.WriteFile(floorFile, append(data, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range floor[folder] {
		t.Logf("%-18s %.3f (written: %.3f)", name, have[name], want)
		if have[name] < want-floorSlack {
			t.Errorf("%s fell to %.3f; %s says %.3f", name, have[name], floorFile, want)
		}
	}
}

func clip(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}
