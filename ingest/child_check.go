package ingest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"corridor/corpus"
)

// The limits of what a child may report beside the text.
const (
	maxNotes     = 1000           // warnings, facts of the format
	maxNoteBytes = MaxFrontMatter // of each
)

// checkReport holds a document that comes from a child to what extraction promises: text in clean UTF-8,
// every span inside it and on rune borders, in order, and all within the limits.
func checkReport(x *extracted) error {
	c := reportCheck{text: x.Text}
	c.checkText()
	c.pages(x.Pages)
	c.lines(x.Lines)
	c.marks(x.Marks)
	c.inOrder("footnote", x.Footnotes)
	c.comments(x.Comments)
	c.languages(x.Languages)
	for k, v := range x.Meta {
		c.note(len(x.Meta), k, v)
	}
	c.note(1, x.Language, string(x.How))
	c.source(x.Source)
	return c.err
}

// reportCheck keeps the first thing that is wrong.
type reportCheck struct {
	text string
	err  error
}

func (c *reportCheck) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *reportCheck) checkText() {
	switch {
	case c.text == "" || len(c.text) > MaxTextBytes:
		c.fail("%d bytes of text", len(c.text))
	case !utf8.ValidString(c.text):
		c.fail("text is not UTF-8")
	case !norm.NFC.IsNormalString(c.text):
		c.fail("text is not in form NFC")
	}
	if i := strings.IndexFunc(c.text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
		c.fail("a control character at offset %d", i)
	}
}

// span checks one span; from is where it may begin at the earliest.
func (c *reportCheck) span(what string, s corpus.Span, from int) {
	if s.Start < from || s.End < s.Start || s.End > len(c.text) {
		c.fail("%s at %v: out of order or outside the text of %d bytes", what, s, len(c.text))
		return
	}
	for _, at := range []int{s.Start, s.End} {
		if at < len(c.text) && !utf8.RuneStart(c.text[at]) {
			c.fail("%s at %v cuts a character", what, s)
		}
	}
}

func (c *reportCheck) inOrder(what string, spans []corpus.Span) {
	from := 0
	for _, s := range spans {
		c.span(what, s, from)
		from = s.End
	}
}

func (c *reportCheck) pages(pages []corpus.Page) {
	if len(pages) > MaxPages {
		c.fail("%d pages", len(pages))
	}
	at, number := 0, 0
	for _, p := range pages {
		if p.Number <= number {
			c.fail("page %d follows page %d", p.Number, number)
		}
		c.span("page", p.Span, at)
		at, number = p.Span.End, p.Number
	}
}

func (c *reportCheck) lines(lines corpus.Layout) {
	at := 0
	for _, l := range lines {
		if l.Page < 1 || l.Page > MaxPages {
			c.fail("a line on page %d", l.Page)
		}
		c.span("line", l.Span, at)
		at = l.Span.End
	}
}

func (c *reportCheck) marks(marks []mark) {
	at := 0
	for _, m := range marks {
		if m.Level < 0 || m.Level > 9 || m.Kind < 0 {
			c.fail("mark %+v", m)
		}
		c.span("mark", m.Span, at)
		at = m.Span.Start
	}
}

// note checks short texts, of which there are so many.
func (c *reportCheck) note(count int, texts ...string) {
	if count > maxNotes {
		c.fail("%d notes", count)
	}
	for _, t := range texts {
		if len(t) > maxNoteBytes || !utf8.ValidString(t) || strings.ContainsRune(t, 0) {
			c.fail("a note of %d bytes that is no text", len(t))
		}
	}
}

func (c *reportCheck) comments(comments []corpus.Comment) {
	for _, k := range comments {
		c.span("comment", k.Span, 0)
		c.note(len(comments), k.Author, k.Date, k.Text)
	}
}

func (c *reportCheck) languages(langs []languageSpan) {
	at := 0
	for _, l := range langs {
		c.span("language", l.Span, at)
		c.note(1, l.Lang)
		at = l.Span.End
	}
}

func (c *reportCheck) source(s corpus.Source) {
	c.note(len(s.Warnings), s.Warnings...)
	c.note(1, s.MediaType, s.Encoding, s.Extractor, string(s.Quality.State))
	for _, share := range []float64{s.Quality.WordShare, s.Quality.OCRMean} {
		if !(share >= 0 && share <= 1) {
			c.fail("quality %+v", s.Quality)
		}
	}
}
