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

// Isolator runs ExtractChild somewhere safe: it feeds the question to it and hands what it writes to answer.
// The error is that of answer, or says why the process could not finish.
type Isolator func(ctx context.Context, q Question, answer func(io.Reader) error) error

// Question is a request to ExtractChild.
type Question struct {
	io.Reader      // the message
	Plain     bool // it is for a short plain text, which may share a process with others
}

// Child returns an isolator that runs the program with the arguments as a process of its own for each
// request. The program must call ExtractChild with its standard input and output. The process gets nothing
// of the environment and no network, is killed when MaxTime has passed, and limits itself further (see
// ExtractChild).
//
// Short plain texts (see shortPlain) are read up to MaxRow in a row by one process. They go through no parser: UTF-8 is
// checked and lines are joined, so that a text cannot well take over the process and spoil the next. And a process costs
// more than a text: of 20 KB, 25 ms of processor time against 5.
func Child(exe string, args ...string) Isolator {
	row := &row{exe: exe, args: args}
	return func(ctx context.Context, q Question, answer func(io.Reader) error) error {
		ctx, cancel := context.WithTimeout(ctx, MaxTime)
		defer cancel()
		if q.Plain {
			return row.ask(ctx, q, answer)
		}
		p := &process{request: q.Reader}
		said, err := p.run(ctx, answer, exe, args)
		return p.outcome(ctx, said, err)
	}
}

// process is one run of the child.
type process struct {
	request io.Reader // all that it is asked; nil when it is asked again and again through in
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     io.Reader
	stderr  complaint
}

// run starts the program and reads its answer. It returns what answer said, and how the process ended.
func (p *process) run(ctx context.Context, answer func(io.Reader) error, exe string, args []string) (said, err error) {
	if err := p.start(ctx, exe, args); err != nil {
		return err, err
	}
	said = answer(p.out)
	if said != nil {
		_ = p.cmd.Process.Kill() // nothing more is wanted of it
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(p.out, MaxExpandedBytes))
	return said, p.cmd.Wait()
}

// start starts the program, without a network where the system allows that.
func (p *process) start(ctx context.Context, exe string, args []string) error {
	err := p.startApart(ctx, exe, args, isolated)
	if startRefused(err) {
		err = p.startApart(ctx, exe, args, nil)
	}
	return err
}

func (p *process) startApart(ctx context.Context, exe string, args []string, apart func(*exec.Cmd)) (err error) {
	p.cmd = exec.CommandContext(ctx, exe, args...)
	p.cmd.Env, p.cmd.Dir = []string{}, os.TempDir()
	p.cmd.Stdin, p.cmd.Stderr = p.request, &p.stderr
	p.cmd.WaitDelay = MaxTime / 10
	if apart != nil {
		apart(p.cmd)
	}
	if p.request == nil {
		if p.in, err = p.cmd.StdinPipe(); err != nil {
			return err
		}
	}
	if p.out, err = p.cmd.StdoutPipe(); err != nil {
		return err
	}
	return p.cmd.Start()
}

// outcome is the error of a request: said is what the reading of its answer came to, err how the process ended.
func (p *process) outcome(ctx context.Context, said, err error) error {
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

// broke turns the end of a process that gave no answer into an error of the document.
func (p *process) broke(err error) error {
	said := p.stderr.kept.String()
	for _, sign := range memorySigns {
		if strings.Contains(said, sign) {
			return fmt.Errorf("needs more than %d MiB of memory: %w", MaxMemory>>20, corpus.ErrTooLarge)
		}
	}
	switch {
	case strings.Contains(said, "stack exceeds"):
		return fmt.Errorf("nests too deep: %w", corpus.ErrTooLarge)
	case strings.Contains(said, "SIGXCPU"):
		return fmt.Errorf("needs more than %v: %w", MaxTime, corpus.ErrTooLarge)
	}
	return fmt.Errorf("the parser broke down on this file (%w): %w", err, corpus.ErrUnreadable)
}

// memorySigns are what the runtime says when it gets no memory: for the heap, for its own structures, or for the stack of
// one more thread, which it wants when it collects.
var memorySigns = []string{
	"out of memory", "cannot allocate memory", "failed to allocate aligned heap memory", "cannot map pages in arena address space",
	"newosproc", "failed to create new OS thread", "pthread_create failed",
	"SIGSEGV: ", // Go code cannot do that; the collector does when it gets no memory for its queues
}

// complaint keeps the first bytes of what a process complains of. The buffer is not embedded: its ReadFrom would
// take everything, past Write.
type complaint struct{ kept bytes.Buffer }

const maxComplaint = 4096

func (t *complaint) Write(p []byte) (int, error) {
	t.kept.Write(p[:min(len(p), max(0, maxComplaint-t.kept.Len()))])
	return len(p), nil
}
