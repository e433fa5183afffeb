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
		{"unknown key", ownCriteria + "  colour: red\n", `mine/criteria.yaml:18:3: unknown key "colour": one of id, theme, title, applies, `},
		{"unknown key of a signal", strings.Replace(ownCriteria, "say:", "sayy:", 1), `mine/criteria.yaml:9:34: unknown key "sayy": one of all, none, context, without, heading, kinds, place, in, near, level, firm, say is expected`},
		{"unknown key of an example", strings.Replace(ownCriteria, "{lang: en, text", "{language: en, text", 1), `mine/criteria.yaml:15:6: unknown key "language": one of lang, level, text is expected`},
		{"no list", "criteria: hello\n", `mine/criteria.yaml:1:11: a list is expected here`},
		{"no keys", "criteria:\n- own.1\n", `mine/criteria.yaml:2:3: keys are expected here: id, theme, title`},
		{"no id", "criteria:\n- theme: test\n", `mine/criteria.yaml:2:10: criterion "": id, theme, title and definition are required`},
		{"no applies", strings.Replace(ownCriteria, "  applies: all\n", "", 1), `mine/criteria.yaml:2:7: applies "": one of "all"`},
		{"no language", strings.Replace(ownCriteria, "{lang: en, text", "{text", 1), `mine/criteria.yaml:15:12: lang "": one of [en fr es de nl] is expected`},
		{"gap below zero", strings.Replace(ownCriteria, "employer, ice-cream", "employer ~-3 ice-cream", 1), `mine/criteria.yaml:9:12: term "employer ~-3 ice-cream": ~N or >N is expected`},
		{"derived from nothing", ownCriteria + "  from: [gp.nothing]\n", `mine/criteria.yaml:2:7: criterion "own.1" is derived from "gp.nothing", which is no base criterion`},
		{"no criteria", "", `mine/rubric.yaml:1:5: rubric "mine" has no criteria`},
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
