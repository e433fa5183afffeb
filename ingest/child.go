package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"corridor/corpus"
)

// Isolator runs ExtractChild somewhere safe: it feeds the request to it and hands what it writes to answer.
// The error is that of answer, or says why the process could not finish.
type Isolator func(ctx context.Context, request io.Reader, answer func(io.Reader) error) error

// Child returns an isolator that runs the program with the arguments as a process of its own for each
// request. The program must call ExtractChild with its standard input and output. The process gets nothing
// of the environment and no network, is killed when MaxTime has passed, and limits itself further (see
// ExtractChild).
func Child(exe string, args ...string) Isolator {
	return func(ctx context.Context, request io.Reader, answer func(io.Reader) error) error {
		ctx, cancel := context.WithTimeout(ctx, MaxTime)
		defer cancel()
		p := &process{request: request}
		said, err := p.run(ctx, answer, exe, args)
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return fmt.Errorf("not read within %v: %w", MaxTime, corpus.ErrTooLarge)
		case ctx.Err() != nil:
			return ctx.Err()
		case said == nil || errors.Is(said, corpus.ErrTooLarge):
			return said // a complete answer counts, whatever the process did afterwards
		case err != nil:
			return p.broke(err)
		}
		return said
	}
}

// process is one run of the child.
type process struct {
	request io.Reader
	stderr  complaint
}

// run starts the program, without a network where the system allows that, and reads its answer. It returns
// what answer said, and how the process ended.
func (p *process) run(ctx context.Context, answer func(io.Reader) error, exe string, args []string) (said, err error) {
	cmd, out, err := p.start(ctx, exe, args, isolated)
	if startRefused(err) {
		cmd, out, err = p.start(ctx, exe, args, nil)
	}
	if err != nil {
		return err, err
	}
	said = answer(out)
	if said != nil {
		_ = cmd.Process.Kill() // nothing more is wanted of it
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(out, MaxExpandedBytes))
	return said, cmd.Wait()
}

func (p *process) start(ctx context.Context, exe string, args []string, apart func(*exec.Cmd)) (*exec.Cmd, io.Reader, error) {
	cmd := exec.CommandContext(ctx, exe, args...)
	cmd.Env, cmd.Dir = []string{}, os.TempDir()
	cmd.Stdin, cmd.Stderr = p.request, &p.stderr
	cmd.WaitDelay = MaxTime / 10
	if apart != nil {
		apart(cmd)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	return cmd, out, cmd.Start()
}

// broke turns the end of a process that gave no answer into an error of the document.
func (p *process) broke(err error) error {
	said := p.stderr.kept.String()
	memory := fmt.Sprintf("needs more than %d MiB of memory", MaxMemory>>20)
	for sign, why := range map[string]string{
		"out of memory": memory, "cannot allocate memory": memory,
		"SIGSEGV: ":     memory, // Go code cannot do that; the collector does when it gets no memory for its queues
		"stack exceeds": "nests too deep", "SIGXCPU": fmt.Sprintf("needs more than %v", MaxTime),
	} {
		if strings.Contains(said, sign) {
			return fmt.Errorf("%s: %w", why, corpus.ErrTooLarge)
		}
	}
	return fmt.Errorf("the parser broke down on this file (%w): %w", err, corpus.ErrUnreadable)
}

// complaint keeps the first bytes of what a process complains of. The buffer is not embedded: its ReadFrom would
// take everything, past Write.
type complaint struct{ kept bytes.Buffer }

const maxComplaint = 4096

func (t *complaint) Write(p []byte) (int, error) {
	t.kept.Write(p[:min(len(p), max(0, maxComplaint-t.kept.Len()))])
	return len(p), nil
}
