package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"corridor/corpus"
)

// hostileZIPs are archives made to do harm; documents of word processors among them, which are archives too.
func hostileZIPs(t testing.TB) []hostile {
	plain := func(*zip.FileHeader) {}
	many := func(n int) []byte {
		entries := make([]entry, n)
		for i := range entries {
			entries[i] = entry{fmt.Sprintf("%d.txt", i), "x"}
		}
		return zipped(t, entries...)
	}
	var big []entry
	for i := range 25 {
		big = append(big, entry{fmt.Sprintf("%d.txt", i), strings.Repeat(fmt.Sprintf("%01000d", i), 9<<10)})
	}
	good := odd(t, plain, "a.txt", strings.Repeat("some text ", 100))
	broken := bytes.Clone(good)
	broken[60] ^= 0x55
	inner := string(odd(t, plain, "a.txt", strings.Repeat(" ", 9<<20)))
	laughs := `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">` + entities(12) + `]><w:document` + wordSpaces + `><w:body><w:p><w:r><w:t>&l12;</w:t></w:r></w:p></w:body></w:document>`
	deep := func(n int) []byte {
		return wordFile(t, map[string]string{"body": strings.Repeat("<w:p>", n) + strings.Repeat("</w:p>", n)})
	}
	return []hostile{
		{"zip bomb", odd(t, plain, "a.txt", strings.Repeat(" ", 9<<20)), corpus.ErrTooLarge, "200 times its packed size"},
		{"zip bomb in a zip", zipped(t, entry{"inner.zip", inner}), corpus.ErrUnsupported, "inside a container"},
		{"zip of 2001 entries", many(MaxEntries + 1), corpus.ErrTooLarge, "more than 2000 entries"},
		{"zip of 100,000 entries", many(100_000), corpus.ErrTooLarge, "more than 2000 entries"},
		{"zip of 225 MB", zipped(t, big...), corpus.ErrTooLarge, ""},
		{"zip that climbs", odd(t, plain, "../../etc/cron.d/x", "x"), corpus.ErrInvalid, "points out of the archive"},
		{"zip with a link", odd(t, func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<27) }, "a.txt", "/etc/passwd"), corpus.ErrInvalid, "it is a link"},
		{"zip with a device", odd(t, func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<26) }, "a.txt", ""), corpus.ErrInvalid, "no ordinary file"},
		{"zip with a password", odd(t, func(h *zip.FileHeader) { h.Flags |= 1 }, "a.txt", "x"), corpus.ErrEncrypted, "asks for a password"},
		{"zip that is damaged", broken, corpus.ErrUnreadable, "cannot be unpacked"},
		{"zip that is cut", good[:len(good)-10], corpus.ErrUnreadable, "damaged"},
		{"zip that is empty", zipped(t), corpus.ErrInvalid, "holds no documents"},
		{"docx with entities", zipped(t, entry{"[Content_Types].xml", "<Types/>"}, entry{"word/document.xml", laughs}), corpus.ErrInvalid, "document type"},
		{"docx 5,000 deep", deep(5_000), corpus.ErrTooLarge, "nest deeper"},
		{"docx 100,000 deep", deep(100_000), corpus.ErrTooLarge, "200 times its packed size"},
		{"docx that is a bomb", wordFile(t, map[string]string{"body": "<w:p><w:r><w:t>" + strings.Repeat(" ", 80<<20) + "</w:t></w:r></w:p>"}), corpus.ErrTooLarge, "unpacks to too much"},
		{"odt 5,000 deep", openDocument(t, map[string]string{"body": strings.Repeat("<text:span>", 5_000) + strings.Repeat("</text:span>", 5_000)}), corpus.ErrTooLarge, "nest deeper"},
		{"flat odt with entities", []byte(`<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><office:document ` + odfSpaces + `><office:body><office:text><text:p>&x;</text:p></office:text></office:body></office:document>`), corpus.ErrInvalid, "document type"},
	}
}

// entities declares so many entities, each ten of the one before.
func entities(n int) string {
	var b strings.Builder
	b.WriteString(`<!ENTITY l0 "&a;">`)
	for i := range n {
		fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	return b.String()
}

// hostileTexts are files of text, pages and messages made to do harm.
func hostileTexts(t testing.TB) []hostile {
	utf16 := []byte("\xff\xfe")
	for _, c := range "The Parties agree " {
		utf16 = append(utf16, byte(c), 0)
	}
	utf16 = append(utf16, 0x00, 0xd8, 'x', 0, 0x00, 0xdc, 0x00, 0xdc, 0x00, 0xd8) // halves of pairs
	nested := "From: a@lunthai.example\r\nMIME-Version: 1.0\r\nMessage-ID: <1@lunthai.example>\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
	for i := range 2000 {
		nested += fmt.Sprintf("--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n", i, i+1)
	}
	return []hostile{
		{"html 100,000 deep", []byte("<html><body>" + strings.Repeat("<div>", 100_000) + "deep"), corpus.ErrTooLarge, "nest deeper"},
		{"html of scripts", []byte("<html><body><script>document.write('text')</script><style>p{}</style><img src=x onerror=alert(1)></body></html>"), corpus.ErrInvalid, "empty"},
		{"html table of 10,000 columns", []byte("<html><body><table><tr>" + strings.Repeat("<td colspan=1000>x", 10_000) + "</table>"), nil, ""},
		{"line of 50 MiB", bytes.Repeat([]byte("worker "), 50<<20/7), corpus.ErrTooLarge, "file of text"},
		{"line of 6 MiB", bytes.Repeat([]byte("worker "), 6<<20/7), corpus.ErrTooLarge, "bytes of text"},
		{"line of 2 MiB without a space", bytes.Repeat([]byte("worker"), 2<<20/6), nil, ""},
		{"file of 51 MiB", make([]byte, 51<<20), corpus.ErrTooLarge, "limit for a file"},
		{"NUL bytes", bytes.Repeat([]byte("Article 1\x00\x00\x00\n"), 1000), corpus.ErrUnreadable, ""},
		{"lone surrogates in UTF-16", utf16, nil, ""},
		{"lone surrogates in UTF-8", []byte("The Parties agree \xed\xa0\x80 and \xed\xb0\x80 so\n"), nil, ""},
		{"direction controls", []byte("The employer shall \u202epay ton\u202c the \u2066fee\u2069 \u200f\u200e\u202a\u202b\u202d\u2067\u2068 of the worker.\n"), nil, ""},
		{"combining marks", []byte("a" + strings.Repeat("\u0301\u0323", 100_000)), nil, ""},
		{"message 2,000 deep", []byte(nested), corpus.ErrTooLarge, "nest deeper"},
		{"picture that is none", []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 1000)), corpus.ErrNoText, "tesseract"},
		{"rich text", []byte(`{\rtf1 {\object\objdata 0105}}`), corpus.ErrUnsupported, "RTF"},
		{"nothing", nil, corpus.ErrInvalid, "empty"},
	}
}
