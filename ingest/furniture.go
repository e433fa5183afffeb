package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	edgeLines = 3    // lines at the top and at the foot of a page that may be furniture
	likeness  = 0.7  // share of letter pairs by which two running heads are the same, OCR errors allowed
	sameLook  = 0.95 // the same of lines that stand deeper in a short page
	maxHead   = 160  // bytes of the longest running head
	halfShare = 0.4  // share of pages that a running head stands on; left and right pages may differ
	minLikeOf = 0.62 // likeness of gazette lines, whose parts change places
)

var (
	dashNumber  = lazy(`^[-–—]\s*(\d{1,4})\s*[-–—]$`)
	namedNumber = lazy(`^(?i:page|p[áa]gina|seite|blz\.?|p\.|p[áa]g\.?|-)?\s*(\d{1,4})\s*(?:(?i:of|de|von|van|sur|/)\s*\d{1,4})$|^(?i:page|p[áa]gina|seite|blz\.?|p[áa]g\.?)\s*(\d{1,4})$`)
	bareNumber  = lazy(`^\d{1,4}$`)
	digitRun    = lazy(`\d+`)
	leadNumber  = lazy(`^(\d{1,4})\s+(\S.*)$`)
	tailNumber  = lazy(`^(.*\S)\s+(\d{1,4})$`)
)

// dropFurniture takes page numbers and running heads and feet out of the lines. It returns what is left,
// with seams where something stood, and a warning that says how much went. Where the format tells the places
// of lines, sheets are the sizes of its pages, and only lines in the margins are taken for furniture.
func dropFurniture(lines []rawLine, pages int, sheets [][2]float32) ([]rawLine, string) {
	f := furniture{lines: lines, gone: make([]bool, len(lines)), sheets: sheets}
	f.asides()
	f.numbers()
	f.gazette()
	if pages > 1 {
		f.bare()
	}
	f.debris()
	f.split()
	f.heads()
	f.debris()
	return f.rest()
}

type furniture struct {
	lines  []rawLine
	gone   []bool
	sheets [][2]float32
	pages  [][]int // indexes of the lines of each page, printed or found
}

// numbers marks lines that can only be page numbers, and lone numbers that fill a gap between two of them.
func (f *furniture) numbers() {
	var found []int
	known := map[int]bool{}
	for i := range f.lines {
		if m := pageNumber(f.lines[i].text); m != "" {
			n, _ := strconv.Atoi(m)
			known[n] = true
			found = append(found, i)
		}
	}
	if len(found) < 2 {
		for _, i := range found {
			f.gone[i] = f.where(i) == inMargin
		}
		return
	}
	f.drop(found)
	for i := range f.lines {
		s := f.lines[i].text
		if n, err := strconv.Atoi(s); err == nil && bareNumber.MatchString(s) && known[n-1] && known[n+1] && !known[n] {
			f.gone[i] = true
		}
	}
}

