package ingest

import (
	"context"
	"strconv"
	"strings"
)

// docxNumbering is the part of a Word file that says how paragraphs are numbered, and the counts so far.
// Word keeps one count for each abstract list; the lists made from it go on where another stopped, unless
// they say that they start anew.
type docxNumbering struct {
	abstract map[string]*docxList
	lists    map[string]*docxListUse // by numId
	odd      map[string]bool         // number formats that are shown in digits
}

// docxList is an abstract list: its levels and their counts.
type docxList struct {
	levels    [maxListLevels]listLevel
	styleLink string // the list is defined by the numbering style of this name
	count     [maxListLevels]int
	begun     [maxListLevels]bool
}

// docxListUse is a list of the document: an abstract list with what differs.
type docxListUse struct {
	abstract string
	levels   map[int]*listLevel // that replace the abstract ones
	start    map[int]int        // counts to begin at when the level is first met
}

const maxListLevels = 9

// listLevel is how one level of a list is numbered.
type listLevel struct {
	start   int
	format  numberFormat
	text    string // "%1.%2" for the counts of the levels
	restart int    // 1 to 9: only such a level or one above restarts this one; 0: none; -1: every level above
	legal   bool   // counts of all levels in digits
	style   string // paragraph style that is numbered by this level
	hidden  bool
	lang    string
}

// wordNumberFormats are the formats by their name in the file.
var wordNumberFormats = map[string]numberFormat{
	"decimal": numDecimal, "decimalZero": numDecimalZero, "upperRoman": numUpperRoman, "lowerRoman": numLowerRoman,
	"upperLetter": numUpperLetter, "lowerLetter": numLowerLetter, "ordinal": numOrdinal, "ordinalText": numOrdinalText,
	"cardinalText": numCardinal, "arabicAlpha": numArabicAlpha, "arabicAbjad": numArabicAbjad, "bullet": numBullet,
	"none": numNone, "russianLower": numCyrillic, "decimalHalfWidth": numDecimal, "decimalFullWidth": numDecimal,
}

// readNumbering reads word/numbering.xml.
func readNumbering(ctx context.Context, part string, data []byte) (*docxNumbering, error) {
	n := &docxNumbering{abstract: map[string]*docxList{}, lists: map[string]*docxListUse{}, odd: map[string]bool{}}
	if data == nil {
		return n, nil
	}
	x := newXMLReader(ctx, part, data)
	return n, x.root(func(c xmlNode) error {
		switch c.name {
		case "w:abstractNum":
			return n.readAbstract(x, c.get("w:abstractNumId"))
		case "w:num":
			return n.readUse(x, c.get("w:numId"))
		}
		return nil
	})
}

func (n *docxNumbering) readAbstract(x *xmlReader, id string) error {
	list := &docxList{}
	for i := range list.levels {
		list.levels[i] = listLevel{start: 1, format: numNone, restart: -1}
	}
	n.abstract[id] = list
	return x.each(func(c xmlNode) error {
		switch c.name {
		case "w:numStyleLink":
			list.styleLink = c.get("w:val")
		case "w:lvl":
			if i := levelOf(c); i >= 0 {
				return n.readLevel(x, &list.levels[i])
			}
		}
		return nil
	})
}

// levelOf is the level from 0 that an element is of, or -1.
func levelOf(c xmlNode) int {
	i, err := strconv.Atoi(c.get("w:ilvl"))
	if err != nil || i < 0 || i >= maxListLevels {
		return -1
	}
	return i
}

func (n *docxNumbering) readUse(x *xmlReader, id string) error {
	use := &docxListUse{levels: map[int]*listLevel{}, start: map[int]int{}}
	n.lists[id] = use
	return x.each(func(c xmlNode) error {
		switch c.name {
		case "w:abstractNumId":
			use.abstract = c.get("w:val")
		case "w:lvlOverride":
			i := levelOf(c)
			return x.each(func(o xmlNode) error {
				switch {
				case i < 0:
				case o.name == "w:startOverride":
					if start, err := strconv.Atoi(o.get("w:val")); err == nil {
						use.start[i] = start
					}
				case o.name == "w:lvl":
					use.levels[i] = &listLevel{start: 1, format: numNone, restart: -1}
					return n.readLevel(x, use.levels[i])
				}
				return nil
			})
		}
		return nil
	})
}

