package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"corridor/store"
)

// treatySite serves texts by their path and counts who asked for what.
type treatySite struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
}

func newTreatySite(t *testing.T, texts map[string]string) *treatySite {
	s := &treatySite{asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked[r.URL.Path]++
		text, ok := texts[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, text)
	}))
	t.Cleanup(s.Close)
	return s
}

// TestFromManifest fetches a catalogue, goes on where it stopped, and keeps the address and the checksum of every file.
func TestFromManifest(t *testing.T) {
	one := "MEMORANDUM OF UNDERSTANDING\nbetween the Government of Lunthai and the Government of Qabariyah on the employment of workers\n\nArticle 1\nThe employer shall pay.\n"
	texts := map[string]string{"/a/one.txt": one, "/b/one.txt": strings.Replace(one, "pay", "pay for the journey", 1), "/wrong.txt": one}
	site := newTreatySite(t, texts)
	p, out, errs := testProgram(t)
	p.reachable, p.pause = func(netip.Addr) error { return nil }, time.Microsecond
	manifest := filepath.Join(t.TempDir(), "catalogue.csv")
	rows := "\ufeffid,URL,SHA256\n1,%[1]s/a/one.txt,%[2]x\n2, %[1]s/b/one.txt ,\n3,,\n4,%[1]s/a/one.txt,\n5,%[1]s/none.txt,\n6,%[1]s/wrong.txt,00\n7,file:///etc/passwd,\n"
	if err := os.WriteFile(manifest, fmt.Appendf(nil, rows, site.URL, sha256.Sum256([]byte(one))), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		out.Reset()
		errs.Reset()
		if code := p.run(t.Context(), append([]string{"corridor", "ingest", "--quiet", "--from-manifest", manifest}, args...)); code != want {
			t.Errorf("%v: exit code %d: %s", args, code, errs)
		}
		return out.String() + errs.String()
	}

	if said := run(exitSome); !strings.Contains(said, "4 of 5 addresses would be fetched with --fetch; 2 rows") || !strings.Contains(said, "only http and https") {
		t.Errorf("listed: %s", said)
	}
	if len(site.asked) > 0 {
		t.Errorf("the network was touched without --fetch: %v", site.asked)
	}
	said := run(exitSome, "--fetch")
	for _, want := range []string{"ingested 2", "/none.txt: the server answers 404", "/wrong.txt: invalid: its SHA-256 is", "only http and https"} {
		if !strings.Contains(squeezed(said), want) {
			t.Errorf("%q is not in %s", want, said)
		}
	}
	if said = run(exitSome, "--fetch"); !strings.Contains(said, "(2 of them were read before") {
		t.Errorf("again: %s", said)
	}
	if site.asked["/a/one.txt"] != 1 || site.asked["/b/one.txt"] != 1 || site.asked["/none.txt"] != 2 {
		t.Errorf("fetched: %v", site.asked)
	}
	if said = run(exitSome); !strings.Contains(squeezed(said), "ingested "+site.URL+"/a/one.txt") {
		t.Errorf("listed again: %s", said)
	}
	run(exitSome, "--fetch", "--revisions", "show") // another way of reading takes the bytes that are held
	if site.asked["/a/one.txt"] != 1 {
		t.Errorf("fetched again: %v", site.asked)
	}
	checkFetched(t, p.store, site.URL, one)
}

func checkFetched(t *testing.T, db, site, text string) {
	t.Helper()
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f, err := s.FileAt(t.Context(), site+"/a/one.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Agreement(t.Context(), f.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	if a.Source.Address != site+"/a/one.txt" || a.Source.SHA256 != hashOf([]byte(text)) || f.Name != strings.TrimPrefix(site, "http://")+"/a/one.txt" {
		t.Errorf("file %+v, source %+v", f, a.Source)
	}
}
