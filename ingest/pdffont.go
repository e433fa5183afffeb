package ingest

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the bytes of a string into glyphs: a text and a width for each code.
type pdfFont struct {
	wide    bool            // composite font: codes of two bytes
	cmap    *pdfCMap        // ToUnicode, or nil
	codes   *pdfCMap        // embedded encoding of a composite font, or nil
	simple  [256]string     // text of the codes of a simple font
	widths  map[int]float64 // in ems
	missing float64         // width of all others
	guess   bool            // no widths given: guess from the letter
	mono    bool
	utf16   bool // codes are UTF-16
}

// pdfGlyph is one code of a string after decoding.
type pdfGlyph struct {
	text  string
	width float64 // in ems
	space bool    // the one-byte code 32, to which word spacing applies
}

const maxFontStream = 8 << 20 // bytes of a character map

// loadFont reads what is needed of a font dictionary.
func loadFont(v pdf.Value) *pdfFont {
	f := &pdfFont{widths: map[int]float64{}}
	if s := v.Key("ToUnicode"); s.Kind() == pdf.Stream {
		f.cmap = parseCMap(readStream(s, maxFontStream))
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite(v)
		return f
	}
	f.encode(v)
	f.simpleWidths(v)
	return f
}

// readStream reads a decoded stream up to a limit; what a damaged stream still gives is kept.
func readStream(v pdf.Value, limit int64) (data []byte) {
	defer func() {
		_ = recover() // an unknown filter or a damaged header: the stream is as good as empty
	}()
	r := v.Reader()
	defer r.Close()
	data, _ = io.ReadAll(io.LimitReader(r, limit))
	return data
}

func (f *pdfFont) composite(v pdf.Value) {
	f.wide = true
	enc := v.Key("Encoding")
	if enc.Kind() == pdf.Stream {
		f.codes = parseCMap(readStream(enc, maxFontStream))
	}
	name := enc.Name()
	f.utf16 = strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16")
	d := v.Key("DescendantFonts").Index(0)
	f.missing = 1
	if dw := d.Key("DW"); !dw.IsNull() {
		f.missing = dw.Float64() / 1000
	}
	w := d.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < 1<<16; {
		first := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range list.Len() {
				f.widths[first+k] = list.Index(k).Float64() / 1000
			}
			i += 2
			continue
		}
		last, width := int(w.Index(i+1).Int64()), w.Index(i+2).Float64()/1000
		for c := first; c <= last && c-first < 1<<16; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// encode fills the table of a simple font: the base encoding, and over it the differences.
func (f *pdfFont) encode(v pdf.Value) {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	for c := range 256 {
		f.simple[c] = baseText(base, byte(c))
	}
	if enc.Kind() != pdf.Dict {
		return
	}
	decoder := (&pdf.Font{V: v}).Encoder()
	diff, code := enc.Key("Differences"), 0
	for i := range diff.Len() {
		switch x := diff.Index(i); x.Kind() {
		case pdf.Integer:
			code = int(x.Int64())
		case pdf.Name:
			if code >= 0 && code < 256 {
				f.simple[code] = glyphText(x.Name(), decoder.Decode(string([]byte{byte(code)})), byte(code))
			}
			code++
		}
	}
}

// baseText is what a code means in a standard encoding; WinAnsi where none is named.
func baseText(base string, c byte) string {
	if base == "MacRomanEncoding" || base == "MacExpertEncoding" {
		return string(charmap.Macintosh.DecodeByte(c))
	}
	switch r := charmap.Windows1252.DecodeByte(c); {
	case base == "" && c == 0x27:
		return "’"
	case base == "" && c == 0x60:
		return "‘"
	case r == unicode.ReplacementChar:
		return "•"
	default:
		return string(r)
	}
}

// longNames are glyph names that stand for several letters, or that fonts use beside the standard ones.
var longNames = map[string]string{"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "f_f": "ff", "f_i": "fi",
	"f_l": "fl", "f_f_i": "ffi", "f_f_l": "ffl", "t_t": "tt", "T_h": "Th", "st": "st", "nbspace": " ", "sfthyphen": "-", "Euro": "€"}

// glyphText is the text of a glyph name; known is what the object layer makes of it.
func glyphText(name, known string, code byte) string {
	stem, _, _ := strings.Cut(name, ".")
	if t := longNames[stem]; t != "" {
		return t
	}
	if known != string(rune(code)) || len(stem) == 1 {
		return known
	}
	hex, ok := strings.CutPrefix(stem, "uni")
	if !ok {
		hex, ok = strings.CutPrefix(stem, "u")
	}
	if n, err := strconv.ParseUint(hex, 16, 32); ok && err == nil && len(hex) >= 4 && n < 0x110000 {
		return string(rune(n))
	}
	return known
}

func (f *pdfFont) simpleWidths(v pdf.Value) {
	scale := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		scale = v.Key("FontMatrix").Index(0).Float64()
	}
	w := v.Key("Widths")
	first := int(v.Key("FirstChar").Int64())
	for i := range min(w.Len(), 256) {
		f.widths[first+i] = w.Index(i).Float64() * scale
	}
	f.missing = v.Key("FontDescriptor").Key("MissingWidth").Float64() * scale
	f.guess = w.Len() == 0
	f.mono = strings.Contains(v.Key("BaseFont").Name(), "Courier")
}

