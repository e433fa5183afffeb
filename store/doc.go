// Package store keeps agreements, the files they came from and what raters found in them: records in one SQLite
// file that any SQLite tool opens, and the files themselves in a folder beside it.
//
// # Nouns
//
// An original is the bytes of a file, kept once by its SHA-256. An agreement is a [corpus.Agreement]:
// its text is kept once by its own hash, what was read from it beside; a newer reading may take its place
// ([Store.Reread]) and the one before is history. An assessment is a [rubric.Assessment] and is only ever added. A
// [File] accounts for one file that was ever given, in exactly one [State], so that totals add up. A [Record] is
// all of that for one file: [Store.Put] writes it whole or not at all.
//
// A [Relation] ties two agreements of a family: it is offered by the program, and accepted or rejected by a person.
// Texts that come in are compared with those that are much alike; versions of one agreement are offered to each other
// with their similarity and what else speaks for it, and never merged.
// A [Publication] says how much of an agreement may leave the repository. A [Saved] search or comparison is a
// user's own.
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
// # Originals
//
// They are files, PATH.originals/ab/ab12…, and not values in the database: scans and PDFs are a hundred times the
// size of their texts, and in the database each would be written twice (log and file), copied by every VACUUM, and
// out of reach of the programs that show them. A file is written to PATH.originals/incoming, flushed, renamed to its
// place, and the folders are flushed, before the transaction that records it ends; so a record never lacks its file,
// and a writer that is stopped leaves at most a whole file that no record names. Stores from before schema 5 have the
// bytes in the database; they stay there. A backup is one file, a store with all originals inside.
//
// # Invariants
//
// [Store.Verify] checks all of these that can be checked from outside, and names each object that breaks one.
//
//   - A text, an original, an entry and an assessment never change and never go: triggers in the file itself
//     refuse it. A new opinion is a new assessment.
//   - An agreement is checked by [corpus.Agreement.Validate] when it enters and when it leaves.
//   - Every span of evidence lies inside its agreement's text, on rune borders.
//   - Every row of a journaled table is what the last row of the journal about it says, and nothing else is there.
//   - Sides, words, bands and links follow from the records, and are the same when they are built again.
//   - A write that was acknowledged survives the end of the process and of the machine (write-ahead log,
//     synchronous=FULL); a write that was not leaves nothing behind.
//   - A backup, a restored store and an export are there whole or not at all, and under their name only when all of
//     it is on the medium. A backup is verified before it takes the place of a store.
//   - The package reads no clock: times are the caller's.
//   - A file of a newer schema than this program knows is refused and not touched.
//
// # What this guards against, and what not
//
// Guarded: the end of the process or of the machine at any moment; a full disk, or a write, flush or rename that fails;
// bytes that change on the medium; a row that a person or a foreign tool changes, adds or takes away, in any table; a
// backup that is damaged. Each is refused when it happens, or found and named by Verify.
//
// Not guarded by the file alone: somebody who may write to the store, and who writes the journal anew from some row on, or
// cuts off its end together with the records. For that, note the head elsewhere (status, backup and verify print it) and
// hand it to Verify later: a journal that was written anew no longer leads through it. A disk that confirms a flush it
// has not made, and two machines that write through a network file system, are outside what SQLite can hold. The store
// is not encrypted: who may read the folder reads the agreements, private ones included.
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
