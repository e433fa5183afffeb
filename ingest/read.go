package ingest

import (
	"context"
	"fmt"
	"path/filepath"

	"corridor/corpus"
)

// Options steers Read.
type Options struct {
	// Isolate runs the PDF parser in a child process. Nil runs it in this process, which is for tests
	// and for the child itself: a hostile file can then hang or kill the process.
	Isolate Isolator
}

// Read turns a file into an agreement: it extracts the text, cuts it into segments, reads the metadata
// and checks the whole. The name is used for messages and kept without its directories.
func Read(ctx context.Context, name string, data []byte, opt Options) (*corpus.Agreement, error) {
	x, err := extractWith(ctx, name, data, opt.Isolate)
	if err != nil {
		return nil, err
	}
	segs := segment(x)
	a := &corpus.Agreement{
		ID:        corpus.TextID(x.Text),
		Text:      x.Text,
		Language:  detectLanguage(x.Text),
		Source:    x.Source,
		Segments:  segs,
		Pages:     x.Pages,
		Footnotes: x.Footnotes,
	}
	readMetadata(x, segs, a)
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(name), err)
	}
	return a, nil
}