// readLevel reads one level; newer formats stand in a choice whose fallback is read.
func (n *docxNumbering) readLevel(x *xmlReader, l *listLevel) error {
	l.format = numDecimal
	var read func(c xmlNode) error
	read = func(c xmlNode) error {
		v := c.get("w:val")
		switch c.name {
		case "w:start":
			l.start, _ = strconv.Atoi(v)
		case "w:numFmt":
			f, ok := wordNumberFormats[v]
			if l.format = f; !ok {
				n.odd[v] = true
			}
		case "w:lvlText":
			l.text = v
		case "w:lvlRestart":
			l.restart, _ = strconv.Atoi(v)
		case "w:isLgl":
			l.legal = c.on()
		case "w:pStyle":
			l.style = v
		case "w:vanish":
			l.hidden = c.on()
		case "w:lang":
			l.lang = v
		case "w:rPr", "mc:AlternateContent", "mc:Fallback":
			return x.each(read)
		}
		return nil
	}
	return x.each(read)
}

// level is the level of a list, as the list of the document has it.
func (n *docxNumbering) level(use *docxListUse, list *docxList, i int) *listLevel {
	if l := use.levels[i]; l != nil {
		return l
	}
	return &list.levels[i]
}

// next counts a paragraph of the list and level, and returns what is printed before its text; lang is the
// language of the document.
func (n *docxNumbering) next(numID string, i int, lang string) (label string, bullet bool) {
	use := n.lists[numID]
	if use == nil || n.abstract[use.abstract] == nil || i < 0 || i >= maxListLevels {
		return "", false
	}
	list := n.abstract[use.abstract]
	l := n.level(use, list, i)
	n.count(use, list, i)
	if l.hidden {
		return "", false
	}
	if l.format == numBullet {
		return itemDash, true
	}
	return strings.TrimSpace(n.render(use, list, l, i, lang)), false
}

// count moves the count of the level and starts the levels below anew.
func (n *docxNumbering) count(use *docxListUse, list *docxList, i int) {
	if start, ok := use.start[i]; ok {
		list.count[i], list.begun[i] = start, true
		delete(use.start, i)
	} else if !list.begun[i] {
		list.count[i], list.begun[i] = n.level(use, list, i).start, true
	} else {
		list.count[i]++
	}
	for j := i + 1; j < maxListLevels; j++ {
		if r := n.level(use, list, j).restart; r < 0 || r > 0 && i < r {
			list.begun[j] = false
		}
	}
}

// render fills the counts into the text of the level.
func (n *docxNumbering) render(use *docxListUse, list *docxList, l *listLevel, i int, lang string) string {
	var b strings.Builder
	for k := 0; k < len(l.text); k++ {
		if l.text[k] != '%' || k+1 == len(l.text) || l.text[k+1] < '1' || l.text[k+1] > '9' {
			b.WriteByte(l.text[k])
			continue
		}
		k++
		j := int(l.text[k] - '1')
		of := n.level(use, list, j)
		v := list.count[j]
		if !list.begun[j] {
			v = of.start
		}
		format := of.format
		if l.legal && format != numDecimalZero {
			format = numDecimal
		}
		if of.lang != "" {
			b.WriteString(format.text(v, of.lang))
		} else {
			b.WriteString(format.text(v, lang))
		}
	}
	return b.String()
}

// link follows the lists that numbering styles define; numOf gives the list of a style.
func (n *docxNumbering) link(numOf func(style string) string) {
	for id, list := range n.abstract {
		if list.styleLink == "" {
			continue
		}
		if use := n.lists[numOf(list.styleLink)]; use != nil && n.abstract[use.abstract] != nil {
			n.abstract[id] = n.abstract[use.abstract]
		}
	}
}

// levelOfStyle is the level of a list that numbers the paragraphs of a style, or -1.
func (n *docxNumbering) levelOfStyle(numID, style string) int {
	use := n.lists[numID]
	if use == nil || n.abstract[use.abstract] == nil || style == "" {
		return -1
	}
	for i := range maxListLevels {
		if n.level(use, n.abstract[use.abstract], i).style == style {
			return i
		}
	}
	return -1
}
