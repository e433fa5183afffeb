package reports_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
)

// segmented makes an agreement of a text whose articles begin with "Article N" and a heading line; paragraphs
// that begin with "(n)" are cut.
func segmented(text string) *corpus.Agreement {
	a := &corpus.Agreement{ID: corpus.TextID(text), Text: text, Language: "en", Kind: corpus.Fact[corpus.Kind]{Value: corpus.KindMOU},
		Title: corpus.Fact[string]{Value: "Memorandum of Understanding"}, Corridor: corpus.Corridor{Origin: []string{"XLT"}, Destination: []string{"XQB"}},
		Source: corpus.Source{Name: "round.txt", SHA256: corpus.TextID("file " + text)}}
	var starts []int
	for at := 0; ; {
		i := strings.Index(text[at:], "Article ")
		if i < 0 {
			break
		}
		starts, at = append(starts, at+i), at+i+1
	}
	starts = append(starts, len(text))
	a.Segments = []corpus.Segment{{Kind: corpus.SegPreamble, Span: corpus.Span{End: starts[0]}}}
	body := corpus.Segment{Kind: corpus.SegBody, Span: corpus.Span{Start: starts[0], End: len(text)}}
	for i := range starts[:len(starts)-1] {
		body.Children = append(body.Children, article(text, starts[i], starts[i+1]))
	}
	a.Segments = append(a.Segments, body)
	return a
}

