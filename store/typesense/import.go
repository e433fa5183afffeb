package typesense

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/typesense/typesense-go/v2/typesense/api"
)

// The size of batches.
const (
	maxBatch      = 1000    // documents
	maxBatchBytes = 4 << 20 // of JSON
	lineAttempts  = 4       // for a document that the cluster had no room for
)

// importer puts documents into a collection in batches. One batch is under way at a time, and when the cluster
// cannot take it, the next ones are smaller: half as long after each that failed, twice as long after each that
// did not.
type importer struct {
	cluster *cluster
	to      string
	batch   int // documents
}

// put imports documents: JSON, a line each. What is held by the same id is replaced.
func (m *importer) put(ctx context.Context, lines [][]byte) error {
	for len(lines) > 0 {
		if m.batch == 0 {
			m.batch = maxBatch
		}
		n, size := 0, 0
		for n < len(lines) && n < m.batch && (n == 0 || size+len(lines[n]) < maxBatchBytes) {
			size += len(lines[n])
			n++
		}
		switch err := m.batchOf(ctx, lines[:n]); {
		case err == nil:
			lines = lines[n:]
			m.batch = min(maxBatch, 2*m.batch)
		case n > 1 && again(status(err)) && ctx.Err() == nil:
			m.batch = n / 2
		default:
			return err
		}
	}
	return nil
}

// batchOf imports one batch, and the documents of it that found no room once more.
func (m *importer) batchOf(ctx context.Context, lines [][]byte) error {
	for range lineAttempts {
		refused, err := m.send(ctx, lines)
		if err != nil || len(refused) == 0 {
			return err
		}
		lines = refused
	}
	return fmt.Errorf("the cluster has no room for %d documents", len(lines))
}

// importResult is the answer for one document.
type importResult struct {
	Success bool   `json:"success"`
	Error   string `json:"error"`
	Code    int    `json:"code"`
}

// send sends a batch and returns the lines that may be sent again. One that is refused for what it is is an error.
func (m *importer) send(ctx context.Context, lines [][]byte) (refused [][]byte, err error) {
	res, err := m.cluster.low.ImportDocumentsWithBody(ctx, m.to, &api.ImportDocumentsParams{Action: new("upsert"), BatchSize: new(100)},
		"application/octet-stream", bytes.NewReader(bytes.Join(lines, []byte("\n"))))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, httpError(res)
	}
	results := json.NewDecoder(res.Body)
	for i := range lines {
		var r importResult
		if err := results.Decode(&r); err != nil {
			return nil, fmt.Errorf("answers to %d of %d documents: %w", i, len(lines), err)
		}
		switch {
		case r.Success:
		case again(r.Code):
			refused = append(refused, lines[i])
		default:
			return nil, fmt.Errorf("document %s is refused (code %d): %s", idOf(lines[i]), r.Code, r.Error)
		}
	}
	if results.More() {
		return nil, errors.New("more answers than documents")
	}
	return refused, nil
}

func idOf(line []byte) string {
	var d struct{ ID string }
	if json.Unmarshal(line, &d) != nil {
		return "?"
	}
	return d.ID
}
