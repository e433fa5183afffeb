package reports_test

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

func TestScorecardCounts(t *testing.T) {
	c := demoCard()
	strength := 0.55
	want := reports.Score{N: 10, Broad: reports.Share{K: 7, N: 10}, Strict: reports.Share{K: 4, N: 10}, Strength: &strength, NA: 1, Contrary: []string{"cw.passport"}}
	if diff := cmp.Diff(want, c.Overall); diff != "" {
		t.Errorf("overall (-want +have):\n%s", diff)
	}
	if want := (reports.LevelCounts{Absent: 2, Weak: 3, Operative: 4, Contrary: 1, NA: 1}); c.Levels != want {
		t.Errorf("levels are %+v, want %+v", c.Levels, want)
	}
	if len(c.Contrary) != 1 || c.Contrary[0].Criterion != "cw.passport" {
		t.Errorf("contrary is %v", c.Contrary)
	}
	if !slices.Equal(c.Unrated, []string{"cw.emp_orgs"}) {
		t.Errorf("unrated is %v", c.Unrated)
	}
	if integration := c.Themes[5].Score; integration.N != 0 || integration.Strength != nil {
		t.Errorf("a theme that does not apply scores %+v", integration)
	}
}

func TestScorecardKeepsCodebookOrder(t *testing.T) {
	findings := demoFindings()
	slices.Reverse(findings)
	got := encode(t, reports.JSON, reports.NewScorecard(demoAgreement(), demoRubric(), findings))
	if diff := cmp.Diff(string(encode(t, reports.JSON, demoCard())), string(got)); diff != "" {
		t.Errorf("the order of findings shows (-want +have):\n%s", diff)
	}
}

// TestScorecardQuotesAreTheText holds every quote to the bytes of the agreement.
func TestScorecardQuotesAreTheText(t *testing.T) {
	var c reports.Scorecard
	if err := json.Unmarshal(encode(t, reports.JSON, demoCard()), &c); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, th := range c.Themes {
		for _, crit := range th.Criteria {
			for _, p := range crit.Passages {
				seen++
				if p.Quote != mouText[p.Span.Start:p.Span.End] {
					t.Errorf("%s quotes %q", crit.Criterion, p.Quote)
				}
			}
		}
	}
	if seen != 12 {
		t.Errorf("%d passages, want 12", seen)
	}
	byLine := cmp.Comparer(func(a, b reports.Citation) bool { return a.String() == b.String() })
	if diff := cmp.Diff(demoCard(), c, cmpopts.IgnoreFields(reports.Passage{}, "Of"), byLine); diff != "" {
		t.Errorf("read back (-want +have):\n%s", diff)
	}
}

func TestScorecardShowsADamagedSpan(t *testing.T) {
	f := found("r086.06", rubric.Weak, "", rubric.Evidence{Span: corpus.Span{Start: 5, End: len(mouText) + 9}})
	got := string(encode(t, reports.Text, reports.NewScorecard(demoAgreement(), demoRubric(), []rubric.Resolved{f})))
	if !strings.Contains(strings.Join(strings.Fields(got), " "), "Passage missing") {
		t.Error("a span outside the text is passed over in silence")
	}
}

func TestScorecardWarnsOfThePoorText(t *testing.T) {
	for state, want := range map[corpus.TextState]string{
		corpus.TextNone: "no text layer", corpus.TextNoisy: "poor scan", corpus.TextOCR: "character recognition", corpus.TextBorn: ""} {
		a := demoAgreement()
		a.Source.Quality = corpus.Quality{State: state, WordShare: 0.97, OCRMean: 0.8}
		warnings := strings.Join(reports.NewScorecard(a, smallRubric(), nil).Warnings, " ")
		if (want == "") != (warnings == "") || !strings.Contains(warnings, want) {
			t.Errorf("%s: warnings are %q", state, warnings)
		}
	}
}

func TestCitations(t *testing.T) {
	a := demoAgreement()
	if got, want := reports.Cite(a).String(), "Kingdom of Lunthai and State of Qabariyah, Memorandum of Understanding on the Recruitment of Workers, signed 4 June 2014. Corridor text e4dfab970f9caa8a (lunthai-qabariyah.pdf)."; got != want {
		t.Errorf("cite:\n have %s\n want %s", got, want)
	}
	e := proof("Article 2", rubric.Contrary, "The employer shall keep", "contract.")
	if got, want := reports.CitePassage(a, e.Span, e.Path).String(), ", signed 4 June 2014, Article 2, p. 1. Corridor text e4dfab970f9caa8a (lunthai-qabariyah.pdf), bytes "; !strings.Contains(got, want) {
		t.Errorf("cite passage:\n have %s\n want …%s…", got, want)
	}
	a.Parties, a.Title.Value, a.Signed.Value, a.Source.Name = nil, "", "", ""
	if got, want := reports.Cite(a).String(), "Lunthai and Qabariyah, Untitled agreement, undated. Corridor text e4dfab970f9caa8a."; got != want {
		t.Errorf("cite:\n have %s\n want %s", got, want)
	}
}

func TestFormats(t *testing.T) {
	for _, f := range reports.Formats() {
		if got, err := reports.ParseFormat(" " + strings.ToUpper(string(f))); err != nil || got != f {
			t.Errorf("parse %s: %s, %v", f, got, err)
		}
		if err := reports.Encode(failing{}, f, demoCard()); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s hides a failed write: %v", f, err)
		}
	}
	if _, err := reports.ParseFormat("papyrus"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("parse papyrus: %v", err)
	}
	if err := reports.Encode(io.Discard, "papyrus", demoCard()); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("encode papyrus: %v", err)
	}
}

// failing is a writer to which nothing can be written.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func BenchmarkScorecard(b *testing.B) {
	a, r, f := demoAgreement(), demoRubric(), demoFindings()
	for _, format := range reports.Formats() {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				if err := reports.Encode(io.Discard, format, reports.NewScorecard(a, r, f)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCoverage2000(b *testing.B) {
	r := demoRubric()
	rows := sampleRows(2000, r)
	for b.Loop() {
		c, err := reports.NewCoverage(r, rows, reports.CoverageOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if err := reports.Encode(io.Discard, reports.HTML, c); err != nil {
			b.Fatal(err)
		}
	}
}
