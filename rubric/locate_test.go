package rubric

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

func TestArticlesIn(t *testing.T) {
	for where, want := range map[string][]string{
		"Art 4(3); Art 19(1)":    {"4", "19"},
		"ARTÍCULO 4":             {"4"},
		"Artikel 12":             {"12"},
		"Sec 2.3":                {"2"},
		"Section 2(2.3)":         {"2"},
		"Art. IX":                {"9"},
		"Article XIV(2)":         {"14"},
		"Para 3-5":               {"3", "4", "5"},
		"12.3":                   {"12"},
		"§ 7":                    {"7"},
		"ANNEX, Paragraph 11":    {"11"},
		"preamble":               nil,
		"closing formula":        nil,
		"note I para 5; note II": {"5"},
	} {
		if diff := cmp.Diff(want, articlesIn(where)); diff != "" {
			t.Errorf("%q: -want +have\n%s", where, diff)
		}
	}
}

func TestLocate(t *testing.T) {
	text := "Artículo 3. El empleador   pagará\nlos «gastos de viaje», sin demora."
	l := newLocator(text)
	for quote, want := range map[string]string{
		"el empleador pagara los gastos de viaje": "El empleador   pagará\nlos «gastos de viaje",
		"no words … sin demora, y luego nada":     "",
		"gastos de viaje":                         "gastos de viaje",
		"never there":                             "",
		"":                                        "",
	} {
		if have := l.find(text, quote).Of(text); have != want {
			t.Errorf("%q: have %q, want %q", quote, have, want)
		}
	}
	if s := l.find(text, "xx … el empleador pagará los gastos"); s == (corpus.Span{}) {
		t.Error("the second piece of a quote with an ellipsis is not found")
	}
}
