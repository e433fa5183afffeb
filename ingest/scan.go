package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode"

	"corridor/corpus"
)

// scanned is what was read from the pictures of a document, on its way to the child, which lays it out like text.
type scanned struct {
	Reader string        `json:"reader"` // name and version of what read it
	Pages  []scannedPage `json:"pages"`
}

// scannedPage is one page that was read from its picture. Lengths are in points.
type scannedPage struct {
	Number     int           `json:"number"` // from 1
	Width      float64       `json:"width"`
	Height     float64       `json:"height"`
	Confidence float64       `json:"confidence"` // mean of the words by their letters, in [0, 1]; 0 without a word
	Lines      []scannedLine `json:"lines"`
}

// scannedLine is one line of a page.
type scannedLine struct {
	Text    string     `json:"text"`
	Box     [4]float64 `json:"box"`   // left, top, right, bottom, from the upper left corner
	First   float64    `json:"first"` // width of its first word
	letters int
	sure    float64 // sum of confidence times letters
}

// settle sums up how sure the words of the page are.
func (p *scannedPage) settle() {
	letters, sure := 0, 0.0
	for _, l := range p.Lines {
		letters, sure = letters+l.letters, sure+l.sure
	}
	if letters > 0 {
		p.Confidence = sure / float64(letters)
	}
}

// inkIn counts letters and digits.
func inkIn(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// scanDPI is how fine pages are drawn, in dots an inch.
const scanDPI = 300

// pageSheet is a page as a picture: its size in points, and what is known of its text.
type pageSheet struct {
	Number  int     `json:"number"`
	Width   float64 `json:"width"`
	Height  float64 `json:"height"`
	Letters int     `json:"letters"` // of the text layer
	Picture bool    `json:"picture"` // a picture stands on it
}

// dpi is how fine the page is drawn: less where it is larger than MaxScanSide allows.
func (s pageSheet) dpi() int {
	long := max(s.Width, s.Height, 1)
	return int(max(1, min(scanDPI, MaxScanSide*72/long)))
}

// scan reports whether the page is a picture of text rather than text.
func (s pageSheet) scan() bool { return s.Picture && s.Letters < minLettersPerPage }

// pageSheets is what the child tells of the pages of a document.
type pageSheets struct {
	Image bool        `json:"image,omitempty"` // an image file, and no pages
	Pages []pageSheet `json:"pages,omitempty"`
}

// wanted lists the pages to be read from their pictures.
func (p pageSheets) wanted(mode OCRMode) []pageSheet {
	if mode == OCRAlways {
		return p.Pages
	}
	out := slices.DeleteFunc(slices.Clone(p.Pages), func(s pageSheet) bool { return !s.scan() })
	if len(out) == 0 && p.letters() == 0 {
		return p.Pages // nothing that we take for a picture, and no text: whatever is drawn on them
	}
	return out
}

func (p pageSheets) letters() (n int) {
	for _, s := range p.Pages {
		n += s.Letters
	}
	return n
}

// askPages has the child look at the pages of a document.
func askPages(ctx context.Context, data []byte, opt Options) (pageSheets, error) {
	if opt.Isolate == nil {
		return sheetsOf(ctx, data, opt.Password)
	}
	a, _, err := ask(ctx, opt.Isolate, requestOf(opPages, opt), data, bounds{head: maxReport})
	switch {
	case err != nil:
		return pageSheets{}, err
	case a.Sheets == nil || len(a.Sheets.Pages) > MaxPages:
		return pageSheets{}, fmt.Errorf("the parser tells nothing of the pages: %w", corpus.ErrUnreadable)
	}
	for i, s := range a.Sheets.Pages {
		if s.Number != i+1 || !finite(s.Width) || !finite(s.Height) || s.Letters < 0 {
			return pageSheets{}, fmt.Errorf("the parser gave an impossible page %+v: %w", s, corpus.ErrUnreadable)
		}
	}
	return *a.Sheets, nil
}

// servePages is the child's part of askPages.
func servePages(ctx context.Context, r request, data []byte, a *answer) ([][]byte, error) {
	sheets, err := sheetsOf(ctx, data, r.Password)
	a.Sheets = &sheets
	return nil, err
}

// sheetsOf looks at every page of a PDF; an image file has none.
func sheetsOf(ctx context.Context, data []byte, password string) (out pageSheets, err error) {
	switch f := sniff(data); {
	case f != formatPDF && imageType(data) != "":
		return pageSheets{Image: true}, nil
	case f != formatPDF:
		return out, fmt.Errorf("only PDF and image files are read by OCR: %w", corpus.ErrNoText)
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged PDF (%v): %w", r, corpus.ErrUnreadable)
		}
	}()
	d, err := openPDF(data, password)
	if err != nil {
		return out, err
	}
	pages, err := d.pages(0)
	if err != nil {
		return out, err
	}
	for i, p := range pages {
		page, err := d.page(ctx, p, i+1)
		if err != nil {
			return out, fmt.Errorf("page %d: %w", i+1, timeKind(err))
		}
		box := boxOf(p)
		s := pageSheet{Number: i + 1, Width: box.width, Height: box.height, Picture: page.ink.picture()}
		for _, l := range page.lines {
			s.Letters += inkIn(l.Text)
		}
		out.Pages = append(out.Pages, s)
	}
	return out, nil
}

