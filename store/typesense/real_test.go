package typesense_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	client "github.com/typesense/typesense-go/v2/typesense"

	"corridor/store"
	"corridor/store/indextest"
	"corridor/store/typesense"
)

// TestRealCluster runs the conformance suite on real servers: TYPESENSE_URL names them, set apart by commas, and
// TYPESENSE_API_KEY is an admin key. It makes collections whose names begin with corridor_test_ and drops them again.
func TestRealCluster(t *testing.T) {
	address, secret := os.Getenv("TYPESENSE_URL"), os.Getenv("TYPESENSE_API_KEY")
	if address == "" || secret == "" {
		t.Skip("no real Typesense server is tried: TYPESENSE_URL and TYPESENSE_API_KEY are not set; the suite ran on the stand-in only")
	}
	nodes := strings.Split(address, ",")
	n := 0
	place := func(t *testing.T, texts store.Texts, name string) *typesense.Index {
		return open(t, typesense.Options{Nodes: nodes, Key: secret, Name: name, Texts: texts, Holder: "test", Beat: 100 * time.Millisecond})
	}
	if err := place(t, nil, "corridor_test_health").Health(context.Background()); err != nil {
		t.Fatal(err)
	}
	indextest.Run(t, func(t *testing.T) indextest.Place {
		n++
		name := fmt.Sprintf("corridor_test_%d_%d", os.Getpid(), n)
		t.Cleanup(func() { dropAll(t, nodes, secret, name) })
		return func(t *testing.T, texts store.Texts) store.Index { return place(t, texts, name) }
	})
}

// dropAll drops what an index of a real cluster was made of.
func dropAll(t *testing.T, nodes []string, secret, name string) {
	ctx, c := context.Background(), client.NewClient(client.WithServer(nodes[0]), client.WithAPIKey(secret))
	all, err := c.Collections().Retrieve(ctx)
	if err != nil {
		t.Error(err)
	}
	for _, one := range all {
		if strings.HasPrefix(one.Name, name+"_") {
			if _, err := c.Collection(one.Name).Delete(ctx); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := c.Alias(name).Delete(ctx); err != nil {
		t.Log("the alias ", name, ": ", err) // a part of the suite that made none
	}
}
