package ingest

import (
	"bytes"
	"fmt"
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
	formatDOCX
	formatODT
	formatFlatODT
	formatZIP
	formatMHTML
	formatEML
)

// sniff tells the formats that are known by their first bytes; 0 is any other file, which sniffText tells apart
// once it is decoded. It runs on untrusted bytes outside the child: it looks, and parses nothing.
func sniff(data []byte) format {
	switch {
	case isPDF(data):
		return formatPDF
	case isZip(data):
		f, _ := sniffZip(data)
		return f
	}
	if bytes.Contains(data[:min(len(data), 512)], []byte("<office:document ")) {
		return formatFlatODT
	}
	return sniffMessage(data)
}

// magic is the first bytes by which a foreign format is known.
type magic struct {
	prefix string
	what   string // "a PNG image"
	kind   error  // ErrUnreadable, or ErrUnsupported for documents that could be converted
	mend   string // how a document could be converted, when not by saving it as PDF or text
}

var magics = []magic{
	{"GIF8", "a GIF image", corpus.ErrUnreadable, ""},
	{"RIFF", "a picture, sound or film (RIFF)", corpus.ErrUnreadable, ""},
	{"\x1f\x8b", "a gzip archive", corpus.ErrUnsupported, "unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", corpus.ErrUnsupported, "unpack it first, or pack it as ZIP"},
	{"Rar!", "a RAR archive", corpus.ErrUnsupported, "unpack it first, or pack it as ZIP"},
	{"\x7fELF", "a program", corpus.ErrUnreadable, ""},
	{"MZ", "a program", corpus.ErrUnreadable, ""},
	{"SQLite format 3", "an SQLite database", corpus.ErrUnreadable, ""},
	{`{\rtf`, "an RTF document", corpus.ErrUnsupported, "open it in a word processor and save it as DOCX or PDF"},
	{"bplist00", "a web archive of Safari, or another property list", corpus.ErrUnsupported, "open the page and save it as HTML, or print it to PDF"},
	{"\x78\x9f\x3e\x22", "a mail attachment of Outlook (winmail.dat)", corpus.ErrUnsupported, "ask for the document itself"},
	{"AT&TFORM", "a DjVu document", corpus.ErrUnsupported, "convert it to PDF"},
	{"%!PS", "a PostScript document", corpus.ErrUnsupported, "convert it to PDF"},
}

// imageType is the media type of an image file that OCR reads, by its first bytes; "" for other files.
func imageType(data []byte) string {
	for prefix, kind := range map[string]string{"\x89PNG\r\n": "image/png", "\xff\xd8\xff": "image/jpeg", "II*\x00": "image/tiff", "MM\x00*": "image/tiff"} {
		if bytes.HasPrefix(data, []byte(prefix)) {
			return kind
		}
	}
	return ""
}

// refuse returns an error when the first bytes show a format that is not read here.
func refuse(data []byte) error {
	if isZip(data) {
		_, what := sniffZip(data)
		return foreign(magic{what: what, kind: corpus.ErrUnsupported})
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return refuseCompound(data)
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) && (m.prefix != "MZ" || bytes.IndexByte(data, 0) >= 0) {
			return foreign(m)
		}
	}
	return nil
}

func foreign(m magic) error {
	switch {
	case m.kind != corpus.ErrUnsupported:
		return fmt.Errorf("looks like %s: %w", m.what, m.kind)
	case m.mend == "":
		m.mend = "save it as PDF or text"
	}
	return fmt.Errorf("looks like %s: %s: %w", m.what, m.mend, m.kind)
}

// refuseCompound names what a compound file holds, the container of the old Office: by the names of its
// streams, which are UTF-16. A Word document that asks for a password is one too.
func refuseCompound(data []byte) error {
	for _, k := range []struct {
		stream string
		magic
	}{
		{"EncryptedPackage", magic{what: "a document that asks for a password", kind: corpus.ErrEncrypted}},
		{"__substg1.0_", magic{what: "a message of Outlook (MSG)", kind: corpus.ErrUnsupported, mend: "save it as EML, or save its attachments"}},
		{"WordDocument", magic{what: "an old Word document (DOC)", kind: corpus.ErrUnsupported, mend: "open it and save it as DOCX or PDF"}},
		{"Workbook", magic{what: "an old Excel workbook (XLS)", kind: corpus.ErrUnsupported, mend: "save it as PDF"}},
		{"PowerPoint Document", magic{what: "an old PowerPoint file (PPT)", kind: corpus.ErrUnsupported, mend: "save it as PDF"}},
	} {
		if bytes.Contains(data, utf16Name(k.stream)) {
			if k.kind == corpus.ErrEncrypted {
				return fmt.Errorf("is %s: open it, take the password off and save it: %w", k.what, k.kind)
			}
			return foreign(k.magic)
		}
	}
	return foreign(magic{what: "an old Word, Excel or PowerPoint file", kind: corpus.ErrUnsupported, mend: "save it as DOCX or PDF"})
}

func utf16Name(s string) []byte {
	var out []byte
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// isPDF reports whether the header of a PDF stands near the start, where readers look for it.
func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

var (
	htmlStart   = lazy(`(?i)^(<\?xml[^>]*>)?\s*(<!--[^>]*-->\s*)*<(!doctype\s+html|html|head|body)\b`).having("<")
	htmlBlock   = lazy(`(?i)<(p|div|br|table|tr|td|h[1-6]|ul|ol|li)\b[^<>]*>`).having("<")
	htmlRemnant = lazy(`(?i)<(meta|sup|sub|b|i|em|strong)\b[^<>]*>|&(nbsp|amp|quot|lt|gt|#\d+|[a-z]+(acute|grave|uml|cedil|circ|tilde));`).having("<", "&")
	mdHeading   = lazy(`(?m)^ {0,3}#{1,6}[ \t]*[^\s#]`).having("#")
	mdInline    = lazy(`\*\*[^*\n]+\*\*|\]\(https?:|\[\^\d+\]|(?m:^\| *-{3,})`).having("**", "](http", "[^", "|")
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
