package corpus

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// The tables, written by hand for Corridor but for cldr.csv; codes and memberships are facts.
//
//	countries.csv  code;alpha2;kind;withdrawn;successors   kind: state, former, specimen
//	names.csv      code;lang;display;aliases               aliases "a|b"; "?a" is read only after a title
//	               ("République de Maurice"), because alone it is a given name, a city or a word;
//	               "x[nr]" stands for x, xn and xr. lang "acr": capitals only; "pre": "franco-";
//	               "block": phrases that name no country although a part of them would.
//	cldr.csv       code;en;fr;es;de;nl                     what the Unicode CLDR calls present states, made from
//	               golang.org/x/text by "go test ./corpus -update": the tables of that package cost every process
//	               some milliseconds of its start, and one is started for each document
//	demonyms.csv   code;en;fr;es;de;nl                     base forms "a|b", inflected by inflect; "=a" is not
//	titles.csv     kind;words                              words of form, qualities, links, governments
//	regions.csv    code;name;kind;members                  see region.go
//
//go:embed geo/*.csv
var geoFiles embed.FS

var geoLanguages = []string{"en", "fr", "es", "de", "nl"}

// geoRows reads an embedded table without its header. The tables are part of the program and covered by
// tests, so damage is a programming error and panics.
func geoRows(file string) [][]string {
	f, err := geoFiles.Open("geo/" + file)
	if err != nil {
		panic(fmt.Sprintf("corpus: %v", err))
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("corpus: geo/%s: %v", file, err))
	}
	return rows[1:]
}

// geoTable is countries.csv, sorted by code.
type geoTable struct {
	list   []Country
	byCode map[string]int // alpha-3, alpha-2 and withdrawn codes
}

var geoCountries = sync.OnceValue(func() *geoTable {
	rows := geoRows("countries.csv")
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	t := &geoTable{byCode: make(map[string]int, 3*len(rows))}
	for i, row := range rows {
		c := Country{Code: row[0], Alpha2: row[1], Former: row[2] == "former", Specimen: row[2] == "specimen"}
		c.Successors = strings.Fields(row[4])
		t.list = append(t.list, c)
		for _, code := range append(strings.Fields(row[3]), c.Code) {
			t.byCode[code] = i
		}
		if holder, taken := t.byCode[c.Alpha2]; c.Alpha2 != "" && (!taken || t.list[holder].Former) {
			t.byCode[c.Alpha2] = i
		}
	}
	return t
})

type geoLangCode struct{ lang, code string }

// geoNameTable is names.csv: what is shown, and what is only recognised.
type geoNameTable struct {
	rows    [][]string
	display map[geoLangCode]string
}

var geoNames = sync.OnceValue(func() *geoNameTable {
	t := &geoNameTable{rows: geoRows("names.csv"), display: map[geoLangCode]string{}}
	for _, row := range t.rows {
		if row[2] != "" {
			t.display[geoLangCode{row[1], row[0]}] = row[2]
		}
	}
	return t
})

// cldrNames is cldr.csv.
var cldrNames = sync.OnceValue(func() map[geoLangCode]string {
	rows := geoRows("cldr.csv")
	names := make(map[geoLangCode]string, len(rows)*len(geoLanguages))
	for _, row := range rows {
		for i, lang := range geoLanguages {
			names[geoLangCode{lang, row[0]}] = row[1+i]
		}
	}
	return names
})

// geoKind says under which conditions a phrase counts in running text.
type geoKind uint8

const (
	geoName    geoKind = iota + 1 // begins with a capital
	geoShy                        // a name that counts only after a title
	geoAcronym                    // all capitals
	geoDemonym                    // capital, or any case when the sense says so
	geoPrefix                     // first half of a compound: "franco-"
	geoBlock                      // names nobody
)

type geoSense struct {
	code    string
	kind    geoKind
	anyCase bool
}

// geoClass marks the words that surround names.
type geoClass uint8

const (
	classForm geoClass = 1 << iota
	classState
	classLeague // counts in FindCountry only: in texts, federations are mostly of unions or employers
	classQuality
	classLink
	classGovernment
)

