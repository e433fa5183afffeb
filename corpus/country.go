package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// Country is a state or territory: present, former, or an invented state of a specimen.
//
// Present codes are ISO 3166-1, former ones ISO 3166-3. Two choices lie outside the standard: Kosovo is
// XKX / XK, the user-assigned code in wide use, and specimen states take user-assigned XAA..XZZ with no
// alpha-2. Some ISO codes outlived a change of state, and Corridor follows the code: YEM is the Yemen
// Arab Republic and then united Yemen, VNM is the Republic of Viet-Nam (South) and then united Viet Nam
// (VDR is the former Democratic Republic in the North), YUG covers both the socialist federation and the
// Federal Republic until 2003, DEU covers West Germany.
type Country struct {
	Code       string   // alpha-3
	Alpha2     string   // "" for specimen states
	Former     bool     // dissolved
	Specimen   bool     // invented
	Successors []string // codes of the states that came after a former one; nothing substitutes them silently
}

// Countries returns every country, sorted by code. The slice is the caller's own.
func Countries() []Country {
	list := slices.Clone(geoCountries().list)
	for i := range list {
		list[i].Successors = slices.Clone(list[i].Successors)
	}
	return list
}

// CountryByCode finds a country by its alpha-2 or alpha-3 code in any case. Withdrawn alpha-3 codes of
// states that only changed their name (BUR, ZAR, HVO, ...) lead to the state under its present code. An
// alpha-2 code that was given out twice belongs to the present state (GE is Georgia); CS, shared by two
// former states, is refused. The error wraps [ErrNotFound].
func CountryByCode(code string) (Country, error) {
	key := strings.ToUpper(strings.TrimSpace(code))
	if key == "CS" {
		return Country{}, fmt.Errorf("country code %q stood for CSK and for SCG: %w", code, ErrNotFound)
	}
	table := geoCountries()
	at, ok := table.byCode[key]
	if !ok {
		return Country{}, fmt.Errorf("country code %q: %w", code, ErrNotFound)
	}
	found := table.list[at]
	found.Successors = slices.Clone(found.Successors)
	return found, nil
}

// Name is the display name in en, fr, es, de or nl; any other language gives the English one. Names come
// from the table where it has one (changed names, former and specimen states), else from CLDR.
func (c Country) Name(lang string) string {
	lang = strings.ToLower(lang)
	if !slices.Contains(geoLanguages, lang) {
		lang = "en"
	}
	shown := geoNames().display
	if name := shown[geoLangCode{lang, c.Code}]; name != "" {
		return name
	}
	if name := cldrName(c, lang); name != "" {
		return name
	}
	if name := shown[geoLangCode{"en", c.Code}]; name != "" {
		return name
	}
	return c.Code
}

// cldrName is what CLDR calls a present state, or "" for other countries.
func cldrName(c Country, lang string) string {
	return cldrNames()[geoLangCode{lang, c.Code}]
}

// maxNameWords bounds what FindCountry looks at; no known name has half as many words.
const maxNameWords = 24

// FindCountry resolves a whole name: short, long, official or former names, aliases, acronyms and
// demonyms in any of the five languages, without regard to case, diacritics, articles and punctuation.
// Words of form ("the Government of the Kingdom of", "Volksrepublik", "(Islamic Republic of)") may stand
// on either side. Codes are for [CountryByCode].
func FindCountry(name string) (Country, bool) {
	index := geoIndexOf()
	tokens := index.tokens(name, true)
	if len(tokens) == 0 || len(tokens) > maxNameWords {
		return Country{}, false
	}
	sense, ok := index.exact(tokens)
	if !ok {
		tokens = slices.DeleteFunc(tokens, func(t geoToken) bool { return t.word == index.comma || t.word == index.paren })
		sense, ok = index.stripped(tokens)
	}
	if !ok || sense.kind == geoBlock || sense.kind == geoPrefix {
		return Country{}, false
	}
	found, err := CountryByCode(sense.code)
	return found, err == nil
}

// CodeOf is the alpha-3 code of a country that is named or coded in any way; what is no country, such as a union that
// is a party, stays as it is.
func CodeOf(s string) string {
	if c, err := CountryByCode(s); err == nil {
		return c.Code
	}
	if c, ok := FindCountry(s); ok {
		return c.Code
	}
	return s
}

// stripped drops words of form from both ends, as few as possible, until the rest is a known name.
func (x *geoIndex) stripped(tokens []geoToken) (geoSense, bool) {
	for drop := 0; drop < len(tokens); drop++ {
		for left := 0; left <= drop; left++ {
			end := len(tokens) - (drop - left)
			form, ok := x.formWords(tokens[:left], tokens[end:])
			if !ok {
				continue
			}
			sense, found := x.exact(tokens[left:end])
			if found && (sense.kind != geoDemonym || form || drop == 0 || x.onlyLinks(tokens[:left], tokens[end:])) {
				return sense, true
			}
		}
	}
	return geoSense{}, false
}

// formWords reports whether all words may be dropped, and whether a form of state is among them. A
// quality ("democratic") may only go together with the form it qualifies.
func (x *geoIndex) formWords(parts ...[]geoToken) (form, ok bool) {
	var seen geoClass
	for _, part := range parts {
		for _, t := range part {
			class := x.class(t)
			if class == 0 {
				return false, false
			}
			seen |= class
		}
	}
	form = seen&(classForm|classState|classLeague) != 0
	return form, form || seen&classQuality == 0
}

// onlyLinks reports whether the dropped words are articles and prepositions.
func (x *geoIndex) onlyLinks(parts ...[]geoToken) bool {
	for _, part := range parts {
		for _, t := range part {
			if x.class(t)&classLink == 0 {
				return false
			}
		}
	}
	return true
}

// exact finds the sense of exactly these words, names before all other kinds.
func (x *geoIndex) exact(tokens []geoToken) (geoSense, bool) {
	node := int32(0)
	for _, t := range tokens {
		next, ok := x.edges[geoEdge{node, t.word}]
		if t.word == 0 || !ok {
			return geoSense{}, false
		}
		node = next
	}
	senses := x.senses[node]
	if len(senses) == 0 {
		return geoSense{}, false
	}
	return slices.MinFunc(senses, func(a, b geoSense) int { return int(a.kind) - int(b.kind) }), true
}
