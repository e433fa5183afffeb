package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"corridor/corpus"
)

// Tesseract reads pictures of text by two programs that are not ours: pdftoppm of Poppler draws the pages of a
// PDF, tesseract reads them. Both run as processes of their own, without a network and within limits; the bytes go
// to them through a pipe, and what they say is read with care, since a hostile picture may have had its way with them.
//
// The languages are chosen page by page: from the script of the page and the words that a first reading finds,
// among the languages that tesseract has data for. A page that two languages share is read with both.
type Tesseract struct {
	Program    string // path of tesseract
	Rasterizer string // path of pdftoppm; "" when there is none, and then PDFs are not read
	Data       string // folder of tesseract's language data; "" for its own
	Parallel   int    // pages that are read at once, over all documents; 0 is one

	// Progress is told after each page of the document named, from several goroutines; it may be nil.
	Progress func(name string, done, total int)

	once  sync.Once
	slots chan struct{}
	packs []string // of languages, as tesseract names them
	name  string   // "tesseract 5.3.0"
	err   error
}

// Recognize reads a document by its pictures: every page of a PDF that has no text layer (every page at all when
// OCR is asked for always), and image files whole. It is a Recognizer. It wraps corpus.ErrNoText, with what would
// mend it, when a program or the data of a language is missing, or when the pictures hold no text.
func (t *Tesseract) Recognize(ctx context.Context, data []byte, opt Options) (*extracted, error) {
	if err := t.prepare(ctx); err != nil {
		return nil, err
	}
	pages, err := askPages(ctx, data, opt)
	if err != nil {
		return nil, err
	}
	var scans []scannedPage
	if pages.Image {
		scans, err = t.image(ctx, data, opt)
	} else {
		scans, err = t.pages(ctx, data, pages.wanted(opt.OCR.Mode), opt)
	}
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(scans, func(s scannedPage) bool { return len(s.Lines) > 0 }) && (pages.Image || pages.letters() == 0) {
		return nil, fmt.Errorf("%s finds no text in the pictures: %w", t.name, corpus.ErrNoText)
	}
	opt.scans = &scanned{Reader: t.name, Pages: scans}
	return extractLayer(ctx, data, opt)
}

// prepare asks the program once what it is and which languages it has.
func (t *Tesseract) prepare(ctx context.Context) error {
	t.once.Do(func() {
		t.slots = make(chan struct{}, max(1, t.Parallel))
		t.packs, t.name, t.err = t.ask(ctx)
	})
	return t.err
}

// ask lists the languages; the scripts and the detector of orientation among the data are no languages.
func (t *Tesseract) ask(ctx context.Context) (packs []string, name string, err error) {
	out, err := t.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, "", fmt.Errorf("tesseract does not run: %w: %w", err, corpus.ErrNoText)
	}
	for _, line := range strings.Split(string(out), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(line, " ") && !strings.Contains(line, "/") && line != "osd" && line != "equ" {
			packs = append(packs, line)
		}
	}
	if len(packs) == 0 {
		return nil, "", fmt.Errorf("tesseract has no language data: install that of the languages you need (tesseract-ocr-eng, -fra, -spa, -deu, -nld): %w", corpus.ErrNoText)
	}
	version, err := t.run(ctx, nil, "--version")
	name, _, _ = strings.Cut(strings.TrimSpace(string(version)), "\n")
	return packs, printable(name, 60), err
}

// has reports whether there is data for a language.
func (t *Tesseract) has(pack string) bool { return slices.Contains(t.packs, pack) }

// pages reads the wanted pages of a PDF, several at once.
func (t *Tesseract) pages(ctx context.Context, data []byte, wanted []pageSheet, opt Options) ([]scannedPage, error) {
	if t.Rasterizer == "" {
		return nil, fmt.Errorf("%d pages without a text layer: install pdftoppm (poppler-utils), which draws pages for tesseract: %w", len(wanted), corpus.ErrNoText)
	}
	if len(wanted) > MaxScanPages {
		return nil, fmt.Errorf("%d pages to read by OCR, the limit is %d: split the file: %w", len(wanted), MaxScanPages, corpus.ErrTooLarge)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := make([]scannedPage, len(wanted))
	errs := make([]error, len(wanted))
	var done sync.WaitGroup
	var told progress
	for i, sheet := range wanted {
		done.Go(func() {
			if errs[i] = t.slot(ctx, func() (err error) {
				out[i], err = t.page(ctx, data, sheet, opt.Password)
				return err
			}); errs[i] != nil {
				cancel() // the others are of no use any more
				return
			}
			told.step(t.Progress, opt.name, len(wanted))
		})
	}
	done.Wait()
	return out, firstCause(errs)
}

// firstCause is the error that made the others stop, if there was one.
func firstCause(errs []error) (first error) {
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// progress counts the pages of a document that are done.
type progress struct {
	sync.Mutex
	done int
}

func (p *progress) step(tell func(name string, done, total int), name string, total int) {
	p.Lock()
	defer p.Unlock()
	if p.done++; tell != nil {
		tell(name, p.done, total)
	}
}

// slot runs f when a page may be read.
func (t *Tesseract) slot(ctx context.Context, f func() error) error {
	select {
	case t.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-t.slots }()
	return f()
}

// page draws one page and reads it.
func (t *Tesseract) page(ctx context.Context, data []byte, sheet pageSheet, password string) (scannedPage, error) {
	number := fmt.Sprint(sheet.Number)
	args := []string{"-f", number, "-l", number, "-r", fmt.Sprint(sheet.dpi()), "-gray", "-png"}
	if password != "" {
		args = append(args, "-upw", password)
	}
	png, err := runLimited(ctx, data, nil, MaxStreamBytes, t.Rasterizer, append(args, "-")...)
	if err != nil {
		return scannedPage{}, fmt.Errorf("page %d: drawing it: %w", sheet.Number, err)
	}
	pages, err := t.read(ctx, png, sheet.dpi())
	if err != nil {
		return scannedPage{}, fmt.Errorf("page %d: %w", sheet.Number, err)
	}
	if len(pages) == 0 {
		return scannedPage{Number: sheet.Number}, nil
	}
	pages[0].Number = sheet.Number
	return pages[0], nil
}

// image reads an image file; one that holds several pictures has several pages.
func (t *Tesseract) image(ctx context.Context, data []byte, opt Options) (pages []scannedPage, err error) {
	err = t.slot(ctx, func() error {
		pages, err = t.read(ctx, data, scanDPI)
		return err
	})
	if err == nil && t.Progress != nil {
		t.Progress(opt.name, 1, 1)
	}
	return pages, err
}

// run runs tesseract over a picture.
func (t *Tesseract) run(ctx context.Context, picture []byte, args ...string) ([]byte, error) {
	env := []string{"OMP_THREAD_LIMIT=1"}
	if t.Data != "" {
		env = append(env, "TESSDATA_PREFIX="+t.Data)
	}
	return runLimited(ctx, picture, env, MaxStreamBytes, t.Program, args...)
}

// tsv reads a picture with the languages and returns what tesseract found, page by page.
func (t *Tesseract) tsv(ctx context.Context, picture []byte, dpi int, packs []string) ([]scannedPage, error) {
	out, err := t.run(ctx, picture, "stdin", "stdout", "-l", strings.Join(packs, "+"), "--dpi", fmt.Sprint(dpi), "--psm", "3", "tsv")
	if err != nil {
		return nil, fmt.Errorf("tesseract: %w", err)
	}
	return parseTSV(string(out), dpi)
}
