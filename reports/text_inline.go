package reports

import (
	"strings"

	"github.com/rivo/uniseg"
)

// barCells is how many columns a bar takes.
const barCells = 16

// cellLines sets inlines as text: one string for each line that a Break ends, none of them wrapped.
func cellLines(body []Inline) []string {
	var lines []string
	line := ""
	for _, in := range body {
		if _, ok := in.(Break); ok {
			lines, line = append(lines, line), ""
			continue
		}
		if q, ok := in.(Quote); ok && whereNoted(q) != "" {
			lines, line = append(lines, line+inlineText(q)), safe(whereNoted(q))
			continue
		}
		line += inlineText(in)
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func inlineText(in Inline) string {
	switch in := in.(type) {
	case Plain:
		return safe(string(in))
	case Strong:
		return safe(string(in))
	case Quiet:
		return safe(string(in))
	case Code:
		return safe(string(in))
	case Mark:
		return in.Level.Mark() + " " + in.Word()
	case Strip:
		return stripText(in)
	case Bar:
		return barText(in, barCells)
	case Quote:
		return "“" + safe(in.Text) + "”"
	case Edit:
		return editText(in)
	case Cited:
		return noteSign(in.Note)
	}
	return ""
}

// editText marks edits for readers without colour: [+inserted+], [-deleted-], *matched*.
func editText(e Edit) string {
	switch e.Op {
	case Inserted:
		return "[+" + safe(e.Text) + "+]"
	case Deleted:
		return "[-" + safe(e.Text) + "-]"
	case Matched:
		return "*" + safe(e.Text) + "*"
	}
	return safe(e.Text)
}

func stripText(s Strip) string {
	var b strings.Builder
	for _, m := range s {
		b.WriteString(m.Level.Mark())
	}
	return b.String()
}

// barText draws the strict share as full blocks and what the broad share adds as shaded ones.
func barText(b Bar, cells int) string {
	if b.Broad.N == 0 {
		return strings.Repeat(" ", cells)
	}
	strict := int(b.Strict.Float()*float64(cells) + 0.5)
	broad := max(strict, int(b.Broad.Float()*float64(cells)+0.5))
	return strings.Repeat("█", strict) + strings.Repeat("▒", broad-strict) + strings.Repeat("·", cells-broad)
}

// safe drops what could move a terminal's cursor or turn the order of its letters: control characters
// and the marks of bidirectional embedding, override and isolation.
func safe(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == 0x2028, r == 0x2029:
			return ' '
		case r < 0x20, 0x7f <= r && r < 0xa0, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// textWidth is the number of terminal columns that s takes.
func textWidth(s string) int { return uniseg.StringWidth(s) }

// pad fills s with spaces up to width columns.
func pad(s string, width int, right bool) string {
	fill := strings.Repeat(" ", max(0, width-textWidth(s)))
	if right {
		return fill + s
	}
	return s + fill
}

// wrap breaks s into lines of at most width columns, where Unicode allows a line break; what cannot
// be broken there is cut between characters.
func wrap(s string, width int) []string {
	var lines []string
	line, rest, state := "", safe(s), -1
	for rest != "" {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if line != "" && textWidth(line+strings.TrimRight(piece, " ")) > width {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += piece
		for textWidth(strings.TrimRight(line, " ")) > width {
			head, tail := cut(line, width)
			lines, line = append(lines, head), tail
		}
	}
	if line != "" {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// cut splits s after the last character that fits in width columns; at least one is taken.
func cut(s string, width int) (head, tail string) {
	used := 0
	g := uniseg.NewGraphemes(s)
	for g.Next() {
		from, _ := g.Positions()
		if used > 0 && used+g.Width() > width {
			return s[:from], s[from:]
		}
		used += g.Width()
	}
	return s, ""
}

// xmlText drops what XML cannot hold, besides what safe drops of controls; line ends and tabs stay.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < 0x20, 0x7f <= r && r < 0xa0, r == 0xfffe, r == 0xffff, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
