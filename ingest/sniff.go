package ingest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"corridor/corpus"
)

// format is a kind of file that can be read.
type format int

const (
	formatText format = iota + 1
	formatMarkdown
	formatHTML
	formatPDF
)

// sniff tells the formats that are known by their first bytes; 0 is any other file, which sniffText tells apart
// once it is decoded. It runs on untrusted bytes outside the child: it looks, and parses nothing.
func sniff(data []byte) format {
	if isPDF(data) {
		return formatPDF
	}
	return 0
}

// magic is the first bytes by which a foreign format is known.
type magic struct {
	prefix string
	what   string // "a PNG image"
	kind   error  // ErrUnreadable, or ErrUnsupported for documents that could be converted
}

var magics = []magic{
	{"\x89PNG\r\n", "a PNG image", corpus.ErrUnreadable},
	{"\xff\xd8\xff", "a JPEG image", corpus.ErrUnreadable},
	{"GIF8", "a GIF image", corpus.ErrUnreadable},
	{"II*\x00", "a TIFF image", corpus.ErrUnreadable},
	{"MM\x00*", "a TIFF image", corpus.ErrUnreadable},
	{"RIFF", "a picture, sound or film (RIFF)", corpus.ErrUnreadable},
	{"\x1f\x8b", "a gzip archive", corpus.ErrUnreadable},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", corpus.ErrUnreadable},
	{"Rar!", "a RAR archive", corpus.ErrUnreadable},
	{"\x7fELF", "a program", corpus.ErrUnreadable},
	{"MZ", "a program", corpus.ErrUnreadable},
	{"SQLite format 3", "an SQLite database", corpus.ErrUnreadable},
	{`{\rtf`, "an RTF document", corpus.ErrUnsupported},
	{"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", corpus.ErrUnsupported},
	{"AT&TFORM", "a DjVu document", corpus.ErrUnsupported},
	{"%!PS", "a PostScript document", corpus.ErrUnsupported},
}

// refuse returns an error when the first bytes show a format that is not read here.
func refuse(data []byte) error {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return foreign(zipKind(data), corpus.ErrUnsupported)
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) && (m.prefix != "MZ" || bytes.IndexByte(data, 0) >= 0) {
			return foreign(m.what, m.kind)
		}
	}
	return nil
}

func foreign(what string, kind error) error {
	if kind == corpus.ErrUnsupported {
		return fmt.Errorf("looks like %s: save it as PDF or text: %w", what, kind)
	}
	return fmt.Errorf("looks like %s: %w", what, kind)
}

// zipKind names the document that a ZIP container holds by the names of its parts.
func zipKind(data []byte) string {
	for _, k := range []struct{ part, what string }{
		{"word/", "a Word document (DOCX)"},
		{"opendocument.text", "an OpenDocument text (ODT)"},
		{"xl/", "an Excel workbook (XLSX)"},
		{"ppt/", "a PowerPoint file (PPTX)"},
		{"epub+zip", "an EPUB book"},
		{"opendocument", "an OpenDocument file"},
	} {
		if bytes.Contains(data, []byte(k.part)) {
			return k.what
		}
	}
	return "a ZIP archive"
}

// isPDF reports whether the header of a PDF stands near the start, where readers look for it.
func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

var (
	htmlStart   = regexp.MustCompile(`(?i)^(<\?xml[^>]*>)?\s*(<!--[^>]*-->\s*)*<(!doctype\s+html|html|head|body)\b`)
	htmlBlock   = regexp.MustCompile(`(?i)<(p|div|br|table|tr|td|h[1-6]|ul|ol|li)\b[^<>]*>`)
	htmlRemnant = regexp.MustCompile(`(?i)<(meta|sup|sub|b|i|em|strong)\b[^<>]*>|&(nbsp|amp|quot|lt|gt|#\d+|[a-z]+(acute|grave|uml|cedil|circ|tilde));`)
	mdHeading   = regexp.MustCompile(`(?m)^ {0,3}#{1,6}[ \t]*[^\s#]`)
	mdInline    = regexp.MustCompile(`\*\*[^*\n]+\*\*|\]\(https?:|\[\^\d+\]|(?m:^\| *-{3,})`)
)

// sniffBytes is how much of a text is looked at to tell its format.
const sniffBytes = 512 << 10

// sniffText tells the formats of text apart by what stands in it.
func sniffText(text string) format {
	head := strings.TrimLeft(text, " \t\r\n\ufeff")
	headings := len(mdHeading.FindAllStringIndex(text, 100))
	blocks := len(htmlBlock.FindAllStringIndex(text, 100))
	switch {
	case htmlStart.MatchString(head[:min(len(head), 4096)]), blocks >= 3 && blocks > headings:
		return formatHTML
	case hasFrontMatter(head), headings >= 2, strings.HasPrefix(head, "#") && headings == 1,
		mdInline.MatchString(text), htmlRemnant.MatchString(text):
		return formatMarkdown
	}
	return formatText
}

func hasFrontMatter(head string) bool {
	_, _, ok := cutFrontMatter(head)
	return ok
}
