package site

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"

	"corridor/corpus"
	"corridor/reports"
	"corridor/store"
)

// exportEndpoints hand out everything that the visitor may read, one line a record.
func (s *Site) exportEndpoints() []endpoint {
	return []endpoint{
		{method: "GET", path: "/export/agreements.jsonl", name: "exportAgreements", summary: "Every agreement that is published, a JSON object a line", media: "application/x-ndjson", page: s.exportAgreements},
		{method: "GET", path: "/export/findings.jsonl", name: "exportFindings", summary: "Every finding that counts, a JSON object a line", media: "application/x-ndjson", page: s.exportFindings},
		{method: "GET", path: "/export/agreements.csv", name: "exportAgreementsCSV", summary: "The list of agreements as CSV", media: "text/csv", page: s.exportAgreementsCSV},
		{method: "GET", path: "/export/findings.csv", name: "exportFindingsCSV", summary: "Every finding that counts as CSV, a row for each criterion and agreement", media: "text/csv", page: s.exportFindingsCSV},
	}
}

// lines begins an answer of many lines that is sent as it is made.
func (v *visit) lines(mediaType, name string) *bufio.Writer {
	if z, ok := v.w.(*squeezer); ok {
		z.stream = true
	}
	v.w.Header().Set("Content-Type", mediaType)
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(name)+`"`)
	return bufio.NewWriterSize(v.w, 64<<10)
}

// each opens every agreement of the shelf in its order.
func (v *visit) each(f func(*holding) error) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	for _, m := range h.list {
		a, err := v.open(v.ctx(), m.ID)
		if errors.Is(err, corpus.ErrNotFound) {
			continue // withdrawn meanwhile
		}
		if err != nil {
			return err
		}
		if err := f(a); err != nil {
			return err
		}
	}
	return nil
}

func (s *Site) exportAgreements(v *visit) error {
	w := v.lines("application/x-ndjson", "agreements.jsonl")
	enc := json.NewEncoder(w)
	err := v.each(func(a *holding) error { return enc.Encode(a.published()) })
	return errors.Join(err, ignoreGone(w.Flush()))
}

// exportedFinding is one finding on its own.
type exportedFinding struct {
	Agreement string `json:"agreement"`
	Rubric    string `json:"rubric"`
	reports.Coded
}

// findings goes through every finding that counts.
func (v *visit) findings(f func(exportedFinding) error) error {
	return v.each(func(a *holding) error {
		for _, r := range v.Library.Rubrics {
			if !a.coded(r) {
				continue
			}
			for _, t := range reports.NewScorecard(a.Agreement, r, a.under(r)).Themes {
				for _, c := range t.Criteria {
					if err := f(exportedFinding{a.ID, r.Ref(), c}); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

func (s *Site) exportFindings(v *visit) error {
	w := v.lines("application/x-ndjson", "findings.jsonl")
	enc := json.NewEncoder(w)
	err := v.findings(func(f exportedFinding) error { return enc.Encode(f) })
	return errors.Join(err, ignoreGone(w.Flush()))
}

func (s *Site) exportAgreementsCSV(v *visit) error {
	h, err := v.shelf(v.ctx())
	if err != nil {
		return err
	}
	w := v.lines("text/csv; charset=utf-8", "agreements.csv")
	out := csv.NewWriter(w)
	rows := [][]string{{"id", "title", "origin_destination", "kind", "signed", "language", "source", "bytes", "publication"}}
	for _, m := range h.list {
		rows = append(rows, []string{m.ID, m.Title, m.Corridor.String(), string(m.Kind), string(m.Signed), m.Language, m.Source, fmt.Sprint(m.Bytes), string(m.Publication)})
	}
	for _, r := range rows {
		if err := out.Write(neutral(r)); err != nil {
			return ignoreGone(err)
		}
	}
	out.Flush()
	return errors.Join(ignoreGone(out.Error()), ignoreGone(w.Flush()))
}

func (s *Site) exportFindingsCSV(v *visit) error {
	w := v.lines("text/csv; charset=utf-8", "findings.csv")
	out := csv.NewWriter(w)
	err := out.Write([]string{"agreement", "rubric", "criterion", "theme", "level", "confidence", "rater", "reason", "article", "start", "end", "quote"})
	if err == nil {
		err = v.findings(func(f exportedFinding) error {
			var g reports.Passage
			place := []string{"", "", "", ""}
			if len(f.Passages) > 0 {
				g = f.Passages[0]
				place = []string{g.Path, fmt.Sprint(g.Span.Start), fmt.Sprint(g.Span.End), g.Quote}
			}
			return out.Write(neutral(append([]string{f.Agreement, f.Rubric, f.Criterion, f.Theme, f.Level.String(), fmt.Sprintf("%.2f", f.Confidence), f.Rater, f.Reason}, place...)))
		})
	}
	out.Flush()
	return errors.Join(err, ignoreGone(out.Error()), ignoreGone(w.Flush()))
}

// neutral disarms what a spreadsheet would run as a formula.
func neutral(cells []string) []string {
	for i, c := range cells {
		cells[i] = store.NeutralCSV(c)
	}
	return cells
}
