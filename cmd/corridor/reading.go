package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"corridor/ingest"
)

// readingFlags say how files are read; every command that takes files has them.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "ocr", Usage: "read pages that are pictures, by tesseract: auto (those without text), always or never", Value: string(ingest.OCRAuto)},
		&cli.StringFlag{Name: "revisions", Usage: "tracked changes of word processors: accept, reject or show", Value: string(ingest.RevisionsAccept)},
		passwordFlag(),
	}
}

func passwordFlag() cli.Flag {
	return &cli.StringFlag{Name: "password", Usage: "`WORD` that opens a PDF; on a terminal it is asked for"}
}

// reading is how this program reads files: each document in a process of its own, pictures by tesseract where it
// is installed. A command without the flags reads as they do when they are not given.
func (p *program) reading(c *cli.Context) (opt ingest.Options, err error) {
	opt = ingest.Options{Isolate: p.isolator(), Password: c.String("password"), AskPassword: p.askPassword()}
	if opt.Revisions, err = ingest.ParseRevisions(c.String("revisions")); err != nil {
		return opt, usagef(c, "--revisions: %v", err)
	}
	if opt.OCR.Mode, err = ingest.ParseOCRMode(c.String("ocr")); err != nil {
		return opt, usagef(c, "--ocr: %v", err)
	}
	t := tesseract()
	switch {
	case t != nil:
		t.Progress = p.pageProgress(c.Bool("quiet"))
		opt.OCR.Recognize = t.Recognize
	case opt.OCR.Mode == ingest.OCRAlways:
		return opt, usagef(c, "--ocr always: there is no program tesseract: install it (tesseract-ocr), with the data of the languages that you need")
	}
	return opt, nil
}

// tesseract finds the programs that read pictures; nil when there is no tesseract.
func tesseract() *ingest.Tesseract {
	program, err := exec.LookPath("tesseract")
	if err != nil {
		return nil
	}
	rasterizer, err := exec.LookPath("pdftoppm")
	if err != nil {
		rasterizer = "" // the reader says what is missing when a PDF needs it
	}
	return &ingest.Tesseract{Program: program, Rasterizer: rasterizer, Data: os.Getenv("TESSDATA_PREFIX"), Parallel: runtime.GOMAXPROCS(0)}
}

// pageProgress tells on standard error of every page that is read from its picture, which takes seconds: on a
// terminal in one line that is taken away at the end.
func (p *program) pageProgress(quiet bool) func(name string, done, total int) {
	if quiet {
		return nil
	}
	return func(name string, done, total int) {
		said := fmt.Sprintf("%s: page %d of %d read by OCR", name, done, total)
		switch {
		case !p.terminal:
			fmt.Fprintln(p.stderr, said)
		case done < total:
			fmt.Fprint(p.stderr, "\r\x1b[K"+said)
		default:
			fmt.Fprint(p.stderr, "\r\x1b[K")
		}
	}
}

// askPassword asks on the terminal for the password of a document, one at a time; nil where there is nobody to ask.
func (p *program) askPassword() func(name string, again bool) (string, bool) {
	if p.secret == nil {
		return nil
	}
	var one sync.Mutex
	return func(name string, again bool) (string, bool) {
		one.Lock()
		defer one.Unlock()
		said := "password of " + name
		if again {
			said = "that does not open it; " + said
		}
		word, err := p.secret(said + " (empty to pass it over): ")
		return word, err == nil && word != ""
	}
}

// terminalSecret reads a word from the terminal without showing it; nil when standard input or standard error is none.
func terminalSecret(in, out *os.File) func(prompt string) (string, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil
	}
	return func(prompt string) (string, error) {
		if _, err := io.WriteString(out, "\r\x1b[K"+prompt); err != nil {
			return "", err
		}
		word, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(out)
		return string(word), err
	}
}
