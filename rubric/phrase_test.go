package rubric

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

func TestExpandPhrase(t *testing.T) {
	for _, tc := range []struct {
		src  string
		want []string
	}{
		{"passport", []string{"passport"}},
		{"free .. charge", []string{"free .. charge"}},
		{"(bear|pay) the cost", []string{"{bear|pay} the cost"}},
		{"at (its|his) (own)? cost", []string{"at {his|its} own cost", "at {his|its} cost"}},
		{"a (b (c|d)|e)", []string{"a b {c|d}", "a e"}},
		{"pre-departure d'emploi", []string{"pre departure d emploi"}},
		{"no. <n>", []string{"no #"}},
		{"(bear|=pay)* cost", []string{"{bear*|pay*} cost"}},
		{"((bear|pay*)|take up)* it", []string{"{bear*|pay*} it", "take up* it"}},
	} {
		got, err := expandPhrase(tc.src)
		if err != nil {
			t.Errorf("%q: %v", tc.src, err)
			continue
		}
		var flat []string
		for _, seq := range got {
			flat = append(flat, strings.Join(seq, " "))
		}
		if diff := cmp.Diff(tc.want, flat); diff != "" {
			t.Errorf("%q: -want +have\n%s", tc.src, diff)
		}
	}
}

func TestExpandPhraseRefuses(t *testing.T) {
	for _, src := range []string{"", "..", "(a", "a)", "(a)?", "_ ..", "((((((a))))))", "takes? effect", "letzter(er|es)", "(hilfs|haupt)verein", "free of *", ".. of pay", "(a|.. b) c", strings.Repeat("(a b|c d) ", 12)} {
		if got, err := expandPhrase(src); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%q: have %v, %v, want ErrInvalid", src, got, err)
		}
	}
}

func TestWildcards(t *testing.T) {
	v := newVocabulary("en")
	for _, tc := range []struct{ pattern, yes, no string }{
		{"pay*", "payable", "repay"}, {"*trag", "Vertrag", "Vertrags"}, {"*arbeit*", "Gastarbeiter", "Arbait"},
		{"recogni*e", "recognise", "recognised"}, {"aut*ri*ed*", "authorizedly", "authority"}, {"a*a", "ata", "a"},
	} {
		id := v.id(tc.pattern)
		if !slices.Contains(v.resolve(tc.yes).ids, id) {
			t.Errorf("%s does not match %s", tc.pattern, tc.yes)
		}
		if slices.Contains(v.resolve(tc.no).ids, id) {
			t.Errorf("%s matches %s", tc.pattern, tc.no)
		}
	}
}

func TestStem(t *testing.T) {
	for _, tc := range []struct{ lang, a, b string }{
		{"en", "workers", "worker"}, {"en", "agencies", "agency"}, {"en", "boxes", "box"},
		{"fr", "travailleurs", "travailleur"}, {"fr", "salariées", "salarié"},
		{"es", "trabajadores", "trabajador"}, {"es", "gratuita", "gratuitos"},
		{"de", "arbeitsverträge", "arbeitsverträgen"}, {"nl", "werknemers", "werknemer"},
	} {
		if a, b := stem(fold(tc.a), tc.lang), stem(fold(tc.b), tc.lang); a != b {
			t.Errorf("%s: stem(%s) = %q, stem(%s) = %q", tc.lang, tc.a, a, tc.b, b)
		}
	}
	for _, tc := range []struct{ lang, a, b string }{
		{"en", "employer", "employment"}, {"en", "contract", "contracting"}, {"de", "arbeiter", "arbeit"},
	} {
		if a, b := stem(tc.a, tc.lang), stem(tc.b, tc.lang); a == b {
			t.Errorf("%s: %s and %s fall together as %q", tc.lang, tc.a, tc.b, a)
		}
	}
}
