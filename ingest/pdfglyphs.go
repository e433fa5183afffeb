package ingest

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Simple fonts say what a code means by an encoding of the standard, or by the names of glyphs.

// signNames are the names of the glyphs that are no plain letters with an accent, each with its text. What a
// font names beside them is asked of the object layer.
const signNames = `space   exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk *
plus + comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ;
less < equal = greater > question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^ underscore _ grave ` + "`" + ` braceleft {
bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ fraction ⁄ yen ¥ florin ƒ section § currency ¤ quotedblleft “
guillemotleft « guilsinglleft ‹ guilsinglright › fi fi fl fl ff ff ffi ffi ffl ffl f_f ff f_i fi f_l fl f_f_i ffi f_f_l ffl
t_t tt T_h Th c_t ct s_t st st st endash – dagger † daggerdbl ‡ periodcentered · middot · paragraph ¶ bullet • quotesinglbase ‚
quotedblbase „ quotedblright ” guillemotright » ellipsis … perthousand ‰ questiondown ¿ acute ´ circumflex ˆ tilde ˜ macron ¯ breve ˘
dotaccent ˙ dieresis ¨ ring ˚ cedilla ¸ hungarumlaut ˝ ogonek ˛ caron ˇ emdash — AE Æ ordfeminine ª Lslash Ł Oslash Ø OE Œ
ordmasculine º ae æ dotlessi ı lslash ł oslash ø oe œ germandbls ß quoteleft ‘ quoteright ’ brokenbar ¦ copyright © logicalnot ¬
registered ® degree ° plusminus ± twosuperior ² threesuperior ³ mu µ onesuperior ¹ onequarter ¼ onehalf ½ threequarters ¾ Eth Ð
multiply × Thorn Þ eth ð divide ÷ thorn þ Euro € trademark ™ minus − nbspace   sfthyphen - hyphenminus - Dcroat Đ dcroat đ
notequal ≠ lessequal ≤ greaterequal ≥ infinity ∞ summation ∑ radical √ lozenge ◊ zerosuperior ⁰ foursuperior ⁴ fivesuperior ⁵
sixsuperior ⁶ sevensuperior ⁷ eightsuperior ⁸ ninesuperior ⁹ nsuperior ⁿ IJ IJ ij ij afii61352 № arrowright → checkmark ✓ square ■`

var signs = sync.OnceValue(func() map[string]string {
	f := strings.Split(strings.ReplaceAll(signNames, "\n", " "), " ")
	m := map[string]string{}
	for i := 0; i < len(f); {
		if i+2 < len(f) && f[i+1] == "" && f[i+2] == "" { // the sign is a space itself
			m[f[i]] = " "
			i += 3
			continue
		}
		m[f[i]] = f[i+1]
		i += 2
	}
	return m
})

// accents are the ends of the names of letters with an accent, and the combining characters they stand for.
var accents = [][2]string{{"acute", "\u0301"}, {"grave", "\u0300"}, {"circumflex", "\u0302"}, {"dieresis", "\u0308"}, {"tilde", "\u0303"},
	{"caron", "\u030c"}, {"cedilla", "\u0327"}, {"ring", "\u030a"}, {"breve", "\u0306"}, {"macron", "\u0304"}, {"ogonek", "\u0328"},
	{"dotaccent", "\u0307"}, {"hungarumlaut", "\u030b"}, {"commaaccent", "\u0326"}}

// letterRuns are names that count letters of an alphabet: the prefix, the first number, the last, its letter.
var letterRuns = []struct {
	prefix      string
	first, last int
	letter      rune
}{
	{"afii", 57409, 57434, 'ء'}, {"afii", 57440, 57450, 'ـ'}, {"afii", 57392, 57401, '٠'}, {"afii", 57664, 57690, 'א'},
	{"afii", 10017, 10022, 'А'}, {"afii", 10024, 10049, 'Ж'}, {"afii", 10065, 10070, 'а'}, {"afii", 10072, 10097, 'ж'},
}

// glyphText is the text of a glyph name, or "" when the name says nothing.
func glyphText(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	if t := signs()[stem]; t != "" {
		return t
	}
	if len(stem) == 1 {
		return stem
	}
	for _, a := range accents {
		if letter, ok := strings.CutSuffix(stem, a[0]); ok && len(letter) == 1 {
			return norm.NFC.String(letter + a[1])
		}
	}
	if parts := strings.Split(stem, "_"); len(parts) > 1 && len(parts) <= 8 {
		text := ""
		for _, p := range parts {
			t := glyphText(p)
			if t == "" {
				return ""
			}
			text += t
		}
		return text
	}
	return numberedGlyph(stem)
}

// numberedGlyph is the text of a name that holds the number of a character: "uni00E9", "u1F600", "afii57415".
func numberedGlyph(stem string) string {
	if hex, ok := strings.CutPrefix(stem, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		b := make([]byte, 0, 8)
		for i := 0; i+4 <= len(hex) && i < 16; i += 4 {
			n, err := strconv.ParseUint(hex[i:i+4], 16, 16)
			if err != nil {
				return ""
			}
			b = utf8.AppendRune(b, rune(n))
		}
		return string(b)
	}
	if hex, ok := strings.CutPrefix(stem, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && n <= utf8.MaxRune {
			return string(rune(n))
		}
	}
	for _, r := range letterRuns {
		if n, err := strconv.Atoi(strings.TrimPrefix(stem, r.prefix)); err == nil && n >= r.first && n <= r.last {
			return string(r.letter + rune(n-r.first))
		}
	}
	return ""
}

// standardHigh are the glyphs of the standard encoding of Type 1 fonts from code 161 on; "-" is none.
const standardHigh = `exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl - endash dagger
daggerdbl periodcentered - paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand - questiondown - grave acute
circumflex tilde macron breve dotaccent dieresis - ring cedilla - hungarumlaut ogonek caron emdash - - - - - - - - - - - - - - - - AE - ordfeminine
- - - - Lslash Oslash OE ordmasculine - - - - - ae - - - dotlessi - - lslash oslash oe germandbls`

// symbolLetters are the codes from 65 on of the Symbol font.
const symbolLetters = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ"

// encodings are the tables of the standard encodings, made when they are asked for.
var encodings = map[string]func() *[256]string{
	"WinAnsiEncoding":  sync.OnceValue(func() *[256]string { return charmapTable(charmap.Windows1252) }),
	"MacRomanEncoding": sync.OnceValue(func() *[256]string { return charmapTable(charmap.Macintosh) }),
	"StandardEncoding": sync.OnceValue(standardTable),
	"Symbol":           sync.OnceValue(symbolTable),
}

func charmapTable(m *charmap.Charmap) *[256]string {
	var t [256]string
	for c := range t {
		if t[c] = string(m.DecodeByte(byte(c))); t[c] == "\ufffd" {
			t[c] = "•"
		}
	}
	return &t
}

func standardTable() *[256]string {
	t := *charmapTable(charmap.Windows1252)
	t[0x27], t[0x60] = "’", "‘"
	for i, name := range strings.Fields(standardHigh) {
		if name != "-" {
			t[161+i] = glyphText(name)
		}
	}
	return &t
}

func symbolTable() *[256]string {
	t := *charmapTable(charmap.Windows1252)
	i := 65
	for _, r := range symbolLetters {
		t[i] = string(r)
		i++
	}
	t[0xb7] = "•"
	return &t
}
