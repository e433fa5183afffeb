package ingest

import (
	"archive/zip"
	"context"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"corridor/corpus"
)

// casesOf are the cases of a folder of testdata, by their parts.
func casesOf(f *testing.F, pattern string) (out []map[string]string) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		f.Fatalf("no cases %s: %v", pattern, err)
	}
	for _, file := range files {
		out = append(out, readCase(f, file))
	}
	return out
}

// finished holds a draft to what every document keeps to, and an error to a kind.
func finished(t *testing.T, d *draft, err error) {
	t.Helper()
	if err != nil {
		checkKind(t, err)
		return
	}
	x, err := d.finish()
	if err != nil {
		checkKind(t, err)
		return
	}
	for _, v := range x.versions() {
		checkExtracted(t, v)
	}
}

// FuzzDOCX puts any XML into the parts of a Word file.
func FuzzDOCX(f *testing.F) {
	for _, c := range casesOf(f, "docx/*.txtar") {
		f.Add(c["body"], c["numbering"], c["styles"], c["footnotes"])
	}
	f.Add("<w:p><w:r><w:t>a</w:t></w:r>", "<w:num", "", "<!DOCTYPE x>")
	f.Fuzz(func(t *testing.T, body, numbering, styles, footnotes string) {
		data := wordFile(t, map[string]string{"body": body, "numbering": numbering, "styles": styles, "footnotes": footnotes})
		for _, rev := range []Revisions{RevisionsAccept, RevisionsShow} {
			d, err := readDOCX(context.Background(), data, Options{Revisions: rev})
			finished(t, d, err)
		}
	})
}

// FuzzODT puts any XML into the parts of an OpenDocument text.
func FuzzODT(f *testing.F) {
	for _, c := range casesOf(f, "odt/*.txtar") {
		f.Add(c["body"], c["styles"], c["auto"])
	}
	f.Add("<text:list><text:list-item><text:p>a", "<text:list-style", "<!ENTITY x>")
	f.Fuzz(func(t *testing.T, body, styles, auto string) {
		data := openDocument(t, map[string]string{"body": body, "styles": styles, "auto": auto})
		d, err := readODT(context.Background(), data, Options{Revisions: RevisionsShow})
		finished(t, d, err)
	})
}

// FuzzMHTML reads pages that were saved as one file.
func FuzzMHTML(f *testing.F) {
	for _, c := range casesOf(f, "message/page-*.txtar") {
		f.Add([]byte(c["input"]))
	}
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html; charset=utf-16\n\n<p>x\n--a--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := readMHTML(context.Background(), data, Options{})
		finished(t, d, err)
	})
}

// FuzzEML opens messages.
func FuzzEML(f *testing.F) {
	for _, c := range casesOf(f, "message/mail-*.txtar") {
		f.Add([]byte(c["input"]))
	}
	f.Add([]byte("From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"a\"\n\n--a\nContent-Type: message/rfc822\n\nSubject: =?utf-7?B?AA==?=\n\nx\n--a--"))
	f.Fuzz(func(t *testing.T, data []byte) { checkExpanded(t, expandEML, data) })
}

// FuzzZIP opens archives.
func FuzzZIP(f *testing.F) {
	f.Add(zipped(f, entry{"a/b.txt", "text"}, entry{`c\d.html`, "<p>x"}, entry{"../e", ""}))
	f.Add(wordFile(f, map[string]string{"body": "<w:p/>"}))
	f.Add(odd(f, func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<27) }, "a.txt", "/etc/passwd"))
	f.Add(odd(f, func(h *zip.FileHeader) { h.Flags |= 1 }, "a.txt", "x"))
	f.Add(zipped(f)[:20])
	f.Fuzz(func(t *testing.T, data []byte) {
		sniff(data)
		checkExpanded(t, expandZIP, data)
	})
}

// checkExpanded holds what an expander gives to the limits, and its members to names that are safe.
func checkExpanded(t *testing.T, expander func(context.Context, []byte, Options) ([]member, error), data []byte) {
	t.Helper()
	members, err := expander(context.Background(), data, Options{})
	if err == nil {
		err = checkMembers(members)
	}
	if err != nil {
		checkKind(t, err)
		return
	}
	for _, m := range members {
		if m.Err != nil {
			checkKind(t, m.Err)
		}
		if m.Name == "" || m.Name[0] == '/' || !utf8.ValidString(m.Name) || safeName(m.Name) != m.Name {
			t.Errorf("name %q", m.Name)
		}
	}
}

// FuzzDecode decodes any bytes as text: what comes out is UTF-8, and decodes to itself.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"Les Parties", "\xef\xbb\xbfabc", "\xff\xfea\x00b\x00", "\xfe\xff\x00a\xd8\x00", "caf\xe9 d\xe9j\xe0 \x80", "\x1b$B0l\x1b(B", "<meta charset=koi8-r>\xc1\xc2", "a\x00b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decodeText(data)
		if err != nil {
			checkKind(t, err)
			return
		}
		if !utf8.ValidString(d.text) || d.encoding == "" {
			t.Fatalf("%q as %q", d.text, d.encoding)
		}
	})
}

// FuzzMarkdown reads any text as Markdown.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# T\n\n1. a\n   - b\n\n| x | y |\n| - | - |\n| 1 | 2 |\n", "---\ntitle: x\n---\n# y\n", "[^1]: note\n\nText[^1] `c` **b** <sup>1</sup> &amp;\\_", "> q\n>> r\n\n***\nTitle\n===\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) { // decodeText gives no other
			finished(t, readMarkdown(text), nil)
		}
	})
}

// checkTree holds that the top level covers every byte once, that siblings are in order and disjoint, that children
// stand in their parents, and that every border is one of characters.
func checkTree(t *testing.T, text string, segs []corpus.Segment) {
	t.Helper()
	at := 0
	for _, s := range segs {
		if s.Span.Start != at {
			t.Errorf("%s begins at %d, the one before ends at %d", s.Kind, s.Span.Start, at)
		}
		at = s.Span.End
		checkPart(t, text, s, corpus.Span{End: len(text)})
	}
	if at != len(text) {
		t.Errorf("the parts end at %d of %d", at, len(text))
	}
}

func checkPart(t *testing.T, text string, s corpus.Segment, within corpus.Span) {
	t.Helper()
	for _, span := range []corpus.Span{s.Span, s.Label, s.Heading} {
		if span.Empty() {
			continue
		}
		if span.Start < within.Start || span.End > within.End || !utf8.ValidString(span.Of(text)) {
			t.Fatalf("%s %v lies outside of %v, or cuts a character", s.Kind, span, within)
		}
	}
	at := s.Span.Start
	for _, c := range s.Children {
		if c.Span.Start < at {
			t.Errorf("%s %v overlaps the one before it, which ends at %d", c.Kind, c.Span, at)
		}
		at = c.Span.End
		checkPart(t, text, c, s.Span)
	}
}
