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
	countries           map[string]int32 // codes of known countries -> concept
	stems               []sideStem       // of invented or unknown names
	may                 initials         // of stems
}

type sideStem struct {
	stem    string
	concept int32
}

// read prepares the sides of an agreement; reciprocal ones and unknown corridors have none.
func (s *sides) read(a *corpus.Agreement) {
	s.stems, s.may = s.stems[:0], initials{}
	clear(s.countries)
	if a.Corridor.Reciprocal || !a.Corridor.Known() {
		return
	}
	s.addSide(a.Corridor.Origin, s.origin)
	s.addSide(a.Corridor.Destination, s.destination)
	s.dropShared()
	for _, st := range s.stems {
		s.may[st.stem[0]] = true
	}
}

func (s *sides) addSide(names []string, concept int32) {
	for _, name := range names {
		if c, err := corpus.CountryByCode(name); err == nil {
			s.countries[c.Code] = concept
		} else {
			s.addStems(name, concept)
		}
	}
}

// dropShared forgets the words that stand in the names of both sides, which tell neither.
func (s *sides) dropShared() {
	shared := func(st sideStem) bool {
		return slices.ContainsFunc(s.stems, func(o sideStem) bool {
			return o.concept != st.concept && (strings.HasPrefix(o.stem, st.stem) || strings.HasPrefix(st.stem, o.stem))
		})
	}
	kept := make([]sideStem, 0, len(s.stems))
	for _, st := range s.stems {
		if !shared(st) {
			kept = append(kept, st)
		}
	}
	s.stems = kept
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

// known reports whether the text has sides of its own to look for.
func (s *sides) known() bool { return len(s.countries)+len(s.stems) > 0 }

// of says which side a word names, if any.
func (s *sides) of(w *wordInfo) (int32, bool) {
	if w.country != "" {
		concept, ok := s.countries[w.country]
		return concept, ok
	}
	if !s.may[w.initial] {
		return 0, false
	}
	for _, st := range s.stems {
		if strings.HasPrefix(w.folded, st.stem) {
			return st.concept, true
		}
	}
	return 0, false
}
