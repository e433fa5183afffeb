package rubric

import (
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// Reaches of references, in tokens.
const (
	referBefore = 4 // between "referred to in" and "Article"
	referAfter  = 4 // between "Artikel 5" and "genannten"
	referNoun   = 3 // between the noun and the words that refer
	romanMost   = 5 // letters of a Roman number
)

// target is an article or a paragraph that a sentence refers to.
type target struct {
	tok0, tok1 int32  // the words that name it
	article    string // its number; empty for the article of the sentence
	paragraph  string // empty for the whole article
	before     bool   // "the preceding article", or without an article's number "the preceding paragraph"
	ofArticle  bool
}

// lendReferred takes over what the articles and paragraphs say that nouns of sentence i are said to stand
// in. A reference to another instrument is followed nowhere.
func (d *analysis) lendReferred(i, n int32) {
	st := &d.sentences[i]
	for k := st.hit0; k < st.hit1; k++ {
		t, ok := d.target(st, &d.hits[k])
		if !ok || d.foreign(st, t.tok1) {
			continue
		}
		what := d.nounReferred(st, t)
		if len(what.concepts) == 0 {
			continue
		}
		here := d.sentences[i].unit
		for s := range n {
			if u := d.sentences[s].unit; u != here && d.stands(&d.units[u], t, here) {
				d.lendFrom(s, what)
			}
		}
	}
}

// target reads "Article 5", "Article 5(2)", "paragraph 2 of Article 5", "paragraph 2" or "the preceding
// paragraph" at a hit.
func (d *analysis) target(st *sentence, h *hit) (target, bool) {
	r := &d.steer.refer
	t := target{tok0: h.start, tok1: h.end}
	switch h.concept {
	case r.article:
		t.ofArticle = true
		if !d.readNumber(st, &t, &t.article) {
			return t, d.readForegoing(st, &t)
		}
		d.readParagraph(st, &t)
		return t, true
	case r.paragraph:
		if !d.readNumber(st, &t, &t.paragraph) {
			return t, d.readForegoing(st, &t)
		}
		return t, !d.articleFollows(st, t.tok1)
	}
	return t, false
}

// readNumber reads a number, in digits or Roman, behind what was read.
func (d *analysis) readNumber(st *sentence, t *target, into *string) bool {
	if t.tok1 >= st.tok1 {
		return false
	}
	tok := d.tokens[t.tok1]
	word := d.agreement.Text[tok.start:tok.end]
	if !tok.number {
		n := roman(word)
		if n == 0 {
			return false
		}
		word = strconv.Itoa(n)
	}
	*into = word
	t.tok1++
	return true
}

// readParagraph reads the paragraph beside an article's number: "Article 5(2)", "Article 5, paragraph 2",
// "paragraph 2 of Article 5".
func (d *analysis) readParagraph(st *sentence, t *target) {
	if t.tok1 < st.tok1 && d.tokens[t.tok1].number && d.agreement.Text[d.tokens[t.tok1].start-1] == '(' {
		d.readNumber(st, t, &t.paragraph)
		return
	}
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if h.concept != d.steer.refer.paragraph {
			continue
		}
		p := target{tok1: h.end}
		switch {
		case h.start == t.tok1 && d.readNumber(st, &p, &t.paragraph):
			t.tok1 = p.tok1
		case h.end < t.tok0 && t.tok0-h.end <= referBefore && d.readNumber(st, &p, &t.paragraph):
			t.tok0 = h.start
		}
	}
}

// readForegoing reads "preceding" on either side of the word for article or paragraph.
func (d *analysis) readForegoing(st *sentence, t *target) bool {
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if h.concept == d.steer.refer.foregoing && (h.end == t.tok0 || h.start == t.tok1) {
			t.tok0, t.tok1, t.before = min(t.tok0, h.start), max(t.tok1, h.end), true
			return true
		}
	}
	return false
}

