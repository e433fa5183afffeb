package ingest

import (
	"bytes"
	"encoding/binary"
	gounicode "unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// byteOrder reads a byte order mark: its name, and its encoding, which is nil for UTF-8. Without a mark the
// name is "".
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

// wideBytes is how much of a file is looked at for letters of two or four bytes.
const wideBytes = 8 << 10

// wideEncoding tells UTF-16 and UTF-32 without a byte order mark; nil for anything else.
func wideEncoding(data []byte) (string, encoding.Encoding) {
	head := data[:min(len(data), wideBytes)&^3]
	if len(head) >= 8 && len(data)%4 == 0 {
		switch {
		case isUTF32(head, binary.LittleEndian):
			return "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
		case isUTF32(head, binary.BigEndian):
			return "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
		}
	}
	head = data[:min(len(data), wideBytes)&^1]
	switch {
	case isUTF16(head, binary.LittleEndian):
		return "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case isUTF16(head, binary.BigEndian):
		return "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return "", nil
}

func isUTF32(head []byte, order binary.ByteOrder) bool {
	for i := 0; i < len(head); i += 4 {
		if r := order.Uint32(head[i:]); r == 0 || r > gounicode.MaxRune || r >= 0xd800 && r < 0xe000 {
			return false
		}
	}
	return true
}

// isUTF16 reports whether the units make sense as text: hardly any that no text holds, spaces or line ends
// among them, and nearly all of two blocks of letters, as in any script but those of China and Japan. Half
// a pair here and there does no harm.
func isUTF16(head []byte, order binary.ByteOrder) bool {
	const least = 4
	n := len(head) / 2
	if n < least {
		return false
	}
	var blocks [256]int
	odd, spaces := 0, 0
	for i := 0; i < len(head); i += 2 {
		u := order.Uint16(head[i:])
		blocks[u>>8]++
		switch {
		case u == ' ' || u == '\n':
			spaces++
		case u < ' ' && u != '\t' && u != '\r' && u != '\f', u >= 0xd800 && u < 0xf900, u >= 0xfff0:
			odd++
		}
	}
	first, second := 0, 0
	for _, count := range blocks {
		if count > first {
			first, second = count, first
		} else if count > second {
			second = count
		}
	}
	return odd*50 <= n && spaces*50 >= n && blocks[0] >= spaces && (first+second)*10 >= n*8
}