// glyphs decodes a string that is shown in the font.
func (f *pdfFont) glyphs(raw string) []pdfGlyph {
	out := make([]pdfGlyph, 0, len(raw))
	for len(raw) > 0 {
		n := f.codeLen(raw)
		out = append(out, f.glyph(raw[:n]))
		raw = raw[n:]
	}
	return out
}

func (f *pdfFont) codeLen(raw string) int {
	switch {
	case !f.wide || len(raw) < 2:
		return 1
	case f.codes != nil && f.codes.oneByte[raw[0]], f.codes != nil && !f.codes.wide && f.cmap != nil && f.cmap.oneByte[raw[0]]:
		return 1
	}
	return 2
}

func (f *pdfFont) glyph(code string) pdfGlyph {
	g := pdfGlyph{space: len(code) == 1 && code[0] == ' '}
	if f.wide {
		g.text, g.width = f.wideText(code), f.missing
		if w, ok := f.widths[f.cid(code)]; ok {
			g.width = w
		}
		return g
	}
	g.text = f.simple[code[0]]
	if f.cmap != nil {
		if t, ok := f.cmap.text[codeKey(code)]; ok && usable(t) {
			g.text = t
		} else if t, ok := f.cmap.text[codeKey("\x00"+code)]; ok && usable(t) {
			g.text = t
		}
	}
	w, ok := f.widths[int(code[0])]
	switch {
	case f.guess:
		w = guessWidth(g.text, f.mono)
	case !ok:
		w = f.missing
	}
	g.width = w
	return g
}

// usable reports whether a character map gives a text at all.
func usable(t string) bool { return t != "" && t != "\x00" && t != "\ufffd" }

func (f *pdfFont) wideText(code string) string {
	if f.cmap != nil {
		if t, ok := f.cmap.text[codeKey(code)]; ok {
			return strings.Trim(t, "\x00")
		}
	}
	if f.utf16 {
		return decodeUTF16(code)
	}
	return "\ufffd"
}

func (f *pdfFont) cid(code string) int {
	if f.codes != nil {
		if c, ok := f.codes.cid[codeKey(code)]; ok {
			return c
		}
	}
	n := 0
	for i := range len(code) {
		n = n<<8 | int(code[i])
	}
	return n
}

// guessWidth estimates the width of a letter in one of the standard fonts, whose widths files leave out.
func guessWidth(t string, mono bool) float64 {
	switch {
	case mono:
		return 0.6
	case t == "" || t == " " || strings.Contains("ijltfI.,;:'!|()[]-/’‘", t):
		return 0.28
	case strings.Contains("mwMW—@%", t):
		return 0.83
	}
	if r := []rune(t)[0]; unicode.IsUpper(r) {
		return 0.67
	}
	return 0.52
}
