package ingest

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"corridor/corpus"
)

// decodeText turns bytes into UTF-8 and names the encoding that was found.
func decodeText(data []byte) (text, name string, err error) {
	name, enc := findEncoding(data)
	if enc == nil {
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		return string(data), name, checkBinary(data)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", name, fmt.Errorf("cannot be decoded as %s: %v: %w", name, err, corpus.ErrUnreadable)
	}
	out = bytes.TrimPrefix(out, []byte("\ufeff"))
	return string(out), name, checkBinary(out)
}

// findEncoding looks at byte order marks, then at the bytes themselves. A nil encoding means UTF-8.
func findEncoding(data []byte) (string, encoding.Encoding) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "utf-8", nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le", little
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be", big
	}
	switch even, odd := nulShare(data); {
	case odd > 0.3 && even < 0.05:
		return "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > 0.3 && odd < 0.05:
		return "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	if utf8.Valid(data) {
		return "utf-8", nil
	}
	if name, enc := declared(data); enc != nil {
		return name, enc
	}
	return eightBit(data)
}

// byteOrder reads a byte order mark; a nil encoding means UTF-8, or none.
func byteOrder(data []byte) (string, encoding.Encoding) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "utf-8", nil
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return "", nil
}

// nulShare is the share of NUL bytes at even and at odd offsets of the first bytes.
func nulShare(data []byte) (even, odd float64) {
	n := min(len(data), 4096) &^ 1
	if n == 0 {
		return 0, 0
	}
	var count [2]int
	for i, b := range data[:n] {
		if b == 0 {
			count[i&1]++
		}
	}
	return float64(count[0]) * 2 / float64(n), float64(count[1]) * 2 / float64(n)
}

// declared reads the encoding that an HTML file names in its head.
func declared(data []byte) (string, encoding.Encoding) {
	head := data[:min(len(data), 1024)]
	if !bytes.Contains(bytes.ToLower(head), []byte("charset")) {
		return "", nil
	}
	enc, name, certain := charset.DetermineEncoding(head, "text/html")
	if name == "utf-8" || (!certain && name == "windows-1252") {
		return "", nil
	}
	return name, enc
}

// eightBit chooses between the Western one-byte encodings: bytes 0x80 to 0x9f are letters and quotes
// only in Windows-1252; œ and Š beside a letter are where ISO-8859-15 differs from ISO-8859-1.
func eightBit(data []byte) (string, encoding.Encoding) {
	latin9 := false
	for i, b := range data {
		switch {
		case b >= 0x80 && b <= 0x9f:
			return "windows-1252", charmap.Windows1252
		case (b == 0xbd || b == 0xbc || b == 0xa8 || b == 0xa6) && i+1 < len(data) && asciiLetter(data[i+1]):
			latin9 = true
		case b == 0xa4:
			latin9 = true
		}
	}
	if latin9 {
		return "iso-8859-15", charmap.ISO8859_15
	}
	return "iso-8859-1", charmap.ISO8859_1
}

func asciiLetter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z'
}

// checkBinary refuses decoded bytes that cannot be text.
func checkBinary(text []byte) error {
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return fmt.Errorf("is binary: NUL bytes at offset %d: %w", i, corpus.ErrUnreadable)
	}
	controls, first := 0, -1
	for i, b := range text {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1a && b != 0x1b {
			controls++
			if first < 0 {
				first = i
			}
		}
	}
	if controls > 8 && controls*100 > len(text) {
		return fmt.Errorf("is binary: %d control bytes, the first at offset %d: %w", controls, first, corpus.ErrUnreadable)
	}
	return nil
}
