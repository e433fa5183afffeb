package ingest

import (
	"unicode/utf8"
)

// besideGap is the white space between two columns of plain text.
var besideGap = lazy(` {3,}`).having("   ")

const (
	besideLines = 6   // lines that must reach into the right column
	besideShare = 0.3 // of all lines
	besideLeft  = 16  // characters of the narrowest left column
	besideSlack = 3   // characters by which the start of the right column may vary
	besideLead  = 3   // how far the languages of the columns must lead over each other
)

// splitBeside takes columns of plain text apart whose languages differ: on every page the left column whole,
// then the right one, around the lines that run across both. It reports whether there were any.
func splitBeside(lines []rawLine) ([]rawLine, bool) {
	at := besideColumn(lines)
	if at == 0 {
		return lines, false
	}
	rows := make([]besideRow, len(lines))
	for i, l := range lines {
		rows[i] = cutBeside(l, at)
	}
	if !differ(rows) {
		return lines, false
	}
	var out []rawLine
	for i := 0; i < len(rows); {
		if rows[i].across {
			lines[i].cross = true
			out = append(out, lines[i])
			i++
			continue
		}
		j := i
		for j < len(rows) && !rows[j].across && lines[j].page == lines[i].page {
			j++
		}
		out = appendColumn(out, rows[i:j], lines[i:j], 0)
		out = appendColumn(out, rows[i:j], lines[i:j], at)
		i = j
	}
	return out, true
}

// besideRow is a line cut at the border of the columns.
type besideRow struct {
	left, right string
	across      bool
}

// besideColumn is the character at which the right column starts, or 0.
func besideColumn(lines []rawLine) int {
	count := map[int]int{}
	best, total := 0, 0
	for _, l := range lines {
		total++
		for _, g := range besideGap.FindAllStringIndex(l.text, -1) {
			at := int(l.left) + utf8.RuneCountInString(l.text[:g[1]])
			if count[at]++; count[at] > count[best] || count[at] == count[best] && at < best {
				best = at
			}
		}
	}
	if n := count[best]; n < besideLines || float64(n) < besideShare*float64(total) || best < besideLeft {
		return 0
	}
	return best
}

// cutBeside cuts a line at the border. A line that covers it runs across.
func cutBeside(l rawLine, at int) besideRow {
	if int(l.left) >= at-besideSlack {
		return besideRow{right: l.text}
	}
	if int(l.right) < at {
		return besideRow{left: l.text}
	}
	for _, g := range besideGap.FindAllStringIndex(l.text, -1) {
		start := int(l.left) + utf8.RuneCountInString(l.text[:g[1]])
		if start >= at-besideSlack && start <= at+besideSlack {
			return besideRow{left: l.text[:g[0]], right: l.text[g[1]:]}
		}
	}
	return besideRow{across: true}
}

// differ reports whether the columns are in different languages.
func differ(rows []besideRow) bool {
	var left, right tally
	for _, r := range rows {
		left.listen(r.left)
		right.listen(r.right)
	}
	a, _ := left.best()
	b, _ := right.best()
	return a != b && left.score[a]-left.score[b] >= besideLead && right.score[b]-right.score[a] >= besideLead
}

// appendColumn adds the lines of the column that starts at the character: 0 is the left one.
func appendColumn(out []rawLine, rows []besideRow, lines []rawLine, at int) []rawLine {
	gap := true
	for i, r := range rows {
		text := r.left
		if at > 0 {
			text = r.right
		}
		if lines[i].gap {
			gap = true
		}
		if text == "" {
			gap = true
			continue
		}
		l := lines[i]
		l.text, l.gap, l.fixed = text, gap, false
		if at > 0 {
			l.left = max(0, l.left-float64(at))
			if r.left != "" {
				l.left = 0
			}
		}
		l.right, l.next = l.left+float64(utf8.RuneCountInString(text)), float64(utf8.RuneCountInString(firstField(text)))
		out = append(out, l)
		gap = false
	}
	return out
}
