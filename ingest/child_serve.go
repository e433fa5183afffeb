package ingest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"corridor/corpus"
)

// request is what the parent asks of the child. The bytes of the document stand behind it.
type request struct {
	Op        operation `json:"op"`
	Password  string    `json:"password,omitempty"`
	Revisions Revisions `json:"revisions,omitempty"`
	Scans     *scanned  `json:"scans,omitempty"` // what was read from the pictures of the document
}

// requestOf makes the request for an operation under the options.
func requestOf(op operation, opt Options) request {
	return request{Op: op, Password: opt.Password, Revisions: opt.Revisions, Scans: opt.scans}
}

func (r request) options() Options {
	return Options{Password: r.Password, Revisions: r.Revisions, scans: r.Scans}
}

// operation names what the child does with the bytes.
type operation string

// The operations.
const (
	opExtract operation = "extract" // one document: answer.Document, and the text of each language version as a blob
	opExpand  operation = "expand"  // a container: answer.Members, and their bytes as blobs
	opPages   operation = "pages"   // answer.Sheets: which pages are pictures
)

// operations is what the child can do. Each fills the answer and returns the blobs that go with it.
var operations = map[operation]func(ctx context.Context, r request, data []byte, a *answer) ([][]byte, error){
	opExtract: serveExtract,
	opExpand:  serveExpand,
	opPages:   servePages,
}

// answer is what the child says: an error and the name of its kind, or what the operation gives.
type answer struct {
	Error    string       `json:"error,omitempty"`
	Kind     string       `json:"kind,omitempty"`
	Document *extracted   `json:"document,omitempty"`
	Members  []memberHead `json:"members,omitempty"`
	Sheets   *pageSheets  `json:"sheets,omitempty"`
}

// memberHead is a member without its bytes.
type memberHead struct {
	Name  string `json:"name"`
	Error string `json:"error,omitempty"`
	Kind  string `json:"kind,omitempty"`
}

// ExtractChild is the work of the child process: it reads a request from stdin and writes the answer to
// stdout, and goes on with the next request, if there is one, after an answer that is no error. Faults of the document
// are part of the answer; the error is only about reading and writing.
//
// Before it looks at a byte, the process takes from itself what a parser does not need: memory over
// MaxMemory, processor time over MaxTime, the writing of files, and every file descriptor but the three it
// has, so that it can open neither a file nor a socket.
func ExtractChild(stdin io.Reader, stdout io.Writer) error {
	debug.SetTraceback("none")
	debug.SetMaxStack(MaxStack)
	debug.SetMemoryLimit(MaxMemory * 3 / 4)
	// The runtime opens its poller with the first timer, so that must be before nothing can be opened.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	time.AfterFunc(MaxTime, cancel).Stop()
	confine()
	in := bufio.NewReader(stdin)
	for {
		more, err := serveNext(ctx, in, stdout)
		if err != nil {
			return fmt.Errorf("extract child: %w", err)
		}
		if _, err := in.Peek(1); err != nil || !more {
			return nil
		}
	}
}

// serveNext answers one request, and reports whether it may be followed by another.
func serveNext(ctx context.Context, stdin io.Reader, stdout io.Writer) (more bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	var r request
	blobs, err := readMessage(stdin, &r, bounds{head: maxRequest, blobs: 1, blob: MaxFileBytes, total: MaxFileBytes})
	if err == nil && len(blobs) != 1 {
		err = fmt.Errorf("%d documents in one request: %w", len(blobs), corpus.ErrInvalid)
	}
	if err != nil {
		return false, err
	}
	var a answer
	blobs, err = serve(ctx, r, blobs[0], &a)
	if err != nil {
		a, blobs = answer{Error: err.Error(), Kind: kindName(err)}, nil
	}
	return err == nil, writeMessage(stdout, a, blobs...)
}

// serve runs the operation that is asked for; a panic is a fault of the document.
func serve(ctx context.Context, r request, data []byte, a *answer) (blobs [][]byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged (%v): %w", p, corpus.ErrUnreadable)
		}
	}()
	do := operations[r.Op]
	if do == nil {
		return nil, fmt.Errorf("no operation %q: %w", r.Op, corpus.ErrUnsupported)
	}
	return do(ctx, r, data, a)
}

func serveExtract(ctx context.Context, r request, data []byte, a *answer) (blobs [][]byte, err error) {
	if a.Document, err = extractHere(ctx, data, r.options()); err != nil {
		return nil, err
	}
	for _, v := range a.Document.versions() {
		blobs = append(blobs, []byte(v.Text))
	}
	return blobs, nil
}

func serveExpand(ctx context.Context, r request, data []byte, a *answer) (blobs [][]byte, err error) {
	if !container(data) {
		return nil, fmt.Errorf("is no container: %w", corpus.ErrInvalid)
	}
	members, err := expand(ctx, data, r.options())
	for _, m := range members {
		h := memberHead{Name: m.Name}
		if m.Err != nil {
			h.Error, h.Kind = m.Err.Error(), kindName(m.Err)
		}
		a.Members, blobs = append(a.Members, h), append(blobs, m.Data)
	}
	return blobs, err
}
