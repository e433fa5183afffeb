package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"corridor/corpus"
	"corridor/rubric"
)

// CatalogueChange says what putting a catalogue added; it is the zero value when all was held.
type CatalogueChange struct {
	Entries     int `json:"entries"`
	Assessments int `json:"assessments"`
	Links       int `json:"links"` // more links than before
}

// PutCatalogue keeps the entries of a catalogue and the assessments of them, and links the entries to held
// texts: all of it or nothing. What is held already is not added again. It wraps corpus.ErrConflict when an
// entry is held with other values, and corpus.ErrInvalid when an entry or assessment breaks a rule.
func (s *Store) PutCatalogue(ctx context.Context, d *rubric.Dataset) (added CatalogueChange, err error) {
	err = s.change(ctx, "put catalogue "+d.Name, timeOf(d), func(w *work) error {
		added, err = putCatalogue(ctx, w, d)
		return err
	})
	return added, err
}

// timeOf is when a data set was read: the time of its first assessment.
func timeOf(d *rubric.Dataset) (at time.Time) {
	if len(d.Assessments) > 0 {
		at = d.Assessments[0].Time
	}
	return at
}

func putCatalogue(ctx context.Context, w *work, d *rubric.Dataset) (added CatalogueChange, err error) {
	for i := range d.Entries {
		fresh, err := putEntry(ctx, w, &d.Entries[i])
		if err != nil {
			return added, err
		}
		if fresh {
			added.Entries++
		}
	}
	for _, as := range d.Assessments {
		fresh, err := putCatalogueAssessment(ctx, w, as)
		if err != nil {
			return added, fmt.Errorf("assessment of %s: %w", as.Agreement, err)
		}
		if fresh {
			added.Assessments++
		}
	}
	added.Links, err = linkAll(ctx, w.tx)
	return added, err
}

func putEntry(ctx context.Context, w *work, e *corpus.Entry) (fresh bool, err error) {
	if err := e.Validate(); err != nil {
		return false, err
	}
	given, err := json.Marshal(e)
	if err != nil {
		return false, err
	}
	var held string
	switch err := w.tx.QueryRowContext(ctx, `SELECT entry FROM catalogue WHERE id = ?`, e.ID).Scan(&held); {
	case err == nil && held == string(given):
		return false, nil
	case err == nil:
		return false, fmt.Errorf("%w: entry %s is held with other values, and an entry never changes", corpus.ErrConflict, e.ID)
	case !errors.Is(err, sql.ErrNoRows):
		return false, err
	}
	err = w.record(ctx, "catalogue", e.ID, func() error {
		return w.exec(ctx, `INSERT INTO catalogue (id, entry, pair, year) VALUES (?, ?, ?, ?)`,
			e.ID, string(given), pairOf(e.Countries()), e.Signed.Year())
	})
	if err == nil {
		err = putParties(ctx, w.tx, e)
	}
	return true, err
}

func putParties(ctx context.Context, tx transaction, e *corpus.Entry) error {
	for i, p := range e.Parties {
		if _, err := tx.ExecContext(ctx, `INSERT INTO catalogue_parties (entry, position, party) VALUES (?, ?, ?)`, e.ID, i, codeOrName(p)); err != nil {
			return err
		}
	}
	return nil
}

// pairOf is how parties are compared: their codes in order.
func pairOf(countries []string) string { return strings.Join(countries, " ") }

func codeOrName(p corpus.Party) string {
	if p.Country != "" {
		return p.Country
	}
	return p.Name
}

func putCatalogueAssessment(ctx context.Context, w *work, as *rubric.Assessment) (fresh bool, err error) {
	if err := checkAssessment(as, ""); err != nil {
		return false, err
	}
	findings, err := json.Marshal(as.Findings)
	if err != nil {
		return false, err
	}
	latest := ""
	err = w.tx.QueryRowContext(ctx, `SELECT findings FROM catalogue_assessments WHERE entry = ? AND rubric = ? AND rater = ?
		ORDER BY seq DESC LIMIT 1`, as.Agreement, as.Rubric, as.Rater).Scan(&latest)
	if err == nil && latest == string(findings) {
		return false, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	return true, w.insert(ctx, "catalogue_assessments", `INSERT INTO catalogue_assessments (entry, rubric, rater, rater_kind, tool, time, findings)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, as.Agreement, as.Rubric, as.Rater, string(as.RaterKind), as.Tool, stamp(as.Time), string(findings))
}

// Catalogue returns the entries of a catalogue, or of all of them when its name is "", in the order in
// which they were put.
func (s *Store) Catalogue(ctx context.Context, name string) ([]corpus.Entry, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT entry FROM catalogue WHERE ? IN ('', substr(id, 1, instr(id, '/') - 1)) ORDER BY seq`, name)
	out, err := collect(rows, err, scanEntry)
	if err != nil {
		return nil, fmt.Errorf("store: catalogue %s: %w", name, explain(err))
	}
	return out, nil
}

func scanEntry(scan func(...any) error) (e corpus.Entry, err error) {
	var raw []byte
	if err := scan(&raw); err != nil {
		return e, err
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return e, fmt.Errorf("%w: an entry of a catalogue is damaged: %w", corpus.ErrInvalid, err)
	}
	return e, e.Validate()
}

// CatalogueAssessments returns what a rater found of the entries of catalogues, or what all raters found
// when its name is "", in the order in which it was put. Assessment.Agreement is the id of the entry.
func (s *Store) CatalogueAssessments(ctx context.Context, rater string) ([]*rubric.Assessment, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT entry, rubric, rater, rater_kind, tool, time, findings FROM catalogue_assessments
		WHERE ? IN ('', rater) ORDER BY seq`, rater)
	out, err := collect(rows, err, scanAssessment)
	if err != nil {
		return nil, fmt.Errorf("store: catalogue assessments: %w", explain(err))
	}
	return out, nil
}

// RaterCount is how many assessments a rater has made under a rubric.
type RaterCount struct {
	Rater     string           `json:"rater"`
	Kind      rubric.RaterKind `json:"kind"`
	Rubric    string           `json:"rubric"` // with its version
	Held      int              `json:"held"`   // of held agreements
	Catalogue int              `json:"catalogue"`
}

// Raters lists who has coded what, by name and rubric.
func (s *Store) Raters(ctx context.Context) ([]RaterCount, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT rater, rater_kind, rubric, sum(held), sum(catalogue) FROM (
		SELECT rater, rater_kind, rubric, 1 AS held, 0 AS catalogue FROM assessments
		UNION ALL SELECT rater, rater_kind, rubric, 0, 1 FROM catalogue_assessments)
		GROUP BY rater, rater_kind, rubric ORDER BY rater, rubric, rater_kind`)
	out, err := collect(rows, err, func(scan func(...any) error) (c RaterCount, err error) {
		return c, scan(&c.Rater, &c.Kind, &c.Rubric, &c.Held, &c.Catalogue)
	})
	if err != nil {
		return nil, fmt.Errorf("store: raters: %w", explain(err))
	}
	return out, nil
}
