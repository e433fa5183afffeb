package rubric

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
)

// testLexicon is a lexicon small enough to read in one look.
const testLexicon = `concepts:
  not:
    en: not; no; never; without; prohibit*
    de: nicht; kein*
    except:
      en: not later than
  wish: {en: wish*}
  condition-opener: {en: should}
  hedge: {en: endeavour*; where possible; should, de: bemüh*}
  released: {en: not be obliged, de: nicht verpflichtet}
  may: {en: may, de: kann; können}
  aims: {en: purpose of this agreement}
  aims-heading: {en: purpose; objective}
  definitions: {en: definition}
  later-rules: {en: shall be determined later}
  own-origin: {en: sending country}
  own-destination: {en: receiving country}
  worker: {en: worker; migrant, de: arbeitnehmer*}
  employer: {en: employer, de: arbeitgeber*}
  state: {en: party; parties}
  keep: {en: keep*; retain*; hold*, de: "behält; behalten; einbehalt*"}
  passport:
    en: passport; travel document
    de: pass; reisepass*
    except: {en: diplomatic passport}
  days: {en: <n> days}
  pay: {en: pay*; borne by, de: zahl*}
  fare: {en: fare; air ticket, de: flug}
`

// library compiles signals for one criterion, x.1, over the test lexicon.
func library(t *testing.T, signals string) *Library {
	t.Helper()
	fsys := fstest.MapFS{
		"lexicon/core.yaml":       {Data: []byte(testLexicon)},
		"builtin/x/rubric.yaml":   {Data: []byte("id: x\nversion: \"1\"\ntitle: Test\nsource: test\n")},
		"builtin/x/criteria.yaml": {Data: []byte("criteria:\n- id: x.1\n  theme: test\n  title: T\n  applies: all\n  definition: D\n  source: S\n  signals:\n" + signals)},
	}
	lib, err := loadLibrary(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

const passportSignals = `
  - {all: [worker, keep, passport], none: ["not:keep"], say: the worker keeps the passport}
  - {all: [employer, "not:keep", passport], say: the employer must not keep the passport}
  - {all: [employer, "yes:keep", passport], level: contrary, say: the employer keeps the passport}
`

const payFare = `
  - {all: [pay, fare]}
`

func TestDecide(t *testing.T) {
	for _, tc := range []struct {
		name, lang, text string
		signals          string
		want             Level
		reason           string
	}{
		{name: "plain", text: "Each worker shall keep the passport.", want: Operative, reason: "the worker keeps the passport"},
		{name: "negated", text: "The employer shall not retain the passport of anyone.", want: Operative, reason: "must not keep"},
		{name: "contrary", text: "The employer shall hold the passport for safekeeping.", want: Contrary},
		{name: "negation stops at a semicolon", text: "The employer shall not pay late; he shall hold the passport.", want: Contrary},
		{name: "no negation", text: "Not later than May, the employer holds the passport.", want: Contrary},
		{name: "exception phrase", text: "A worker keeps a diplomatic passport.", want: Absent},
		{name: "two sentences", text: "The worker travels. The office keeps a passport copy.", want: Absent},
		{name: "hedged before", text: "The Parties shall endeavour to see that workers keep their passports.", want: Weak, reason: "hedged by “endeavour”"},
		{name: "hedged after", text: "The worker keeps the passport, where possible.", want: Weak},
		{name: "a state's wish", text: "The Parties wish workers to keep their passports.", want: Weak, reason: "hedged by “wish”"},
		{name: "a worker's wish", text: "Workers who wish to do so shall keep their passports.", want: Operative},
		{name: "should", text: "Workers should keep their passports.", want: Weak, reason: "hedged by “should”"},
		{name: "should opens a condition", text: "Should war break out, workers keep their passports.", want: Operative},
		{name: "worker may", text: "The worker may keep the passport.", want: Operative},
		{name: "left for later", text: "How workers keep passports shall be determined later.", want: Weak, reason: "later"},
		{name: "aims", text: "The purpose of this agreement is that workers keep passports.", want: Weak, reason: "aims"},
		{name: "draft brackets", text: "[Each worker shall keep the passport.]", want: Weak, reason: "square brackets"},
		{name: "German verb last", lang: "de", text: "Der Arbeitgeber behält den Reisepass nicht.", want: Operative},
		{name: "scanning noise", text: "The w0rker sha11 keep the pa5sport.", want: Operative},
		{name: "near", text: "The worker " + strings.Repeat("and so on ", 20) + "keeps a passport.", want: Absent},
		{name: "pair", signals: `
  - {all: ["pay >3 employer", fare]}
`, text: "The fare is borne by the employer.", want: Operative},
		{name: "nobody may", text: "No employer in either country may at any time hold the passport, and the Parties may not allow it.", signals: `
  - {all: [employer, "not:keep", passport]}
`, want: Operative},
		{name: "begins with a number", text: "Thirty is no number here, but 30 days is.", signals: `
  - {all: [days]}
`, want: Operative},
		{name: "an employer need not", text: "The employer shall not be obliged to pay the fare.", signals: payFare, want: Absent},
		{name: "an employer need not, verb last", lang: "de", text: "Den Flug zu zahlen, ist der Arbeitgeber nicht verpflichtet.", signals: payFare, want: Absent},
		{name: "a worker need not", text: "The worker shall not be obliged to pay the fare.", signals: payFare, want: Operative},
		{name: "an employer need not do something else", text: "The employer shall pay the fare; he shall not be obliged to keep the passport.", signals: payFare, want: Operative},
		{name: "need not is what is asked for", text: "The employer shall not be obliged to pay the fare.", signals: `
  - {all: [released, fare]}
`, want: Operative},
		{name: "pair the wrong way", signals: `
  - {all: ["pay >3 employer", fare]}
`, text: "The employer knows that the fare is borne by the worker.", want: Absent},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.signals == "" {
				tc.signals = passportSignals
			}
			if tc.lang == "" {
				tc.lang = "en"
			}
			lib := library(t, tc.signals)
			f, err := NewRules(lib).CodeClause(t.Context(), lib.Criterion("x.1"), tc.lang, tc.text)
			if err != nil {
				t.Fatal(err)
			}
			if f.Level != tc.want || !strings.Contains(f.Reason, tc.reason) {
				t.Errorf("have %q, want %v with %q", f.Reason, tc.want, tc.reason)
			}
		})
	}
}

