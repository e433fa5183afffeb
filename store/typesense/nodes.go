package typesense

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// nodes sends requests to a cluster: to each node in turn, to the next one when a node does not answer, and to all
// again after a pause. The library's own way over several nodes sends the second one an empty body and is not
// made for several goroutines; this one stands in its place.
type nodes struct {
	options Options
	list    []*node
	client  *http.Client
	turn    atomic.Uint32
}

type node struct {
	url     *url.URL
	resting atomic.Int32 // requests that pass it by before it is tried again
}

// restFor is how many requests pass by a node that did not answer, while others do.
const restFor = 100

// maxAnswer is the longest answer that is read: 1 GiB.
const maxAnswer = 1 << 30

func newNodes(o Options) (*nodes, error) {
	n := &nodes{options: o, client: &http.Client{Transport: o.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}} // the key goes nowhere else
	for _, address := range o.Nodes {
		u, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		n.list = append(n.list, &node{url: u})
	}
	return n, nil
}

// Do sends a request. All requests of this package may be sent twice: they read, or put what they put in its place.
func (n *nodes) Do(req *http.Request) (res *http.Response, err error) {
	pause := n.options.Pause
	for round := range n.options.Attempts {
		if round > 0 {
			if err := sleep(req.Context(), pause); err != nil {
				return nil, err
			}
			pause *= 2
		}
		for _, node := range n.order() {
			res, err = n.try(req, node)
			if req.Context().Err() != nil {
				return nil, req.Context().Err()
			}
			if err == nil && !again(res.StatusCode) {
				node.resting.Store(0)
				return res, nil
			}
			node.resting.Store(restFor)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("no node answers, the last was %s: %w", req.URL.Host, err)
	}
	return res, nil
}

// again reports whether a request that was answered so is worth being sent again.
func again(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

// order lists the nodes, beginning with the next one; those that rest come last.
func (n *nodes) order() (out []*node) {
	var resting []*node
	first := int(n.turn.Add(1))
	for i := range n.list {
		node := n.list[(first+i)%len(n.list)]
		if node.resting.Load() > 0 {
			node.resting.Add(-1)
			resting = append(resting, node)
			continue
		}
		out = append(out, node)
	}
	return append(out, resting...)
}

// try sends a request to one node and reads the whole answer.
func (n *nodes) try(req *http.Request, to *node) (*http.Response, error) {
	timeout := n.options.Timeout
	if strings.HasSuffix(req.URL.Path, "/import") || req.Method == http.MethodDelete {
		timeout = n.options.ImportTimeout
	}
	ctx, cancel := context.WithTimeout(req.Context(), timeout)
	defer cancel()
	one := req.Clone(ctx)
	one.URL.Scheme, one.URL.Host, one.Host = to.url.Scheme, to.url.Host, to.url.Host
	req.URL.Host = to.url.Host // for the error
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		one.Body = body
	}
	res, err := n.client.Do(one)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if err == nil && len(data) > maxAnswer {
		err = errors.New("the answer is too long")
	}
	res.Body = io.NopCloser(bytes.NewReader(data))
	return res, err
}

// sleep waits, unless it is called off.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
