package ingest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"corridor/corpus"
)

// A message crosses the border between the processes in one direction: a head as JSON, then blobs of bytes.
//
//	signature | length of the head, number of blobs (4 bytes each, big-endian) | head | for each blob: length (4 bytes) | bytes

// bounds are the limits of a message that is read. Nothing is allocated on the word of the sender.
type bounds struct {
	head, blobs, blob, total int
}

const signature = "corridor/1\n"

const (
	maxRequest = maxReport        // bytes of the head of a request: the lines of pages that were read by OCR
	maxReport  = 8 * MaxTextBytes // bytes of the head of an answer: the places of lines, pages and marks
)

// messageReader yields a message without copying its blobs.
func messageReader(head any, blobs ...[]byte) (io.Reader, error) {
	text, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	lead := binary.BigEndian.AppendUint32([]byte(signature), uint32(len(text)))
	lead = binary.BigEndian.AppendUint32(lead, uint32(len(blobs)))
	parts := []io.Reader{bytes.NewReader(append(lead, text...))}
	for _, b := range blobs {
		parts = append(parts, bytes.NewReader(binary.BigEndian.AppendUint32(nil, uint32(len(b)))), bytes.NewReader(b))
	}
	return io.MultiReader(parts...), nil
}

func writeMessage(w io.Writer, head any, blobs ...[]byte) error {
	r, err := messageReader(head, blobs...)
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

// readMessage reads a message into head and returns its blobs. What is over the bounds is
// corpus.ErrTooLarge, what is cut or no message corpus.ErrUnreadable.
func readMessage(r io.Reader, head any, b bounds) ([][]byte, error) {
	var begin [len(signature)]byte
	if _, err := io.ReadFull(r, begin[:]); err != nil || string(begin[:]) != signature {
		return nil, fmt.Errorf("message: no message begins with %q: %w", begin[:], corpus.ErrUnreadable)
	}
	n, err := readLength(r, b.head, "head")
	if err != nil {
		return nil, err
	}
	count, err := readLength(r, b.blobs, "number of parts")
	if err != nil {
		return nil, err
	}
	text, err := readExactly(r, n)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, head); err != nil {
		return nil, fmt.Errorf("message: %v: %w", err, corpus.ErrUnreadable)
	}
	var blobs [][]byte
	left := b.total
	for range count {
		n, err := readLength(r, min(b.blob, left), "part")
		if err != nil {
			return nil, err
		}
		blob, err := readExactly(r, n)
		if err != nil {
			return nil, err
		}
		left -= n
		blobs = append(blobs, blob)
	}
	return blobs, nil
}

func readLength(r io.Reader, limit int, what string) (int, error) {
	var b [4]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, fmt.Errorf("message: %s: %v: %w", what, err, corpus.ErrUnreadable)
	}
	n := binary.BigEndian.Uint32(b[:])
	if int64(n) > int64(limit) {
		return 0, fmt.Errorf("message: %s of %d, the limit is %d: %w", what, n, limit, corpus.ErrTooLarge)
	}
	return int(n), nil
}

// readExactly grows as the bytes come, so that a false length costs nothing.
func readExactly(r io.Reader, n int) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(min(n, 1<<20))
	if got, err := io.CopyN(&b, r, int64(n)); err != nil {
		return nil, fmt.Errorf("message: %d bytes of %d: %w", got, n, corpus.ErrUnreadable)
	}
	return b.Bytes(), nil
}