// structured builds an agreement from "kind|text" parts; text after "#" in a part is its heading.
func structured(lang string, parts ...string) *corpus.Agreement {
	a := &corpus.Agreement{Language: lang, Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindBLA}}
	for i, p := range parts {
		kind, text, _ := strings.Cut(p, "|")
		start := len(a.Text)
		a.Text += text + "\n"
		s := corpus.Segment{Kind: corpus.SegmentKind(kind), Span: corpus.Span{Start: start, End: len(a.Text)}, Number: fmt.Sprint(i)}
		if head, _, ok := strings.Cut(text, "#"); ok {
			s.Heading = corpus.Span{Start: start, End: start + len(head)}
		}
		if s.Kind == corpus.SegArticle {
			a.Segments = append(a.Segments, corpus.Segment{Kind: corpus.SegBody, Span: s.Span, Children: []corpus.Segment{s}})
			continue
		}
		a.Segments = append(a.Segments, s)
	}
	a.ID = corpus.TextID(a.Text)
	return a
}

func TestPlaceDecidesStrength(t *testing.T) {
	lib := library(t, passportSignals)
	r := NewRules(lib)
	for _, tc := range []struct {
		name  string
		parts []string
		want  Level
		why   string
	}{
		{"body", []string{"preamble|Whereas.", "article|Workers keep their passports."}, Operative, "operative: "},
		{"preamble", []string{"preamble|Convinced that workers should keep passports.", "article|Nothing."}, Weak, "only in the preamble"},
		{"title", []string{"title|Agreement that workers keep passports", "article|Nothing."}, Weak, "only in the title"},
		{"definitions", []string{"article|Definitions# A worker is one who keeps a passport."}, Weak, "definition"},
		{"aims", []string{"article|Purpose# Workers keep their passports."}, Weak, "aims"},
		{"wrapper", []string{"wrapper|Workers keep their passports.", "article|Nothing."}, Absent, "absent"},
		{"annex", []string{"article|Nothing.", "annex|Workers keep their passports."}, Operative, "operative"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := structured("en", tc.parts...)
			if err := a.Validate(); err != nil {
				t.Fatal(err)
			}
			s, err := r.Rate(t.Context(), a, lib.Rubrics[0])
			if err != nil {
				t.Fatal(err)
			}
			f := s.Findings[0]
			if f.Level != tc.want || !strings.Contains(f.Reason, tc.why) {
				t.Errorf("have %v %q, want %v with %q", f.Level, f.Reason, tc.want, tc.why)
			}
			for _, e := range f.Evidence {
				if q := e.Span.Of(a.Text); !strings.Contains(strings.ToLower(q), "passport") {
					t.Errorf("evidence %q does not show the words it rests on", q)
				}
			}
		})
	}
}

