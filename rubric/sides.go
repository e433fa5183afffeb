package rubric

import (
	"slices"
	"strings"
	"unicode/utf8"

	"corridor/corpus"
)

// sides finds where a text names its own country of origin or of destination, by name or demonym, and
// adds hits of the concepts own-origin and own-destination to what the lexicon finds.
type sides struct {
	origin, destination int32
	named               []sideSpan // names of known countries, in order
	next                int        // of named, for the tokens to come
	stems               []sideStem // of invented or unknown names
}

type sideSpan struct {
	span    corpus.Span
	concept int32
}

type sideStem struct {
	stem    string
	concept int32
}

// read prepares the sides of an agreement; reciprocal ones and unknown corridors have none.
func (s *sides) read(a *corpus.Agreement) {
	s.named, s.stems, s.next = s.named[:0], s.stems[:0], 0
	if a.Corridor.Reciprocal || !a.Corridor.Known() {
		return
	}
	concept := map[string]int32{}
	for code, list := range map[int32][]string{s.origin: a.Corridor.Origin, s.destination: a.Corridor.Destination} {
		for _, side := range list {
			if c, err := corpus.CountryByCode(side); err == nil {
				concept[c.Code] = code
			} else {
				s.addStems(side, code)
			}
		}
	}
	if len(concept) == 0 {
		return
	}
	for _, m := range corpus.ScanCountries(a.Text) {
		if c, ok := concept[m.Code]; ok {
			s.named = append(s.named, sideSpan{m.Span, c})
		}
	}
}

// stateWords are the words of a state's name that do not tell it from others.
var stateWords = strings.Fields(`republic kingdom state states federal federation confederation democratic people peoples
	independent commonwealth government union united islamic sultanate emirate principality grand duchy
	republique royaume etat etats federale confederation democratique populaire gouvernement unie grande duche
	republica reino estado estados federacion confederacion democratica popular gobierno plurinacional austral
	republik bundesrepublik konigreich staat staaten bund eidgenossenschaft regierung furstentum grossherzogtum
	republiek koninkrijk staat staten bondsrepubliek regering groothertogdom
	ministry ministere ministerio ministerium ministerie labour congress federation organisation national general`)

// minSideStem is the shortest stem that tells a name.
const minSideStem = 4

// addStems takes the telling words of a name that is no known country, shortened so that "Marenza"
// and "Marenzan" are one.
func (s *sides) addStems(name string, concept int32) {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" -'’.,()", r) }) {
		f := fold(w)
		n := utf8.RuneCountInString(f)
		if n < minSideStem+1 || slices.Contains(stateWords, f) || !startsUpper(w) {
			continue
		}
		s.stems = append(s.stems, sideStem{string([]rune(f)[:max(minSideStem, n-2)]), concept})
	}
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return strings.ToUpper(string(r)) == string(r)
}

// add puts the sides named by tokens [from, to) among the hits.
func (s *sides) add(tokens []token, base int32, hits []hit) []hit {
	for i := range tokens {
		t := &tokens[i]
		for s.next < len(s.named) && s.named[s.next].span.End <= int(t.start) {
			s.next++
		}
		at := base + int32(i)
		if s.next < len(s.named) && s.named[s.next].span.Start <= int(t.start) {
			hits = append(hits, hit{concept: s.named[s.next].concept, start: at, end: at + 1})
			continue
		}
		for _, st := range s.stems {
			if strings.HasPrefix(t.word.folded, st.stem) {
				hits = append(hits, hit{concept: st.concept, start: at, end: at + 1})
				break
			}
		}
	}
	return hits
}
