package rubric

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// Evaluation compares a rater with a gold folder. It marshals to the stable JSON of
// "corridor rubric evaluate"; undefined figures are null.
type Evaluation struct {
	Gold        string             `json:"gold"`
	Rater       string             `json:"rater"`
	Rubrics     []string           `json:"rubrics"`
	Texts       int                `json:"texts"`
	Overall     Figures            `json:"overall"`
	ByRubric    map[string]Figures `json:"by_rubric"`
	ByLanguage  map[string]Figures `json:"by_language"`
	BySet       map[string]Figures `json:"by_set"`
	ByCriterion map[string]Figures `json:"by_criterion"`
	Human       HumanFigures       `json:"human"`
	Screening   ScreeningFigures   `json:"screening"`
	Calibration Calibration        `json:"calibration"`
	Errors      []Disagreement     `json:"errors,omitempty"`
}

// Figures is the agreement of a rater with gold over a set of decisions.
type Figures struct {
	Broad         Reading `json:"broad"`
	Strict        Reading `json:"strict"`
	WeightedKappa Num     `json:"weighted_kappa"` // linear weights over absent, weak, operative
	EvidenceHit   Num     `json:"evidence_hit"`   // share of true positives (broad) that rest on the gold passage or its article
}

// Reading is the agreement under one yes/no reading of the levels.
type Reading struct {
	N         int    `json:"n"`
	TP        int    `json:"tp"`
	FP        int    `json:"fp"`
	FN        int    `json:"fn"`
	TN        int    `json:"tn"`
	Precision Num    `json:"precision"`
	Recall    Num    `json:"recall"`
	F1        Num    `json:"f1"`
	Kappa     Num    `json:"kappa"`
	AC1       Num    `json:"ac1"`
	CI95      [2]Num `json:"ci95"`    // of kappa, bootstrap over texts
	F1CI95    [2]Num `json:"f1_ci95"` // of F1
}

// HumanFigures compares with the human coders alone.
type HumanFigures struct {
	Coder  string  `json:"coder"`
	Texts  int     `json:"texts"`
	Broad  Reading `json:"broad"`
	Strict Reading `json:"strict"`
}

// ScreeningFigures says how well labour agreements are told from other texts.
type ScreeningFigures struct {
	N               int      `json:"n"`
	Accuracy        Num      `json:"accuracy"`
	FalseAgreements []string `json:"false_agreements"` // other texts taken for labour agreements
	Missed          []string `json:"missed"`           // labour agreements turned away
}

// Disagreement is one decision that differs from gold, with both passages.
type Disagreement struct {
	Text      string `json:"text"`
	Criterion string `json:"criterion"`
	Gold      Level  `json:"gold"`
	Rater     Level  `json:"rater"`
	GoldQuote string `json:"gold_quote,omitempty"`
	Where     string `json:"where,omitempty"`
	Quote     string `json:"quote,omitempty"`
	Reason    string `json:"reason,omitempty"`
}

// EvaluateInput is what Evaluate needs: the gold, its texts as read (by gold id), the rater, and the
// criteria that count.
type EvaluateInput struct {
	Name       string // of the gold folder
	Gold       *Gold
	Agreements map[string]*corpus.Agreement
	Rater      Rater
	Screen     func(*corpus.Agreement) bool
	Rubrics    []*Rubric
	Folds      int // for cross-validation; 0 or 1 for none
}

// Evaluate codes every text in scope and compares the base criteria that apply to it.
func Evaluate(ctx context.Context, in EvaluateInput) (*Evaluation, error) {
	ev := &Evaluation{Gold: in.Name, Rater: in.Rater.Name(), ByRubric: map[string]Figures{}, ByLanguage: map[string]Figures{},
		BySet: map[string]Figures{}, ByCriterion: map[string]Figures{}}
	for _, r := range in.Rubrics {
		ev.Rubrics = append(ev.Rubrics, r.Ref())
	}
	var all []decision
	for i := range in.Gold.Texts {
		t := &in.Gold.Texts[i]
		a := in.Agreements[t.ID]
		if !t.InScope || a == nil {
			continue
		}
		ds, err := in.decisions(ctx, t, a)
		if err != nil {
			return nil, fmt.Errorf("evaluate %s: %w", t.ID, err)
		}
		ev.Texts++
		all = append(all, ds...)
	}
	ev.Overall = figures(all)
	for name, key := range map[string]func(decision) string{"rubric": func(d decision) string { return d.rubric },
		"language": func(d decision) string { return d.text.Language }, "set": func(d decision) string { return d.text.Set },
		"criterion": func(d decision) string { return d.criterion }} {
		ev.group(name, all, key)
	}
	ev.Human = humanFigures(all)
	ev.Screening = in.screening()
	if ev.Calibration = calibrate(all); in.Folds > 1 {
		ev.Calibration = crossCalibrate(all, in.Folds)
	}
	ev.Errors = disagreements(all)
	return ev, nil
}

