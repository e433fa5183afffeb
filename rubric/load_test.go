package rubric

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"corridor/corpus"
)

const ownCriteria = `criteria:
- id: own.1
  theme: test
  title: Ice cream
  applies: all
  definition: The employer gives ice cream.
  source: test
  signals:
  - {all: [employer, ice-cream], say: ice cream is given}
  match:
  - {lang: en, level: operative, text: "The employer shall give ice cream."}
  - {lang: fr, level: operative, text: "L'employeur fournit la glace."}
  - {lang: es, level: operative, text: "El empleador dará helado."}
  no_match:
  - {lang: en, text: "The employer shall give cream."}
  - {lang: fr, text: "Le patineur aime la glace."}
  - {lang: es, text: "El helado es frío."}
`

func ownRubric(criteria string) fstest.MapFS {
	return fstest.MapFS{
		"mine/rubric.yaml":   {Data: []byte("id: mine\nversion: \"1\"\ntitle: Mine\nsource: me\n")},
		"mine/criteria.yaml": {Data: []byte(criteria)},
		"lexicon/mine.yaml":  {Data: []byte("concepts:\n  ice-cream: {en: ice cream, fr: glace, es: helado}\n")},
	}
}

func TestLoadOwnRubric(t *testing.T) {
	lib, err := loadLibrary(builtinFS, ownRubric(ownCriteria))
	if err != nil {
		t.Fatal(err)
	}
	r, err := lib.Rubric("mine@1")
	if err != nil || len(r.Criteria) != 1 {
		t.Fatalf("have %v, %v", r, err)
	}
	if _, err := lib.Rubric("yours"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown rubric: have %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, tc := range []struct{ name, criteria, want string }{
		{"failing example", strings.Replace(ownCriteria, "The employer shall give cream.", "The employer shall sell ice cream.", 1), `mine/criteria.yaml:15:22: example of own.1 comes out as "operative", want "absent"`},
		{"no examples", ownCriteria[:strings.Index(ownCriteria, "  match:")], `mine/criteria.yaml:2:7: criterion "own.1" has 0 examples that must match and 0 that must not`},
		{"taken id", strings.Replace(ownCriteria, "own.1", "cw.passport", 1), "also defined in"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Load(t.Context(), ownRubric(tc.criteria))
			if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("have %v\nwant %s", err, tc.want)
			}
		})
	}
}
