package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entry is one entry of a ZIP container that a test packs.
type entry struct{ name, data string }

// zipped packs entries into a ZIP container; a media type is stored unpacked.
func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.name == "mimetype" {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(e.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const wordSpaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"`

// wordRoots are the root elements of the parts of a Word file that a test may give.
var wordRoots = map[string]string{"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
	"comments": "comments", "settings": "settings", "header": "hdr", "footer": "ftr"}

// wordFile packs a Word file: "body" is what stands in the body, the others what stands in their roots.
func wordFile(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	rels := func(s string) string {
		return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + s + `</Relationships>`
	}
	const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	var related, kinds strings.Builder
	entries := []entry{
		{"_rels/.rels", rels(`<Relationship Id="r1" Type="` + types + `officeDocument" Target="word/document.xml"/>`)},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document` + wordSpaces + `><w:body>` + parts["body"] + `<w:sectPr/></w:body></w:document>`},
	}
	for name, root := range wordRoots {
		if s := parts[name]; s != "" {
			kinds.WriteString(`<Override PartName="/word/` + name + `.xml" ContentType="` + mime + name + `+xml"/>`)
			related.WriteString(`<Relationship Id="` + name + `" Type="` + types + name + `" Target="` + name + `.xml"/>`)
			entries = append(entries, entry{"word/" + name + ".xml", "<w:" + root + wordSpaces + ">" + s + "</w:" + root + ">"})
		}
	}
	contentTypes := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + mime + `document.main+xml"/>` + kinds.String() + `</Types>`
	return zipped(t, append(entries, entry{"word/_rels/document.xml.rels", rels(related.String())}, entry{"[Content_Types].xml", contentTypes})...)
}

// runOfficeCases runs every archive of a folder of testdata. The comment says what the case shows; "want" is
// the text with changes accepted, "want.reject" and "want.show" the others; "want.comments" lists comments
// with what they are about, "want.warnings" the warnings; the rest is as in TestExtractCases.
func runOfficeCases(t *testing.T, folder string, pack func(testing.TB, map[string]string) []byte,
	read func(context.Context, []byte, Options) (*draft, error)) {
	files, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			parts := readCase(t, file)
			data := pack(t, parts)
			for _, rev := range []Revisions{RevisionsAccept, RevisionsReject, RevisionsShow} {
				d, err := read(context.Background(), data, Options{Revisions: rev})
				if err != nil {
					t.Fatal(err)
				}
				x, err := d.finish()
				if err != nil {
					t.Fatal(err)
				}
				checkExtracted(t, x)
				compareOffice(t, parts, x, rev)
			}
		})
	}
}

func compareOffice(t *testing.T, parts map[string]string, x *extracted, rev Revisions) {
	t.Helper()
	have := describe(x)
	var comments, langs []string
	for _, c := range x.Comments {
		comments = append(comments, c.Author+" | "+c.Span.Of(x.Text)+" | "+c.Text)
	}
	for _, l := range x.Languages {
		langs = append(langs, l.Lang+" | "+strings.ReplaceAll(clip(l.Span.Of(x.Text), 60), "\n", "\\n"))
	}
	have["want.warnings"] = strings.Join(x.Source.Warnings, "\n")
	have["want.comments"], have["want.languages"] = strings.Join(comments, "\n"), strings.Join(langs, "\n")
	if rev != RevisionsAccept {
		have = map[string]string{"want." + string(rev): x.Text}
	}
	for name, text := range have {
		want, ok := parts[name]
		if diff := cmp.Diff(want, text); ok && diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
	}
}

const odfSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// openDocument packs an OpenDocument text: "styles", "auto" (styles that a program makes), "master" (headers
// and footers) and "body".
func openDocument(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	return zipped(t, entry{"mimetype", odtMedia},
		entry{"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">` +
			`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odtMedia + `"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
			`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>`},
		entry{"styles.xml", `<?xml version="1.0"?><office:document-styles` + odfSpaces + `><office:styles>` + parts["styles"] + `</office:styles>` +
			`<office:master-styles><style:master-page style:name="Standard">` + parts["master"] + `</style:master-page></office:master-styles></office:document-styles>`},
		entry{"content.xml", `<?xml version="1.0"?>` + "\n" + `<office:document-content` + odfSpaces + `><office:automatic-styles>` + parts["auto"] + `</office:automatic-styles>` +
			`<office:body><office:text>` + parts["body"] + `</office:text></office:body></office:document-content>`})
}

// TestFlatODT reads what an OpenDocument text holds from one XML file.
func TestFlatODT(t *testing.T) {
	parts := readCase(t, "testdata/odt/lists-headings.txtar")
	flat := `<?xml version="1.0"?><office:document ` + odfSpaces + `><office:styles>` + parts["styles"] + `</office:styles><office:automatic-styles>` +
		parts["auto"] + `</office:automatic-styles><office:body><office:text>` + parts["body"] + `</office:text></office:body></office:document>`
	x, err := extractBytes(context.Background(), "flat.fodt", []byte(flat))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(parts["want"], x.Text); diff != "" {
		t.Errorf("(-want +have):\n%s", diff)
	}
}

func TestODTCases(t *testing.T) { runOfficeCases(t, "odt", openDocument, readODT) }

func TestDOCXCases(t *testing.T) { runOfficeCases(t, "docx", wordFile, readDOCX) }
