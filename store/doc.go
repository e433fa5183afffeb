// Package store keeps agreements, the files they came from and what raters found in them, in one SQLite
// file that any SQLite tool opens.
//
// # Nouns
//
// An original is the bytes of a file, kept once by its SHA-256. An agreement is a [corpus.Agreement]:
// its text is kept once by its own hash, what was read from it beside. An assessment is a
// [rubric.Assessment] and is only ever added. A [File] accounts for one file that was ever given, in
// exactly one [State], so that totals add up. A [Record] is all of that for one file: [Store.Put] writes
// it whole or not at all.
//
// An entry is a [corpus.Entry]: an agreement that an outside catalogue lists, whose text need not be held.
// What the catalogue's coders found is kept beside the other assessments. Links tie entries to held texts
// by parties and date; they are built again whenever a catalogue or a text comes in.
//
// # The journal
//
// Every change of a record is a row of the journal in the same transaction: who, what, the record before and
// after, when ([Store.As] says on whose behalf). Each row holds a hash over itself and the hash of the row
// before; [Store.Head] is the end of that chain and names all that the store holds. What is built from the
// records, such as a search index, notes the head it was built at and is stale when the head has moved;
// [Store.Journal] then names the agreements touched since.
//
// # Search
//
// An [Index] finds clauses and agreements. It is derived from the records and holds words and places, no prose. A
// [Query] is read by [ParseQuery]; its language has a manual of its own, QUERY.md, which is [QueryHelp].
// A [Document] is what an index takes in of an agreement.
//
// # Invariants
//
//   - A text, an original, an entry and an assessment never change and never go: triggers in the file itself
//     refuse it. A new opinion is a new assessment.
//   - An agreement is checked by [corpus.Agreement.Validate] when it enters and when it leaves.
//   - Every span of evidence lies inside its agreement's text, on rune borders.
//   - A write that was acknowledged survives the end of the process and of the machine (write-ahead log,
//     synchronous=FULL); a write that was not leaves nothing behind.
//   - The package reads no clock: times are the caller's.
//   - A file of a newer schema than this program knows is refused and not touched.
//
// # Schema
//
// The files of migrations/ are applied in the order of their numbers, each in one transaction; the
// number of the last is the file's user_version. A migration that was released is never edited.
//
// # Errors
//
// What a caller can act on wraps one of the kinds of package corpus: ErrNotFound, ErrInvalid (what was
// given breaks a rule, the file is no store or cannot be written), ErrConflict (it would change what must
// not change). Anything else is a fault of the disk or of the program.
package store
