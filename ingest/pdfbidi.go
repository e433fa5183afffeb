package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines with letters that run from the right are drawn in the order of their places. Here they are put into
// the order in which they are read: the reverse of what Unicode's bidirectional algorithm does.

// direction is how a glyph runs.
type direction byte

// The directions, weakest first.
const (
	neutral   direction = iota // spaces and signs go with what stands around them
	separator                  // between two digits it belongs to the number
	digit                      // numbers run from the left, wherever they stand
	leftward                   // letters of Arabic and Hebrew
	rightward                  // all other letters
)

// isRTL reports whether a text has a letter that runs from the right.
func isRTL(s string) bool {
	for _, r := range s {
		if r >= 0x590 && isRTLLetter(r) {
			return true
		}
	}
	return false
}

func isRTLLetter(r rune) bool {
	block := r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
	return block && unicode.IsLetter(r)
}

func directionOf(s string) direction {
	for _, r := range s {
		switch {
		case isRTLLetter(r):
			return leftward
		case unicode.IsDigit(r):
			return digit
		case unicode.IsLetter(r):
			return rightward
		case strings.ContainsRune(".,:/-+%\u066a\u066b\u066c", r):
			return separator
		}
	}
	return neutral
}

// visualOrder sorts the glyphs of a line by their places and puts a space into every gap.
func visualOrder(glyphs []placed) []placed {
	sorted := joinMarks(glyphs)
	slices.SortStableFunc(sorted, func(a, b placed) int { return cmp.Compare(a.x0+a.x1, b.x0+b.x1) })
	out := make([]placed, 0, len(sorted)+len(sorted)/4)
	for i, g := range sorted {
		if i > 0 {
			prev := &sorted[i-1]
			if em := max(prev.em, g.em); g.x0-prev.x1 > spaceGap*em {
				out = append(out, placed{text: " ", x0: prev.x1, x1: g.x0, y: g.y, em: em})
			}
		}
		out = append(out, g)
	}
	return out
}

// logicalOrder puts the glyphs of a line with leftward letters, which stand in the order of their places, into
// the order in which they are read. It reports whether the line as a whole runs from the right.
func logicalOrder(out []placed) (fromRight bool) {
	dirs := make([]direction, len(out))
	left, right := 0, 0
	for i := range out {
		switch dirs[i] = directionOf(out[i].text); dirs[i] {
		case leftward:
			left++
		case rightward:
			right++
		}
	}
	fromRight = left >= right
	resolve(dirs, fromRight)
	if !fromRight {
		reverseRuns(out, dirs, func(d direction) bool { return d == leftward })
		return false
	}
	slices.Reverse(out) // and the runs from the left back again
	slices.Reverse(dirs)
	reverseRuns(out, dirs, func(d direction) bool { return d == rightward || d == digit })
	return true
}

// resolve gives every glyph of a line, in order of places, the direction in which it is read.
func resolve(dirs []direction, fromRight bool) {
	for i, d := range dirs { // a sign inside a number is part of it
		if d == separator && i > 0 && dirs[i-1] == digit && i+1 < len(dirs) && dirs[i+1] == digit {
			dirs[i] = digit
		}
	}
	base := rightward
	if fromRight {
		base = leftward
	}
	prev := base // the last letter or number before a run of signs
	for i := 0; i < len(dirs); {
		if dirs[i] > separator {
			prev = dirs[i]
			i++
			continue
		}
		end := i
		for end < len(dirs) && dirs[end] <= separator {
			end++
		}
		next := base
		if end < len(dirs) {
			next = dirs[end]
		}
		between := base
		switch {
		case prev == next && prev != digit, prev == rightward && next == digit && !fromRight:
			between = prev
		case fromRight && prev == rightward && next == digit, fromRight && prev == digit && next == rightward:
			between = rightward // "Article 5" inside a line from the right is one run
		}
		for ; i < end; i++ {
			dirs[i] = between
		}
	}
}

// reverseRuns turns every run of glyphs of a kind round.
func reverseRuns(glyphs []placed, dirs []direction, kind func(direction) bool) {
	for i := 0; i < len(glyphs); {
		j := i
		for j < len(glyphs) && kind(dirs[j]) {
			j++
		}
		slices.Reverse(glyphs[i:j])
		i = max(j, i+1)
	}
}

// joinMarks puts vowel signs and other marks without a place of their own to the letters that they stand on,
// and returns a copy.
func joinMarks(glyphs []placed) []placed {
	out := make([]placed, 0, len(glyphs))
	var waiting []placed // marks that are drawn before their letter
	for _, g := range glyphs {
		if lam := lamAlef[g.text]; lam != "" {
			g.text = lam
		}
		if !isMark(g.text) {
			for _, m := range waiting {
				g.text += m.text
			}
			waiting = waiting[:0]
			out = append(out, g)
			continue
		}
		mid := (g.x0 + g.x1) / 2
		if n := len(out); n > 0 && out[n-1].x0 <= mid && mid <= out[n-1].x1 {
			out[n-1].text += g.text
			continue
		}
		waiting = append(waiting, g)
	}
	return append(out, waiting...)
}

func isMark(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && size > 1 && unicode.Is(unicode.Mn, r)
}

// lamAlef are the ligatures of lam and alef as Ghostscript writes them: the upper byte of the second letter is
// the lower one of the first, which makes it Chinese.
var lamAlef = map[string]string{"ل\u4422": "لآ", "ل\u4423": "لأ", "ل\u4425": "لإ", "ل\u4427": "لا"}
