package corpus

import (
	"slices"
	"strings"
	"sync"
)

// geoRegions is regions.csv turned both ways.
type geoRegionTable struct {
	list      []Region
	of        map[string][]string // country code -> region codes, principal first
	principal map[string]string   // country code -> principal region code
}

// geoRegions reads regions.csv. A member "+r" stands for all members of region r.
var geoRegions = sync.OnceValue(func() *geoRegionTable {
	rows := geoRows("regions.csv")
	members := make(map[string]string, len(rows))
	for _, row := range rows {
		members[row[0]] = row[3]
	}
	t := &geoRegionTable{of: map[string][]string{}, principal: map[string]string{}}
	for _, row := range rows {
		t.list = append(t.list, Region{Code: row[0], Name: row[1], Grouping: row[2] == "grouping"})
		for _, country := range regionMembers(members, row[0]) {
			if row[2] == "principal" {
				t.principal[country] = row[0]
			}
			t.of[country] = append(t.of[country], row[0])
		}
	}
	return t
})

// regionMembers lists the countries of a region, those of its parts included, sorted and once each.
func regionMembers(members map[string]string, code string) []string {
	var out []string
	for m := range strings.FieldsSeq(members[code]) {
		if part, ok := strings.CutPrefix(m, "+"); ok {
			out = append(out, regionMembers(members, part)...)
			continue
		}
		out = append(out, m)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
