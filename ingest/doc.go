// Package ingest turns the bytes of a file into a [corpus.Agreement].
//
// # The road
//
//	bytes -> sniff -> extract -> segment -> metadata -> Validate
//
// [Read] walks it. The format is told by the content and never by the name: PDF, HTML, Markdown (with
// or without front matter) and plain text in the common encodings are read; everything else is refused
// by an error that says what was found and what to do.
//
// # Text
//
// Extraction keeps every word of the document and changes none. What it does change is the dress:
// Unicode form NFC, ligatures taken apart, soft hyphens and invisible controls dropped, words broken at
// a line end put together again, hard-wrapped lines joined to paragraphs, running headers, footers and
// page numbers taken out. Whatever was repaired or dropped is told in the source's warnings. A blank
// line stands between paragraphs, and a line of its own is a heading, an item or a signature.
//
// # Invariants
//
//   - Text is valid UTF-8 in NFC, with "\n" as the only control character.
//   - Cleaning is idempotent: a cleaned text is cleaned to itself.
//   - Nothing is fetched, run or followed: a file is only read. Every limit stands in limits.go.
//   - The PDF object layer may hang, panic or eat memory on hostile files. A caller that serves others
//     therefore passes an [Isolator] (see [Child]), and the parser runs in a process that can be killed.
package ingest
