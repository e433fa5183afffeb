package reports

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"the employer\n  shall bear", 40, "the employer shall bear"},
		{"the employer shall bear all costs", 20, "the employer shall\u00a0…"},
		{"the employer, shall", 16, "the employer\u00a0…"},
		{strings.Repeat("x", 30), 10, "xxxxxxxx\u00a0…"},
		{"", 10, ""},
	} {
		if got := Shorten(c.in, c.limit); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}

func FuzzShorten(f *testing.F) {
	f.Add("the employer shall bear all costs", 12)
	f.Add("労働者の募集及び保護に関する協定", 6)
	f.Add("e\u0301\u200d\xff", 4)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = 4 + abs(limit)%300
		got := Shorten(s, limit)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > limit {
			t.Errorf("Shorten(%q, %d) = %q", s, limit, got)
		}
	})
}

func abs(n int) int { return max(n, -max(n, -1<<62)) }
