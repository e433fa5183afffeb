package reports_test

import (
	"slices"
	"strings"
	"testing"

	"corridor/reports"
	"corridor/rubric"
)

func french(t testing.TB) reports.Tongue {
	t.Helper()
	tongue, err := reports.ParseTongue("fr")
	if err != nil {
		t.Fatal(err)
	}
	return tongue
}

// TestReasonsSaid holds that every reason of the rules over the examples of the rubrics is said in French.
func TestReasonsSaid(t *testing.T) {
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	fr, rules, n := french(t), rubric.NewRules(lib), 0
	for _, r := range lib.Rubrics {
		for i := range r.Criteria {
			c := &r.Criteria[i]
			for _, e := range slices.Concat(c.Match, c.NoMatch) {
				f, err := rules.CodeClause(t.Context(), c, e.Language, e.Text)
				if err != nil {
					t.Fatal(err)
				}
				for part := range strings.SplitSeq(strings.TrimPrefix(f.Reason, f.Level.String()+": "), "; ") {
					if n++; fr.Said(part) == part {
						t.Errorf("%s: %q is not said in French", c.ID, part)
					}
				}
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d reasons", n)
	}
}

func TestSaid(t *testing.T) {
	fr := french(t)
	for text, want := range map[string]string{
		"hedged by “where possible”":                  "atténuée par «\u00a0where possible\u00a0»",
		"read with Article 7(1)":                      "lue avec Article 7(1)",
		"fewer than 5 agreements: cases, not a share": "moins de 5 accords\u00a0: des cas, non une part",
		"a remark of a person":                        "a remark of a person",
		"":                                            "",
	} {
		if got := fr.Said(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got := (reports.Tongue{}).Said(text); got != text {
			t.Errorf("English says %q otherwise: %q", text, got)
		}
	}
}

func TestReason(t *testing.T) {
	for _, c := range []struct {
		level        rubric.Level
		reason, want string
	}{
		{rubric.Weak, "weak: courses for the workers; only in an annex", "des cours pour les travailleurs\u00a0; seulement dans une annexe"},
		{rubric.Weak, "cw.passport is weak: the worker keeps the passport; hedged by “may”", "cw.passport est faible\u00a0: le travailleur garde le passeport\u00a0; atténuée par «\u00a0may\u00a0»"},
		{rubric.NA, "n/a: no lexicon for language pl", "pas de lexique pour la langue pl"},
		{rubric.Operative, "what a person wrote", "what a person wrote"},
	} {
		if got := french(t).Reason(c.level, c.reason); got != c.want {
			t.Errorf("%q: %q, want %q", c.reason, got, c.want)
		}
	}
}

// TestPlurals holds that French counts none in the singular, and Spanish and English do not.
func TestPlurals(t *testing.T) {
	for code, want := range map[string]string{"en": "0 agreements, 1 agreement, 2 agreements", "fr": "0 accord, 1 accord, 2 accords", "es": "0 acuerdos, 1 acuerdo, 2 acuerdos"} {
		tongue, err := reports.ParseTongue(code)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range 3 {
			got = append(got, tongue.N(n, "%d agreement", "%d agreements"))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %s, want %s", code, s, want)
		}
	}
}
