package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestLinksLittle holds that the program which reads hostile bytes links none of what they might be after.
func TestLinksLittle(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "corridor/ingest") {
		t.Fatalf("these are not its packages: %v", deps)
	}
	for _, banned := range []string{
		"net/http", "crypto/tls", "database/sql", "plugin", "os/user", "html/template", "text/template", "modernc.org/", "github.com/blevesearch/", "github.com/typesense/",
		"github.com/sashabaranov/", "github.com/xuri/", "github.com/urfave/", "corridor/ingest/fetch", "corridor/rubric", "corridor/store", "corridor/reports",
	} {
		for _, p := range deps {
			if p == strings.TrimSuffix(banned, "/") || strings.HasPrefix(p, strings.TrimSuffix(banned, "/")+"/") {
				t.Errorf("it links %s", p)
			}
		}
	}
}
