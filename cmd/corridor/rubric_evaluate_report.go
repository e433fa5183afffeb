package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"corridor/reports"
	"corridor/rubric"
)

// measured is the report of an evaluation. Its JSON is the evaluation itself.
type measured struct{ *rubric.Evaluation }

func (m measured) Document(reports.Tongue) reports.Document {
	o := m.Overall
	d := reports.Document{
		Kind: "Evaluation", Title: fmt.Sprintf("%s against %s", m.Rater, m.Gold),
		Lead: fmt.Sprintf("%d texts · %s", m.Texts, strings.Join(m.Rubrics, ", ")),
		Blocks: []reports.Block{reports.Figures{
			{Label: "kappa (broad)", Value: num(o.Broad.Kappa), Note: "95 % " + interval(o.Broad.CI95)},
			{Label: "F1 (broad)", Value: num(o.Broad.F1), Note: fmt.Sprintf("precision %s, recall %s", num(o.Broad.Precision), num(o.Broad.Recall))},
			{Label: "kappa (strict)", Value: num(o.Strict.Kappa), Note: "weighted " + num(o.WeightedKappa)},
			{Label: "evidence hit", Value: num(o.EvidenceHit), Note: fmt.Sprintf("of %d true positives", o.Broad.TP)},
			{Label: "screening", Value: num(m.Screening.Accuracy), Note: fmt.Sprintf("of %d texts", m.Screening.N)},
			{Label: "kappa to people (strict)", Value: num(m.Human.Strict.Kappa), Note: fmt.Sprintf("broad %s; %s, %d texts", num(m.Human.Broad.Kappa), m.Human.Coder, m.Human.Texts)},
			{Label: "calibration error", Value: num(m.Calibration.ECE), Note: m.calibrated()},
		}},
	}
	return withTables(d, m.groups("By rubric", m.ByRubric), m.groups("By language", m.ByLanguage), m.groups("By set", m.BySet),
		m.groups("By criterion", m.ByCriterion), m.reliability(), m.screened(), m.differences())
}

