package ingest

import (
	"slices"
	"strings"

	"corridor/corpus"
)

// rawLine is one line on its way from a format to the text. Every reader yields lines; all later steps
// (furniture, joining, assembly) are the same for all formats.
type rawLine struct {
	text  string
	gap   bool     // a blank line, or a gap as wide, stands before it
	page  int      // from 1; 0 when the format has no pages
	kind  markKind // 0 for plain text
	level int      // of a heading
	sup   int      // bytes of the number that markSup marks
	note  bool     // of a footnote
	aside bool     // the format says that it belongs to the page and not to the text
	cross bool     // it runs across columns that were taken apart
	fixed bool     // the format says that it is a line of its own: never joined to the next
	seam  bool     // a page border, or removed furniture, stands before it: the gap says nothing
	turns []turn   // page borders inside the line, after joining
	spots []spot   // where its pieces stand on the page, in order, in formats that have places
	left  float64  // where it starts, as a share of the full width
	right float64  // where it ends, as a share of the full width; 0 when unknown
	next  float64  // width of its first word, as a share of the full width
	lang  string   // language that the format names, or ""
	notes []anchor // where comments begin and end in the text, in order
}

// anchor is the place in a line where a comment begins or ends.
type anchor struct {
	comment int // index in the draft's comments
	at      int // byte offset in the line
	end     bool
}

// turn is a page border inside a joined line: page begins at the byte offset at of the line.
type turn struct{ at, page int }

// spot is the place of the piece of a line that begins at a byte offset and ends where the next one begins:
// left, top, right and bottom edge in points, from the upper left corner of the page.
type spot struct {
	at, page int
	box      [4]float32
}

// shifted are spots moved by some bytes.
func shifted(spots []spot, by int) []spot {
	out := slices.Clone(spots)
	for i := range out {
		out[i].at = max(0, out[i].at+by)
	}
	return out
}

// spotsIn are the spots of the bytes from start to end of a line, counted from start.
func (l *rawLine) spotsIn(start, end int) []spot {
	first, last := 0, 0
	for i, s := range l.spots {
		if s.at <= start {
			first = i
		}
		if s.at < end {
			last = i + 1
		}
	}
	return shifted(l.spots[first:max(first, last)], -start)
}

// draft is a document before assembly.
type draft struct {
	lines    []rawLine
	pages    int          // number of pages, 0 when the format has none
	sheets   [][2]float32 // width and height of each page in points, where the format says so
	wrapped  bool
	meta     map[string]string
	media    string
	encoding string
	reader   string
	warnings []string
	comments []corpus.Comment // their spans are set by assemble
	count    cleanCount
	lang     string      // of this language version, where the file holds several
	how      arrangement // of these
	beside   bool        // the lines come from columns in two languages

	confidence map[int]float64 // of OCR, by the page that was read from its picture
	pictures   []int           // pages that are pictures and were not read
}

func (d *draft) warn(w string) { d.warnings = append(d.warnings, w) }

// assemble writes the lines into one text and turns what is known of them into spans.
func (d *draft) assemble() *extracted {
	var b strings.Builder
	size, spots := 0, 0
	for i := range d.lines {
		size += len(d.lines[i].text) + len("\n\n")
		spots += len(d.lines[i].spots)
	}
	b.Grow(size)
	x := &extracted{Meta: d.meta, Comments: slices.Clone(d.comments)}
	if spots > 0 {
		x.Lines = make(corpus.Layout, 0, spots)
	}
	if x.Meta == nil {
		x.Meta = map[string]string{}
	}
	for i := range d.lines {
		l := &d.lines[i]
		if l.text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if l.gap {
				b.WriteByte('\n')
			}
		}
		x.page(l.page, b.Len())
		start := b.Len()
		b.WriteString(l.text)
		for _, t := range l.turns {
			x.page(t.page, start+t.at)
		}
		x.add(l, corpus.Span{Start: start, End: b.Len()})
	}
	x.Text = b.String()
	if n := len(x.Pages); n > 0 {
		x.Pages[n-1].Span.End = len(x.Text)
	}
	x.sheets(d.sheets)
	slices.SortStableFunc(x.Comments, func(a, b corpus.Comment) int { return a.Span.Start - b.Span.Start })
	return x
}

// sheets tells the pages their sizes.
func (x *extracted) sheets(sizes [][2]float32) {
	for i := range x.Pages {
		if n := x.Pages[i].Number; n <= len(sizes) {
			x.Pages[i].Width, x.Pages[i].Height = sizes[n-1][0], sizes[n-1][1]
		}
	}
}

// page opens the span of page n at the offset when n is new.
func (x *extracted) page(n, at int) {
	last := len(x.Pages) - 1
	if n == 0 || (last >= 0 && x.Pages[last].Number >= n) {
		return
	}
	if last >= 0 {
		x.Pages[last].Span.End = at
	}
	x.Pages = append(x.Pages, corpus.Page{Number: n, Span: corpus.Span{Start: at, End: at}})
}

func (x *extracted) add(l *rawLine, s corpus.Span) {
	if l.note {
		x.Footnotes = append(x.Footnotes, s)
	}
	x.place(l, s.Start)
	x.spots(l, s)
	x.language(l.lang, s)
	switch {
	case l.kind == markSup:
		x.Marks = append(x.Marks, mark{Span: corpus.Span{Start: s.Start, End: s.Start + l.sup}, Kind: markSup})
	case l.kind != 0:
		x.Marks = append(x.Marks, mark{Span: s, Kind: l.kind, Level: l.level})
	}
}

// place sets the ends of the spans of comments whose anchors stand in a line that begins at the offset. A
// line that was cut keeps the anchors of the whole: they stand at its end at the latest.
func (x *extracted) place(l *rawLine, start int) {
	for _, n := range l.notes {
		s := &x.Comments[n.comment].Span
		at := start + len(clip(l.text, n.at))
		if !n.end {
			s.Start = at
		}
		s.End = max(at, s.Start)
	}
}

// language notes the language of a line, in one span with the lines before when these have the same.
func (x *extracted) language(lang string, s corpus.Span) {
	if lang == "" {
		return
	}
	if last := len(x.Languages) - 1; last >= 0 && x.Languages[last].Lang == lang && s.Start-x.Languages[last].Span.End <= len("\n\n") {
		x.Languages[last].Span.End = s.End
		return
	}
	x.Languages = append(x.Languages, languageSpan{s, lang})
}

// spots notes where the pieces of a line stand, without the white space between them.
func (x *extracted) spots(l *rawLine, s corpus.Span) {
	for i, p := range l.spots {
		end := len(l.text)
		if i+1 < len(l.spots) {
			end = min(end, l.spots[i+1].at)
		}
		start := min(p.at, end)
		piece := l.text[start:end]
		start += len(piece) - len(strings.TrimLeft(piece, " |"))
		end -= len(piece) - len(strings.TrimRight(piece, " |"))
		if start < end {
			x.Lines = append(x.Lines, corpus.LineBox{Span: corpus.Span{Start: s.Start + start, End: s.Start + end}, Page: p.page, Box: p.box}.Rounded())
		}
	}
}
