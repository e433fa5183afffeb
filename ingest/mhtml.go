package ingest

import (
	"context"
	"fmt"
	"strings"

	"corridor/corpus"
)

// readMHTML reads a page that a browser saved as one file: the message around the page and what belongs to
// it is opened, and the page is read with the frames that the file holds.
func readMHTML(_ context.Context, data []byte, opt Options) (*draft, error) {
	whole, err := readMail(data)
	if err != nil {
		return nil, err
	}
	pages, err := whole.pages(0)
	if len(pages) == 0 {
		if err == nil {
			err = fmt.Errorf("is a saved page without a page in it: save it as HTML or print it to PDF: %w", corpus.ErrUnreadable)
		}
		return nil, err
	}
	frames := map[string]string{}
	var main mailPage
	for i, p := range pages {
		text, name, err := p.decode()
		if err != nil {
			return nil, err
		}
		if i == 0 {
			main = mailPage{text, name}
		}
		for _, key := range []string{p.header.Get("Content-Location"), cid(p.header.Get("Content-ID"))} {
			if key != "" && key != "cid:" {
				frames[key] = text
			}
		}
	}
	d, rerr := readPage(main.text, opt, func(src string) string { return frames[src] })
	if rerr != nil {
		return nil, rerr
	}
	d.media, d.encoding = "multipart/related", main.encoding
	if err != nil {
		d.warn("the file is cut or damaged: what it still holds was read")
	}
	if u := whole.header.Get("Snapshot-Content-Location"); u != "" {
		d.meta["url"] = oneLine(u)
	}
	return d, nil
}

// mailPage is a page as text, and the encoding that it had.
type mailPage struct{ text, encoding string }

// pages are the parts of a saved page that are pages: the main one first.
func (p mailPart) pages(depth int) ([]mailPart, error) {
	switch {
	case p.media == "text/html" || p.media == "application/xhtml+xml":
		return []mailPart{p}, nil
	case !strings.HasPrefix(p.media, "multipart/") || p.params["boundary"] == "" || depth > maxMailDepth:
		return nil, nil
	}
	parts, err := p.children()
	var out []mailPart
	start := cid(p.params["start"])
	for _, c := range parts {
		pages, _ := c.pages(depth + 1)
		if start != "" && cid(c.header.Get("Content-ID")) == start {
			out = append(pages, out...)
			continue
		}
		out = append(out, pages...)
	}
	return out, err
}

// cid is the address by which a page refers to a part of the same file.
func cid(id string) string {
	if id = strings.Trim(strings.TrimSpace(id), "<>"); id == "" {
		return ""
	}
	return "cid:" + id
}

// decode gives the text of a page by the encoding that its part names, or else by its bytes.
func (p mailPart) decode() (text, encoding string, err error) {
	data := p.bytes()
	if out := p.text(); p.params["charset"] != "" && string(out) != string(data) {
		return string(out), strings.ToLower(p.params["charset"]), nil
	}
	dec, err := decodeText(data)
	return dec.text, dec.encoding, err
}
