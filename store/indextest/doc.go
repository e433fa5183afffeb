// Package indextest holds what every implementation of store.Index must do, and the corpus that it is tried on.
//
// [Run] is the conformance suite: a test of an implementation calls it with a way to open an empty index.
// [Quality] asks the queries of quality.txt, each with the agreement that is wanted and its rank.
//
// [Corpus] makes agreements of our own words between invented states, in English, French, Spanish, German, Dutch,
// Arabic, Nepali and Khmer (texts/): agreement i is the same in every run and on every machine, and any number can be
// had. The clauses of needles.txt stand in one agreement each.
package indextest
