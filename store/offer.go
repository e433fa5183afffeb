package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/corpus"
)

// What is offered as another version of an agreement that has come in.
const (
	offerSimilarity = 0.5 // and parties that can be the same
	strangerOffer   = 0.9 // of other parties: one of the two was read wrongly, or a treaty was the model of another
	crowd           = 64  // texts that are looked at in a band: copies of model texts come in great numbers
	maxCompared     = 8   // texts that are compared word sequence by word sequence
	maxOffers       = 3
)

// version is a held text that could be another version of one that has come in.
type version struct {
	heldText
	similarity float64
}

// offerVersions sketches the text of an agreement that has come in and offers the held texts that are much like
// it as its family. Nothing is merged: a person says what they are to each other.
func offerVersions(ctx context.Context, w *work, a *corpus.Agreement) error {
	set := shinglesOf(a.Text)
	w.store.likeness.keep(a.ID, set)
	s := set.sketch()
	near, err := sharing(ctx, w.tx, s)
	if err != nil {
		return err
	}
	var seq int64
	if err := w.tx.QueryRowContext(ctx, `SELECT seq FROM texts WHERE id = ?`, a.ID).Scan(&seq); err != nil {
		return err
	}
	if err := putSketch(ctx, w.tx, seq, s); err != nil {
		return err
	}
	versions, err := compareAll(ctx, w, a, set, near)
	if err != nil {
		return err
	}
	for _, v := range versions {
		r := Relation{Agreement: a.ID, Kind: corpus.VersionOf, Other: v.id, State: Offered, Similarity: v.similarity, Why: v.why(a), Time: w.at}
		if _, err := relate(ctx, w, r); err != nil {
			return err
		}
	}
	return nil
}

// compareAll compares a text with candidates and returns the most similar that are worth an offer, at most maxOffers.
func compareAll(ctx context.Context, w *work, a *corpus.Agreement, set shingles, near []int64) (out []version, err error) {
	var alike []version
	for _, seq := range near {
		v := version{}
		if err := w.tx.QueryRowContext(ctx, `SELECT id FROM texts WHERE seq = ?`, seq).Scan(&v.id); err != nil {
			return nil, err
		}
		other, err := w.heldShingles(ctx, v.id)
		if err != nil {
			return nil, err
		}
		if v.similarity = similarity(set, other); v.similarity >= offerSimilarity {
			alike = append(alike, v)
		}
	}
	slices.SortFunc(alike, func(x, y version) int {
		return cmp.Or(cmp.Compare(y.similarity, x.similarity), strings.Compare(x.id, y.id))
	})
	pair := pairOf(a.Countries())
	for _, v := range alike {
		if len(out) == maxOffers {
			break
		}
		if v.heldText, err = scanHeldText(w.tx.QueryRowContext(ctx, selectHeldText, v.id).Scan); err != nil {
			return nil, err
		}
		if v.similarity >= strangerOffer || sameParties(pair, v.pair) != otherParties {
			out = append(out, v)
		}
	}
	return out, nil
}

const selectHeldText = `SELECT ` + heldTextColumns + ` FROM agreements WHERE id = ?`

// heldShingles is the word sequences of a held text. Those of the last texts are remembered: what comes in together is
// compared with the same texts again and again.
func (w *work) heldShingles(ctx context.Context, id string) (shingles, error) {
	if set, ok := w.store.likeness.of(id); ok {
		return set, nil
	}
	var text string
	if err := w.tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE id = ?`, id).Scan(&text); err != nil {
		return nil, err
	}
	set := shinglesOf(text)
	w.store.likeness.keep(id, set)
	return set, nil
}

// The ways in which the parties of two texts agree, in words.
const (
	theSameParties = "the same parties"
	someParties    = "parties not known in both"
	otherParties   = "other parties"
)

// sameParties compares two pairs of parties; where one side knows fewer, those it knows must be the other's.
func sameParties(a, b string) string {
	if a == b && a != "" {
		return theSameParties
	}
	few, many := strings.Fields(a), strings.Fields(b)
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, party := range few {
		if !slices.Contains(many, party) {
			return otherParties
		}
	}
	return someParties
}

// why says in words what speaks for an offer.
func (v *version) why(a *corpus.Agreement) string {
	parts := []string{fmt.Sprintf("%d %% of the word sequences of both texts are common", int(math.Floor(100*v.similarity))),
		sameParties(pairOf(a.Countries()), v.pair)}
	switch x, y := a.Signed.Value, v.signed; {
	case x == "" && y == "":
		parts = append(parts, "both undated")
	case x == "" || y == "":
		parts = append(parts, "one undated")
	case x == y:
		parts = append(parts, "the same date")
	case x.Year() == y.Year():
		parts = append(parts, "signed in the same year")
	default:
		years := max(x.Year()-y.Year(), y.Year()-x.Year())
		parts = append(parts, fmt.Sprintf("signed %d year%s apart", years, map[bool]string{true: "s"}[years > 1]))
	}
	return strings.Join(parts, "; ")
}

// sharing lists the texts that have a band in common with a sketch, those with the most bands first.
func sharing(ctx context.Context, tx transaction, s sketch) ([]int64, error) {
	if len(s) == 0 {
		return nil, nil
	}
	one := fmt.Sprintf(`SELECT text FROM (SELECT text FROM bands WHERE band = ? AND key = ? LIMIT %d)`, crowd)
	var args []any
	for band, key := range s {
		args = append(args, band, key)
	}
	rows, err := tx.QueryContext(ctx, `SELECT text FROM (`+one+strings.Repeat(` UNION ALL `+one, len(s)-1)+`)
		GROUP BY text ORDER BY count(*) DESC, text LIMIT ?`, append(args, maxCompared)...)
	return collect(rows, err, scanInt)
}

func scanInt(scan func(...any) error) (n int64, err error) { return n, scan(&n) }

// putSketch keeps the bands of a text.
func putSketch(ctx context.Context, tx transaction, seq int64, s sketch) error {
	if len(s) == 0 {
		return nil
	}
	var args []any
	for band, key := range s {
		args = append(args, band, key, seq)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO bands (band, key, text) VALUES (?, ?, ?)`+strings.Repeat(`, (?, ?, ?)`, len(s)-1), args...)
	return err
}

// sketchAll sketches the texts that were held before there were sketches.
func sketchAll(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT seq FROM texts ORDER BY seq`)
	seqs, err := collect(rows, err, scanInt)
	for _, seq := range seqs {
		var text string
		if err == nil {
			err = tx.QueryRowContext(ctx, `SELECT text FROM texts WHERE seq = ?`, seq).Scan(&text)
		}
		if err == nil {
			err = putSketch(ctx, tx, seq, shinglesOf(text).sketch())
		}
	}
	return err
}
