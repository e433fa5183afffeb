package ingest

import (
	"bytes"
	"context"
	"math"

	"github.com/ledongthuc/pdf"
)

// pageBox is the part of a page that is seen: its size in points, and the map from the points of the file to
// those of the page as it is turned for its reader, from the lower left corner.
type pageBox struct {
	view          matrix
	width, height float64
}

// letterSize stands in for a page whose size is missing or senseless.
var letterSize = [4]float64{0, 0, 612, 792}

// near reports whether a place is on the page, or at most two ems outside.
func (b *pageBox) near(x, y, em float64) bool {
	return b.width == 0 || x > -2*em && x < b.width+2*em && y > -2*em && y < b.height+2*em
}

// boxOf reads the size and the turn of a page.
func boxOf(p pdfPage) pageBox {
	box := rectangle(p.media, letterSize)
	if crop := rectangle(p.crop, box); crop != box {
		cut := [4]float64{max(box[0], crop[0]), max(box[1], crop[1]), min(box[2], crop[2]), min(box[3], crop[3])}
		if cut[2]-cut[0] > 1 && cut[3]-cut[1] > 1 {
			box = cut
		}
	}
	b := pageBox{width: box[2] - box[0], height: box[3] - box[1]}
	switch ((int(p.rotate.Int64())/90)%4 + 4) % 4 {
	case 1:
		b.view = matrix{0, -1, 1, 0, -box[1], box[2]}
		b.width, b.height = b.height, b.width
	case 2:
		b.view = matrix{-1, 0, 0, -1, box[2], box[3]}
	case 3:
		b.view = matrix{0, 1, -1, 0, box[3], -box[0]}
		b.width, b.height = b.height, b.width
	default:
		b.view = matrix{1, 0, 0, 1, -box[0], -box[1]}
	}
	return b
}

// rectangle reads four numbers, corners in any order.
func rectangle(v pdf.Value, otherwise [4]float64) [4]float64 {
	if v.Len() != 4 {
		return otherwise
	}
	var r [4]float64
	for i := range r {
		r[i] = v.Index(i).Float64()
	}
	r = [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}
	if w, h := r[2]-r[0], r[3]-r[1]; w < 1 || h < 1 || w > maxCoordinate || h > maxCoordinate || math.Abs(r[0])+math.Abs(r[1]) > maxCoordinate {
		return otherwise
	}
	return r
}

// pageResult is what was read of one page.
type pageResult struct {
	box   pageBox
	lines []pdfLine
	ink   pageInk
	rules []rule
}

// runPage draws the page's streams as one and returns its lines.
func (d *pdfDoc) runPage(ctx context.Context, p pdfPage, number int) (*pageResult, error) {
	box := boxOf(p)
	m := newMachine(ctx, d, box)
	m.lines.page = number
	in := scope{p.resources, map[string]*pdfFont{}}
	m.run(d.contents(p.node.Key("Contents")), in, 0)
	m.lines.end()
	m.annotations(p)
	d.spare.lines, d.spare.glyphs, d.spare.text = nil, m.lines.line, m.lines.buf // the lines are in use
	if m.err == nil && d.over {
		m.err = errStreams
	}
	return &pageResult{box, m.lines.out, m.ink, m.path.rules}, m.err
}

// maxContents is the greatest number of streams that make up one page.
const maxContents = 4096

// maxSpare is the most room, in bytes, that is kept for the content of the next page.
const maxSpare = 1 << 20

// contents reads the streams of a page, parted by white space. They hold until those of the next page are read.
func (d *pdfDoc) contents(v pdf.Value) []byte {
	room := &d.spare.content
	if room.Cap() > maxSpare {
		*room = bytes.Buffer{}
	}
	if v.Kind() != pdf.Array {
		return d.content(v, room)
	}
	if v.Len() == 1 {
		return d.content(v.Index(0), room)
	}
	var all []byte
	for i := range min(v.Len(), maxContents) {
		all = append(append(all, d.content(v.Index(i), room)...), '\n')
	}
	return all
}
