package ingest

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"corridor/corpus"
)

// tsvColumns is the number of columns that tesseract writes: level, page, block, paragraph, line, word, left, top,
// width, height, confidence, text.
const tsvColumns = 12

// The levels of tesseract's table.
const (
	tsvPage = "1"
	tsvWord = "5"
)

// minConfidence is the confidence, in [0, 1], under which a word without a letter or digit is taken for dirt.
const minConfidence = 0.5

// parseTSV reads tesseract's table: the lines of each page with their boxes in points, from the top. It wraps
// corpus.ErrUnreadable on a table that is none.
func parseTSV(table string, dpi int) ([]scannedPage, error) {
	r := tsvReader{scale: 72 / float64(dpi)}
	for i, row := range strings.Split(table, "\n") {
		cells := strings.SplitN(strings.TrimRight(row, "\r"), "\t", tsvColumns)
		if i == 0 || len(cells) < tsvColumns-1 {
			continue // the head, and empty rows
		}
		if err := r.row(cells); err != nil {
			return nil, fmt.Errorf("tesseract: row %d: %v: %w", i+1, err, corpus.ErrUnreadable)
		}
	}
	r.endLine()
	for i := range r.pages {
		r.pages[i].settle()
	}
	return r.pages, nil
}

// tsvReader gathers words to lines and lines to pages.
type tsvReader struct {
	scale float64
	pages []scannedPage
	line  scannedLine
	key   string // page, block, paragraph and line of the words gathered
}

func (r *tsvReader) row(cells []string) error {
	var n [4]float64
	for i, c := range cells[6:10] {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil || !(v >= 0 && v <= 1e6) {
			return fmt.Errorf("%q is no place on a page", c)
		}
		n[i] = v * r.scale
	}
	if cells[0] == tsvPage {
		r.endLine()
		r.pages = append(r.pages, scannedPage{Number: len(r.pages) + 1, Width: n[2], Height: n[3]})
		return nil
	}
	if cells[0] != tsvWord || len(cells) < tsvColumns || len(r.pages) == 0 {
		return nil
	}
	confidence, err := strconv.ParseFloat(cells[10], 64)
	if err != nil || math.IsNaN(confidence) {
		return fmt.Errorf("%q is no confidence", cells[10])
	}
	r.word(strings.Join(cells[1:5], "."), cleanText(cells[11]), [4]float64{n[0], n[1], n[0] + n[2], n[1] + n[3]}, min(max(confidence/100, 0), 1))
	return nil
}

// word adds a word to its line; dirt of the scan is left out.
func (r *tsvReader) word(key, text string, box [4]float64, confidence float64) {
	if text == "" || confidence < minConfidence && inkIn(text) == 0 {
		return
	}
	if key != r.key {
		r.endLine()
		r.key = key
	}
	l := &r.line
	if l.Text == "" {
		l.Box, l.First = box, box[2]-box[0]
	} else {
		l.Text += " "
		l.Box = [4]float64{min(l.Box[0], box[0]), min(l.Box[1], box[1]), max(l.Box[2], box[2]), max(l.Box[3], box[3])}
	}
	l.Text += text
	l.letters += inkIn(text)
	l.sure += confidence * float64(inkIn(text))
}

func (r *tsvReader) endLine() {
	if r.line.Text != "" {
		p := &r.pages[len(r.pages)-1]
		p.Lines = append(p.Lines, r.line)
	}
	r.line, r.key = scannedLine{}, ""
}
