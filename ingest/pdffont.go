package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// pdfFont turns the bytes of a string into glyphs: a text and a width for each code.
type pdfFont struct {
	simple *[256]pdfGlyph // of a simple font, whose codes are bytes
	wide   *wideFont      // of a composite font
}

// pdfGlyph is one code of a string after decoding.
type pdfGlyph struct {
	text  string
	width float64 // in ems
	space bool    // the one-byte code 32, to which word spacing applies
	blank bool    // nothing but white space
}

const (
	maxFontStream = 8 << 20 // bytes of a character map or a font program
	maxWidths     = 1 << 16 // codes of a composite font with a width of their own
)

// next decodes the first glyph of the string and tells how many bytes it takes.
func (f *pdfFont) next(raw []byte) (*pdfGlyph, int) {
	if f.simple != nil {
		return &f.simple[raw[0]], 1
	}
	return f.wide.next(raw)
}

// isBlank reports whether a text is white space, or nothing.
func isBlank(s string) bool {
	if s != "" && s[0] > ' ' && s[0] < utf8.RuneSelf {
		return false // most are, at a small part of the cost
	}
	return s == "" || s == " " || strings.TrimSpace(s) == ""
}

// loadFont reads what is needed of a font dictionary.
func (d *pdfDoc) loadFont(v pdf.Value) *pdfFont {
	var cmap *pdfCMap
	if s := v.Key("ToUnicode"); s.Kind() == pdf.Stream {
		data, _ := d.read(s, maxFontStream, nil)
		cmap = parseCMap(data)
	}
	if v.Key("Subtype").Name() == "Type0" {
		return &pdfFont{wide: d.loadWide(v, cmap)}
	}
	return &pdfFont{simple: d.loadSimple(v, cmap)}
}

// plainFont stands in for a font that is not there.
func plainFont() *pdfFont {
	var t [256]pdfGlyph
	for c, text := range encodings["WinAnsiEncoding"]() {
		r, _ := utf8.DecodeRuneInString(text)
		t[c] = pdfGlyph{text, standardWidth(&helveticaWidths, r), c == ' ', isBlank(text)}
	}
	return &pdfFont{simple: &t}
}

// loadSimple reads a font whose codes are bytes: the text of each from its character map, its encoding, or
// the font program; the width from the dictionary or from the standard fonts.
func (d *pdfDoc) loadSimple(v pdf.Value, cmap *pdfCMap) *[256]pdfGlyph {
	t := &[256]pdfGlyph{}
	texts := d.encoding(v)
	width := simpleWidths(v)
	for c := range t {
		g := &t[c]
		g.text = texts[c]
		if own := cmap.simple(byte(c)); usable(own) {
			g.text = own
		}
		g.width, g.space, g.blank = width(c, g.text), c == ' ', isBlank(g.text)
	}
	return t
}

// usable reports whether a character map gives a text at all.
func usable(t string) bool { return t != "" && t != "\x00" && t != "\ufffd" }

// encoding fills the table of a simple font: the base encoding, and over it the differences.
func (d *pdfDoc) encoding(v pdf.Value) *[256]string {
	enc := v.Key("Encoding")
	t := *d.baseEncoding(v, enc)
	if enc.Kind() != pdf.Dict {
		return &t
	}
	decoder := (&pdf.Font{V: v}).Encoder()
	diff, code, asked := enc.Key("Differences"), 0, 0
	for i := range min(diff.Len(), 1<<12) {
		switch x := diff.Index(i); x.Kind() {
		case pdf.Integer:
			code = int(x.Int64())
		case pdf.Name:
			if code >= 0 && code < 256 {
				text := glyphText(x.Name())
				if text == "" && asked < 64 { // the object layer goes through all differences at each question
					asked++
					text = decoder.Decode(string([]byte{byte(code)}))
				}
				if text != "" && text != string(rune(code)) {
					t[code] = text
				}
			}
			code++
		}
	}
	return &t
}

// baseEncoding is the encoding that differences change: the one that is named, the font program's own, or
// the standard one of the kind of font.
func (d *pdfDoc) baseEncoding(v, enc pdf.Value) *[256]string {
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	if strings.HasSuffix(v.Key("BaseFont").Name(), "Symbol") {
		base = "Symbol"
	}
	if table := encodings[base]; table != nil {
		return table()
	}
	if own := d.programEncoding(v.Key("FontDescriptor").Key("FontFile")); own != nil {
		return own
	}
	if v.Key("Subtype").Name() == "TrueType" {
		return encodings["WinAnsiEncoding"]()
	}
	return encodings["StandardEncoding"]()
}

// programEncoding reads the encoding of a Type 1 font program, which is plain text at its start:
// "dup 27 /ff put" for each code.
func (d *pdfDoc) programEncoding(v pdf.Value) *[256]string {
	if v.Kind() != pdf.Stream {
		return nil
	}
	data, err := d.read(v, maxFontStream, nil)
	_, rest, ok := bytes.Cut(data, []byte("/Encoding"))
	if err != nil || !ok {
		return nil
	}
	x := pdfLexer{data: rest[:min(len(rest), 1<<15)]}
	t := &[256]string{}
	found := false
	for prev, last := (pdfToken{}), x.next(); last.kind != 0; prev, last = last, x.next() {
		switch {
		case last.kind == '/' && prev.kind == 'n' && prev.num >= 0 && prev.num < 256:
			t[int(prev.num)], found = glyphText(string(last.str)), true
		case last.kind == 'o' && (string(last.str) == "def" || string(last.str) == "readonly"):
			if !found {
				return nil
			}
			return t
		}
	}
	return nil
}

// simpleWidths finds how wide each code of a simple font is, in ems.
func simpleWidths(v pdf.Value) func(code int, text string) float64 {
	w := v.Key("Widths")
	name := strings.ToLower(v.Key("BaseFont").Name())
	if w.Len() == 0 && v.Key("Subtype").Name() != "Type3" {
		if containsAny(name, monoNames) {
			return func(int, string) float64 { return 0.6 }
		}
		table := standardFont(name)
		return func(_ int, text string) float64 {
			r, _ := utf8.DecodeRuneInString(text)
			return standardWidth(table, r)
		}
	}
	scale := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		scale = v.Key("FontMatrix").Index(0).Float64()
	}
	first := int(v.Key("FirstChar").Int64())
	missing := v.Key("FontDescriptor").Key("MissingWidth").Float64() * scale
	var widths [256]float64
	for c := range widths {
		widths[c] = missing
		if c >= first && c-first < w.Len() {
			widths[c] = w.Index(c-first).Float64() * scale
		}
	}
	return func(code int, _ string) float64 { return widths[code] }
}

// Parts of the names of fonts that tell their look.
var (
	monoNames  = []string{"courier", "mono", "typewriter"}
	romanNames = []string{"times", "serif", "roman", "georgia", "garamond", "book"}
	boldNames  = []string{"bold", "black", "heavy"}
	slantNames = []string{"italic", "oblique"}
)

// standardFont chooses the widths of the standard font that a name comes nearest to.
func standardFont(name string) *[224]uint16 {
	bold, italic := containsAny(name, boldNames), containsAny(name, slantNames)
	switch {
	case !containsAny(name, romanNames) || strings.Contains(name, "sans"):
		if bold {
			return &helveticaBoldWidths
		}
		return &helveticaWidths
	case bold && italic:
		return &timesBoldItalicWidths
	case bold:
		return &timesBoldWidths
	case italic:
		return &timesItalicWidths
	}
	return &timesWidths
}
