package ingest

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUnsum takes back the sums of bytes that Ghostscript writes, and touches no character that is one.
func TestUnsum(t *testing.T) {
	letters := map[uint32]string{}
	for c := 'a'; c <= 'z'; c++ {
		letters[codeKey([]byte{0, byte(c - 29)})] = string(c)
	}
	widths := map[int]float64{0x58: 0.64, 0x5c: 0.56, 0xcf3: 0.67, 0xcf4: 0.67, 0x80: 0.64}
	code := func(hi, lo byte) uint32 { return codeKey([]byte{hi, lo}) }
	for name, tt := range map[string]struct{ have, want map[uint32]string }{
		"ligatures":         {map[uint32]string{code(0xc, 0xf3): "\u00fc", code(0xc, 0xf4): "\u00fd"}, map[uint32]string{code(0xc, 0xf3): "fi", code(0xc, 0xf4): "fl"}},
		"a letter as wide":  {map[uint32]string{code(0, 0x80): "\u00fc"}, map[uint32]string{code(0, 0x80): "\u00fc"}},
		"quotation marks":   {map[uint32]string{code(6, 1): "<", code(6, 2): "="}, map[uint32]string{code(6, 1): "“", code(6, 2): "”"}},
		"signs among signs": {map[uint32]string{code(0, '<'-29): "<", code(0, '9'-29): "9"}, map[uint32]string{code(0, '<'-29): "<", code(0, '9'-29): "9"}},
	} {
		f := &wideFont{cmap: &pdfCMap{text: maps.Clone(letters)}, widths: widths, missing: 1}
		maps.Copy(f.cmap.text, tt.have)
		f.unsum()
		for key, want := range tt.want {
			if diff := cmp.Diff(want, f.cmap.text[key]); diff != "" {
				t.Errorf("%s (-want +have):\n%s", name, diff)
			}
		}
	}
	f := &wideFont{cmap: &pdfCMap{text: map[uint32]string{code(0, 1): "a", code(6, 1): "<"}}, widths: widths}
	f.unsum()
	if f.cmap.text[code(6, 1)] != "<" {
		t.Error("a font of few letters was changed")
	}
}
