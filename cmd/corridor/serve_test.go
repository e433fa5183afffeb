package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"corridor/corpus"
	"corridor/store"
)

// TestServe begins a site on a free port, asks it for a page and ends it by an interrupt.
func TestServe(t *testing.T) {
	p, _, errs := testProgram(t)
	s, err := store.Open(context.Background(), p.store)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	p.stdout = w
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	code := make(chan int, 1)
	go func() { code <- p.run(ctx, []string{"corridor", "serve", "--listen", "127.0.0.1:0", "--quiet"}) }()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	address := strings.TrimSpace(line[strings.LastIndex(line, " "):])
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != 200 || !strings.Contains(string(body), "corridor ingest") {
		t.Errorf("%s: %s, %v: the page of an empty repository does not say how to fill it", address, res.Status, err)
	}
	stop()
	if c := <-code; c != exitOK {
		t.Errorf("exit code %d: %s", c, errs)
	}
}

func TestServeRefuses(t *testing.T) {
	p, _, errs := testProgram(t)
	for args, want := range map[string]int{
		"serve":          exitNotFound, // there is no store
		"serve --drafts": exitUsage, "serve more": exitUsage,
	} {
		if code := p.run(context.Background(), append([]string{"corridor"}, strings.Fields(args)...)); code != want {
			t.Errorf("%s: exit code %d, want %d: %s", args, code, want, errs)
		}
	}
	s, err := store.Open(context.Background(), p.store)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	errs.Reset()
	if code := p.run(context.Background(), []string{"corridor", "serve", "--listen", "nowhere.invalid:1"}); code != exitInvalid || !strings.Contains(errs.String(), "cannot listen") {
		t.Errorf("exit code %d: %s (%v)", code, errs, corpus.ErrInvalid)
	}
}
