package ingest

import "bytes"

// Inline images stand between the operators of a content stream: "BI", a dictionary without its brackets,
// "ID", one white space, bytes of any kind, "EI". Where the bytes end must be guessed, for they may hold "EI".

// inlineImage passes over the data of an inline image, behind its ID operator, and over "EI". The operands
// are the image's keys and values.
func (x *pdfLexer) inlineImage(args []pdfToken) {
	start := min(x.pos+1, len(x.data))
	if n, ok := inlineSize(args); ok && n <= len(x.data)-start {
		at := skipSpace(x.data, start+n)
		if at-start-n <= 2 && endsImage(x.data, at) {
			x.pos = at + len("EI")
			return
		}
	}
	for at := start; ; at++ {
		i := bytes.Index(x.data[at:], []byte("EI"))
		if i < 0 {
			x.pos = len(x.data)
			return
		}
		if at += i; (at == start || isPDFSpace(x.data[at-1]) || x.data[at-1] == '>') && endsImage(x.data, at) {
			x.pos = at + len("EI")
			return
		}
	}
}

// inlineSize is the number of bytes of an image without a filter, or the number that the image gives.
func inlineSize(args []pdfToken) (n int, ok bool) {
	var width, height, comps float64
	bits := 8.0
	for i := 0; i+1 < len(args); i += 2 {
		v := args[i+1]
		switch string(args[i].str) {
		case "L", "Length":
			return int(v.num), v.num > 0
		case "F", "Filter":
			return 0, false
		case "W", "Width":
			width = v.num
		case "H", "Height":
			height = v.num
		case "BPC", "BitsPerComponent":
			bits = v.num
		case "IM", "ImageMask":
			if string(v.str) == "true" {
				bits, comps = 1, 1
			}
		case "CS", "ColorSpace":
			comps = inlineColors[string(v.str)]
		}
	}
	n = int((width*bits*comps+7)/8) * int(height)
	return n, n > 0
}

// inlineColors are the numbers of components of the color spaces that an inline image may name.
var inlineColors = map[string]float64{"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4, "I": 1, "Indexed": 1}

// endsImage reports whether "EI" stands at at as an operator, with text that could be operators behind it.
func endsImage(data []byte, at int) bool {
	rest, ok := bytes.CutPrefix(data[min(at, len(data)):], []byte("EI"))
	if !ok || len(rest) > 0 && byteClass[rest[0]] == 0 {
		return false
	}
	for _, c := range rest[:min(len(rest), 24)] {
		if c >= 0x7f || c < ' ' && !isPDFSpace(c) || c == 0 {
			return false
		}
	}
	return true
}
