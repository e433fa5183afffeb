package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"corridor/corpus"
)

// errorKinds are the names by which kinds of error cross the border between the child and this process.
var errorKinds = map[string]error{
	"invalid": corpus.ErrInvalid, "too-large": corpus.ErrTooLarge, "unreadable": corpus.ErrUnreadable,
	"encrypted": corpus.ErrEncrypted, "no-text": corpus.ErrNoText, "unsupported": corpus.ErrUnsupported,
}

func kindName(err error) string {
	for name, kind := range errorKinds {
		if errors.Is(err, kind) {
			return name
		}
	}
	return "unreadable"
}

// maxError is the longest message that is taken from a child, in bytes.
const maxError = 1000

// carried is the error that a child told of, with its kind; nil when it told of none.
func carried(text, name string) error {
	if text == "" {
		return nil
	}
	kind := errorKinds[name]
	if kind == nil {
		kind = corpus.ErrUnreadable
	}
	text = strings.TrimSuffix(text, ": "+kind.Error())
	return fmt.Errorf("%s: %w", printable(text, maxError), kind)
}

// timeKind gives an expired deadline the kind of a limit.
func timeKind(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("not read within %v: %w", MaxTime, corpus.ErrTooLarge)
	}
	return err
}

// ask sends a request and the bytes to the child and reads its answer within the bounds.
func ask(ctx context.Context, iso Isolator, r request, data []byte, b bounds) (a answer, blobs [][]byte, err error) {
	question, err := messageReader(r, data)
	if err != nil {
		return a, nil, err
	}
	q := Question{Reader: question, Plain: r.Op == opExtract && r.Scans == nil && shortPlain(data)}
	err = iso(ctx, q, func(out io.Reader) error {
		blobs, err = readMessage(out, &a, b)
		return err
	})
	if err == nil {
		err = carried(a.Error, a.Kind)
	}
	return a, blobs, err
}

// askExtract has the child read a document, and checks what it says: the child ran on hostile bytes, and may
// be in the hands of whoever made them.
func askExtract(ctx context.Context, data []byte, opt Options) (*extracted, error) {
	a, blobs, err := ask(ctx, opt.Isolate, requestOf(opExtract, opt), data, bounds{head: maxReport, blobs: maxVersions, blob: MaxTextBytes, total: 2 * MaxTextBytes})
	switch {
	case err != nil:
		return nil, err
	case a.Document == nil || len(blobs) != 1+len(a.Document.Others) || slices.Contains(a.Document.Others, nil):
		return nil, fmt.Errorf("the parser gave no document: %w", corpus.ErrUnreadable)
	}
	for i, v := range a.Document.versions() {
		v.Text = string(blobs[i])
		if err := checkReport(v); err != nil {
			return nil, fmt.Errorf("the parser gave an impossible report: %v: %w", err, corpus.ErrUnreadable)
		}
	}
	return a.Document, nil
}

// askExpand has the child open a container.
func askExpand(ctx context.Context, data []byte, opt Options) ([]member, error) {
	a, blobs, err := ask(ctx, opt.Isolate, requestOf(opExpand, opt), data, bounds{head: maxReport, blobs: MaxEntries, blob: MaxEntryBytes, total: MaxExpandedBytes})
	switch {
	case err != nil:
		return nil, err
	case len(a.Members) != len(blobs):
		return nil, fmt.Errorf("the parser names %d entries and gives %d: %w", len(a.Members), len(blobs), corpus.ErrUnreadable)
	}
	var members []member
	for i, h := range a.Members {
		members = append(members, member{Name: h.Name, Data: blobs[i], Err: carried(h.Error, h.Kind)})
	}
	return members, checkMembers(members)
}
