package ingest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/net/html/charset"
)

// bytes undoes the encoding in which the part travels. What is damaged is given as far as it can be read.
func (p mailPart) bytes() []byte {
	switch strings.ToLower(strings.TrimSpace(p.header.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return looseBase64(p.raw)
	case "quoted-printable":
		out, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(p.raw)))
		return out
	}
	return p.raw
}

// looseBase64 decodes base64 and passes over everything that is not of its alphabet.
func looseBase64(raw []byte) []byte {
	clean := bytes.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '+', r == '/':
			return r
		}
		return -1
	}, raw)
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// text is a part of text in UTF-8, when it names an encoding that is known; else as it is.
func (p mailPart) text() []byte {
	data := p.bytes()
	label := strings.ToLower(p.params["charset"])
	if label == "" || label == "utf-8" || label == "us-ascii" {
		return data
	}
	r, err := charset.NewReaderLabel(label, bytes.NewReader(data))
	if err != nil {
		return data
	}
	out, err := io.ReadAll(r)
	if err != nil {
		return data
	}
	return out
}