func (m measured) groups(caption string, by map[string]rubric.Figures) reports.Table {
	t := reports.Table{Caption: caption, Style: reports.Numbers, Columns: []reports.Column{{Title: "Group", Grow: 1}}}
	for _, title := range figureColumns[1:] {
		t.Columns = append(t.Columns, reports.Column{Title: title, Right: true})
	}
	var rows [][]reports.Cell
	for _, key := range slices.Sorted(maps.Keys(by)) {
		f := by[key]
		cells := []reports.Inline{reports.Code(key)}
		for _, n := range []int{f.Broad.N, f.Broad.TP, f.Broad.FP, f.Broad.FN, f.Broad.TN} {
			cells = append(cells, reports.Plain(fmt.Sprint(n)))
		}
		for _, v := range figureValues(f) {
			cells = append(cells, reports.Plain(num(v)))
		}
		rows = append(rows, row(cells...))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// figureColumns are the columns of tables and sheets; figureValues fills those after tn.
var figureColumns = []string{"group", "n", "tp", "fp", "fn", "tn", "precision", "recall", "F1", "kappa", "AC1", "strict kappa", "evidence"}

func figureValues(f rubric.Figures) []rubric.Num {
	return []rubric.Num{f.Broad.Precision, f.Broad.Recall, f.Broad.F1, f.Broad.Kappa, f.Broad.AC1, f.Strict.Kappa, f.EvidenceHit}
}

// calibrated says what stated confidence is held against.
func (m measured) calibrated() string {
	if m.Calibration.Folds > 1 {
		return fmt.Sprintf("confidence learned from the other of %d folds", m.Calibration.Folds)
	}
	return "confidence as the rater states it"
}

// reliability shows how often findings of each stated confidence are right.
func (m measured) reliability() reports.Table {
	t := reports.Table{Caption: "Stated confidence and how often the yes or no is right", Style: reports.Numbers,
		Columns: []reports.Column{{Title: "Stated", Grow: 1}, {Title: "Observed", Right: true}, {Title: "n", Right: true}}}
	var rows [][]reports.Cell
	for _, b := range m.Calibration.Bins {
		rows = append(rows, row(reports.Plain(num(b.Stated)), reports.Plain(num(b.Observed)), reports.Plain(fmt.Sprint(b.N))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// screened lists the texts on the wrong side of the screening.
func (m measured) screened() reports.Table {
	t := reports.Table{Caption: "Screening errors", Columns: []reports.Column{{Title: "Text", Grow: 1}, {Title: "Error"}}}
	var rows [][]reports.Cell
	for _, id := range m.Screening.FalseAgreements {
		rows = append(rows, row(reports.Code(id), reports.Plain("taken for a labour agreement")))
	}
	for _, id := range m.Screening.Missed {
		rows = append(rows, row(reports.Code(id), reports.Plain("labour agreement turned away")))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// differences lists every decision that differs from gold: misses first, then false alarms, then levels.
func (m measured) differences() reports.Table {
	t := reports.Table{Caption: "Differences", Style: reports.Passages, Columns: []reports.Column{
		{Title: "Error"}, {Title: "Text and criterion"}, {Title: "Gold"}, {Title: "Rater"}, {Title: "Gold passage", Grow: 2}, {Title: "Rater's passage and reason", Grow: 2}}}
	var rows [][]reports.Cell
	list := slices.Clone(m.Errors)
	slices.SortStableFunc(list, func(a, b rubric.Disagreement) int { return strings.Compare(errorKind(b), errorKind(a)) })
	for _, e := range list {
		rows = append(rows, row(reports.Strong(errorKind(e)), reports.Plain(e.Text+" "+e.Criterion), reports.Mark{Level: e.Gold}, reports.Mark{Level: e.Rater},
			reports.Plain(line(e.Where+": "+e.GoldQuote)), reports.Plain(line(e.Quote+" "+e.Reason))))
	}
	t.Groups = []reports.Group{{Rows: rows}}
	return t
}

// errorKind names a difference: a missed yes (FN), a false yes (FP), or another level.
func errorKind(e rubric.Disagreement) string {
	switch {
	case e.Gold.Broad() && !e.Rater.Broad():
		return "FN"
	case !e.Gold.Broad() && e.Rater.Broad():
		return "FP"
	}
	return "level"
}

// Sheet is one row a criterion; with the differences listed, one row a difference.
func (m measured) Sheet() reports.Sheet {
	if len(m.Errors) > 0 {
		return m.errorSheet()
	}
	s := reports.Sheet{Name: "evaluation", Columns: slices.Clone(figureColumns)}
	s.Columns[0] = "criterion"
	for _, key := range slices.Sorted(maps.Keys(m.ByCriterion)) {
		f := m.ByCriterion[key]
		cells := []any{key, f.Broad.N, f.Broad.TP, f.Broad.FP, f.Broad.FN, f.Broad.TN}
		for _, v := range figureValues(f) {
			cells = append(cells, defined(v))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

func (m measured) errorSheet() reports.Sheet {
	s := reports.Sheet{Name: "differences", Columns: []string{"error", "text", "criterion", "gold", "rater", "where", "gold_quote", "quote", "reason"}}
	for _, e := range m.Errors {
		s.Rows = append(s.Rows, []any{errorKind(e), e.Text, e.Criterion, e.Gold.String(), e.Rater.String(), e.Where, e.GoldQuote, e.Quote, e.Reason})
	}
	return s
}

// num writes a figure; an undefined one is a dash.
func num(v rubric.Num) string {
	if math.IsNaN(float64(v)) {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(v))
}

func interval(v [2]rubric.Num) string { return num(v[0]) + " to " + num(v[1]) }

// defined is a figure as a cell of a sheet; nil when undefined.
func defined(v rubric.Num) any {
	if math.IsNaN(float64(v)) {
		return nil
	}
	return float64(v)
}
