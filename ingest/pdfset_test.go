package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-pdf/fpdf"
	"golang.org/x/text/encoding/charmap"
)

// setter breaks text into lines of words as a typesetter does: justified, with words broken by hyphens, and no
// space glyph anywhere.
type setter struct {
	widths *[224]uint16
	size   float64
	width  float64 // of a line
}

// setLine is one line: words with the places of their left ends.
type setLine struct {
	words []string
	x     []float64
}

func (s *setter) wordWidth(w string) float64 {
	total := 0.0
	for _, r := range w {
		total += standardWidth(s.widths, r)
	}
	return total * s.size
}

// lines sets a paragraph. Every word that does not fit is broken where at least three letters stand on both sides.
func (s *setter) lines(paragraph string) (out []setLine) {
	space := 0.25 * s.size
	var words []string
	used := 0.0
	flush := func(justify bool) {
		gap := space
		if n := len(words) - 1; justify && n > 0 {
			gap += (s.width - used - float64(n)*space) / float64(n)
		}
		l, x := setLine{words: words}, 0.0
		for _, w := range words {
			l.x = append(l.x, x)
			x += s.wordWidth(w) + gap
		}
		out, words, used = append(out, l), nil, 0
	}
	for _, w := range strings.Fields(paragraph) {
		room := s.width - used - float64(len(words))*space
		if s.wordWidth(w) <= room {
			words, used = append(words, w), used+s.wordWidth(w)
			continue
		}
		if head, rest, ok := s.breakWord(w, room); ok {
			words, used = append(words, head), used+s.wordWidth(head)
			w = rest
		}
		flush(true)
		words, used = []string{w}, s.wordWidth(w)
	}
	flush(false)
	return out
}

// breakWord breaks a word of letters behind a vowel, as far to the right as there is room.
func (s *setter) breakWord(w string, room float64) (head, rest string, ok bool) {
	for i := len(w) - 3; i >= 3; i-- {
		plain := strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
		if plain && strings.ContainsRune("aeiou", rune(w[i-1])) && !strings.ContainsRune("aeiou", rune(w[i])) && s.wordWidth(w[:i]+"-") <= room {
			return w[:i] + "-", w[i:], true
		}
	}
	return "", "", false
}

// postscript sets a text in columns, word by word. Ligatures and signs stand in places of their own, as the fonts of
// TeX have them.
func postscript(text string, columns int) []byte {
	const (
		left, top, foot = 60.0, 780.0, 70.0
		gutter          = 20.0
	)
	s := setter{widths: &timesWidths, size: 10, width: (480 - gutter*float64(columns-1)) / float64(columns)}
	var b strings.Builder
	b.WriteString(`%!PS
/Times-Roman findfont dup length dict begin { 1 index /FID ne { def } { pop pop } ifelse } forall
/Encoding ISOLatin1Encoding 256 array copy def
Encoding 12 /fi put Encoding 45 /hyphen put Encoding 13 /fl put Encoding 39 /quoteright put Encoding 96 /quoteleft put Encoding 123 /endash put Encoding 128 /oe put
currentdict end /T exch definefont pop /T findfont 10 scalefont setfont
/w { moveto show } def
`)
	column, y := 0, top
	for p := range strings.SplitSeq(text, "\n") {
		if p == "" {
			y -= 6
			continue
		}
		for _, l := range s.lines(p) {
			if y -= 12; y < foot {
				if column++; column == columns {
					b.WriteString("showpage /T findfont 10 scalefont setfont\n")
					column = 0
				}
				y = top - 12
			}
			for i, w := range l.words {
				fmt.Fprintf(&b, "(%s) %.2f %.2f w\n", texCodes(w), left+float64(column)*(s.width+gutter)+l.x[i], y)
			}
		}
		y -= 2
	}
	return []byte(b.String() + "showpage\n")
}

// texCodes writes a word in the encoding of postscript.
func texCodes(w string) string {
	w = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "fi", "\f", "fl", "\r", "’", "'", "–", "{", "œ", "\x80").Replace(w)
	var b strings.Builder
	for _, r := range w {
		if r < ' ' || r > '~' {
			fmt.Fprintf(&b, `\%03o`, byte(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fpdfKnown are files of a library that writes text as a program does.
func fpdfKnown(t testing.TB, _ *maker) []known {
	spanish := specimenText(t, "camporeal-tierraluna-2010-residencia.txt") + "\n\nNº 3.º 2.ª § 4"
	english := specimenText(t, "parunggi-zumurrad-2007-mou.txt")
	return []known{
		{name: "core font", data: fpdfText(t, "Times", 11, 1, spanish), want: spanish},
		{name: "columns", data: fpdfText(t, "Helvetica", 8, 2, english), want: english},
		{name: "table", data: fpdfTable(t), want: tableText()},
	}
}

// fpdfText sets a text justified in columns, in one of the standard fonts, of which no widths are written.
func fpdfText(t testing.TB, font string, size float64, columns int, text string) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	p.SetCompression(false)
	p.AddPage()
	p.SetFont(font, "", size)
	width := (480 - 20*float64(columns-1)) / float64(columns)
	column := 0
	start := func() {
		p.SetLeftMargin(60 + float64(column)*(width+20))
		p.SetX(60 + float64(column)*(width+20))
	}
	p.SetAcceptPageBreakFunc(func() bool {
		if column++; column < columns {
			p.SetY(60)
			start()
			return false
		}
		column = 0
		start()
		return true
	})
	start()
	for par := range strings.SplitSeq(text, "\n") {
		b, err := charmap.Windows1252.NewEncoder().String(par)
		if err != nil {
			t.Fatal(err)
		}
		p.MultiCell(width, 1.3*size, b, "", "J", false)
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// fpdfTable draws the table of wages cell by cell, with borders; long cells are cut to lines by hand.
func fpdfTable(t testing.TB) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	p.AddPage()
	p.SetFont("Helvetica", "", 10)
	p.MultiCell(480, 13, beforeTable, "", "L", false)
	widths := []float64{100, 70, 40, 270}
	for _, r := range tableRows {
		height := 14.0
		if utf8.RuneCountInString(r[3]) > 55 {
			height = 28
		}
		x, y := p.GetXY()
		for i, c := range r {
			p.Rect(x, y, widths[i], height, "D")
			p.SetXY(x, y)
			p.MultiCell(widths[i], 14, c, "", "L", false)
			x += widths[i]
		}
		p.SetXY(28.35, y+height)
	}
	p.Ln(10)
	p.MultiCell(480, 13, afterTable, "", "L", false)
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
