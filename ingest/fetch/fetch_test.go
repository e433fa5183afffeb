package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"corridor/corpus"
)

// TestPublic holds the guard on addresses of every kind that must not be asked, and on some that may.
func TestPublic(t *testing.T) {
	for _, s := range []string{
		"127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "0.1.2.3", "::", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.0.1", "169.254.169.254", "169.254.170.2", "fe80::1", "fe80::1%eth0", "100.64.0.1", "100.100.100.200", "100.127.255.255",
		"168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.250",
		"240.0.0.1", "255.255.255.255", "fc00::1", "fd00:ec2::254", "fdff::1", "ff02::1", "fec0::1", "2001:db8::1", "2001::1", "2002:7f00:1::",
		"64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "3fff::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
	} {
		if err := Public(netip.MustParseAddr(s)); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v", s, err)
		}
	}
	for _, s := range []string{"9.9.9.9", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.167.0.1", "2a00:1450:4001::1", "2606:4700::1111", "::ffff:9.9.9.9"} {
		if err := Public(netip.MustParseAddr(s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	if err := Public(netip.Addr{}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("no address: %v", err)
	}
}

func TestCheck(t *testing.T) {
	f := New(Options{})
	for _, s := range []string{"", "a.pdf", "ftp://treaties.example/a", "file:///etc/passwd", "javascript:alert(1)", "http://", "https:///a", "http://me:word@treaties.example/",
		"http://[::1]/", "http://127.0.0.1:8080/a", "http://[fd00:ec2::254]/latest", "https://169.254.169.254/latest/meta-data", "http://a b/", "http://x.example/" + strings.Repeat("a", maxAddress)} {
		if err := f.Check(s); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%.80q: %v", s, err)
		}
	}
	for _, s := range []string{"http://treaties.example/a.pdf", "https://treaties.example:8443/a?b=c#d", "HTTP://9.9.9.9/"} {
		if err := f.Check(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// anywhere allows what the tests connect to.
func anywhere(netip.Addr) error { return nil }

func server(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// TestGuardStandsAtTheDial holds that names are checked by what they resolve to, with a fetcher that nobody made weaker.
func TestGuardStandsAtTheDial(t *testing.T) {
	var asked atomic.Int32
	s := server(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	port := s.Listener.Addr().(*net.TCPAddr).Port
	f := New(Options{Pause: time.Millisecond})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		if _, err := f.Get(t.Context(), fmt.Sprintf("http://%s:%d/", host, port)); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v", host, err)
		}
	}
	if asked.Load() > 0 {
		t.Error("the guard let a request through")
	}
}

// TestRedirectsAreChecked sends the fetcher from an allowed address to one that is not, by number and by name.
func TestRedirectsAreChecked(t *testing.T) {
	var reached atomic.Int32
	inner := server(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	port := inner.Listener.Addr().(*net.TCPAddr).Port
	outer := server(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	var dials atomic.Int32
	f := New(Options{Pause: time.Millisecond, Allow: func(a netip.Addr) error {
		if dials.Add(1) <= 2 { // the first address, as it stands and as it is dialled
			return nil
		}
		return Public(a)
	}})
	for _, to := range []string{fmt.Sprintf("http://127.0.0.1:%d/", port), fmt.Sprintf("http://localhost:%d/", port), "file:///etc/passwd", "ftp://treaties.example/", "http://me:word@treaties.example/"} {
		dials.Store(0)
		_, err := f.Get(t.Context(), outer.URL+"/?to="+to)
		if !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v", to, err)
		}
	}
	if reached.Load() > 0 {
		t.Error("a redirect was followed to a closed address")
	}
}

func TestGet(t *testing.T) {
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a.pdf":
			if r.Header.Get("User-Agent") != "corridor test" || r.Header.Get("Accept-Encoding") != "" || r.Header.Get("Referer") != "" {
				t.Errorf("head %v", r.Header)
			}
			fmt.Fprint(w, "%PDF-1.4")
		case "/moved":
			http.Redirect(w, r, "/a.pdf", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/large":
			w.Header().Set("Content-Length", fmt.Sprint(MaxBytes+1))
		case "/endless":
			for range MaxBytes>>20 + 2 {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
		case "/cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "only this")
		case "/head":
			for i := range 200 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 1000))
			}
		case "/busy":
			w.WriteHeader(http.StatusTooManyRequests)
		case "/secret":
			w.WriteHeader(http.StatusUnauthorized)
		default:
			http.NotFound(w, r)
		}
	})
	f := New(Options{Agent: "corridor test", Pause: time.Microsecond, Allow: anywhere})
	for path, kind := range map[string]error{"/a.pdf": nil, "/moved": nil, "/round": corpus.ErrUnreadable, "/large": corpus.ErrTooLarge, "/endless": corpus.ErrTooLarge,
		"/cut": corpus.ErrUnreadable, "/head": corpus.ErrUnreadable, "/busy": corpus.ErrUnreadable, "/secret": corpus.ErrUnreadable, "/none": corpus.ErrNotFound} {
		got, err := f.Get(t.Context(), s.URL+path)
		if !errors.Is(err, kind) {
			t.Errorf("%s: %v, want %v", path, err, kind)
		}
		if err == nil && (string(got.Data) != "%PDF-1.4" || got.Address != s.URL+"/a.pdf") {
			t.Errorf("%s: %+v", path, got)
		}
		if err != nil && len(got.Data) > 0 {
			t.Errorf("%s: %d bytes beside an error", path, len(got.Data))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Get(ctx, s.URL+"/a.pdf"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestOneAtATime holds that a host gets one request at a time with a pause between them.
func TestOneAtATime(t *testing.T) {
	var running, most atomic.Int32
	s := server(t, func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), running.Add(1)))
		time.Sleep(5 * time.Millisecond)
		running.Add(-1)
	})
	const pause = 20 * time.Millisecond
	f := New(Options{Pause: pause, Allow: anywhere})
	begun := time.Now()
	errs := make(chan error)
	for range 4 {
		go func() {
			_, err := f.Get(t.Context(), s.URL)
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 || time.Since(begun) < 3*pause {
		t.Errorf("%d at once, four within %v", most.Load(), time.Since(begun))
	}
}