// pageNumber returns the number of a line that holds nothing but the number of a page, dressed as one.
func pageNumber(s string) string {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") {
		if m := dashNumber.FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	if !endsInDigit(s) {
		return "" // most lines, at a small part of the cost
	}
	if m := namedNumber.FindStringSubmatch(s); m != nil {
		return m[1] + m[2]
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

func (f *furniture) drop(found []int) {
	for _, i := range found {
		f.gone[i] = true
	}
}

// numbered is a line that begins or ends with what may be a page number.
type numbered struct {
	line, number int
	look         look      // of its other words
	prev         *numbered // the page before
	length       int       // of the chain that ends here
}

// gazette marks lines that begin or end with a page number which grows by one from each to the next,
// and whose other words are the same: "186 OFFICIAL JOURNAL 1 March 1988".
func (f *furniture) gazette() {
	last := map[int]*numbered{}
	var best *numbered
	for i := range f.lines {
		for _, c := range numberedHeads(i, f.lines[i].text) {
			if p := last[c.number-1]; p != nil && p.line < i && p.look.alike(c.look) >= minLikeOf {
				c.prev, c.length = p, p.length+1
			}
			if p := last[c.number]; p == nil || p.length <= c.length {
				last[c.number] = c
			}
			if best == nil || c.length > best.length {
				best = c
			}
		}
	}
	for c := best; c != nil && best.length >= 3; c = c.prev {
		f.gone[c.line] = true
	}
}

// numberedHeads reads a short line as a page number and other words, both ways where it has two numbers.
func numberedHeads(i int, s string) []*numbered {
	leads, trails := s != "" && isDigit(s[0]), endsInDigit(s)
	if len(s) > maxHead || !leads && !trails || labelStart.MatchString(s) {
		return nil
	}
	var out []*numbered
	add := func(num, head string) {
		if n, err := strconv.Atoi(num); err == nil && lettersIn(head) >= 8 {
			out = append(out, &numbered{line: i, number: n, look: lookOf(head), length: 1})
		}
	}
	if trails {
		if m := tailNumber.FindStringSubmatch(s); m != nil {
			add(m[2], m[1])
		}
	}
	if leads {
		if m := leadNumber.FindStringSubmatch(s); m != nil {
			add(m[1], m[2])
		}
	}
	return out
}

func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// split cuts the lines into pages: those of the format, and those between the numbers that were found.
func (f *furniture) split() {
	open := true
	for i := range f.lines {
		if open || i > 0 && f.lines[i].page != f.lines[i-1].page {
			f.pages = append(f.pages, nil)
		}
		open = f.gone[i] && f.where(i) == unplaced
		if p := len(f.pages) - 1; !f.gone[i] {
			f.pages[p] = append(f.pages[p], i)
		}
	}
}

// bare marks lone numbers at the edges of the format's pages when they count these pages.
func (f *furniture) bare() {
	byOffset := map[int][]int{}
	first := 0
	for i := range f.lines {
		if w := f.where(i); w != unplaced {
			if n := loneNumber(f.lines[i].text); n > 0 && w == inMargin {
				byOffset[n-f.lines[i].page] = append(byOffset[n-f.lines[i].page], i)
			}
			continue
		}
		if i+1 < len(f.lines) && f.lines[i+1].page == f.lines[i].page {
			continue
		}
		for _, k := range slices.Compact([]int{first, i}) {
			if n, err := strconv.Atoi(f.lines[k].text); err == nil && bareNumber.MatchString(f.lines[k].text) {
				byOffset[n-f.lines[k].page] = append(byOffset[n-f.lines[k].page], k)
			}
		}
		first = i + 1
	}
	for off, found := range byOffset {
		if len(found) >= 2 || off == 0 {
			f.drop(found)
		}
	}
}

// heads marks the lines at the edges of pages that come back on enough of them.
func (f *furniture) heads() {
	var cand []head
	for p, idx := range f.pages {
		cand = append(cand, f.edge(p, idx)...)
	}
	need := max(3, int(halfShare*float64(len(f.pages))))
	if len(f.pages) < 4 {
		need = len(f.pages)
	}
	if len(f.sheets) > 0 && len(f.pages) < 6 {
		need = max(2, len(f.pages)/2+1) // the same words at the same height tell by themselves
	}
	if need < 2 {
		return
	}
	for _, group := range groupHeads(cand) {
		if strong, all := distinctPages(group); strong >= 2 && (all >= need || f.alternates(group)) {
			for _, h := range group {
				f.gone[h.line] = true
			}
		}
	}
}

// head is a line that may be a running head or foot.
type head struct {
	line, page int
	weak       bool // deep in a short page: it may follow other furniture, but is no evidence of any
	look       look
	strict     bool    // not the outermost line of its page: it must be the same and not only alike
	height     float32 // of its place, in points; 0 where there is none
}

// edge lists the lines at the top and at the foot of a page.
func (f *furniture) edge(page int, idx []int) []head {
	var out []head
	depth := edgeLines
	if len(idx) <= 3*edgeLines {
		depth = 1
	}
	top, foot := f.outermost(idx)
	for k, i := range idx {
		t := f.lines[i].text
		h := head{line: i, page: page, weak: k >= depth && k < len(idx)-depth, height: f.height(i)}
		inside := k >= edgeLines && k < len(idx)-edgeLines
		if w := f.where(i); w != unplaced {
			h.weak, h.strict, inside = false, i != top && i != foot, w == inBody
		}
		if inside || f.gone[i] {
			continue
		}
		if len(t) <= maxHead && (lettersIn(t) >= 3 || len(t) >= 6 && strings.ContainsAny(t, "0123456789")) && !labelStart.MatchString(t) && !bracketItem.MatchString(t) {
			h.look = lookOf(t)
			out = append(out, h)
		}
	}
	return out
}

// groupHeads puts lines together that are alike. The number of groups looked at is bounded, so that the
// work stays linear in the number of pages.
func groupHeads(cand []head) [][]head {
	const maxGroups, maxCandidates = 48, 20_000
	var groups [][]head
next:
	for _, h := range cand[:min(len(cand), maxCandidates)] {
		for g := range groups {
			if !groups[g][0].level(h) {
				continue
			}
			if like := groups[g][0].look.alike(h.look); like >= sameLook || like >= likeness && !h.weak && !h.strict {
				groups[g] = append(groups[g], h)
				continue next
			}
		}
		if len(groups) < maxGroups {
			groups = append(groups, []head{h})
		}
	}
	return groups
}

// distinctPages counts the pages on which a group stands at the very edge, and on which it stands at all.
func distinctPages(group []head) (strong, all int) {
	lastStrong, last := -1, -1
	for _, h := range group {
		if !h.weak && h.page != lastStrong {
			strong, lastStrong = strong+1, h.page
		}
		if h.page != last {
			all, last = all+1, h.page
		}
	}
	return strong, all
}

// look is what two lines are compared by.
type look struct {
	pairs  []letterPair // in order, as often as they stand
	masked string       // of lines of hardly any letters (a date): the line with its digits masked
}

func lookOf(s string) look {
	if lettersIn(s) < 3 {
		return look{masked: digitRun.ReplaceAllString(s, "0")}
	}
	return look{pairs: letterPairs(s)}
}

// alike is the share of letter pairs that two lines have in common (Dice); digits do not count.
func (l look) alike(o look) float64 {
	total := len(l.pairs) + len(o.pairs)
	switch {
	case l.masked != "" && l.masked == o.masked:
		return 1
	case total == 0, 2*float64(min(len(l.pairs), len(o.pairs))) < minLikeOf*float64(total):
		return 0
	}
	common := 0
	for i, k := 0, 0; i < len(l.pairs) && k < len(o.pairs); {
		switch a, b := l.pairs[i], o.pairs[k]; {
		case a < b:
			i++
		case a > b:
			k++
		default:
			common, i, k = common+1, i+1, k+1
		}
	}
	return 2 * float64(common) / float64(total)
}

// letterPair is two letters that follow each other, in lower case.
type letterPair uint64

func letterPairs(s string) []letterPair {
	pairs := make([]letterPair, 0, len(s))
	prev := rune(0)
	for _, r := range strings.ToLower(s) {
		if !unicode.IsLetter(r) {
			prev = 0
			continue
		}
		if prev != 0 {
			pairs = append(pairs, letterPair(prev)<<32|letterPair(r))
		}
		prev = r
	}
	slices.Sort(pairs)
	return pairs
}

// debris marks specks of a scan (lone marks without letters) beside removed lines.
func (f *furniture) debris() {
	for i := range f.lines {
		s := f.lines[i].text
		if f.gone[i] || len(s) > 4 || isRule(s) || strings.IndexFunc(s, isAlnum) >= 0 {
			continue
		}
		if i > 0 && f.gone[i-1] || i+1 < len(f.lines) && f.gone[i+1] {
			f.gone[i] = true
		}
	}
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// rest returns the lines that stay, in the place of all.
func (f *furniture) rest() ([]rawLine, string) {
	out := f.lines[:0]
	dropped, seam, page := 0, false, 0
	for i := range f.lines {
		if f.gone[i] {
			dropped++
			seam = true
			continue
		}
		l := f.lines[i]
		l.seam = l.seam || seam || l.page != page && page != 0
		l.gap = l.gap || l.seam
		seam, page = false, l.page
		out = append(out, l)
	}
	if dropped == 0 {
		return out, ""
	}
	return out, fmt.Sprintf("%d lines of running heads, feet and page numbers removed", dropped)
}
