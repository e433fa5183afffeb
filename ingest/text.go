package ingest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// readText reads plain text: form feeds are page borders, blank lines part paragraphs.
func readText(text string) *draft {
	d := &draft{media: "text/plain", reader: "corridor/txt 1"}
	pages := strings.Split(strings.TrimRight(lineEnds.Replace(text), "\f\n \t"), "\f")
	if len(pages) > 1 {
		d.pages = len(pages)
	}
	gap := true
	for p, page := range pages {
		for raw := range strings.SplitSeq(page, "\n") {
			raw = d.count.runes(softEnd(expandTabs(raw)))
			if strings.TrimSpace(raw) == "" {
				gap = true
				continue
			}
			d.lines = append(d.lines, textLine(raw, gap, min(p+1, d.pages)))
			gap = false
		}
	}
	d.lines, d.beside = splitBeside(d.lines)
	d.lines = splitColumns(d.lines)
	for i := range d.lines {
		d.lines[i].text = foldSpaces(d.lines[i].text)
	}
	d.measure()
	return d
}

// textLine makes a line of raw text; left and right hold columns until measure knows the full width.
func textLine(raw string, gap bool, page int) rawLine {
	body := strings.TrimRight(raw, " ")
	text := strings.TrimLeft(body, " ")
	return rawLine{
		text:  text,
		gap:   gap,
		page:  page,
		left:  float64(len(body) - len(text)),
		right: float64(utf8.RuneCountInString(body)),
		next:  float64(utf8.RuneCountInString(firstField(text))),
		fixed: strings.Contains(text, "    "),
	}
}

func firstField(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// expandTabs writes tabs as four spaces, which is enough to see columns and indents.
func expandTabs(s string) string {
	return strings.ReplaceAll(s, "\t", "    ")
}

// softEnd turns a soft hyphen or the sign that some scanners write for it at a line end into a hyphen.
func softEnd(s string) string {
	t := strings.TrimRight(s, " \t\u00a0")
	for _, h := range []string{"\u00ad", "¬"} {
		if body, ok := strings.CutSuffix(t, h); ok {
			return body + "-"
		}
	}
	return s
}

const (
	maxWrapWidth = 120 // columns of the widest page that is taken for hard-wrapped
	minWrapWidth = 40
	brokenShare  = 20 // one line end in so many breaks a sentence before a small letter, where lines are wrapped
	minWrapLines = 2  // line ends inside paragraphs that are needed to know the width
)

// measure finds the full width of the text, tells whether its lines are wrapped by width, and turns
// columns into shares of that width.
func (d *draft) measure() {
	widths := make([]float64, 0, len(d.lines))
	broken := 0
	for i, l := range d.lines {
		if i+1 < len(d.lines) && !d.lines[i+1].gap && !l.fixed {
			widths = append(widths, l.right)
			if !endsStop(l.text) && startsLower(d.lines[i+1].text) {
				broken++
			}
		}
	}
	slices.Sort(widths)
	full := 0.0
	if n := len(widths); n > 0 {
		full = widths[n*97/100]
	}
	narrow := float64(minWrapWidth)
	if d.beside {
		narrow /= 2
	}
	d.wrapped = len(widths) >= minWrapLines && broken*brokenShare >= len(widths) && full >= narrow && full <= maxWrapWidth && d.longest() <= full*3
	for i := range d.lines {
		l := &d.lines[i]
		l.left, l.right, l.next = l.left/max(full, 1), l.right/max(full, 1), l.next/max(full, 1)
	}
}

// longest is the width that one line in fifty passes: a text of long lines is not wrapped by width.
func (d *draft) longest() float64 {
	var widths []float64
	for _, l := range d.lines {
		widths = append(widths, l.right)
	}
	slices.Sort(widths)
	return widths[len(widths)*98/100]
}
