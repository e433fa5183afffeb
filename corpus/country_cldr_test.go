package corpus

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var update = flag.Bool("update", false, "write geo/cldr.csv anew")

// TestCLDR holds that geo/cldr.csv says what the CLDR says.
func TestCLDR(t *testing.T) {
	var b strings.Builder
	fmt.Fprintln(&b, "code;"+strings.Join(geoLanguages, ";"))
	for _, c := range Countries() {
		if c.Former || c.Alpha2 == "" {
			continue
		}
		names := []string{c.Code}
		for _, lang := range geoLanguages {
			names = append(names, display.Regions(language.Make(lang)).Name(language.MustParseRegion(c.Alpha2)))
		}
		fmt.Fprintln(&b, strings.Join(names, ";"))
	}
	if *update {
		if err := os.WriteFile("geo/cldr.csv", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("geo/cldr.csv")
	if err != nil || string(have) != b.String() {
		t.Errorf("geo/cldr.csv is not what golang.org/x/text has now (%v): go test ./corpus -run CLDR -update", err)
	}
}
