package ingest

import (
	"slices"
	"strconv"
	"strings"
)

// zone is the part of a page that a line stands in.
type zone int

// The zones.
const (
	unplaced zone = iota // the format tells no places
	inBody
	inMargin // at the top or the foot, where furniture stands
)

const (
	marginShare = 0.14 // of the height of a page, at its top and at its foot
	sameHeight  = 6.0  // points by which the heights of one running head may differ
	asideShare  = 4    // no more than one in so many letters may be furniture because the format says so
)

// where tells the zone of a line.
func (f *furniture) where(i int) zone {
	l := &f.lines[i]
	if len(l.spots) == 0 || l.page < 1 || l.page > len(f.sheets) {
		return unplaced
	}
	height, box := f.sheets[l.page-1][1], l.spots[0].box
	if box[3] < marginShare*height || box[1] > (1-marginShare)*height {
		return inMargin
	}
	return inBody
}

// height is the place of a line from the top of its page, in points.
func (f *furniture) height(i int) float32 {
	if f.where(i) == unplaced {
		return 0
	}
	return f.lines[i].spots[0].box[1]
}

// outermost are the highest and the lowest of some lines of one page.
func (f *furniture) outermost(idx []int) (top, foot int) {
	top, foot = -1, -1
	for _, i := range idx {
		if top < 0 || f.height(i) < f.height(top) {
			top = i
		}
		if foot < 0 || f.height(i) > f.height(foot) {
			foot = i
		}
	}
	return top, foot
}

// level reports whether two lines stand at one height of their pages, as far as that is known.
func (h head) level(o head) bool {
	return h.height-o.height < sameHeight && o.height-h.height < sameHeight
}

// alternates reports whether lines with places stand on nearly all left pages, or nearly all right ones.
func (f *furniture) alternates(group []head) bool {
	if group[0].height == 0 {
		return false
	}
	pages := map[int]bool{}
	for _, h := range group {
		if (h.page-group[0].page)%2 != 0 {
			return false
		}
		pages[h.page] = true
	}
	return len(pages) >= 2 && len(pages)*3 >= len(f.pages)
}

// asides marks lines in the margins of which the format says that they are no content. A file that says so of
// much of its text is not believed.
func (f *furniture) asides() {
	aside, all := 0, 0
	if !slices.ContainsFunc(f.lines, func(l rawLine) bool { return l.aside }) {
		return
	}
	for i := range f.lines {
		n := lettersIn(f.lines[i].text)
		if all += n; f.lines[i].aside {
			aside += n
		}
	}
	if aside*asideShare > all {
		return
	}
	for i := range f.lines {
		if f.lines[i].aside && f.where(i) == inMargin {
			f.gone[i] = true
		}
	}
}

// loneNumber is the number of a line that holds nothing else, in digits or small Roman letters, or 0.
func loneNumber(s string) int {
	if bareNumber.MatchString(s) {
		n, _ := strconv.Atoi(s)
		return n
	}
	if len(s) <= 6 && strings.Trim(s, "ivxl") == "" {
		return roman(s)
	}
	return 0
}