// articleFollows reports whether a paragraph's number is followed by that of its article, which is then
// read for both.
func (d *analysis) articleFollows(st *sentence, at int32) bool {
	for k := st.hit0; k < st.hit1; k++ {
		if h := &d.hits[k]; h.concept == d.steer.refer.article && h.start >= at && h.start-at <= referBefore && h.end < st.tok1 && d.tokens[h.end].number {
			return true
		}
	}
	return false
}

// foreign reports whether "of" stands at token at and is not followed by the name of this agreement.
func (d *analysis) foreign(st *sentence, at int32) bool {
	of := false
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		switch r := &d.steer.refer; {
		case h.concept == r.of && h.start == at:
			of = true
		case h.start < at || h.start > at+2:
		case h.concept == r.self, h.concept == r.article, h.concept == r.paragraph:
			return false
		}
	}
	return of
}

// nounReferred returns the noun that is said to stand in the target: before the words that refer, or behind
// the participle that follows in German and Dutch.
func (d *analysis) nounReferred(st *sentence, t target) noun {
	for k := st.hit0; k < st.hit1; k++ {
		h := &d.hits[k]
		if h.concept != d.steer.refer.reference {
			continue
		}
		if h.end <= t.tok0 && t.tok0-h.end <= referBefore {
			for from := h.start - 1; from >= max(st.tok0, h.start-referNoun); from-- {
				if what := d.nouns(st, from, from); len(what.concepts) > 0 {
					return what
				}
			}
		}
		if h.start >= t.tok1 && h.start-t.tok1 <= referAfter {
			return d.nouns(st, h.end, h.end+nounBehind)
		}
	}
	return noun{}
}

// stands reports whether a unit stands in the target, seen from another unit. Articles are counted within
// the part of the agreement in which both stand, those of the body from everywhere.
func (d *analysis) stands(u *unit, t target, here int32) bool {
	from := &d.units[here]
	if u.clause.Article < 0 || u.clause.Part != from.clause.Part && u.clause.Part != corpus.SegBody {
		return false
	}
	switch {
	case t.before && t.ofArticle:
		return u.clause.Part == from.clause.Part && u.clause.Article == from.clause.Article-1
	case t.before:
		return u.clause.Article == from.clause.Article && isBefore(u, from)
	case !t.ofArticle:
		return u.clause.Article == from.clause.Article && paragraphOf(u.clause.Path) == t.paragraph
	case d.articleNumber(u.clause.Article) != t.article, u.clause.Part != from.clause.Part && d.partHas(from.clause.Part, t.article):
		return false
	}
	return t.paragraph == "" || paragraphOf(u.clause.Path) == t.paragraph
}

// isBefore reports whether a unit stands in the paragraph before another one's.
func isBefore(u, from *unit) bool {
	a, errA := strconv.Atoi(paragraphOf(u.clause.Path))
	b, errB := strconv.Atoi(paragraphOf(from.clause.Path))
	return errA == nil && errB == nil && a == b-1
}

// paragraphOf reads the first bracket of a path: "2" of "Article 5(2)(a)".
func paragraphOf(path string) string {
	_, rest, _ := strings.Cut(path, "(")
	number, _, _ := strings.Cut(rest, ")")
	return number
}

// articleNumber returns the number of an article of the agreement.
func (d *analysis) articleNumber(i int) string {
	if d.articles == nil {
		d.articles = d.agreement.Articles()
	}
	if i >= len(d.articles) {
		return ""
	}
	return d.articles[i].Number
}

// partHas reports whether a part of the agreement has an article of the number.
func (d *analysis) partHas(part corpus.SegmentKind, number string) bool {
	d.articleNumber(0)
	return slices.ContainsFunc(d.articles, func(a corpus.Article) bool { return a.Part == part && a.Number == number })
}

// roman reads a Roman number in capitals, up to XXXIX; zero means that it is none.
func roman(s string) int {
	if len(s) == 0 || len(s) > romanMost {
		return 0
	}
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}
	n := 0
	for i := range len(s) {
		v, ok := value[s[i]]
		if !ok {
			return 0
		}
		if i+1 < len(s) && v < value[s[i+1]] {
			v = -v
		}
		n += v
	}
	return n
}
