package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

const (
	hasSide  = `EXISTS (SELECT 1 FROM sides WHERE agreement = id AND side = ? AND party = ? COLLATE NOCASE)`
	hasParty = `EXISTS (SELECT 1 FROM sides WHERE agreement = id AND party = ? COLLATE NOCASE)`
	covers   = `EXISTS (SELECT 1 FROM covers WHERE agreement = id AND what = ? AND value = ?)`
)

// query turns the filter into SQL. All values are parameters.
func (f Filter) query() (*query, error) {
	q := &query{}
	if f.Origin != "" {
		q.and(hasSide, "origin", f.Origin)
	}
	if f.Destination != "" {
		q.and(hasSide, "destination", f.Destination)
	}
	if f.Country != "" {
		q.and(hasParty, f.Country)
	}
	if f.Kind != "" {
		q.and(`kind = ?`, string(f.Kind))
	}
	if f.Scope != "" {
		q.and(covers, "scope", string(f.Scope))
	}
	if f.Sector != "" {
		q.and(covers, "sector", string(f.Sector))
	}
	if f.Language != "" {
		q.and(`language = ?`, strings.ToLower(f.Language))
	}
	if f.Public {
		q.and(`NOT EXISTS (SELECT 1 FROM publications WHERE agreement = id AND level = 'private')`)
	}
	if f.After != "" {
		q.and(`(signed, id) > (SELECT signed, id FROM agreements WHERE id = ?)`, f.After)
	}
	q.words(f.Text)
	if err := q.years(f.From, f.To); err != nil {
		return nil, err
	}
	return q, q.region(f.Region, f.RegionOf)
}

func (q *query) years(from, to int) error {
	if from != 0 && to != 0 && from > to {
		return fmt.Errorf("%w: years from %d to %d hold nothing", corpus.ErrInvalid, from, to)
	}
	if from != 0 {
		q.and(`year >= ?`, from)
	}
	if to != 0 {
		q.and(`year BETWEEN 1 AND ?`, to)
	}
	return nil
}

// words asks for every word of text. Each is quoted, so that no word is an operator of the index.
func (q *query) words(text string) {
	var quoted []string
	for _, w := range strings.FieldsFunc(text, notInWord) {
		quoted = append(quoted, `"`+w+`"`)
	}
	if len(quoted) > 0 {
		q.and(`id IN (SELECT texts.id FROM words JOIN texts ON texts.seq = words.rowid WHERE words MATCH ?)`,
			strings.Join(quoted, " AND "))
	}
}

// notInWord tells the signs at which the index cuts words.
func notInWord(r rune) bool {
	if r < utf8.RuneSelf {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	}
	return !unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Co)
}
