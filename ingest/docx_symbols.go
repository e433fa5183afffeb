package ingest

import (
	"strconv"
	"strings"
)

// symbolGreek are the letters of the font Symbol that stand where ASCII has its letters.
const (
	symbolUpper = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
	symbolLower = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
)

// symbols are the signs of the fonts Symbol and Wingdings that agreements use, by font and code.
var symbols = map[string]map[int]string{
	"symbol":     {0xb7: "•", 0xb0: "°", 0xb1: "±", 0xb4: "×", 0xb3: "≥", 0xa3: "≤", 0xd7: "·", 0xa2: "′", 0xb2: "″", 0xae: "→", 0xe3: "©", 0xe2: "®", 0xd3: "©", 0xd2: "®"},
	"wingdings":  {0x6c: "●", 0x6e: "■", 0x6f: "□", 0x71: "❑", 0x76: "❖", 0x9f: "•", 0xa7: "▪", 0xa8: "☐", 0xd8: "➢", 0xe0: "→", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒", 0xfe: "☑"},
	"wingdings2": {0x50: "✓", 0x4f: "✗", 0x52: "☑", 0x53: "☒", 0xa3: "☐", 0x97: "•"},
}

// symbol is the character that a code of a symbol font stands for, or U+FFFD.
func symbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return "\ufffd"
	}
	font = strings.ToLower(strings.ReplaceAll(font, " ", ""))
	c := int(n)
	if c >= 0xf000 && c <= 0xf0ff {
		c -= 0xf000
	}
	table, ok := symbols[font]
	switch {
	case !ok && n >= 0x20 && (n < 0xe000 || n > 0xf8ff):
		return string(rune(n)) // an ordinary character of an ordinary font
	case table[c] != "":
		return table[c]
	case font == "symbol" && c >= 'A' && c <= 'Z':
		return string([]rune(symbolUpper)[c-'A'])
	case font == "symbol" && c >= 'a' && c <= 'z':
		return string([]rune(symbolLower)[c-'a'])
	case font == "symbol" && c >= 0x20 && c < 0x40:
		return string(rune(c))
	}
	return "\ufffd"
}
