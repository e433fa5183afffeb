package ingest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"corridor/corpus"
)

// xmlReader walks the elements of a part of a word processor's file. It reads a stream, holds the depth to
// MaxXMLDepth, and refuses a document type: no entity but the five of XML is ever expanded.
type xmlReader struct {
	ctx    context.Context
	part   string // name for messages
	dec    *xml.Decoder
	depth  int // of the element that is open
	tokens int
	leaf   bool // f of each looks at a text, which has no children
	names  map[xml.Name]string
}

// xmlNode is a child: an element, or text when the name is empty.
type xmlNode struct {
	name string // "w:p": the usual prefix of the namespace, whatever the file calls it
	attr []xml.Attr
	text string
}

// xmlSpaces are the namespaces that matter, by their usual prefix.
var xmlSpaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":                  "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                              "w",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":                   "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":           "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                       "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":                  "rel",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":                    "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                                "m",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                         "a",
	"http://purl.oclc.org/ooxml/drawingml/main":                                     "a",
	"urn:schemas-microsoft-com:vml":                                                 "v",
	"http://schemas.microsoft.com/office/word/2010/wordml":                          "w14",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":             "wps",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                              "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                                "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                               "table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                               "style",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                             "draw",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                            "manifest",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":                      "svg",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":                   "fo",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":          "loext",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0/external": "loext",
	"http://purl.org/dc/elements/1.1/":                                              "dc",
	"http://www.w3.org/XML/1998/namespace":                                          "xml",
}

func newXMLReader(ctx context.Context, part string, data []byte) *xmlReader {
	if _, enc := byteOrder(data); enc != nil {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	x := &xmlReader{ctx: ctx, part: part, dec: xml.NewDecoder(bytes.NewReader(data)), names: map[xml.Name]string{}}
	x.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") { // decoded above
			return in, nil
		}
		return charset.NewReaderLabel(label, in)
	}
	return x
}

// each calls f for every child of the open element, and returns after its end. What f leaves unread of a
// child is passed over.
func (x *xmlReader) each(f func(xmlNode) error) error {
	if x.leaf {
		return nil
	}
	level := x.depth
	for {
		tok, err := x.token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case nil:
			return nil
		case xml.EndElement:
			if x.depth < level {
				return nil
			}
		case xml.CharData:
			x.leaf = true
			err = f(xmlNode{text: string(t)})
			x.leaf = false
		case xml.StartElement:
			err = f(xmlNode{name: x.name(t.Name), attr: t.Attr})
			for err == nil && x.depth > level {
				if tok, err = x.token(); tok == nil {
					break
				}
			}
		}
		if err != nil {
			return err
		}
	}
}

// root calls f for every child of the root element.
func (x *xmlReader) root(f func(xmlNode) error) error {
	return x.each(func(xmlNode) error { return x.each(f) })
}

// token reads the next token; nil at the end of the part.
func (x *xmlReader) token() (xml.Token, error) {
	if x.tokens++; x.tokens%1024 == 0 && x.ctx.Err() != nil {
		return nil, x.ctx.Err()
	}
	tok, err := x.dec.Token()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s is damaged (%v): get the file again, or open it and save it anew: %w", x.part, err, corpus.ErrUnreadable)
	}
	switch t := tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > MaxXMLDepth {
			return nil, fmt.Errorf("%s: elements nest deeper than %d: %w", x.part, MaxXMLDepth, corpus.ErrTooLarge)
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		if bytes.HasPrefix(bytes.ToUpper(bytes.TrimSpace(t)), []byte("DOCTYPE")) {
			return nil, fmt.Errorf("%s has a document type, which no word processor writes: open the file and save it anew: %w", x.part, corpus.ErrInvalid)
		}
	}
	return tok, nil
}

// name writes a name with the usual prefix of its namespace; "?" stands for any other.
func (x *xmlReader) name(n xml.Name) string {
	s, ok := x.names[n]
	if !ok {
		prefix := xmlSpaces[n.Space]
		if prefix == "" && n.Space != "" {
			prefix = "?"
		}
		if s = n.Local; prefix != "" {
			s = prefix + ":" + n.Local
		}
		x.names[n] = s
	}
	return s
}

// text is all text inside the open element.
func (x *xmlReader) text() (string, error) {
	var b strings.Builder
	var walk func(n xmlNode) error
	walk = func(n xmlNode) error {
		if n.name != "" {
			return x.each(walk)
		}
		b.WriteString(n.text)
		return nil
	}
	err := x.each(walk)
	return b.String(), err
}

// get is the value of an attribute by its usual name; "" when it is not there.
func (n xmlNode) get(name string) string {
	v, _ := n.find(name)
	return v
}

func (n xmlNode) find(name string) (string, bool) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	for _, a := range n.attr {
		if a.Name.Local == local && xmlSpaces[a.Name.Space] == prefix {
			return a.Value, true
		}
	}
	return "", false
}

// on reads a property that is on when it stands there without a value: <w:vanish/>.
func (n xmlNode) on() bool {
	switch n.get("w:val") {
	case "0", "false", "off":
		return false
	}
	return true
}