var geoClassNames = map[string]geoClass{"form": classForm, "state": classState, "league": classLeague,
	"quality": classQuality, "link": classLink, "government": classGovernment}

type geoEdge struct{ node, word int32 }

// geoIndex is a trie over numbered words, so that a text costs one look-up per word. Word 0 is unknown.
type geoIndex struct {
	words        map[string]int32
	classes      []geoClass // by word
	first        []int32    // by word: the node it leads to from the root, or 0; spares most map look-ups
	edges        map[geoEdge]int32
	senses       [][]geoSense // by node; names before demonyms
	comma, paren int32
}

var geoIndexOf = sync.OnceValue(buildGeoIndex)

func buildGeoIndex() *geoIndex {
	x := &geoIndex{words: make(map[string]int32, 8192), edges: make(map[geoEdge]int32, 16384)}
	x.classes, x.senses = make([]geoClass, 1, 8192), make([][]geoSense, 1, 16384)
	x.comma, x.paren = x.number(","), x.number("(")
	for _, row := range geoRows("titles.csv") {
		for _, w := range strings.Fields(row[1]) {
			x.classes[x.number(string(foldWord(nil, w)))] |= geoClassNames[row[0]]
		}
	}
	x.addNames()
	x.addCLDR()
	x.addDemonyms()
	x.first = make([]int32, len(x.classes))
	for edge, node := range x.edges {
		if edge.node == 0 {
			x.first[edge.word] = node
		}
	}
	return x
}

func (x *geoIndex) number(word string) int32 {
	if n, ok := x.words[word]; ok {
		return n
	}
	n := int32(len(x.classes))
	x.words[word] = n
	x.classes = append(x.classes, 0)
	return n
}

func (x *geoIndex) class(t geoToken) geoClass { return x.classes[t.word] }

// add enters one phrase. A spelling has one sense as a name of a country, and shy wins; it may be a
// demonym besides ("argentina").
func (x *geoIndex) add(phrase string, sense geoSense) {
	node, buf := int32(0), make([]byte, 0, maxWordBytes)
	eachToken(phrase, func(start, end int, _ bool) {
		buf = foldWord(buf[:0], phrase[start:end])
		word, known := x.words[string(buf)]
		if !known {
			word = x.number(string(buf))
		}
		edge := geoEdge{node, word}
		next, ok := x.edges[edge]
		if !ok {
			next = int32(len(x.senses))
			x.edges[edge] = next
			x.senses = append(x.senses, nil)
		}
		node = next
	})
	for i, old := range x.senses[node] {
		if old.code == sense.code && old.kind <= geoShy && sense.kind <= geoShy {
			x.senses[node][i].kind = max(old.kind, sense.kind)
			return
		}
		if old.code == sense.code && old.kind == sense.kind {
			x.senses[node][i].anyCase = old.anyCase || sense.anyCase
			return
		}
	}
	x.senses[node] = append(x.senses[node], sense)
}

func (x *geoIndex) addNames() {
	kinds := map[string]geoKind{"acr": geoAcronym, "pre": geoPrefix, "block": geoBlock}
	for _, row := range geoNames().rows {
		code, lang := row[0], row[1]
		if row[2] != "" {
			x.addName(row[2], lang, geoSense{code: code, kind: geoName})
		}
		for alias := range strings.SplitSeq(row[3], "|") {
			name, shy := strings.CutPrefix(alias, "?")
			switch kind, special := kinds[lang]; {
			case alias == "":
			case special:
				x.add(alias, geoSense{code: code, kind: kind, anyCase: kind != geoAcronym})
			case shy:
				x.addName(name, lang, geoSense{code: code, kind: geoShy})
			default:
				x.addName(name, lang, geoSense{code: code, kind: geoName})
			}
		}
	}
}

func (x *geoIndex) addCLDR() {
	for _, c := range geoCountries().list {
		for _, lang := range geoLanguages {
			if name := cldrName(c, lang); name != "" {
				x.addName(name, lang, geoSense{code: c.Code, kind: geoName})
			}
		}
	}
}

