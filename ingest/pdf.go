package ingest

import (
	"context"
	"fmt"

	"corridor/corpus"
)

func readPDF(ctx context.Context, data []byte, iso Isolator) (*draft, error) {
	return nil, fmt.Errorf("PDF: %w", corpus.ErrUnsupported)
}
