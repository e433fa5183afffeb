package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"syscall"
	"time"

	"corridor/corpus"
)

// Limits of one file.
const (
	MaxBytes     = 50 << 20         // of its body: what a file may have to be read
	MaxTime      = 60 * time.Second // from the first connection to the last byte
	MaxRedirects = 5
	maxHeader    = 64 << 10 // bytes of the head of an answer
	maxConnect   = 15 * time.Second
)

// DefaultPause is how long a host is left alone after a request.
const DefaultPause = time.Second

// Options steer a Fetcher. The zero value is fit for use.
type Options struct {
	Agent string                 // names the program to servers
	Pause time.Duration          // after each request to a host; 0 is DefaultPause
	Allow func(netip.Addr) error // says which addresses are connected to; nil is Public
}

// Fetcher gets files. It may be used from several goroutines.
type Fetcher struct {
	opt    Options
	client *http.Client

	mu    sync.Mutex
	hosts map[string]chan struct{} // holds a token while a host may be asked
}

// Fetched is a file as it came.
type Fetched struct {
	Address string // where it was in the end, after redirects
	Data    []byte
}

// New makes a Fetcher.
func New(opt Options) *Fetcher {
	if opt.Allow == nil {
		opt.Allow = Public
	}
	if opt.Pause == 0 {
		opt.Pause = DefaultPause
	}
	f := &Fetcher{opt: opt, hosts: map[string]chan struct{}{}}
	dialer := &net.Dialer{Timeout: maxConnect, Control: f.control}
	f.client = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
			DisableCompression: true, DisableKeepAlives: true, MaxResponseHeaderBytes: maxHeader, TLSHandshakeTimeout: maxConnect, ForceAttemptHTTP2: true,
		},
		CheckRedirect: f.redirect,
	}
	return f
}

// control is asked with the very address that a connection is to be made to.
func (f *Fetcher) control(network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%s %s is not asked for anything: %w", network, address, corpus.ErrInvalid)
	}
	return f.opt.Allow(at.Addr().Unmap().WithZone(""))
}

// redirect says whether the fetcher goes where a server sends it.
func (f *Fetcher) redirect(to *http.Request, via []*http.Request) error {
	if len(via) > MaxRedirects {
		return fmt.Errorf("redirected more than %d times: %w", MaxRedirects, corpus.ErrUnreadable)
	}
	if via[len(via)-1].URL.Scheme == "https" && to.URL.Scheme != "https" {
		return fmt.Errorf("redirected from https to %q: %w", to.URL.Scheme, corpus.ErrInvalid)
	}
	to.Header.Del("Referer")
	return f.Check(to.URL.String())
}

// Check refuses an address by what stands in it; where its name leads is checked when it is asked. The error wraps
// corpus.ErrInvalid.
func (f *Fetcher) Check(address string) error {
	u, err := parse(address)
	if err != nil {
		return err
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil {
		return f.opt.Allow(a.Unmap().WithZone(""))
	}
	return nil
}

// Get fetches the file at an address.
func (f *Fetcher) Get(ctx context.Context, address string) (Fetched, error) {
	got, err := f.get(ctx, address)
	if err != nil {
		return Fetched{}, fmt.Errorf("fetch %s: %w", address, err)
	}
	return got, nil
}

func (f *Fetcher) get(ctx context.Context, address string) (got Fetched, err error) {
	if err := f.Check(address); err != nil {
		return got, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return got, fmt.Errorf("%v: %w", err, corpus.ErrInvalid)
	}
	r.Header.Set("User-Agent", f.opt.Agent)
	r.Header.Set("Accept", "*/*")
	err = f.alone(ctx, r.URL.Host, func() error {
		got, err = f.ask(r)
		return err
	})
	return got, err
}

// alone runs one request to a host when no other one runs, and leaves the host alone for the pause afterwards.
func (f *Fetcher) alone(ctx context.Context, host string, request func() error) error {
	f.mu.Lock()
	token := f.hosts[host]
	if token == nil {
		token = make(chan struct{}, 1)
		token <- struct{}{}
		f.hosts[host] = token
	}
	f.mu.Unlock()
	select {
	case <-token:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer time.AfterFunc(f.opt.Pause, func() { token <- struct{}{} })
	return request()
}

// ask sends a request and takes the answer within the limits.
func (f *Fetcher) ask(r *http.Request) (got Fetched, err error) {
	ctx, cancel := context.WithTimeout(r.Context(), MaxTime)
	defer cancel()
	resp, err := f.client.Do(r.WithContext(ctx))
	if err != nil {
		return got, kindOf(r.Context(), err)
	}
	defer resp.Body.Close()
	if err := answered(resp); err != nil {
		return got, err
	}
	got.Address = resp.Request.URL.String()
	got.Data, err = io.ReadAll(io.LimitReader(resp.Body, MaxBytes+1))
	switch {
	case len(got.Data) > MaxBytes:
		return Fetched{}, fmt.Errorf("more than %d MiB: %w", MaxBytes>>20, corpus.ErrTooLarge)
	case err != nil:
		return Fetched{}, kindOf(r.Context(), err)
	}
	return got, nil
}

// answered refuses an answer that is no file.
func answered(resp *http.Response) error {
	switch code := resp.StatusCode; {
	case code == http.StatusOK && resp.ContentLength > MaxBytes:
		return fmt.Errorf("%d MiB, the limit is %d MiB: %w", resp.ContentLength>>20, MaxBytes>>20, corpus.ErrTooLarge)
	case code == http.StatusOK:
		return nil
	case code == http.StatusNotFound, code == http.StatusGone:
		return fmt.Errorf("the server answers %d: %w", code, corpus.ErrNotFound)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable:
		return fmt.Errorf("the server answers %d: it asks to be left alone: run the command again later, and it goes on: %w", code, corpus.ErrUnreadable)
	default:
		return fmt.Errorf("the server answers %d: %w", code, corpus.ErrUnreadable)
	}
}

// kindOf gives a fault of the network one of our kinds; those of the guard have one. The end of the caller's context
// stays what it is.
func kindOf(ctx context.Context, err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("not there within %v: %w", MaxTime, corpus.ErrTooLarge)
	case errors.Is(err, corpus.ErrInvalid), errors.Is(err, corpus.ErrUnreadable):
		return err
	}
	return fmt.Errorf("%v: %w", err, corpus.ErrUnreadable)
}
