package rubric

import (
	"strings"
	"testing"
	"testing/fstest"
)

// readingLexicon is what testLexicon lacks to read sentences with others.
const readingLexicon = `
  pronoun: {en: =they; =he}
  latter: {en: the latter}
  former: {en: the former}
  this-such: {en: these; such}
  reference: {en: referred to in; under}
  article-word: {en: article}
  paragraph-word: {en: paragraph}
  foregoing: {en: preceding}
  of-word: {en: =of}
  agreement-self: {en: this convention}
  exception: {en: unless; except}
  or-word: {en: =or; =nor}
  defines: {en: means any}
  shall: {en: shall}
  bear: {en: borne}
  agency: {en: agency; agencies}
  cost: {en: cost}
  recruitment: {en: recruitment}
  meeting: {en: meeting}
`

// readingLibrary compiles signals for criterion x.1 over both lexicons.
func readingLibrary(t *testing.T, signals string) *Library {
	t.Helper()
	lib, err := loadLibrary(fstest.MapFS{
		"lexicon/core.yaml":       {Data: []byte(testLexicon + readingLexicon)},
		"builtin/x/rubric.yaml":   {Data: []byte("id: x\nversion: \"1\"\ntitle: Test\nsource: test\n")},
		"builtin/x/criteria.yaml": {Data: []byte("criteria:\n- id: x.1\n  theme: test\n  title: T\n  applies: all\n  definition: D\n  source: S\n  signals:\n" + signals)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

const readingSignals = `
  - {all: ["worker >4 keep", passport], none: [not], say: the worker keeps it}
  - {all: ["employer|agency >4 keep", passport], none: [not], level: contrary, say: another keeps it}
  - {all: ["not:keep", passport], say: nobody may keep it}
  - {all: [employer, bear, recruitment], none: [meeting], say: the employer pays for recruitment}
`

func TestReadings(t *testing.T) {
	lib := readingLibrary(t, readingSignals)
	const costs = "Article 3\n(1) The cost of recruitment is listed.\n(2) The cost of a meeting is listed.\n\n"
	const cost = "Article 3\nThe cost of recruitment is listed.\n\n"
	for _, tc := range []struct{ name, text, want string }{
		{"the subject before", "Article 1\nA worker rests. They keep the passport.", "operative: the worker keeps it; read with Article 1"},
		{"another subject before", "Article 1\nThe employer rests. They keep the passport.", "contrary: another keeps it"},
		{"through a chain", "Article 1\nA worker rests. He eats. He keeps the passport.", "operative: the worker keeps it"},
		{"no subject before", "Article 1\nThe rooms of the worker are clean. They keep the passport.", "absent"},
		{"another article", "Article 1\nA worker rests.\n\nArticle 2\nThey keep the passport.", "absent"},
		{"the next paragraph", "Article 1\n(1) A worker rests.\n(2) They keep the passport.", "operative: the worker keeps it; read with Article 1(1)"},
		{"the latter", "Article 1\nThe employer pays the worker. The latter keeps the passport.", "operative"},
		{"the former", "Article 1\nThe employer pays the worker. The former keeps the passport.", "contrary"},
		{"these", "Article 1\n(1) The cost of recruitment is listed.\n(2) These costs are borne by the employer.", "operative: the employer pays for recruitment; read with Article 1(1)"},
		{"such, of something else", "Article 1\n(1) Recruitment goes on.\n(2) The cost of the room is listed. Such cost is borne by the employer.", "absent"},
		{"who acts is not lent", "Article 1\nThe cost of recruitment by the employer is listed. These costs are borne by all.", "absent"},
		{"exclusions hold", "Article 1\nThe cost of recruitment meetings is listed. These costs are borne by the employer.", "absent"},
		{"an article", costs + "Article 5\nThe costs referred to in Article 3 (1) are borne by the employer.", "operative: the employer pays for recruitment; read with Article 3(1)"},
		{"the other paragraph", costs + "Article 5\nThe costs referred to in Article 3 (2) are borne by the employer.", "absent"},
		{"paragraph of an article", costs + "Article 5\nThe costs referred to in paragraph 1 of Article 3 are borne by the employer.", "operative"},
		{"the preceding article", cost + "Article 4\nThe costs referred to in the preceding Article are borne by the employer.", "operative"},
		{"the preceding paragraph", "Article 4\n(1) The cost of recruitment is listed.\n(2) The costs under the preceding paragraph are borne by the employer.", "operative"},
		{"a Roman number", cost + "Article 5\nThe costs referred to in Article III are borne by the employer.", "operative"},
		{"no such article", costs + "Article 5\nThe costs referred to in Article 9 are borne by the employer.", "absent"},
		{"of this agreement", cost + "Article 5\nThe costs referred to in Article 3 of this Convention are borne by the employer.", "operative"},
		{"of another", cost + "Article 5\nThe costs referred to in Article 3 of the Convention of 1962 are borne by the employer.", "absent"},
		{"or carries a negation on", "Article 1\nThe employer shall not pay late, in kind or in goods, or keep the passport.", "operative: nobody may keep it"},
		{"a new duty ends it", "Article 1\nThe employer shall not pay late or, when this is asked of it by all, shall keep the passport.", "absent"},
		{"an exception ends it", "Article 1\nThe employer shall not sleep unless it keeps the passport.", "absent"},
		{"a definition", "Article 1\nHost means any worker who keeps the passport.", "weak: the worker keeps it; only in a definition"},
		{"only in an annex", "Article 1\nNothing.\n\nAnnex\nEach worker keeps the passport.", "operative: the worker keeps it; only in an annex"},
		{"in an annex too", "Article 1\nEach worker keeps the passport.\n\nAnnex\nEach worker keeps the passport.", "operative: the worker keeps it"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := passage("en", tc.text)
			if err := a.Validate(); err != nil {
				t.Fatal(err)
			}
			s, err := NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0])
			if err != nil {
				t.Fatal(err)
			}
			f := s.Findings[0]
			if !strings.HasPrefix(f.Reason, tc.want) || strings.Contains(f.Reason, "annex") != strings.Contains(tc.want, "annex") {
				t.Errorf("-want %s\n+have %s\n%s", tc.want, f.Reason, quotes(a, f))
			}
			if strings.Contains(f.Reason, "read with") && len(f.Evidence) < 2 {
				t.Errorf("the passage referred to is no evidence:\n%s", quotes(a, f))
			}
		})
	}
}

func TestRoman(t *testing.T) {
	for s, want := range map[string]int{"IV": 4, "XIX": 19, "XXXIX": 39, "V": 5, "": 0, "MIX": 0, "five": 0, "XXXVIII": 0} {
		if have := roman(s); have != want {
			t.Errorf("%q: have %d, want %d", s, have, want)
		}
	}
}
