package embedded

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bits-and-blooms/bitset"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"

	"corridor/store"
	"corridor/store/words"
)

// maxTypoWords is how many words of the index a word with typos stands for: the nearest, the most frequent first.
const maxTypoWords = 64

// checkEvery is after how many postings a search looks whether it is still wanted.
const checkEvery = 1 << 14

// term decides a word, a prefix or a phrase, and scores the clauses it is in.
func (e *evaluation) term(t *store.Term, negated bool) (*bitset.BitSet, error) {
	w := t.Wanted()
	if len(w.Words) == 0 {
		return nil, fmt.Errorf("term %q holds no word", t.Text) // the parser lets none through
	}
	set, share := bitset.New(uint(len(e.rows))), 1.0
	var err error
	switch {
	case w.Match == store.MatchPhrase && len(w.Words) > 1:
		err = e.phrase(set, w.Words)
		share = float64(len(w.Words))
	case w.Match == store.MatchPhrase || w.Small:
		err = e.read(set, fieldWords, w.Words[0], store.OwnWeight)
	case w.Match == store.MatchPrefix:
		err = e.prefix(set, w.Words[0])
	default:
		err = e.forms(set, w.Words[0])
		unknown := w.Match == store.MatchForms && set.None() && words.Typos(w.Words[0]) > 0 && !negated
		if err == nil && (w.Match == store.MatchTypos || unknown) {
			err = e.withTypos(set, w.Words[0])
		}
		if unknown && set.Any() {
			e.typos = append(e.typos, t.Text)
		}
	}
	if err != nil {
		return nil, err
	}
	e.onlyOpen(set)
	e.weigh(set, share, negated)
	return e.inUnit(set), nil
}

// onlyOpen takes out the clauses whose text the reader may not search.
func (e *evaluation) onlyOpen(set *bitset.BitSet) {
	if e.open == nil {
		return
	}
	for doc := range set.Difference(e.open).EachSet() {
		e.scores.tf[doc] = 0
	}
	set.InPlaceIntersection(e.open)
}

// read adds the postings of one term to the set, and its frequencies to the scores.
func (e *evaluation) read(set *bitset.BitSet, field, term string, weight float32) error {
	postings, err := e.reader.TermFieldReader(e.ctx, []byte(term), field, true, false, false)
	if err != nil {
		return err
	}
	var at index.TermFieldDoc
	for {
		p, err := postings.Next(at.Reset())
		if err != nil || p == nil {
			return firstError(err, postings.Close())
		}
		doc := p.ID.Value()
		set.Set(uint(doc))
		e.scores.tf[doc] += weight * float32(p.Freq)
		if e.steps++; e.steps%checkEvery == 0 && e.ctx.Err() != nil {
			return firstError(e.ctx.Err(), postings.Close())
		}
	}
}

// forms reads the stems that a word can have been indexed as.
func (e *evaluation) forms(set *bitset.BitSet, word string) error {
	for _, stem := range words.Stems(word) {
		if err := e.read(set, fieldStems, stem, 1); err != nil {
			return err
		}
	}
	return nil
}

// prefix reads all words that begin so.
func (e *evaluation) prefix(set *bitset.BitSet, start string) error {
	dict, err := e.reader.FieldDictPrefix(fieldWords, []byte(start))
	if err != nil {
		return err
	}
	found, err := listed(dict)
	if err != nil {
		return err
	}
	for _, w := range found {
		if err := e.read(set, fieldWords, w.Term, store.OwnWeight); err != nil {
			return err
		}
	}
	return nil
}

// listed reads a dictionary to its end.
func listed(dict index.FieldDict) (out []index.DictEntry, err error) {
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return out, firstError(err, dict.Close())
		}
		if n := len(out); n > 0 && out[n-1].Term == entry.Term {
			continue
		}
		out = append(out, *entry)
	}
}

// withTypos reads the words that differ from one by a typo or two, those that differ more at a smaller weight.
func (e *evaluation) withTypos(set *bitset.BitSet, word string) error {
	most := words.Typos(word)
	if most == 0 {
		return e.read(set, fieldWords, word, store.OwnWeight)
	}
	near, err := e.near(word, most)
	if err != nil {
		return err
	}
	for _, w := range near {
		if err := e.read(set, fieldWords, w.Term, store.OwnWeight/float32(1+2*int(w.EditDistance))); err != nil {
			return err
		}
	}
	return nil
}

// near lists the words of the index within a number of typos, the nearest first and then the most frequent.
func (e *evaluation) near(word string, most int) ([]index.DictEntry, error) {
	fuzzy, ok := e.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil, fmt.Errorf("the engine finds no words with typos")
	}
	dict, err := fuzzy.FieldDictFuzzy(fieldWords, word, most, "")
	if err != nil {
		return nil, err
	}
	found, err := listed(dict)
	if err != nil {
		return nil, err
	}
	for i := range found {
		found[i].EditDistance = uint8(words.Distance(word, found[i].Term, most))
	}
	slices.SortStableFunc(found, func(a, b index.DictEntry) int {
		return cmp.Or(cmp.Compare(a.EditDistance, b.EditDistance), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term, b.Term))
	})
	return found[:min(len(found), maxTypoWords)], nil
}

// phrase finds the clauses in which words stand side by side.
func (e *evaluation) phrase(set *bitset.BitSet, phrase []string) error {
	s, err := searcher.NewPhraseSearcher(e.ctx, e.reader, phrase, 0, false, fieldWords, 1, search.SearcherOptions{Score: "none"})
	if err != nil {
		return err
	}
	pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: e.reader}
	for {
		match, err := s.Next(pool)
		if err != nil || match == nil {
			return firstError(err, s.Close())
		}
		doc := match.IndexInternalID.Value()
		set.Set(uint(doc))
		e.scores.tf[doc] = store.OwnWeight
		pool.DocumentMatchPool.Put(match)
		if e.steps++; e.steps%checkEvery == 0 && e.ctx.Err() != nil {
			return firstError(e.ctx.Err(), s.Close())
		}
	}
}
