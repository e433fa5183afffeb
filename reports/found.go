package reports

import (
	"context"
	"slices"
	"strings"

	"corridor/corpus"
	"corridor/rubric"
	"corridor/store"
)

// Found is the answer to a search, or to the question what is like a passage, with the words of the hits.
type Found struct {
	Query      string        `json:"query"`             // as typed
	Passage    *LikePassage  `json:"passage,omitempty"` // that clauses like it were looked for
	By         store.Unit    `json:"by"`
	Sort       store.Sorting `json:"sort,omitempty"`
	Total      int           `json:"total"`
	Agreements int           `json:"agreements"` // that the hits are in
	Offset     int           `json:"offset"`     // hits before the first one here
	Next       string        `json:"next,omitempty"`
	Typos      []string      `json:"typos,omitempty"`   // words that are nowhere as written
	Ignored    []string      `json:"ignored,omitempty"` // small words
	Lacking    []string      `json:"lacking,omitempty"` // words without any one of which something would be found
	Weighed    int           `json:"weighed,omitempty"` // of how many hits the relevance was weighed, when not of all
	Hits       []FoundHit    `json:"hits"`
	Facets     []store.Facet `json:"facets,omitempty"`
}

// LikePassage is the passage of a search by likeness.
type LikePassage struct {
	Text      string `json:"text"`
	Agreement string `json:"agreement,omitempty"` // id, when it is a clause of a held agreement
	Path      string `json:"path,omitempty"`
}

// FoundHit is one hit.
type FoundHit struct {
	Rank       int            `json:"rank"` // from 1
	Agreement  store.Summary  `json:"agreement"`
	Clause     *store.Clause  `json:"clause,omitempty"`
	Heading    string         `json:"heading,omitempty"` // of the article
	Snippet    Snippet        `json:"snippet,omitzero"`
	Why        []FoundWord    `json:"why,omitempty"` // how each word of the query was met
	Evidence   []store.Coding `json:"evidence,omitempty"`
	Score      float64        `json:"score"`
	Strength   float64        `json:"strength"`
	Similarity float64        `json:"similarity,omitempty"`
	Matches    int            `json:"matches,omitempty"` // clauses of the agreement that match
	Citation   Citation       `json:"citation"`          // of the clause, or of the agreement
}

// Snippet is a stretch of a clause, word for word.
type Snippet struct {
	Text  string        `json:"text"`
	Marks []corpus.Span `json:"marks,omitempty"` // byte offsets into Text
	Cut   bool          `json:"cut,omitempty"`   // the clause is longer
}

// FoundWord says how a word of the query was met.
type FoundWord struct {
	Asked string          `json:"asked"` // as typed
	Met   string          `json:"met"`   // as it stands in the text
	How   store.MarkHow   `json:"how"`
	In    store.MarkPlace `json:"in"`
}

// NewFound gathers the words of an answer. The texts must hold every agreement that is hit.
func NewFound(ctx context.Context, r store.Request, res *store.Results, texts store.Texts) (Found, error) {
	r, err := r.Complete()
	if err != nil {
		return Found{}, err
	}
	f := Found{By: r.By, Sort: r.Sort, Total: res.Total, Agreements: res.Agreements, Offset: r.Offset, Next: res.Next,
		Typos: res.Typos, Ignored: res.Ignored, Lacking: res.Lacking, Weighed: res.Weighed, Facets: res.Facets}
	if r.Query != nil {
		f.Query = r.Query.Text
	}
	f.Hits, err = foundHits(ctx, res.Hits, r, texts)
	return f, err
}

// NewAlike gathers the words of clauses that are like a passage, the nearest first.
func NewAlike(ctx context.Context, p LikePassage, among *store.Query, hits []store.Hit, texts store.Texts) (f Found, err error) {
	f = Found{Passage: &p, By: store.Clauses, Total: len(hits)}
	if among != nil {
		f.Query = among.Text
	}
	agreements := map[string]bool{}
	for _, h := range hits {
		agreements[h.Agreement.ID] = true
	}
	f.Agreements = len(agreements)
	f.Hits, err = foundHits(ctx, hits, store.Request{}, texts)
	return f, err
}

