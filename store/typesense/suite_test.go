package typesense_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"corridor/store"
	"corridor/store/indextest"
	"corridor/store/typesense"
	"corridor/store/typesense/fake"
)

const key = "the-key"

// options are those of a test: nothing waits long.
func options(texts store.Texts, nodes ...string) typesense.Options {
	return typesense.Options{Nodes: nodes, Key: key, Name: "corridor", Texts: texts, Holder: "test",
		Pause: time.Millisecond, Beat: 10 * time.Millisecond, Patience: 20, Attempts: 3}
}

// node serves a fake at an address of its own.
func node(t *testing.T, s *fake.Server) string {
	t.Helper()
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return h.URL
}

// cluster starts a fake, which must have no complaint at the end.
func cluster(t *testing.T) *fake.Server {
	t.Helper()
	s := fake.New(key)
	t.Cleanup(func() {
		for _, p := range s.Problems() {
			t.Errorf("a request that no client may send: %s", p)
		}
	})
	return s
}

func open(t *testing.T, o typesense.Options) *typesense.Index {
	t.Helper()
	x, err := typesense.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestIndex(t *testing.T) {
	indextest.Run(t, func(t *testing.T) indextest.Place {
		address := node(t, cluster(t))
		return func(t *testing.T, texts store.Texts) store.Index { return open(t, options(texts, address)) }
	})
}
