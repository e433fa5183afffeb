package site_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"corridor/corpus"
	"corridor/ingest"
	"corridor/reports/site"
	"corridor/rubric"
	"corridor/store"
	"corridor/store/embedded"
)

// fixture is a repository of the specimens, made once and copied for tests that change it.
type fixture struct {
	path string
	lib  *rubric.Library
	rate *rubric.RulesRater
	err  error
}

var specimens = sync.OnceValue(func() (f fixture) {
	dir, err := os.MkdirTemp("", "corridor-site-")
	if err != nil {
		return fixture{err: err}
	}
	f.path = filepath.Join(dir, "specimens.db")
	if f.lib, f.err = rubric.Builtin(); f.err != nil {
		return f
	}
	f.rate = rubric.NewRules(f.lib)
	f.err = f.fill()
	return f
})

func TestMain(m *testing.M) {
	code := m.Run()
	endBrowser()
	if f := specimens(); f.path != "" {
		if err := os.RemoveAll(filepath.Dir(f.path)); err != nil && code == 0 {
			code = 1
		}
	}
	os.Exit(code)
}

func (f fixture) fill() error {
	ctx := context.Background()
	s, err := store.Open(ctx, f.path)
	if err != nil {
		return err
	}
	files, err := fs.Glob(corpus.Specimens(), "*")
	for _, name := range files {
		if strings.HasSuffix(name, ".yaml") || strings.EqualFold(name, "README.md") {
			continue
		}
		data, e := fs.ReadFile(corpus.Specimens(), name)
		if e == nil {
			e = f.put(ctx, s, name, data)
		}
		err = errors.Join(err, e)
	}
	return errors.Join(err, s.Close())
}

// put reads, codes and keeps one file.
func (f fixture) put(ctx context.Context, s *store.Store, name string, data []byte) error {
	readings, err := ingest.ReadAll(ctx, name, data, ingest.Options{})
	for _, r := range readings {
		if r.Err != nil {
			err = errors.Join(err, r.Err)
			continue
		}
		rec := store.Record{Name: r.Name, Data: r.Data, Time: noon, Agreement: r.Agreements[0], Others: r.Agreements[1:]}
		for _, a := range r.Agreements {
			as, e := f.code(ctx, a, f.lib.Rubrics)
			rec.Assessments, err = append(rec.Assessments, as...), errors.Join(err, e)
		}
		if _, e := s.Put(ctx, rec); e != nil {
			err = errors.Join(err, e)
		}
	}
	return err
}

func (f fixture) code(ctx context.Context, a *corpus.Agreement, rubrics []*rubric.Rubric) ([]*rubric.Assessment, error) {
	out, err := f.rate.RateAll(ctx, a, rubrics...)
	for _, as := range out {
		as.Time = noon
	}
	return out, err
}

// noon is the time of all tests.
var noon = time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)

// served is a site in a test, with the store behind it.
type served struct {
	*httptest.Server
	t     testing.TB
	site  *site.Site
	store *store.Store
	fixture
}

// option changes the configuration of a site.
type option func(*site.Config)

func public(c *site.Config) { c.Public, c.Local = true, false }
func remote(c *site.Config) { c.Local = false }

// hurrying lets a second pass with every look at the clock, so that no rate is met.
func hurrying(c *site.Config) {
	var n atomic.Int64
	c.Now = func() time.Time { return noon.Add(time.Duration(n.Add(1)) * time.Second) }
}

// serve begins a site over a copy of the specimens.
func serve(t testing.TB, options ...option) *served {
	t.Helper()
	f := specimens()
	if f.err != nil {
		t.Fatal(f.err)
	}
	path := filepath.Join(t.TempDir(), "s.db")
	copyStore(t, f.path, path)
	ctx := context.Background()
	s, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	x := embedded.Open(embedded.Options{Folder: embedded.Folder(path), Texts: s})
	t.Cleanup(func() {
		if err := errors.Join(x.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	})
	c := site.Config{
		Store: s, Keeper: &store.Keeper{Store: s, Index: x, Rubrics: func() ([]*rubric.Rubric, error) { return f.lib.Rubrics, nil }}, Library: f.lib,
		Rate: f.code, Tool: "corridor test", Now: func() time.Time { return noon }, Random: new(counter), Local: true,
		Read: func(ctx context.Context, name string, data []byte, _ func(string)) (out []*corpus.Agreement, err error) {
			readings, err := ingest.ReadAll(ctx, name, data, ingest.Options{})
			for _, r := range readings {
				out, err = append(out, r.Agreements...), errors.Join(err, r.Err)
			}
			return out, err
		},
	}
	for _, o := range options {
		o(&c)
	}
	made, err := site.New(c)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(made)
	t.Cleanup(srv.Close)
	return &served{Server: srv, t: t, site: made, store: s, fixture: f}
}

func copyStore(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to+store.OriginalsSuffix, os.DirFS(from+store.OriginalsSuffix)); err != nil {
		t.Fatal(err)
	}
}

// counter is a source of names of drafts that a test can foresee: 0, 1, 2 …
type counter struct {
	mu sync.Mutex
	n  byte
}

func (c *counter) Read(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range b {
		b[i] = c.n
	}
	c.n++
	return len(b), nil
}

// answer is what came back.
type answer struct {
	*http.Response
	body string
}

// client follows no redirects, so that tests see them.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (s *served) do(method, path string, body io.Reader, header ...string) answer {
	s.t.Helper()
	req, err := http.NewRequest(method, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{res, string(data)}
}

func (s *served) get(path string, header ...string) answer {
	s.t.Helper()
	return s.do("GET", path, nil, header...)
}

// page asks for a page that must be there, and parses it.
func (s *served) page(path string) *html.Node {
	s.t.Helper()
	a := s.get(path)
	if a.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s\n%s", path, a.Status, a.body)
	}
	doc, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		s.t.Fatal(err)
	}
	return doc
}

// all finds the elements of a name, with an attribute when one is given: all(doc, "a", "href", "/x").
func all(n *html.Node, name string, attr ...string) (out []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name && (len(attr) == 0 || get(d, attr[0]) == attr[1]) {
			out = append(out, d)
		}
	}
	return out
}

func get(n *html.Node, attr string) string {
	for _, a := range n.Attr {
		if a.Key == attr {
			return a.Val
		}
	}
	return ""
}

// one is the agreement whose file is named so.
func (s *served) one(file string) store.Summary {
	s.t.Helper()
	list, err := s.store.List(context.Background(), store.Filter{})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range list {
		if strings.HasPrefix(m.Source, file) {
			return m
		}
	}
	s.t.Fatalf("no specimen %q", file)
	return store.Summary{}
}

func parse(t testing.TB, body string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func byID(n *html.Node, id string) (out []*html.Node) {
	for d := range n.Descendants() {
		if get(d, "id") == id {
			out = append(out, d)
		}
	}
	return out
}
