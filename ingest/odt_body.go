package ingest

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"corridor/corpus"
)

// block reads an element that may stand between paragraphs.
func (w *odtWalk) block(c xmlNode) error {
	switch c.name {
	case "text:p", "text:h":
		return w.paragraph(c)
	case "text:list":
		return w.list(c)
	case "table:table":
		return w.table()
	case "text:section":
		if c.get("text:display") == "none" {
			w.hidden++
			defer func() { w.hidden-- }()
		}
		return w.x.each(w.block)
	case "text:numbered-paragraph", "text:index-title":
		return w.x.each(w.block)
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
		"text:alphabetical-index", "text:bibliography":
		w.left.contents++
	case "text:tracked-changes":
		return w.x.each(w.changedRegion)
	case "text:change-start", "text:change-end", "text:change", "office:annotation", "office:annotation-end":
		return w.between(c)
	}
	if strings.HasPrefix(c.name, "draw:") {
		lines, err := w.drawn(c)
		if err != nil {
			return err
		}
		return w.f.add(lines...)
	}
	return nil
}

// between reads a mark that stands between paragraphs as one at the start of the next.
func (w *odtWalk) between(c xmlNode) error {
	if w.open == nil {
		w.open = &odtParagraph{}
	}
	w.p = w.open
	err := w.inline(c)
	w.open, w.p = w.p, nil
	return err
}

// paragraph reads a paragraph or heading and writes it, unless its end is taken away.
func (w *odtWalk) paragraph(c xmlNode) error {
	p := &odtParagraph{}
	style := c.get("text:style-name")
	level, _ := strconv.Atoi(c.get("text:outline-level"))
	if c.name != "text:h" {
		level = w.styles.heading(style)
	}
	if level > 0 {
		p.kind, p.level = markHeading, min(level, 6)
	}
	p.high, _ = w.styles.flag("paragraph", style, isHigh)
	p.label, w.number = strings.TrimSpace(w.number), ""
	p.place = w.place(c, level)
	w.enter(p)
	if hidden, _ := w.styles.flag("paragraph", style, isHidden); hidden {
		w.hidden++
		defer func() { w.hidden-- }()
	}
	if err := w.x.each(w.inline); err != nil {
		return err
	}
	return w.leave()
}

// enter makes p the paragraph that is read, unless the end of the one before was taken away: then that goes
// on, and has the looks of the one of the two that holds something.
func (w *odtWalk) enter(p *odtParagraph) {
	before := w.open
	w.open, w.p = nil, p
	if before != nil {
		old := p.paragraph
		p.paragraph = before.paragraph
		if before.empty() {
			p.kind, p.level, p.label = old.kind, old.level, old.label
		} else {
			p.place, p.high = before.place, before.high
		}
	}
	w.mark(true)
}

// leave ends the paragraph that is read.
func (w *odtWalk) leave() error {
	p := w.p
	w.p = nil
	if w.suspend(p) {
		w.open = p
		return nil
	}
	return w.write(p)
}

// endOpen writes the paragraph whose end was taken away when none follows.
func (w *odtWalk) endOpen() error {
	p := w.open
	w.open = nil
	if p == nil || p.empty() && len(p.boxes) == 0 && len(p.notes) == 0 {
		return nil
	}
	return w.write(p)
}

// write puts a paragraph into the flow, or with the others of a deletion.
func (w *odtWalk) write(p *odtParagraph) error {
	if w.captured != nil {
		*w.captured = append(*w.captured, p)
		return nil
	}
	item := !(p.empty() && w.skipping()) && w.count(p)
	p.tight = item && w.item
	lines, owed := p.lines(&w.d.count)
	if len(lines) > 0 || len(p.boxes) > 0 {
		w.item = item
	} else {
		w.f.top().gap = true
	}
	if err := w.f.add(lines...); err != nil {
		return err
	}
	w.f.owed = append(w.f.owed, owed...)
	return w.f.add(p.boxes...)
}