// addName enters a name with its regular variants: optional endings, St. and Saint, and in German the
// genitive (not of Island: too many islands) and umlauts written out.
func (x *geoIndex) addName(name, lang string, sense geoSense) {
	for _, n := range expandEndings(name) {
		x.add(n, sense)
		if saint := strings.Replace(n, "St.", "Saint", 1); saint != n {
			x.add(saint, sense)
		} else if st := strings.Replace(n, "Saint ", "St. ", 1); st != n {
			x.add(st, sense)
		}
		if lang != "de" {
			continue
		}
		if last := n[len(n)-1]; last < utf8.RuneSelf && !strings.ContainsRune("sxz)", rune(last)) && n != "Island" {
			x.add(n+"s", sense)
		}
		if wide := umlauts.Replace(n); wide != n {
			x.add(wide, sense)
		}
	}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// expandEndings turns "Vereinigte[nr] Staaten" into its three spellings: each bracket stands for nothing
// or for one of its letters.
func expandEndings(name string) []string {
	open := strings.IndexByte(name, '[')
	if open < 0 {
		return []string{name}
	}
	end := open + strings.IndexByte(name[open:], ']')
	var out []string
	for _, tail := range expandEndings(name[end+1:]) {
		out = append(out, name[:open]+tail)
		for _, letter := range name[open+1 : end] {
			out = append(out, name[:open]+string(letter)+tail)
		}
	}
	return out
}

// addDemonyms enters every inflected form. French and Spanish adjectives and German ones are written
// small in running text and count in any case; English and Dutch ones and German nouns need a capital.
func (x *geoIndex) addDemonyms() {
	for _, row := range geoRows("demonyms.csv") {
		for i, lang := range geoLanguages {
			for base := range strings.SplitSeq(row[i+1], "|") {
				sense := geoSense{code: row[0], kind: geoDemonym, anyCase: lang == "fr" || lang == "es"}
				sense.anyCase = sense.anyCase || lang == "de" && strings.HasSuffix(base, "sch")
				for _, form := range inflect(base, lang) {
					x.add(form, sense)
				}
			}
		}
	}
}

// inflect gives the forms of a demonym; spelling is folded later, so accents need no care.
func inflect(base, lang string) []string {
	if exact, ok := strings.CutPrefix(base, "="); ok || base == "" {
		return slices.DeleteFunc([]string{exact}, func(s string) bool { return s == "" })
	}
	switch lang {
	case "fr":
		return plural(base, feminine(base))
	case "es":
		return inflectSpanish(base)
	case "de":
		return inflectGerman(base)
	case "nl":
		if stem, ok := strings.CutSuffix(base, "ees"); ok {
			return []string{base, stem + "ese"}
		}
		return []string{base, base + "e"}
	}
	return plural(base)
}

// plural adds an s to each form that takes one, in English and in French.
func plural(forms ...string) []string {
	out := slices.Clone(forms)
	for _, f := range forms {
		if !hasAnySuffix(f, "s", "x", "sh", "ch", "ese") {
			out = append(out, f+"s")
		}
	}
	return out
}

func feminine(base string) string {
	switch {
	case hasAnySuffix(base, "e"):
		return base
	case hasAnySuffix(base, "en", "on"):
		return base + "ne"
	}
	return base + "e"
}

func inflectSpanish(base string) []string {
	if stem, ok := strings.CutSuffix(base, "o"); ok {
		return []string{base, base + "s", stem + "a", stem + "as"}
	}
	switch {
	case hasAnySuffix(base, "í", "ú"):
		return []string{base, base + "s", base + "es"}
	case hasAnySuffix(base, "e", "a", "i"):
		return []string{base, base + "s"}
	}
	return []string{base, base + "a", base + "es", base + "as"}
}

func inflectGerman(base string) []string {
	if stem, ok := strings.CutSuffix(base, "e"); ok {
		return []string{base, base + "n", stem + "in", stem + "innen"}
	}
	switch {
	case strings.HasSuffix(base, "sch"):
		return []string{base, base + "e", base + "en", base + "er", base + "es", base + "em"}
	case strings.HasSuffix(base, "er"):
		return []string{base, base + "n", base + "s", base + "in", base + "innen"}
	}
	return []string{base, base + "s"}
}

func hasAnySuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(s, suffix) })
}
