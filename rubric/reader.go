package rubric

import (
	"encoding/binary"
	"strings"
)

// reader looks words up through caches of its own; it is not safe for concurrent use.
type reader struct {
	vocab *vocabulary
	near  [nearPairs][2]nearWord // words met of late, each in the one pair where it can be, the last met before
	words map[string]*wordInfo
	noisy bool // the text is a bad scan: halves of words are joined
}

// nearWord is a short word with what is known of it.
type nearWord struct {
	key  shortWord
	word *wordInfo
}

const (
	pairBits  = 11
	nearPairs = 1 << pairBits
	maxReader = 50_000 // words in the larger cache
)

func newReader(v *vocabulary) *reader {
	return &reader{vocab: v, words: map[string]*wordInfo{}}
}

// lookup finds what the word text[start:end] can stand for.
func (r *reader) lookup(text string, start, end int) *wordInfo {
	key, ok := shortForm(text, start, end)
	if !ok {
		return r.find(text[start:end])
	}
	pair := &r.near[key.pair()]
	if pair[0].key != key {
		pair[0], pair[1] = pair[1], pair[0]
		if pair[0].key != key {
			pair[0] = nearWord{key, r.find(text[start:end])}
		}
	}
	return pair[0].word
}

// find is lookup without the near words.
func (r *reader) find(written string) *wordInfo {
	if w := r.words[written]; w != nil {
		return w
	}
	w := r.vocab.lookup(written)
	if len(r.words) >= maxReader {
		clear(r.words)
	}
	r.words[strings.Clone(written)] = w
	return w
}

// shortWord is the bytes of a word, none of which is zero, with zeros behind: two words are equal when
// their short forms are.
type shortWord struct{ low, high uint64 }

// maxShort is the longest word, in bytes, that has a short form.
const maxShort = 16

// shortForm returns the short form of text[start:end]; ok is false when the word is too long, or too near the
// end of the text to be read in two steps.
func shortForm(text string, start, end int) (w shortWord, ok bool) {
	n := end - start
	if n > maxShort || start+maxShort > len(text) {
		return w, false
	}
	b := []byte(text[start : start+maxShort])
	w = shortWord{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])}
	if n < 8 {
		return shortWord{low: w.low & (1<<(8*n) - 1)}, true
	}
	w.high &= 1<<(8*(n-8)) - 1
	return w, true
}

// pair is where the word is kept among the near words.
func (w shortWord) pair() uint64 {
	return (w.low ^ w.high*0xC2B2AE3D27D4EB4F) * 0x9E3779B97F4A7C15 >> (64 - pairBits)
}
