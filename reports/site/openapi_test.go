package site

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// TestTheDescriptionIsTrue holds openapi.json to the table of endpoints and the Go types.
func TestTheDescriptionIsTrue(t *testing.T) {
	want, err := (&Site{}).describe()
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile("openapi.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, openAPIFile) {
		t.Error("openapi.json is not what the endpoints and types say; run: go test ./reports/site -run Description -update, and read the difference")
	}
}
