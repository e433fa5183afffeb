package ingest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"corridor/corpus"
)

// pdfResult is what the parser finds: the printed lines.
type pdfResult struct {
	Pages    int
	Sheets   [][2]float32 // width and height of each page in points
	Lines    []pdfLine
	Title    string
	Warnings []string
	Pictures []int // pages on which a picture stands
	Comments []pdfNote
}

// readPDF parses a PDF and lays its lines out.
func readPDF(ctx context.Context, data []byte, opt Options) (*draft, error) {
	res, err := parsePDF(ctx, data, opt.Password)
	if res, err = withScans(res, err, opt.scans); err != nil {
		return nil, err
	}
	d, err := layoutPDF(res)
	switch {
	case err != nil:
		return nil, err
	case opt.scans != nil:
		opt.scans.tell(d)
	default:
		if d.pictures = res.picturesOfText(); len(d.pictures) > 0 {
			d.warn(pageList(d.pictures) + ": a picture without a text layer, not read")
		}
	}
	return d, nil
}

// parsePDF reads the printed lines of every page.
func parsePDF(ctx context.Context, data []byte, password string) (res *pdfResult, err error) {
	defer func() {
		if r := recover(); r != nil {
			res, err = nil, fmt.Errorf("damaged PDF (%v): %w", r, corpus.ErrUnreadable)
		}
	}()
	d, err := openPDF(data, password)
	if err != nil {
		return nil, err
	}
	pages, err := d.pages(0)
	if err != nil {
		return nil, err
	}
	res = &pdfResult{Pages: len(pages), Title: d.title()}
	pictures, size := 0, 0
	for i, p := range pages {
		page, err := d.page(ctx, p, i+1)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, timeKind(err))
		}
		page.arrange()
		d.spare.lines = page.lines[:0]
		res.Sheets = append(res.Sheets, [2]float32{float32(page.box.width), float32(page.box.height)})
		if page.ink.picture() {
			pictures++
			res.Pictures = append(res.Pictures, i+1)
		}
		for _, l := range page.lines {
			size += len(l.Text)
		}
		if size > MaxTextBytes {
			return nil, fmt.Errorf("more than %d bytes of text: %w", MaxTextBytes, corpus.ErrTooLarge)
		}
		if len(res.Lines)+len(page.lines) > cap(res.Lines) { // as many more on every page as on those before, and one in eight
			res.Lines = slices.Grow(res.Lines, len(page.lines)+min(maxAhead, (len(res.Lines)+len(page.lines))*9*(len(pages)-i-1)/(8*(i+1))))
		}
		res.Lines = append(res.Lines, page.lines...)
	}
	res.Warnings, res.Comments = d.warnings(), d.comments
	return res, enoughText(res, pictures)
}

// maxAhead is how many lines are made room for before they are read.
const maxAhead = 8192

// page reads one page; a fault costs this page only.
func (d *pdfDoc) page(ctx context.Context, p pdfPage, number int) (res *pageResult, err error) {
	defer func() {
		if r := recover(); r != nil {
			d.faults++
			res = &pageResult{}
		}
	}()
	return d.runPage(ctx, p, number)
}

func (d *pdfDoc) title() (title string) {
	defer func() { _ = recover() }()
	return cleanText(d.reader.Trailer().Key("Info").Key("Title").Text())
}

func (d *pdfDoc) warnings() []string {
	out := d.notes
	if d.faults > 0 {
		out = append(out, fmt.Sprintf("%d damaged parts of pages were passed over", d.faults))
	}
	if d.lost > 0 {
		out = append(out, fmt.Sprintf("%d streams could not be decompressed; their text is missing", d.lost))
	}
	if d.fields > 0 {
		out = append(out, fmt.Sprintf("%d fields of a form are filled in; what they say stands in the text", d.fields))
	}
	if d.typed > 0 {
		out = append(out, fmt.Sprintf("%d notes were typed onto the pages; they stand in the text", d.typed))
	}
	return out
}

const minLettersPerPage = 20 // a page with fewer is taken for a picture, when pictures stand on it

// enoughText refuses a scan.
func enoughText(res *pdfResult, images int) error {
	letters := 0
	for i := range res.Lines {
		if letters += lettersIn(res.Lines[i].Text); letters >= max(1, minLettersPerPage*res.Pages) {
			return nil
		}
	}
	if letters == 0 || images > 0 && letters < minLettersPerPage*res.Pages {
		return fmt.Errorf("%d pages without a text layer (a scan?): install tesseract and pdftoppm, and they are read here, or run OCR first, for example with ocrmypdf: %w", res.Pages, corpus.ErrNoText)
	}
	return nil
}

// layoutPDF turns printed lines into a draft.
func layoutPDF(res *pdfResult) (*draft, error) {
	if res.Pages < 0 || res.Pages > MaxPages {
		return nil, fmt.Errorf("more than %d pages: %w", MaxPages, corpus.ErrTooLarge)
	}
	d := &draft{media: "application/pdf", reader: "corridor/pdf 1", pages: res.Pages, sheets: res.Sheets, wrapped: true, warnings: res.Warnings}
	if res.Title != "" {
		d.meta = map[string]string{"title": res.Title}
	}
	y := layout{lines: res.Lines, sheets: res.Sheets, count: &d.count}
	y.columns()
	y.leading()
	y.footnotes()
	d.comments = y.comments(res.Comments)
	d.lines = y.draft()
	return d, nil
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }
