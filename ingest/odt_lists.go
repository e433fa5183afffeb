package ingest

import (
	"strconv"
	"strings"
)

// odtCounts are the counts of a list, which the lists that continue it go on with.
type odtCounts struct {
	count [10]int
	begun [10]bool
}

// odtList is a list that is open.
type odtList struct {
	style  string
	counts *odtCounts
	fresh  bool // an item was opened whose number no paragraph has yet
	start  int  // count to begin this item at, or -1
	header bool // the item has no number
}

// openList enters a list. One inside another shares its counts and, unless it names one, its style.
func (w *odtWalk) openList(c xmlNode) *odtList {
	l := &odtList{style: c.get("text:style-name"), start: -1}
	if n := len(w.lists); n > 0 {
		outer := w.lists[n-1]
		l.counts = outer.counts
		if l.style == "" {
			l.style = outer.style
		}
		return l
	}
	if w.captured != nil {
		return l
	}
	before := w.counts["style "+l.style]
	if id := c.get("text:continue-list"); id != "" {
		l.counts = w.counts["id "+id]
	} else if c.get("text:continue-numbering") == "true" {
		l.counts = before
	}
	if l.counts == nil {
		l.counts = &odtCounts{}
	}
	w.counts["style "+l.style] = l.counts
	if id := c.get("xml:id"); id != "" {
		w.counts["id "+id] = l.counts
	}
	return l
}

// list reads a list with its items.
func (w *odtWalk) list(c xmlNode) error {
	if len(w.lists) >= 10 {
		return w.x.each(w.block)
	}
	l := w.openList(c)
	w.lists = append(w.lists, l)
	err := w.x.each(func(c xmlNode) error {
		if c.name != "text:list-item" && c.name != "text:list-header" {
			return nil
		}
		l.fresh, l.header, l.start = true, c.name == "text:list-header", -1
		if v, err := strconv.Atoi(c.get("text:start-value")); err == nil {
			l.start = v
		}
		return w.x.each(func(c xmlNode) error {
			if c.name == "text:number" {
				s, err := w.x.text()
				w.number = s
				return err
			}
			return w.block(c)
		})
	})
	w.lists = w.lists[:len(w.lists)-1]
	return err
}

// place is where the next paragraph is counted. In a list that is the first of each item, and outside of
// lists a heading.
func (w *odtWalk) place(c xmlNode, level int) *odtPlace {
	if n := len(w.lists); n > 0 {
		l := w.lists[n-1]
		levels := w.styles.lists[l.style]
		if !l.fresh || l.header || levels == nil {
			return nil
		}
		l.fresh = false
		p := &odtPlace{style: l.style, levels: levels, counts: l.counts, level: n - 1, start: l.start}
		if w.captured != nil {
			p.counts = nil
		}
		return p
	}
	if c.name != "text:h" || c.get("text:is-list-header") == "true" || level < 1 || level > 10 || !w.styles.outline[level-1].known {
		return nil
	}
	p := &odtPlace{levels: &w.styles.outline, counts: w.outline, level: level - 1, start: -1}
	if v, err := strconv.Atoi(c.get("text:start-value")); err == nil && c.get("text:restart-numbering") == "true" {
		p.start = v
	}
	return p
}

// count gives a paragraph its label, unless the file did, and reports whether it is an item of a list that
// has no gap between its items.
func (w *odtWalk) count(p *odtParagraph) (tight bool) {
	if p.place == nil || p.place.counts == nil {
		return false
	}
	label := p.place.counts.next(p.place.levels, p.place.level, p.place.start)
	if p.label == "" {
		p.label = label
	}
	if p.place.style == "" || p.kind != 0 {
		return false
	}
	p.kind = markListItem
	return p.label == itemDash || bracketItem.MatchString(p.label+" ")
}

// next counts at the level and writes the label.
func (k *odtCounts) next(levels *[10]odtLevel, level, start int) string {
	l := &levels[level]
	switch {
	case start >= 0:
		k.count[level] = start
	case k.begun[level]:
		k.count[level]++
	default:
		k.count[level] = l.start
	}
	k.begun[level] = true
	for j := level + 1; j < len(k.begun); j++ {
		k.begun[j] = false
	}
	if l.bullet {
		return itemDash
	}
	return strings.TrimSpace(k.render(levels, level))
}

// render writes the label of a level from the counts.
func (k *odtCounts) render(levels *[10]odtLevel, level int) string {
	l := &levels[level]
	if l.template != "" {
		return percentNumber.ReplaceAllStringFunc(l.template, func(m string) string {
			n, _ := strconv.Atoi(strings.Trim(m, "%"))
			if n < 1 || n > level+1 {
				return ""
			}
			return k.number(levels, n-1)
		})
	}
	var shown []string
	for j := max(0, level-l.display+1); j <= level; j++ {
		if s := k.number(levels, j); s != "" {
			shown = append(shown, s)
		}
	}
	return l.prefix + strings.Join(shown, ".") + l.suffix
}

func (k *odtCounts) number(levels *[10]odtLevel, level int) string {
	l := &levels[level]
	n := k.count[level]
	if !k.begun[level] {
		n = l.start
	}
	if l.syllables && (l.format == numLowerLetter || l.format == numUpperLetter) {
		if s := syllableNumber(n); l.format == numLowerLetter {
			return s
		} else {
			return strings.ToUpper(s)
		}
	}
	return l.format.text(n, "en")
}
