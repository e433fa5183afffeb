package rubric

import "corridor/corpus"

// Signal is one language-neutral rule: concepts that must stand together, and the level they prove.
// See the package comment for the YAML form.
type Signal struct {
	All     []Term        // each must hold in the sentence or its lead-in
	None    []Term        // none may hold in the sentence
	Context []Term        // each must hold somewhere in the article, its heading or its chapter's
	Without []Term        // none may hold in the article or its headings
	Heading []Term        // each must hold in the article's or chapter's heading
	Kinds   []corpus.Kind // agreement kinds the signal is for; empty means all
	Place   Place         // where it may match
	In      Scope         // unit in which All must hold
	Near    int           // longest stretch of tokens that may hold All; 0 means DefaultNear
	Level   Level         // what it proves at best
	Firm    bool          // hedges and aims do not weaken it
	Say     string        // what the rule saw, for the reason
	all     bits          // every concept of All
	number  int32         // among the signals of the library
}

// Term is a condition on concept hits: one of Any, optionally with one of Next within Gap tokens.
type Term struct {
	Any     []int // concept numbers
	Next    []int // empty, or concepts that must stand near
	Gap     int
	Ordered bool     // Next must come after Any
	Polar   Polarity // on the hits of Any
	any     bits     // Any as a set
	next    bits     // Next as a set
}

// Polarity restricts a term to negated or to plain hits.
type Polarity int8

// The polarities.
const (
	Either Polarity = iota
	Plain           // not negated
	Negated
)

// Scope is the unit of text in which a signal's terms must meet.
type Scope int8

// The scopes.
const (
	InSentence Scope = iota
	InClause
	InArticle
)

// Place is the part of an agreement in which a signal may match.
type Place int8

// The places.
const (
	PlaceText     Place = iota // body, annexes, protocols; preamble and title at most weak
	PlaceBody                  // body, annexes and protocols only
	PlaceTitle                 // title only
	PlacePreamble              // title and preamble
	PlaceAny                   // everywhere, testimonium included, at full level
)

// DefaultNear is the longest stretch, in tokens, over which the terms of a signal may spread.
const DefaultNear = 40
