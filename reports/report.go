package reports

import (
	"fmt"
	"io"
	"strings"

	"corridor/corpus"
)

// Report is a value that a reader sees. Its JSON form is the value itself.
type Report interface {
	// Document lays the report out for reading, in the language given: text, Markdown, HTML, DOCX.
	Document(t Tongue) Document
	// Sheet is the report as one flat table, for spreadsheets: CSV, XLSX. Its columns and values are the same in
	// every language.
	Sheet() Sheet
}

// Format names an encoding of reports.
type Format string

// The formats.
const (
	Text     Format = "text" // for a terminal
	JSON     Format = "json" // the value itself
	CSV      Format = "csv"  // RFC 4180, one row a criterion
	XLSX     Format = "xlsx" // the same rows with real types, a data dictionary and the manifest
	Markdown Format = "md"
	HTML     Format = "html" // one self-contained file that prints
	DOCX     Format = "docx" // for Word and LibreOffice, its sources in footnotes
)

// Formats lists the formats in display order.
func Formats() []Format { return []Format{Text, JSON, CSV, XLSX, Markdown, HTML, DOCX} }

// ParseFormat reads a format's name. It wraps corpus.ErrInvalid and names the allowed ones.
func ParseFormat(s string) (Format, error) {
	f := Format(strings.ToLower(strings.TrimSpace(s)))
	if encoders[f] == nil {
		return "", fmt.Errorf("format %q: %w: one of %v", s, corpus.ErrInvalid, Formats())
	}
	return f, nil
}

// encoder writes one report in one format.
type encoder func(w io.Writer, v Report, o options) error

var encoders = map[Format]encoder{
	Text:     encodeText,
	JSON:     encodeJSON,
	CSV:      encodeCSV,
	Markdown: encodeMarkdown,
	HTML:     encodeHTML,
	XLSX:     encodeXLSX,
	DOCX:     encodeDOCX,
}

// Option adjusts an encoding.
type Option func(*options)

type options struct {
	width    int
	tongue   Tongue
	manifest *Manifest
	carry    bool // the manifest stands in the file for programs too
}

// DefaultWidth is the width of terminal text when no Width is given.
const DefaultWidth = 80

// minWidth is the narrowest terminal that text is set for.
const minWidth = 40

// Width sets the columns of terminal text. Other formats pay no heed to it.
func Width(columns int) Option {
	return func(o *options) { o.width = max(columns, minWidth) }
}

// In sets the language of what is laid out for reading; English when it is not given. JSON and sheets pay no
// heed to it.
func In(t Tongue) Option {
	return func(o *options) { o.tongue = t }
}

// Told adds the manifest: what the report rests on and how to make it again. With carry it stands in the file
// for programs too, so that ReadManifest finds it; text for a terminal does without. CSV has no place for it.
func Told(m Manifest, carry bool) Option {
	return func(o *options) { o.manifest, o.carry = &m, carry }
}

// Encode writes the report in the format. The same report gives the same bytes.
func Encode(w io.Writer, f Format, v Report, opts ...Option) error {
	enc := encoders[f]
	if enc == nil {
		return fmt.Errorf("encode report as %q: %w: one of %v", f, corpus.ErrInvalid, Formats())
	}
	o := options{width: DefaultWidth}
	for _, opt := range opts {
		opt(&o)
	}
	if o.manifest != nil {
		o.manifest.Format, o.manifest.Language = f, o.tongue.Code()
	}
	if err := enc(w, v, o); err != nil {
		return fmt.Errorf("encode report as %s: %w", f, err)
	}
	return nil
}
