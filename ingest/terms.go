package ingest

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"corridor/corpus"
)

// The tables of terms, written by hand for Corridor: a row is what is meant, a column the phrases of one
// language for it, "a|b", folded. "x*" begins a word, "*x*" stands anywhere in one.
//
//	sectors.csv      value;en;fr;es;de;nl        of corpus.Sector
//	occupations.csv  value;isco;en;fr;es;de;nl   of corpus.Occupation
//	languages.csv    value;en;fr;es;de;nl        BCP 47 bases
//
//go:embed terms/*.csv
var termFiles embed.FS

// termLanguages are the columns of the tables.
var termLanguages = []string{"en", "fr", "es", "de", "nl"}

// termRows reads a table without its header. The tables are part of the program and covered by tests, so
// damage is a programming error and panics.
func termRows(name string) [][]string {
	f, err := termFiles.Open("terms/" + name)
	if err != nil {
		panic(fmt.Sprintf("ingest: %v", err))
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("ingest: terms/%s: %v", name, err))
	}
	return rows[1:]
}

// termPattern is one phrase: its words, and how its last one may go on.
type termPattern struct {
	words []string
	row   int
}

// termIndex finds the phrases of one table in one language. A look-up costs one map access a word, but
// for the few patterns that stand inside words.
type termIndex struct {
	byHead map[string][]termPattern // by the first three bytes of the first word
	inside []termPattern
}

// newTermIndex indexes the columns of the languages; skip counts the columns before the first.
func newTermIndex(rows [][]string, skip int, langs ...string) *termIndex {
	x := &termIndex{byHead: map[string][]termPattern{}}
	for n, row := range rows {
		for i, lang := range termLanguages {
			if slices.Contains(langs, lang) {
				for phrase := range strings.SplitSeq(row[skip+i], "|") {
					x.add(phrase, n)
				}
			}
		}
	}
	return x
}

func (x *termIndex) add(phrase string, row int) {
	if inner, ok := strings.CutPrefix(phrase, "*"); ok {
		x.inside = append(x.inside, termPattern{words: []string{strings.TrimSuffix(inner, "*")}, row: row})
		return
	}
	p := termPattern{row: row}
	for w := range strings.FieldsFuncSeq(phrase, func(r rune) bool { return r == ' ' || r == '-' || r == '\'' }) {
		p.words = append(p.words, w) // a star ends its word
	}
	if len(p.words) > 0 {
		key := headKey(strings.TrimSuffix(p.words[0], "*"))
		x.byHead[key] = append(x.byHead[key], p)
	}
}

func headKey(w string) string { return w[:min(len(w), 3)] }

// termHit is a phrase of a table found at words [first, last].
type termHit struct {
	row         int
	first, last int
}

// find lists what stands at word i: the longest phrase of every row.
func (x *termIndex) find(words []word, i int) []termHit {
	var out []termHit
	w := words[i].fold
	for _, p := range x.byHead[headKey(w)] {
		if p.matches(words[i:]) {
			out = longestHit(out, termHit{p.row, i, i + len(p.words) - 1})
		}
	}
	for _, p := range x.inside {
		if strings.Contains(w, p.words[0]) {
			out = longestHit(out, termHit{p.row, i, i})
		}
	}
	return out
}

func longestHit(hits []termHit, h termHit) []termHit {
	for i := range hits {
		if hits[i].row == h.row {
			hits[i].last = max(hits[i].last, h.last)
			return hits
		}
	}
	return append(hits, h)
}

// matches reports whether the words begin with the phrase, each but for what its star allows.
func (p termPattern) matches(words []word) bool {
	if len(words) < len(p.words) {
		return false
	}
	for k, want := range p.words {
		have := words[k].fold
		if stem, star := strings.CutSuffix(want, "*"); star && strings.HasPrefix(have, stem) {
			continue
		}
		if have != want || k > 0 && words[k].at-words[k-1].end > 3 {
			return false
		}
	}
	return true
}

// termTables holds the indexes, made when they are first asked for.
type termTables struct {
	sectors, occupations map[string]*termIndex
	sectorNames          []corpus.Sector
	occupationNames      []corpus.Occupation
	workers              map[string]bool // names of occupations that are one word, folded
	languages            *termIndex
	languageCodes        []string
}

var terms = sync.OnceValue(func() *termTables {
	t := &termTables{sectors: map[string]*termIndex{}, occupations: map[string]*termIndex{}}
	sectors, occupations, languages := termRows("sectors.csv"), termRows("occupations.csv"), termRows("languages.csv")
	for _, row := range sectors {
		t.sectorNames = append(t.sectorNames, corpus.Sector(row[0]))
	}
	for _, row := range occupations {
		t.occupationNames = append(t.occupationNames, corpus.Occupation{Name: row[0], ISCO: int(row[1][0] - '0')})
	}
	t.workers = oneWords(occupations, 2)
	for _, row := range languages {
		t.languageCodes = append(t.languageCodes, row[0])
	}
	for _, lang := range termLanguages {
		t.sectors[lang] = newTermIndex(sectors, 1, lang)
		t.occupations[lang] = newTermIndex(occupations, 2, lang)
	}
	t.languages = newTermIndex(languages, 1, termLanguages...)
	return t
})

// oneWords are the phrases of a table that are one word, in all languages.
func oneWords(rows [][]string, skip int) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows {
		for _, column := range row[skip:] {
			for phrase := range strings.SplitSeq(column, "|") {
				if !strings.ContainsAny(phrase, " -*") {
					out[phrase] = true
				}
			}
		}
	}
	return out
}

// inLanguage picks the index of a language, or the English one.
func inLanguage(byLang map[string]*termIndex, lang string) *termIndex {
	if x := byLang[lang]; x != nil {
		return x
	}
	return byLang["en"]
}

// runeFloor moves an offset back to the start of a rune.
func runeFloor(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
