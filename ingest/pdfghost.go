package ingest

import "strings"

// Ghostscript 10.0 writes some characters of a composite font's map as the sum of their two bytes: U+FB01, the
// ligature of "fi", as U+00FC, and U+201C as "<". The text cannot be read right without taking that back.

// byGhostscript reports whether the file says that Ghostscript wrote it.
func (d *pdfDoc) byGhostscript() (yes bool) {
	defer func() { _ = recover() }() // the object layer, on a damaged entry
	return strings.Contains(d.reader.Trailer().Key("Info").Key("Producer").Text(), "Ghostscript")
}

// summedLigatures are the ligatures by the sum of their bytes, each with a letter as wide as that sum is when it
// stands for itself.
var summedLigatures = map[string]struct{ text, wide string }{
	"\u00fb": {"ff", "u"}, "\u00fc": {"fi", "u"}, "\u00fd": {"fl", "y"}, "\u00fe": {"ffi", "p"}, "\u00ff": {"ffl", "y"},
}

// minInStep is how many lower-case letters must stand in step with the codes of a font for the order to be believed.
const minInStep = 8

// unsum takes the sums back where the font itself shows that they are none of its characters: a ligature is not as
// wide as the letter, and a quotation mark does not stand among the signs and digits, whose codes go by the letters'.
func (f *wideFont) unsum() {
	if f.cmap == nil {
		return
	}
	codes := map[string]uint32{}
	for code, text := range f.cmap.text {
		codes[text] = code
	}
	step, sure := f.letterStep()
	for code, text := range f.cmap.text {
		if sum, ok := summedLigatures[text]; ok {
			if letter, ok := codes[sum.wide]; ok && f.widthOf(code) != f.widthOf(letter) {
				f.cmap.text[code] = sum.text
			}
			continue
		}
		if sure && len(text) == 1 && strings.Contains("8<9=", text) && int(code&0xffff)-int(text[0]) != step {
			f.cmap.text[code] = string(0x2000 + rune(text[0]) - 0x20)
		}
	}
}

// letterStep is the distance between the codes of the letters a to z and their characters, when it is one for all.
func (f *wideFont) letterStep() (step int, sure bool) {
	n := 0
	for code, text := range f.cmap.text {
		if len(text) != 1 || text[0] < 'a' || text[0] > 'z' {
			continue
		}
		s := int(code&0xffff) - int(text[0])
		if n > 0 && s != step {
			return 0, false
		}
		step = s
		n++
	}
	return step, n >= minInStep
}

func (f *wideFont) widthOf(code uint32) float64 {
	if w, ok := f.widths[int(code&0xffff)]; ok {
		return w
	}
	return f.missing
}
