package site_test

import (
	"strings"
	"testing"
)

// TestTitlesSayTheirLanguage holds that the title of an agreement names its language where the page speaks another.
func TestTitlesSayTheirLanguage(t *testing.T) {
	s := serve(t)
	id := s.one(passport).ID[:16]
	for _, path := range []string{"/agreements/" + id, "/agreements/" + id + "/scorecard", "/agreements/" + id + "/gap"} {
		for lang, want := range map[string]bool{"en": false, "fr": true, "es": true} {
			if have := strings.Contains(s.get(path+"?rubric=cw2022&lang="+lang).body, `<h1 lang="en" dir="ltr">`); have != want {
				t.Errorf("%s in %s: the title names its language: %t, want %t", path, lang, have, want)
			}
		}
	}
}
