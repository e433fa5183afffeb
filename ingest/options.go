package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"corridor/corpus"
)

// Options steers the reading of a file. The zero value reads in this process, shows a document with its
// tracked changes accepted, and reads no pictures.
type Options struct {
	// Isolate runs everything that parses bytes in a child process (see Child). Nil runs it in this process,
	// which is for tests and for the child itself: a hostile file can then hang or kill the process.
	Isolate Isolator
	// Password opens a PDF that asks its reader for one. Owner-locked files open without.
	Password string
	// AskPassword is asked for the password of a PDF that Password does not open, and again while its answer does
	// not, up to maxAsked times; false is no answer. It may be nil, and must bear calls from several goroutines.
	AskPassword func(name string, again bool) (password string, ok bool)
	// Revisions says what becomes of tracked changes; empty is accept.
	Revisions Revisions
	// OCR says whether and how pictures of text are read.
	OCR OCR

	// Address is where the file was fetched from; it is kept in the source.
	Address string
	// Known reports whether a document need not be read, since it was before. It is asked with the name that the
	// reading will have and the bytes; nil is to read all.
	Known func(name string, data []byte) bool

	name  string   // of the document, for its progress
	scans *scanned // what was read from the pictures of the document, on its way to the child
}

// Revisions says what becomes of the tracked changes of a document.
type Revisions string

// The ways to treat tracked changes.
const (
	RevisionsAccept Revisions = "accept" // the text as it will stand
	RevisionsReject Revisions = "reject" // the text as it stood before
	RevisionsShow   Revisions = "show"   // both, with what was put in and taken out marked
)

// ParseRevisions reads a word of the command line; the empty word is accept. It wraps corpus.ErrInvalid.
func ParseRevisions(s string) (Revisions, error) {
	return oneOf("tracked changes", s, RevisionsAccept, RevisionsReject, RevisionsShow)
}

// OCR says whether and how pictures of text are read.
type OCR struct {
	Mode OCRMode
	// Recognize reads a document by its pictures, in the calling process or in programs that it starts. Nil
	// where there is nothing that can: a scan is then corpus.ErrNoText.
	Recognize Recognizer
}

// Recognizer reads a document whose pages are pictures. It gets the bytes and the options of the reading,
// and parses nothing of the bytes in this process: it asks the isolator for what it needs.
type Recognizer func(ctx context.Context, data []byte, opt Options) (*extracted, error)

// OCRMode says when pictures are read.
type OCRMode string

// The modes.
const (
	OCRAuto   OCRMode = "auto"   // where a document has no text layer
	OCRAlways OCRMode = "always" // even where it has one
	OCRNever  OCRMode = "never"
)

// ParseOCRMode reads a word of the command line; the empty word is auto. It wraps corpus.ErrInvalid.
func ParseOCRMode(s string) (OCRMode, error) {
	return oneOf("OCR", s, OCRAuto, OCRAlways, OCRNever)
}

// oneOf finds s among the words that are allowed; the empty word is the first.
func oneOf[T ~string](what, s string, allowed ...T) (T, error) {
	var names []string
	for _, a := range allowed {
		if s == string(a) {
			return a, nil
		}
		names = append(names, string(a))
	}
	if s == "" {
		return allowed[0], nil
	}
	return "", fmt.Errorf("%s %q is not one of %s: %w", what, s, strings.Join(names, ", "), corpus.ErrInvalid)
}

// wants reports whether pictures are to be read, given what reading the text layer came to.
func (o OCR) wants(x *extracted, err error) bool {
	switch {
	case o.Recognize == nil || o.Mode == OCRNever:
		return false
	case o.Mode == OCRAlways:
		return err == nil || errors.Is(err, corpus.ErrNoText)
	}
	return errors.Is(err, corpus.ErrNoText) || err == nil && len(x.Pictures) > 0
}
