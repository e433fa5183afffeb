package rubric

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"corridor/corpus"
)

// ClauseCase is one row of a clause set: a clause and the level it must come out at.
type ClauseCase struct {
	Criterion string
	Language  string
	Level     Level
	Text      string
	Line      int // in the file, from 1
}

// ClauseReport says how a rater codes a clause set. It marshals to the stable JSON of
// "corridor rubric evaluate --clauses".
type ClauseReport struct {
	N           int                     `json:"n"`
	Exact       Num                     `json:"exact"` // share coded at exactly the wanted level
	Broad       Reading                 `json:"broad"`
	ByCriterion map[string]ClauseFigure `json:"by_criterion"`
	ByLanguage  map[string]ClauseFigure `json:"by_language"`
	Errors      []ClauseError           `json:"errors"`
}

// ClauseFigure is the share of a group coded exactly.
type ClauseFigure struct {
	N     int `json:"n"`
	Exact Num `json:"exact"`
	right int
}

// ClauseError is a clause coded at another level than wanted.
type ClauseError struct {
	Line      int    `json:"line"`
	Criterion string `json:"criterion"`
	Language  string `json:"language"`
	Want      Level  `json:"want"`
	Have      Level  `json:"have"`
	Reason    string `json:"reason"`
	Text      string `json:"text"`
}

// clauseColumns are the columns a clause set must have, in any order.
var clauseColumns = []string{"criterion", "language", "level", "text"}

// ReadClauses reads a clause set in CSV, with a byte order mark, semicolons or tabs and any line ends tolerated.
// Errors wrap corpus.ErrInvalid and name file, line and column.
func (l *Library) ReadClauses(name string, r io.Reader) ([]ClauseCase, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxTableBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, err := tableText(name, data)
	if err != nil {
		return nil, err
	}
	rd := csv.NewReader(strings.NewReader(text))
	rd.Comma = separator(text)
	head, err := rd.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: %v: %w", name, err, corpus.ErrInvalid)
	}
	at := map[string]int{}
	for _, c := range clauseColumns {
		if at[c] = slices.Index(head, c); at[c] < 0 {
			return nil, fmt.Errorf("%s:1: column %q is missing: the columns are %s: %w", name, c, strings.Join(clauseColumns, ","), corpus.ErrInvalid)
		}
	}
	var out []ClauseCase
	for {
		rec, err := rd.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %v: %w", name, err, corpus.ErrInvalid)
		}
		line, _ := rd.FieldPos(0)
		c, err := l.clauseCase(rec, at)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		c.Line = line
		out = append(out, c)
	}
}

func (l *Library) clauseCase(rec []string, at map[string]int) (ClauseCase, error) {
	c := ClauseCase{Criterion: rec[at["criterion"]], Language: rec[at["language"]], Text: rec[at["text"]]}
	crit := l.Criterion(c.Criterion)
	if crit == nil {
		return c, fmt.Errorf("column criterion: %q is in no rubric: %w", c.Criterion, corpus.ErrInvalid)
	}
	if crit.Derived() {
		return c, fmt.Errorf("column criterion: %s is derived from %v: code those: %w", c.Criterion, crit.From, corpus.ErrInvalid)
	}
	if !slices.Contains(Languages(), c.Language) {
		return c, fmt.Errorf("column language: %q: one of %v: %w", c.Language, Languages(), corpus.ErrInvalid)
	}
	var err error
	if c.Level, err = ParseLevel(rec[at["level"]]); err != nil {
		return c, fmt.Errorf("column level: %w", err)
	}
	return c, nil
}

// EvaluateClauses codes each clause on its own, as if it stood in the body of an agreement.
func (r *RulesRater) EvaluateClauses(ctx context.Context, cases []ClauseCase) (*ClauseReport, error) {
	rep := &ClauseReport{ByCriterion: map[string]ClauseFigure{}, ByLanguage: map[string]ClauseFigure{}, Errors: []ClauseError{}}
	var ds []decision
	right := 0
	for i, c := range cases {
		f, err := r.CodeClause(ctx, r.lib.Criterion(c.Criterion), c.Language, c.Text)
		if err != nil {
			return nil, fmt.Errorf("clause set line %d: %w", c.Line, err)
		}
		have := f.Level
		if have == NA {
			have = Absent
		}
		ok := have == c.Level
		if ok {
			right++
		} else {
			rep.Errors = append(rep.Errors, ClauseError{c.Line, c.Criterion, c.Language, c.Level, have, f.Reason, c.Text})
		}
		count(rep.ByCriterion, c.Criterion, ok)
		count(rep.ByLanguage, c.Language, ok)
		ds = append(ds, decision{text: &GoldText{ID: fmt.Sprint(i)}, criterion: c.Criterion, gold: c.Level, rater: have})
	}
	rep.N, rep.Exact, rep.Broad = len(cases), Num(ratio(right, len(cases))), reading(ds, Level.Broad)
	return rep, nil
}

func count(m map[string]ClauseFigure, key string, ok bool) {
	f := m[key]
	f.N++
	if ok {
		f.right++
	}
	f.Exact = Num(ratio(f.right, f.N))
	m[key] = f
}
