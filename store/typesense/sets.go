package typesense

import (
	"corridor/store"
	"corridor/store/words"
)

// sets gathers what a document has, each once.
type sets struct {
	seen                                             map[*[]string]map[string]bool
	stems, words, runs, theme, level, part, evidence []string
}

func newSets() *sets { return &sets{seen: map[*[]string]map[string]bool{}} }

func (s *sets) put(list *[]string, value string) {
	seen := s.seen[list]
	if seen == nil {
		seen = map[string]bool{}
		s.seen[list] = seen
	}
	if !seen[value] {
		seen[value] = true
		*list = append(*list, value)
	}
}

// text takes in the words of a clause and of what stands over it, and returns its length in counted stems.
func (s *sets) text(own, context []string, lang string) (length int) {
	for i, w := range own {
		s.put(&s.words, token(w))
		for n := 2; n <= min(longestRun, i+1); n++ {
			s.put(&s.runs, run(own[i+1-n:i+1]))
		}
		length += s.stem(w, lang, store.OwnWeight)
	}
	for _, w := range context {
		length += s.stem(w, lang, 1)
	}
	return length
}

func (s *sets) stem(word, lang string, weight int) int {
	if words.Small(lang, word) {
		return 0
	}
	stemmer := words.StemmerFor(lang)
	s.put(&s.stems, token(stemmer.Stem(word)))
	if second := stemmer.Second(word); second != "" {
		s.put(&s.stems, token(second))
	}
	return weight
}

// add takes in all that a clause has.
func (s *sets) add(d *document) {
	for _, one := range []struct{ to, from *[]string }{{&s.stems, &d.Stems}, {&s.words, &d.Words}, {&s.runs, &d.Runs}, {&s.theme, &d.Theme},
		{&s.level, &d.Level}, {&s.part, &d.Part}, {&s.evidence, &d.Evidence}} {
		for _, v := range *one.from {
			s.put(one.to, v)
		}
	}
}

// fill writes what was gathered; what is empty stays an empty list.
func (s *sets) fill(d *document) {
	for _, one := range []struct{ to, from *[]string }{{&d.Stems, &s.stems}, {&d.Words, &s.words}, {&d.Runs, &s.runs}, {&d.Theme, &s.theme},
		{&d.Level, &s.level}, {&d.Part, &s.part}, {&d.Evidence, &s.evidence}} {
		*one.to = append([]string{}, *one.from...)
	}
}
