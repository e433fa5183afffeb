package ingest

import (
	"bytes"
	"context"
	"io"
	"slices"
	"sync"
	"time"
	"unicode/utf8"
)

// row is the processes that read short plain texts, each several in a row.
type row struct {
	exe  string
	args []string

	mu   sync.Mutex
	idle []*plainReader // the one that read last at the end
}

// plainReader is a process that has read some texts and waits for the next.
type plainReader struct {
	process
	texts int
	tired *time.Timer // ends it when nothing more comes
}

// idleTime is how long a process waits for the next text.
const idleTime = 2 * time.Second

// shortPlain reports whether the bytes are a short text that goes through no parser: UTF-8 without markup, of no format
// that is known by its first bytes.
func shortPlain(data []byte) bool {
	return len(data) <= MaxRowBytes && bytes.IndexByte(data, '<') < 0 && bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) && sniff(data) == 0
}

// ask has a text read by a process that waits, or by a new one. One that has waited may be at its end for what it read
// before; then a new one is asked.
func (r *row) ask(ctx context.Context, q Question, answer func(io.Reader) error) error {
	message, err := io.ReadAll(q)
	if err != nil {
		return err
	}
	if p := r.take(); p != nil {
		if said := p.ask(ctx, message, answer); said == nil || ctx.Err() != nil {
			r.release(p, said)
			return p.outcome(ctx, said, said)
		}
		p.end()
	}
	p := &plainReader{}
	if err := p.start(context.Background(), r.exe, r.args); err != nil { // it outlives this request
		return p.outcome(ctx, err, err)
	}
	said := p.ask(ctx, message, answer)
	return p.outcome(ctx, said, r.release(p, said))
}

// take is a process that waits; nil when there is none.
func (r *row) take() *plainReader {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.idle) == 0 {
		return nil
	}
	p := r.idle[len(r.idle)-1]
	r.idle = r.idle[:len(r.idle)-1]
	p.tired.Stop()
	return p
}

// release lets a process wait for the next text, or ends it and says how it ended: when its answer was none, or it has
// read enough.
func (r *row) release(p *plainReader, said error) error {
	if p.texts++; said != nil || p.texts >= MaxRow {
		return p.end()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	p.tired = time.AfterFunc(idleTime, func() { r.dismiss(p) })
	r.idle = append(r.idle, p)
	return nil
}

// dismiss ends a process that waits.
func (r *row) dismiss(p *plainReader) {
	r.mu.Lock()
	at := slices.Index(r.idle, p)
	if at >= 0 {
		r.idle = slices.Delete(r.idle, at, at+1)
	}
	r.mu.Unlock()
	if at >= 0 {
		_ = p.end() // that it was killed is known
	}
}

// ask puts one request; the process is killed when the context ends.
func (p *plainReader) ask(ctx context.Context, message []byte, answer func(io.Reader) error) error {
	stop := context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() })
	defer stop()
	if _, err := p.in.Write(message); err != nil {
		return err
	}
	return answer(p.out)
}

// end ends the process at once, since it has nothing to put away.
func (p *plainReader) end() error {
	_ = p.cmd.Process.Kill()
	return p.cmd.Wait()
}
