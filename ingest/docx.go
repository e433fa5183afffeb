package ingest

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"corridor/corpus"
)

// docx is a Word file while it is read.
type docx struct {
	ctx       context.Context
	zip       *zipFile
	revisions Revisions
	main      string              // name of the part that holds the text
	related   map[string][]string // names of the parts that go with it, by the kind of relation
	styles    *docxStyles
	numbering *docxNumbering
	d         *draft
	f         *flow
	footnotes docxNotes
	endnotes  docxNotes
	comments  map[string]int // index in the draft by id
	left      leftOut
}

// readDOCX reads a Word document: its text with the numbers that Word computes, its tables, notes and text
// boxes. Headers, footers and comments stay out of the text.
func readDOCX(ctx context.Context, data []byte, opt Options) (*draft, error) {
	z, err := openZip(data)
	if err != nil {
		return nil, err
	}
	d := &draft{media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", encoding: "utf-8", reader: "corridor/docx 1"}
	p := &docx{ctx: ctx, zip: z, revisions: opt.Revisions, d: d, f: newFlow(d), comments: map[string]int{}}
	for _, step := range []func() error{p.openMain, p.readStyles, p.readNotes, p.readComments, p.readBody, p.readFurniture} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	p.f.finish()
	p.left.report(d, opt.Revisions)
	for _, format := range slices.Sorted(maps.Keys(p.numbering.odd)) {
		d.warn(fmt.Sprintf("numbers of the format %.40q are shown in digits", format))
	}
	return d, p.left.onlyPictures(d)
}

// openMain finds the part that holds the text, and those that go with it.
func (p *docx) openMain() error {
	top, err := p.relations("_rels/.rels", "")
	if err != nil {
		return err
	}
	p.main = "word/document.xml"
	if found := top["officeDocument"]; len(found) > 0 {
		p.main = found[0]
	}
	if f, err := p.zip.part(p.main); f == nil || err != nil {
		return fmt.Errorf("is no whole Word document: the part %q is missing: get the file again, or open it and save it anew: %w", p.main, corpus.ErrUnreadable)
	}
	dir, base := path.Split(p.main)
	p.related, err = p.relations(dir+"_rels/"+base+".rels", dir)
	return err
}

// relations reads a part of relations: the names of parts by the last word of the kind of relation.
func (p *docx) relations(part, dir string) (map[string][]string, error) {
	out := map[string][]string{}
	data, err := p.zip.read(part)
	if data == nil || err != nil {
		return out, err
	}
	x := newXMLReader(p.ctx, part, data)
	return out, x.root(func(c xmlNode) error {
		target := c.get("Target")
		if c.name != "rel:Relationship" || target == "" || strings.EqualFold(c.get("TargetMode"), "External") {
			return nil
		}
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		kind := path.Base(c.get("Type"))
		out[kind] = append(out[kind], strings.TrimPrefix(path.Clean("/"+target), "/"))
		return nil
	})
}

// partOf reads the part of a kind; nil when there is none.
func (p *docx) partOf(kind string) (name string, data []byte, err error) {
	if len(p.related[kind]) == 0 {
		return "", nil, nil
	}
	name = p.related[kind][0]
	data, err = p.zip.read(name)
	return name, data, err
}

// readStyles reads the styles and the numbering, which refer to each other.
func (p *docx) readStyles() error {
	name, data, err := p.partOf("styles")
	if err != nil {
		return err
	}
	if p.styles, err = readStyles(p.ctx, name, data); err != nil {
		return err
	}
	if name, data, err = p.partOf("numbering"); err != nil {
		return err
	}
	if p.numbering, err = readNumbering(p.ctx, name, data); err != nil {
		return err
	}
	p.numbering.link(func(style string) string {
		props, _ := p.styles.styled(paragraphProps{style: style})
		return props.numID
	})
	return nil
}

func (p *docx) readBody() error {
	data, err := p.zip.read(p.main)
	if err != nil {
		return err
	}
	return p.walk(p.main, data, true)
}

// walk reads the blocks of a part into the open frame; numbered says that its paragraphs count in lists.
func (p *docx) walk(part string, data []byte, numbered bool) error {
	w := &docxWalk{docx: p, x: newXMLReader(p.ctx, part, data), numbered: numbered}
	if err := w.x.root(func(c xmlNode) error {
		if c.name == "w:body" {
			return w.x.each(w.block)
		}
		return w.block(c) // headers and notes have their blocks at the top
	}); err != nil {
		return err
	}
	return w.endOpen()
}
