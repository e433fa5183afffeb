package reports

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"corridor/corpus"
)

// ReadManifest finds the manifest that a report carries, whatever its format but CSV, which has no place for
// one. It wraps corpus.ErrNotFound when there is none and corpus.ErrInvalid when it is damaged.
func ReadManifest(data []byte) (m Manifest, err error) {
	text, err := manifestText(data)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return m, fmt.Errorf("the manifest is damaged: %w: %w", corpus.ErrInvalid, err)
	}
	if m.Format == "" || len(m.Arguments) == 0 {
		return m, fmt.Errorf("the manifest names no format or no command: %w", corpus.ErrInvalid)
	}
	return m, nil
}

func manifestText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return packedManifest(data)
	case bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")):
		var v struct {
			Manifest json.RawMessage `json:"manifest"`
		}
		if err := json.Unmarshal(data, &v); err != nil || v.Manifest == nil {
			return "", noManifest(err)
		}
		return string(v.Manifest), nil
	}
	_, rest, ok := strings.Cut(string(data), manifestMark)
	if !ok {
		return "", noManifest(nil)
	}
	line, _, _ := strings.Cut(rest, "\n")
	line, _, _ = strings.Cut(line, "</pre>")
	return html.UnescapeString(line), nil
}

func noManifest(err error) error {
	if err != nil {
		return fmt.Errorf("no manifest: %w: the file is damaged: %w", corpus.ErrInvalid, err)
	}
	return fmt.Errorf("no manifest: %w: it is no report of Corridor, or one written without --out", corpus.ErrNotFound)
}

// maxManifest is the longest manifest that is read from a package, in bytes.
const maxManifest = 64 << 20

// packedManifest reads the manifest of a DOCX or an XLSX.
func packedManifest(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", noManifest(err)
	}
	if f, err := z.Open("customXml/item1.xml"); err == nil {
		defer f.Close()
		var v struct {
			Text string `xml:",chardata"`
		}
		if err := xml.NewDecoder(io.LimitReader(f, maxManifest)).Decode(&v); err != nil {
			return "", noManifest(err)
		}
		return v.Text, nil
	}
	return workbookManifest(data)
}

// workbookManifest puts the pieces of the manifest's sheet together.
func workbookManifest(data []byte) (string, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxManifest, UnzipXMLSizeLimit: maxManifest})
	if err != nil {
		return "", noManifest(err)
	}
	defer book.Close()
	rows, err := book.GetRows(sheetManifest)
	if err != nil {
		return "", noManifest(nil)
	}
	var b strings.Builder
	for _, r := range rows {
		if len(r) > 1 && r[0] == strings.TrimSuffix(manifestMark, ": ") {
			b.WriteString(r[1])
		}
	}
	if b.Len() == 0 {
		return "", noManifest(nil)
	}
	return b.String(), nil
}

// Changed says how another manifest of the same report differs, one line a difference; none when they are equal.
func (m Manifest) Changed(now Manifest) (lines []string) {
	differ := func(what, was, is string) {
		if was != is {
			lines = append(lines, fmt.Sprintf("%s: was %s, is %s", what, orNone(was), orNone(is)))
		}
	}
	differ("program", m.Tool, now.Tool)
	differ("agreements", fmt.Sprint(m.N), fmt.Sprint(now.N))
	differ("rubrics", strings.Join(m.Rubrics, ", "), strings.Join(now.Rubrics, ", "))
	differ("raters", strings.Join(m.Raters, ", "), strings.Join(now.Raters, ", "))
	was, is := m.byID(), now.byID()
	for _, a := range m.Agreements {
		if b, ok := is[a.ID]; !ok {
			lines = append(lines, "gone: "+a.ID+" "+a.Source)
		} else {
			differ("file of "+a.ID, a.Source+" "+a.SHA256, b.Source+" "+b.SHA256)
		}
	}
	for _, a := range now.Agreements {
		if _, ok := was[a.ID]; !ok {
			lines = append(lines, "new: "+a.ID+" "+a.Source)
		}
	}
	return lines
}

func (m Manifest) byID() map[string]BaseText {
	out := map[string]BaseText{}
	for _, a := range m.Agreements {
		out[a.ID] = a
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
