package ingest

import (
	"html"
	"strconv"
	"strings"
)

var (
	atxHeading = lazy(`^ {0,3}(#{1,6})[ \t]*(.*?)[ \t]*#*$`)
	mdList     = lazy(`^(\s*)[-*+•]\s+(?:[–—-]\s+)?(\S.*)$`)
	mdRule     = lazy(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	tableRule  = lazy(`^\s*\|?[\s:|-]*-{3,}[\s:|-]*$`)
	footDef    = lazy(`^\[\^([^\]\s]{1,12})\]:\s*`)
	supStart   = lazy(`^(?i:<sup>)\s*(\d{1,3}[a-z]{0,6})\s*(?i:</sup>)\s*`)
	mdLink     = lazy(`!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)`)
	footRef    = lazy(`\[\^([^\]\s]{1,12})\]`)
	inlineTag  = lazy(`(?i)</?(?:meta|sup|sub|b|i|u|em|strong|span|font|a|br|p|div|small|link|center)\b[^<>]*>`)
	breakTag   = lazy(`(?i)<(?:br|/p|/div|p|div)\b[^<>]*>`)
	mdEscape   = lazy("\\\\([!-/:-@\\[-`{-~])")
	lineNumber = lazy(`^\d{1,3}$`)
)

// maxHeading is the length of the longest line that a "#" makes a heading: some sources write whole
// articles behind one.
const maxHeading = 240

// readMarkdown reads Markdown as it is found in collections of law: front matter, remnants of HTML and
// words that lost the line break between them included.
func readMarkdown(text string) *draft {
	d := &draft{media: "text/markdown", reader: "corridor/md 1"}
	text = lineEnds.Replace(strings.ReplaceAll(text, "\f", "\n\n"))
	if meta, body, ok := cutFrontMatter(strings.TrimLeft(text, " \n\ufeff")); ok {
		d.meta, text = meta, body
	}
	gap := true
	for raw := range strings.SplitSeq(text, "\n") {
		if raw = strings.TrimSpace(html.UnescapeString(raw)); raw == "" || mdRule.MatchString(raw) || tableRule.MatchString(raw) {
			gap = gap || raw == ""
			continue
		}
		gap = d.markdownLine(softEnd(raw), gap)
	}
	d.unglue()
	return d
}

// markdownLine adds what one source line gives and reports whether a gap is still owed.
func (d *draft) markdownLine(raw string, gap bool) bool {
	l := rawLine{gap: gap}
	if m := atxHeading.FindStringSubmatch(raw); m != nil {
		raw, l.kind, l.level = m[2], markHeading, len(m[1])
	} else if m := mdList.FindStringSubmatch(raw); m != nil {
		raw, l.kind = "- "+m[2], markListItem
	} else if strings.HasPrefix(raw, "|") && strings.HasSuffix(raw, "|") {
		raw, l.kind = tableRow(raw), markTableRow
	}
	number := ""
	if m := footDef.FindStringSubmatch(raw); m != nil {
		raw, l.note = "["+m[1]+"] "+raw[len(m[0]):], true
	} else if m := supStart.FindStringSubmatch(raw); m != nil && l.kind == 0 {
		number, raw = m[1], m[1]+" "+raw[len(m[0]):]
	}
	for text := range strings.SplitSeq(markdownInline(raw), "\n") {
		if l.text = d.count.line(text); l.text == "" {
			continue
		}
		if number != "" && strings.HasPrefix(l.text, number) {
			l.kind, l.sup = markSup, len(number)
		}
		if l.kind == markHeading && len(l.text) > maxHeading && endsStop(l.text) {
			l.kind, l.level = 0, 0
		}
		d.lines = append(d.lines, l)
		gap, number, l.gap = false, "", false
		if l.kind == markSup {
			l.kind, l.sup = 0, 0
		}
	}
	return gap
}

func tableRow(raw string) string {
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(raw, "|"), "|") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	return strings.Join(cells, " | ")
}

// markdownInline takes the marks of links, notes, tags and emphasis away; "\n" stands where a line ended.
func markdownInline(s string) string {
	for range 4 {
		t := mdLink.ReplaceAllString(s, "$1")
		if t == s {
			break
		}
		s = t
	}
	s = footRef.ReplaceAllString(s, "[$1]")
	s = breakTag.ReplaceAllString(s, "\n")
	s = inlineTag.ReplaceAllString(s, "")
	return mdEscape.ReplaceAllString(emphasis(s), "$1")
}

// emphasis drops "*" and "**" and code ticks. Two stars inside an emphasis of one star close it and open
// the next: the source had a line break there, as in an address set in italics.
func emphasis(s string) string {
	if !strings.Contains(s, "*") {
		return s
	}
	var b strings.Builder
	italic, bold := false, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			b.WriteString(s[i : i+2])
			i++
		case strings.HasPrefix(s[i:], "**") && italic && !bold:
			b.WriteByte('\n')
			i++
		case strings.HasPrefix(s[i:], "**"):
			bold = !bold
			i++
		case s[i] != '*':
			b.WriteByte(s[i])
		case italic || i+1 < len(s) && s[i+1] != ' ':
			italic = !italic
		default:
			b.WriteByte('*')
		}
	}
	return b.String()
}

// numberLines joins a line that is only a small number to the paragraph after it, whose number it is.
// Numbers that never start anew count pages or rows and stay as they are.
func (d *draft) numberLines() {
	if !d.restarts() {
		return
	}
	var out []rawLine
	for i := 0; i < len(d.lines); i++ {
		l := d.lines[i]
		if lineNumber.MatchString(l.text) && i+1 < len(d.lines) && d.lines[i+1].kind == 0 && !lineNumber.MatchString(d.lines[i+1].text) {
			next := d.lines[i+1]
			next.gap, next.kind, next.sup = l.gap, markSup, len(l.text)
			next = next.prefixed(l.text + " ")
			l = next
			i++
		}
		out = append(out, l)
	}
	d.lines = out
}

// restarts reports whether lone numbers begin again at 1 at least twice and go on by one else.
func (d *draft) restarts() bool {
	last, starts, breaks := 0, 0, 0
	for _, l := range d.lines {
		if !lineNumber.MatchString(l.text) {
			continue
		}
		n, _ := strconv.Atoi(l.text)
		switch {
		case n == 1:
			starts++
		case n != last+1:
			breaks++
		}
		last = n
	}
	return starts >= 2 && breaks <= starts/4
}
