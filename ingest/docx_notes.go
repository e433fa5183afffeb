package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"corridor/corpus"
)

// docxNotes are the footnotes or the endnotes of a document.
type docxNotes struct {
	lines  map[string][]rawLine // by id
	format numberFormat
	next   int
}

// readNotes reads the notes before the text, which refers to them.
func (p *docx) readNotes() error {
	p.footnotes = docxNotes{lines: map[string][]rawLine{}, format: numDecimal, next: 1}
	p.endnotes = docxNotes{lines: map[string][]rawLine{}, format: numLowerRoman, next: 1}
	if err := p.readNoteFormats(); err != nil {
		return err
	}
	for kind, notes := range map[string]*docxNotes{"footnotes": &p.footnotes, "endnotes": &p.endnotes} {
		name, data, err := p.partOf(kind)
		if data == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := p.eachStory(name, data, func(c xmlNode, lines []rawLine) {
			if t := c.get("w:type"); t == "" || t == "normal" {
				notes.lines[c.get("w:id")] = lines
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// readNoteFormats reads from the settings how notes are counted.
func (p *docx) readNoteFormats() error {
	name, data, err := p.partOf("settings")
	if data == nil || err != nil {
		return err
	}
	x := newXMLReader(p.ctx, name, data)
	var notes *docxNotes
	var read func(c xmlNode) error
	read = func(c xmlNode) error {
		switch c.name {
		case "w:footnotePr":
			notes = &p.footnotes
		case "w:endnotePr":
			notes = &p.endnotes
		case "w:numFmt":
			if f, ok := wordNumberFormats[c.get("w:val")]; ok && notes != nil {
				notes.format = f
			}
		case "w:numStart":
			if n, err := strconv.Atoi(c.get("w:val")); err == nil && notes != nil {
				notes.next = n
			}
		}
		return x.each(read)
	}
	return x.each(read)
}

// eachStory reads the children of a part's root, each of which holds blocks of its own: a note, a comment.
func (p *docx) eachStory(part string, data []byte, f func(c xmlNode, lines []rawLine)) error {
	w := &docxWalk{docx: p, x: newXMLReader(p.ctx, part, data)}
	return w.x.root(func(c xmlNode) error {
		if c.name == "" {
			return nil
		}
		w.fields, w.item = nil, ""
		p.f.open()
		err := w.x.each(w.block)
		if err == nil {
			err = w.endOpen()
		}
		f(c, p.f.close())
		return err
	})
}

// reference sets the number of a note in the text and the note behind it. A note that brings a mark of its
// own is told by that.
func (w *docxWalk) reference(c xmlNode) {
	if !w.visible() {
		return
	}
	notes := &w.footnotes
	if c.name == "w:endnoteReference" {
		notes = &w.endnotes
	}
	lines, ok := notes.lines[c.get("w:id")]
	if !ok {
		return
	}
	mark := notes.format.text(notes.next, w.styles.lang)
	if v := c.get("w:customMarkFollows"); v == "1" || v == "true" || mark == "" {
		mark = "*"
	} else {
		notes.next++
		w.p.write("[" + mark + "]")
	}
	w.f.note(mark, lines)
}

// readComments reads what people wrote in the margin. The text says where they belong.
func (p *docx) readComments() error {
	name, data, err := p.partOf("comments")
	if data == nil || err != nil {
		return err
	}
	return p.eachStory(name, data, func(c xmlNode, lines []rawLine) {
		if text := plainText(lines); text != "" {
			p.comments[c.get("w:id")] = len(p.d.comments)
			p.d.comments = append(p.d.comments, corpus.Comment{Author: oneLine(c.get("w:author")), Date: oneLine(c.get("w:date")), Text: text})
		}
	})
}

// oneLine cleans a short text from a file and writes it in one line.
func oneLine(s string) string {
	return strings.ReplaceAll(cleanText(s), "\n", " ")
}

// readFurniture reads the headers and footers of the pages, to tell what is left out.
func (p *docx) readFurniture() error {
	var told []string
	for _, kind := range []string{"header", "footer"} {
		for _, name := range p.related[kind] {
			data, err := p.zip.read(name)
			if err != nil {
				return err
			}
			p.f.open()
			err = p.walk(name, data, false)
			text := oneLine(plainText(p.f.close()))
			if err != nil {
				return err
			}
			if text = fmt.Sprintf("%s %q", kind, clip(text, maxTold)); countLetters(text, len(kind)+1) > len(kind) && !slices.Contains(told, text) {
				told = append(told, text)
			}
		}
	}
	p.d.warnFurniture(told)
	return nil
}

// maxTold is how much of a text that is left out a warning quotes, in bytes.
const maxTold = 80

// warnFurniture tells which headers and footers of the pages are left out.
func (d *draft) warnFurniture(told []string) {
	const most = 4
	switch n := len(told); {
	case n > most:
		d.warn(fmt.Sprintf("left out, since they belong to the pages: %s and %d more", strings.Join(told[:most], ", "), n-most))
	case n > 0:
		d.warn("left out, since they belong to the pages: " + strings.Join(told, ", "))
	}
}
