package ingest

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"corridor/corpus"
)

// odtWalk reads an OpenDocument text. One walk goes through the styles and then through the text.
type odtWalk struct {
	x         *xmlReader
	d         *draft
	f         *flow
	revisions Revisions
	styles    odtStyles
	told      []string              // headers and footers
	counts    map[string]*odtCounts // of lists, by id and by style
	outline   *odtCounts            // of headings
	lists     []*odtList            // that are open, outermost first
	changes   map[string]*odtChange // by id
	inside    []*odtChange          // insertions that are open
	captured  *[]*odtParagraph      // where paragraphs of a deletion go, nil outside of one
	p         *odtParagraph         // that is being read
	open      *odtParagraph         // whose end was taken away: the next paragraph goes on with it
	number    string                // that the file says is printed before the next paragraph
	comments  map[string]int        // open ones by name
	hidden    int                   // how many hidden elements are open
	item      bool                  // the last paragraph was an item of a list without a gap between its items
	left      leftOut
}

// odtParagraph is a paragraph with what its place makes of it.
type odtParagraph struct {
	paragraph
	place *odtPlace // that counts it, nil for none
	high  bool      // its style sets all of it high
}

// odtPlace is where a paragraph is counted: in a list, or as a heading.
type odtPlace struct {
	style  string // of the list, "" for headings
	levels *[10]odtLevel
	counts *odtCounts // nil in a deletion, until it is put back
	level  int        // from 0
	start  int        // count to begin at, or -1
}

const odtMedia = "application/vnd.oasis.opendocument.text"

// readODT reads an OpenDocument text: its text with the numbers of its lists and headings, its tables, notes
// and text boxes. Headers, footers and comments stay out of the text.
func readODT(ctx context.Context, data []byte, opt Options) (*draft, error) {
	z, err := openZip(data)
	if err != nil {
		return nil, err
	}
	manifest, err := z.read("META-INF/manifest.xml")
	if err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		err = fmt.Errorf("asks for a password: open it, take the password off and save it: %w", corpus.ErrEncrypted)
	}
	if err != nil {
		return nil, err
	}
	w := newODTWalk(opt)
	for _, part := range []string{"styles.xml", "content.xml"} {
		data, err := z.read(part)
		if err == nil && data == nil && part == "content.xml" {
			err = fmt.Errorf("is no whole OpenDocument text: the part %q is missing: get the file again, or open it and save it anew: %w", part, corpus.ErrUnreadable)
		}
		if err == nil && data != nil {
			err = w.read(ctx, part, data)
		}
		if err != nil {
			return nil, err
		}
	}
	return w.finish()
}

// readFlatODT reads an OpenDocument text that is a single XML file.
func readFlatODT(ctx context.Context, data []byte, opt Options) (*draft, error) {
	if len(data) > MaxMarkupBytes {
		return nil, fmt.Errorf("%d bytes, the limit for a file of text is %d: %w", len(data), MaxMarkupBytes, corpus.ErrTooLarge)
	}
	w := newODTWalk(opt)
	if err := w.read(ctx, "the file", data); err != nil {
		return nil, err
	}
	return w.finish()
}

func newODTWalk(opt Options) *odtWalk {
	d := &draft{media: odtMedia, encoding: "utf-8", reader: "corridor/odt 1"}
	return &odtWalk{d: d, f: newFlow(d), revisions: opt.Revisions, counts: map[string]*odtCounts{}, changes: map[string]*odtChange{}, comments: map[string]int{}, outline: &odtCounts{},
		styles: odtStyles{styles: map[string]*odtStyle{}, lists: map[string]*[10]odtLevel{}}}
}

// read reads one part: styles, headers, text.
func (w *odtWalk) read(ctx context.Context, part string, data []byte) error {
	w.x = newXMLReader(ctx, part, data)
	return w.x.root(func(c xmlNode) error {
		switch c.name {
		case "office:styles", "office:automatic-styles":
			return w.styles.read(w.x)
		case "office:master-styles":
			return w.x.each(func(xmlNode) error { return w.x.each(w.furniture) })
		case "office:body":
			return w.x.each(func(c xmlNode) error {
				if c.name == "office:text" {
					return w.x.each(w.block)
				}
				return nil
			})
		}
		return nil
	})
}

// furniture reads a header or footer of the pages, to tell what is left out.
func (w *odtWalk) furniture(c xmlNode) error {
	kind := map[string]string{"style:header": "header", "style:header-left": "header", "style:header-first": "header",
		"style:footer": "footer", "style:footer-left": "footer", "style:footer-first": "footer"}[c.name]
	if kind == "" {
		return nil
	}
	lines, err := w.apart(w.block)
	text := fmt.Sprintf("%s %q", kind, clip(oneLine(plainText(lines)), maxTold))
	if countLetters(text, len(kind)+1) > len(kind) && !slices.Contains(w.told, text) {
		w.told = append(w.told, text)
	}
	return err
}

// apart reads what stands in the open element as a text of its own: a note, a box, a cell, a comment.
func (w *odtWalk) apart(block func(xmlNode) error) ([]rawLine, error) {
	outer := *w
	w.p, w.open, w.lists, w.number, w.captured, w.item = nil, nil, nil, "", nil, false
	w.f.open()
	err := w.x.each(block)
	if err == nil {
		err = w.endOpen()
	}
	lines := w.f.close()
	inner := *w
	*w = outer
	w.left, w.told, w.inside = inner.left, inner.told, inner.inside
	return lines, err
}

// finish hands over the draft with what is told about it.
func (w *odtWalk) finish() (*draft, error) {
	if err := w.endOpen(); err != nil {
		return nil, err
	}
	w.f.finish()
	w.d.warnFurniture(w.told)
	w.left.report(w.d, w.revisions)
	return w.d, w.left.onlyPictures(w.d)
}
