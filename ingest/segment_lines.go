package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/corpus"
)

// line is one line of the text that holds more than white space.
type line struct {
	body   corpus.Span // without the white space around it
	text   string      // of body
	fold   string      // the first foldBytes of text, folded
	gap    bool        // a blank line, or the start of the text, stands before it
	mark   bool        // the format says that it is a heading
	quoted bool        // of a quoted article
	noise  bool        // no letters, or a running head: never structure
	above  int         // the nearest line above that is no noise, or -1
	lab    label       // at its start
	isLab  bool        // it has one
}

// label is the label at the start of the line, and whether there is one.
func (l *line) label() (label, bool) { return l.lab, l.isLab }

// foldBytes is how much of a line is folded: every label and every formula stands at its start.
const foldBytes = 400

// splitLines cuts the text into its lines and marks those that carry no structure.
func splitLines(x *extracted) []line {
	var out []line
	marks, gap := x.Marks, true
	runOn := runOnLabels{}
	for start := 0; start < len(x.Text); {
		end := len(x.Text)
		if i := strings.IndexByte(x.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		body := trimSpace(x.Text, corpus.Span{Start: start, End: end})
		if body.Empty() {
			gap = true
		} else {
			var mark bool
			mark, marks = takeHeading(marks, body)
			for _, part := range runOn.cut(x.Text, body) {
				l := newLine(x.Text, part, gap)
				l.mark = mark
				out = append(out, l)
				gap, mark = false, false
			}
		}
		start = end + 1
	}
	markNoise(out)
	linkAbove(out)
	markQuotes(out)
	return out
}

// runOnLabels finds articles that were run together in one line: "… con contrato. Artículo 2. El contrato …".
// It holds the number that each family of labels has come to.
type runOnLabels map[family]int

// minRunOn is the length of the shortest line in which articles may be run together.
const minRunOn = 60

// cut gives the line, or its parts where the label after the last one stands behind the end of a sentence.
func (r runOnLabels) cut(text string, body corpus.Span) []corpus.Span {
	s := body.Of(text)
	if lab, ok := parseLabel(s); ok && (lab.sep || s[lab.rest:] == "") {
		r[lab.fam] = lab.num.arab + lab.num.roman
	}
	if len(s) < minRunOn {
		return []corpus.Span{body}
	}
	var out []corpus.Span
	from := 0
	for at := 0; at < len(s); {
		i := strings.IndexAny(s[at:], ".;»”\"")
		if i < 0 {
			break
		}
		at += i + 1
		rest := trimLeftSpace(strings.TrimLeft(s[at:], "»”\")"))
		if start := len(s) - len(rest); rest != "" && r.follows(rest) {
			out = append(out, trimSpace(text, corpus.Span{Start: body.Start + from, End: body.Start + start}))
			from, at = start, start+1
		}
	}
	return append(out, corpus.Span{Start: body.Start + from, End: body.End})
}

// follows reports whether the text begins with the next label of a family, and counts it.
func (r runOnLabels) follows(s string) bool {
	if c := s[0]; c|0x20 < 'a' && c < 0x80 || c|0x20 > 'z' && c < 0x80 || r[famArticle]+r[famClause]+r[famSign]+r[famParagraph] == 0 {
		return false
	}
	lab, ok := parseLabel(clip(s, 60))
	if !ok || lab.fam == famNone || lab.fam.container() || !lab.sep || lab.rest >= len(s) || !startsUpper(s[lab.rest:]) {
		return false
	}
	for _, v := range lab.num.readings() {
		if v == r[lab.fam]+1 && v > 1 {
			r[lab.fam] = v
			return true
		}
	}
	return false
}

// linkAbove tells every line its nearest neighbour above that is no noise.
func linkAbove(lines []line) {
	above := -1
	for i := range lines {
		lines[i].above = above
		if !lines[i].noise {
			above = i
		}
	}
}

func newLine(text string, body corpus.Span, gap bool) line {
	s := body.Of(text)
	l := line{body: body, text: s, fold: fold(clip(s, foldBytes)), gap: gap, noise: countLetters(s, 2) == 0 && !hasDigit(s)}
	l.lab, l.isLab = parseLabel(s)
	return l
}

// takeHeading reports whether a heading mark touches the line, and drops the marks before it.
func takeHeading(marks []mark, body corpus.Span) (bool, []mark) {
	for len(marks) > 0 && marks[0].Span.End < body.Start {
		marks = marks[1:]
	}
	for _, m := range marks {
		if m.Span.Start >= body.End {
			break
		}
		if m.Kind == markHeading && m.Span.Overlaps(body) {
			return true, marks
		}
	}
	return false, marks
}

// markNoise marks running heads: lines that hold a number and come back, digits apart, three times or more.
func markNoise(lines []line) {
	seen := map[string]int{}
	key := func(l *line) string {
		if l.mark || len(l.text) < 14 || len(l.text) > 120 || !hasDigit(l.text) {
			return ""
		}
		if _, ok := l.label(); ok {
			return ""
		}
		return strings.Map(maskDigit, l.fold)
	}
	for i := range lines {
		if k := key(&lines[i]); k != "" {
			seen[k]++
		}
	}
	for i := range lines {
		if k := key(&lines[i]); k != "" && seen[k] >= 3 {
			lines[i].noise = true
			markNumbers(lines[:i])
		}
	}
}

// markNumbers marks the bare numbers right above a running head: of the page, of the issue.
func markNumbers(above []line) {
	for i := len(above) - 1; i >= max(0, len(above)-3) && bareNumber.MatchString(above[i].text); i-- {
		above[i].noise = true
	}
}

func maskDigit(r rune) rune {
	if r >= '0' && r <= '9' || r == ' ' {
		return -1
	}
	return r
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// countLetters counts letters, up to limit.
func countLetters(s string, limit int) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if n++; n >= limit {
				return n
			}
		}
	}
	return n
}

// clip cuts s after at most n bytes, on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// trimSpace narrows the span by the white space at its ends.
func trimSpace(text string, s corpus.Span) corpus.Span {
	raw := s.Of(text)
	left := len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
	raw = strings.TrimRightFunc(raw[left:], unicode.IsSpace)
	return corpus.Span{Start: s.Start + left, End: s.Start + left + len(raw)}
}

// endsSentence reports whether the line closes a sentence, a list entry or a lead-in.
func (l *line) endsSentence() bool {
	t := strings.TrimRight(l.text, "\"'”»’)] ")
	return t == "" || strings.HasSuffix(t, "—") || strings.ContainsAny(t[len(t)-1:], ".;:!?")
}

// upper reports whether the line's letters are capitals, but for one in eight (OCR, small words).
func (l *line) upper() bool { return isUpper(l.text) }

func isUpper(s string) bool {
	up, low := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			up++
		case unicode.IsLower(r):
			low++
		}
	}
	return up >= 2 && low*8 <= up
}

// startsUpper reports whether the first letter or digit of s is a capital or a digit.
func startsUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return !unicode.IsLower(r)
		}
		if unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

func trimLeftSpace(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

// trimPunct narrows the span by white space, stops and dashes at its start and white space at its end.
func trimPunct(text string, s corpus.Span) corpus.Span {
	raw := s.Of(text)
	left := strings.TrimLeftFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".:-–—_*", r) })
	right := strings.TrimRightFunc(left, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":-–—_*", r) })
	start := s.Start + len(raw) - len(left)
	if right == "" {
		return corpus.Span{}
	}
	return corpus.Span{Start: start, End: start + len(right)}
}
