package ingest

import (
	"strconv"
	"strings"
)

// odtStyles are the styles of an OpenDocument text.
type odtStyles struct {
	styles  map[string]*odtStyle     // by family and name: "paragraph/P1"
	lists   map[string]*[10]odtLevel // list styles by name
	outline [10]odtLevel             // how headings are numbered
}

// odtStyle is what a style says that matters for the text.
type odtStyle struct {
	parent  string
	outline int // level of heading, from 1; 0 for none
	hidden  *bool
	high    *bool
}

// odtLevel is how one level of a list is numbered.
type odtLevel struct {
	known          bool
	bullet         bool
	format         numberFormat
	syllables      bool // ... z, aa, bb and not ... z, aa, ab
	prefix, suffix string
	template       string // "%1%.%2%": where it stands, it says all
	display        int    // levels whose counts are shown
	start          int
}

// odtNumberFormats are the formats by the number that stands for them.
var odtNumberFormats = map[string]numberFormat{
	"1": numDecimal, "a": numLowerLetter, "A": numUpperLetter, "i": numLowerRoman, "I": numUpperRoman, "": numNone,
	"01": numDecimalZero, "1st": numOrdinal, "First": numOrdinalText, "One": numCardinal, "أ, ب, ت, ...": numArabicAlpha,
	"ا, ب, ت, ...": numArabicAlpha, "أ, ب, ج, ...": numArabicAbjad, "а, б, .., аа, аб, ... (ru)": numCyrillic,
}

// read reads the styles in one element of a part: named ones, or those that the program made by itself.
func (s *odtStyles) read(x *xmlReader) error {
	return x.each(func(c xmlNode) error {
		switch c.name {
		case "style:style":
			return s.readStyle(x, c)
		case "text:list-style":
			levels := &[10]odtLevel{}
			s.lists[c.get("style:name")] = levels
			return readODTLevels(x, levels)
		case "text:outline-style":
			return readODTLevels(x, &s.outline)
		}
		return nil
	})
}

func (s *odtStyles) readStyle(x *xmlReader, c xmlNode) error {
	st := &odtStyle{parent: c.get("style:parent-style-name")}
	name := c.get("style:name")
	st.outline, _ = strconv.Atoi(c.get("style:default-outline-level"))
	if name == "Title" {
		st.outline = 1
	}
	s.styles[c.get("style:family")+"/"+name] = st
	return x.each(func(c xmlNode) error {
		if c.name != "style:text-properties" {
			return nil
		}
		if v, ok := c.find("text:display"); ok {
			hidden := v == "none"
			st.hidden = &hidden
		}
		if v, ok := c.find("style:text-position"); ok {
			high := strings.HasPrefix(v, "super") || v != "" && v[0] >= '1' && v[0] <= '9' && !strings.HasPrefix(v, "0%")
			st.high = &high
		}
		return nil
	})
}

// readODTLevels reads the levels of a list style or of the outline.
func readODTLevels(x *xmlReader, levels *[10]odtLevel) error {
	return x.each(func(c xmlNode) error {
		n, err := strconv.Atoi(c.get("text:level"))
		if err != nil || n < 1 || n > len(levels) {
			return nil
		}
		l := odtLevel{known: true, prefix: c.get("style:num-prefix"), suffix: c.get("style:num-suffix"), template: c.get("loext:num-list-format"), display: 1, start: 1}
		switch c.name {
		case "text:list-level-style-bullet", "text:list-level-style-image":
			l.bullet = true
		case "text:list-level-style-number", "text:outline-level-style":
			f, ok := odtNumberFormats[c.get("style:num-format")]
			if l.format = f; !ok {
				l.format = numDecimal
			}
			l.syllables = c.get("style:num-letter-sync") != "true"
		}
		if v, err := strconv.Atoi(c.get("text:display-levels")); err == nil {
			l.display = min(max(v, 1), n)
		}
		if v, err := strconv.Atoi(c.get("text:start-value")); err == nil {
			l.start = v
		}
		levels[n-1] = l
		return nil
	})
}

// flag is a property of text of a style, or of the styles it comes from.
func (s *odtStyles) flag(family, name string, get func(*odtStyle) *bool) (value, found bool) {
	for range maxStyleChain {
		st := s.styles[family+"/"+name]
		if st == nil {
			break
		}
		if v := get(st); v != nil {
			return *v, true
		}
		name = st.parent
	}
	return false, false
}

func isHidden(st *odtStyle) *bool { return st.hidden }
func isHigh(st *odtStyle) *bool   { return st.high }

// heading is the level of heading of a paragraph style, or 0.
func (s *odtStyles) heading(name string) int {
	for range maxStyleChain {
		st := s.styles["paragraph/"+name]
		if st == nil {
			break
		}
		if st.outline > 0 {
			return st.outline
		}
		name = st.parent
	}
	return 0
}
