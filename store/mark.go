package store

import (
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/store/words"
)

// Marker finds in the text of a hit what the words of a query matched. It is made once for each search.
type Marker struct {
	terms []soughtTerm
}

// soughtTerm is a term ready to be compared with the tokens of a text.
type soughtTerm struct {
	index  int // in Query.Terms
	wanted Wanted
	stems  []string
	typos  int
}

// NewMarker prepares the terms of a query. The words of Results.Typos are marked where they were met with typos.
func NewMarker(q *Query, typos []string) *Marker {
	m := &Marker{}
	if q == nil || q.Root == nil {
		return m
	}
	_, ignored := q.Effective()
	for i, t := range q.Terms() {
		s := soughtTerm{index: i, wanted: t.Wanted()}
		if s.wanted.Small && slices.Contains(ignored, t.Text) {
			continue
		}
		if len(s.wanted.Words) == 0 {
			continue
		}
		if word := s.wanted.Words[0]; s.wanted.Match == MatchForms {
			s.stems = words.Stems(word)
		}
		if s.wanted.Match == MatchTypos || s.wanted.Match == MatchForms && slices.Contains(typos, t.Text) {
			s.typos = words.Typos(s.wanted.Words[0])
		}
		m.terms = append(m.terms, s)
	}
	return m
}

// maxMarks is how many marks a hit has at most.
const maxMarks = 200

// snippetBytes is how long a snippet is, if the clause is not shorter.
const snippetBytes = 280

// Mark finds the marks in a clause, its lead-in and its heading, and the stretch of the clause to show.
func (m *Marker) Mark(text string, c Clause, lang string) (marks []Mark, snippet corpus.Span) {
	marks = m.in(marks, text, c.Span, lang, InClause)
	own := len(marks)
	for _, l := range c.LeadIn {
		marks = m.in(marks, text, l, lang, InLeadIn)
	}
	marks = m.in(marks, text, c.Heading, lang, InHeading)
	snippet = snippetOf(text, c.Span, marks[:own])
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Span.Start - b.Span.Start })
	return marks, snippet
}

// in appends the marks of a stretch of text. Phrases, prefixes and typos are only looked for in clauses.
func (m *Marker) in(marks []Mark, text string, s corpus.Span, lang string, place MarkPlace) []Mark {
	if len(m.terms) == 0 || s.Empty() {
		return marks
	}
	tokens := words.Scan(nil, s.Of(text))
	stemmer := words.StemmerFor(lang)
	for i := 0; i < len(tokens); i++ {
		for _, t := range m.terms {
			n, how := t.at(tokens[i:], stemmer)
			if n == 0 || place != InClause && t.wanted.Match != MatchForms || place != InClause && how == HowTypo {
				continue
			}
			span := corpus.Span{Start: s.Start + tokens[i].Start, End: s.Start + tokens[i+n-1].End}
			if last := len(marks) - 1; last >= 0 && marks[last].In == place && marks[last].Span.Contains(span) {
				break // within a phrase
			}
			if len(marks) >= maxMarks {
				return marks
			}
			marks = append(marks, Mark{Span: span, Term: t.index, How: how, In: place})
			break
		}
	}
	return marks
}

// at reports how many of the tokens the term matches, and how; 0 is no match.
func (t *soughtTerm) at(tokens []words.Token, stemmer *words.Stemmer) (n int, how MarkHow) {
	word, first := tokens[0].Word, t.wanted.Words[0]
	switch {
	case t.wanted.Match == MatchPrefix:
		if strings.HasPrefix(word, first) {
			return 1, HowPrefix
		}
		return 0, ""
	case t.wanted.Match == MatchPhrase:
		return t.phraseAt(tokens), HowExact
	case word == first:
		return 1, HowExact
	case t.wanted.Match == MatchForms && (slices.Contains(t.stems, stemmer.Stem(word)) || slices.Contains(t.stems, stemmer.Second(word))):
		return 1, HowForm
	case t.typos > 0 && words.Distance(word, first, t.typos) <= t.typos:
		return 1, HowTypo
	}
	return 0, ""
}

func (t *soughtTerm) phraseAt(tokens []words.Token) int {
	if len(tokens) < len(t.wanted.Words) {
		return 0
	}
	for i, w := range t.wanted.Words {
		if tokens[i].Word != w {
			return 0
		}
	}
	return len(t.wanted.Words)
}

// snippetOf is the stretch of a clause with the most marks: the clause when it is short.
func snippetOf(text string, clause corpus.Span, marks []Mark) corpus.Span {
	clause = WholeSnippet(text, clause)
	if clause.Len() <= snippetBytes {
		return clause
	}
	best, most := clause.Start, 0
	for i := range marks {
		n, terms := 0, map[int]bool{}
		for _, m := range marks[i:] {
			if m.Span.End <= marks[i].Span.Start+snippetBytes*3/4 {
				terms[m.Term] = true
				n++
			}
		}
		if n += 10 * len(terms); n > most { // all words of the query once before one word often
			best, most = marks[i].Span.Start, n
		}
	}
	start := best
	if start-clause.Start <= snippetBytes/4 {
		start = clause.Start
	} else {
		start = wordStart(text, start-snippetBytes/8, best)
	}
	end := min(start+snippetBytes, clause.End)
	if end < clause.End {
		end = wordEnd(text, start, end)
	}
	return WholeSnippet(text, corpus.Span{Start: start, End: end})
}

// WholeSnippet is a stretch without the blanks, full stops and dashes that it begins with when what they belong to
// stands before it: the label of the clause, or the words before a cut. A stretch of nothing else stays.
func WholeSnippet(text string, s corpus.Span) corpus.Span {
	if rest := strings.TrimLeft(s.Of(text), " \n\t\u00a0.,;:!?)]}·•–—-"); rest != "" {
		s.Start = s.End - len(rest)
	}
	return s
}

// wordStart is the first byte after a space from the offset on, or the mark itself.
func wordStart(text string, from, mark int) int {
	if i := strings.IndexAny(text[from:mark], " \n\t\u00a0"); i >= 0 {
		rest := text[from+i : mark]
		return mark - len(strings.TrimLeft(rest, " \n\t\u00a0"))
	}
	return mark
}

// wordEnd is the end of the last whole word of text[start:end], or of the last whole letter when it is one word.
func wordEnd(text string, start, end int) int {
	if i := strings.LastIndexAny(text[start:end], " \n\t\u00a0"); i > 0 {
		return start + len(strings.TrimRight(text[start:start+i], " \n\t\u00a0"))
	}
	for end > start && !startsRune(text, end) {
		end--
	}
	return end
}

func startsRune(text string, at int) bool { return at >= len(text) || text[at]&0xc0 != 0x80 }
