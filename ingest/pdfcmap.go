package ingest

import (
	"encoding/binary"
	"unicode/utf16"
)

// pdfCMap is what a character map says: how many bytes a code takes, and what text or glyph it stands for.
type pdfCMap struct {
	oneByte [256]bool         // first bytes of one-byte codes
	wide    bool              // some codes take two bytes
	text    map[uint32]string // of bfchar and bfrange, by code and length
	cid     map[uint32]int    // of cidchar and cidrange
	codes   int               // written out so far, each as often as it was
}

// The work on one map is bounded: ranges are written out code by code.
const maxCMapCodes = 1 << 17

func codeKey(code []byte) uint32 {
	var n uint32
	for i := range min(len(code), 3) {
		n = n<<8 | uint32(code[i])
	}
	return n | uint32(len(code))<<24
}

// parseCMap reads an embedded character map.
func parseCMap(data []byte) *pdfCMap {
	m := &pdfCMap{text: map[uint32]string{}, cid: map[uint32]int{}}
	x := pdfLexer{data: data}
	var args []pdfToken
	for {
		t := x.next()
		switch t.kind {
		case 0:
			return m
		case 'o':
			m.operator(string(t.str), args)
			args = args[:0]
			x.forget()
		default:
			if len(args) < 4096 {
				args = append(args, t)
			}
		}
	}
}

func (m *pdfCMap) operator(op string, args []pdfToken) {
	switch op {
	case "endcodespacerange":
		for i := 0; i+1 < len(args); i += 2 {
			m.space(args[i].str, args[i+1].str)
		}
	case "endbfchar":
		for i := 0; i+1 < len(args); i += 2 {
			m.put(codeKey(args[i].str), decodeUTF16(args[i+1].str))
		}
	case "endbfrange":
		for i := 0; i+2 < len(args); i += 3 {
			m.textRange(args[i].str, args[i+1].str, args[i+2])
		}
	case "endcidrange":
		for i := 0; i+2 < len(args); i += 3 {
			lo, hi := codeKey(args[i].str), codeKey(args[i+1].str)
			for c := lo; c <= hi && m.another(); c++ {
				m.cid[c] = int(args[i+2].num) + int(c-lo)
			}
		}
	case "endcidchar":
		for i := 0; i+1 < len(args) && m.another(); i += 2 {
			m.cid[codeKey(args[i].str)] = int(args[i+1].num)
		}
	}
}

func (m *pdfCMap) space(lo, hi []byte) {
	switch {
	case len(lo) == 1 && len(hi) == 1:
		for c := int(lo[0]); c <= int(hi[0]); c++ {
			m.oneByte[c] = true
		}
	case len(lo) == 2:
		m.wide = true
	}
}

func (m *pdfCMap) put(key uint32, text string) {
	if m.another() {
		m.text[key] = text
	}
}

// another counts a code that is written out, and says whether it still may be.
func (m *pdfCMap) another() bool {
	m.codes++
	return m.codes <= maxCMapCodes
}

// textRange writes out one bfrange: to consecutive characters, or to a list of texts.
func (m *pdfCMap) textRange(lo, hi []byte, dst pdfToken) {
	first, last := codeKey(lo), codeKey(hi)
	base := utf16Units(dst.str)
	for c := first; c <= last && c-first < 1<<16 && m.codes < maxCMapCodes; c++ {
		n := int(c - first)
		switch {
		case dst.kind == '[' && n < len(dst.items):
			m.put(c, decodeUTF16(dst.items[n].str))
		case dst.kind == 's' && len(base) > 0:
			units := append([]uint16(nil), base...)
			units[len(units)-1] += uint16(n)
			m.put(c, string(utf16.Decode(units)))
		}
	}
}

func utf16Units(s []byte) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, binary.BigEndian.Uint16(s[i:]))
	}
	return units
}

func decodeUTF16(s []byte) string { return string(utf16.Decode(utf16Units(s))) }

// simple is the text of a code of one byte; some maps of simple fonts write it with two.
func (m *pdfCMap) simple(c byte) string {
	if m == nil {
		return ""
	}
	if t := m.text[codeKey([]byte{c})]; usable(t) {
		return t
	}
	return m.text[codeKey([]byte{0, c})]
}
