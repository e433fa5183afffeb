package ingest

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/ledongthuc/pdf"

	"corridor/corpus"
)

// pdfDoc is an open PDF with what its pages share.
type pdfDoc struct {
	reader   *pdf.Reader
	table    *objectTable
	streams  map[int]*pdfObject // by the offset of their first byte
	lock     *pdfLock           // nil when the file is not protected
	fonts    map[string]*pdfFont
	budget   int  // bytes of decoded content that may still be read
	over     bool // the budget or a stream's limit was hit
	faults   int  // content streams that ended in a fault
	lost     int  // streams that could not be decoded
	notes    []string
	fields   int // of a form that are filled in
	typed    int // texts typed onto pages
	comments []pdfNote
	spare    spareRoom
}

// spareRoom is what the pages of a document are read in, one after the other.
type spareRoom struct {
	lines   []pdfLine
	glyphs  []placed
	text    []byte
	content bytes.Buffer // as it was inflated
}

// pdfPage is a page with the resources it inherits.
type pdfPage struct {
	node                           pdf.Value
	resources, media, crop, rotate pdf.Value
}

// inherit takes from the node what it says of itself.
func (p pdfPage) inherit(v pdf.Value) pdfPage {
	p.node = v
	if own := v.Key("Resources"); own.Kind() == pdf.Dict {
		p.resources = own
	}
	for key, field := range map[string]*pdf.Value{"MediaBox": &p.media, "CropBox": &p.crop, "Rotate": &p.rotate} {
		if own := v.Key(key); !own.IsNull() {
			*field = own
		}
	}
	return p
}

const (
	totalStreams = 4 * MaxStreamBytes // decoded content of a whole document
	maxTreeDepth = 48                 // of the page tree; a deeper one contains itself
	maxTreeNodes = 8 * MaxPages
)

// openPDF opens the file, whatever state its table of objects is in.
func openPDF(data []byte, password string) (*pdfDoc, error) {
	s := scanPDF(data)
	if len(s.objects) == 0 {
		return nil, fmt.Errorf("damaged PDF, no objects are left: %w", corpus.ErrUnreadable)
	}
	d := &pdfDoc{fonts: map[string]*pdfFont{}, budget: totalStreams, table: newTable(s)}
	if !s.sound() {
		d.notes = append(d.notes, "the file's table of objects was damaged and has been rebuilt")
	}
	if err := d.unlock(s, password); err != nil {
		return nil, err
	}
	if err := d.unpack(); err != nil {
		return nil, err
	}
	d.table.reference("Info", s.entry("Info"))
	for _, root := range d.table.roots() {
		if d.table.root = root(); d.table.root != "" && d.open() == nil && d.hasPages() {
			return d, nil
		}
	}
	return nil, fmt.Errorf("damaged PDF, its pages cannot be found: %w", corpus.ErrUnreadable)
}

// open gives the file to the object layer with the table as it is now.
func (d *pdfDoc) open() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	d.streams = map[int]*pdfObject{}
	for _, o := range d.table.objects {
		if o.data > 0 {
			d.streams[o.data] = o
		}
	}
	f := d.table.file()
	d.reader, err = pdf.NewReader(f, f.size())
	return err
}

// unlock finds the key of a protected file.
func (d *pdfDoc) unlock(s *pdfScan, password string) error {
	entry := s.entry("Encrypt")
	if entry == nil {
		return nil
	}
	d.table.reference("Lock", entry)
	if err := d.open(); err != nil {
		return fmt.Errorf("damaged PDF (%v): %w", err, corpus.ErrUnreadable)
	}
	x := pdfLexer{data: s.entry("ID")}
	var id []byte
	if t := x.next(); len(t.items) > 0 {
		id = t.items[0].str
	}
	lock := d.reader.Trailer().Key("Lock")
	if lock.Kind() != pdf.Dict {
		return nil // an entry that leads nowhere protects nothing
	}
	var err error
	d.lock, err = openLock(lock, id, password)
	return err
}

// unpack lays out the objects that are packed into streams.
func (d *pdfDoc) unpack() error {
	packed := d.table.typed("ObjStm")
	if len(packed) == 0 {
		return nil
	}
	d.table.trailer("/Packed [%s]", references(packed))
	if err := d.open(); err != nil {
		return fmt.Errorf("damaged PDF (%v): %w", err, corpus.ErrUnreadable)
	}
	list := d.reader.Trailer().Key("Packed")
	for i, o := range packed {
		d.unpackStream(o, list.Index(i))
	}
	return nil
}

// hasPages reports whether a page can be found from the root.
func (d *pdfDoc) hasPages() (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			ok = false
		}
	}()
	pages, err := d.pages(1)
	return err == nil && len(pages) > 0
}

// pages walks the page tree without trusting its counts and parents. With stop > 0 it returns as soon as
// so many pages are found.
func (d *pdfDoc) pages(stop int) ([]pdfPage, error) {
	w := treeWalk{stop: stop}
	w.visit(pdfPage{}.inherit(d.reader.Trailer().Key("Root").Key("Pages")), 0)
	switch {
	case w.err != nil && (len(w.pages) == 0 || errors.Is(w.err, corpus.ErrTooLarge)):
		return nil, w.err
	case len(w.pages) == 0:
		return nil, fmt.Errorf("no pages: %w", corpus.ErrUnreadable)
	}
	return w.pages, nil
}

type treeWalk struct {
	pages []pdfPage
	nodes int
	stop  int
	err   error
}

func (w *treeWalk) visit(p pdfPage, depth int) {
	w.nodes++
	switch {
	case w.err != nil || w.stop > 0 && len(w.pages) >= w.stop:
		return
	case depth > maxTreeDepth || w.nodes > maxTreeNodes:
		w.err = fmt.Errorf("the page tree contains itself: %w", corpus.ErrUnreadable)
		return
	}
	kids := p.node.Key("Kids")
	if kids.Kind() != pdf.Array {
		w.leaf(p)
		return
	}
	for i := range kids.Len() {
		w.child(p, kids, i, depth)
	}
}

func (w *treeWalk) leaf(p pdfPage) {
	if p.node.Kind() != pdf.Dict {
		return
	}
	if len(w.pages) >= MaxPages {
		w.err = fmt.Errorf("more than %d pages: %w", MaxPages, corpus.ErrTooLarge)
		return
	}
	w.pages = append(w.pages, p)
}

// child visits one kid; a damaged one costs only itself.
func (w *treeWalk) child(p pdfPage, kids pdf.Value, i, depth int) {
	defer func() { _ = recover() }()
	w.visit(p.inherit(kids.Index(i)), depth+1)
}

// font reads a font dictionary. Fonts are told apart by how they print, which names their parts.
func (d *pdfDoc) font(v pdf.Value) *pdfFont {
	key := v.String()
	if f, ok := d.fonts[key]; ok {
		return f
	}
	f := d.newFont(v)
	d.fonts[key] = f
	return f
}

func (d *pdfDoc) newFont(v pdf.Value) (f *pdfFont) {
	defer func() {
		if r := recover(); r != nil {
			d.faults++
			f = plainFont()
		}
	}()
	return d.loadFont(v)
}
