package ingest

import (
	"bytes"
	"strings"
)

// paragraph is one paragraph on its way into a flow. Its text is gathered as it stands in the file, with
// "\n" for a line break inside it.
type paragraph struct {
	raw    []byte
	notes  []anchor // offsets into raw
	kind   markKind
	level  int
	label  string    // that numbering puts before it
	sups   []int     // offsets of numbers set high that begin a line
	soft   bool      // a label that the text brings along stands for that of the list
	tight  bool      // an item that follows an item: no gap before it
	boxes  []rawLine // text boxes that hang on it, which follow it
	marked int       // length of raw after the mark that closed a change, to join it with the next
}

func (p *paragraph) write(s string) {
	p.raw = append(p.raw, s...)
}

// writeHigh writes text set high. A number at the start numbers the paragraph; behind a word it is the
// reference of a note and is set in brackets, so that it does not grow onto the word.
func (p *paragraph) writeHigh(s string) {
	num := strings.TrimSpace(s)
	tail := string(p.raw[max(0, len(p.raw)-highWindow):])
	before := strings.TrimSpace(tail[strings.LastIndexByte(tail, '\n')+1:])
	switch {
	case !supNumber.MatchString(s):
		p.write(s)
	case before == "":
		p.sups = append(p.sups, len(p.raw))
		p.write(num + " ")
	case isUnit(lastWord(before)) && powers[num] != "":
		p.write(powers[num])
	case endsLetter(tail):
		p.write("[" + num + "]")
	default:
		p.write(s)
	}
}

// highWindow is how many bytes before a number set high are looked at to judge what it is.
const highWindow = 32

// powers are the numbers that stand high behind a unit of measure.
var powers = map[string]string{"2": "²", "3": "³"}

func isUnit(w string) bool {
	switch w {
	case "m", "km", "cm", "mm", "dm":
		return true
	}
	return false
}

// anchor notes that a comment begins or ends here.
func (p *paragraph) anchor(comment int, end bool) {
	p.notes = append(p.notes, anchor{comment: comment, at: len(p.raw), end: end})
}

// openMark and closeMark set the visible marks of a change around text; marks that touch become one.
func (p *paragraph) openMark(open, closing string) {
	if p.marked == len(p.raw) && bytes.HasSuffix(p.raw, []byte(closing)) {
		p.raw = p.raw[:len(p.raw)-len(closing)]
		return
	}
	p.write(open)
}

func (p *paragraph) closeMark(open, closing string) {
	if bytes.HasSuffix(p.raw, []byte(open)) {
		p.raw = p.raw[:len(p.raw)-len(open)]
		return
	}
	p.write(closing)
	p.marked = len(p.raw)
}

// empty reports whether nothing is to be seen of the paragraph.
func (p *paragraph) empty() bool { return len(bytes.TrimSpace(p.raw)) == 0 }

// lines cleans the paragraph and cuts it at its line breaks. Without text it gives its label alone. Anchors
// that find no line are handed back.
func (p *paragraph) lines(n *cleanCount) (out []rawLine, owed []anchor) {
	at, rest, blank := 0, p.notes, false
	for part := range strings.SplitSeq(string(p.raw), "\n") {
		l := rawLine{text: n.line(part), fixed: true}
		for l.text != "" && len(rest) > 0 && rest[0].at <= at+len(part) {
			a := rest[0]
			a.at = cleanOffset(part, l.text, max(0, a.at-at), a.end)
			l.notes, rest = append(l.notes, a), rest[1:]
		}
		if num := p.highNumber(part, at); num != "" && strings.HasPrefix(l.text, num) {
			l.kind, l.sup = markSup, len(num)
		}
		at += len(part) + 1
		if l.text != "" {
			l.gap = blank && len(out) > 0
			out = append(out, l)
		}
		blank = l.text == ""
	}
	if last := len(out) - 1; last >= 0 {
		for _, a := range rest {
			a.at = len(out[last].text)
			out[last].notes = append(out[last].notes, a)
		}
		rest = nil
	}
	return p.dress(out), rest
}

// highNumber is the number set high that begins the part of the text at the offset, or "".
func (p *paragraph) highNumber(part string, at int) string {
	for _, sup := range p.sups {
		if sup >= at && sup <= at+len(part) && strings.TrimSpace(part[:sup-at]) == "" {
			return firstField(part[sup-at:])
		}
	}
	return ""
}

// dress gives the first line what the paragraph is: its label, its kind, the gap before it.
func (p *paragraph) dress(out []rawLine) []rawLine {
	if len(out) == 0 {
		if p.label == "" || p.label == itemDash {
			return nil
		}
		out = []rawLine{{text: p.label, fixed: true}}
	} else if p.label != "" && !p.ownLabel(out[0].text) {
		out[0] = out[0].prefixed(p.label + " ")
	}
	for i := range out {
		switch {
		case p.kind == markHeading && len(out[i].text) > maxHeading && endsStop(out[i].text):
		case p.kind == markHeading, p.kind == markListItem && i == 0:
			out[i].kind, out[i].level, out[i].sup = p.kind, p.level, 0
		}
	}
	out[0].gap = !p.tight
	return out
}

// ownLabel reports whether the text brings the label of the paragraph along, or an item's one of its own.
func (p *paragraph) ownLabel(text string) bool {
	return strings.HasPrefix(text, p.label+" ") || (p.soft || p.label == itemDash) && (bracketItem.MatchString(text) || numberItem.MatchString(text))
}

// itemDash is the label of an item that is not numbered.
const itemDash = "-"

// cleanOffset is where the offset of a raw line comes to stand in the clean line; an end stands before the
// space that precedes it, a beginning after it.
func cleanOffset(raw, clean string, at int, end bool) int {
	var n cleanCount
	head := raw[:min(at, len(raw))]
	pos := len(n.line(head))
	if !end && pos > 0 && pos < len(clean) && clean[pos] == ' ' && strings.TrimRight(head, " \t\u00a0") != head {
		pos++
	}
	return len(clip(clean, min(pos, len(clean))))
}

func endsLetter(s string) bool {
	return s != "" && !strings.ContainsAny(s[len(s)-1:], " 0123456789(")
}