// readScans makes a draft of an image file that was read by OCR.
func readScans(data []byte, s *scanned) (*draft, error) {
	res := &pdfResult{Pages: len(s.Pages)}
	for _, p := range s.Pages {
		res.Sheets = append(res.Sheets, [2]float32{float32(p.Width), float32(p.Height)})
	}
	res.addScans(s)
	d, err := layoutPDF(res)
	if err == nil {
		d.media, d.reader = imageType(data), s.Reader
		s.tell(d)
	}
	return d, err
}

// tell notes in the draft what was read from pictures, and how surely.
func (s *scanned) tell(d *draft) {
	d.confidence = map[int]float64{}
	for _, p := range s.Pages {
		d.confidence[p.Number] = p.Confidence
	}
	if d.media == "application/pdf" {
		d.reader += ", " + s.Reader
	}
	d.warn(fmt.Sprintf("%s read from pictures by %s", pageList(s.numbers()), s.Reader))
}

func (s *scanned) numbers() (out []int) {
	for _, p := range s.Pages {
		out = append(out, p.Number)
	}
	return out
}

// pageList writes page numbers as "page 3", "pages 1-4, 7".
func pageList(numbers []int) string {
	out := ""
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if out != "" {
			out += ", "
		}
		out += fmt.Sprint(numbers[i])
		if j > i {
			out += fmt.Sprintf("-%d", numbers[j])
		}
		i = j + 1
	}
	if len(numbers) == 1 {
		return "page " + out
	}
	return "pages " + out
}

// addScans puts the lines that were read from pictures in the place of what their pages had.
func (res *pdfResult) addScans(s *scanned) {
	read := map[int]bool{}
	for _, p := range s.Pages {
		read[p.Number] = true
	}
	lines := slices.DeleteFunc(res.Lines, func(l pdfLine) bool { return read[l.Page] })
	for _, p := range s.Pages {
		for _, l := range p.Lines {
			lines = append(lines, pdfLine{Text: l.Text, Page: p.Number, X0: l.Box[0], X1: l.Box[2], Y: p.Height - l.Box[3], Size: lineSize(l), First: l.First})
		}
	}
	slices.SortStableFunc(lines, func(a, b pdfLine) int { return a.Page - b.Page })
	res.Lines = lines
}

// lineSize is the size of type of a line: less than the height of its box, which holds what rises and hangs.
func lineSize(l scannedLine) float64 { return max(4, min(72, 0.8*(l.Box[3]-l.Box[1]))) }

// withScans turns the refusal of a document without text into a document, when its pictures were read.
func withScans(res *pdfResult, err error, s *scanned) (*pdfResult, error) {
	if s == nil || res == nil || err != nil && !errors.Is(err, corpus.ErrNoText) {
		return res, err
	}
	res.addScans(s)
	return res, nil
}

// picturesOfText lists the pages that hold a picture and next to no text.
func (res *pdfResult) picturesOfText() (out []int) {
	letters := map[int]int{}
	for _, l := range res.Lines {
		letters[l.Page] += inkIn(l.Text)
	}
	for _, n := range res.Pictures {
		if letters[n] < minLettersPerPage {
			out = append(out, n)
		}
	}
	return out
}

// recognized notes how surely the pages were read, and judges the whole by that.
func (x *extracted) recognized(confidence map[int]float64) {
	if len(confidence) == 0 {
		return
	}
	letters, sure := 0, 0.0
	for i, p := range x.Pages {
		c, ok := confidence[p.Number]
		if !ok {
			continue
		}
		n := inkIn(p.Span.Of(x.Text))
		x.Pages[i].Confidence = c
		letters, sure = letters+n, sure+c*float64(n)
	}
	x.Source.Quality.State = corpus.TextOCR
	if letters > 0 {
		x.Source.Quality.OCRMean = sure / float64(letters)
	}
}
