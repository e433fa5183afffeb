package store

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// Complete checks a request and fills in what it leaves out: unit, order, limit, and the offset that a page token
// stands for. Every implementation of Index begins with it. It wraps corpus.ErrInvalid and corpus.ErrTooLarge.
func (r Request) Complete() (Request, error) {
	if r.By == "" {
		r.By = Clauses
	}
	if r.Sort == "" {
		r.Sort = ByRelevance
	}
	if r.Limit == 0 {
		r.Limit = DefaultHits
	}
	if r.Page != "" {
		offset, err := r.offsetOf(r.Page)
		if err != nil {
			return r, err
		}
		r.Offset, r.Page = offset, ""
	}
	return r, r.check()
}

func (r Request) check() error {
	switch {
	case r.By != Clauses && r.By != Agreements:
		return fmt.Errorf("%w: hits are clauses or agreements, not %q", corpus.ErrInvalid, r.By)
	case !slices.Contains(Sortings(), r.Sort):
		return fmt.Errorf("%w: order %q: one of %v", corpus.ErrInvalid, r.Sort, Sortings())
	case r.Limit < 0 || r.Offset < 0 || r.Values < 0:
		return fmt.Errorf("%w: a page cannot begin or end before the first hit", corpus.ErrInvalid)
	case r.Limit > MaxPage:
		return fmt.Errorf("%w: a page has at most %d hits", corpus.ErrTooLarge, MaxPage)
	case r.Offset+r.Limit > MaxHits:
		return fmt.Errorf("%w: pages end at hit %d; narrow the query, or sort it otherwise", corpus.ErrTooLarge, MaxHits)
	}
	for _, f := range r.Facets {
		if !slices.Contains(FacetFields(), f) {
			return fmt.Errorf("%w: facet %q: one of %v", corpus.ErrInvalid, f, FacetFields())
		}
	}
	return nil
}

// Sortings lists the orders.
func Sortings() []Sorting { return []Sorting{ByRelevance, ByDate, ByScore} }

// NextPage is the token of the page after a complete request, "" when total hits end before it.
func (r Request) NextPage(total int) string {
	next := r.Offset + r.Limit
	if next >= total || next+1 > MaxHits {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%s:%d", r.fingerprint(), next)))
}

// offsetOf reads a token, which fits only the query and order that it was given for.
func (r Request) offsetOf(token string) (int, error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	print, at, ok := strings.Cut(string(raw), ":")
	offset, numErr := strconv.Atoi(at)
	if err != nil || !ok || numErr != nil || offset < 0 {
		return 0, fmt.Errorf("%w: page token %q was not given by a search", corpus.ErrInvalid, token)
	}
	if print != r.fingerprint() {
		return 0, fmt.Errorf("%w: the page token is of another query or another order", corpus.ErrInvalid)
	}
	return offset, nil
}

// fingerprint names what pages are of.
func (r Request) fingerprint() string {
	query := ""
	if r.Query != nil {
		query = r.Query.String()
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{query, string(r.By), string(r.Sort), strconv.FormatBool(r.Public)}, "\x00")))
	return hex.EncodeToString(sum[:6])
}
