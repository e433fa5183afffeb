package ingest

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// streamOf finds where the bytes of a stream stand. The object layer prints a stream as "<<…>>@offset".
func (d *pdfDoc) streamOf(v pdf.Value) *pdfObject {
	if v.Kind() != pdf.Stream {
		return nil
	}
	s := v.String()
	n, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	if err != nil {
		return nil
	}
	return d.streams[n]
}

var errNoStream = errors.New("no stream")

// read decrypts and decodes a stream, up to limit bytes. The bytes may be those of the file: they must not
// be changed. They may stand in room, when that is not nil.
func (d *pdfDoc) read(v pdf.Value, limit int, room *bytes.Buffer) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			data, err = nil, errNoStream // a damaged header: the stream is as good as not there
		}
	}()
	o := d.streamOf(v)
	if o == nil {
		return nil, errNoStream
	}
	data = d.table.scan.data[o.data : o.data+o.size]
	if d.lock != nil && !plainStream(v) {
		data = d.lock.decrypt(o.num, o.gen, data)
	}
	data, err = decodeStream(v, data, limit, room)
	if len(data) > limit {
		data = data[:limit]
	}
	return data, err
}

// plainStream reports whether a stream of a protected file is left unprotected.
func plainStream(v pdf.Value) bool {
	names := filterNames(v)
	if len(names) == 0 || names[0] != "Crypt" {
		return v.Key("Type").Name() == "XRef"
	}
	p := v.Key("DecodeParms")
	if p.Kind() == pdf.Array {
		p = p.Index(0)
	}
	name := p.Key("Name").Name()
	return name == "" || name == "Identity"
}

// content reads a content stream and counts it against the limits of the document.
func (d *pdfDoc) content(v pdf.Value, room *bytes.Buffer) []byte {
	if v.Kind() != pdf.Stream {
		return nil
	}
	data, err := d.read(v, min(MaxStreamBytes, d.budget)+1, room)
	d.budget -= len(data)
	if len(data) > MaxStreamBytes || d.budget < 0 {
		d.over = true
		return nil
	}
	if err != nil {
		d.lost++
	}
	return data
}

// maxPacked is the greatest size of a stream of packed objects.
const maxPacked = MaxStreamBytes

// unpackStream lays out the objects of one stream: pairs of number and offset, and from First on the objects.
func (d *pdfDoc) unpackStream(o *pdfObject, v pdf.Value) {
	defer func() { _ = recover() }() // a damaged stream gives what was laid out before the damage
	data, err := d.read(v, min(maxPacked, d.budget), nil)
	if err != nil {
		return
	}
	d.budget -= len(data)
	first := int(v.Key("First").Int64())
	if first <= 0 || first > len(data) {
		return
	}
	fields := bytes.Fields(data[:first])
	for i := 0; i+1 < len(fields); i += 2 {
		num, err1 := strconv.Atoi(string(fields[i]))
		at, err2 := strconv.Atoi(string(fields[i+1]))
		if err1 != nil || err2 != nil || num < 0 || at < 0 || at > len(data)-first {
			return
		}
		at = skipSpace(data, first+at)
		start := at
		x := pdfLexer{data: data, pos: at}
		x.skip(0)
		x.reference(start)
		d.table.unpacked(num, o.start, data[start:x.pos])
	}
}
