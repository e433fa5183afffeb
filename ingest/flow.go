package ingest

import (
	"fmt"
	"slices"
	"strings"

	"corridor/corpus"
)

// flow gathers the paragraphs, tables and notes of a document that a word processor wrote, or of a page,
// and makes the lines of a draft from them. What is being gathered lies in frames: the lowest is the
// document, the others are the cells, boxes and notes that are open.
type flow struct {
	d      *draft
	frames []*frame
	notes  []rawLine // footnotes and endnotes, which follow the document
	owed   []anchor  // ends of comments that wait for the next line
	size   int       // bytes gathered so far
}

// frame is a stretch of lines. The last table waits until a line follows: word processors write one table
// of two languages as several, with nothing between them.
type frame struct {
	lines []rawLine
	table *table
	gap   bool // something that shows as a gap stands before the next line
}

func newFlow(d *draft) *flow {
	return &flow{d: d, frames: []*frame{{gap: true}}}
}

func (f *flow) top() *frame { return f.frames[len(f.frames)-1] }

// open begins a frame; close ends it and returns its lines.
func (f *flow) open() { f.frames = append(f.frames, &frame{gap: true}) }

func (f *flow) close() []rawLine {
	t := f.top()
	f.settle(t)
	f.frames = f.frames[:len(f.frames)-1]
	return t.lines
}

// settle writes the table that waits.
func (f *flow) settle(t *frame) {
	if t.table != nil {
		lines := t.table.lines()
		t.table = nil
		t.lines = append(t.lines, lines...)
		t.gap = true
	}
}

// add puts lines into the open frame.
func (f *flow) add(lines ...rawLine) error {
	if len(lines) == 0 {
		return nil
	}
	t := f.top()
	f.settle(t)
	lines[0].gap = lines[0].gap || t.gap
	t.gap = false
	if len(f.owed) > 0 {
		for i := range f.owed {
			f.owed[i].at = 0
		}
		lines[0].notes = append(f.owed, lines[0].notes...)
		f.owed = nil
	}
	for _, l := range lines {
		f.size += len(l.text) + 1
	}
	t.lines = append(t.lines, lines...)
	if f.size > 2*MaxTextBytes {
		return fmt.Errorf("more than %d bytes of text: %w", MaxTextBytes, corpus.ErrTooLarge)
	}
	return nil
}

// addTable puts a table into the open frame, together with the one before when both are of one make.
func (f *flow) addTable(t *table) {
	top := f.top()
	if top.table != nil && !top.table.merge(t) {
		f.settle(top)
	}
	if top.table == nil {
		top.table = t
	}
}

// finish hands the lines of the document to the draft.
func (f *flow) finish() {
	for len(f.frames) > 1 {
		f.close()
	}
	lines := f.close()
	if n := len(lines); n > 0 {
		for _, a := range f.owed {
			a.at = len(lines[n-1].text)
			lines[n-1].notes = append(lines[n-1].notes, a)
		}
	}
	f.d.lines = append(lines, f.notes...)
}

// note keeps the lines of a footnote or endnote behind its mark, for the end of the document.
func (f *flow) note(mark string, lines []rawLine) {
	for i, l := range lines {
		l.note, l.kind, l.level, l.sup = true, 0, 0, 0
		if i == 0 {
			l = l.prefixed("[" + mark + "] ")
		}
		l.gap = len(f.notes) == 0
		f.notes = append(f.notes, l)
	}
	if len(lines) == 0 {
		f.notes = append(f.notes, rawLine{text: "[" + mark + "]", note: true, fixed: true})
	}
}

// prefixed puts something before the text of a line.
func (l rawLine) prefixed(s string) rawLine {
	l.text = s + l.text
	l.notes = slices.Clone(l.notes)
	for i := range l.notes {
		l.notes[i].at += len(s)
	}
	l.spots = shifted(l.spots, len(s))
	return l
}

// plainText is the text of lines by itself, for comments and for what is told in warnings.
func plainText(lines []rawLine) string {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return strings.Join(texts, "\n")
}
