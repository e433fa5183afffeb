package site

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"corridor/corpus"
)

// policy allows what pages need and nothing else: no inline script or style, nothing from elsewhere.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded puts around all answers what holds for each of them.
func (s *Site) guarded() http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.visit(w, r).fail(fmt.Errorf("%w: the request comes from another site", errForbidden))
	}))
	next := cross.Handler(s.mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		out := &recorder{ResponseWriter: w, status: http.StatusOK}
		start := s.Now()
		var fault error
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				fault = fmt.Errorf("panic: %v", p)
				if !out.begun {
					s.visit(out, r).fail(errors.New("panic"))
				}
			}
			// Neither the query nor the name of a draft goes into the log.
			s.Log(Event{r.Method, loggedPath(r.URL.Path), out.status, out.bytes, s.Now().Sub(start), fault})
		}()
		if len(r.URL.RequestURI()) > maxURL {
			s.visit(out, r).fail(fmt.Errorf("the address: %w: at most %d bytes", corpus.ErrTooLarge, maxURL))
			return
		}
		if s.Local && !thisMachine(r.Host) {
			s.visit(out, r).fail(fmt.Errorf("%w: this site is asked for as %q, and answers only to localhost and 127.0.0.1: another site may not lead a browser here by a name of its own", errForbidden, r.Host))
			return
		}
		if s.refuse(out, r) {
			return
		}
		next.ServeHTTP(out, r)
	})
}

// thisMachine reports whether a site was asked for by a name of this machine.
func thisMachine(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && ip.IsLoopback()
}

// refuse answers what no route answers in our own words: another method, or nothing there.
func (s *Site) refuse(w http.ResponseWriter, r *http.Request) bool {
	if _, pattern := s.mux.Handler(r); pattern != "" {
		return false
	}
	v := s.visit(w, r)
	if allowed := s.allowed(r); len(allowed) > 0 {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		v.failAs(http.StatusMethodNotAllowed, titleMethod, fmt.Sprintf("%s is not answered at this address; %s is", r.Method, strings.Join(allowed, ", ")))
		return true
	}
	v.fail(fmt.Errorf("page %s: %w", r.URL.Path, corpus.ErrNotFound))
	return true
}

// allowed lists the methods that are answered at an address.
func (s *Site) allowed(r *http.Request) (out []string) {
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "" {
			out = append(out, method)
		}
	}
	return out
}

// loggedPath hides the names of drafts.
func loggedPath(p string) string {
	if rest, ok := strings.CutPrefix(p, "/drafts/"); ok {
		_, after, _ := strings.Cut(rest, "/")
		return "/drafts/…/" + after
	}
	if rest, ok := strings.CutPrefix(p, "/api/v1/drafts/"); ok {
		_, after, _ := strings.Cut(rest, "/")
		return "/api/v1/drafts/…/" + after
	}
	return p
}

// handle makes a handler of a page: rate, size of the body, language, errors, compression.
func (s *Site) handle(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		v := s.visit(w, req)
		if !r.free && !s.Local && !s.rate.allow(address(req)) {
			w.Header().Set("Retry-After", "5")
			v.fail(fmt.Errorf("%w: too many requests from your address; wait a few seconds", errBusy))
			return
		}
		if r.takes > 0 {
			req.Body = http.MaxBytesReader(w, req.Body, r.takes)
		} else if req.Body != nil {
			req.Body = http.MaxBytesReader(w, req.Body, 0)
		}
		z := &squeezer{ResponseWriter: w, wanted: strings.Contains(req.Header.Get("Accept-Encoding"), "gzip"), request: req}
		v.w = z
		if err := r.page(v); err != nil && !z.begun {
			v.fail(err)
		} else if err != nil && req.Context().Err() == nil {
			v.fault(fmt.Errorf("the answer was cut: %w", err))
		}
		_ = z.close() // a reader who has left
	})
}

// address is who asks.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
