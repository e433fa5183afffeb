package rubric

import (
	"errors"
	"strings"
	"testing"

	"corridor/corpus"
)

func TestClauseHeading(t *testing.T) {
	for _, tc := range []struct{ text, label, heading string }{
		{"The employer shall pay.", "", ""},
		{"Article 7\nPassports\nThe employer shall not keep them.", "Article 7", "Passports"},
		{"Article 7 – Passports\nThe employer shall not keep them.", "Article 7 – ", "Passports"},
		{"Art. 12. Travel costs. The employer pays.", "Art. 12. ", "Travel costs"},
		{"Artículo 4.- Vivienda: el empleador la proporciona.", "Artículo 4.- ", "Vivienda"},
		{"Article 3. The employer shall pay the air fare of every worker out and home. He bears the rest.", "Article 3. ", ""},
		{"Article 9\nThe employer shall:\n(a) pay the fare.", "Article 9", ""},
		{"Unterkunft\nDer Arbeitgeber stellt eine Wohnung.", "", "Unterkunft"},
	} {
		l, h := clauseHeading(tc.text)
		if l.Of(tc.text) != tc.label || h.Of(tc.text) != tc.heading {
			t.Errorf("%q: have label %q heading %q, want %q and %q", tc.text, l.Of(tc.text), h.Of(tc.text), tc.label, tc.heading)
		}
	}
}

func TestReadClauses(t *testing.T) {
	lib := library(t, passportSignals)
	got, err := lib.ReadClauses("set.csv", strings.NewReader("\ufeffcriterion;language;level;text\r\nx.1;en;2;\"Workers; all of them, keep their passports.\"\r\n"))
	if err != nil || len(got) != 1 || got[0].Level != Operative || got[0].Line != 2 {
		t.Fatalf("have %v, %v", got, err)
	}
	rep, err := NewRules(lib).EvaluateClauses(t.Context(), got)
	if err != nil || rep.N != 1 {
		t.Fatalf("have %v, %v", rep, err)
	}
	for _, tc := range []struct{ name, src, want string }{
		{"column", "criterion,language,text\n", `set.csv:1: column "level" is missing`},
		{"criterion", "criterion,language,level,text\nx.9,en,2,a\n", `set.csv:2: column criterion: "x.9"`},
		{"level", "criterion,language,level,text\nx.1,en,7,a\n", `set.csv:2: column level: level "7"`},
		{"language", "criterion,language,level,text\n\nx.1,xx,2,a\n", `set.csv:3: column language: "xx"`},
		{"fields", "criterion,language,level,text\nx.1,en\n", "set.csv: record on line 2: wrong number of fields"},
	} {
		if _, err := lib.ReadClauses("set.csv", strings.NewReader(tc.src)); !errors.Is(err, corpus.ErrInvalid) || !strings.HasPrefix(err.Error(), tc.want) {
			t.Errorf("%s: have %v, want %s", tc.name, err, tc.want)
		}
	}
}
