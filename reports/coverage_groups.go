package reports

import (
	"fmt"
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
)

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
	present := map[string]bool{}
	always := map[string]bool{unplaced: true}
	for _, r := range o.shownRegions() {
		always[r] = true
	}
	for _, in := range codes {
		for _, c := range in {
			present[c] = true
		}
	}
	var out []CoverageGroup
	for _, g := range o.universe(present) {
		if present[g.Code] || always[g.Code] {
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
func (o CoverageOptions) universe(present map[string]bool) []CoverageGroup {
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
	}
	for _, code := range sortedKeys(present) {
		if !slices.ContainsFunc(out, func(g CoverageGroup) bool { return g.Code == code }) {
			out = append(out, CoverageGroup{Code: code, Name: o.groupName(code)})
		}
	}
	return out
}

func (o CoverageOptions) groupName(code string) string {
	switch {
	case o.By == ByLanguage:
		return sentence(languageName(code))
	case code == "":
		return "Not known"
	}
	return sentence(code)
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, strings.Compare)
	return out
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
