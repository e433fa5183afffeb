package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"corridor/corpus"
)

// extracted is a document after extraction and cleaning: canonical text plus what the format knew. It
// crosses the border from the child process as JSON, with Text beside it; checkReport says what must hold.
type extracted struct {
	Text      string            `json:"-"`               // UTF-8, NFC, "\n" line ends, no soft hyphens, line-end hyphens rejoined, page furniture removed
	Pages     []corpus.Page     `json:"pages"`           // spans into Text; nil for formats without pages
	Marks     []mark            `json:"marks"`           // structure that the format gave, spans into Text, in order
	Meta      map[string]string `json:"meta"`            // front matter (md), <title> and lang (html) as plain facts: "title", "country", "lang"
	Lines     corpus.Layout     `json:"lines,omitempty"` // where they stand on the pages, in order
	Footnotes []corpus.Span     `json:"notes"`           // in Text, in order
	Comments  []corpus.Comment  `json:"comments"`        // of people, beside the text
	Languages []languageSpan    `json:"languages"`       // that the format names, in order, without overlap
	Source    corpus.Source     `json:"source"`
	Language  string            `json:"language,omitempty"` // of this version, where the file holds several
	How       arrangement       `json:"how,omitempty"`      // the versions stand to each other
	Others    []*extracted      `json:"others,omitempty"`   // further language versions, of the main one only
	Pictures  []int             `json:"pictures,omitempty"` // pages that are pictures and were not read
}

// mark is one piece of structure that the format gave.
type mark struct {
	Span  corpus.Span // of a line, or of the number for markSup
	Kind  markKind
	Level int // 1 to 6, for headings
}

// languageSpan is a stretch of the text whose language the format names: by an attribute, or because it is
// one column of a table whose columns say the same in different languages.
type languageSpan struct {
	Span corpus.Span
	Lang string // BCP 47, as the file writes it
}

// markKind says what a mark means.
type markKind int

// The marks.
const (
	markHeading  markKind = iota + 1 // the line is a heading of the given level (Markdown, HTML)
	markSup                          // a superscript number at the start of a paragraph: "<sup>1</sup> text" gives "1 text"
	markListItem                     // the line is an item of a list
	markTableRow                     // the line is a row of a table, cells set apart by " | "
)

// extractBytes reads a document of any known format in this process.
func extractBytes(ctx context.Context, name string, data []byte) (*extracted, error) {
	return extract(ctx, filepath.Base(name), data, Options{})
}

// extract reads a document, in a child process when there is an isolator, and by its pictures when it has no
// text layer and that is wanted.
func extract(ctx context.Context, name string, data []byte, opt Options) (*extracted, error) {
	opt.name = name
	x, err := extractLayer(ctx, data, opt)
	if opt.AskPassword != nil && errors.Is(err, corpus.ErrEncrypted) && sniff(data) == formatPDF {
		x, err = opt.askAndExtract(ctx, data, err)
	}
	if opt.OCR.wants(x, err) {
		x, err = opt.recognize(ctx, data, x)
	}
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	for _, v := range x.versions() {
		v.Source.Name, v.Source.SHA256, v.Source.Bytes = name, hex.EncodeToString(sum[:]), int64(len(data))
		v.Source.Address = opt.Address
	}
	return x, nil
}

// maxAsked is how often somebody is asked for the password of one document.
const maxAsked = 3

// askAndExtract asks for the password of a document until it opens, and keeps it for what is read later. Without an
// answer the refusal stands.
func (opt *Options) askAndExtract(ctx context.Context, data []byte, refusal error) (*extracted, error) {
	for asked := range maxAsked {
		word, ok := opt.AskPassword(opt.name, asked > 0 || opt.Password != "")
		if !ok {
			break
		}
		opt.Password = word
		x, err := extractLayer(ctx, data, *opt)
		if !errors.Is(err, corpus.ErrEncrypted) {
			return x, err
		}
		refusal = err
	}
	return nil, refusal
}

// recognize reads a document by its pictures. Where that cannot be done, what its text layer gave stands, if it gave
// something, and says so.
func (opt *Options) recognize(ctx context.Context, data []byte, layer *extracted) (*extracted, error) {
	x, err := opt.OCR.Recognize(ctx, data, *opt)
	if layer == nil || !errors.Is(err, corpus.ErrNoText) {
		return x, err
	}
	why := strings.TrimSuffix(err.Error(), ": "+corpus.ErrNoText.Error())
	layer.Source.Warnings = append(layer.Source.Warnings, printable("not read by OCR: "+why, maxNoteBytes))
	return layer, nil
}

// extractLayer reads the text that a document holds as text.
func extractLayer(ctx context.Context, data []byte, opt Options) (*extracted, error) {
	if err := checkSize(data); err != nil {
		return nil, err
	}
	if opt.Isolate != nil {
		return askExtract(ctx, data, opt)
	}
	return extractHere(ctx, data, opt)
}

