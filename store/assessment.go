package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"corridor/corpus"
	"corridor/rubric"
)

// PutAssessment adds what a rater found. It wraps corpus.ErrNotFound when the agreement is not held and
// corpus.ErrInvalid when the assessment is incomplete or its evidence does not fit the text.
func (s *Store) PutAssessment(ctx context.Context, as *rubric.Assessment) error {
	return s.change(ctx, fmt.Sprintf("put assessment of %.12s", as.Agreement), as.Time, func(w *work) error {
		var text string
		if err := w.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, as.Agreement).Scan(&text); err != nil {
			return err
		}
		return putAssessment(ctx, w, as, text)
	})
}

func putAssessment(ctx context.Context, w *work, as *rubric.Assessment, text string) error {
	if err := checkAssessment(as, text); err != nil {
		return err
	}
	findings, err := json.Marshal(as.Findings)
	if err != nil {
		return err
	}
	return w.insert(ctx, "assessments", `INSERT INTO assessments (agreement, rubric, rater, rater_kind, tool, time, findings)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, as.Agreement, as.Rubric, as.Rater, string(as.RaterKind), as.Tool,
		stamp(as.Time), string(findings))
}

// checkAssessment holds that an assessment says who found what and when, and that every quote is in the text.
func checkAssessment(as *rubric.Assessment, text string) error {
	if as.Rubric == "" || as.Rater == "" || as.RaterKind == "" || as.Time.IsZero() {
		return fmt.Errorf("%w: an assessment names its rubric, rater, kind of rater and time", corpus.ErrInvalid)
	}
	seen := map[string]bool{}
	for _, f := range as.Findings {
		if f.Criterion == "" || seen[f.Criterion] {
			return fmt.Errorf("%w: criterion %q is empty or found twice", corpus.ErrInvalid, f.Criterion)
		}
		seen[f.Criterion] = true
		for _, e := range f.Evidence {
			if !fits(e.Span, text) {
				return fmt.Errorf("%w: %s: evidence %v does not fit the text of %d bytes", corpus.ErrInvalid, f.Criterion, e.Span, len(text))
			}
		}
	}
	return nil
}

// fits reports whether the span covers something of the text, on rune borders.
func fits(s corpus.Span, text string) bool {
	if s.Start < 0 || s.Empty() || s.End > len(text) {
		return false
	}
	return utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

// heldAlready reports whether the same findings by the same rater and tool are held: rating a text
// again and finding the same is no new opinion.
func heldAlready(ctx context.Context, r rowReader, as *rubric.Assessment) (held bool, err error) {
	findings, err := json.Marshal(as.Findings)
	if err != nil {
		return false, err
	}
	err = r.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM assessments WHERE agreement = ? AND rubric = ?
		AND rater = ? AND rater_kind = ? AND tool = ? AND findings = ?)`, as.Agreement, as.Rubric, as.Rater,
		string(as.RaterKind), as.Tool, string(findings)).Scan(&held)
	return held, err
}

const selectAssessments = `SELECT agreement, rubric, rater, rater_kind, tool, time, findings FROM assessments`

// Assessments returns all assessments of an agreement in the order in which they were put.
func (s *Store) Assessments(ctx context.Context, agreementID string) ([]*rubric.Assessment, error) {
	rows, err := s.read.QueryContext(ctx, selectAssessments+` WHERE agreement = ? ORDER BY seq`, agreementID)
	out, err := collect(rows, err, scanAssessment)
	if err != nil {
		return nil, fmt.Errorf("store: assessments of %.12s: %w", agreementID, explain(err))
	}
	return out, nil
}

// AssessmentsUnder is Assessments under one rubric ("r086@2026.1") alone.
func (s *Store) AssessmentsUnder(ctx context.Context, agreementID, rubricRef string) ([]*rubric.Assessment, error) {
	rows, err := s.read.QueryContext(ctx, selectAssessments+` WHERE agreement = ? AND rubric = ? ORDER BY seq`, agreementID, rubricRef)
	out, err := collect(rows, err, scanAssessment)
	if err != nil {
		return nil, fmt.Errorf("store: assessments of %.12s under %s: %w", agreementID, rubricRef, explain(err))
	}
	return out, nil
}

func scanAssessment(scan func(...any) error) (*rubric.Assessment, error) {
	as := new(rubric.Assessment)
	var at string
	var findings []byte
	if err := scan(&as.Agreement, &as.Rubric, &as.Rater, &as.RaterKind, &as.Tool, &at, &findings); err != nil {
		return nil, err
	}
	var err error
	if as.Time, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return nil, fmt.Errorf("%w: assessment of %.12s: %w", corpus.ErrInvalid, as.Agreement, err)
	}
	if err := json.Unmarshal(findings, &as.Findings); err != nil {
		return nil, fmt.Errorf("%w: assessment of %.12s: %w", corpus.ErrInvalid, as.Agreement, err)
	}
	return as, nil
}

// stamp writes a time so that it sorts as text only within one precision; order is kept by seq.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
