package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"corridor/corpus"
)

// decoded is a file of text in UTF-8, and how it was read.
type decoded struct {
	text     string
	encoding string // "utf-8", "windows-1252"
	warning  string // what is doubtful about it, or ""
}

// decodeText turns the bytes of a file of text into UTF-8. The encoding is told by a byte order mark, by the
// pattern of the bytes, by what the file says of itself, and at last by how well the letters fit a language.
func decodeText(data []byte) (decoded, error) {
	d, err := decodeBy(data)
	if err == nil {
		err = checkBinary(d.text)
	}
	return d, err
}

func decodeBy(data []byte) (decoded, error) {
	if name, enc := byteOrder(data); name != "" {
		return decodeAs(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), name, enc)
	}
	if name, enc := wideEncoding(data); enc != nil {
		return decodeAs(data, name, enc)
	}
	if d, ok := decodeUTF8(data); ok {
		return d, nil
	}
	if name, enc := declared(data); enc != nil {
		if d, err := decodeAs(data, name, enc); err == nil && !strings.Contains(d.text, "\ufffd") {
			return d, nil
		}
	}
	g := guessCharset(data)
	d, err := decodeAs(data, g.name, g.charmap)
	d.warning = g.doubt()
	return d, err
}

// decodeAs decodes by an encoding that is known; nil is UTF-8.
func decodeAs(data []byte, name string, enc encoding.Encoding) (decoded, error) {
	if enc == nil {
		return decoded{text: string(bytes.ToValidUTF8(data, []byte("\ufffd"))), encoding: name}, nil
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return decoded{}, fmt.Errorf("cannot be decoded as %s: %v: %w", name, err, corpus.ErrUnreadable)
	}
	return decoded{text: string(bytes.TrimPrefix(out, []byte("\ufeff"))), encoding: name}, nil
}

// wholeForBroken is how many letters of several bytes a file must hold for each broken place to be UTF-8.
const wholeForBroken = 4

// decodeUTF8 reads UTF-8, with some broken letters in it if need be: overlong forms, halves of pairs, a
// file that was cut. Text that was encoded twice is set right when that can be done without loss.
func decodeUTF8(data []byte) (decoded, bool) {
	whole, broken, run := 0, 0, false
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1 && !run:
			broken++
		case size > 1:
			whole++
		}
		run = r == utf8.RuneError && size == 1
		rest = rest[size:]
	}
	if broken > 0 && whole < broken*wholeForBroken {
		return decoded{}, false
	}
	d := decoded{text: string(bytes.ToValidUTF8(data, []byte("\ufffd"))), encoding: "utf-8"}
	if broken == 0 {
		d.undouble()
	}
	return d, true
}

// doubled is what letters with accents become when UTF-8 is taken for Windows-1252 and encoded again.
var doubled = lazy(`Ã[\x{80}-\x{bf}ƒŠšŒœŽž‘’“”•–—˜™›¡-¿]|â€[™œ\x{9d}“”˜¦]`).having("Ã", "â€")

// undouble takes back an encoding that was made twice.
func (d *decoded) undouble() {
	const sure = 3
	if n := len(doubled.FindAllStringIndex(d.text, sure)); n < sure {
		return
	}
	once, err := charmap.Windows1252.NewEncoder().String(d.text)
	if err != nil || !utf8.ValidString(once) {
		d.warning = "letters look as if the text was encoded twice (Ã© for é): save it anew from where it comes from"
		return
	}
	d.text, d.warning = once, "the text was encoded twice (Ã© for é) and has been set right"
}

var (
	metaCharset = lazy(`(?i)<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)`)
	xmlCharset  = lazy(`(?i)^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([\w.:-]+)`)
)

// declaredBytes is how much of a page is looked at for the name of its encoding.
const declaredBytes = 16 << 10

// declared reads the encoding that a page or an XML file names; nil when it names none, or UTF-8, which it
// is not.
func declared(data []byte) (string, encoding.Encoding) {
	head := string(data[:min(len(data), declaredBytes)])
	for _, p := range []pattern{xmlCharset, metaCharset} {
		if m := p.FindStringSubmatch(head); m != nil {
			if enc, name := charset.Lookup(m[1]); enc != nil && name != "utf-8" && name != "replacement" && name != "x-user-defined" {
				return name, enc
			}
		}
	}
	return "", nil
}

// checkBinary refuses decoded bytes that cannot be text.
func checkBinary(text string) error {
	if i := strings.IndexByte(text, 0); i >= 0 {
		return fmt.Errorf("is binary: NUL bytes at offset %d: %w", i, corpus.ErrUnreadable)
	}
	controls, first := 0, -1
	for i := range len(text) {
		b := text[i]
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1a && b != 0x1b {
			controls++
			if first < 0 {
				first = i
			}
		}
	}
	if controls > 8 && controls*100 > len(text) {
		return fmt.Errorf("is binary: %d control bytes, the first at offset %d: %w", controls, first, corpus.ErrUnreadable)
	}
	return nil
}
