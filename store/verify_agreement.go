package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"corridor/corpus"
)

// agreements checks each agreement with its text and all that hangs on them.
func (v *verifier) agreements(ctx context.Context) error {
	ids, err := v.ids(ctx)
	if err != nil {
		return err
	}
	for i, id := range ids {
		v.store.tell("verify texts", i, len(ids))
		if err := v.agreement(ctx, id); ctx.Err() != nil || err != nil && !damaged(err) {
			return errors.Join(ctx.Err(), err)
		} else if err != nil {
			v.fault("agreement", id, "cannot be read: %v", err)
		}
	}
	v.store.tell("verify texts", len(ids), len(ids))
	v.count("text", len(ids))
	return v.strangeTexts(ctx, ids)
}

// strangeTexts names the texts that stand under an id that no agreement has. It reads the table itself, past the index of the ids.
func (v *verifier) strangeTexts(ctx context.Context, ids []string) error {
	type named struct {
		seq int64
		id  string
	}
	var strange []named
	rows, err := v.tx.QueryContext(ctx, `SELECT seq, id FROM texts NOT INDEXED ORDER BY seq`)
	err = each(rows, err, func(scan func(...any) error) (n named, err error) { return n, scan(&n.seq, &n.id) }, func(n named) bool {
		if _, held := slices.BinarySearch(ids, n.id); !held {
			strange = append(strange, n)
		}
		return true
	})
	for _, n := range strange {
		var text string
		if err == nil {
			err = v.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE seq = ?`, n.seq).Scan(&text)
		}
		real := corpus.TextID(text)
		if _, held := slices.BinarySearch(ids, real); held && err == nil {
			v.fault("text", real, "stands under another id, %.12s…", n.id)
		} else {
			v.fault("text", n.id, "no agreement has this text")
		}
	}
	return err
}

// ids lists the agreements of the journal and of the table.
func (v *verifier) ids(ctx context.Context) ([]string, error) {
	seen := map[string]bool{}
	for id := range v.known["agreements"] {
		seen[id] = true
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT id FROM agreements`)
	err = each(rows, err, scanString, func(id string) bool {
		seen[id] = true
		return true
	})
	if err != nil && !damaged(err) {
		return nil, err
	}
	return slices.Sorted(maps.Keys(seen)), nil
}

func (v *verifier) agreement(ctx context.Context, id string) error {
	text, err := v.text(ctx, id)
	if err != nil {
		return err
	}
	var meta []byte
	var row [6]string
	err = v.tx.QueryRowContext(ctx, `SELECT meta, title, kind, language, signed, reciprocal, bytes FROM agreements WHERE id = ?`, id).
		Scan(&meta, &row[0], &row[1], &row[2], &row[3], &row[4], &row[5])
	if errors.Is(err, sql.ErrNoRows) {
		return nil // said when the records were compared with the journal
	}
	if err != nil {
		return err
	}
	a, err := reading(meta, id, text)
	v.invalid("agreement", id, err)
	if err == nil {
		want := [6]string{a.Title.Value, string(a.Kind.Value), a.Language, string(a.Signed.Value), map[bool]string{false: "0", true: "1"}[a.Corridor.Reciprocal], fmt.Sprint(len(a.Text))}
		if row != want {
			v.fault("agreement", id, "is listed as %q, and was read as %q", row, want)
		}
		if err := v.sides(ctx, a); err != nil {
			return err
		}
	}
	return errors.Join(v.readings(ctx, id, text), v.assessments(ctx, id, text), v.bands(ctx, id, text))
}

// bands compares the bands by which a text is found with its sketch.
func (v *verifier) bands(ctx context.Context, id, text string) error {
	if corpus.TextID(text) != id {
		return nil
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT key FROM bands WHERE text = (SELECT seq FROM texts WHERE id = ?) ORDER BY band`, id)
	have, err := collect(rows, err, scanInt)
	if err == nil && !slices.Equal(have, shinglesOf(text).sketch()) {
		v.fault("likeness", id, "its bands are not those of its text")
	}
	return err
}

// text reads the text of an agreement; "" when there is none that can be read, which is said.
func (v *verifier) text(ctx context.Context, id string) (text string, err error) {
	err = v.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, id).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		v.fault("text", id, "is gone")
	case err != nil && damaged(err):
		v.fault("text", id, "cannot be read: %v", err)
	case err != nil:
		return "", err
	case corpus.TextID(text) != id:
		v.fault("text", id, "was changed: its hash is %.12s…", corpus.TextID(text))
	}
	return text, nil
}

// reading is an agreement as kept; its id is the key under which it stands, and not what its text hashes to.
func reading(meta []byte, id, text string) (*corpus.Agreement, error) {
	a := new(corpus.Agreement)
	if err := json.Unmarshal(meta, a); err != nil {
		return nil, fmt.Errorf("its record is no JSON: %w", err)
	}
	if a.ID != id {
		return nil, fmt.Errorf("its record is of %.12s", a.ID)
	}
	a.Text = text
	if corpus.TextID(text) != id {
		return a, nil // the text was named; spans into it say nothing
	}
	return a, a.Validate()
}

// sides compares the parties by which an agreement is found with its corridor.
func (v *verifier) sides(ctx context.Context, a *corpus.Agreement) error {
	have := map[string][]string{}
	type side struct{ side, party string }
	rows, err := v.tx.QueryContext(ctx, `SELECT side, party FROM sides WHERE agreement = ? ORDER BY side, position`, a.ID)
	err = each(rows, err, func(scan func(...any) error) (s side, err error) { return s, scan(&s.side, &s.party) }, func(s side) bool {
		have[s.side] = append(have[s.side], s.party)
		return true
	})
	if err != nil {
		return err
	}
	if !slices.Equal(have["origin"], a.Corridor.Origin) || !slices.Equal(have["destination"], a.Corridor.Destination) {
		v.fault("agreement", a.ID, "is found under the parties %v, and was read with %v", have, a.Corridor)
	}
	return nil
}

func (v *verifier) readings(ctx context.Context, id, text string) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT meta FROM readings WHERE agreement = ? ORDER BY seq`, id)
	return each(rows, err, scanString, func(meta string) bool {
		_, err := reading([]byte(meta), id, text)
		v.invalid("reading", id, err)
		return true
	})
}

// assessments checks that every assessment is complete and that its evidence stands in the text.
func (v *verifier) assessments(ctx context.Context, id, text string) error {
	type numbered struct {
		seq string
		err error
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT seq, agreement, rubric, rater, rater_kind, tool, time, findings FROM assessments WHERE agreement = ? ORDER BY seq`, id)
	return each(rows, err, func(scan func(...any) error) (n numbered, err error) {
		as, err := scanAssessment(func(into ...any) error { return scan(append([]any{&n.seq}, into...)...) })
		if n.seq == "" || code(err) != 0 {
			return n, err
		}
		if n.err = err; err == nil && corpus.TextID(text) == id {
			n.err = checkAssessment(as, text)
		}
		return n, nil
	}, func(n numbered) bool {
		v.invalid("assessment", n.seq, n.err)
		return true
	})
}

// originals hashes the bytes of every original, and looks for files that no record names.
func (v *verifier) originals(ctx context.Context) error {
	rows, err := v.tx.QueryContext(ctx, `SELECT sha256 FROM originals ORDER BY sha256`)
	shas, err := collect(rows, err, scanString)
	if err != nil {
		return err
	}
	for i, sha := range shas {
		v.store.tell("verify originals", i, len(shas))
		if _, err := v.store.originalBytes(ctx, v.tx, sha); ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			v.fault("original", sha, "%s", flat(err))
		}
	}
	v.store.tell("verify originals", len(shas), len(shas))
	return v.strays(shas)
}

// strays notes the files in the folder of originals that no record names.
func (v *verifier) strays(shas []string) error {
	n := 0
	err := fs.WalkDir(os.DirFS(v.store.originals()), ".", func(_ string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // no original is kept there
		}
		if err == nil && !d.IsDir() {
			if _, known := slices.BinarySearch(shas, d.Name()); !known {
				n++
			}
		}
		return err
	})
	if n > 0 {
		v.out.Notes = append(v.out.Notes, fmt.Sprintf("%d files in %s belong to no record and do no harm: a writer was stopped between a file and its "+
			"record, or a backup was restored", n, v.store.originals()))
	}
	return err
}
