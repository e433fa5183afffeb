package ingest

import (
	"strconv"
	"strings"
)

// docxWalk reads the blocks of one part.
type docxWalk struct {
	*docx
	x        *xmlReader
	numbered bool
	p        *paragraph     // that is being read
	style    string         // of that paragraph
	open     *openParagraph // whose end was taken away: the next paragraph goes on with it
	fields   []*docxField   // that are open, outermost first
	item     string         // list of the item that was last written, "" after anything else
}

// openParagraph is a paragraph that goes on in the next.
type openParagraph struct {
	text  *paragraph
	props paragraphProps
}

// block reads an element that may stand between paragraphs.
func (w *docxWalk) block(c xmlNode) error {
	switch c.name {
	case "w:p":
		return w.paragraph()
	case "w:tbl":
		return w.table()
	case "w:sdt":
		return w.control(w.block)
	case "w:customXml", "w:smartTag":
		return w.x.each(w.block)
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		if w.shows(c.name) {
			return w.x.each(w.block)
		}
	case "mc:AlternateContent":
		return w.choose(w.block)
	case "w:commentRangeStart", "w:commentRangeEnd":
		if i, ok := w.comments[c.get("w:id")]; ok {
			w.f.owed = append(w.f.owed, anchor{comment: i, end: c.name == "w:commentRangeEnd"})
		}
	case "w:altChunk":
		w.left.embedded++
	}
	return nil
}

// control reads a content control, unless it holds a table of contents that Word made.
func (w *docxWalk) control(content func(xmlNode) error) error {
	contents := false
	return w.x.each(func(c xmlNode) error {
		switch {
		case c.name == "w:sdtPr":
			var read func(c xmlNode) error
			read = func(c xmlNode) error {
				contents = contents || c.name == "w:docPartGallery" && c.get("w:val") == "Table of Contents"
				return w.x.each(read)
			}
			return w.x.each(read)
		case c.name == "w:sdtContent" && contents:
			w.left.contents++
		case c.name == "w:sdtContent":
			return w.x.each(content)
		}
		return nil
	})
}

// choose reads one of the alternatives of the same content: the first that needs nothing unknown.
func (w *docxWalk) choose(content func(xmlNode) error) error {
	chosen := false
	return w.x.each(func(c xmlNode) error {
		switch {
		case chosen || c.name == "mc:Choice" && !understood(c.get("Requires")):
			return nil
		case c.name == "mc:Choice", c.name == "mc:Fallback":
			chosen = true
			return w.x.each(content)
		}
		return nil
	})
}

// understood reports whether all extensions of a choice are such that hold text as this reader knows it.
func understood(requires string) bool {
	for r := range strings.FieldsSeq(requires) {
		if r != "wps" && r != "wpg" && r != "wpc" && r != "wp14" && !strings.HasPrefix(r, "w1") {
			return false
		}
	}
	return requires != ""
}

// paragraph reads a paragraph and writes it, unless its end is taken away.
func (w *docxWalk) paragraph() error {
	text, before := &paragraph{}, w.open
	if before != nil {
		text = before.text
	}
	start := len(text.raw)
	w.p, w.open, w.style = text, nil, w.styles.base
	var props paragraphProps
	var end endProps
	err := w.x.each(func(c xmlNode) error {
		if c.name == "w:pPr" {
			err := w.properties(&props, &end)
			if props.style != "" {
				w.style = props.style
			}
			return err
		}
		return w.inline(c)
	})
	w.p = nil
	if err != nil {
		return err
	}
	if before != nil && start > 0 && len(strings.TrimSpace(string(text.raw[start:]))) == 0 {
		props = before.props // nothing came of the second: the first keeps its looks
	}
	w.closeEnd(text, end)
	if w.taken(end) {
		w.open = &openParagraph{text, props}
		return nil
	}
	return w.write(text, props, end)
}

