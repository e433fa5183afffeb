package store

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"corridor/corpus"
	"corridor/rubric"
)

// LevelsUnder goes through the assessments under a rubric ("r086@2026.1") in the order in which they were put.
// Their findings hold the criterion, the level and the confidence alone: that is many times faster than reading
// them whole, and what counting asks for. It ends after the first error.
func (s *Store) LevelsUnder(ctx context.Context, rubricRef string) iter.Seq2[*rubric.Assessment, error] {
	return s.levels(ctx, "under "+rubricRef, `rubric = ?`, rubricRef)
}

// LevelsBy is LevelsUnder for the assessments of one rater under any rubric.
func (s *Store) LevelsBy(ctx context.Context, rater string) iter.Seq2[*rubric.Assessment, error] {
	return s.levels(ctx, "by "+rater, `rater = ?`, rater)
}

// Coders names the raters of every agreement that somebody has coded, by its id, without opening what they found.
func (s *Store) Coders(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT agreement, rater FROM assessments ORDER BY agreement, rater`)
	err = each(rows, err, func(scan func(...any) error) (pair [2]string, err error) { return pair, scan(&pair[0], &pair[1]) },
		func(pair [2]string) bool {
			out[pair[0]] = append(out[pair[0]], pair[1])
			return true
		})
	if err != nil {
		return nil, fmt.Errorf("store: coders: %w", explain(err))
	}
	return out, nil
}

func (s *Store) levels(ctx context.Context, which, where string, arg any) iter.Seq2[*rubric.Assessment, error] {
	return func(yield func(*rubric.Assessment, error) bool) {
		rows, err := s.read.QueryContext(ctx, `SELECT agreement, rubric, rater, rater_kind, time, levels
			FROM assessments JOIN levels ON assessment = seq WHERE `+where+` ORDER BY seq`, arg)
		err = each(rows, err, scanLevels, func(as *rubric.Assessment) bool { return yield(as, nil) })
		if err != nil {
			yield(nil, fmt.Errorf("store: levels %s: %w", which, explain(err)))
		}
	}
}

func scanLevels(scan func(...any) error) (*rubric.Assessment, error) {
	as := &rubric.Assessment{}
	var at, lines string
	if err := scan(&as.Agreement, &as.Rubric, &as.Rater, &as.RaterKind, &at, &lines); err != nil {
		return nil, err
	}
	var err error
	if as.Time, err = time.Parse(time.RFC3339Nano, at); err == nil {
		as.Findings, err = levelsOf(lines)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: levels of %.12s: %w", corpus.ErrInvalid, as.Agreement, err)
	}
	return as, nil
}

// levelsOf reads a line a finding.
func levelsOf(lines string) (out []rubric.Finding, err error) {
	if lines == "" {
		return nil, nil
	}
	out = make([]rubric.Finding, 0, 1+strings.Count(lines, "\n"))
	for line := range strings.SplitSeq(lines, "\n") {
		criterion, rest, _ := strings.Cut(line, " ")
		level, confidence, _ := strings.Cut(rest, " ")
		f := rubric.Finding{Criterion: criterion}
		if f.Level, err = rubric.ParseLevel(level); err != nil {
			return nil, err
		}
		if f.Confidence, err = strconv.ParseFloat(confidence, 64); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// derived compares the tables that triggers keep with what they must be.
func (v *verifier) derived(ctx context.Context) error {
	for _, t := range []struct{ object, count, wrong string }{
		{"levels", `SELECT count(*) FROM levels`,
			`SELECT 'assessment ' || assessment FROM (SELECT * FROM levels EXCEPT SELECT * FROM levels_due UNION SELECT * FROM (SELECT * FROM levels_due EXCEPT SELECT * FROM levels))`},
		{"covers", `SELECT count(*) FROM covers`,
			`SELECT agreement FROM (SELECT * FROM covers EXCEPT SELECT * FROM covers_due UNION SELECT * FROM (SELECT * FROM covers_due EXCEPT SELECT * FROM covers))`},
	} {
		var n int64
		if err := v.tx.QueryRowContext(ctx, t.count).Scan(&n); err != nil {
			return err
		}
		v.count(t.object, int(n))
		rows, err := v.tx.QueryContext(ctx, t.wrong+` ORDER BY 1`)
		err = each(rows, err, scanString, func(id string) bool {
			v.fault(t.object, id, "does not follow from the records")
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}