func (ev *Evaluation) group(name string, all []decision, key func(decision) string) {
	groups := map[string][]decision{}
	for _, d := range all {
		groups[key(d)] = append(groups[key(d)], d)
	}
	into := map[string]map[string]Figures{"rubric": ev.ByRubric, "language": ev.ByLanguage, "set": ev.BySet, "criterion": ev.ByCriterion}[name]
	for k, ds := range groups {
		into[k] = figures(ds)
	}
}

// decision is one coding of one criterion in one text, beside gold.
type decision struct {
	text      *GoldText
	rubric    string
	criterion string
	gold      Level
	rater     Level
	hit       bool // the evidence rests on the gold passage or its article
	finding   Finding
	agreement *corpus.Agreement
}

func (in EvaluateInput) decisions(ctx context.Context, t *GoldText, a *corpus.Agreement) ([]decision, error) {
	var out []decision
	loc := newLocator(a.Text)
	for _, r := range in.Rubrics {
		s, err := in.Rater.Rate(ctx, a, r)
		if err != nil {
			return nil, err
		}
		for i := range r.Criteria {
			c := &r.Criteria[i]
			if c.Derived() || !c.Applies.To(corpus.Kind(t.Kind)) {
				continue
			}
			d := decision{text: t, rubric: r.ID, criterion: c.ID, gold: t.Level(c.ID), agreement: a}
			if f := s.Finding(c.ID); f != nil {
				d.finding, d.rater = *f, f.Level
			}
			d.hit = evidenceHits(a, loc, t.Codes[c.ID], d.finding)
			out = append(out, d)
		}
	}
	return out, nil
}

// evidenceHits reports whether a finding's passages overlap the gold passage or lie in its article.
func evidenceHits(a *corpus.Agreement, loc *locator, g GoldCode, f Finding) bool {
	want := loc.find(a.Text, g.Quote)
	numbers := articlesIn(g.Where)
	for _, e := range f.Evidence {
		if !want.Empty() && e.Span.Overlaps(want) {
			return true
		}
		for _, n := range articlesIn(e.Path) {
			if slices.Contains(numbers, n) {
				return true
			}
		}
		if strings.Contains(strings.ToLower(g.Where), "preamble") && strings.HasPrefix(e.Path, "Preamble") {
			return true
		}
	}
	return false
}

func humanFigures(all []decision) HumanFigures {
	var ds []decision
	texts := map[string]bool{}
	for _, d := range all {
		if v, ok := d.text.Human[d.criterion]; ok {
			d.gold = Absent
			if v {
				d.gold = Operative
			}
			ds = append(ds, d)
			texts[d.text.ID] = true
		}
	}
	h := HumanFigures{Coder: "chilton-woda-2022", Texts: len(texts)}
	h.Broad, h.Strict = reading(ds, Level.Broad), reading(ds, Level.Strict)
	return h
}

func (in EvaluateInput) screening() ScreeningFigures {
	s := ScreeningFigures{FalseAgreements: []string{}, Missed: []string{}}
	right := 0
	for _, t := range in.Gold.Texts {
		a := in.Agreements[t.ID]
		if a == nil {
			continue
		}
		s.N++
		switch got := in.Screen(a); {
		case got == t.InScope:
			right++
		case got:
			s.FalseAgreements = append(s.FalseAgreements, t.ID)
		default:
			s.Missed = append(s.Missed, t.ID)
		}
	}
	s.Accuracy = Num(ratio(right, s.N))
	return s
}

func disagreements(all []decision) []Disagreement {
	var out []Disagreement
	for _, d := range all {
		if d.gold.Value() == d.rater.Value() && (d.gold == Contrary) == (d.rater == Contrary) {
			continue
		}
		g := d.text.Codes[d.criterion]
		e := Disagreement{Text: d.text.ID, Criterion: d.criterion, Gold: d.gold, Rater: d.rater, GoldQuote: g.Quote, Where: g.Where, Reason: d.finding.Reason}
		if len(d.finding.Evidence) > 0 {
			e.Quote = d.finding.Evidence[0].Span.Of(d.agreement.Text)
		}
		out = append(out, e)
	}
	return out
}