// endOpen writes the paragraph whose end was taken away when none follows.
func (w *docxWalk) endOpen() error {
	if w.open == nil {
		return nil
	}
	o := w.open
	w.open = nil
	return w.write(o.text, o.props, endProps{})
}

// endProps are the properties of the end of a paragraph.
type endProps struct {
	inserted, deleted, hidden, runIn bool
}

// properties reads those of a paragraph; when changes are rejected, as they were before.
func (w *docxWalk) properties(p *paragraphProps, end *endProps) error {
	return w.x.each(func(c xmlNode) error {
		switch c.name {
		case "w:rPr":
			return w.x.each(func(c xmlNode) error {
				switch c.name {
				case "w:ins", "w:moveTo":
					end.inserted = true
				case "w:del", "w:moveFrom":
					end.deleted = true
				case "w:vanish":
					end.hidden = c.on()
				case "w:specVanish":
					end.runIn = c.on()
				}
				return nil
			})
		case "w:pPrChange":
			if w.revisions != RevisionsReject {
				return nil
			}
			*p = paragraphProps{}
			return w.x.each(func(c xmlNode) error {
				return w.x.each(func(c xmlNode) error { return p.read(w.x, c) })
			})
		}
		return p.read(w.x, c)
	})
}

// taken reports whether the end of a paragraph is not there, so that the next one continues it.
func (w *docxWalk) taken(end endProps) bool {
	switch w.revisions {
	case RevisionsReject:
		return end.inserted || end.runIn
	case RevisionsShow:
		return end.runIn
	}
	return end.deleted || end.runIn
}

// closeEnd counts a changed end of a paragraph, and shows it where changes are shown and no change before
// it does.
func (w *docxWalk) closeEnd(text *paragraph, end endProps) {
	if end.runIn {
		text.write(" ")
	}
	if !end.inserted && !end.deleted {
		return
	}
	w.left.changes++
	if w.revisions == RevisionsShow && text.marked != len(text.raw) {
		open, closing := changeMarks(end.inserted)
		text.write(open + "¶" + closing)
	}
}

// write numbers a paragraph and puts it into the flow.
func (w *docxWalk) write(text *paragraph, props paragraphProps, end endProps) error {
	props, from := w.styles.styled(props)
	item := ""
	if id := props.numID; w.numbered && id != "" && id != "0" && !(text.empty() && end.hidden) {
		level, bullet := w.levelIn(props, from), false
		text.label, bullet = w.numbering.next(id, level, w.styles.lang)
		text.kind = markListItem
		if bullet || bracketItem.MatchString(text.label+" ") {
			item = id
		}
	}
	if n, err := strconv.Atoi(props.outline); err == nil && n >= 0 && n < 9 {
		text.kind, text.level, item = markHeading, min(n+1, 6), ""
	}
	text.tight = item != "" && item == w.item
	lines, owed := text.lines(&w.d.count)
	if len(lines) > 0 || len(text.boxes) > 0 {
		w.item = item
	} else {
		w.f.top().gap = true
	}
	if err := w.f.add(lines...); err != nil {
		return err
	}
	w.f.owed = append(w.f.owed, owed...)
	return w.f.add(text.boxes...)
}

// levelIn is the level of the list that numbers the paragraph: that which is tied to its style, else the
// one it names.
func (w *docxWalk) levelIn(props paragraphProps, from string) int {
	if from != "" {
		for _, style := range []string{props.style, from} {
			if level := w.numbering.levelOfStyle(props.numID, style); level >= 0 {
				return level
			}
		}
	}
	level, _ := strconv.Atoi(props.level)
	return level
}

// box reads what stands in a text box into lines that follow the paragraph on which it hangs.
func (w *docxWalk) box() error {
	outer := *w
	w.p, w.open, w.fields = nil, nil, nil
	w.f.open()
	err := w.x.each(w.block)
	if err == nil {
		err = w.endOpen()
	}
	lines := w.f.close()
	*w = outer
	if w.p == nil {
		return err
	}
	w.p.boxes = append(w.p.boxes, lines...)
	return err
}