func article(text string, start, end int) corpus.Segment {
	label := start + strings.IndexByte(text[start:], '\n')
	heading := label + 1 + strings.IndexByte(text[label+1:], '\n')
	s := corpus.Segment{Kind: corpus.SegArticle, Number: strings.TrimPrefix(text[start:label], "Article "), Span: corpus.Span{Start: start, End: end},
		Label: corpus.Span{Start: start, End: label}, Heading: corpus.Span{Start: label + 1, End: heading}}
	for at := heading + 1; at < end; {
		next := end
		if i := strings.IndexByte(text[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		if strings.HasPrefix(text[at:], "(") {
			s.Children = append(s.Children, corpus.Segment{Kind: corpus.SegParagraph, Number: text[at+1 : at+2], Span: corpus.Span{Start: at, End: next},
				Label: corpus.Span{Start: at, End: at + 3}})
		}
		at = next
	}
	return s
}

const roundOne = `Memorandum of Understanding between Lunthai and Qabariyah.
Article 1
Recruitment
(1) The employer shall bear all costs of recruitment of the worker.
(2) Agents must hold a licence from the Ministry of Labour.
Article 2
Passports
(1) The worker shall keep the passport at all times.
Article 3
Wages
(1) Wages shall be paid monthly into a bank account of the worker.
(2) No deduction may be made without the consent of the worker.
Article 4
Committee
(1) A joint committee shall meet once a year in turn in each capital.
`

const roundTwo = `Memorandum of Understanding between Lunthai and Qabariyah.
Article 1
Recruitment
(1) The employer shall endeavour to bear the costs of recruitment of the worker.
Article 2
Committee
(1) A joint committee shall meet once a year in turn in each capital.
Article 3
Passports
(1) The employer shall keep the passport for the worker at all times.
Article 4
Wages
(1) Wages shall be paid monthly into a bank account of the worker.
(2) No deduction may be made without the consent of the worker.
(3) Overtime is paid at one and a half times the hourly rate.
`

// passage is evidence of the passage that the words stand in.
func passageIn(a *corpus.Agreement, l rubric.Level, words string) rubric.Evidence {
	start := strings.Index(a.Text, words)
	if start < 0 {
		panic("no such words: " + words)
	}
	return rubric.Evidence{Span: corpus.Span{Start: start, End: start + len(words)}, Path: "Article", Level: l}
}

func roundInputs() (old, fresh reports.ComparedInput) {
	a, b := segmented(roundOne), segmented(roundTwo)
	old = reports.ComparedInput{Agreement: a, Findings: []rubric.Resolved{
		found("r086.06", rubric.Operative, "a licence is asked", passageIn(a, rubric.Operative, "Agents must hold a licence")),
		found("cw.recruit_cost_mig", rubric.Operative, "the employer bears the cost", passageIn(a, rubric.Operative, "The employer shall bear all costs")),
		found("cw.passport", rubric.Operative, "the worker keeps it", passageIn(a, rubric.Operative, "The worker shall keep the passport")),
		found("cw.wage_prot", rubric.Weak, "only a part", passageIn(a, rubric.Weak, "No deduction")),
		found("cw.housing_req", rubric.Absent, ""),
		found("cw.joint_commit", rubric.Operative, "it meets", passageIn(a, rubric.Operative, "A joint committee")),
		found("cw.perm_resid", rubric.NA, ""),
	}}
	fresh = reports.ComparedInput{Agreement: b, Findings: []rubric.Resolved{
		found("r086.06", rubric.Absent, ""),
		found("cw.recruit_cost_mig", rubric.Weak, "hedged", passageIn(b, rubric.Weak, "shall endeavour to bear")),
		found("cw.passport", rubric.Contrary, "the employer keeps it", passageIn(b, rubric.Contrary, "The employer shall keep the passport")),
		found("cw.wage_prot", rubric.Operative, "whole", passageIn(b, rubric.Operative, "Wages shall be paid monthly")),
		found("cw.housing_req", rubric.Weak, "a part", passageIn(b, rubric.Weak, "Overtime")),
		found("cw.joint_commit", rubric.Operative, "it meets", passageIn(b, rubric.Operative, "A joint committee")),
		found("cw.perm_resid", rubric.Absent, ""),
	}}
	return old, fresh
}

func demoRound() reports.Round {
	old, fresh := roundInputs()
	return reports.NewRound(demoRubric(), old, fresh)
}

func TestRoundClauses(t *testing.T) {
	r := demoRound()
	var have []string
	for _, c := range r.Clauses {
		line := string(c.State) + " " + c.OldPath + ">" + c.NewPath
		if c.Moved {
			line += " moved"
		}
		have = append(have, line)
	}
	want := []string{"same Preamble>Preamble", "changed Article 1(1)>Article 1(1)", "removed Article 1(2)>", "moved Article 4(1)>Article 2(1)",
		"changed Article 2(1)>Article 3(1)", "same Article 3(1)>Article 4(1)", "same Article 3(2)>Article 4(2)", "added >Article 4(3)"}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("clauses (-want +have):\n%s", diff)
	}
}

func TestRoundCodings(t *testing.T) {
	r := demoRound()
	var have []string
	for _, c := range r.Codings {
		have = append(have, string(c.Direction)+" "+c.Criterion)
	}
	want := []string{"lost r086.06", "lost cw.passport", "weakened cw.recruit_cost_mig", "strengthened cw.wage_prot", "gained cw.housing_req"}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("codings (-want +have):\n%s", diff)
	}
	if !r.Loses() || r.Counts.Compared != 6 {
		t.Errorf("loses %v, compared %d", r.Loses(), r.Counts.Compared)
	}
	old, _ := roundInputs()
	if same := reports.NewRound(demoRubric(), old, old); same.Loses() || len(same.Codings) > 0 || same.Texts.Same != len(same.Clauses) {
		t.Errorf("a text differs from itself: %+v", same.Texts)
	}
}

