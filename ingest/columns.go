package ingest

import (
	"strings"
	"unicode/utf8"
)

// columnGap is the white space between two columns set side by side.
var columnGap = lazy(` {4,}`).having("    ")

// maxColumnLines is the length of the longest block of signatures that is taken apart.
const maxColumnLines = 24

// splitColumns takes signature blocks set side by side apart: the left column whole, then the right one.
// Only blocks whose first line opens both columns by the same word ("For the …    For the …") are
// touched, so that the rows of a table stay rows.
func splitColumns(lines []rawLine) []rawLine {
	out := make([]rawLine, 0, len(lines))
	for i := 0; i < len(lines); {
		n, at := columnBlock(lines[i:])
		if n == 0 {
			out = append(out, lines[i])
			i++
			continue
		}
		left, right := cutBlock(lines[i:i+n], at)
		out = append(append(out, left...), right...)
		i += n
	}
	return out
}

// columnBlock returns the number of lines of the block that starts here, and the column of its right half.
func columnBlock(lines []rawLine) (n, at int) {
	left, right, at := cutColumns(lines[0])
	if right == "" || !strings.EqualFold(firstField(left), firstField(right)) {
		return 0, 0
	}
	n = 1
	for i, l := range lines[1:min(len(lines), maxColumnLines)] {
		_, r, col := cutColumns(l)
		switch {
		case r != "" && near(col, at), r == "" && near(int(l.left), at):
			n = i + 2
		case r == "" && int(l.right) < at:
		default:
			return n, at
		}
	}
	if n < 2 {
		return 0, 0
	}
	return n, at
}

// cutColumns splits a line at its one wide gap and tells the column where the right part starts.
func cutColumns(l rawLine) (left, right string, at int) {
	gaps := columnGap.FindAllStringIndex(l.text, 2)
	if len(gaps) != 1 {
		return l.text, "", 0
	}
	left, right = l.text[:gaps[0][0]], l.text[gaps[0][1]:]
	return left, right, int(l.left) + utf8.RuneCountInString(l.text[:gaps[0][1]])
}

func near(a, b int) bool { return a-b <= 4 && b-a <= 4 }

// cutBlock writes the two columns of a block one after the other.
func cutBlock(block []rawLine, at int) (left, right []rawLine) {
	for _, l := range block {
		a, b, _ := cutColumns(l)
		if b == "" && near(int(l.left), at) {
			a, b = "", a
		}
		l.fixed = true
		if a != "" {
			l.text = a
			left = append(left, l)
		}
		if b != "" {
			l.text = b
			right = append(right, l)
		}
	}
	if len(right) > 0 {
		right[0].gap = true
	}
	return left, right
}
