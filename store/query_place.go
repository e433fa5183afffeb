package store

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/store/words"
)

// placeOf reads countries, by code or name, and regions, by code, name or what people call them.
func placeOf(f Field, l lexeme) (Node, *QueryError) {
	n := &Place{at: at(l.span), Role: AnyRole, field: string(f)}
	if f == FieldOrigin || f == FieldDestination {
		n.Role = Role(f)
	}
	for _, v := range l.values {
		codes := regionCalled(v.text)
		if f != FieldRegion && codes == nil {
			codes = countryCalled(v.text)
		}
		if codes == nil {
			return nil, unknownPlace(f, v)
		}
		n.Codes = append(n.Codes, codes...)
		n.Given = append(n.Given, v.text)
	}
	slices.Sort(n.Codes)
	n.Codes = slices.Compact(n.Codes)
	return n, nil
}

// countryCalled is the code of a country given by code or name, as a list of one, or nil.
func countryCalled(name string) []string {
	if c, err := corpus.CountryByCode(name); err == nil {
		return []string{c.Code}
	}
	if c, ok := corpus.FindCountry(name); ok {
		return []string{c.Code}
	}
	return nil
}

// regionsToo are what people call regions beside the names of the table.
var regionsToo = map[string]string{"gulf": "gcc", "gulf states": "gcc", "gulf countries": "gcc", "middle east": "arab"}

// regionCalled lists the members of a region, or nil when no region is called so.
func regionCalled(name string) []string {
	plain := strings.Join(words.Words(name), " ")
	plain = strings.TrimPrefix(plain, "the ")
	code := regionsToo[plain]
	for _, r := range corpus.Regions() {
		if strings.EqualFold(r.Code, name) || strings.Join(words.Words(r.Name), " ") == plain {
			code = r.Code
		}
	}
	if code == "" {
		return nil
	}
	var members []string
	for _, c := range corpus.Countries() {
		if corpus.InRegion(c.Code, code) {
			members = append(members, c.Code)
		}
	}
	return members
}

func regionCodes() (codes []string) {
	for _, r := range corpus.Regions() {
		codes = append(codes, r.Code)
	}
	return codes
}

// unknownPlace says what a misspelt country was probably meant to be.
func unknownPlace(f Field, v value) *QueryError {
	regions := strings.Join(regionCodes(), ", ")
	if f == FieldRegion {
		return faultAt(v.span, "no region %q", v.text).mend("%sregions: %s", meant(v.text, regionCodes()), regions)
	}
	return faultAt(v.span, "no country or region %q", v.text).
		mend("%sa country is its ISO code or name, a region one of %s; for other parties ask party:", meant(v.text, placeNames()), regions)
}

func placeNames() []string {
	names := regionCodes()
	for _, c := range corpus.Countries() {
		names = append(names, c.Name("en"))
	}
	return names
}

// directions are the signs between the ends of a corridor; true is either direction.
var directions = []struct {
	sign   string
	either bool
}{{"↔", true}, {"~", true}, {"→", false}, {"->", false}, {"-", false}}

// pair reads a corridor: NPL-QAT in this direction, NPL~QAT in either. Names may hold hyphens themselves.
func pair(v value) (Node, *QueryError) {
	for _, d := range directions {
		for i := 0; i < len(v.text); i++ {
			if !strings.HasPrefix(v.text[i:], d.sign) {
				continue
			}
			from, to := placeCalled(v.text[:i]), placeCalled(v.text[i+len(d.sign):])
			if from != nil && to != nil {
				return &Pair{at(v.span), from, to, d.either, v.text}, nil
			}
		}
	}
	return nil, unknownPair(v)
}

func placeCalled(name string) []string {
	if codes := regionCalled(name); codes != nil {
		return codes
	}
	return countryCalled(name)
}

// unknownPair says which end of a corridor is not known.
func unknownPair(v value) *QueryError {
	const how = "%sa corridor is origin-destination: corridor:NPL-QAT, corridor:\"Nepal-Saudi Arabia\"; either direction: corridor:NPL~QAT"
	for _, d := range directions {
		i := strings.Index(v.text, d.sign)
		if i < 0 {
			continue
		}
		end := i
		start := 0
		if placeCalled(v.text[:i]) != nil {
			start, end = i+len(d.sign), len(v.text)
		}
		err := unknownPlace(FieldCountry, value{span: part(v, start, end), text: v.text[start:end]})
		return err.mend(how, meant(v.text[start:end], placeNames()))
	}
	return faultAt(v.span, "%q names no two ends", v.text).mend(how, "")
}
