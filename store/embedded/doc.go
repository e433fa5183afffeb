// Package embedded keeps a [store.Index] in a folder beside the store's file, by the segments of bleve's scorch.
//
// # What is in it
//
// One document for each clause, with two fields: its folded words with their positions (phrases, prefixes,
// typos), and the stems of its words, its lead-ins and its headings (words in all of their forms). One document for each
// agreement, which is only stored: everything of it that filters, facets and orders ask for, and the places of its clauses.
// There is no prose: snippets are places in the text, which [store.Texts] gives.
//
// # How a search runs
//
// The records of all agreements and a row for each clause are held in memory (some 600 bytes an agreement
// and 16 bytes a clause). A field of the query is decided agreement by agreement there, a word by its
// postings; both give a set of clauses as a bit set, and the operators are operations on sets. Scores are BM25 over the stems, where a
// word of the clause itself counts as three of its lead-in or heading. Facets are counted over the agreements of all
// hits, which is why they cost little however many hits there are.
//
// # Generations
//
// The folder holds one generation of the index in a folder of its own, and a file CURRENT that names it. A
// generation never changes. A change makes the next generation beside it: from nothing, or from hard links to
// the segments of the last one; when it is complete and on disk, CURRENT is renamed into place. So readers, in this
// process and in others, see a whole index at every moment and are never waited for, and what a crash
// leaves half done is not named and is removed by the next change. Writers of all processes take turns by a lock on the
// file LOCK, which the system releases when a process ends. Each generation carries a list of its files with sizes
// and checksums; a generation that does not match it, or was written by another format, counts as missing.
//
// The index is derived: [store.Keeper] notices by the head of the journal that it is stale, missing or damaged, and
// brings it up to date or builds it anew.
package embedded
