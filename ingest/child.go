package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime/debug"
	"strconv"

	"corridor/corpus"
)

// Isolator runs the PDF parser over raw bytes somewhere safe and returns what ExtractChild wrote.
type Isolator func(ctx context.Context, pdf []byte) ([]byte, error)

// maxReport is the longest report that a child may write: the text, and the places of its lines.
const maxReport = 8 * MaxTextBytes

// Child returns an isolator that runs the program with the arguments as a process of its own for each
// file. The program must call ExtractChild with its standard input and output. The process gets nothing
// of the environment, is killed when MaxTime has passed, and limits its own memory to MaxMemory.
func Child(exe string, args ...string) Isolator {
	return func(ctx context.Context, pdf []byte) ([]byte, error) {
		ctx, cancel := context.WithTimeout(ctx, MaxTime)
		defer cancel()
		out := limitedBuffer{limit: maxReport, stop: cancel}
		cmd := exec.CommandContext(ctx, exe, args...)
		cmd.Env = []string{"GOMEMLIMIT=" + strconv.Itoa(MaxMemory*3/4), "GOTRACEBACK=none"}
		cmd.Stdin, cmd.Stdout = bytes.NewReader(pdf), &out
		cmd.WaitDelay = MaxTime / 10
		err := cmd.Run()
		switch {
		case out.over:
			return nil, fmt.Errorf("the PDF gives more than %d bytes: %w", out.limit, corpus.ErrTooLarge)
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return nil, fmt.Errorf("the PDF was not read within %v: %w", MaxTime, corpus.ErrTooLarge)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil && out.Len() == 0:
			return nil, fmt.Errorf("the PDF parser broke down on this file (%v): %w", err, corpus.ErrUnreadable)
		}
		return out.Bytes(), nil
	}
}

// limitedBuffer holds what is written up to a limit; more is refused and stops the writer.
type limitedBuffer struct {
	bytes.Buffer
	limit int
	stop  func()
	over  bool
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		b.over = true
		b.stop()
		return 0, io.ErrShortWrite
	}
	return b.Buffer.Write(p)
}

// ExtractChild is the work of the child process: it reads a PDF from stdin and writes its report to
// stdout. Faults of the file are part of the report; the error is only about reading and writing.
func ExtractChild(stdin io.Reader, stdout io.Writer) error {
	limitMemory()
	debug.SetMaxStack(64 << 20)
	data, err := io.ReadAll(io.LimitReader(stdin, MaxFileBytes+1))
	if err != nil {
		return fmt.Errorf("extract child: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), MaxTime)
	defer cancel()
	res, err := parsePDF(ctx, data)
	if err != nil {
		res = &pdfResult{Error: err.Error(), Kind: kindName(err)}
	}
	if err := json.NewEncoder(stdout).Encode(res); err != nil {
		return fmt.Errorf("extract child: %w", err)
	}
	return nil
}
