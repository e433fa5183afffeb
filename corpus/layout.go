package corpus

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// LineBox is the place on a page of one printed line of the text, or of the part of it that stands in one
// column or cell. It is what evidence is shown by on the page.
type LineBox struct {
	Span Span       // of the line in the text
	Page int        // from 1
	Box  [4]float32 // left, top, right, bottom: points from the upper left corner of the page as its reader sees it
}

// Layout is the places of the lines of a text, in its order and without overlap. It is kept in tenths of a
// point. JSON holds it as one list of numbers, seven for a line, each told by how it differs from the line
// before: the bytes between the two, the bytes of the line, the page, left, top, width and height. So a page
// of print takes about a kilobyte.
type Layout []LineBox

// lineNumbers is how many numbers JSON has for a line.
const lineNumbers = 7

// tenths is a length in tenths of a point.
func tenths(v float32) int {
	return int(math.Round(float64(v) * 10))
}

// Rounded is the box in whole tenths of a point, as JSON keeps it.
func (l LineBox) Rounded() LineBox {
	for i, v := range l.Box {
		l.Box[i] = float32(tenths(v)) / 10
	}
	return l
}

// numbers are what JSON tells of a line before differences are taken: bytes, page, and the box in tenths.
func (l LineBox) numbers() [lineNumbers]int {
	left, top := tenths(l.Box[0]), tenths(l.Box[1])
	return [lineNumbers]int{l.Span.Start, l.Span.Len(), l.Page, left, top, tenths(l.Box[2]) - left, tenths(l.Box[3]) - top}
}

// differs tells for each of the numbers whether JSON has its difference from the line before.
var differs = [lineNumbers]bool{2: true, 3: true, 4: true, 6: true}

// MarshalJSON implements json.Marshaler.
func (y Layout) MarshalJSON() ([]byte, error) {
	out := make([]int, 0, lineNumbers*len(y))
	var prev [lineNumbers]int
	end := 0
	for _, l := range y {
		n := l.numbers()
		for i, v := range n {
			switch {
			case i == 0:
				v -= end
			case differs[i]:
				v -= prev[i]
			}
			out = append(out, v)
		}
		prev, end = n, l.Span.End
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler. What it reads is checked by Validate.
func (y *Layout) UnmarshalJSON(data []byte) error {
	var in []int32
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("layout: %w", err)
	}
	if len(in)%lineNumbers != 0 {
		return fmt.Errorf("layout: %d numbers are no whole lines of %d: %w", len(in), lineNumbers, ErrInvalid)
	}
	*y = make(Layout, 0, len(in)/lineNumbers)
	var n [lineNumbers]int
	end := 0
	for ; len(in) > 0; in = in[lineNumbers:] {
		for i, v := range in[:lineNumbers] {
			switch {
			case i == 0:
				n[i] = end + int(v)
			case differs[i]:
				n[i] += int(v)
			default:
				n[i] = int(v)
			}
		}
		l := LineBox{Span: Span{n[0], n[0] + n[1]}, Page: n[2]}
		for i, v := range [4]int{n[3], n[4], n[3] + n[5], n[4] + n[6]} {
			l.Box[i] = float32(v) / 10
		}
		*y = append(*y, l)
		end = l.Span.End
	}
	return nil
}

// at is the index of the first line that ends behind the offset.
func (y Layout) at(offset int) int {
	return sort.Search(len(y), func(i int) bool { return y[i].Span.End > offset })
}

// BoxesOf returns where the words of the span stand on the pages: one box for each printed line, or part of
// one, that it touches. Where the span begins or ends inside a line, that edge is estimated from the
// characters before it, and set a little too far out rather than too far in. It is empty for texts without
// places.
func (a *Agreement) BoxesOf(s Span) []LineBox {
	var out []LineBox
	for i := a.Lines.at(s.Start); i < len(a.Lines) && a.Lines[i].Span.Start < s.End; i++ {
		l := a.Lines[i]
		part := Span{max(s.Start, l.Span.Start), min(s.End, l.Span.End)}
		if part.Empty() {
			continue
		}
		out = append(out, l.part(a.Text, part))
	}
	return out
}

// part narrows the box of a line to a part of it.
func (l LineBox) part(text string, s Span) LineBox {
	line := l.Span.Of(text)
	total := breadth(line)
	if s == l.Span || total == 0 {
		l.Span = s
		return l
	}
	width := l.Box[2] - l.Box[0]
	slack := width / total / 2
	from := max(0, width*breadth(Span{l.Span.Start, s.Start}.Of(text))/total-slack)
	to := min(width, width*breadth(Span{l.Span.Start, s.End}.Of(text))/total+slack)
	if s.Start == l.Span.Start {
		from = 0
	}
	if s.End == l.Span.End {
		to = width
	}
	if runsLeft(line) {
		from, to = width-to, width-from
	}
	l.Span, l.Box[0], l.Box[2] = s, l.Box[0]+from, l.Box[0]+to
	return l
}

// breadth estimates how wide a text is set, in widths of a common letter.
func breadth(s string) float32 {
	var w float32
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == ' ' || r < utf8.RuneSelf && slices.Contains([]byte("iljtfrI.,;:'!|()[]-"), byte(r)):
			w += 0.55
		case r == 'm' || r == 'w' || unicode.IsUpper(r):
			w += 1.4
		default:
			w++
		}
	}
	return w
}

// runsLeft reports whether most letters of a line run from the right.
func runsLeft(s string) bool {
	left, all := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			all++
			if unicode.In(r, unicode.Arabic, unicode.Hebrew) {
				left++
			}
		}
	}
	return left > all/2
}

// lines checks the places of the lines.
func (c *checker) lines(a *Agreement) {
	pos := 0
	for i, l := range a.Lines {
		b := l.Box
		switch {
		case l.Span.Start < pos:
			c.fail("line %d overlaps the one before", i+1)
		case l.Page < 1:
			c.fail("line %d: page %d", i+1, l.Page)
		case !(b[0] <= b[2] && b[1] <= b[3] && min(b[0], b[1]) > -maxPoint && max(b[2], b[3]) < maxPoint):
			c.fail("line %d: box %v is no rectangle on a page", i+1, b)
		case l.Span.End > len(c.text) || l.Span.End < len(c.text) && !utf8.RuneStart(c.text[l.Span.End]) || !utf8.RuneStart(c.text[l.Span.Start]):
			c.span(fmt.Sprintf("line %d", i+1), l.Span)
		}
		pos = max(pos, l.Span.End)
	}
}

// maxPoint bounds the coordinates of boxes: a page of PDF is at most 14,400 points wide.
const maxPoint = 1e6
