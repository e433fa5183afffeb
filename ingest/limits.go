package ingest

import "time"

// The limits of a document. A file over one of them is refused by corpus.ErrTooLarge, naming the limit.
const (
	// MaxFileBytes is the largest file that is read: 50 MiB.
	MaxFileBytes = 50 << 20
	// MaxTextBytes is the longest text that a file may give: 5 MiB, some 2,500 printed pages.
	MaxTextBytes = 5 << 20
	// MaxMarkupBytes is the largest file of a text format, markup included: 20 MiB.
	MaxMarkupBytes = 20 << 20
	// MaxPages is the greatest number of pages of a PDF.
	MaxPages = 2000
	// MaxTime is how long the extraction of one document may take.
	MaxTime = 20 * time.Second
	// MaxMemory is how much memory the parser of one document may take: 512 MiB.
	MaxMemory = 512 << 20
	// MaxRow is how many plain texts one process may read in a row, and MaxRowBytes the longest of them: 256 KiB.
	MaxRow      = 64
	MaxRowBytes = 256 << 10
	// MaxStack is how deep the parser of one document may recurse, in bytes of its stack.
	MaxStack = 64 << 20
	// MaxEntries is the greatest number of entries of a container (ZIP, EML).
	MaxEntries = 2000
	// MaxEntryBytes is the largest entry of a container after decompression: 64 MiB.
	MaxEntryBytes = 64 << 20
	// MaxExpandedBytes is the most that all entries of a container may come to: 200 MiB.
	MaxExpandedBytes = 200 << 20
	// MaxHTMLDepth is how deep HTML elements may nest.
	MaxHTMLDepth = 512
	// MaxFormDepth is how deep form objects of a PDF may nest.
	MaxFormDepth = 12
	// MaxStreamBytes is the largest content stream of a PDF page after decompression: 64 MiB.
	MaxStreamBytes = 64 << 20
	// MaxFrontMatter is the longest front matter of a Markdown file.
	MaxFrontMatter = 64 << 10
	// MaxXMLDepth is how deep the XML elements of a word processor's file may nest.
	MaxXMLDepth = 256
	// MaxRatio is how many times its packed size an entry may unpack to. Entries below minRatioBytes are
	// free of it: a short file of blanks packs better than that.
	MaxRatio      = 200
	minRatioBytes = 1 << 20
	// MaxScanPages is the greatest number of pages of a document that are read by OCR.
	MaxScanPages = 500
	// MaxScanTime is how long the drawing or the reading of one page may take.
	MaxScanTime = 60 * time.Second
	// MaxScanMemory is how much address space the programs that draw and read pages may take: 2 GiB.
	MaxScanMemory = 2 << 30
	// MaxScanSide is the longest side of a page as it is drawn, in pixels.
	MaxScanSide = 6000
)
