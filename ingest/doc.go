// Package ingest turns the bytes of a file into a [corpus.Agreement].
//
// # The road
//
//	bytes -> sniff -> extract -> segment -> metadata -> Validate
//
// [ReadAll] walks it for every document of a file, [Read] for a file that is one document. The format is told by
// the content and never by the name: PDF, DOCX, ODT and flat ODT, HTML and MHTML, Markdown (with or without
// front matter), plain text in the common encodings, and the documents inside ZIP archives and messages (EML).
// Pages and files that are pictures are read by a [Tesseract]. Everything else is refused by an error that says
// what was found and what to do.
//
// # Text
//
// Extraction keeps every word of the document and changes none. What it does change is the dress:
// Unicode form NFC, ligatures taken apart, soft hyphens and invisible controls dropped, words broken at
// a line end put together again, hard-wrapped lines joined to paragraphs, running headers, footers and
// page numbers taken out. Whatever was repaired or dropped is told in the source's warnings. A blank
// line stands between paragraphs, and a line of its own is a heading, an item or a signature.
//
// # Language versions
//
// A file may hold one agreement in several languages: one text after the other, side by side in columns or in
// the cells of a table, or paragraph by paragraph. Each version becomes an agreement of its own text, with its
// own identity, pages, marks and footnotes; the others are tied to the main version by a relation "translates"
// whose note says how they stand. The main version is the first in a language that is coded (en, fr, es, de,
// nl) and not much shorter than the longest of these; it is what Read gives. A quotation, a title, a law of
// approval or an annex in another language makes no version (see versions.go).
//
// # Invariants
//
//   - Text is valid UTF-8 in NFC, with "\n" as the only control character.
//   - Cleaning is idempotent: a cleaned text is cleaned to itself.
//   - Nothing is fetched, run or followed: a file is only read. Every limit stands in limits.go.
//   - Bytes are hostile until they are parsed. A caller passes an [Isolator] (see [Child]), and everything
//     that decodes, parses, cleans or opens bytes of any format runs in a process of its own that has little
//     and can be killed (the program corridor-extract; plain texts may share one, see Child); what it says is
//     checked before it is believed. Only the first bytes are looked at outside (sniff), and only clean text is
//     segmented there.
//
// # To add a format
//
// Give it a constant and first bytes in sniff.go. A document gets a row in readers (extract.go): a function
// from bytes to a draft. A container of documents gets a row in expanders (expand.go): a function from bytes
// to members, each of which is then read as a document of its own. Both run in the child and keep to limits.go.
package ingest
