package site_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// TestSlowRequests: a reader who sends the head of a request byte by byte, or never ends it, is cut off, and the site
// answers others meanwhile. Stopping the site does not wait for him.
func TestSlowRequests(t *testing.T) {
	t.Parallel()
	s := serve(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.site.Serve(ctx, l, &http.Server{}) }()
	slow, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if _, err := io.WriteString(slow, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	res, err := http.Get("http://" + l.Addr().String() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("another reader meanwhile: %s", res.Status)
	}
	if err := slow.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if answer, err := io.ReadAll(slow); err != nil {
		t.Errorf("the slow reader was not cut off: %v, %q", err, answer)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
