package ingest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// What is looked at of a ZIP container before it is opened. These functions run on untrusted bytes: they
// read names at fixed places, stop at the first thing that is odd, and unpack nothing.

const (
	zipEndSize   = 22
	zipEntrySize = 46 // of the directory
	zipLocalSize = 30
	zipComment   = 1 << 16 // longest comment behind the end record
)

var (
	zipLocal = []byte("PK\x03\x04")
	zipEntry = []byte("PK\x01\x02")
	zipEnd   = []byte("PK\x05\x06")
)

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, zipLocal) || bytes.HasPrefix(data, zipEnd)
}

// zipNames lists the names of the directory of a ZIP container, one more than MaxEntries at most.
func zipNames(data []byte) []string {
	tail := data[max(0, len(data)-zipEndSize-zipComment):]
	end := bytes.LastIndex(tail, zipEnd)
	if end < 0 || end+zipEndSize > len(tail) {
		return nil
	}
	at := int64(binary.LittleEndian.Uint32(tail[end+16:]))
	if from := int64(len(data)-len(tail)+end) - int64(binary.LittleEndian.Uint32(tail[end+12:])); from > at && from < int64(len(data)) {
		at = from // something stands before the container
	}
	var names []string
	for len(names) <= MaxEntries && at+zipEntrySize <= int64(len(data)) && bytes.HasPrefix(data[at:], zipEntry) {
		e := data[at:]
		n, extra, comment := lengthAt(e, 28), lengthAt(e, 30), lengthAt(e, 32)
		if len(e) < zipEntrySize+n {
			break
		}
		names = append(names, string(e[zipEntrySize:zipEntrySize+n]))
		at += int64(zipEntrySize + n + extra + comment)
	}
	return names
}

func lengthAt(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }

// zipMimetype is the start of what stands in the first entry, when that is the media type that OpenDocument
// and EPUB files write first and unpacked; "" in others.
func zipMimetype(data []byte) string {
	if len(data) < zipLocalSize || lengthAt(data, 8) != 0 {
		return ""
	}
	name, extra := lengthAt(data, 26), lengthAt(data, 28)
	from := zipLocalSize + name + extra
	if len(data) < from || string(data[zipLocalSize:zipLocalSize+name]) != "mimetype" {
		return ""
	}
	return string(data[from:min(len(data), from+80)])
}

// zipKinds are the documents that ZIP containers hold, by the start of a name inside.
var zipKinds = []struct {
	part   string
	format format
	what   string
}{
	{"word/", formatDOCX, "a Word document (DOCX)"},
	{"xl/", 0, "an Excel workbook (XLSX)"},
	{"ppt/", 0, "a PowerPoint file (PPTX)"},
}

// sniffZip tells what a ZIP container holds: a format that is read, or what to call one that is not.
func sniffZip(data []byte) (format, string) {
	switch mime := zipMimetype(data); {
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument.text"):
		return formatODT, "an OpenDocument text (ODT)"
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument"):
		return 0, "an OpenDocument spreadsheet, drawing or presentation"
	case strings.HasPrefix(mime, "application/epub+zip"):
		return 0, "an EPUB book"
	}
	names := zipNames(data)
	if slices.Contains(names, "[Content_Types].xml") {
		for _, k := range zipKinds {
			if slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, k.part) }) {
				return k.format, k.what
			}
		}
	}
	switch {
	case slices.Contains(names, "Index/Document.iwa"):
		return 0, "an Apple Pages document"
	case slices.Contains(names, "META-INF/manifest.xml") && slices.Contains(names, "content.xml"):
		return formatODT, "an OpenDocument text (ODT)"
	}
	return formatZIP, "a ZIP archive"
}
