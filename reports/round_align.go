package reports

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"corridor/corpus"
)

// alikeMin is the likeness from which two clauses are taken for versions of each other.
const alikeMin = 0.5

// candidates is how many clauses of the other text are looked at closely for each that is not found word for word.
const candidates = 12

// side is the clauses of one version.
type side struct {
	a       *corpus.Agreement
	clauses []corpus.Clause
	texts   []string // squeezed
	words   [][]string
	pair    []int // index in the other version, or -1
}

func newSide(a *corpus.Agreement) *side {
	s := &side{a: a, clauses: a.Clauses()}
	for _, c := range s.clauses {
		text := squeeze(c.Span.Of(a.Text))
		s.texts = append(s.texts, text)
		s.words = append(s.words, strings.Fields(text))
		s.pair = append(s.pair, -1)
	}
	return s
}

// diffClauses pairs the clauses of two versions and lists what became of each.
func diffClauses(old, fresh *corpus.Agreement) []ClauseChange {
	was, is := newSide(old), newSide(fresh)
	pairEqual(was, is)
	pairAlike(was, is)
	moved := outOfOrder(is.pair)
	out := was.gone(nil, 0, moved)
	for j := range is.clauses {
		out = append(out, change(was, is, j, moved[j]))
		if i := is.pair[j]; i >= 0 && !moved[j] {
			out = was.gone(out, i+1, moved)
		}
	}
	return out
}

// gone adds the clauses from the i-th on that are gone, up to the next that kept its place: what is gone stands
// where it stood.
func (s *side) gone(out []ClauseChange, i int, moved []bool) []ClauseChange {
	for ; i < len(s.clauses); i++ {
		if j := s.pair[i]; j >= 0 && !moved[j] {
			break
		} else if j < 0 {
			out = append(out, ClauseChange{State: ClauseRemoved, Article: s.article(i), OldPath: s.clauses[i].Path, OldSpan: s.clauses[i].Span, Pieces: []DiffPiece{{Deleted, s.texts[i]}}})
		}
	}
	return out
}

func (s *side) article(i int) string {
	c := s.clauses[i]
	path, _, _ := strings.Cut(c.Path, "(")
	return strings.TrimSpace(path + " " + squeeze(c.Heading.Of(s.a.Text)))
}

func change(was, is *side, j int, moved bool) ClauseChange {
	c := ClauseChange{State: ClauseAdded, Article: is.article(j), NewPath: is.clauses[j].Path, NewSpan: is.clauses[j].Span}
	i := is.pair[j]
	switch {
	case i < 0:
		c.Pieces = []DiffPiece{{Inserted, is.texts[j]}}
		return c
	case was.texts[i] != is.texts[j]:
		c.State, c.Moved, c.Pieces = ClauseChanged, moved, diffWords(was.words[i], is.words[j])
	case moved:
		c.State, c.Pieces = ClauseMoved, []DiffPiece{{Kept, is.texts[j]}}
	default:
		c.State, c.Pieces = ClauseSame, []DiffPiece{{Kept, is.texts[j]}}
	}
	c.OldPath, c.OldSpan = was.clauses[i].Path, was.clauses[i].Span
	return c
}

// pairEqual pairs clauses that are word for word the same; of several alike, in their order.
func pairEqual(was, is *side) {
	where := map[string][]int{}
	for i, text := range was.texts {
		where[text] = append(where[text], i)
	}
	for j, text := range is.texts {
		if list := where[text]; len(list) > 0 {
			was.pair[list[0]], is.pair[j] = j, list[0]
			where[text] = list[1:]
		}
	}
}

// match is two clauses that may be versions of each other.
type match struct {
	i, j  int
	alike float64
}

// pairAlike pairs what is left, the most alike first. Only clauses that share rare runs of words are looked at
// closely, so that the cost stays near the length of the texts.
func pairAlike(was, is *side) {
	index := map[uint64][]int{}
	for i := range was.clauses {
		if was.pair[i] < 0 {
			for h := range shingles(was.words[i]) {
				index[h] = append(index[h], i)
			}
		}
	}
	var found []match
	for j := range is.clauses {
		if is.pair[j] < 0 {
			found = append(found, closest(was, is, j, index)...)
		}
	}
	slices.SortFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(a.j, b.j), cmp.Compare(a.i, b.i))
	})
	for _, m := range found {
		if was.pair[m.i] < 0 && is.pair[m.j] < 0 {
			was.pair[m.i], is.pair[m.j] = m.j, m.i
		}
	}
}

