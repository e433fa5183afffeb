package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"corridor/corpus"
)

// runLimited runs a program that is not ours over bytes that nobody vouches for, and returns what it writes. The
// process has no network where the system allows that, no environment but env, a deadline of MaxScanTime, and the
// limits of limitScan. It wraps corpus.ErrTooLarge when a limit ends it and corpus.ErrUnreadable when it fails.
func runLimited(ctx context.Context, data []byte, env []string, most int, program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, MaxScanTime)
	defer cancel()
	p := &scanProcess{data: data, env: env, out: limited{most: most}}
	err := p.run(ctx, program, args, isolated)
	if startRefused(err) {
		err = p.run(ctx, program, args, nil)
	}
	switch {
	case p.out.over:
		return nil, fmt.Errorf("%s gives more than %d MiB: %w", filepath.Base(program), most>>20, corpus.ErrTooLarge)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%s is not done within %v: %w", filepath.Base(program), MaxScanTime, corpus.ErrTooLarge)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%s fails (%v: %s): %w", filepath.Base(program), err, printable(p.err.kept.String(), 200), corpus.ErrUnreadable)
	}
	return p.out.kept.Bytes(), nil
}

// scanProcess is one run of a program.
type scanProcess struct {
	data []byte
	env  []string
	out  limited
	err  complaint
}

// run starts the program, limits it before it gets a byte to work on, and waits for it.
func (p *scanProcess) run(ctx context.Context, program string, args []string, apart func(*exec.Cmd)) error {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env, cmd.Dir, cmd.WaitDelay = append([]string{}, p.env...), os.TempDir(), MaxScanTime/10
	p.out.stop = func() { _ = cmd.Process.Kill() }
	cmd.Stdout, cmd.Stderr = &p.out, &p.err
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if apart != nil {
		apart(cmd)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	limitScan(cmd.Process.Pid)
	_, _ = in.Write(p.data) // a program that has enough closes the pipe; how it ends is what counts
	_ = in.Close()
	return cmd.Wait()
}

// limited keeps what is written up to a number of bytes; more stops the writer. The buffer is not embedded: its
// ReadFrom would take everything, past Write.
type limited struct {
	kept bytes.Buffer
	most int
	over bool
	stop func()
}

func (l *limited) Write(b []byte) (int, error) {
	if l.kept.Len()+len(b) > l.most {
		l.over = true
		l.stop()
		return 0, corpus.ErrTooLarge
	}
	return l.kept.Write(b)
}
