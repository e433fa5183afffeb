package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"corridor/corpus"
)

// extracted is a document after extraction and cleaning: canonical text plus what the format knew.
type extracted struct {
	Text      string            // UTF-8, NFC, "\n" line ends, no soft hyphens, line-end hyphens rejoined, page furniture removed
	Pages     []corpus.Page     // spans into Text; nil for formats without pages
	Marks     []mark            // structure that the format gave, spans into Text, in order
	Meta      map[string]string // front matter (md), <title> and lang (html) as plain facts: "title", "country", "lang"
	Footnotes []corpus.Span     // in Text, in order
	Source    corpus.Source
}

// mark is one piece of structure that the format gave.
type mark struct {
	Span  corpus.Span // of a line, or of the number for markSup
	Kind  markKind
	Level int // 1 to 6, for headings
}

// markKind says what a mark means.
type markKind int

// The marks.
const (
	markHeading  markKind = iota + 1 // the line is a heading of the given level (Markdown, HTML)
	markSup                          // a superscript number at the start of a paragraph: "<sup>1</sup> text" gives "1 text"
	markListItem                     // the line is an item of a list
	markTableRow                     // the line is a row of a table, cells set apart by " | "
)

// extractBytes reads a file of any known format in this process.
func extractBytes(ctx context.Context, name string, data []byte) (*extracted, error) {
	return extractWith(ctx, name, data, nil)
}

// extractWith reads a file; a PDF goes through the isolator when there is one.
func extractWith(ctx context.Context, name string, data []byte, iso Isolator) (*extracted, error) {
	name = filepath.Base(name)
	x, err := extractDraft(ctx, data, iso)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	x.Source.Name, x.Source.SHA256, x.Source.Bytes = name, hex.EncodeToString(sum[:]), int64(len(data))
	return x, nil
}

// extractDraft sniffs the format, reads it and finishes the text.
func extractDraft(ctx context.Context, data []byte, iso Isolator) (*extracted, error) {
	if len(data) > MaxFileBytes {
		return nil, fmt.Errorf("%d bytes, the limit for a file is %d: %w", len(data), MaxFileBytes, corpus.ErrTooLarge)
	}
	if len(data) == 0 {
		return nil, fmt.Errorf("is empty: %w", corpus.ErrInvalid)
	}
	d, err := readDraft(ctx, data, iso)
	if err != nil {
		return nil, err
	}
	x, err := d.finish()
	if err == nil {
		err = ctx.Err()
	}
	return x, err
}

// readDraft chooses the reader by the content.
func readDraft(ctx context.Context, data []byte, iso Isolator) (*draft, error) {
	if isPDF(data) {
		return readPDF(ctx, data, iso)
	}
	if err := refuse(data); err != nil {
		return nil, err
	}
	if len(data) > MaxMarkupBytes {
		return nil, fmt.Errorf("%d bytes, the limit for a file of text is %d: %w", len(data), MaxMarkupBytes, corpus.ErrTooLarge)
	}
	text, encoding, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	var d *draft
	switch sniffText(lineEnds.Replace(text[:min(len(text), sniffBytes)])) {
	case formatHTML:
		d, err = readHTML(text)
	case formatMarkdown:
		d = readMarkdown(text)
	default:
		d = readText(text)
	}
	if err != nil {
		return nil, err
	}
	d.encoding = encoding
	return d, nil
}

// finish takes the steps that all formats share: furniture, joining, assembly, judgement.
func (d *draft) finish() (*extracted, error) {
	if d.media == "text/plain" || d.media == "application/pdf" {
		lines, warning := dropFurniture(d.lines, d.pages)
		d.lines = lines
		if warning != "" {
			d.warn(warning)
		}
	}
	d.lines = joinLines(d.lines, d.wrapped)
	d.numberLines()
	x := d.assemble()
	switch {
	case x.Text == "":
		return nil, fmt.Errorf("is empty: it holds nothing but white space: %w", corpus.ErrInvalid)
	case len(x.Text) > MaxTextBytes:
		return nil, fmt.Errorf("%d bytes of text, the limit is %d: %w", len(x.Text), MaxTextBytes, corpus.ErrTooLarge)
	}
	d.report()
	x.Source = corpus.Source{MediaType: d.media, Encoding: d.encoding, Extractor: d.reader,
		Quality: measureQuality(x.Text), Warnings: d.warnings}
	return x, nil
}

// report turns what cleaning counted into warnings.
func (d *draft) report() {
	for _, c := range []struct {
		n    int
		what string
	}{
		{d.count.invisible, "invisible characters (zero width, direction controls) removed"},
		{d.count.controls, "control characters removed"},
		{d.count.bad, "characters could not be decoded and stand as \ufffd"},
		{d.count.private, "characters are of a font's own alphabet and cannot be read"},
	} {
		if c.n > 0 {
			d.warn(fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
}
