package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"corridor/corpus/sharedtest"
	"corridor/rubric"
)

// asJSON runs a command line that must succeed and reads what it writes.
func asJSON(t *testing.T, p *program, out *bytes.Buffer, into any, args ...string) {
	t.Helper()
	out.Reset()
	if code := p.run(t.Context(), append([]string{"corridor"}, args...)); code != exitOK {
		t.Fatalf("%v: exit code %d, %s", args, code, p.stderr)
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
}

// TestImportOfAll takes the whole data set beside the gold texts: totals add up, the texts that the index
// of gold knows by their number there are linked to it, and a second import changes nothing.
func TestImportOfAll(t *testing.T) {
	dir, gold := sharedtest.Path(t, "data", rubric.ChiltonWoda), sharedtest.Path(t, "gold")
	p, out, _ := testProgram(t)
	want := goldNumbers(t, gold)
	args := []string{"corridor", "ingest", "-q"}
	for file := range want {
		args = append(args, file)
	}
	if code := p.run(t.Context(), args); code != exitOK {
		t.Fatalf("ingest: exit code %d, %s", code, p.stderr)
	}
	for _, news := range []int{1222, 0} {
		var have imported
		asJSON(t, p, out, &have, "import", "chilton-woda", dir, "--list", "--format", "json")
		if have.Entries != 1222 || have.Coded != 570 || have.Added.Entries != news {
			t.Errorf("have %d entries, %d coded, %+v new, %v placed", have.Entries, have.Coded, have.Added, have.Placed)
		}
		total := have.Placed["date"] + have.Placed["year"]
		for _, n := range have.Unplaced {
			total += n
		}
		if total != have.Entries || len(have.Rows) != have.Entries {
			t.Errorf("%d of %d entries accounted for", total, have.Entries)
		}
		linked := map[string]bool{}
		for _, r := range have.Rows {
			linked[r.Entry] = len(r.Agreements) > 0
		}
		for file, entry := range want {
			if !linked[entry] {
				t.Errorf("%s is not linked to %s", filepath.Base(file), entry)
			}
		}
	}
	checkImportedFigures(t, p, out)
}

// goldNumbers maps the texts of gold that the data set has too to their entries.
func goldNumbers(t *testing.T, gold string) map[string]string {
	f, err := os.Open(filepath.Join(gold, "index.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	out := map[string]string{}
	for _, row := range rows[1:] {
		if n := row[at["human_treaty_id"]]; n != "" {
			out[filepath.Join(gold, row[at["file"]])] = rubric.ChiltonWoda + "/" + n
		}
	}
	if len(out) == 0 {
		t.Fatal("the index of gold names no entry")
	}
	return out
}

// checkImportedFigures compares with counts made by hand from the tables.
func checkImportedFigures(t *testing.T, p *program, out *bytes.Buffer) {
	var have struct {
		Sample   struct{ Given, Counted, Unrated int }
		Criteria []struct {
			Criterion string
			Total     struct{ K, N int }
		}
	}
	asJSON(t, p, out, &have, "coverage", "--rater", rubric.ChiltonWoda, "--by", "region", "--from", "1990", "--format", "json")
	want := map[string]int{"cw.passport": 15, "cw.prot_equal": 116, "cw.joint_commit": 154}
	for _, c := range have.Criteria {
		if k, ok := want[c.Criterion]; ok && (c.Total.K != k || c.Total.N != 374) {
			t.Errorf("%s: have %+v, want %d of 374", c.Criterion, c.Total, k)
		}
	}
	if have.Sample.Given != 1222 || have.Sample.Counted != 374 || len(have.Criteria) != 34 {
		t.Errorf("have %+v of %d criteria", have.Sample, len(have.Criteria))
	}
	var agreed struct {
		Agreements int
		Readings   []struct {
			Reading string
			N       int
			Cohen   float64
		}
	}
	asJSON(t, p, out, &agreed, "agree", "--raters", "rules,"+rubric.ChiltonWoda, "--format", "json")
	if agreed.Agreements == 0 || len(agreed.Readings) != 2 || agreed.Readings[0].N < 34*agreed.Agreements/2 || !strings.HasPrefix(agreed.Readings[0].Reading, "broad") {
		t.Errorf("have %+v", agreed)
	}
}
