package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"corridor/corpus"
)

// Groups for what the table of groups has no place for. They are shown whenever they hold an
// agreement, so that columns add up; unplaced is always shown.
const (
	unplaced  = "unplaced"  // a side is not known, or is no known state
	elsewhere = "elsewhere" // outside the regions asked for
	undated   = "undated"
	none      = "none" // no sector is named
)

// covers reports whether an agreement covers a scope and a sector of those asked for.
func (o CoverageOptions) covers(s Summary) bool {
	return (len(o.Scopes) == 0 || slices.Contains(o.Scopes, s.Scope)) &&
		(len(o.Sectors) == 0 || slices.ContainsFunc(o.Sectors, func(x corpus.Sector) bool { return slices.Contains(s.Sectors, x) }))
}

// places names the groups in which each row stands.
func (o CoverageOptions) places(rows []CoverageRow) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = o.groupsOf(row.Agreement)
		if o.By != ByRater {
			continue
		}
		for _, r := range row.Raters {
			out[i] = append(out[i], r.Rater)
		}
		if len(out[i]) == 0 {
			out[i] = []string{unplaced}
		}
	}
	if o.By == ByCorridor {
		o.pool(out)
	}
	return out
}

// pool keeps the corridors with the most agreements and puts the others together.
func (o CoverageOptions) pool(places [][]string) {
	n := map[string]int{}
	for _, p := range places {
		n[p[0]]++
	}
	delete(n, unplaced)
	kept := map[string]bool{unplaced: true}
	for _, name := range mostFirst(n)[:min(len(n), o.Columns)] {
		kept[name] = true
	}
	for _, p := range places {
		if !kept[p[0]] {
			p[0] = elsewhere
		}
	}
}

// mostFirst lists the keys, those with the greatest numbers first, and by name among equals.
func mostFirst(n map[string]int) []string {
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), strings.Compare(a, b)) })
}

// groupsOf names the groups an agreement stands in, each once; there is always one at least.
func (o CoverageOptions) groupsOf(s Summary) []string {
	switch o.By {
	case ByKind:
		return []string{string(s.Kind)}
	case ByDecade:
		if y := s.Signed.Year(); y > 0 {
			return []string{fmt.Sprintf("%ds", y/10*10)}
		}
		return []string{undated}
	case ByLanguage:
		if s.Language == "" {
			return []string{"und"}
		}
		return []string{s.Language}
	case ByScope:
		return []string{string(s.Scope)}
	case BySector:
		if len(s.Sectors) == 0 {
			return []string{none}
		}
		return stringsOf(s.Sectors)
	case ByCorridor:
		if len(s.Corridor.Origin) == 0 || len(s.Corridor.Destination) == 0 && !s.Corridor.Reciprocal {
			return []string{unplaced}
		}
		return []string{s.Corridor.String()}
	case ByRater:
		return nil
	}
	return o.regionsOf(s.Corridor)
}

func (o CoverageOptions) regionsOf(c corpus.Corridor) []string {
	var out []string
	if o.Attribution != OfDestination {
		out = append(out, o.sideRegions(c.Origin)...)
	}
	if o.Attribution != OfOrigin {
		out = append(out, o.sideRegions(c.Destination)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sideRegions names the regions of one end of a corridor.
func (o CoverageOptions) sideRegions(side []string) []string {
	if len(side) == 0 {
		return []string{unplaced}
	}
	var out []string
	for _, country := range side {
		out = append(out, o.countryRegions(country)...)
	}
	return out
}

func (o CoverageOptions) countryRegions(country string) []string {
	c, ok := countryOf(country)
	if !ok || corpus.PrincipalRegion(c.Code) == "" {
		return []string{unplaced}
	}
	if len(o.Regions) == 0 {
		return []string{corpus.PrincipalRegion(c.Code)}
	}
	var out []string
	for _, region := range o.Regions {
		if corpus.InRegion(c.Code, region) {
			out = append(out, region)
		}
	}
	if len(out) == 0 {
		return []string{elsewhere}
	}
	return out
}

// columns lists the groups to show, in a fixed order: all that hold an agreement, and for regions all
// that were asked for (the principal ones if none were) and unplaced.
func (o CoverageOptions) columns(codes [][]string) []CoverageGroup {
	present := map[string]int{}
	always := map[string]bool{unplaced: true}
	for _, r := range o.shownRegions() {
		always[r] = true
	}
	for _, in := range codes {
		for _, c := range in {
			present[c]++
		}
	}
	var out []CoverageGroup
	for _, g := range o.universe(present) {
		if present[g.Code] > 0 || always[g.Code] {
			out = append(out, g)
		}
	}
	return out
}

// shownRegions lists the regions that have a column even when it is empty.
func (o CoverageOptions) shownRegions() []string {
	if o.By != ByRegion || len(o.Regions) > 0 {
		return o.Regions
	}
	var out []string
	for _, c := range corpus.Countries() {
		out = append(out, corpus.PrincipalRegion(c.Code))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// universe lists every group there could be, in display order.
func (o CoverageOptions) universe(present map[string]int) []CoverageGroup {
	var out []CoverageGroup
	switch o.By {
	case ByRegion:
		for _, r := range corpus.Regions() {
			out = append(out, CoverageGroup{Code: r.Code, Name: r.Name})
		}
		return append(out, CoverageGroup{Code: elsewhere, Name: "Elsewhere"}, CoverageGroup{Code: unplaced, Name: "Unplaced"})
	case ByKind:
		for _, k := range corpus.Kinds() {
			out = append(out, CoverageGroup{Code: string(k), Name: string(k)})
		}
	case ByScope:
		out = groupsNamed(corpus.Scopes())
	case BySector:
		out = append(groupsNamed(corpus.Sectors()), CoverageGroup{Code: none, Name: "No sector named"})
	case ByCorridor:
		for _, name := range mostFirst(present) {
			if name != elsewhere && name != unplaced {
				out = append(out, CoverageGroup{Code: name, Name: name})
			}
		}
		return append(out, CoverageGroup{Code: elsewhere, Name: "Other corridors"}, CoverageGroup{Code: unplaced, Name: "Unplaced"})
	}
	for _, code := range slices.Sorted(maps.Keys(present)) {
		if !slices.ContainsFunc(out, func(g CoverageGroup) bool { return g.Code == code }) {
			out = append(out, CoverageGroup{Code: code, Name: o.groupName(code)})
		}
	}
	return out
}

// groupsNamed makes a group of every value of a list.
func groupsNamed[T ~string](list []T) (out []CoverageGroup) {
	for _, code := range stringsOf(list) {
		out = append(out, CoverageGroup{Code: code, Name: Sentence(strings.ReplaceAll(code, "-", " "))})
	}
	return out
}

func stringsOf[T ~string](list []T) (out []string) {
	for _, x := range list {
		out = append(out, string(x))
	}
	return out
}

func (o CoverageOptions) groupName(code string) string {
	switch {
	case o.By == ByRater && code != unplaced:
		return code
	case o.By == ByLanguage:
		return Sentence(languageName(code))
	case code == "":
		return "Not known"
	}
	return Sentence(code)
}

func regionNames() map[string]string {
	out := map[string]string{}
	for _, r := range corpus.Regions() {
		out[r.Code] = r.Name
	}
	return out
}

func regionCodes() []string {
	var out []string
	for _, r := range corpus.Regions() {
		out = append(out, r.Code)
	}
	return out
}
