package store

import (
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// RegionSide says whose region a filter means.
type RegionSide string

// The sides.
const (
	RegionEither      RegionSide = "either"
	RegionOrigin      RegionSide = "origin"
	RegionDestination RegionSide = "destination"
)

// region asks for a party of the region on the given side. The table of regions is the program's and not
// the file's: the codes go into the query.
func (q *query) region(code string, of RegionSide) error {
	if code == "" {
		return nil
	}
	var known []string
	for _, r := range corpus.Regions() {
		known = append(known, r.Code)
	}
	code = strings.ToLower(code)
	if !slices.Contains(known, code) {
		return fmt.Errorf("%w: region %q: one of %s", corpus.ErrInvalid, code, strings.Join(known, ", "))
	}
	var members []any
	for _, c := range corpus.Countries() {
		if corpus.InRegion(c.Code, code) {
			members = append(members, c.Code)
		}
	}
	condition := `EXISTS (SELECT 1 FROM sides WHERE agreement = id AND party IN (?` + strings.Repeat(`, ?`, len(members)-1) + `)`
	switch of {
	case RegionOrigin, RegionDestination:
		q.and(condition+` AND side = ?)`, append(members, string(of))...)
	case RegionEither, "":
		q.and(condition+`)`, members...)
	default:
		return fmt.Errorf("%w: region of %q: one of origin, destination, either", corpus.ErrInvalid, of)
	}
	return nil
}