func TestBadScan(t *testing.T) {
	lib := library(t, passportSignals)
	for text, noisy := range map[string]bool{
		"The empioyer shall not retain the passport.":  false,
		"The ernployer shall not retain the passport.": false,
		"The emp loyer shall not retain the pass port": true,
	} {
		a := structured("en", "article|"+text)
		if noisy {
			a.Source.Quality.State = corpus.TextNoisy
		}
		s, err := NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0])
		if err != nil {
			t.Fatal(err)
		}
		if f := s.Findings[0]; f.Level != Operative {
			t.Errorf("%q: have %q", text, f.Reason)
		}
	}
	f, err := NewRules(lib).CodeClause(t.Context(), lib.Criterion("x.1"), "en", "The explorer shall not retain the passport.")
	if err != nil || f.Level != Absent {
		t.Errorf("another word is taken for the employer: %q, %v", f.Reason, err)
	}
}

func TestOwnSides(t *testing.T) {
	lib := library(t, `
  - {all: [own-origin, passport], say: origin}
  - {all: [own-destination, fare], level: weak, say: destination}
`)
	a := structured("en", "article|The Marenzan office issues the passport.", "article|The Turkish side pays the fare.")
	a.Corridor = corpus.Corridor{Origin: []string{"Republic of Marenza"}, Destination: []string{"TUR"}}
	s, err := NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0])
	if err != nil {
		t.Fatal(err)
	}
	f := s.Findings[0]
	if len(f.Evidence) != 2 || f.Level != Operative || f.Evidence[1].Why != "destination" {
		t.Errorf("have %+v", f)
	}
	a.Corridor = corpus.Corridor{Origin: []string{"Marenza Workers Union"}, Destination: []string{"Workers Union of Lothia"}}
	if s, _ = NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0]); len(s.Findings[0].Evidence) != 1 {
		t.Errorf("have %+v", s.Findings[0])
	}
	a.Corridor = corpus.Corridor{Origin: []string{"Marenza Workers Union"}, Destination: []string{"Marenza Seamen"}}
	if s, _ = NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0]); s.Findings[0].Level != Absent {
		t.Errorf("a name of both sides tells neither: have %+v", s.Findings[0])
	}
	a.Corridor = corpus.Corridor{Origin: []string{"X", "TUR"}, Destination: []string{"X", "TUR"}, Reciprocal: true}
	if s, _ = NewRules(lib).Rate(t.Context(), a, lib.Rubrics[0]); s.Findings[0].Level != Absent {
		t.Errorf("a reciprocal agreement has no sides of its own: have %+v", s.Findings[0])
	}
}

func TestBrokenYAMLPointsAtTheFault(t *testing.T) {
	head := "criteria:\n- id: x.1\n  theme: test\n  title: T\n  applies: all\n  definition: D\n  source: S\n  signals:\n"
	for _, tc := range []struct{ name, body, want string }{
		{"unknown concept", head + "  - {all: [worker, wroker]}\n", `builtin/x/c.yaml:9:20: concept "wroker" is in no lexicon file`},
		{"unknown key", head + "  - {al: [worker]}\n", "builtin/x/c.yaml:9:6: unknown key \"al\": one of all, none, context"},
		{"bad level", head + "  - {all: [worker], level: strong}\n", "builtin/x/c.yaml:9:28: level \"strong\": one of operative, weak, contrary is expected"},
		{"no terms", head + "  - {say: nothing}\n", "builtin/x/c.yaml:9:11: a signal needs at least one term"},
		{"bad scope", strings.Replace(head, "applies: all", "applies: some", 1) + "  - {all: [worker]}\n", "builtin/x/c.yaml:5:12: applies \"some\": one of"},
		{"no YAML", "criteria:\n- id: [\n", "builtin/x/c.yaml:"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := loadLibrary(fstest.MapFS{
				"lexicon/core.yaml":     {Data: []byte(testLexicon)},
				"builtin/x/rubric.yaml": {Data: []byte("id: x\nversion: \"1\"\ntitle: Test\nsource: test\n")},
				"builtin/x/c.yaml":      {Data: []byte(tc.body)},
			})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("have %v\nwant %s", err, tc.want)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	lib := library(t, passportSignals)
	a := ClauseAgreement("Under Art. 5 para. 2 of Law No. 47 workers rest. They keep their pay; it is theirs. Am 2. März endet es.", "en", corpus.KindBLA)
	d, err := analyse(a, lib.Lexicon)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, s := range d.sentences {
		have = append(have, d.span(s).Of(a.Text))
	}
	want := []string{"Under Art. 5 para. 2 of Law No. 47 workers rest", "They keep their pay; it is theirs", "Am 2. März endet es"}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +have\n%s", diff)
	}
}
