package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Part is one of the kinds that a total is made of.
type Part struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Tally is a total and its parts. The two are counted apart, so that what falls into no part is noticed.
type Tally struct {
	Total int    `json:"total"`
	Parts []Part `json:"parts"`
}

// Sum is the sum of the parts.
func (t Tally) Sum() (n int) {
	for _, p := range t.Parts {
		n += p.Count
	}
	return n
}

// Of is the count of a part, 0 when there is none of that name.
func (t Tally) Of(name string) int {
	if i := slices.IndexFunc(t.Parts, func(p Part) bool { return p.Name == name }); i >= 0 {
		return t.Parts[i].Count
	}
	return 0
}

// Status is the account of a store at one moment: what was given, and what became of it.
type Status struct {
	Store  string `json:"store"`
	Schema int    `json:"schema"`
	Head   Head   `json:"head"`

	Files       Tally    `json:"files"`       // ever given, by what became of them; every state is listed
	Agreements  Tally    `json:"agreements"`  // by publication level; every level is listed
	Sources     Tally    `json:"sources"`     // files of which the bytes are kept, by whether an agreement was read from them
	SourceBytes int64    `json:"sourceBytes"` // of these
	Assessments Tally    `json:"assessments"` // of agreements, by rater
	Catalogue   Tally    `json:"catalogue"`   // records of outside catalogues, by catalogue
	Codings     Tally    `json:"codings"`     // assessments of catalogue records, by rater
	Raters      int      `json:"raters"`      // of agreements and of catalogue records, each once
	Relations   Tally    `json:"relations"`   // by state
	Saved       Tally    `json:"saved"`       // by kind
	Untraced    int      `json:"untraced"`    // agreements that no ingested file names: 0, unless they were put without a file
	Unsound     []string `json:"unsound"`     // totals that do not add up, in words
}

// The parts of Status.Sources.
const (
	SourceRead   = "gave an agreement"
	SourceUnread = "gave none"
)

// tallies says how each total and its parts are counted: a total without looking at parts, the parts by a name.
var tallies = []struct {
	of           func(*Status) *Tally
	what         string
	total, parts string
	every        []string // parts that are listed in this order, with 0 too, and no others are allowed
}{
	{func(s *Status) *Tally { return &s.Files }, "files", `SELECT count(*) FROM files`, `SELECT state, count(*) FROM files GROUP BY state`, namesOf(States())},
	{func(s *Status) *Tally { return &s.Agreements }, "agreements", `SELECT count(*) FROM agreements`,
		`SELECT ifnull(level, 'full'), count(*) FROM agreements LEFT JOIN publications ON agreement = id GROUP BY 1`, namesOf(Publications())},
	{func(s *Status) *Tally { return &s.Sources }, "sources", `SELECT count(*) FROM originals`,
		`SELECT iif(sha256 IN (SELECT sha256 FROM files WHERE state IN ('ingested', 'duplicate-of')), '` + SourceRead + `', '` + SourceUnread + `'), count(*)
			FROM originals GROUP BY 1`, []string{SourceRead, SourceUnread}},
	{func(s *Status) *Tally { return &s.Assessments }, "assessments", `SELECT count(*) FROM assessments`,
		`SELECT rater, count(*) FROM assessments JOIN agreements ON agreement = id GROUP BY rater ORDER BY rater`, nil},
	{func(s *Status) *Tally { return &s.Catalogue }, "catalogue records", `SELECT count(*) FROM catalogue`,
		`SELECT substr(id, 1, instr(id, '/') - 1), count(*) FROM catalogue GROUP BY 1 ORDER BY 1`, nil},
	{func(s *Status) *Tally { return &s.Codings }, "codings", `SELECT count(*) FROM catalogue_assessments`,
		`SELECT rater, count(*) FROM catalogue_assessments a JOIN catalogue c ON a.entry = c.id GROUP BY rater ORDER BY rater`, nil},
	{func(s *Status) *Tally { return &s.Relations }, "relations", `SELECT count(*) FROM relations`,
		`SELECT state, count(*) FROM relations GROUP BY state`, namesOf([]RelationState{Accepted, Offered, Rejected})},
	{func(s *Status) *Tally { return &s.Saved }, "saved", `SELECT count(*) FROM saved`,
		`SELECT kind, count(*) FROM saved GROUP BY kind`, namesOf([]SavedKind{SavedSearch, SavedComparison})},
}

func namesOf[T ~string](list []T) (out []string) {
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// Status counts what the store holds, at one moment, while others go on writing.
func (s *Store) Status(ctx context.Context) (*Status, error) {
	out := &Status{Store: s.path, Schema: SchemaVersion(), Unsound: []string{}}
	if err := s.account(ctx, out); err != nil {
		return nil, fmt.Errorf("store: status: %w", explain(err))
	}
	out.balance()
	return out, nil
}

func (s *Store) account(ctx context.Context, out *Status) (err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	if out.Head, err = headOf(ctx, tx); err != nil {
		return err
	}
	for _, t := range tallies {
		if *t.of(out), err = count(ctx, tx, t.total, t.parts, t.every); err != nil {
			return err
		}
	}
	return tx.QueryRowContext(ctx, `SELECT ifnull((SELECT sum(bytes) FROM originals), 0),
		(SELECT count(*) FROM (SELECT rater FROM assessments UNION SELECT rater FROM catalogue_assessments)),
		(SELECT count(*) FROM agreements WHERE id NOT IN (SELECT agreement FROM files WHERE state = 'ingested'
			UNION SELECT value FROM files, json_each(iif(others = '', '[]', others)) WHERE state = 'ingested'))`).
		Scan(&out.SourceBytes, &out.Raters, &out.Untraced)
}

// count counts a total and its parts.
func count(ctx context.Context, tx *sql.Tx, total, parts string, every []string) (t Tally, err error) {
	if err := tx.QueryRowContext(ctx, total).Scan(&t.Total); err != nil {
		return t, err
	}
	rows, err := tx.QueryContext(ctx, parts)
	found, err := collect(rows, err, func(scan func(...any) error) (p Part, err error) { return p, scan(&p.Name, &p.Count) })
	if every == nil {
		t.Parts = append([]Part{}, found...)
		return t, err
	}
	for _, name := range every {
		t.Parts = append(t.Parts, Part{name, Tally{Parts: found}.Of(name)})
	}
	return t, err
}

// balance looks for totals that do not add up.
func (s *Status) balance() {
	for _, t := range tallies {
		if have := t.of(s); have.Total != have.Sum() {
			s.Unsound = append(s.Unsound, fmt.Sprintf("%s: %d in all, and %d in its parts", t.what, have.Total, have.Sum()))
		}
	}
	if s.Untraced > 0 {
		s.Unsound = append(s.Unsound, fmt.Sprintf("agreements: %d of %d are named by no file that was ingested", s.Untraced, s.Agreements.Total))
	}
}