// TestRoundPieces holds that both texts can be read back from the pieces.
func TestRoundPieces(t *testing.T) {
	r := demoRound()
	for _, c := range r.Clauses {
		var old, fresh []string
		for _, p := range c.Pieces {
			if p.Op != reports.Inserted {
				old = append(old, p.Text)
			}
			if p.Op != reports.Deleted {
				fresh = append(fresh, p.Text)
			}
		}
		for _, side := range []struct {
			have []string
			want string
		}{{old, c.OldSpan.Of(roundOne)}, {fresh, c.NewSpan.Of(roundTwo)}} {
			if have, want := strings.Join(side.have, " "), strings.Join(strings.Fields(side.want), " "); have != want {
				t.Errorf("%s: %q, want %q", c.NewPath, have, want)
			}
		}
	}
}

func demoGap(t testing.TB) reports.Gap {
	t.Helper()
	old, fresh := roundInputs()
	rows := append(sampleRows(30, demoRubric()), reports.CoverageRow{Agreement: reports.SummaryOf(old.Agreement), Findings: old.Findings})
	g, err := reports.NewGap(reports.GapInput{Agreement: fresh.Agreement, Rubric: demoRubric(), Findings: fresh.Findings, Rows: rows,
		Open: func(id string) (*corpus.Agreement, []rubric.Resolved, error) {
			if id != old.Agreement.ID {
				return demoAgreement(), nil, nil
			}
			return old.Agreement, old.Findings, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGap(t *testing.T) {
	g := demoGap(t)
	if len(g.Gaps) == 0 || g.Gaps[0].Criterion != "cw.passport" {
		t.Fatalf("the contrary clause is not the first gap: %+v", g.Gaps)
	}
	for i, item := range g.Gaps {
		if item.Rank != i+1 || i > 0 && item.Score > g.Gaps[i-1].Score {
			t.Errorf("gap %d has rank %d and score %v", i, item.Rank, item.Score)
		}
		if want := item.Need * item.Weight * (1 + item.Usual.Float() + item.Best) / 3; item.Score < want-0.0001 || item.Score > want+0.0001 {
			t.Errorf("%s: score %v does not follow the rule, want %v", item.Criterion, item.Score, want)
		}
		for _, p := range item.Precedents {
			if !strings.Contains(roundOne, p.Passage.Quote) {
				t.Errorf("%s: precedent %q stands in no agreement", item.Criterion, p.Passage.Quote)
			}
			if !p.Level.Broad() || p.Level <= item.Level && item.Level != rubric.Contrary {
				t.Errorf("%s: a %v precedent for a %v clause", item.Criterion, p.Level, item.Level)
			}
		}
	}
	if p := g.Gaps[0].Precedents; len(p) != 1 || p[0].Why[1] != "same corridor" {
		t.Errorf("precedents of the passport: %+v", p)
	}
	if diff := cmp.Diff([]string{"cw.wage_prot", "cw.joint_commit"}, g.Met); diff != "" {
		t.Errorf("met (-want +have):\n%s", diff)
	}
}

func TestGapOptions(t *testing.T) {
	_, fresh := roundInputs()
	for _, o := range []reports.GapOptions{{Themes: []string{"moon"}}, {Weights: map[string]float64{"x": 1}}, {Weights: map[string]float64{"cw.passport": -1}}, {Limit: -1}} {
		if _, err := reports.NewGap(reports.GapInput{Agreement: fresh.Agreement, Rubric: demoRubric(), Findings: fresh.Findings, Options: o}); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%+v: %v, want invalid", o, err)
		}
	}
}

func demoComparison(t testing.TB, o reports.ComparisonOptions) reports.Comparison {
	t.Helper()
	old, fresh := roundInputs()
	c, err := reports.NewComparison(demoRubric(), []reports.ComparedInput{old, fresh, {Agreement: demoAgreement(), Findings: demoFindings()}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestComparison(t *testing.T) {
	all := demoComparison(t, reports.ComparisonOptions{})
	some := demoComparison(t, reports.ComparisonOptions{Differences: true, Order: reports.ByStrength})
	if len(all.Criteria) != len(demoRubric().Criteria) || len(some.Criteria)+some.Alike != len(all.Criteria) || some.Alike == 0 {
		t.Errorf("%d rows, %d that differ, %d alike", len(all.Criteria), len(some.Criteria), some.Alike)
	}
	for i := 1; i < len(some.Agreements); i++ {
		if *some.Agreements[i].Score.Strength > *some.Agreements[i-1].Score.Strength {
			t.Error("the stronger agreement does not stand first")
		}
	}
	old, _ := roundInputs()
	for name, in := range map[string][]reports.ComparedInput{"one": {old}, "twice": {old, old}, "thirteen": make([]reports.ComparedInput, 13)} {
		if _, err := reports.NewComparison(demoRubric(), in, reports.ComparisonOptions{}); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
}

func demoClauses(t testing.TB) reports.Clauses {
	t.Helper()
	old, fresh := roundInputs()
	c, err := reports.NewClauses(reports.ClausesInput{Rubric: demoRubric(), Criterion: "cw.passport", Filter: []string{"MOU", "signed from 2005"},
		Items: []reports.ComparedInput{old, fresh, {Agreement: demoAgreement(), Findings: demoFindings()[:2]}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClauses(t *testing.T) {
	c := demoClauses(t)
	if c.Looked != 2 || c.Unrated != 1 || len(c.Agreements) != 2 || c.Agreements[0].Coding.Level != rubric.Contrary {
		t.Errorf("looked %d, unrated %d, %d listed", c.Looked, c.Unrated, len(c.Agreements))
	}
}

func demoChecklist() reports.Checklist {
	old, fresh := roundInputs()
	var in []reports.ChecklistInput
	for _, one := range []reports.ComparedInput{old, fresh} {
		in = append(in, reports.ChecklistInput{Agreement: one.Agreement, Under: func(*rubric.Rubric) reports.ComparedInput { return one }})
	}
	return reports.NewChecklist("Lunthai and Qabariyah", []*rubric.Rubric{demoRubric()}, in)
}

func TestChecklist(t *testing.T) {
	questions, open := 0, 0
	for _, th := range demoChecklist().Themes {
		questions += len(th.Questions)
		open += th.Open
		for _, q := range th.Questions {
			if q.Criterion == "cw.passport" && q.Settled {
				t.Error("the passport is settled, and one text keeps it from the worker")
			}
		}
	}
	if questions != len(demoRubric().Criteria) || open == 0 || open == questions {
		t.Errorf("%d questions, %d open", questions, open)
	}
}

func TestPeers(t *testing.T) {
	r := demoRubric()
	rows := sampleRows(60, r)
	own := rows[0]
	p := reports.NewPeers(own.Agreement, r, own.Findings, rows)
	if p == nil || p.N < reports.PeerMin || p.Overall.N != p.N {
		t.Fatalf("peers: %+v", p)
	}
	if *p.Overall.P10 > *p.Overall.Median || *p.Overall.Median > *p.Overall.P90 {
		t.Errorf("band out of order: %v %v %v", *p.Overall.P10, *p.Overall.Median, *p.Overall.P90)
	}
	if other := reports.NewPeers(own.Agreement, r, own.Findings, shuffled(rows)); *other.Overall.Percentile != *p.Overall.Percentile || other.Group != p.Group {
		t.Error("the order of rows matters")
	}
	if reports.NewPeers(own.Agreement, r, own.Findings, rows[:1]) != nil {
		t.Error("an agreement is its own peer")
	}
}

// TestNotes holds that every criterion that ships has a drafting note and a question, and that no other has.
func TestNotes(t *testing.T) {
	lib, err := rubric.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range lib.Rubrics {
		for _, c := range r.Criteria {
			if reports.DraftingNote(c.ID) == "" || !strings.HasSuffix(reports.Question(c.ID), "?") {
				t.Errorf("%s lacks a drafting note or a question", c.ID)
			}
		}
	}
	if reports.DraftingNote("cw.none") != "" {
		t.Error("a criterion that does not exist has a note")
	}
}
