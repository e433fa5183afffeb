package rubric

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// wordInfo is what the vocabulary knows of one written word: the lexicon words it can stand for.
type wordInfo struct {
	sig          uint64                // signature of ids
	start        atomic.Pointer[state] // of a phrase that begins with the word, once known
	class        int32                 // words of one class stand for the same
	number       bool                  // in digits
	abbreviation bool
	initial      byte   // first byte of folded; 0 when there is none
	country      string // alpha-3, when the word alone names a country or its people
	folded       string
	ids          []int32 // lexicon words, exact, inflected or by wildcard, and the classes these belong to; sorted
}

// vocabulary maps written words to lexicon words of one language. Lookups are cached, so that folding,
// stemming and wildcards cost once per distinct word. It is safe for concurrent use after building.
type vocabulary struct {
	lang     string
	next     int32
	exact    map[string]int32 // "=word", folded
	stems    map[string]int32
	prefix   map[string]int32
	suffix   map[string]int32
	infix    map[string]int32
	globs    map[string]int32  // "recogni*e", folded
	classes  map[string]int32  // "{a|b}"
	memberOf map[int32][]int32 // lexicon word -> classes
	cache    sync.Map          // written word -> *wordInfo
	cached   atomic.Int64
	unknown  *wordInfo

	mu    sync.Mutex
	alike map[string]int32 // by what words stand for
}

// maxCached bounds the cache: a hostile text cannot fill memory with invented words.
const maxCached = 200_000

// maxWord is the longest word worth looking up; longer ones are noise.
const maxWord = 80

func newVocabulary(lang string) *vocabulary {
	return &vocabulary{lang: lang, exact: map[string]int32{}, stems: map[string]int32{}, prefix: map[string]int32{},
		suffix: map[string]int32{}, infix: map[string]int32{}, globs: map[string]int32{}, classes: map[string]int32{},
		memberOf: map[int32][]int32{}, alike: map[string]int32{}, unknown: &wordInfo{sig: takesAny, class: unclassed}}
}

// id returns the number of a lexicon word as written in a phrase, making one for a new word.
func (v *vocabulary) id(written string) int32 {
	if strings.HasPrefix(written, "{") {
		return v.class(written)
	}
	table, key := v.stems, ""
	bare := fold(strings.Trim(written, "*="))
	left, right := strings.HasPrefix(written, "*"), strings.HasSuffix(written, "*")
	switch {
	case strings.Contains(bare, "*"):
		table, key = v.globs, fold(written)
	case strings.HasPrefix(written, "="):
		table, key = v.exact, bare
	case left && right:
		table, key = v.infix, bare
	case right:
		table, key = v.prefix, bare
	case left:
		table, key = v.suffix, bare
	default:
		key = stem(bare, v.lang)
	}
	id, ok := table[key]
	if !ok {
		id = v.next
		v.next++
		table[key] = id
	}
	return id
}

// class returns the number of a word class, making one for a new class.
func (v *vocabulary) class(written string) int32 {
	if id, ok := v.classes[written]; ok {
		return id
	}
	var members []int32
	for m := range strings.SplitSeq(strings.Trim(written, "{}"), "|") {
		members = append(members, v.id(m))
	}
	id := v.next
	v.next++
	v.classes[written] = id
	for _, m := range members {
		v.memberOf[m] = append(v.memberOf[m], id)
	}
	return id
}

// lookup finds what a written word can stand for.
func (v *vocabulary) lookup(written string) *wordInfo {
	if w, ok := v.cache.Load(written); ok {
		return w.(*wordInfo)
	}
	if len(written) > maxWord {
		return v.unknown
	}
	w := v.resolve(written)
	if v.cached.Add(1) <= maxCached {
		v.cache.Store(strings.Clone(written), w)
	}
	return w
}

func (v *vocabulary) resolve(written string) *wordInfo {
	f := fold(written)
	if f != "" && (f[0] < '0' || f[0] > '9') {
		f = unscan(f)
	}
	w := &wordInfo{folded: f, abbreviation: abbreviations[f]}
	if f != "" {
		w.initial = f[0]
	}
	if c, ok := corpus.FindCountry(written); ok && len(f) >= minSideStem {
		w.country = c.Code
	}
	w.add(v.exact, f)
	w.add(v.stems, stem(f, v.lang))
	for i := 1; i <= len(f); i++ {
		w.add(v.prefix, f[:i])
		w.add(v.suffix, f[len(f)-i:])
	}
	for part, id := range v.infix {
		if strings.Contains(f, part) {
			w.ids = append(w.ids, id)
		}
	}
	for pattern, id := range v.globs {
		if globs(pattern, f) {
			w.ids = append(w.ids, id)
		}
	}
	if len(w.ids) == 0 && w.country == "" {
		v.mend(w, f)
	}
	for _, id := range w.ids[:len(w.ids):len(w.ids)] {
		w.ids = append(w.ids, v.memberOf[id]...)
	}
	slices.Sort(w.ids)
	w.ids = slices.Compact(w.ids)
	w.number = startsNumber(written)
	w.class = v.classOf(w)
	w.sig = takesAny
	if w.number {
		w.sig |= takesDigits
	}
	for _, id := range w.ids {
		w.sig |= signature(id)
	}
	return w
}

func startsNumber(written string) bool {
	r, _ := utf8.DecodeRuneInString(written)
	return unicode.IsDigit(r)
}

// unclassed is the class of words of which nothing is kept.
const unclassed = -2

// maxClasses bounds the classes: a hostile text cannot fill memory with invented words.
const maxClasses = 1 << 17

// classOf returns the number of the words that stand for the same, from 0.
func (v *vocabulary) classOf(w *wordInfo) int32 {
	key := make([]byte, 0, 3*len(w.ids)+1)
	if w.number {
		key = append(key, 0)
	}
	for _, id := range w.ids {
		key = binary.AppendUvarint(key, uint64(id)+1)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	class, ok := v.alike[string(key)]
	if !ok {
		if len(v.alike) >= maxClasses {
			return unclassed
		}
		class = int32(len(v.alike))
		v.alike[string(key)] = class
	}
	return class
}

// globs reports whether the word has the parts of the pattern in their order, the first at its begin and
// the last at its end.
func globs(pattern, word string) bool {
	head, rest, _ := strings.Cut(pattern, "*")
	if !strings.HasPrefix(word, head) {
		return false
	}
	word = word[len(head):]
	for {
		part, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(word, part)
		}
		i := strings.Index(word, part)
		if i < 0 {
			return false
		}
		word, rest = word[i+len(part):], after
	}
}

// mend looks for a long lexicon word that the unknown word f is a misreading of.
func (v *vocabulary) mend(w *wordInfo, f string) {
	mended(f, func(form string) bool {
		if s := stem(form, v.lang); len(s) >= minFuzzy-1 {
			w.add(v.stems, s)
		}
		for i := minFuzzy - 1; i <= len(form); i++ {
			w.add(v.prefix, form[:i])
		}
		return len(w.ids) == 0
	})
}

// known reports whether the word means anything to the lexicon.
func (w *wordInfo) known() bool { return len(w.ids) > 0 || w.country != "" }

func (w *wordInfo) add(table map[string]int32, key string) {
	if id, ok := table[key]; ok {
		w.ids = append(w.ids, id)
	}
}
