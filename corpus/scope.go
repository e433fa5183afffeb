package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// Scope is whom or what an agreement covers, as surveys of the field group agreements.
type Scope string

// The scopes.
const (
	ScopeWorkers        Scope = "workers"         // low- and middle-skilled workers, in whatever sector
	ScopeSector         Scope = "sector"          // the workers of one sector or occupation, or seasonal work
	ScopeMixed          Scope = "mixed"           // labour together with other matters: development, readmission, irregular migration
	ScopeTrainees       Scope = "trainees"        // young professionals, trainees, stagiaires
	ScopeUnions         Scope = "unions"          // between trade unions
	ScopeSocialSecurity Scope = "social-security" // social security of migrants
	ScopeResidence      Scope = "residence"       // entry, residence and establishment
	ScopeOther          Scope = "other"           // none of these, or not a labour agreement at all
)

// Scopes lists every scope in display order.
func Scopes() []Scope {
	return []Scope{ScopeWorkers, ScopeSector, ScopeMixed, ScopeTrainees, ScopeUnions, ScopeSocialSecurity, ScopeResidence, ScopeOther}
}

// ParseScope reads a scope in any letter case. It wraps ErrInvalid and names the allowed ones.
func ParseScope(s string) (Scope, error) { return parseEnum("scope", s, Scopes()) }

// Sector is a branch of the economy, or a kind of work, that an agreement says it covers.
type Sector string

// The sectors.
const (
	SectorDomestic      Sector = "domestic"      // work in private households
	SectorAgriculture   Sector = "agriculture"   // with horticulture, forestry and plantations
	SectorSeasonal      Sector = "seasonal"      // seasonal work in whatever branch
	SectorHealth        Sector = "health"        // health and care
	SectorConstruction  Sector = "construction"  //
	SectorMaritime      Sector = "maritime"      // fishing and seafaring
	SectorManufacturing Sector = "manufacturing" //
	SectorMining        Sector = "mining"        //
	SectorHospitality   Sector = "hospitality"   // hotels, restaurants, tourism
	SectorTransport     Sector = "transport"     // by land and air
	SectorEducation     Sector = "education"     //
	SectorTechnology    Sector = "technology"    // information technology
	SectorEntertainment Sector = "entertainment" // artists, sports
)

// Sectors lists every sector in display order.
func Sectors() []Sector {
	return []Sector{SectorDomestic, SectorAgriculture, SectorSeasonal, SectorHealth, SectorConstruction, SectorMaritime, SectorManufacturing,
		SectorMining, SectorHospitality, SectorTransport, SectorEducation, SectorTechnology, SectorEntertainment}
}

// ParseSector reads a sector in any letter case. It wraps ErrInvalid and names the allowed ones.
func ParseSector(s string) (Sector, error) { return parseEnum("sector", s, Sectors()) }

// parseEnum reads one of the values of a typed enumeration.
func parseEnum[T ~string](what, s string, all []T) (T, error) {
	i := slices.IndexFunc(all, func(v T) bool { return strings.EqualFold(string(v), strings.TrimSpace(s)) })
	if i < 0 {
		return "", fmt.Errorf("%s %q: %w: one of %v", what, s, ErrInvalid, all)
	}
	return all[i], nil
}

// Occupation is an occupation that an agreement says it covers.
type Occupation struct {
	Name string `json:"name"`           // in English, singular: "nurse"; the words of the text stand at the span
	ISCO int    `json:"isco,omitempty"` // major group of ISCO-08, 1 to 9
}