// extractHere reads a document in this process: it decodes, parses, cleans and finishes the text.
func extractHere(ctx context.Context, data []byte, opt Options) (*extracted, error) {
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	d, err := readDraft(ctx, data, opt)
	if err != nil {
		return nil, timeKind(err)
	}
	x, err := d.finish()
	if err == nil {
		err = timeKind(ctx.Err())
	}
	if err != nil {
		return nil, err
	}
	for _, v := range x.versions() {
		v.dropLongFacts()
	}
	return x, nil
}

// versions lists the language versions of the document, itself first.
func (x *extracted) versions() []*extracted {
	return append([]*extracted{x}, x.Others...)
}

func (x *extracted) dropLongFacts() {
	for k, v := range x.Meta {
		if len(k)+len(v) > maxNoteBytes {
			delete(x.Meta, k)
			x.Source.Warnings = append(x.Source.Warnings, "a fact of the format is far too long to be one and was passed over")
		}
	}
}

// checkSize refuses a file that holds nothing or too much.
func checkSize(data []byte) error {
	switch {
	case len(data) > MaxFileBytes:
		return fmt.Errorf("%d bytes, the limit for a file is %d: %w", len(data), MaxFileBytes, corpus.ErrTooLarge)
	case len(data) == 0:
		return fmt.Errorf("is empty: %w", corpus.ErrInvalid)
	}
	return nil
}

// readers turns each format that is told by its first bytes into a draft. All other files are text.
var readers = map[format]func(ctx context.Context, data []byte, opt Options) (*draft, error){
	formatPDF:     readPDF,
	formatDOCX:    readDOCX,
	formatODT:     readODT,
	formatFlatODT: readFlatODT,
	formatMHTML:   readMHTML,
}

// readDraft chooses the reader by the content.
func readDraft(ctx context.Context, data []byte, opt Options) (*draft, error) {
	f := sniff(data)
	if kind := imageType(data); f == 0 && kind != "" {
		if opt.scans != nil {
			return readScans(data, opt.scans)
		}
		return nil, fmt.Errorf("is a picture (%s): install tesseract, and it is read here, or run OCR first: %w", kind, corpus.ErrNoText)
	}
	if read := readers[f]; read != nil {
		return read(ctx, data, opt)
	}
	if expanders[f] != nil {
		return nil, fmt.Errorf("holds several documents: %w", corpus.ErrInvalid)
	}
	return readTextual(data, opt)
}

// readTextual decodes a file of text and reads it by what stands in it.
func readTextual(data []byte, opt Options) (*draft, error) {
	if err := refuse(data); err != nil {
		return nil, err
	}
	if len(data) > MaxMarkupBytes {
		return nil, fmt.Errorf("%d bytes, the limit for a file of text is %d: %w", len(data), MaxMarkupBytes, corpus.ErrTooLarge)
	}
	from, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	var d *draft
	switch sniffText(lineEnds.Replace(from.text[:min(len(from.text), sniffBytes)])) {
	case formatHTML:
		d, err = readHTML(from.text, opt)
	case formatMarkdown:
		d = readMarkdown(from.text)
	default:
		d = readText(from.text)
	}
	if err != nil {
		return nil, err
	}
	if d.encoding = from.encoding; from.warning != "" {
		d.warn(from.warning)
	}
	return d, nil
}

// finish takes the steps that all formats share: furniture, language versions, joining, assembly, judgement.
func (d *draft) finish() (*extracted, error) {
	if d.media == "text/plain" || d.media == "application/pdf" {
		lines, warning := dropFurniture(d.lines, d.pages, d.sheets)
		d.lines = lines
		if warning != "" {
			d.warn(warning)
		}
	}
	d.report()
	var main *extracted
	for _, v := range d.versions() {
		x, err := v.finishVersion()
		switch {
		case err != nil:
			return nil, err
		case main == nil:
			main = x
		default:
			main.Others = append(main.Others, x)
		}
	}
	return main, nil
}

// finishVersion joins and assembles the lines of one language version.
func (d *draft) finishVersion() (*extracted, error) {
	d.lines = joinLines(d.lines, d.wrapped)
	d.numberLines()
	x := d.assemble()
	x.Language, x.How = d.lang, d.how
	switch {
	case x.Text == "":
		return nil, fmt.Errorf("is empty: it holds nothing but white space: %w", corpus.ErrInvalid)
	case len(x.Text) > MaxTextBytes:
		return nil, fmt.Errorf("%d bytes of text, the limit is %d: %w", len(x.Text), MaxTextBytes, corpus.ErrTooLarge)
	}
	x.Source = corpus.Source{MediaType: d.media, Encoding: d.encoding, Extractor: d.reader,
		Quality: measureQuality(x.Text), Warnings: d.warnings}
	x.recognized(d.confidence)
	x.Pictures = d.pictures
	return x, nil
}

// report turns what cleaning counted into warnings.
func (d *draft) report() {
	for _, c := range []struct {
		n    int
		what string
	}{
		{d.count.invisible, "invisible characters (zero width, direction controls) removed"},
		{d.count.controls, "control characters removed"},
		{d.count.bad, "characters could not be decoded and stand as \ufffd"},
		{d.count.private, "characters are of a font's own alphabet and cannot be read"},
	} {
		if c.n > 0 {
			d.warn(fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
}
