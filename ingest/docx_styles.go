package ingest

import (
	"context"
	"strconv"
	"strings"
)

// docxStyles are the styles of a Word file by their id.
type docxStyles struct {
	byID map[string]*docxStyle
	base string // the paragraph style of paragraphs that name none
	lang string // language that the file takes for granted
}

// docxStyle is what a style says that matters for the text.
type docxStyle struct {
	name  string // as the program calls it: "heading 1" in Word of any language
	based string
	paragraphProps
	runProps
}

// paragraphProps are the properties of a paragraph or of its style. Empty strings are not set.
type paragraphProps struct {
	style   string
	numID   string // "0" takes the number away
	level   string // of the list
	outline string // "0" to "8", "9" is body text
}

// runProps are the properties of a run of text or of its style.
type runProps struct {
	style  string
	hidden *bool
	high   *bool // set high
}

// readStyles reads word/styles.xml.
func readStyles(ctx context.Context, part string, data []byte) (*docxStyles, error) {
	s := &docxStyles{byID: map[string]*docxStyle{}}
	if data == nil {
		return s, nil
	}
	x := newXMLReader(ctx, part, data)
	return s, x.root(func(c xmlNode) error {
		switch c.name {
		case "w:docDefaults":
			return s.readDefaults(x)
		case "w:style":
			return s.readStyle(x, c)
		}
		return nil
	})
}

func (s *docxStyles) readDefaults(x *xmlReader) error {
	var read func(c xmlNode) error
	read = func(c xmlNode) error {
		if c.name == "w:lang" {
			s.lang = c.get("w:val")
		}
		return x.each(read)
	}
	return x.each(read)
}

func (s *docxStyles) readStyle(x *xmlReader, n xmlNode) error {
	st := &docxStyle{}
	id := n.get("w:styleId")
	s.byID[id] = st
	if n.get("w:type") == "paragraph" && (n.get("w:default") == "1" || n.get("w:default") == "true") {
		s.base = id
	}
	return x.each(func(c xmlNode) error {
		switch c.name {
		case "w:name":
			st.name = strings.ToLower(strings.TrimSpace(c.get("w:val")))
		case "w:basedOn":
			st.based = c.get("w:val")
		case "w:pPr":
			return x.each(func(c xmlNode) error { return st.paragraphProps.read(x, c) })
		case "w:rPr":
			return x.each(func(c xmlNode) error { return st.runProps.read(c) })
		}
		return nil
	})
}

// read reads one property of a paragraph.
func (p *paragraphProps) read(x *xmlReader, c xmlNode) error {
	switch c.name {
	case "w:pStyle":
		p.style = c.get("w:val")
	case "w:outlineLvl":
		p.outline = c.get("w:val")
	case "w:numPr":
		return x.each(func(c xmlNode) error {
			switch c.name {
			case "w:numId":
				p.numID = c.get("w:val")
			case "w:ilvl":
				p.level = c.get("w:val")
			}
			return nil
		})
	}
	return nil
}

// read reads one property of a run.
func (r *runProps) read(c xmlNode) error {
	switch c.name {
	case "w:rStyle":
		r.style = c.get("w:val")
	case "w:vanish":
		on := c.on()
		r.hidden = &on
	case "w:vertAlign":
		on := c.get("w:val") == "superscript"
		r.high = &on
	}
	return nil
}

// maxStyleChain is how many styles may be based on each other.
const maxStyleChain = 32

// chain yields a style and those it is based on.
func (s *docxStyles) chain(id string, yield func(id string, st *docxStyle) bool) {
	for range maxStyleChain {
		st := s.byID[id]
		if st == nil || !yield(id, st) {
			return
		}
		id = st.based
	}
}

// styled are the properties of a paragraph with what its styles add; from is the style that numbers it, or
// "" when the paragraph does so itself.
func (s *docxStyles) styled(p paragraphProps) (out paragraphProps, from string) {
	out = p
	if out.style == "" || s.byID[out.style] == nil {
		out.style = s.base
	}
	s.chain(out.style, func(id string, st *docxStyle) bool {
		if out.numID == "" && st.numID != "" {
			out.numID, from = st.numID, id
		}
		if out.level == "" {
			out.level = st.level
		}
		if out.outline == "" {
			if out.outline = st.outline; out.outline == "" {
				out.outline = outlineByName(st.name)
			}
		}
		return true
	})
	return out, from
}

// flag is a property of runs: of the run itself, else of its character style, else of the paragraph's style.
func (s *docxStyles) flag(r runProps, paragraph string, get func(runProps) *bool) bool {
	if v := get(r); v != nil {
		return *v
	}
	value := false
	for _, id := range []string{r.style, paragraph} {
		found := false
		s.chain(id, func(_ string, st *docxStyle) bool {
			if v := get(st.runProps); v != nil {
				value, found = *v, true
			}
			return !found
		})
		if found {
			break
		}
	}
	return value
}

// headingName is the name of a heading style: Word writes the English one whatever its language, other
// programs their own.
var headingName = lazy(`^(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|nagłówek|заголовок|başlık|标题|見出し|عنوان) ?([1-9])$`)

// outlineByName is the outline level, from "0", that a style has by its name.
func outlineByName(name string) string {
	if m := headingName.FindStringSubmatch(name); m != nil {
		n, _ := strconv.Atoi(m[1])
		return strconv.Itoa(n - 1)
	}
	if name == "title" {
		return "0"
	}
	return ""
}
