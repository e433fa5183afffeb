package store

import (
	"corridor/corpus"
)

// The limits of a search.
const (
	// DefaultHits is how many hits a page has when the request does not say.
	DefaultHits = 20
	// MaxPage is the greatest number of hits of a page.
	MaxPage = 500
	// MaxHits is how deep pages go: whoever wants more narrows the query, or exports.
	MaxHits = 10_000
)

// Unit is what hits are.
type Unit string

// The units.
const (
	Clauses    Unit = "clause"    // the zero value means this, too
	Agreements Unit = "agreement" // every part of the query may be met by another clause of the agreement
)

// Sorting is the order of hits. Equal ones come by the agreement's id and then by the clause's number.
type Sorting string

// The orders.
const (
	ByRelevance Sorting = "relevance" // best first; the zero value means this, too
	ByDate      Sorting = "date"      // newest first, undated last
	ByScore     Sorting = "score"     // by strength of the agreement's coding, strongest first
)

// Request is a search.
type Request struct {
	Query  *Query // nil asks for everything
	By     Unit
	Sort   Sorting
	Limit  int     // hits of a page; 0 is DefaultHits
	Offset int     // hits before the page
	Page   string  // token of a page, from Results.Next, instead of Offset
	Facets []Field // to count; of FacetFields
	Values int     // most values of a facet, 0 is all
	Public bool    // for readers from outside: nothing of what is private, and no text of what is metadata-only
}

// Results answers a request.
type Results struct {
	By         Unit     `json:"by"`
	Total      int      `json:"total"`      // hits in all
	Agreements int      `json:"agreements"` // that the hits are in
	Hits       []Hit    `json:"hits"`
	Facets     []Facet  `json:"facets,omitempty"`
	Next       string   `json:"next,omitempty"`    // token of the next page, "" on the last
	Typos      []string `json:"typos,omitempty"`   // words that are nowhere as written, and were looked for with typos
	Ignored    []string `json:"ignored,omitempty"` // small words that were passed over
	Lacking    []string `json:"lacking,omitempty"` // when nothing is found: words without any one of which something would be
	Weighed    int      `json:"weighed,omitempty"` // of how many hits the relevance was weighed, when not of all
	Head       Head     `json:"head"`              // of the journal that the index was built from
}

// Hit is a clause or an agreement that was found. Its words are cut from the agreement's text by the spans.
type Hit struct {
	Agreement  Summary     `json:"agreement"`
	Clause     *Clause     `json:"clause,omitempty"`     // nil for agreements
	Snippet    corpus.Span `json:"snippet,omitzero"`     // the stretch of the clause to show
	Marks      []Mark      `json:"marks,omitempty"`      // what matched, in text order; in the snippet and elsewhere
	Evidence   []Coding    `json:"evidence,omitempty"`   // what the clause is evidence of
	Score      float64     `json:"score"`                // relevance; comparable within one answer only
	Strength   float64     `json:"strength"`             // of the agreement's coding, [0, 1]
	Similarity float64     `json:"similarity,omitempty"` // of Similar: [0, 1], 1 for the same words
	Matches    int         `json:"matches,omitempty"`    // for agreements: clauses that match a word of the query
}

// Mark is a stretch of text that a term of the query matched.
type Mark struct {
	Span corpus.Span `json:"span"`
	Term int         `json:"term"` // place in Query.Terms
	How  MarkHow     `json:"how"`
	In   MarkPlace   `json:"in"`
}

// MarkHow is how a word of the text came to match.
type MarkHow string

// The ways.
const (
	HowExact  MarkHow = "exact"  // as written
	HowForm   MarkHow = "form"   // another form of the word
	HowPrefix MarkHow = "prefix" //
	HowTypo   MarkHow = "typo"   //
)

// MarkPlace is where a mark stands.
type MarkPlace string

// The places.
const (
	InClause  MarkPlace = "clause"
	InLeadIn  MarkPlace = "lead-in"
	InHeading MarkPlace = "heading"
)

// Facet counts the values of a field over all hits, the most frequent first.
type Facet struct {
	Field  Field        `json:"field"`
	Values []FacetValue `json:"values"`
	More   int          `json:"more,omitempty"` // values that the limit of the request left out
}

// FacetValue is one value with its counts.
type FacetValue struct {
	Value      string `json:"value"`
	Hits       int    `json:"hits"`
	Agreements int    `json:"agreements"`
}

// Likeness asks for clauses like a passage.
type Likeness struct {
	Text     string // the passage
	Language string // of the passage; "" to take the one that most of its words are known in
	Without  string // id of the agreement whose own clauses are left out
	Among    *Query // only clauses that it finds; nil is all
	Limit    int    // 0 is DefaultHits
	Public   bool   // as of Request
}
