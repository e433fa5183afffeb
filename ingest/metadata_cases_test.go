package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"corridor/corpus"
)

// caseKeys are the keys of a case that are judged here, in the order of the report.
var caseKeys = []string{"language", "title", "kind", "corridor", "parties", "authorities", "signed", "place", "entry", "in_force", "expires",
	"duration", "renewal", "authentic", "prevailing", "scope", "sectors", "occupations", "family", "articles"}

// TestMetadataCases reads every file of testdata/metadata and compares what was read with its header; see
// the README there. With -v it prints the share that is right for every key.
func TestMetadataCases(t *testing.T) {
	files, err := filepath.Glob("testdata/metadata/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	right, all := map[string]int{}, map[string]int{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, text := readMetadataCase(t, file)
			a, err := Read(context.Background(), filepath.Base(file), []byte(text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			have := factsOf(a)
			for _, key := range caseKeys {
				w, given := want[key]
				if !given && want["in_scope"] == "no" || w == "" && have[key] == "" {
					continue
				}
				all[key]++
				if sameFact(key, w, have[key]) {
					right[key]++
					continue
				}
				t.Errorf("%s\n-want %s\n+have %s", key, w, have[key])
			}
		})
	}
	for _, key := range caseKeys {
		t.Logf("%-12s %3d of %3d", key, right[key], all[key])
	}
}

// readMetadataCase cuts a case into its header and its text.
func readMetadataCase(t *testing.T, file string) (want map[string]string, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, text, _ := strings.Cut(string(data), "\n\n")
	want = map[string]string{}
	for line := range strings.SplitSeq(head, "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok || key != "in_scope" && !slices.Contains(caseKeys, key) {
			t.Fatalf("%s: no line of a header: %q", file, line)
		}
		want[key] = value
	}
	return want, text
}

// factsOf writes what was read as the header of a case has it.
func factsOf(a *corpus.Agreement) map[string]string {
	m := map[string]string{
		"language": a.Language, "title": a.Title.Value, "kind": string(a.Kind.Value), "corridor": a.Corridor.String(),
		"signed": string(a.Signed.Value), "place": a.Place.Value, "entry": a.Entry.Value.String(), "in_force": string(a.InForce.Value),
		"expires": string(a.Expires.Value), "renewal": string(a.Renewal.Value), "prevailing": a.Prevailing.Value,
		"scope": string(a.Scope.Value), "articles": strconv.Itoa(bodyArticles(a)),
	}
	if m["corridor"] == "? → ?" {
		m["corridor"] = ""
	}
	switch d := a.Duration; {
	case d.Value.Months > 0:
		m["duration"] = strconv.Itoa(d.Value.Months)
	case d.Confidence > 0:
		m["duration"] = "unlimited"
	}
	var parties, authorities, family, occupations []string
	for i, p := range a.Parties {
		parties = append(parties, p.Name)
		if names := valuesOf(p.Authorities); names != "" {
			authorities = append(authorities, fmt.Sprintf("%d %s", i+1, names))
		}
	}
	for _, r := range a.Family {
		family = append(family, string(r.Kind)+" "+r.To)
	}
	for _, o := range a.Occupations {
		occupations = append(occupations, o.Value.Name)
	}
	m["parties"], m["authorities"], m["family"] = strings.Join(parties, "; "), strings.Join(authorities, "; "), strings.Join(family, "; ")
	m["authentic"], m["sectors"], m["occupations"] = valuesOf(a.Authentic), valuesOf(a.Sectors), strings.Join(occupations, ", ")
	return m
}

func valuesOf[T any](facts []corpus.Fact[T]) string {
	var out []string
	for _, f := range facts {
		out = append(out, fmt.Sprint(f.Value))
	}
	return strings.Join(out, ", ")
}

// sameFact compares without regard to letter case, and lists without regard to order.
func sameFact(key, want, have string) bool {
	switch key {
	case "authentic", "sectors", "occupations":
		return slices.Equal(sorted(want, ", "), sorted(have, ", "))
	case "authorities", "family":
		return slices.Equal(sorted(want, "; "), sorted(have, "; "))
	case "parties":
		w, h := strings.Split(want, "; "), strings.Split(have, "; ")
		return len(w) == len(h) && samePartyName(w[0], h[0]) && samePartyName(w[len(w)-1], h[len(h)-1])
	case "corridor":
		return fold(want) == fold(have) || strings.Contains(want, "↔") && slices.Equal(sorted(want, " ↔ "), sorted(have, " ↔ "))
	}
	return fold(want) == fold(have)
}

// samePartyName lets a name be inflected, or the longer or shorter one of the same state.
func samePartyName(want, have string) bool {
	w, h := corpus.ScanCountries(titleCase(want)), corpus.ScanCountries(titleCase(have))
	return fold(want) == fold(have) || len(w) > 0 && len(h) > 0 && w[0].Code == h[0].Code
}

func sorted(s, sep string) []string {
	list := strings.Split(fold(s), sep)
	slices.Sort(list)
	return list
}
