package corpus

import (
	"slices"
	"strings"
)

// Region is one row of the versioned region table: a principal region, an area (a part or a union of
// principal regions), or a grouping of states.
type Region struct {
	Code, Name string
	Grouping   bool // ASEAN, the EU and others that states join and leave
}

// RegionTableVersion names the table: memberships are as of November 2026.
//
// The principal regions follow the practice of the ILO: Central Asia, the Caucasus, Türkiye, Cyprus and
// Israel are with Europe; the Maghreb, Egypt and Sudan with Africa; the Arab States of the Gulf and the
// Levant, Iraq and Yemen with Asia. The Pacific stands alone here, with Australia and New Zealand.
// Antarctica and the islands without inhabitants are given a region so that every code has one.
//
// Choices in the groupings: ASEAN has Timor-Leste (member since October 2025); ECOWAS is without Mali,
// Burkina Faso and Niger (left in January 2025); MERCOSUR has Bolivia and not Venezuela (suspended);
// CARICOM has its fifteen full members, PIF its eighteen. Former states belong to no grouping.
const RegionTableVersion = "2026-11"

// Regions returns the table in its own order: principal regions, areas, groupings.
func Regions() []Region { return slices.Clone(geoRegions().list) }

// RegionsOf returns the region codes of a country (alpha-3, any case), principal region first, or nil
// when the code is unknown.
func RegionsOf(country string) []string {
	return slices.Clone(geoRegions().of[strings.ToUpper(country)])
}

// PrincipalRegion returns africa, asia-arab, europe, americas or pacific, or "" for an unknown country.
func PrincipalRegion(country string) string {
	return geoRegions().principal[strings.ToUpper(country)]
}

// InRegion reports whether the country belongs to the region; both codes as in [RegionsOf].
func InRegion(country, region string) bool {
	return slices.Contains(geoRegions().of[strings.ToUpper(country)], region)
}

// AnyInRegion reports whether one of the parties lies in the region; the region "" is everywhere.
func AnyInRegion(parties []string, region string) bool {
	return region == "" || slices.ContainsFunc(parties, func(p string) bool { return InRegion(p, region) })
}

// KnownRegion reports whether a region has the code.
func KnownRegion(code string) bool {
	return slices.ContainsFunc(Regions(), func(r Region) bool { return r.Code == code })
}
