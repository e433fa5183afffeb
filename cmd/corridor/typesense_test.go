package main

import (
	"net/http/httptest"

	"github.com/rogpeppe/go-internal/testscript"

	"corridor/store/typesense/fake"
)

// startTypesense starts a stand-in for a Typesense cluster of two nodes for one script. Their addresses are in the script's SEARCH_URL.
func startTypesense(e *testscript.Env) {
	cluster := fake.New(searchKey)
	one, two := httptest.NewServer(cluster), httptest.NewServer(cluster)
	e.Defer(one.Close)
	e.Defer(two.Close)
	e.Setenv("SEARCH_URL", one.URL+","+two.URL)
	e.Setenv("SEARCH_KEY", searchKey)
	for _, name := range []string{"CORRIDOR_INDEX", "TYPESENSE_URL", "TYPESENSE_API_KEY", "TYPESENSE_COLLECTION"} {
		e.Setenv(name, "")
	}
}

// searchKey is the key of the scripts' cluster.
const searchKey = "search-key"