func foundHits(ctx context.Context, hits []store.Hit, r store.Request, texts store.Texts) ([]FoundHit, error) {
	out := []FoundHit{}
	held := map[string]string{}
	for i, h := range hits {
		one := FoundHit{Rank: r.Offset + i + 1, Agreement: h.Agreement, Clause: h.Clause, Evidence: h.Evidence, Score: h.Score,
			Strength: h.Strength, Similarity: h.Similarity, Matches: h.Matches, Citation: CiteSummary(h.Agreement)}
		if h.Clause != nil {
			text, ok := held[h.Agreement.ID]
			if !ok {
				var err error
				if text, err = texts.Text(ctx, h.Agreement.ID); err != nil {
					return nil, err
				}
				held[h.Agreement.ID] = text
			}
			one.words(text, h, r.Query)
		}
		out = append(out, one)
	}
	return out, nil
}

// words cuts what is shown from the text.
func (f *FoundHit) words(text string, h store.Hit, q *store.Query) {
	f.Citation.Path, f.Citation.Page, f.Citation.Span = h.Clause.Path, h.Clause.Page, h.Clause.Span
	f.Heading = squeeze(h.Clause.Heading.Of(text))
	f.Snippet = Snippet{Text: h.Snippet.Of(text), Cut: h.Snippet.Len() < store.WholeSnippet(text, h.Clause.Span).Len()}
	var terms []*store.Term
	if q != nil {
		terms = q.Terms()
	}
	for _, m := range h.Marks {
		if h.Snippet.Contains(m.Span) && m.In == store.InClause {
			f.Snippet.Marks = append(f.Snippet.Marks, corpus.Span{Start: m.Span.Start - h.Snippet.Start, End: m.Span.End - h.Snippet.Start})
		}
		if m.Term >= len(terms) {
			continue
		}
		w := FoundWord{Asked: terms[m.Term].Span().Of(q.Text), Met: squeeze(m.Span.Of(text)), How: m.How, In: m.In}
		if !slices.ContainsFunc(f.Why, func(had FoundWord) bool {
			return strings.EqualFold(had.Met, w.Met) && had.Asked == w.Asked && had.In == w.In
		}) {
			f.Why = append(f.Why, w)
		}
	}
}

// Basis is every agreement that is shown, and the rubrics are in what it is evidence of.
func (f Found) Basis() Basis {
	b := Basis{}
	for _, h := range f.Hits {
		b.Agreements = append(b.Agreements, BaseText{ID: h.Agreement.ID, Source: h.Agreement.Source})
	}
	return b
}

// Sheet is one row a hit.
func (f Found) Sheet() Sheet {
	s := Sheet{Name: "hits", Columns: []string{"rank", "agreement", "title", "corridor", "kind", "signed", "language", "source", "article", "heading",
		"page", "start", "end", "quote", "criteria", "score", "strength", "similarity", "citation"}}
	for _, h := range f.Hits {
		row := []any{h.Rank, h.Agreement.ID, squeeze(h.Agreement.Title), h.Agreement.Corridor.String(), string(h.Agreement.Kind), dateCell(h.Agreement.Signed),
			h.Agreement.Language, h.Agreement.Source}
		if c := h.Clause; c != nil {
			row = append(row, c.Path, h.Heading, positive(c.Page), c.Span.Start, c.Span.End, squeeze(h.Snippet.Text))
		} else {
			row = append(row, nil, nil, nil, nil, nil, nil)
		}
		s.Rows = append(s.Rows, append(row, strings.Join(evidenceWords(h.Evidence), " "), h.Score, h.Strength, similarityCell(h.Similarity), h.Citation.String()))
	}
	return s
}

func similarityCell(v float64) any {
	if v == 0 {
		return nil
	}
	return v
}

func evidenceWords(codings []store.Coding) (out []string) {
	for _, c := range codings {
		out = append(out, c.Criterion+":"+c.Level.String())
	}
	return out
}

// contraryFirst orders what a clause is evidence of: what a reader must see before the rest.
func contraryFirst(codings []store.Coding) []store.Coding {
	out := slices.Clone(codings)
	slices.SortStableFunc(out, func(a, b store.Coding) int { return levelRank(b.Level) - levelRank(a.Level) })
	return out
}

func levelRank(l rubric.Level) int { return clauseRank(l) }