// closest returns the old clauses that are alike enough to the new clause j.
func closest(was, is *side, j int, index map[uint64][]int) (out []match) {
	shared := map[int]int{}
	for h := range shingles(is.words[j]) {
		if list := index[h]; len(list) <= 4*candidates {
			for _, i := range list {
				shared[i]++
			}
		}
	}
	var near []int
	for i := range shared {
		near = append(near, i)
	}
	slices.SortFunc(near, func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	for _, i := range near[:min(len(near), candidates)] {
		alike := likeness(was.words[i], is.words[j])
		if was.clauses[i].Path == is.clauses[j].Path {
			alike += 0.05
		}
		if alike >= alikeMin {
			out = append(out, match{i, j, alike})
		}
	}
	return out
}

// shingles are the hashes of runs of two words, case aside; of a single word, its own.
func shingles(words []string) map[uint64]bool {
	out := map[uint64]bool{}
	for i := range words {
		h := fnv.New64a()
		h.Write([]byte(strings.ToLower(words[i])))
		if i+1 < len(words) {
			h.Write([]byte{0})
			h.Write([]byte(strings.ToLower(words[i+1])))
		} else if len(words) > 1 {
			break
		}
		out[h.Sum64()] = true
	}
	return out
}

// likeness is twice the number of words in common, with their counts, over the words of both, in [0, 1].
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, w := range a {
		count[strings.ToLower(w)]++
	}
	common := 0
	for _, w := range b {
		if w = strings.ToLower(w); count[w] > 0 {
			count[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// outOfOrder marks the paired clauses that left their order: those outside a longest run of pairs that ascends.
func outOfOrder(pair []int) []bool {
	var tails, at []int // of ascending runs: the place in pair of the smallest end
	back := make([]int, len(pair))
	for j, i := range pair {
		if i < 0 {
			continue
		}
		k, _ := slices.BinarySearch(tails, i)
		if k == len(tails) {
			tails, at = append(tails, i), append(at, j)
		} else {
			tails[k], at[k] = i, j
		}
		back[j] = -1
		if k > 0 {
			back[j] = at[k-1]
		}
	}
	moved := make([]bool, len(pair))
	for j, i := range pair {
		moved[j] = i >= 0
	}
	if len(at) > 0 {
		for j := at[len(at)-1]; j >= 0; j = back[j] {
			moved[j] = false
		}
	}
	return moved
}

// diffWords finds what was inserted and deleted, in whole words. The library compares runes, so each distinct word
// stands for one; a clause has far fewer words than there are runes.
func diffWords(old, fresh []string) []DiffPiece {
	names := map[string]rune{}
	var words []string
	encode := func(list []string) []rune {
		out := make([]rune, len(list))
		for i, w := range list {
			r, ok := names[w]
			if !ok {
				r = wordRune(len(words))
				names[w], words = r, append(words, w)
			}
			out[i] = r
		}
		return out
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same texts give the same pieces on every machine
	diffs := dmp.DiffCleanupSemantic(dmp.DiffMainRunes(encode(old), encode(fresh), false))
	var out []DiffPiece
	for _, d := range diffs {
		var run []string
		for _, r := range d.Text {
			run = append(run, words[wordIndex(r)])
		}
		out = append(out, DiffPiece{map[diffmatchpatch.Operation]DiffOp{diffmatchpatch.DiffEqual: Kept, diffmatchpatch.DiffInsert: Inserted, diffmatchpatch.DiffDelete: Deleted}[d.Type], strings.Join(run, " ")})
	}
	return out
}

// Runes that stand for words begin behind ASCII and leave out the surrogates, which are no runes.
const (
	firstWord = 0x100
	surrogate = 0xd800
	gap       = 0x800
)

func wordRune(i int) rune {
	if r := rune(i + firstWord); r < surrogate {
		return r
	}
	return rune(i + firstWord + gap)
}

func wordIndex(r rune) int {
	if r < surrogate {
		return int(r) - firstWord
	}
	return int(r) - firstWord - gap
}
