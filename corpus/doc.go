// Package corpus says what an agreement is and what Corridor ships about the world.
//
// # Nouns
//
// An [Agreement] is one immutable UTF-8 text, named by the SHA-256 of that text, with what was read
// from it: title, [Kind], parties, [Corridor], dates, language, its [Source] and its place in a family.
// Its text is cut into a tree of [Segment] values: the top level covers every byte exactly once,
// siblings never overlap and children lie inside their parents. Two views over that tree are what
// most readers want: [Agreement.Articles] and [Agreement.Clauses].
//
// A [Span] is a pair of byte offsets into the agreement's text. Nothing in Corridor stores quoted
// prose: a quote is always text[span.Start:span.End], so no quote can be false.
//
// A [Country] is known by its ISO 3166-1 alpha-3 code, in five languages, former states and the
// invented states of the specimens included; a [Region] is a row of a versioned table.
//
// # Invariants
//
// [Agreement.Validate] holds every rule an agreement must keep, in one place, and is called wherever
// an agreement enters or leaves the store.
package corpus
