package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"corridor/corpus"
	"corridor/reports"
	"corridor/rubric"
	"corridor/store"
)

// Config is what a site needs of the world.
type Config struct {
	Store   *store.Store
	Keeper  *store.Keeper // of the search index of the store
	Library *rubric.Library

	// Read turns a file into agreements; it parses in a process of its own. Progress hears what is being done.
	Read func(ctx context.Context, name string, data []byte, progress func(stage string)) ([]*corpus.Agreement, error)
	// Rate codes an agreement under rubrics, by the rules.
	Rate func(ctx context.Context, a *corpus.Agreement, rubrics []*rubric.Rubric) ([]*rubric.Assessment, error)

	Tool   string           // name and version of the program, for manifests
	Now    func() time.Time // the clock
	Random io.Reader        // for the names of drafts; crypto/rand.Reader
	Log    func(Event)      // hears every answer; nil for nobody

	Public bool // readers from outside: read only, and only what is published
	Drafts bool // with Public: visitors may hand in drafts all the same
	Local  bool // the site listens to this machine alone, so that a visitor is its owner
}

// Site serves one repository. It may be used by many goroutines at once.
type Site struct {
	Config
	handler http.Handler
	mux     *http.ServeMux
	views   map[string]*views // by language
	drafts  *draftRoom
	rate    *limiter

	mu    sync.Mutex
	stack *shelf
}

// New makes a site. It wraps corpus.ErrInvalid when the configuration lacks something.
func New(c Config) (*Site, error) {
	if c.Store == nil || c.Keeper == nil || c.Library == nil || c.Read == nil || c.Rate == nil || c.Now == nil || c.Random == nil {
		return nil, fmt.Errorf("site: %w: the configuration lacks a part", corpus.ErrInvalid)
	}
	if c.Log == nil {
		c.Log = func(Event) {}
	}
	s := &Site{Config: c, views: map[string]*views{}, rate: newLimiter(c.Now)}
	s.drafts = newDraftRoom(s)
	for _, code := range reports.TongueCodes() {
		t, err := reports.ParseTongue(code)
		if err != nil {
			return nil, err
		}
		if s.views[code], err = newViews(t); err != nil {
			return nil, fmt.Errorf("site: templates in %s: %w", code, err)
		}
	}
	s.register()
	s.handler = s.guarded()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers on the listener until ctx ends; running answers may then end within shutdownTime. The server is the
// caller's, for its log of errors; handler and limits are set here.
func (s *Site) Serve(ctx context.Context, l net.Listener, srv *http.Server) error {
	srv.Handler, srv.MaxHeaderBytes = s, maxHeader
	srv.ReadTimeout, srv.ReadHeaderTimeout, srv.WriteTimeout, srv.IdleTimeout = readTimeout, headerTimeout, writeTimeout, idleTimeout
	done := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		defer cancel()
		done <- srv.Shutdown(end)
	})
	err := srv.Serve(l)
	if !stop() && errors.Is(err, http.ErrServerClosed) {
		err = <-done
	}
	s.drafts.close()
	return err
}

// draftsOpen reports whether visitors may hand in drafts.
func (s *Site) draftsOpen() bool { return !s.Public || s.Drafts }

// mayWrite reports whether a visitor may change the repository: only its owner, on the machine itself. From the
// network that needs accounts, which there are none of.
func (s *Site) mayWrite() bool { return s.Local && !s.Public }
