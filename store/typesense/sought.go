package typesense

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/store"
	"corridor/store/words"
)

// sought is a term of the query with the condition that the cluster decides it by.
type sought struct {
	term        *store.Term
	wanted      store.Wanted
	negated     bool
	stems       []string           // any of them, by the clause, its lead-ins or its headings
	near        map[string]float64 // words of the clause that stand for it, and how much each counts
	share       float64
	condition   condition // on clauses
	ofAgreement condition // on agreements, where it is another
	found       int       // clauses
}

func newSought(t *store.Term, negated bool) *sought {
	return &sought{term: t, wanted: t.Wanted(), negated: negated, share: 1, near: map[string]float64{}}
}

// maxPrefixWords is for how many words a prefix stands at most.
const maxPrefixWords = 2000

// resolve finds the condition of a term.
func (a *asking) resolve(ctx context.Context, t *sought) error {
	w := t.wanted
	switch {
	case len(w.Words) == 0:
		return fmt.Errorf("term %q holds no word", t.term.Text) // the parser lets none through
	case w.Match == store.MatchPhrase && len(w.Words) > 1:
		t.share = float64(len(w.Words))
		return a.phrase(ctx, t)
	case w.Match == store.MatchPhrase || w.Small:
		t.near[w.Words[0]] = store.OwnWeight
	case w.Match == store.MatchPrefix:
		return a.prefix(ctx, t)
	default:
		t.stems = words.Stems(w.Words[0])
	}
	t.condition = t.any()
	if w.Match == store.MatchTypos {
		return a.withTypos(ctx, t)
	}
	return nil
}

// any is the condition that a clause has one of the stems or words.
func (t *sought) any() condition {
	var list anyOf
	if len(t.stems) > 0 {
		list = append(list, oneOf{"stems", tokens(t.stems)})
	}
	if len(t.near) > 0 {
		var near []string
		for w := range t.near {
			near = append(near, token(w))
		}
		slices.Sort(near)
		list = append(list, oneOf{"words", near})
	}
	if len(list) == 1 {
		return list[0]
	}
	return list
}

// prefix finds the words that begin so in the list of words.
func (a *asking) prefix(ctx context.Context, t *sought) error {
	counts, err := a.tokenCounts(ctx, "words")
	if err != nil {
		return err
	}
	for tok := range counts {
		if word, ok := wordOf(tok); ok && strings.HasPrefix(word, t.wanted.Words[0]) {
			t.near[word] = store.OwnWeight
		}
	}
	if len(t.near) > maxPrefixWords {
		return fmt.Errorf("%w: %d words begin with %q, and a Typesense index looks for %d at most: write more letters before the star",
			corpus.ErrTooLarge, len(t.near), t.term.Text, maxPrefixWords)
	}
	t.condition = t.any()
	return nil
}

// mayHaveTypos reports whether a term is looked for with typos when it is nowhere.
func (t *sought) mayHaveTypos() bool {
	return t.wanted.Match == store.MatchForms && !t.wanted.Small && !t.negated && words.Typos(t.wanted.Words[0]) > 0
}

// maxTypoWords is how many words of the index a word with typos stands for: the nearest, the most frequent first.
const maxTypoWords = 64

// withTypos adds to a term the words that differ from it by a typo or two, those that differ more at a smaller weight.
func (a *asking) withTypos(ctx context.Context, t *sought) error {
	word := t.wanted.Words[0]
	most := words.Typos(word)
	if most == 0 {
		t.near[word] = store.OwnWeight
		t.condition = t.any()
		return nil
	}
	counts, err := a.tokenCounts(ctx, "words")
	if err != nil {
		return err
	}
	type nearWord struct {
		word            string
		distance, count int
	}
	var near []nearWord
	for tok, n := range counts {
		if other, ok := wordOf(tok); ok {
			if d := words.Distance(word, other, most); d <= most {
				near = append(near, nearWord{other, d, n})
			}
		}
	}
	slices.SortFunc(near, func(a, b nearWord) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word))
	})
	for _, n := range near[:min(len(near), maxTypoWords)] {
		t.near[n.word] = store.OwnWeight / float64(1+2*n.distance)
	}
	t.condition = t.any()
	return nil
}

// phrase finds the clauses in which words stand side by side. Runs of two and of three words are what the cluster
// knows; of longer phrases, it gives the clauses that have all runs of three, and the words of these are read.
func (a *asking) phrase(ctx context.Context, t *sought) error {
	list := t.wanted.Words
	if len(list) <= longestRun {
		t.condition = oneOf{"runs", []string{run(list)}}
		return nil
	}
	var all allOf
	for i := range len(list) - longestRun + 1 {
		all = append(all, oneOf{"runs", []string{run(list[i : i+longestRun])}})
	}
	filter, err := filterOf(all)
	if err != nil {
		return err
	}
	may, err := a.read(ctx, filter, "agreement,number,own", fmt.Sprintf("the phrase %q", t.term.Text))
	if err != nil {
		return err
	}
	clauses, agreements := newSets(), newSets()
	for _, d := range may {
		if phraseIn(strings.Fields(d.Own), list) {
			clauses.put(&clauses.words, clauseID(d.Agreement, d.Number))
			agreements.put(&agreements.words, d.Agreement)
		}
	}
	t.ofAgreement = oneOf{"id", agreements.words}
	if t.condition = all; len(clauses.words) < len(may) {
		t.condition = oneOf{"id", clauses.words}
	}
	return nil
}

// read reads some fields of all clauses that a filter lets through. It wraps corpus.ErrTooLarge when they are too many.
func (a *asking) read(ctx context.Context, filter, fields, what string) ([]document, error) {
	counted, err := a.x.cluster.ask(ctx, []question{everything(a.g.clauses(), filter)})
	if err != nil {
		return nil, err
	}
	n := counted[0].Found
	if most := a.x.options.Weigh; n > most {
		return nil, fmt.Errorf("%w: %d clauses may have %s, and a Typesense index compares %d at most: make it shorter or narrower", corpus.ErrTooLarge,
			n, what, most)
	}
	answers, err := a.x.cluster.ask(ctx, stretch(a.g.clauses(), filter, byPlace, fields, 0, n))
	return documents(answers), err
}

// byPlace is the order of the agreement's id and of the clauses in the text.
const byPlace = "rank:asc,number:asc"

// phraseIn counts how often words stand side by side in others, up to once.
func phraseIn(in, phrase []string) bool {
	for i := range len(in) - len(phrase) + 1 {
		if slices.Equal(in[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// frequency is how often a clause has the term, as BM25 counts.
func (t *sought) frequency(c *clause) (tf float64) {
	if t.wanted.Match == store.MatchPhrase && len(t.wanted.Words) > 1 {
		if phraseIn(c.own, t.wanted.Words) {
			return store.OwnWeight
		}
		return 0
	}
	for _, w := range c.own {
		tf += t.near[w]
		if len(t.stems) > 0 {
			tf += store.OwnWeight * t.stemmed(c, w)
		}
	}
	if len(t.stems) > 0 {
		for _, w := range c.context {
			tf += t.stemmed(c, w)
		}
	}
	return tf
}

// stemmed is 1 for a word that is the term in any form; one that is it by both of its stems counts twice.
func (t *sought) stemmed(c *clause, word string) (n float64) {
	if words.Small(c.lang, word) {
		return 0
	}
	if slices.Contains(t.stems, c.stemmer.Stem(word)) {
		n++
	}
	if second := c.stemmer.Second(word); second != "" && slices.Contains(t.stems, second) {
		n++
	}
	return n
}