// inline reads text or an element inside a paragraph.
func (w *odtWalk) inline(c xmlNode) error {
	switch c.name {
	case "":
		w.text(strings.ReplaceAll(c.text, "\n", " "))
	case "text:span":
		return w.span(c)
	case "text:s", "text:tab":
		w.text(" ")
	case "text:line-break":
		w.text("\n")
	case "text:number":
		s, err := w.x.text()
		if s = strings.TrimSpace(s); s != "" {
			w.p.label = s
		}
		return err
	case "text:note":
		return w.note()
	case "text:ruby":
		return w.x.each(func(c xmlNode) error {
			if c.name == "text:ruby-base" {
				return w.x.each(w.inline)
			}
			return nil
		})
	case "text:hidden-text", "text:hidden-paragraph":
		if c.get("text:is-hidden") != "true" {
			return w.x.each(w.inline)
		}
		s, err := w.x.text()
		w.left.hidden += utf8.RuneCountInString(s)
		return err
	case "text:change-start", "text:change-end", "text:change":
		return w.change(c)
	case "office:annotation", "office:annotation-end":
		return w.annotation(c)
	case "text:script", "text:bookmark", "text:soft-page-break":
	default:
		return w.otherInline(c)
	}
	return nil
}

// otherInline reads a drawing, or an element that shows its content: a link, a field.
func (w *odtWalk) otherInline(c xmlNode) error {
	switch prefix, _, _ := strings.Cut(c.name, ":"); prefix {
	case "draw":
		lines, err := w.drawn(c)
		w.p.boxes = append(w.p.boxes, lines...)
		return err
	case "text", "loext":
		return w.x.each(w.inline)
	}
	return nil
}

// span reads text that has a style of its own.
func (w *odtWalk) span(c xmlNode) error {
	style := c.get("text:style-name")
	high := w.p.high
	if v, ok := w.styles.flag("text", style, isHigh); ok {
		w.p.high = v
	}
	hidden, _ := w.styles.flag("text", style, isHidden)
	if hidden {
		w.hidden++
	}
	err := w.x.each(w.inline)
	if hidden {
		w.hidden--
	}
	if w.p != nil {
		w.p.high = high
	}
	return err
}

// text adds text to the paragraph, if it is to be seen.
func (w *odtWalk) text(s string) {
	switch {
	case w.skipping():
	case w.hidden > 0:
		w.left.hidden += utf8.RuneCountInString(strings.TrimSpace(s))
	case w.p.high:
		w.p.writeHigh(s)
	default:
		w.p.write(s)
	}
}

// note reads a footnote or endnote.
func (w *odtWalk) note() error {
	mark := ""
	return w.x.each(func(c xmlNode) error {
		switch c.name {
		case "text:note-citation":
			s, err := w.x.text()
			mark = oneLine(s)
			return err
		case "text:note-body":
			lines, err := w.apart(w.block)
			if err == nil && !w.skipping() && w.hidden == 0 {
				w.p.write("[" + mark + "]")
				w.f.note(mark, lines)
			}
			return err
		}
		return nil
	})
}

// annotation reads what a person wrote in the margin, or the end of what it is about.
func (w *odtWalk) annotation(c xmlNode) error {
	name := c.get("office:name")
	if i, ok := w.comments[name]; ok && c.name == "office:annotation-end" {
		w.p.anchor(i, true)
		return nil
	}
	if c.name != "office:annotation" {
		return nil
	}
	var k corpus.Comment
	lines, err := w.apart(func(c xmlNode) (err error) {
		switch c.name {
		case "dc:creator":
			k.Author, err = w.x.text()
		case "dc:date":
			k.Date, err = w.x.text()
		default:
			return w.block(c)
		}
		return err
	})
	k.Author, k.Date, k.Text = oneLine(k.Author), oneLine(k.Date), plainText(lines)
	if k.Text != "" && err == nil {
		w.comments[name] = len(w.d.comments)
		w.p.anchor(len(w.d.comments), false)
		w.d.comments = append(w.d.comments, k)
	}
	return err
}

// drawn reads the text in a drawing: a text box, or a shape that holds text.
func (w *odtWalk) drawn(c xmlNode) ([]rawLine, error) {
	switch c.name {
	case "draw:image":
		w.left.pictures++
		return nil, nil
	case "draw:object", "draw:object-ole":
		w.left.objects++
		return nil, nil
	}
	if w.skipping() {
		return nil, nil
	}
	return w.apart(w.block)
}
