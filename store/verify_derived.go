package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"corridor/corpus"
)

// catalogue checks the entries of catalogues, the columns that repeat them, and what their coders found.
func (v *verifier) catalogue(ctx context.Context) error {
	type row struct {
		id, pair, parties string
		year              int
		entry             corpus.Entry
		err               error
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT id, pair, year,
		(SELECT group_concat(party, char(10) ORDER BY position) FROM catalogue_parties WHERE entry = catalogue.id), entry FROM catalogue ORDER BY seq`)
	err = each(rows, err, func(scan func(...any) error) (r row, err error) {
		var parties sql.NullString
		r.entry, err = scanEntry(func(into ...any) error { return scan(append([]any{&r.id, &r.pair, &r.year, &parties}, into...)...) })
		r.parties = parties.String
		if r.id == "" || code(err) != 0 {
			return r, err
		}
		r.err = err
		return r, nil
	}, func(r row) bool {
		v.invalid("entry", r.id, r.err)
		if e := &r.entry; r.err == nil && (e.ID != r.id || pairOf(e.Countries()) != r.pair || e.Signed.Year() != r.year || partiesOf(e) != r.parties) {
			v.fault("entry", r.id, "is found by other parties or another year than it says")
		}
		return true
	})
	if err != nil {
		return err
	}
	return v.codings(ctx)
}

func partiesOf(e *corpus.Entry) (out string) {
	for i, p := range e.Parties {
		if i > 0 {
			out += "\n"
		}
		out += codeOrName(p)
	}
	return out
}

func (v *verifier) codings(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT entry, rubric, rater, rater_kind, tool, time, findings FROM catalogue_assessments ORDER BY seq`)
	return each(rows, err, func(scan func(...any) error) (error, error) {
		as, err := scanAssessment(scan)
		if code(err) != 0 {
			return nil, err
		}
		if err == nil {
			err = checkAssessment(as, "")
		}
		return err, nil
	}, func(err error) bool {
		v.invalid("coding", "", err)
		return true
	})
}

// accounts checks that every file is in exactly one state, and that agreements and files tell the same story.
func (v *verifier) accounts(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, selectFiles+` ORDER BY seq`)
	files, err := collect(rows, err, scanFile)
	if err != nil {
		return err
	}
	ids, err := v.ids(ctx)
	if err != nil {
		return err
	}
	for _, f := range files {
		v.invalid("file", f.Name, f.check())
		for _, id := range f.agreements() {
			if _, held := slices.BinarySearch(ids, id); !held {
				v.fault("file", f.Name, "is said to have given agreement %.12s, which is not held", id)
			}
		}
	}
	return nil
}

// links builds the links between catalogues and texts again and compares them.
func (v *verifier) links(ctx context.Context) error {
	entries, err := entriesWhere(ctx, v.tx, ``)
	if err != nil {
		return err
	}
	rows, err := v.tx.QueryContext(ctx, selectHeldTexts)
	held, err := collect(rows, err, scanHeldText)
	if err != nil {
		return err
	}
	var want []string
	for _, p := range place(entries, held) {
		for _, id := range p.Agreements {
			want = append(want, p.Entry.ID+" "+id+" "+string(p.By))
		}
	}
	rows, err = v.tx.QueryContext(ctx, `SELECT entry || ' ' || agreement || ' ' || found_by FROM catalogue_links`)
	have, err := collect(rows, err, scanString)
	if err != nil {
		return err
	}
	v.count("link", len(have))
	v.compare("link", want, have)
	return nil
}

// compare names what one list has more than the other.
func (v *verifier) compare(object string, want, have []string) {
	slices.Sort(want)
	slices.Sort(have)
	for _, w := range want {
		if _, ok := slices.BinarySearch(have, w); !ok {
			v.fault(object, w, "follows from the records, and is not there")
		}
	}
	for _, h := range have {
		if _, ok := slices.BinarySearch(want, h); !ok {
			v.fault(object, h, "does not follow from the records")
		}
	}
}

// words compares the index of words with one that is built anew from the texts, term by term.
func (v *verifier) words(ctx context.Context) (err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	file, err := fileURL(v.store.path)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `ATTACH ? AS kept`, file+"?mode=ro"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // it is all in memory
	return v.terms(ctx, tx)
}

// freshWords is the index of words, built anew beside the one that is kept.
const freshWords = `
	CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2');
	INSERT INTO words (rowid, text) SELECT seq, text FROM kept.texts;
	CREATE VIRTUAL TABLE temp.fresh_terms USING fts5vocab (main, words, row);
	CREATE VIRTUAL TABLE temp.kept_terms USING fts5vocab (kept, words, row);`

func (v *verifier) terms(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, freshWords); err != nil {
		return err
	}
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM fresh_terms`).Scan(&n); err != nil {
		return err
	}
	v.count("words", n)
	rows, err := tx.QueryContext(ctx, `SELECT term FROM (SELECT term, doc FROM fresh_terms EXCEPT SELECT term, doc FROM kept_terms)
		UNION SELECT term FROM (SELECT term, doc FROM kept_terms EXCEPT SELECT term, doc FROM fresh_terms) ORDER BY term LIMIT 20`)
	return each(rows, err, scanString, func(term string) bool {
		v.fault("words", term, "is not in the texts that the index says")
		return true
	})
}
