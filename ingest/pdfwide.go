package ingest

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// wideFont is a composite font: its codes take one byte or more, and stand for glyphs by number.
type wideFont struct {
	cmap    *pdfCMap        // ToUnicode, or nil
	codes   *pdfCMap        // embedded encoding, or nil
	utf16   bool            // codes are UTF-16
	widths  map[int]float64 // in ems, by the number of the glyph
	missing float64         // width of all others
	glyphs  map[uint32]*pdfGlyph
}

// loadWide reads a composite font.
func (d *pdfDoc) loadWide(v pdf.Value, cmap *pdfCMap) *wideFont {
	f := &wideFont{cmap: cmap, widths: map[int]float64{}, missing: 1, glyphs: map[uint32]*pdfGlyph{}}
	enc := v.Key("Encoding")
	if enc.Kind() == pdf.Stream {
		data, _ := d.read(enc, maxFontStream, nil)
		f.codes = parseCMap(data)
	}
	f.utf16 = strings.Contains(enc.Name(), "UCS2") || strings.Contains(enc.Name(), "UTF16")
	below := v.Key("DescendantFonts").Index(0)
	if dw := below.Key("DW"); !dw.IsNull() {
		f.missing = dw.Float64() / 1000
	}
	f.readWidths(below.Key("W"))
	if enc.Name() == "Identity-H" && d.byGhostscript() {
		f.unsum()
	}
	return f
}

// readWidths reads runs of widths: "first [w w w]" or "first last w".
func (f *wideFont) readWidths(w pdf.Value) {
	for i := 0; i+1 < w.Len() && len(f.widths) < maxWidths; {
		first := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range list.Len() {
				f.widths[first+k] = list.Index(k).Float64() / 1000
			}
			i += 2
			continue
		}
		last, width := int(w.Index(i+1).Int64()), w.Index(i+2).Float64()/1000
		for c := first; c <= last && c-first < maxWidths; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// next decodes the first glyph of the string. Glyphs are kept, for a text uses few of them again and again.
func (f *wideFont) next(raw []byte) (*pdfGlyph, int) {
	n := f.codeLen(raw)
	key := codeKey(raw[:n])
	g := f.glyphs[key]
	if g == nil {
		g = f.glyph(raw[:n])
		f.glyphs[key] = g
	}
	return g, n
}

func (f *wideFont) codeLen(raw []byte) int {
	switch {
	case len(raw) < 2:
		return 1
	case f.codes != nil && f.codes.oneByte[raw[0]], f.codes != nil && !f.codes.wide && f.cmap != nil && f.cmap.oneByte[raw[0]]:
		return 1
	}
	return 2
}

func (f *wideFont) glyph(code []byte) *pdfGlyph {
	cid := f.cid(code)
	g := &pdfGlyph{text: f.text(code), width: f.missing, space: len(code) == 1 && code[0] == ' '}
	if w, ok := f.widths[cid]; ok {
		g.width = w
	}
	g.blank = isBlank(g.text)
	return g
}

func (f *wideFont) text(code []byte) string {
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

// cid is the number of the glyph that a code stands for.
func (f *wideFont) cid(code []byte) int {
	if f.codes != nil {
		if c, ok := f.codes.cid[codeKey(code)]; ok {
			return c
		}
	}
	n := 0
	for _, c := range code {
		n = n<<8 | int(c)
	}
	return n
}
