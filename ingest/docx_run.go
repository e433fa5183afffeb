package ingest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// inline reads an element that may stand inside a paragraph.
func (w *docxWalk) inline(c xmlNode) error {
	switch c.name {
	case "w:r":
		return w.run()
	case "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo":
		return w.x.each(w.inline)
	case "w:sdt":
		return w.control(w.inline)
	case "w:fldSimple":
		w.fields = append(w.fields, &docxField{result: true, silent: w.isContents(c.get("w:instr"))})
		err := w.x.each(w.inline)
		w.fields = w.fields[:len(w.fields)-1]
		return err
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		return w.change(c.name)
	case "mc:AlternateContent":
		return w.choose(w.inline)
	case "w:commentRangeStart", "w:commentRangeEnd":
		if i, ok := w.comments[c.get("w:id")]; ok {
			w.p.anchor(i, c.name == "w:commentRangeEnd")
		}
	case "m:oMath", "m:oMathPara":
		s, err := w.x.text()
		w.text(s, runProps{})
		return err
	}
	return nil
}

// shows reports whether what stands in a change of the name is in the text.
func (w *docxWalk) shows(name string) bool {
	inserted := name == "w:ins" || name == "w:moveTo"
	switch w.revisions {
	case RevisionsShow:
		return true
	case RevisionsReject:
		return !inserted
	}
	return inserted
}

// changeMarks are what stands around an insertion or a deletion where changes are shown.
func changeMarks(inserted bool) (open, closing string) {
	if inserted {
		return "{+", "+}"
	}
	return "[-", "-]"
}

// change reads what was put in or taken out.
func (w *docxWalk) change(name string) error {
	w.left.changes++
	if !w.shows(name) {
		return nil
	}
	if w.revisions != RevisionsShow {
		return w.x.each(w.inline)
	}
	open, closing := changeMarks(name == "w:ins" || name == "w:moveTo")
	w.p.openMark(open, closing)
	err := w.x.each(w.inline)
	w.p.closeMark(open, closing)
	return err
}

// run reads a run: its properties stand first.
func (w *docxWalk) run() error {
	var r runProps
	return w.x.each(func(c xmlNode) error {
		if c.name == "w:rPr" {
			return w.x.each(r.read)
		}
		return w.piece(c, r)
	})
}

// piece reads one element of a run.
func (w *docxWalk) piece(c xmlNode, r runProps) error {
	switch c.name {
	case "w:t", "w:delText":
		s, err := w.x.text()
		if c.get("xml:space") != "preserve" {
			s = strings.Trim(s, " \t\r\n")
		}
		w.text(strings.ReplaceAll(s, "\n", " "), r)
		return err
	case "w:tab", "w:ptab":
		w.text(" ", r)
	case "w:br", "w:cr":
		w.text("\n", r)
	case "w:noBreakHyphen":
		w.text("-", r)
	case "w:sym":
		w.text(symbol(c.get("w:font"), c.get("w:char")), r)
	case "w:footnoteReference", "w:endnoteReference":
		w.reference(c)
	case "w:commentReference":
		if i, ok := w.comments[c.get("w:id")]; ok {
			w.p.anchor(i, true)
		}
	case "w:fldChar":
		return w.fieldChar(c, r)
	case "w:instrText":
		s, err := w.x.text()
		if n := len(w.fields); n > 0 && len(w.fields[n-1].instr) < maxInstruction {
			w.fields[n-1].instr += s
		}
		return err
	case "w:ruby":
		return w.x.each(func(c xmlNode) error {
			if c.name == "w:rubyBase" {
				return w.x.each(w.inline)
			}
			return nil
		})
	case "w:drawing", "w:pict", "w:object":
		if c.name == "w:object" {
			w.left.objects++
		}
		return w.x.each(w.drawn)
	case "mc:AlternateContent":
		return w.choose(func(c xmlNode) error { return w.piece(c, r) })
	}
	return nil
}

// text adds text to the paragraph, if it is to be seen.
func (w *docxWalk) text(s string, r runProps) {
	switch {
	case !w.visible() || w.p == nil:
	case w.styles.flag(r, w.style, func(r runProps) *bool { return r.hidden }):
		w.left.hidden += utf8.RuneCountInString(strings.TrimSpace(s))
	case w.styles.flag(r, w.style, func(r runProps) *bool { return r.high }):
		w.p.writeHigh(s)
	default:
		w.p.write(s)
	}
}

// drawn looks for text boxes and pictures in a drawing.
func (w *docxWalk) drawn(c xmlNode) error {
	switch c.name {
	case "":
		return nil
	case "w:txbxContent":
		if !w.visible() {
			return nil
		}
		return w.box()
	case "mc:AlternateContent":
		return w.choose(w.drawn)
	case "a:blip", "v:imagedata":
		w.left.pictures++
	}
	return w.x.each(w.drawn)
}

// docxField is a field: an instruction, and what came of it when Word last looked.
type docxField struct {
	instr  string
	result bool   // the instruction has ended
	silent bool   // a table of contents, which repeats the text
	shown  string // of a form field that has no result: a box that is ticked or not
}

// maxInstruction is how much of an instruction is kept.
const maxInstruction = 4096

// visible reports whether text here is no instruction of a field and no table of contents.
func (w *docxWalk) visible() bool {
	for _, f := range w.fields {
		if !f.result || f.silent {
			return false
		}
	}
	return true
}

// isContents reports whether a field makes a table of contents or an index, and counts it.
func (w *docxWalk) isContents(instr string) bool {
	switch word := firstField(strings.TrimSpace(instr)); strings.ToUpper(word) {
	case "TOC", "INDEX", "TOA":
		w.left.contents++
		return true
	case "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM":
		w.left.numbers++
	}
	return false
}

// fieldChar follows the marks around a field.
func (w *docxWalk) fieldChar(c xmlNode, r runProps) error {
	last := len(w.fields) - 1
	switch kind := c.get("w:fldCharType"); {
	case kind == "begin" && len(w.fields) < MaxXMLDepth:
		f := &docxField{}
		w.fields = append(w.fields, f)
		return w.form(f)
	case kind == "separate" && last >= 0:
		f := w.fields[last]
		f.result, f.silent = true, w.isContents(f.instr)
	case kind == "end" && last >= 0:
		f := w.fields[last]
		w.fields = w.fields[:last]
		if !f.result {
			w.isContents(f.instr)
			w.text(f.shown, r)
		}
	}
	return nil
}

// form reads the data of a form field: a box to tick, or a choice.
func (w *docxWalk) form(f *docxField) error {
	var choices []string
	chosen := -1
	var read func(c xmlNode) error
	read = func(c xmlNode) error {
		switch c.name {
		case "w:checkBox":
			f.shown = "☐"
		case "w:checked", "w:default":
			if c.name == "w:checked" || f.shown == "☐" {
				f.shown = map[bool]string{true: "☒", false: "☐"}[c.on()]
			}
		case "w:ddList":
			chosen = 0
		case "w:result":
			chosen, _ = strconv.Atoi(c.get("w:val"))
		case "w:listEntry":
			choices = append(choices, c.get("w:val"))
		}
		return w.x.each(read)
	}
	err := w.x.each(read)
	if chosen >= 0 && chosen < len(choices) {
		f.shown = choices[chosen]
	}
	return err
}
