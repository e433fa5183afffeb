package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/ledongthuc/pdf"

	"corridor/corpus"
)

// pdfDoc is an open PDF with what its pages share.
type pdfDoc struct {
	reader *pdf.Reader
	fonts  map[string]*pdfFont
	budget int64 // bytes of decoded content that may still be read
	over   bool  // the budget or a stream's limit was hit
	faults int   // content streams that ended in a fault
	lost   int   // streams that could not be decoded
	notes  []string
}

// pdfPage is a page with the resources it inherits.
type pdfPage struct {
	node      pdf.Value
	resources pdf.Value
}

const (
	totalStreams = 4 * MaxStreamBytes // decoded content of a whole document
	maxTreeDepth = 48                 // of the page tree; a deeper one contains itself
	maxTreeNodes = 8 * MaxPages
)

// openPDF opens the file, repaired when it must be.
func openPDF(data []byte) (*pdfDoc, error) {
	d := &pdfDoc{fonts: map[string]*pdfFont{}, budget: totalStreams}
	plain := trimPDF(data)
	err := errHuge
	if !hugeSize(plain) {
		err = d.try(plain)
	}
	if err == nil {
		return d, nil
	}
	if k := encryption(err); k != nil {
		return nil, k
	}
	mended, ok := rebuildPDF(plain)
	if !ok {
		return nil, fmt.Errorf("damaged PDF, nothing left to repair (%v): %w", err, corpus.ErrUnreadable)
	}
	if err := d.try(mended); err != nil {
		if k := encryption(err); k != nil {
			return nil, k
		}
		return nil, fmt.Errorf("damaged PDF, repair failed (%v): %w", err, corpus.ErrUnreadable)
	}
	d.notes = append(d.notes, "the file's table of objects was damaged and has been rebuilt")
	return d, nil
}

var errHuge = errors.New("the table of objects claims more entries than the file has bytes")

// try opens the bytes as they are and looks for a first page.
func (d *pdfDoc) try(data []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	d.reader, err = pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	if c := d.reader.Trailer().Key("Encrypt"); !c.IsNull() && c.Key("V").Int64() < 4 && c.Key("Length").Int64() < 128 {
		return errors.New("40-bit encryption")
	}
	root := d.reader.Trailer().Key("Root").Key("Pages")
	if root.Kind() != pdf.Dict {
		return errors.New("no page tree")
	}
	_, err = d.pages(1)
	return err
}

// encryption turns what the object layer says about protection into a kind of error.
func encryption(err error) error {
	msg := err.Error()
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return fmt.Errorf("the PDF asks for a password: remove it and try again: %w", corpus.ErrEncrypted)
	case strings.Contains(msg, "encryption"), strings.Contains(msg, "-bit encryption key"):
		return fmt.Errorf("the PDF is protected in a way that is not read here (%s): save it without protection: %w", msg, corpus.ErrEncrypted)
	}
	return nil
}

// pages walks the page tree without trusting its counts and parents. With stop > 0 it returns as soon as
// so many pages are found.
func (d *pdfDoc) pages(stop int) ([]pdfPage, error) {
	w := treeWalk{stop: stop}
	root := d.reader.Trailer().Key("Root").Key("Pages")
	w.visit(root, root.Key("Resources"), 0)
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

func (w *treeWalk) visit(v, res pdf.Value, depth int) {
	w.nodes++
	switch {
	case w.err != nil || w.stop > 0 && len(w.pages) >= w.stop:
		return
	case depth > maxTreeDepth || w.nodes > maxTreeNodes:
		w.err = fmt.Errorf("the page tree contains itself: %w", corpus.ErrUnreadable)
		return
	}
	if own := v.Key("Resources"); own.Kind() == pdf.Dict {
		res = own
	}
	kids := v.Key("Kids")
	if kids.Kind() != pdf.Array {
		w.leaf(v, res)
		return
	}
	for i := range kids.Len() {
		w.child(kids, i, res, depth)
	}
}

func (w *treeWalk) leaf(v, res pdf.Value) {
	if v.Kind() != pdf.Dict {
		return
	}
	if len(w.pages) >= MaxPages {
		w.err = fmt.Errorf("more than %d pages: %w", MaxPages, corpus.ErrTooLarge)
		return
	}
	w.pages = append(w.pages, pdfPage{v, res})
}

// child visits one kid; a damaged one costs only itself.
func (w *treeWalk) child(kids pdf.Value, i int, res pdf.Value, depth int) {
	defer func() { _ = recover() }()
	w.visit(kids.Index(i), res, depth+1)
}

// load reads a font dictionary. Fonts are told apart by how they print, which names their parts.
func (d *pdfDoc) load(v pdf.Value) *pdfFont {
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
			f = &pdfFont{guess: true}
			f.encode(pdf.Value{})
		}
	}()
	return loadFont(v)
}
