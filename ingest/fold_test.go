package ingest

import "testing"

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"worker", "wcrker", 1}, {"article", "artcle", 1}, {"abc", "xyz", 3}} {
		if have := distance(tt.a, tt.b); have != tt.want {
			t.Errorf("%q and %q: have %d, want %d", tt.a, tt.b, have, tt.want)
		}
	}
}

func TestPrefixDistance(t *testing.T) {
	for _, tt := range []struct {
		s, phrase string
		want      int
	}{
		{"in witness whereof the", "in witness whereof", 0},
		{"in witncss whereof the", "in witness whereof", 1},
		{"in witness wherof the", "in witness whereof", 1},
		{"short", "a phrase that is much longer than the text", 42},
	} {
		if have := prefixDistance(tt.s, tt.phrase); have != tt.want {
			t.Errorf("%q in %q: have %d, want %d", tt.phrase, tt.s, have, tt.want)
		}
	}
}
